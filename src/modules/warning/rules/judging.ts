// Farrington Flexible over the series of a source: p-values of the latest periods for all, and the curve of those that become signals.
import type { CurvePoint } from '../model.ts'
import { countTail } from './distributions.ts'
import { farringtonFlexible, openFarrington, type Judgement } from './farrington.ts'
import { nowcastOne, levelOf } from './nowcast.ts'
import { maxDelay, leastShare, type Lateness } from './lateness.ts'
import { farringtonOptions, patience } from './nightly.ts'
import { isShort, lastRise, periodsPerYear, rowOf, yearsOf, type SeriesSet } from './series.ts'
import { shortBand } from './short.ts'
import { lawOf, type Reported } from './standing.ts'

const tailOf = ({ expected, error, phi }: Judgement, observed: number, reported: Reported): number => {
  if (expected === null || error === null || phi === null || Number.isNaN(observed) || reported.mean < leastShare) return Number.NaN
  const variance = error * error
  return countTail(lawOf({ expected: expected * Math.exp(variance / 2), variance, phi }, reported), observed)
}

/** Chances of at least the counts of the latest periods, as many as `reported` has, for the series from one position to another; NaN where the detector is silent. */
export const farringtonTails = (set: SeriesSet, [from, to]: readonly [number, number], reported: readonly Reported[]): Float64Array => {
  const { grain, length } = set
  const judge = openFarrington(periodsPerYear[grain], farringtonOptions(grain, yearsOf(length, grain)))
  const first = length - reported.length
  const evaluate = [first + 1, length] as const
  return Float64Array.from(Array.from({ length: to - from }, (_, i) => {
    const counts = Float64Array.from(rowOf(set, from + i))
    return judge(counts, evaluate).map((each, k) => tailOf(each, counts[first + k]!, reported[k]!))
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
  /** The over-dispersion of the series, for the band of a short history. */
  phi: number
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

type Band = Pick<CurvePoint, 'expected' | 'upperbound' | 'alarm'>

const noBand: Band = { expected: null, upperbound: null, alarm: false }

/** The band of a series with years of past: also where cases are too few for an alarm, so that the eye sees what was usual. */
const longBand = ({ counts, set: { grain, length } }: CurveTask): Band[] => {
  const options = { ...farringtonOptions(grain, yearsOf(length, grain)), limit54: [0, 1] as const }
  const first = Math.max(options.b * periodsPerYear[grain] + options.w + 1, length - banded[grain] + 1)
  const judged = first > length ? [] : farringtonFlexible({ counts, frequency: periodsPerYear[grain], evaluate: [first, length] }, options)
  const before = Array.from({ length: length - judged.length }, () => noBand)
  return [...before, ...judged.map(({ expected, upperbound, alarm }) => ({ expected, upperbound, alarm: alarm === true }))]
}

const bandOf = (task: CurveTask): Band[] => {
  const { counts, set, phi } = task
  if (!isShort(set)) return longBand(task)
  return shortBand(counts, set.grain, phi).map(({ expected, upperbound }, at) =>
    (Number.isNaN(expected) ? noBand : { expected, upperbound, alarm: counts[at]! > upperbound }))
}

/** The curve with its band. */
export const curveOf = (task: CurveTask): Curve => {
  const { counts, starts, set: { grain } } = task
  const band = bandOf(task)
  const rise = lastRise(band.map(({ alarm }) => alarm), patience)
  const points = starts.map((start, at): CurvePoint => {
    const count = counts[at] ?? Number.NaN
    return { start, count: Number.isNaN(count) ? null : count, ...band[at]!, nowcast: foreseen(task, at) }
  })
  return { points: points.slice(-drawn[grain]), since: rise ? starts[rise.first]! : null, years: yearsBefore(task) }
}
