// Judges every series of a source and tells the rises that are still going on, with the curve that shows them.
import type { CurvePoint, SignalGrain } from '../model.ts'
import { countTail } from './distributions.ts'
import { farringtonFlexible, type FarringtonOptions, type Judgement } from './farrington.ts'
import { countsOf, lastRise, periodsPerYear, timeline, type SparseSeries } from './series.ts'

export const alpha = 0.001

const common = {
  reweight: true, weightsThreshold: 2.58, trend: true, pThresholdTrend: 1, alpha, limit54: [5, 4] as const, powertrans: '2/3', thresholdMethod: 'nbPlugin',
} satisfies Partial<FarringtonOptions>

/** Five years back; half a year left out, so that a rise does not hide itself. */
export const detectorOptions: Record<SignalGrain, FarringtonOptions> = {
  week: { ...common, b: 5, w: 3, noPeriods: 10, pastWeeksNotIncluded: 26 },
  month: { ...common, b: 5, w: 1, noPeriods: 4, pastWeeksNotIncluded: 6 },
}

/** Periods judged at each run, those in which a rise still counts as going on, those drawn, and those drawn with their band. */
const judged = { week: 26, month: 6 }
const patience = { week: 2, month: 2 }
const drawn = { week: 156, month: 72 }
const banded = { week: 104, month: 36 }

export interface SeriesSet {
  grain: SignalGrain
  first: string
  last: string
  statesZeros: boolean
  series: readonly SparseSeries[]
}

export interface Rise {
  place: string
  what: string
  since: string
  period: string
  observed: number
  expected: number
  upperbound: number
  score: number
  /** Probability of at least this count in one period if nothing had changed. */
  chance: number
  curve: CurvePoint[]
}

/** The curve with its band also where cases are too few for an alarm, so that the eye sees what was usual. */
const curveOf = (starts: readonly string[], counts: Float64Array, alarms: ReadonlySet<number>, grain: SignalGrain): CurvePoint[] => {
  const options = { ...detectorOptions[grain], limit54: [0, 1] as const }
  const first = Math.max(options.b * periodsPerYear[grain] + options.w + 1, counts.length - banded[grain] + 1)
  const judgements: readonly Judgement[] = farringtonFlexible({ counts, frequency: periodsPerYear[grain], evaluate: [first, counts.length] }, options)
  const offset = first - 1
  return starts.map((start, index): CurvePoint => {
    const judgement = judgements[index - offset]
    const count = counts[index] ?? Number.NaN
    return { start, count: Number.isNaN(count) ? null : count, expected: judgement?.expected ?? null, upperbound: judgement?.upperbound ?? null, alarm: alarms.has(index) }
  }).slice(-drawn[grain])
}

const riseOf = (one: SparseSeries, set: SeriesSet, starts: readonly string[]): Rise | undefined => {
  const { grain } = set
  const counts = countsOf(one, starts, set.statesZeros)
  const evaluate = [Math.max(1, counts.length - judged[grain] + 1), counts.length] as const
  const judgements = farringtonFlexible({ counts, frequency: periodsPerYear[grain], evaluate }, detectorOptions[grain])
  const rise = lastRise(judgements.map(({ alarm }) => alarm === true), patience[grain])
  const judgement = rise && judgements[rise.last]
  if (!rise || !judgement || judgement.upperbound === null || judgement.expected === null) return undefined
  const at = evaluate[0] - 1
  const alarms = new Set(judgements.flatMap(({ alarm }, index) => (alarm ? [at + index] : [])))
  const observed = counts[at + rise.last]!
  return {
    place: one.place, what: one.what, since: starts[at + rise.first]!, period: starts[at + rise.last]!, observed,
    expected: judgement.expected, upperbound: judgement.upperbound, score: judgement.score ?? 0,
    chance: countTail({ mu: judgement.expected, phi: judgement.phi ?? 1 }, observed),
    curve: curveOf(starts, counts, alarms, grain),
  }
}

/** Whether the set reaches back far enough for the detector to say anything. */
export const isLongEnough = ({ grain, first, last }: SeriesSet): boolean =>
  timeline(grain, first, last).length > detectorOptions[grain].b * periodsPerYear[grain] + detectorOptions[grain].w

/** How many judgements one series gets in a run: half a year’s. */
export const judgedPerSeries = (grain: SignalGrain): number => judged[grain]

/** The rises still going on, one at most for each series; gives way between series so that the caller can let others work. */
export function* risesOf(set: SeriesSet): Generator<Rise | undefined> {
  const starts = timeline(set.grain, set.first, set.last)
  for (const one of set.series) yield riseOf(one, set, starts)
}
