// Releases: the numbered states of a source, what each changed cell by cell, and the withdrawals that take one back.
import { z } from 'zod'
import { Id, TextPair } from '../../../platform/schema.ts'
import { units } from '../model.ts'
import { Coded } from './delivery.ts'

export const changes = ['revised', 'added', 'withdrawn'] as const
export type Change = (typeof changes)[number]

const aMonth = { es: 'Escriba un mes o un año, como 2024-03 o 2024.', en: 'Write a month or a year, like 2024-03 or 2024.' }
const Month = z.string().refine((text) => /^(?!0000)\d{4}(-(0[1-9]|1[0-2]))?$/.test(text), { params: { text: aMonth } })

/** Which cells a withdrawal takes back: at least one place or period. Months as `2024-03`, years as `2024`, both ends included. */
export const WithdrawnCells = z.object({
  measures: z.array(z.string().max(64)).max(50).default([]),
  places: z.array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,4})?$/)).max(200).default([]),
  from: Month.nullable().default(null),
  to: Month.nullable().default(null),
})
export type WithdrawnCells = z.output<typeof WithdrawnCells>

const CellCounts = z.object({ added: z.int(), revised: z.int(), withdrawn: z.int() })

export const ReleaseView = z.object({
  source: z.string(),
  number: z.int(),
  at: z.iso.datetime(),
  kind: z.enum(['delivery', 'withdrawal']),
  /** Who delivered the file or withdrew; null for the node itself. */
  institution: z.string().nullable(),
  person: z.string().nullable(),
  delivery: Id.nullable(),
  fileName: z.string().nullable(),
  /** What the file's silence about a cell meant, and why it was understood so. */
  scope: z.enum(['full', 'territory-periods', 'partial']),
  understood: TextPair,
  counts: CellCounts,
  /** Why it was withdrawn or, of a withdrawal, why it withdrew. */
  reason: z.string().nullable(),
  /** The number of the release it takes back. */
  withdraws: z.int().nullable(),
  withdrawnCells: WithdrawnCells.nullable(),
  /** The number of the withdrawal that took it back and still holds. */
  withdrawnBy: z.int().nullable(),
  /** Whether it is the state that withdrawing takes back to the one before. */
  isLatest: z.boolean(),
})
export type ReleaseView = z.output<typeof ReleaseView>

const ReleasedSource = z.object({ id: z.string(), name: TextPair })

export const ReleaseList = z.object({ source: ReleasedSource, items: z.array(ReleaseView), mayWithdraw: z.boolean() })
export type ReleaseList = z.output<typeof ReleaseList>

export const RevisedCell = Coded.extend({
  id: z.int(),
  label: TextPair,
  line: z.int(),
  change: z.enum(changes),
  /** Null when there was no figure, or the source keeps it back. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  difference: z.number().nullable(),
  /** Of what stood before, 1 being all of it; null when that was nothing. */
  share: z.number().nullable(),
})
export type RevisedCell = z.output<typeof RevisedCell>

/** What the changed cells of a year and an offence summed to, before and after. */
export const Effect = z.object({
  measure: z.string(), measureName: TextPair, unit: z.enum(units), year: z.int().nullable(), what: z.string().nullable(), whatName: TextPair,
  cells: z.int(),
  /** Null when the source withholds all of it. */
  before: z.number().nullable(), after: z.number().nullable(), difference: z.number().nullable(),
})
export type Effect = z.output<typeof Effect>

/** A year that stood before and of which nothing stands after a whole-source file. */
export const LostPeriod = z.object({ measure: z.string(), measureName: TextPair, year: z.int(), cells: z.int(), value: z.number().nullable() })
export type LostPeriod = z.output<typeof LostPeriod>

export const ReleaseDetail = ReleaseView.extend({
  sourceName: TextPair,
  effects: z.array(Effect),
  hasMoreEffects: z.boolean(),
  lostPeriods: z.array(LostPeriod),
  measures: z.array(z.object({ id: z.string(), name: TextPair, unit: z.enum(units) })),
  /** Which changes `cells` are. */
  change: z.enum(changes),
  cells: z.array(RevisedCell),
  /** How many cells changed in the way asked for, within the filters. */
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  mayWithdraw: z.boolean(),
})
export type ReleaseDetail = z.output<typeof ReleaseDetail>

const SourceId = z.string().min(1).max(64)
export const ReleasesOf = z.object({ source: SourceId })

export const CellFilters = z.object({
  source: SourceId,
  number: z.coerce.number().int().positive(),
  change: z.enum(changes).default('revised'),
  place: z.string().max(8).optional(),
  measure: z.string().max(64).optional(),
  from: Month.optional(),
  to: Month.optional(),
})
export type CellFilters = z.output<typeof CellFilters>
/** Without `change`, what there is of: revised, added, withdrawn, in that order. */
export const ReadRelease = CellFilters.extend({ change: z.enum(changes).optional(), page: z.coerce.number().int().min(1).max(100_000).default(1) })

/** One of `number` (a whole release) and `cells` (chosen places and periods); why, in a sentence. */
export const WithdrawRelease = z.object({
  source: SourceId,
  number: z.coerce.number().int().positive().optional(),
  cells: WithdrawnCells.optional(),
  reason: z.string().trim().min(15).max(1000),
})

export const WithdrawalDone = z.object({ source: z.string(), number: z.int(), closed: z.int(), restored: z.int() })
export type WithdrawalDone = z.output<typeof WithdrawalDone>
