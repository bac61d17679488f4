// Who learns that an alert exists. The store's `visibleTo` asks the same of the database.
import { covers, type Actor } from '../../../platform/access.ts'
import type { AlertContent, AlertState } from '../model/content.ts'

/** What decides who sees an alert. */
export interface AlertExposure {
  state: AlertState
  institutionId: string
  versionInForce: number | null
  returnReason: string | null
  territories: readonly string[]
  authorId: string
  content: Pick<AlertContent, 'desk'>
  received: object | null
}

/** Prepares it: of the institution that drafts it, and granted drafting or reviewing. */
export const worksOn = (actor: Actor, alert: AlertExposure): boolean =>
  actor.institution?.id === alert.institutionId && (actor.acts.has('alert.draft') || actor.acts.has('alert.publish')) && isAtDesk(actor, alert)

/** At a closed desk sit only its author and the people it names, from its first version on. */
const isAtDesk = ({ id }: Actor, { authorId, content: { desk } }: AlertExposure): boolean =>
  !desk.isClosed || id === authorId || (id !== null && desk.people.includes(id))

/** Reviews it: granted publication, answering for every territory it speaks of, once it has left its authors' desk. */
export const reviews = (actor: Actor, alert: AlertExposure): boolean =>
  actor.acts.has('alert.publish') && isAtDesk(actor, alert) && hasLeftTheDesk(alert) && alert.territories.length > 0 && alert.territories.every((code) => covers(actor.territories, code))

const hasLeftTheDesk = ({ state, versionInForce, returnReason }: AlertExposure): boolean => state !== 'draft' || versionInForce !== null || returnReason !== null

/** Prepares or reviews it, and so sees the version at hand and how it came to be. */
export const isBehind = (actor: Actor, alert: AlertExposure): boolean => worksOn(actor, alert) || reviews(actor, alert)

/** Everyone else sees it only as it was addressed to them. */
export const canSee = (actor: Actor, alert: AlertExposure): boolean => isBehind(actor, alert) || alert.received !== null
