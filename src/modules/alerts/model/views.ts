// What the acts on alerts take and give: the contract of the interface and of the programming interface.
import { z } from 'zod'
import { WordList } from '../../../platform/schema.ts'
import { AlertContent, alertKinds, alertStates, certainties, Difference, severities, Territory, tlpLevels, urgencies } from './content.ts'

const Id = z.uuid()
const Moment = z.iso.datetime()
const Words = z.object({ es: z.string(), en: z.string() })
const Note = z.string().trim().max(2000)
const Reason = Note.min(3)

export const ById = z.object({ id: Id })
/** From zero, from the template of a kind, or from a signal, which then counts as raised. */
export const DraftAlert = z.object({ kind: z.enum(alertKinds).optional(), signalId: Id.optional(), content: AlertContent.optional() })
/** `basedOn` is the version the person had in front of them. */
export const ReviseAlert = ById.extend({ basedOn: z.number().int().min(1), content: AlertContent })
export const DecideOnAlert = ById.extend({ basedOn: z.number().int().min(1) })
export const ReturnAlert = DecideOnAlert.extend({ reason: Reason })
export const EndAlert = ById.extend({ reason: Reason })
export const CompareAlert = ById.extend({ before: z.coerce.number().int().min(1), after: z.coerce.number().int().min(1) })
export const AcknowledgeAlert = ById.extend({ note: Note })
/** An audience as a query says it. */
export const ReachOf = z.object({
  roles: WordList, institutionKinds: WordList, institutions: WordList.pipe(z.array(Id)), territories: WordList.pipe(z.array(Territory)),
})

export const Reach = z.object({ people: z.number().int(), institutions: z.number().int() })
const Who = z.object({ id: Id, name: z.string() })
const Area = z.object({ code: z.string(), name: Words })

/** What the person reading it received: the last message addressed to them. */
const Received = z.object({
  version: z.number().int(),
  kind: z.enum(['Alert', 'Update', 'Cancel']),
  at: Moment,
  acknowledgedAt: Moment.nullable(),
  note: z.string().nullable(),
})

export const AlertSummary = z.object({
  id: Id,
  reference: z.string(),
  state: z.enum(alertStates),
  version: z.number().int(),
  kind: z.enum(alertKinds),
  title: Words,
  areas: z.array(Area),
  severity: z.enum(severities),
  urgency: z.enum(urgencies),
  tlp: z.enum(tlpLevels),
  expires: Moment.nullable(),
  institution: Who,
  changedAt: Moment,
  received: Received.nullable(),
  isInForce: z.boolean(),
})
export type AlertSummary = z.infer<typeof AlertSummary>
export const AlertList = z.object({ items: z.array(AlertSummary) })
export const ListAlerts = z.object({ box: z.enum(['received', 'desk']).optional() })

/** Only those who prepare or review an alert are told how it came to be. */
const Workshop = z.object({
  author: Who,
  signalId: Id.nullable(),
  returnReason: z.string().nullable(),
  /** The names of those the version at hand is for, and how many they are today. */
  audience: z.object({ institutions: z.array(z.string()), territories: z.array(Area), reach: Reach }),
  gaps: z.array(z.object({ field: z.string(), reason: z.string() })),
  /** Why this person may not approve what is in review; null when they may, or when nothing is in review. */
  cannotApprove: Words.nullable(),
  versions: z.array(z.object({ number: z.number().int(), by: Who, at: Moment })),
  messages: z.array(z.object({ version: z.number().int(), kind: z.enum(['Alert', 'Update', 'Cancel']), at: Moment, by: Who, note: z.string().nullable() })),
})

export const AlertView = AlertSummary.extend({ content: AlertContent, endNote: z.string().nullable(), workshop: Workshop.nullable() })
export type AlertView = z.infer<typeof AlertView>

export const Comparison = z.object({ before: z.number().int(), after: z.number().int(), differences: z.array(Difference) })
export type Comparison = z.infer<typeof Comparison>

/** The part of a 409 that shows what somebody else wrote meanwhile. */
export const Conflict = z.object({
  current: z.object({ version: z.number().int(), by: z.string(), at: Moment, content: AlertContent }),
  /** From what is kept now (`before`) to what was sent (`after`). */
  differences: z.array(Difference),
})
export type Conflict = z.infer<typeof Conflict>

export const Acknowledgement = z.object({ acknowledgedAt: Moment, note: z.string() })

export const Board = z.object({
  items: z.array(z.object({
    person: z.string(),
    institution: z.string(),
    deliveredAt: Moment,
    acknowledgedAt: Moment.nullable(),
    note: z.string().nullable(),
    mail: z.enum(['queued', 'sent', 'failed', 'none']),
  })),
  acknowledged: z.number().int(),
  waiting: z.number().int(),
  /** Middle time to acknowledgement, in minutes; null until somebody has. */
  medianMinutes: z.number().nullable(),
})
export type Board = z.infer<typeof Board>

export const Delivered = z.object({ state: z.enum(['queued', 'sent', 'failed', 'nothingToDo']) })
export const Requeued = z.object({ requeued: z.number().int() })

/** An alert as anyone may read it. */
export const PublicAlert = z.object({
  id: Id,
  kind: z.enum(alertKinds),
  state: z.enum(['published', 'updated', 'cancelled', 'closed']),
  title: Words,
  summary: Words,
  instructions: Words,
  severity: z.enum(severities),
  urgency: z.enum(urgencies),
  certainty: z.enum(certainties),
  offence: Words.nullable(),
  areas: z.array(Area),
  issuedAt: Moment,
  sentAt: Moment,
  expires: Moment,
  isInForce: z.boolean(),
  note: z.string().nullable(),
  publisher: z.string(),
})
export type PublicAlert = z.infer<typeof PublicAlert>
export const PublicAlertList = z.object({ items: z.array(PublicAlert) })
export type PublicAlertList = z.infer<typeof PublicAlertList>
export const FeedInput = z.object({ language: z.enum(['es', 'en']).default('es') })
