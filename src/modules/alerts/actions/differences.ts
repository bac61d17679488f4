// What differs between two versions, with places, offences and institutions called by their names.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Language } from '../../../platform/text.ts'
import type { AlertContent, Difference } from '../model/content.ts'
import { compareContents } from '../rules/compare.ts'
import { institutionNames } from '../store/deliveries.ts'
import { areaNameOf, offenceNameOf } from './areas.ts'

const codesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value === null ? [] : [String(value)])

const namersIn = (db: Db, language: Language): Record<string, (codes: string[]) => string[] | Promise<string[]>> => {
  const areas = (codes: string[]): string[] => codes.map((code) => areaNameOf(code)[language])
  return {
    territories: areas,
    'audience.territories': areas,
    'audience.institutions': (ids) => institutionNames(db, ids),
    offence: (codes) => codes.map((code) => offenceNameOf(code)?.[language] ?? code),
  }
}

/** The differences as the person reads them, in the order of the form. */
export const differencesFor = async (db: Db, { language }: Actor, before: AlertContent, after: AlertContent): Promise<Difference[]> => {
  const namers = namersIn(db, language)
  const named = async (difference: Difference): Promise<Difference> => {
    const name = namers[difference.field]
    if (!name) return difference
    return { ...difference, before: await name(codesOf(difference.before)), after: await name(codesOf(difference.after)) }
  }
  const told: Difference[] = []
  for (const difference of compareContents(before, after)) told.push(await named(difference))
  return told
}
