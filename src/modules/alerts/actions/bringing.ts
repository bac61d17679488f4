// What live news brings of an alert: to each open screen of whoever received it the line of its own list, in the version that reached them.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Bringing } from '../../../platform/module.ts'
import type { AlertSummary } from '../model/views.ts'
import { alertById, lastMessagesTo, type Alert, type LastMessage } from '../store/alerts.ts'
import { watchesAmong, type Watch } from '../store/watches.ts'
import { listAlerts } from './reading.ts'
import { summaryOf } from './views.ts'

type Line = { items: AlertSummary[] }

/** People who hold the same message, answered alike and watching the same, are shown the same line. */
const keyOf = ({ version, kind, at, acknowledgedAt, did, note }: LastMessage, watches: readonly Watch[]): string =>
  JSON.stringify([version, kind, at, acknowledgedAt, did, note, watches.map((watch) => `${watch.kind} ${watch.code}`)])

/** Few queries however many people: who holds which message, what they watch for, and the alert once for each message that somebody holds. */
const linesOf = async (db: Db, { id, actors, now }: { id: string; actors: readonly Actor[]; now: Date }): Promise<Map<string, Line>> => {
  const people = new Map(actors.map((actor) => [actor.id ?? '', actor]))
  const held = await lastMessagesTo(db, id, [...people.keys()])
  const watches = Map.groupBy(await watchesAmong(db, [...people.keys()]), ({ personId }) => personId)
  const alerts = new Map<string, Alert>()
  const lines = new Map<string, Line>()
  const told = new Map<string, Line>()
  for (const { personId, ...message } of held) {
    const own = watches.get(personId) ?? []
    const [which, key] = [`${message.kind} ${String(message.version)}`, keyOf(message, own)]
    const alert = alerts.get(which) ?? (await alertById(db, people.get(personId)!, id))!
    alerts.set(which, alert)
    const received = { ...message, content: alert.received!.content }
    const line = lines.get(key) ?? { items: [summaryOf(db, { ...alert, received }, { seesWork: false, now, watches: own })] }
    lines.set(key, line)
    told.set(personId, line)
  }
  return told
}

/** The part of `alert.list`, box `received`, that is about one alert: nobody is brought what the list would not show them. */
export const bringLine: Bringing = { topic: 'alert', of: listAlerts, bring: linesOf }
