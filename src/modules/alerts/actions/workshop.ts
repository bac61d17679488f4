// What only those behind an alert are shown: how it came to be, whom it is for, what it still lacks, and what was sent.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { AlertContent, Audience } from '../model/content.ts'
import type { AlertView } from '../model/views.ts'
import { alertProblems, gapSentences } from '../problems.ts'
import { canApprove } from '../rules/life.ts'
import { versionsOf, type Alert } from '../store/alerts.ts'
import { institutionNames } from '../store/deliveries.ts'
import { messagesOf } from '../store/messages.ts'
import { personNames } from '../store/people.ts'
import { areaNameOf, borderPointNameOf, corridorNameOf } from './areas.ts'
import { namedPeople } from './circles.ts'
import { gapsOf } from './subjects.ts'

type Workshop = NonNullable<AlertView['workshop']>

const named = (codes: readonly string[], name: typeof areaNameOf) => codes.map((code) => ({ code, name: name(code) }))

export const workshopOf = async (db: Db, actor: Actor, alert: Alert, now: Date): Promise<Workshop> => {
  const versions = await versionsOf(db, alert.id)
  const messages = await messagesOf(db, alert.id, actor.id)
  return {
    author: { id: alert.authorId, name: alert.authorName },
    signalId: alert.signalId,
    returnReason: alert.returnReason,
    audience: await audienceInWords(db, alert.content.audience),
    desk: await deskInWords(db, alert.content),
    gaps: gapsOf(alert.content, now).map(({ field, reason }) => ({ field, reason: gapSentences[reason][actor.language] })),
    cannotApprove: obstacle(alert, actor),
    versions: versions.map(({ number, byId, byName, at }) => ({ number, by: { id: byId, name: byName }, at: at.toISOString() })),
    messages: messages.map(({ version, kind, at, byId, byName, note }) => ({ version, kind, at: at.toISOString(), by: { id: byId, name: byName }, note })),
  }
}

const deskInWords = (db: Db, { desk }: AlertContent): Promise<string[]> | null => (desk.isClosed ? personNames(db, desk.people) : null)

const audienceInWords = async (db: Db, audience: Audience): Promise<Workshop['audience']> => ({
  institutions: await institutionNames(db, audience.institutions),
  territories: named(audience.territories, areaNameOf),
  corridors: named(audience.corridors, corridorNameOf),
  borderPoints: named(audience.borderPoints, borderPointNameOf),
  people: await personNames(db, audience.people),
  reach: await reachOf(db, audience),
})

/** How many people, of how many institutions, an audience names today. */
export const reachOf = async (db: Db, audience: Audience): Promise<Workshop['audience']['reach']> => {
  const people = await namedPeople(db, audience)
  return { people: people.length, institutions: new Set(people.map(({ institutionId }) => institutionId)).size }
}

const obstacle = (alert: Alert, actor: Actor): Text | null => {
  if (alert.state !== 'review' || actor.id === null || canApprove(alert, actor.id)) return null
  return alertProblems.fourEyes().text
}
