// The words of statistical exchange (SDMX): a dataflow is one measure of one source, with its dimensions and the codes that occur in them.
import { z } from 'zod'
import { TextPair } from '../../platform/schema.ts'
import type { Text } from '../../platform/text.ts'
import { Dimension, FigureMeasure, FigureSource, Release } from '../statistics/model.ts'

export const agency = 'SIDMI'
export const version = '1.0'

/** SDMX frequencies by the time dimension they are counted by. */
export const frequencies = { A: 'year', M: 'month', W: 'week' } as const
export type Frequency = keyof typeof frequencies

export const frequencyNames: Readonly<Record<Frequency, Text>> = {
  A: { es: 'Anual', en: 'Annual' },
  M: { es: 'Mensual', en: 'Monthly' },
  W: { es: 'Semanal (semana ISO)', en: 'Weekly (ISO week)' },
}

/** The code of a key that asks for the sum over a dimension. */
export const totalCode = '_T'
/** The code of what the source does not state. */
export const unstatedCode = '_U'

/** `value`: the code as the figures know it; null is what the source does not state. */
export const Code = z.object({ id: z.string(), value: z.string().nullable(), name: TextPair })
export type Code = z.infer<typeof Code>

/** `from`: the figures’ dimensions behind it; REF_AREA takes the territory and, without one, the country. */
export const FlowDimension = z.object({ id: z.string(), name: TextPair, from: z.array(Dimension), codes: z.array(Code) })
export type FlowDimension = z.infer<typeof FlowDimension>

/** Codes of OBS_STATUS (SDMX's CL_OBS_STATUS), in the order of their positions in SDMX-JSON. */
export const statusCodes: readonly { id: string; name: Text }[] = [
  { id: 'A', name: { es: 'Valor normal', en: 'Normal value' } },
  { id: 'Q', name: { es: 'Valor ausente: reservado por la fuente', en: 'Missing value; suppressed' } },
  { id: 'P', name: { es: 'Valor provisional: año que aún no está entero', en: 'Provisional value: a year not yet whole' } },
]

/** One value in its period. `isPartial`: of a year that is not delivered from beginning to end. */
export interface Observed {
  period: string
  value: number | null
  isPartial?: true
}

/** The position in `statusCodes` of an observation's status: without a value it is one the source withholds. */
export const statusAt = ({ value, isPartial }: Observed): 0 | 1 | 2 => {
  if (value === null) return 1
  return isPartial ? 2 : 0
}

/** One measure of one source, as others can ask for it. `isWhole`: false when only its rounded public form is given out. */
export const Flow = z.object({
  id: z.string(),
  name: TextPair,
  source: FigureSource,
  measure: FigureMeasure,
  release: Release,
  isWhole: z.boolean(),
  frequencies: z.array(z.enum(['A', 'M', 'W'])),
  dimensions: z.array(FlowDimension),
})
export type Flow = z.infer<typeof Flow>

/** A dataflow by name alone, for lists. */
export const FlowSummary = Flow.pick({ id: true, name: true, source: true, measure: true, release: true, frequencies: true })
  .extend({ from: z.string().nullable(), to: z.string().nullable(), dimensions: z.array(z.string()) })
export type FlowSummary = z.infer<typeof FlowSummary>

/** Values of a series in the order of the flow's dimensions, FREQ first; periods ascending. `value` is null when the source withholds any part of it. */
export interface Series {
  key: readonly string[]
  observations: readonly Observed[]
}

/** The answer to a question: the series, when it was prepared, and what has no date and is in none of them. */
export interface Dataset {
  flow: Flow
  series: readonly Series[]
  prepared: Date
  undated: number | null
}

export const formats = ['xml', 'json', 'csv'] as const
export type Format = (typeof formats)[number]

const Part = z.string().max(400).default('')

export const AskStructure = z.object({
  agency: Part, id: z.string().max(200).default('all'), version: Part, format: Part, accept: Part,
})
export type AskStructure = z.infer<typeof AskStructure>

/** The parameters of SDMX REST 2.1 for data; what this node does not offer is refused by name, never passed over. */
export const AskData = z.object({
  flow: z.string().min(1).max(200),
  key: z.string().max(4000).default('all'),
  startPeriod: Part,
  endPeriod: Part,
  dimensionAtObservation: z.string().max(80).default('TIME_PERIOD'),
  detail: z.string().max(40).default('full'),
  firstNObservations: z.coerce.number().int().positive().optional(),
  lastNObservations: z.coerce.number().int().positive().optional(),
  updatedAfter: Part,
  includeHistory: Part,
  format: Part,
  accept: Part,
})
export type AskData = z.infer<typeof AskData>
