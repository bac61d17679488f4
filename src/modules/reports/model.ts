// The words of reports: what a reporter's browser sends sealed, what comes back, and what officers see and set beside it.
import { z } from 'zod'
import { Day, Id } from '../../platform/schema.ts'
import { Recipient, SealedKey, unitKinds } from '../units/model.ts'

/** An age file as base64, padded before sealing: up to 1 MiB of text and its header. */
const Sealed = z.base64().max(1_500_000)
/** 32 bytes as base64url: what a receipt is looked up by. */
const Lookup = z.string().regex(/^[\w-]{43}$/)
/** SHA-256 of the lookup as base64url, all that is sent with a report and kept: who carries it for somebody else can ask for nothing with it. */
const Kept = z.string().regex(/^[\w-]{43}$/)
/** What solved the proof of work, as base64; absent only from pages without scripts, which wait instead. */
const Proof = z.string().max(2000)

/** How the reporter is answered: the key to seal to, and its identity sealed with the receipt. */
const Reader = z.object({ recipient: Recipient, identity: SealedKey })

/** What the reporter agreed to, in the open because the server itself must hold to it. */
export const Consents = z.object({
  /** May be contacted outside this channel, as said inside the sealed text. */
  contact: z.boolean(),
  /** May be counted in statistics. */
  count: z.boolean(),
  /** Kinds of unit the report may be passed on to. */
  passOn: z.array(z.enum(unitKinds)).max(unitKinds.length),
})
export type Consents = z.infer<typeof Consents>

export const mostFiles = 20
/** A sealed file sent before, with the secret its sender made. */
export const SentFile = z.object({ id: Id, secret: Lookup })

/** A sealed report on its way in. Sent again with the same id it changes nothing and gets the same answer. */
export const SendReport = z.object({
  id: Id,
  kept: Kept,
  reader: Reader,
  /** Keys of units the text is sealed to, as `key.id` of PublicUnit. */
  keys: z.array(Id).min(1).max(8),
  body: Sealed,
  files: z.array(SentFile).max(mostFiles),
  consents: Consents,
  /** A second receipt that leads to something harmless; units never see it. */
  decoy: z.object({ kept: Kept, reader: Reader, messages: z.array(z.object({ from: z.enum(['unit', 'reporter']), body: Sealed })).max(4) }).optional(),
  proof: Proof.optional(),
})
export type SendReport = z.infer<typeof SendReport>
/** `isRepeated`: a report with this id was here before, and what came now changed nothing. `hasDecoy`: the second receipt of what came now leads somewhere. */
export const Received = z.object({ day: Day, isRepeated: z.boolean(), hasDecoy: z.boolean() })

export const reportStates = ['new', 'open', 'waiting', 'closed', 'rejected', 'withdrawn'] as const
export type ReportState = (typeof reportStates)[number]

/** What a receipt leads to. Every part that says something is sealed to `reader`. */
export const ReporterView = z.object({
  identity: SealedKey,
  received: Day,
  state: z.enum(reportStates),
  consents: Consents,
  /** Current keys of the report's units, and their public halves in the same order: what is said next is sealed to them. */
  keys: z.array(Id),
  recipients: z.array(Recipient),
  /** Whether that is all of its units; `none`: nothing can be added, as nobody could open it. */
  reach: z.enum(['all', 'some', 'none']),
  /**
   * Who has the report now, once it was passed on or one receives no more, else nobody: those it was sent to and passed on to, each with its institution; `kind` is null where that is of none that
   * receives any more. `isSealedTo`: its key is among `keys`; one that migration control may have is not.
   */
  units: z.array(z.object({ id: Id, name: z.string(), institution: z.string(), kind: z.enum(unitKinds).nullable(), isSealedTo: z.boolean() })),
  /** In the order they were written; `unit` is who of `units` speaks, null when it is the reporter. */
  messages: z.array(z.object({ id: Id, from: z.enum(['unit', 'reporter']), unit: Id.nullable(), day: Day, body: Sealed, files: z.array(Id) })),
})
export type ReporterView = z.infer<typeof ReporterView>

/** What the receipt's holder asks with. */
export const ByReceipt = z.object({ lookup: Lookup, proof: Proof.optional() })

/** Something more, sealed to the units' keys and to the reporter. Sent again with the same id it changes nothing. */
export const AddToReport = z.object({
  ...ByReceipt.shape,
  id: Id,
  body: Sealed,
  files: z.array(SentFile).max(mostFiles),
  /** Keys it was sealed to, as `ReporterView.keys`. When they are no longer the units', it is refused with those of now. */
  keys: z.array(Id).max(30).optional(),
})
/** `isRepeated`: a message with this id was here before, and what came now changed nothing. */
export const AddedToReport = z.object({ ...ReporterView.shape, isRepeated: z.boolean() })

export const ChangeConsents = z.object({ ...ByReceipt.shape, consents: Consents })

/** Working shapes of altcha-lib 2: see its `Challenge`. */
export const WorkChallenge = z.object({ parameters: z.record(z.string(), z.unknown()), signature: z.string() })
