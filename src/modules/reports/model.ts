// The words of reports: what a reporter's browser sends sealed, what comes back, and what officers see and set beside it.
import { z } from 'zod'
import { Day, Id } from '../../platform/schema.ts'
import { Recipient, SealedKey, unitKinds } from '../units/model.ts'

/** An age file as base64, padded before sealing: up to 1 MiB of text and its header. */
const Sealed = z.base64().max(1_500_000)
/** 32 bytes as base64url: what a receipt is looked up by. */
const Lookup = z.string().regex(/^[\w-]{43}$/)
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

/** A sealed report on its way in. Sent again with the same id it changes nothing and gets the same answer. */
export const SendReport = z.object({
  id: Id,
  lookup: Lookup,
  reader: Reader,
  /** Keys of units the text is sealed to, as `key.id` of PublicUnit. */
  keys: z.array(Id).min(1).max(8),
  body: Sealed,
  /** Sealed files sent before, each with the secret its sender made. */
  files: z.array(z.object({ id: Id, secret: Lookup })).max(20),
  consents: Consents,
  /** A second receipt that leads to something harmless; units never see it. */
  decoy: z.object({ lookup: Lookup, reader: Reader, messages: z.array(z.object({ from: z.enum(['unit', 'reporter']), body: Sealed })).max(4) }).optional(),
  proof: Proof.optional(),
})
export type SendReport = z.infer<typeof SendReport>
export const Received = z.object({ day: Day })

export const reportStates = ['new', 'open', 'waiting', 'closed', 'rejected', 'withdrawn'] as const

/** What a receipt leads to. Every part that says something is sealed to `reader`. */
export const ReporterView = z.object({
  identity: SealedKey,
  received: Day,
  state: z.enum(reportStates),
  consents: Consents,
  keys: z.array(Id),
  messages: z.array(z.object({ id: Id, from: z.enum(['unit', 'reporter']), day: Day, body: Sealed, files: z.array(Id) })),
})
export type ReporterView = z.infer<typeof ReporterView>
