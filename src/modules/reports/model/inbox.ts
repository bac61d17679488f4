// The words of the inbox: what officers of a unit see of its reports, and what they send about them. What was said stays sealed in all of it.
import { z } from 'zod'
import { Day, Id } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'
import { institutionKinds } from '../../accounts/model.ts'
import { Recipient } from '../../units/model.ts'
import { Consents, mostFiles, reportStates, SentFile } from '../model.ts'

export const reportBoxes = ['new', 'mine', 'waiting', 'overdue', 'aside', 'closed'] as const
export type ReportBox = (typeof reportBoxes)[number]

/** An age file as base64. */
const Sealed = z.base64().max(1_500_000)

/** `kind` is its institution's of today, which may be none that receives. */
const UnitName = z.object({ id: Id, name: z.string(), kind: z.enum(institutionKinds) })
const Officer = z.object({ id: Id, name: z.string() })

/** Why a report is not followed up; told to the reporter in words, by the unit itself. */
export const rejectionReasons = ['not-a-crime', 'not-competent', 'duplicate', 'abuse', 'cannot-follow', 'other'] as const
export type RejectionReason = (typeof rejectionReasons)[number]

/** Sex with the codes of the figures' sources; unknown is null. */
export const sexes = {
  female: { es: 'Mujer', en: 'Woman' },
  male: { es: 'Hombre', en: 'Man' },
  other: { es: 'Otra identidad', en: 'Another identity' },
} satisfies Record<string, Text>
const sexCodes = Object.keys(sexes) as (keyof typeof sexes)[]

/** CTDC's age groups, the same as the catalogue's code list. */
export const ageBands = ['0--8', '9--17', '18--20', '21--23', '24--26', '27--29', '30--38', '39--47', '48+', 'Unknown'] as const

/** How it was done, in the words statistics count. */
export const modiOperandi = {
  deceit: { es: 'Engaño o falsa oferta', en: 'Deceit or false offer' },
  force: { es: 'Fuerza física', en: 'Physical force' },
  weapon: { es: 'Con arma', en: 'With a weapon' },
  'false-authority': { es: 'Se hicieron pasar por autoridad', en: 'Posing as authority' },
  authority: { es: 'Por personal público', en: 'By public officials' },
  'organised-group': { es: 'Grupo organizado', en: 'Organised group' },
  'on-the-way': { es: 'En el camino, a pie', en: 'On the way, on foot' },
  transport: { es: 'En autobús, tren u otro transporte', en: 'On a bus, train or other transport' },
  'safe-house': { es: 'En una casa o lugar de encierro', en: 'In a house or place of confinement' },
  online: { es: 'Por teléfono o redes sociales', en: 'By phone or social networks' },
  documents: { es: 'Retención o destrucción de documentos', en: 'Taking or destroying documents' },
  debt: { es: 'Deuda o cobro', en: 'Debt or charge' },
  other: { es: 'Otro modo', en: 'Another way' },
} satisfies Record<string, Text>
const modi = Object.keys(modiOperandi) as (keyof typeof modiOperandi)[]

/** The coded part, set by an officer: classifications without identity, all that ever reaches statistics. */
export const Coding = z.object({
  /** Id of an offence of the catalogue. */
  offence: z.string().min(1).max(40),
  /** ISO 3166-1 or -2. */
  territory: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/),
  /** YYYY-MM; null when it is not known. */
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).nullable(),
  sex: z.enum(sexCodes).nullable(),
  ageBand: z.enum(ageBands).nullable(),
  nationality: z.string().regex(/^[A-Z]{2}$/).nullable(),
  modusOperandi: z.array(z.enum(modi)).max(modi.length),
})
export type Coding = z.infer<typeof Coding>

/** `all`: every box but the closed ones. */
export const ListReports = z.object({ box: z.enum([...reportBoxes, 'all']).default('new'), unit: Id.optional() })

