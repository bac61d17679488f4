// The words of the round: who owes which source for which periods, how each period stands, and the shapes the acts exchange.
import { z } from 'zod'
import { Day, Id, Items, TextPair } from '../../platform/schema.ts'
import type { Text } from '../../platform/text.ts'
import { cadences } from './model/periods.ts'

/**
 * How a period stands. `open`: still running. `due`: over, and within its days. `late`: past them. `incomplete`: something stands and something
 * is missing. `delivered`, `deliveredLate`: whole. `nothing`: the institution said that there is nothing to report. `excused`: with a reason.
 */
export const standings = ['open', 'due', 'late', 'incomplete', 'delivered', 'deliveredLate', 'nothing', 'excused'] as const
export type Standing = (typeof standings)[number]

export const standingNames: Record<Standing, Text> = {
  open: { es: 'en curso', en: 'running' },
  due: { es: 'por entregar', en: 'due' },
  late: { es: 'atrasada', en: 'late' },
  incomplete: { es: 'incompleta', en: 'incomplete' },
  delivered: { es: 'entregada', en: 'delivered' },
  deliveredLate: { es: 'entregada tarde', en: 'delivered late' },
  nothing: { es: 'sin hechos que informar', en: 'nothing to report' },
  excused: { es: 'dispensada', en: 'excused' },
}

/** A sign for each, so that neither colour nor words alone tell them apart. */
export const standingSigns: Record<Standing, string> = {
  open: '·', due: '○', late: '✕', incomplete: '◐', delivered: '●', deliveredLate: '◉', nothing: '∅', excused: '–',
}

/** Those for which something is still to be delivered. */
export const owed: ReadonlySet<Standing> = new Set<Standing>(['due', 'late', 'incomplete'])

const Territory = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

export const ObligationTerms = z.object({
  institutionId: Id,
  sourceId: z.string().min(1).max(64),
  /** ISO codes; empty: all the institution delivers to the source. */
  territories: z.array(Territory).max(200).default([]),
  cadence: z.enum(cadences),
  /** Any day of the first period owed. */
  firstPeriod: Day,
  /** Days after the end of a period within which it is to be delivered. */
  dueDays: z.coerce.number().int().min(0).max(366),
  /** Periods from before are due as if they had ended on this day; today unless told. */
  inForceFrom: Day.optional(),
  contacts: z.array(Id).max(20).default([]),
  remindBeforeDays: z.coerce.number().int().min(0).max(60).default(3),
  escalateAfterDays: z.coerce.number().int().min(1).max(366).default(15),
})
export type ObligationTerms = z.output<typeof ObligationTerms>

const Named = z.object({ id: z.string(), name: z.string() })

export const ObligationView = z.object({
  id: Id,
  institution: z.object({ id: Id, name: z.string(), country: z.string() }),
  source: z.object({ id: z.string(), name: TextPair }),
  territories: z.array(z.string()),
  cadence: z.enum(cadences),
  firstPeriod: Day,
  lastPeriod: Day.nullable(),
  dueDays: z.int(),
  inForceFrom: Day,
  contacts: z.array(Named),
  remindBeforeDays: z.int(),
  escalateAfterDays: z.int(),
})
export type ObligationView = z.output<typeof ObligationView>

/** The obligations, and what a new one may be made of. `people`: those who could be its contacts. */
export const ObligationList = Items(ObligationView).extend({
  institutions: z.array(z.object({ id: Id, name: z.string(), country: z.string() })),
  sources: z.array(z.object({ id: z.string(), name: TextPair, cadence: z.string() })),
  people: z.array(Named.extend({ institutionId: Id })),
})
export type ObligationList = z.output<typeof ObligationList>

export const ObligationEnd = z.object({ id: Id, lastPeriod: Day })

/** One period of one obligation. */
export const OfPeriod = z.object({ id: Id, period: Day })

export const Cell = z.object({
  period: Day,
  due: Day,
  standing: z.enum(standings),
  /** Days late: so far, or when it was delivered; 0 in time. */
  daysLate: z.int(),
  /** Days left until due; 0 when none. */
  daysLeft: z.int(),
  /** Territories without any figure, by ISO code. */
  missingTerritories: z.array(z.string()),
  /** Months of the period without any figure, by first day. */
  missingMonths: z.array(Day),
  /** When the period was whole; null until then. */
  completedAt: Day.nullable(),
  /** Said by the institution: nothing (else) to report. */
  isDeclared: z.boolean(),
  /** Why it is excused. */
  reason: z.string().nullable(),
  /** The last time somebody was reminded of it. */
  remindedAt: Day.nullable(),
})
export type Cell = z.output<typeof Cell>

const RoundRow = z.object({
  obligation: Id,
  institution: z.object({ id: Id, name: z.string(), country: z.string() }),
  source: z.object({ id: z.string(), name: TextPair }),
  territories: z.array(z.string()),
  /** Whether the reader's institution is the one that owes it. */
  isOwn: z.boolean(),
  /** One for each period of the round; null where nothing is owed. */
  cells: z.array(Cell.nullable()),
})
export type RoundRow = z.output<typeof RoundRow>

export const RoundQuestion = z.object({
  cadence: z.enum(cadences).optional(),
  country: z.string().length(2).optional(),
  source: z.string().max(64).optional(),
  /** The last period is the one of this day; today unless told. */
  until: Day.optional(),
  periods: z.coerce.number().int().min(1).max(60).default(12),
})
export type RoundQuestion = z.output<typeof RoundQuestion>

/** One matrix for each cadence, institutions × periods; and what the reader may filter by. */
export const RoundView = z.object({
  today: Day,
  rounds: z.array(z.object({ cadence: z.enum(cadences), periods: z.array(Day), rows: z.array(RoundRow) })),
  countries: z.array(z.string()),
  sources: z.array(z.object({ id: z.string(), name: TextPair })),
})
export type RoundView = z.output<typeof RoundView>

export const Declaration = OfPeriod.extend({ isNothing: z.boolean() })
/** An empty reason takes the excuse back. */
export const Excuse = OfPeriod.extend({ reason: z.string().trim().max(500) })
export const Reminded = z.object({ people: z.int() })
export const Tally = z.object({ reminded: z.int(), queued: z.int() })
export const ById = z.object({ id: Id })
export const Posted = z.object({ state: z.enum(['nothingToDo', 'sent', 'queued', 'failed']) })

const sha256 = /^[0-9a-f]{64}$/i

/** What a receipt says, to be compared; empty before anything was asked. */
export const ReceiptQuestion = z.object({ id: z.string().trim().max(60).default(''), sha256: z.string().trim().max(80).default('') })
export const ReceiptAnswer = z.object({ answer: z.enum(['notAsked', 'matches', 'doesNotMatch']) })

export const isReceiptQuestion = ({ id, sha256: hash }: z.output<typeof ReceiptQuestion>): boolean => z.uuid().safeParse(id).success && sha256.test(hash)
