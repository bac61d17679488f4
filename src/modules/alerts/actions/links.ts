// What an alert points to: signals, saved views of figures, protocols; each shown only to who may open it by their own rights.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { viewsAmong } from '../../statistics/index.ts'
import { signalsAmong } from '../../warning/index.ts'
import type { AlertContent } from '../model/content.ts'
import type { AlertView } from '../model/views.ts'
import { alertProblems } from '../problems.ts'
import { protocolsAmong } from '../rules/protocols.ts'

type Links = AlertContent['links']

const none: Links = { signals: [], views: [], protocols: [] }

const openableSignals = async (db: Db, actor: Actor, ids: readonly string[]) => (actor.acts.has('signal.read') ? signalsAmong(db, ids) : [])

const openableViews = async (db: Db, actor: Actor, ids: readonly string[]) => (actor.acts.has('view.read') ? viewsAmong(db, actor, ids) : [])

/** The links this person may follow, named. */
export const linksFor = async (db: Db, actor: Actor, links: Links): Promise<AlertView['links']> => {
  const signals = await openableSignals(db, actor, links.signals)
  const views = await openableViews(db, actor, links.views)
  return {
    signals: signals.map(({ id, whatName, placeName, period }) => ({ id, what: whatName, place: placeName, period })),
    views: views.map(({ id, name }) => ({ id, name })),
    protocols: protocolsAmong(links.protocols),
  }
}

/** The same as ids, for the content that is shown to who only receives it. */
export const onlyOpenable = async (db: Db, actor: Actor, links: Links): Promise<Links> => {
  const { signals, views, protocols } = await linksFor(db, actor, links)
  return { signals: signals.map(({ id }) => id), views: views.map(({ id }) => id), protocols: protocols.map(({ id }) => id) }
}

/** Refuses a new link to what the writer may not see: otherwise it would tell whether it exists. */
export const refuseLinks = async (db: Db, actor: Actor, sent: Links, before: Links = none): Promise<void> => {
  const added: Links = {
    signals: sent.signals.filter((id) => !before.signals.includes(id)),
    views: sent.views.filter((id) => !before.views.includes(id)),
    protocols: sent.protocols.filter((id) => !before.protocols.includes(id)),
  }
  const openable = await onlyOpenable(db, actor, added)
  const isWhole = (['signals', 'views', 'protocols'] as const).every((kind) => added[kind].every((id) => openable[kind].includes(id)))
  if (!isWhole) throw alertProblems.notLinkable()
}
