// What a person is shown of an alert: all of it to those behind it, and to everyone else only what was addressed to them.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { nodeBehind } from '../../../platform/node.ts'
import { emptyAudience, type AlertContent, type AlertState } from '../model/content.ts'
import type { AlertSummary, AlertView, Attachment } from '../model/views.ts'
import { isExercise } from '../rules/exercise.ts'
import type { Watched } from '../rules/watching.ts'
import { isBehind } from '../rules/visibility.ts'
import { alertById, versionsOf, type Alert, type MessageKind } from '../store/alerts.ts'
import { attachmentsOf } from '../store/attachments.ts'
import { messagesOf } from '../store/messages.ts'
import { watchesOf } from '../store/watches.ts'
import { areaNameOf, borderPointNameOf, corridorNameOf } from './areas.ts'
import { linksFor, onlyOpenable } from './links.ts'
import { matchedBy } from './matches.ts'
import { workshopOf } from './workshop.ts'

interface Face {
  state: AlertState
  version: number
  content: AlertContent
}

const stateToldBy: Record<MessageKind, AlertState> = { Alert: 'published', Update: 'updated', Cancel: 'cancelled' }

/** What they hold was replaced by a version no longer addressed to them: for them it has ended. */
const isLeftBehind = ({ received, versionInForce }: Alert): boolean => received !== null && received.kind !== 'Cancel' && received.version !== versionInForce

/** The version at hand for those behind the alert; for the others the one they received. */
const faceOf = (alert: Alert, seesWork: boolean): Face => {
  const { received } = alert
  if (seesWork || received === null) return alert
  const hasEnded = alert.state === 'closed' || isLeftBehind(alert)
  return { state: hasEnded ? 'closed' : stateToldBy[received.kind], version: received.version, content: received.content }
}

const isInForce = ({ versionInForce, state }: Alert, face: Face, now: Date): boolean => {
  const hasEnded = [state, face.state].some((each) => each === 'cancelled' || each === 'closed')
  return versionInForce !== null && !hasEnded && face.content.expires !== null && new Date(face.content.expires) > now
}

const named = (codes: readonly string[], name: typeof areaNameOf) => codes.map((code) => ({ code, name: name(code) }))

interface Shown {
  /** Whether the work on it is shown, not only what was sent. */
  seesWork: boolean
  now: Date
  watches: readonly Watched[]
}

/** One line of a list. In the box of received alerts even their authors see what was sent, not what they are preparing. */
export const summaryOf = (db: Db, alert: Alert, { seesWork, now, watches }: Shown): AlertSummary => {
  const face = faceOf(alert, seesWork)
  const { state, version, content } = face
  const { kind, title, severity, urgency, tlp, expires } = content
  return {
    id: alert.id, reference: alert.reference, state, version, kind, title, severity, urgency, tlp, expires,
    areas: named(content.territories, areaNameOf),
    institution: { id: alert.institutionId, name: alert.institutionName },
    changedAt: (seesWork || !alert.received ? alert.changedAt.toISOString() : alert.received.at),
    received: alert.received,
    isInForce: isInForce(alert, face, now),
    isExercise: isExercise(content, nodeBehind(db) ?? { isDemonstration: false }),
    matches: matchedBy(watches, content),
  }
}

interface Listing {
  alerts: readonly Alert[]
  now: Date
  /** As they were sent, also to those behind them. */
  asReceived?: boolean
}

/** The lines of a list, each with the reader's watches that it matches. */
export const summariesOf = async (db: Db, actor: Actor, { alerts, now, asReceived = false }: Listing): Promise<AlertSummary[]> => {
  const watches = await watchesOf(db, actor.id)
  return alerts.map((alert) => summaryOf(db, alert, { seesWork: !asReceived && isBehind(actor, alert), now, watches }))
}

const shown = async (db: Db, actor: Actor, alert: Alert, { seesWork, now }: { seesWork: boolean; now: Date }): Promise<AlertView> => {
  const { content } = faceOf(alert, seesWork)
  return {
    ...summaryOf(db, alert, { seesWork, now, watches: await watchesOf(db, actor.id) }),
    content: seesWork ? content : await shareable(db, actor, content),
    endNote: isLeftBehind(alert) && !seesWork ? null : alert.endNote,
    corridors: named(content.corridors, corridorNameOf),
    borderPoints: named(content.borderPoints, borderPointNameOf),
    attachments: await attachmentsIn(db, alert.id, content),
    links: await linksFor(db, actor, content.links),
    comparable: await comparableVersions(db, actor, alert),
    workshop: seesWork ? await workshopOf(db, actor, alert, now) : null,
  }
}

/** Reads the alert anew and shows it whole, as far as this person may see it. */
export const viewOf = async (db: Db, actor: Actor, id: string, now: Date): Promise<AlertView> => {
  const alert = (await alertById(db, actor, id))!
  return shown(db, actor, alert, { seesWork: isBehind(actor, alert), now })
}

/** What was sent to the person, also when they are behind it: how it came to be stays out. */
export const receivedViewOf = (db: Db, actor: Actor, alert: Alert, now: Date): Promise<AlertView> => shown(db, actor, alert, { seesWork: false, now })

/** Who else received an alert, and who prepares it, is told only to those behind it. */
const shareable = async (db: Db, actor: Actor, content: AlertContent): Promise<AlertContent> => ({
  ...content,
  audience: { ...emptyAudience, isPublic: content.audience.isPublic },
  desk: { isClosed: false, people: [] },
  links: await onlyOpenable(db, actor, content.links),
})

/** The files a content carries, in its order. */
export const attachmentsIn = async (db: Db, alertId: string, content: AlertContent): Promise<Attachment[]> => {
  if (content.attachments.length === 0) return []
  const rows = new Map((await attachmentsOf(db, alertId)).map(({ id, name, kind, bytes }) => [id, { id, name, kind, bytes }]))
  return content.attachments.flatMap((id) => rows.get(id) ?? [])
}

/** The versions a person may lay side by side: every one behind the alert, else those that were sent to them. */
export const comparableVersions = async (db: Db, actor: Actor, alert: Alert): Promise<number[]> => {
  if (isBehind(actor, alert)) return (await versionsOf(db, alert.id)).map(({ number }) => number)
  const mine = (await messagesOf(db, alert.id, actor.id)).filter(({ isMine }) => isMine)
  return [...new Set(mine.map(({ version }) => version))]
}
