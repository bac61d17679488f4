// Farrington Flexible over the series of a source: p-values of the latest periods for all, and the curve of those that become signals.
import type { CurvePoint } from '../model.ts'
import { countTail } from './distributions.ts'
import { farringtonFlexible, type Judgement } from './farrington.ts'
import { nowcastOne, levelOf } from './nowcast.ts'
import { maxDelay, leastShare, type Lateness } from './lateness.ts'
import { farringtonOptions, patience } from './nightly.ts'
import { lastRise, periodsPerYear, rowOf, yearsOf, type SeriesSet } from './series.ts'
import { lawOf, type Reported } from './standing.ts'

const tailOf = ({ expected, error, phi }: Judgement, observed: number, reported: Reported): number => {
  if (expected === null || error === null || phi === null || Number.isNaN(observed) || reported.mean < leastShare) return Number.NaN
  const variance = error * error
  return countTail(lawOf({ expected: expected * Math.exp(variance / 2), variance, phi }, reported), observed)
}

/** Chances of at least the counts of the latest periods, as many as `reported` has, for the series from one position to another; NaN where the detector is silent. */
export const farringtonTails = (set: SeriesSet, [from, to]: readonly [number, number], reported: readonly Reported[]): Float64Array => {
  const { grain, length } = set
  const options = farringtonOptions(grain, yearsOf(length, grain))
  const first = length - reported.length
  const evaluate = [first + 1, length] as const
  return Float64Array.from(Array.from({ length: to - from }, (_, i) => {
    const counts = Float64Array.from(rowOf(set, from + i))
    const judged = farringtonFlexible({ counts, frequency: periodsPerYear[grain], evaluate }, options)
    return judged.map((each, k) => tailOf(each, counts[first + k]!, reported[k]!))
  }).flat())
}

/** Periods drawn, and those drawn with their band. */
const drawn = { week: 156, month: 72 }
const banded = { week: 104, month: 36 }

/** A series that became a signal, to be drawn. */
export interface CurveTask {
  set: Pick<SeriesSet, 'grain' | 'length'>
  counts: Float64Array
  starts: readonly string[]
  lateness: Lateness | undefined
}

export interface Curve {
  points: CurvePoint[]
  /** The first period of the unbroken run of alarms that goes on; null without one. */
  since: string | null
  /** The means of the same dates in the years compared with, the latest first. */
  years: { start: string; mean: number }[]
}

/** What the period will have counted once late reports are in; null when it is complete, or nothing is known of lateness. */
const foreseen = ({ counts, set: { grain }, lateness }: CurveTask, at: number): CurvePoint['nowcast'] => {
  const reported = counts[at] ?? Number.NaN
  if (!lateness || Number.isNaN(reported) || lateness.now - at >= maxDelay[grain]) return null
  const finals = [...counts.slice(0, lateness.now - maxDelay[grain] + 1)].slice(-periodsPerYear[grain]).filter((count) => !Number.isNaN(count))
  if (finals.length < 2) return null
  const { estimate, lower, upper } = nowcastOne({ period: at, reported, delay: Math.max(0, lateness.now - at) }, { ...lateness.learnt, level: levelOf(finals) })
  return { estimate, lower, upper }
}

const yearsBefore = ({ counts, starts, set: { grain, length } }: CurveTask): Curve['years'] => {
  const { w } = farringtonOptions(grain, 1)
  return Array.from({ length: yearsOf(length, grain) }, (_, year) => length - 1 - (year + 1) * periodsPerYear[grain]).flatMap((same) => {
    const known = counts.slice(Math.max(0, same - w), same + w + 1).filter((count) => !Number.isNaN(count))
    return known.length > 0 ? [{ start: starts[same]!, mean: known.reduce((sum, count) => sum + count, 0) / known.length }] : []
  })
}

/** The curve with its band also where cases are too few for an alarm, so that the eye sees what was usual. */
export const curveOf = (task: CurveTask): Curve => {
  const { counts, starts, set: { grain, length } } = task
  const options = { ...farringtonOptions(grain, yearsOf(length, grain)), limit54: [0, 1] as const }
  const first = Math.max(options.b * periodsPerYear[grain] + options.w + 1, length - banded[grain] + 1)
  const judged: readonly Judgement[] = first > length ? [] : farringtonFlexible({ counts, frequency: periodsPerYear[grain], evaluate: [first, length] }, options)
  const alarms = starts.map((_, at) => judged[at - first + 1]?.alarm === true)
  const rise = lastRise(alarms, patience)
  const points = starts.map((start, at): CurvePoint => {
    const judgement = judged[at - first + 1]
    const count = counts[at] ?? Number.NaN
    return {
      start, count: Number.isNaN(count) ? null : count, expected: judgement?.expected ?? null, upperbound: judgement?.upperbound ?? null, alarm: alarms[at]!,
      nowcast: foreseen(task, at),
    }
  })
  return { points: points.slice(-drawn[grain]), since: rise ? starts[rise.first]! : null, years: yearsBefore(task) }
}