/** One line of the inbox. */
const summary = {
  id: Id,
  unit: UnitName,
  received: Day,
  state: z.enum(reportStates),
  /** Set aside as part of a flood; nothing is thrown away. */
  isAside: z.boolean(),
  assignee: Officer.nullable(),
  /** By when the first answer was promised, and the day it was given. */
  answerBy: Day,
  answered: Day.nullable(),
  /** Who spoke last; the unit has to read when it is the reporter. Null before any message. */
  lastFrom: z.enum(['unit', 'reporter']).nullable(),
  messages: z.int(),
  files: z.int(),
  offence: z.string().nullable(),
  /** The report this one was joined to. */
  joinedTo: Id.nullable(),
}
export const ReportSummary = z.object(summary)
export type ReportSummary = z.infer<typeof ReportSummary>

export const ReportList = z.object({
  items: z.array(ReportSummary),
  /** How many in each box, of the unit asked for or of all one's units. */
  counts: z.record(z.enum(reportBoxes), z.int()),
  /** The units this person is a member of. */
  units: z.array(UnitName),
})
export type ReportList = z.infer<typeof ReportList>

const Message = z.object({ id: Id, from: z.enum(['unit', 'reporter']), by: Officer.nullable(), day: Day, body: Sealed, files: z.array(Id) })
export type ReportMessage = z.infer<typeof Message>

/** A report as its unit opens it. `body`, messages and notes are sealed to the unit's keys. */
export const ReportView = z.object({
  ...summary,
  body: Sealed,
  consents: Consents,
  /** Every unit the reporter chose or it was transferred to, this one included. */
  units: z.array(UnitName),
  /** What an answer is sealed to, besides the unit. */
  reader: z.object({ recipient: Recipient }),
  /** `replaces`: the file as the sealed text names it, when it was sealed anew for this unit. */
  sealedFiles: z.array(z.object({ id: Id, bytes: z.int(), day: Day, replaces: Id.nullable() })),
  conversation: z.array(Message),
  notes: z.array(z.object({ id: Id, by: Officer, at: z.iso.datetime(), body: Sealed })),
  coding: Coding.extend({ by: Officer, at: z.iso.datetime() }).nullable(),
  ending: z.object({ reason: z.enum(rejectionReasons).nullable(), by: Officer, at: z.iso.datetime() }).nullable(),
  /** Reports joined to this one. */
  joined: z.array(Id),
  /** Reports this one is counted together with though they are joined no more. */
  countedWith: z.array(Id),
  /** To whom it may be assigned: the members of the unit. */
  members: z.array(Officer),
  history: z.array(z.object({ act: z.string(), by: Officer.nullable(), at: z.iso.datetime() })),
})
export type ReportView = z.infer<typeof ReportView>

export const ReportById = z.object({ id: Id })
export const FetchFile = z.object({ id: Id, file: Id })
export const Assign = z.object({ id: Id, person: Id.nullable() })
export const Code = z.object({ id: Id, coding: Coding })
/** `seen`: the last message that was read before writing; when another came since, `conversation.moved` is answered and nothing is sent. */
export const Answer = z.object({ id: Id, message: Id, seen: Id.nullable(), body: Sealed, files: z.array(SentFile).max(mostFiles) })
export const Note = z.object({ id: Id, note: Id, body: Sealed })
/** What the other unit must be able to read, sealed anew to its key: the report, and each message, note excluded, by id. */
export const Transfer = z.object({
  id: Id,
  unit: Id,
  key: Id,
  body: Sealed,
  messages: z.array(z.object({ id: Id, body: Sealed })).max(1000),
  files: z.array(SentFile.extend({ replaces: Id })).max(1000),
})
export const Join = z.object({ id: Id, into: Id })
/** `seen`: the last message that was on the screen; when another came since, `report.unread` is answered and nothing ends. */
export const Close = z.object({ id: Id, seen: Id.nullable() })
export const Reject = Close.extend({ reason: z.enum(rejectionReasons) })
