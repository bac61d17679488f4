// What a person is shown of an alert: all of it to those behind it, and to everyone else only what was addressed to them.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { AlertContent, AlertState, Audience } from '../model/content.ts'
import type { AlertSummary, AlertView } from '../model/views.ts'
import { alertProblems, gapSentences } from '../problems.ts'
import { canApprove, gapsBeforeReview } from '../rules/life.ts'
import { isAddressed } from '../rules/audience.ts'
import { isBehind } from '../rules/visibility.ts'
import { areaNameOf } from './areas.ts'
import { alertById, versionsOf, type Alert, type MessageKind } from '../store/alerts.ts'
import { activePeople, institutionNames } from '../store/deliveries.ts'
import { messagesOf } from '../store/messages.ts'

interface Face {
  state: AlertState
  version: number
  content: AlertContent
}

const stateToldBy: Record<MessageKind, AlertState> = { Alert: 'published', Update: 'updated', Cancel: 'cancelled' }

/** The version at hand for those behind the alert; for the others the one they received. */
const faceOf = (alert: Alert, seesWork: boolean): Face => {
  const { received } = alert
  if (seesWork || received === null) return alert
  return { state: alert.state === 'closed' ? 'closed' : stateToldBy[received.kind], version: received.version, content: received.content }
}

const isInForce = ({ versionInForce, state }: Alert, { expires }: AlertContent, now: Date): boolean =>
  versionInForce !== null && state !== 'cancelled' && state !== 'closed' && expires !== null && new Date(expires) > now

const areasOf = (codes: readonly string[]) => codes.map((code) => ({ code, name: areaNameOf(code) }))

/** One line of a list. In the box of received alerts even their authors see what was sent, not what they are preparing. */
export const summaryOf = (alert: Alert, seesWork: boolean, now: Date): AlertSummary => {
  const { state, version, content } = faceOf(alert, seesWork)
  const { kind, title, severity, urgency, tlp, expires } = content
  return {
    id: alert.id, reference: alert.reference, state, version, kind, title, severity, urgency, tlp, expires,
    areas: areasOf(content.territories),
    institution: { id: alert.institutionId, name: alert.institutionName },
    changedAt: (seesWork || !alert.received ? alert.changedAt.toISOString() : alert.received.at),
    received: alert.received,
    isInForce: isInForce(alert, content, now),
  }
}

/** Reads the alert anew and shows it whole, as far as this person may see it. */
export const viewOf = async (db: Db, actor: Actor, id: string, now: Date): Promise<AlertView> => {
  const alert = (await alertById(db, actor, id))!
  const seesWork = isBehind(actor, alert)
  return {
    ...summaryOf(alert, seesWork, now),
    content: shareable(faceOf(alert, seesWork).content, seesWork),
    endNote: alert.endNote,
    workshop: seesWork ? await workshopOf(db, actor, alert, now) : null,
  }
}

/** Who else received an alert is told only to those behind it. */
const shareable = (content: AlertContent, seesWork: boolean): AlertContent =>
  seesWork ? content : { ...content, audience: { roles: [], institutions: [], institutionKinds: [], territories: [], isPublic: content.audience.isPublic } }

const workshopOf = async (db: Db, actor: Actor, alert: Alert, now: Date): Promise<NonNullable<AlertView['workshop']>> => {
  const versions = await versionsOf(db, alert.id)
  const messages = await messagesOf(db, alert.id, actor.id)
  return {
    author: { id: alert.authorId, name: alert.authorName },
    signalId: alert.signalId,
    returnReason: alert.returnReason,
    audience: await audienceInWords(db, alert.content.audience),
    gaps: gapsBeforeReview(alert.content, now).map(({ field, reason }) => ({ field, reason: gapSentences[reason][actor.language] })),
    cannotApprove: obstacle(alert, actor),
    versions: versions.map(({ number, byId, byName, at }) => ({ number, by: { id: byId, name: byName }, at: at.toISOString() })),
    messages: messages.map(({ version, kind, at, byId, byName, note }) => ({ version, kind, at: at.toISOString(), by: { id: byId, name: byName }, note })),
  }
}

const audienceInWords = async (db: Db, audience: Audience) => ({
  institutions: await institutionNames(db, audience.institutions),
  territories: areasOf(audience.territories),
  reach: await reachOf(db, audience),
})

/** How many people, of how many institutions, an audience names today. */
export const reachOf = async (db: Db, audience: Audience) => {
  const people = (await activePeople(db)).filter((person) => isAddressed(audience, person))
  return { people: people.length, institutions: new Set(people.map(({ institutionId }) => institutionId)).size }
}

const obstacle = (alert: Alert, actor: Actor): Text | null => {
  if (alert.state !== 'review' || actor.id === null || canApprove(alert, actor.id)) return null
  return alertProblems.fourEyes().text
}
