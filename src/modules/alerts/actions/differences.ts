// What differs between two versions, with places, people, files and links called by their names.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { say, type Text } from '../../../platform/text.ts'
import { documentNames, vehicleNames, type DocumentPattern, type Vehicle } from '../model/codes.ts'
import type { AlertContent, Difference } from '../model/content.ts'
import { compareContents } from '../rules/compare.ts'
import { protocolsAmong } from '../rules/protocols.ts'
import { attachmentNames } from '../store/attachments.ts'
import { institutionNames } from '../store/deliveries.ts'
import { personNames } from '../store/people.ts'
import { areaNameOf, borderPointNameOf, corridorNameOf, offenceNameOf } from './areas.ts'
import { linksFor } from './links.ts'

const codesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value === null || value === undefined ? [] : [String(value)])

type Namers = Readonly<Record<string, (codes: string[]) => string[] | Promise<string[]>>>

const noLinks = { signals: [], views: [], protocols: [] }

const namersFor = (db: Db, actor: Actor): Namers => {
  const words = (name: (code: string) => Text) => (codes: string[]): string[] => codes.map((code) => say(name(code), actor.language))
  const people = (ids: string[]): Promise<string[]> => personNames(db, ids)
  return {
    territories: words(areaNameOf), 'audience.territories': words(areaNameOf),
    corridors: words(corridorNameOf), 'audience.corridors': words(corridorNameOf),
    borderPoints: words(borderPointNameOf), 'audience.borderPoints': words(borderPointNameOf),
    vehicles: words((code) => vehicleNames[code as Vehicle]), documents: words((code) => documentNames[code as DocumentPattern]),
    offence: words((code) => offenceNameOf(code) ?? { es: code, en: code }),
    'audience.institutions': (ids) => institutionNames(db, ids),
    'audience.people': people, 'desk.people': people,
    attachments: (ids) => attachmentNames(db, ids),
    'links.protocols': (ids) => protocolsAmong(ids).map(({ names }) => say(names, actor.language)),
    'links.views': async (views) => (await linksFor(db, actor, { ...noLinks, views })).views.map(({ name }) => name),
    'links.signals': async (signals) =>
      (await linksFor(db, actor, { ...noLinks, signals })).signals.map(({ what, place }) => `${say(what, actor.language)}, ${say(place, actor.language)}`),
  }
}

/** The differences as the person reads them, in the order of the form. */
export const differencesFor = async (db: Db, actor: Actor, before: AlertContent, after: AlertContent): Promise<Difference[]> => {
  const namers = namersFor(db, actor)
  const named = async (difference: Difference): Promise<Difference> => {
    const name = namers[difference.field]
    if (!name) return difference
    return { ...difference, before: await name(codesOf(difference.before)), after: await name(codesOf(difference.after)) }
  }
  const told: Difference[] = []
  for (const difference of compareContents(before, after)) told.push(await named(difference))
  return told
}
