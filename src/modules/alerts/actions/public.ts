// Alerts that anyone may read: the public page and its list.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { nodeBehind } from '../../../platform/node.ts'
import { NoInput } from '../../../platform/schema.ts'
import { ById, PublicAlert, PublicAlertList } from '../model/views.ts'
import { isExercise } from '../rules/exercise.ts'
import { protocolsAmong } from '../rules/protocols.ts'
import { messagesOf, publicAlertIds, type Message } from '../store/messages.ts'
import { areaNameOf, borderPointNameOf, corridorNameOf, offenceNameOf } from './areas.ts'
import { attachmentsIn } from './views.ts'

const mostShown = 100
const daysInFeedAfterTheEnd = 30

/** The messages of one public alert, the last of them public; `undefined` when there is none. */
const publicMessages = async (db: Db, alertId: string): Promise<Message[] | undefined> => {
  const messages = await messagesOf(db, alertId, null)
  return messages.at(-1)?.isPublic ? messages.filter(({ isPublic }) => isPublic) : undefined
}

const allPublic = async (db: Db): Promise<Message[][]> => {
  const found: Message[][] = []
  for (const id of await publicAlertIds(db, mostShown)) found.push((await publicMessages(db, id)) ?? [])
  return found.filter((messages) => messages.length > 0)
}

const publicViews = async (db: Db, now: Date): Promise<PublicAlert[]> => {
  const views: PublicAlert[] = []
  for (const messages of await allPublic(db)) views.push(await publicView(db, messages, now))
  return views
}

const publicState = ({ alertState, kind }: Message): PublicAlert['state'] => {
  if (alertState === 'closed') return 'closed'
  return ({ Alert: 'published', Update: 'updated', Cancel: 'cancelled' } as const)[kind]
}

const isInForce = (message: Message, now: Date): boolean =>
  message.kind !== 'Cancel' && message.alertState !== 'closed' && new Date(message.content.expires!) > now

const named = (codes: readonly string[], name: typeof areaNameOf) => codes.map((code) => ({ code, name: name(code) }))

const publicView = async (db: Db, messages: readonly Message[], now: Date): Promise<PublicAlert> => {
  const last = messages.at(-1)!
  const { kind, title, summary, instructions, readers, severity, urgency, certainty, offence, territories, corridors, borderPoints, links, expires } = last.content
  return {
    id: last.alertId, kind, title, summary, instructions, readers, severity, urgency, certainty,
    state: publicState(last),
    offence: offenceNameOf(offence),
    areas: named(territories, areaNameOf),
    corridors: named(corridors, corridorNameOf),
    borderPoints: named(borderPoints, borderPointNameOf),
    issuedAt: messages[0]!.at.toISOString(),
    sentAt: last.at.toISOString(),
    expires: expires!,
    isInForce: isInForce(last, now),
    note: last.note,
    publisher: last.institutionName,
    isExercise: isExercise(last.content, nodeBehind(db) ?? { isDemonstration: false }),
    attachments: await attachmentsIn(db, last.alertId, last.content),
    protocols: protocolsAmong(links.protocols),
  }
}

export const listPublicAlerts = action({
  name: 'alert.publicList',
  summary: { es: 'Leer las alertas públicas', en: 'Read the public alerts' },
  input: NoInput,
  output: PublicAlertList,
  may: anyoneGranted,
  async run({ db, now }) {
    return { items: await publicViews(db, now) }
  },
  remember: () => ({ nothing: 'public reading is not watched' }),
})

export const readPublicAlert = action({
  name: 'alert.publicRead',
  summary: { es: 'Leer una alerta pública', en: 'Read a public alert' },
  input: ById,
  output: PublicAlert,
  on: ({ id }, db) => publicMessages(db, id),
  may: anyoneGranted,
  run: ({ subject, db, now }) => publicView(db, subject, now),
  remember: () => ({ nothing: 'public reading is not watched' }),
})

/** The public alerts first issued within the days, the newest first. */
export const publicAlertsOf = async (db: Db, { from, to }: { from: string; to: string }, now: Date): Promise<PublicAlert[]> =>
  (await publicViews(db, now)).filter(({ issuedAt }) => issuedAt.slice(0, 10) >= from && issuedAt.slice(0, 10) <= to)

const isRecent = (messages: readonly Message[], now: Date): boolean => {
  const last = messages.at(-1)!
  const end = last.kind === 'Cancel' ? last.at : new Date(last.content.expires!)
  return isInForce(last, now) || now.getTime() - end.getTime() < daysInFeedAfterTheEnd * 86_400_000
}

/** The messages of each public alert that still holds, or ended less than a month ago. */
export const recentPublic = async (db: Db, now: Date): Promise<Message[][]> => (await allPublic(db)).filter((messages) => isRecent(messages, now))
