// What the acts on alerts take and give: the contract of the interface and of the programming interface.
import { z } from 'zod'
import { WordList } from '../../../platform/schema.ts'
import type { Language } from '../../../platform/text.ts'
import { attachmentKinds, watchKinds } from './codes.ts'
import { deeds } from './answers.ts'
import { AlertContent, alertKinds, alertStates, BorderPointCode, certainties, CorridorCode, Difference, severities, Territory, tlpLevels, urgencies } from './content.ts'

const Id = z.uuid()
const Moment = z.iso.datetime()
const Words = z.object({ es: z.string(), en: z.string() })
const Note = z.string().trim().max(2000)
const Reason = Note.min(3)

export const ById = z.object({ id: Id })
/** From zero, from the template of a kind, or from a signal, which counts as raised once it is published. `isClosed`: from its first instant only its author sees it. */
export const DraftAlert = z.object({ kind: z.enum(alertKinds).optional(), signalId: Id.optional(), content: AlertContent.optional(), isClosed: z.boolean().default(false) })
/** `basedOn` is the version the person had in front of them. */
export const ReviseAlert = ById.extend({ basedOn: z.number().int().min(1), content: AlertContent })
export const DecideOnAlert = ById.extend({ basedOn: z.number().int().min(1) })
export const ReturnAlert = DecideOnAlert.extend({ reason: Reason })
export const EndAlert = ById.extend({ reason: Reason })
export const CompareAlert = ById.extend({ before: z.coerce.number().int().min(1), after: z.coerce.number().int().min(1) })
/** An audience as a query says it. */
export const ReachOf = z.object({
  roles: WordList, institutionKinds: WordList, institutions: WordList.pipe(z.array(Id)), territories: WordList.pipe(z.array(Territory)),
  corridors: WordList.pipe(z.array(CorridorCode)), borderPoints: WordList.pipe(z.array(BorderPointCode)), people: WordList.pipe(z.array(Id)),
})

/** People an alert may be for, by part of their name or their institution's; `ids`: chosen before, given back to be named. */
export const FindRecipients = z.object({ q: z.string().trim().max(80).default(''), ids: WordList.pipe(z.array(Id).max(250)) })
export const Recipients = z.object({ items: z.array(z.object({ id: Id, name: z.string(), institution: z.string(), mayPublish: z.boolean() })) })
export type Recipients = z.infer<typeof Recipients>

export const Reach = z.object({ people: z.number().int(), institutions: z.number().int() })
const Who = z.object({ id: Id, name: z.string() })
const Area = z.object({ code: z.string(), name: Words })
/** What somebody watches for, named. */
export const WatchedCode = z.object({ kind: z.enum(watchKinds), code: z.string(), name: Words })
export type WatchedCode = z.infer<typeof WatchedCode>
/** A file of an alert, as it is given out. */
export const Attachment = z.object({ id: Id, name: z.string(), kind: z.enum(attachmentKinds), bytes: z.number().int() })
export type Attachment = z.infer<typeof Attachment>

/** What the person reading it received: the last message addressed to them. */
const Received = z.object({
  version: z.number().int(),
  kind: z.enum(['Alert', 'Update', 'Cancel']),
  at: Moment,
  acknowledgedAt: Moment.nullable(),
  did: z.enum(deeds).nullable(),
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
  /** Practised, not happening. */
  isExercise: z.boolean(),
  /** Which of the reader's watches it matches. */
  matches: z.array(WatchedCode),
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
  audience: z.object({
    institutions: z.array(z.string()), territories: z.array(Area), corridors: z.array(Area), borderPoints: z.array(Area), people: z.array(z.string()), reach: Reach,
  }),
  /** Who sits at a closed desk besides the author; null when it is open. */
  desk: z.array(z.string()).nullable(),
  gaps: z.array(z.object({ field: z.string(), reason: z.string() })),
  /** Why this person may not approve what is in review; null when they may, or when nothing is in review. */
  cannotApprove: Words.nullable(),
  versions: z.array(z.object({ number: z.number().int(), by: Who, at: Moment })),
  messages: z.array(z.object({ version: z.number().int(), kind: z.enum(['Alert', 'Update', 'Cancel']), at: Moment, by: Who, note: z.string().nullable() })),
})

/** A protocol to work by, as a reader sees it: its steps in order, each with where its answers lead. */
export const Protocol = z.object({
  id: z.string(),
  names: Words,
  aim: Words,
  steps: z.array(z.object({
    number: z.number().int(), kind: z.enum(['action', 'question', 'end']), text: Words, basis: z.array(z.string()),
    branches: z.array(z.object({ answer: Words, to: z.number().int() })),
  })),
  never: z.array(Words),
  /** Where it comes from, and what each country must still see to. */
  source: Words,
  verify: Words,
})
export type Protocol = z.infer<typeof Protocol>

/** Where a step leads, when that is not simply to the next one: «Sí: vaya al paso 3. No: vaya al paso 4.» Empty when it is. */
export const whereTo = ({ number, branches }: Protocol['steps'][number], language: Language): string => {
  const goTo = { es: 'vaya al paso', en: 'go to step' }[language]
  const [first] = branches
  if (branches.length === 1 && first) return first.to === number + 1 ? '' : `${first.answer[language]}: ${goTo} ${first.to}.`
  return branches.map(({ answer, to }) => `${answer[language]}: ${goTo} ${to}.`).join(' ')
}

export const ProtocolList = z.object({ items: z.array(Protocol), note: Words })

/** Links that this reader may follow; of a saved view or a signal nobody else learns. */
const Links = z.object({
  signals: z.array(z.object({ id: Id, what: Words, place: Words, period: z.string() })),
  views: z.array(z.object({ id: z.string(), name: z.string() })),
  protocols: z.array(Protocol),
})

export const AlertView = AlertSummary.extend({
  content: AlertContent,
  endNote: z.string().nullable(),
  /** Where it happens beside its territories. */
  corridors: z.array(Area),
  borderPoints: z.array(Area),
  attachments: z.array(Attachment),
  links: Links,
  /** The versions this person may compare, the first first: all of them behind it, else those they received. */
  comparable: z.array(z.number().int()),
  workshop: Workshop.nullable(),
})
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
  isExercise: z.boolean(),
  readers: AlertContent.shape.readers,
  corridors: z.array(Area),
  borderPoints: z.array(Area),
  attachments: z.array(Attachment),
  protocols: z.array(Protocol),
})
export type PublicAlert = z.infer<typeof PublicAlert>
export const PublicAlertList = z.object({ items: z.array(PublicAlert) })
export type PublicAlertList = z.infer<typeof PublicAlertList>
export const FeedInput = z.object({ language: z.enum(['es', 'en']).default('es') })
