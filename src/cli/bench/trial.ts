// Tries detectors on simulated rises: what each found and how late, against the false alarms it gave a year.
import { adjusted, countTail, farringtonFlexible, pooled, type DiscoveryRule, type PooledOptions } from '../../modules/warning/index.ts'
import { evaluated, weeks, type Simulated } from './simulation.ts'

/** One series of one region under one detector: how alarming each evaluated week was (lower is more), and the weeks of the rise. */
export interface Tried {
  scores: number[]
  /** First and last week of the rise among the evaluated ones, from 0; undefined without a rise. */
  rise: { first: number; last: number } | undefined
  level: number
}

export const detectors = ['pooled', 'farringtonFlexible', 'farringtonFlexible, any count'] as const
export type Detector = (typeof detectors)[number]

const range = [weeks - evaluated + 1, weeks] as const
const farringtonOptions = {
  noPeriods: 10, b: 5, w: 3, weightsThreshold: 2.58, pastWeeksNotIncluded: 26, pThresholdTrend: 1, thresholdMethod: 'nbPlugin', alpha: 0.01,
  reweight: true, trend: true, limit54: [0, 1], powertrans: '2/3',
} as const

const pooledOptions: PooledOptions = {
  b: 5, pastWeeksNotIncluded: 26, waves: 3, weightsThreshold: 4, q: 0.1, discovery: 'benjamini-yekutieli',
}

const riseOf = ({ rise }: Simulated): Tried['rise'] => {
  const cases = rise.slice(-evaluated)
  const first = cases.findIndex((count) => count > 0)
  return first < 0 ? undefined : { first, last: cases.findLastIndex((count) => count > 0) }
}

const triedOf = (one: Simulated, scores: number[]): Tried => ({ scores, rise: riseOf(one), level: one.level })

const fewCases = (counts: readonly number[], at: number): boolean => counts.slice(at - 3, at + 1).reduce((sum, count) => sum + count, 0) < 5

/** The alarm of "nbPlugin" at any alpha is a tail probability of at most alpha. With R's rule for few cases, which is its default, and without. */
const farringtonTried = (one: Simulated): { usual: Tried; any: Tried } => {
  const judgements = farringtonFlexible({ counts: Float64Array.from(one.counts), frequency: 52, evaluate: range }, farringtonOptions)
  const any = judgements.map(({ expected, phi }, i) => (expected === null || phi === null ? 1 : countTail({ mu: expected, phi }, one.counts[range[0] - 1 + i]!)))
  const usual = any.map((p, i) => (fewCases(one.counts, range[0] - 1 + i) ? 1 : p))
  return { usual: triedOf(one, usual), any: triedOf(one, any) }
}

const pooledTried = (region: readonly Simulated[]): Tried[] => {
  const series = region.map(({ counts, related }) => ({ counts: Float64Array.from(counts), related }))
  return pooled(series, { frequency: 52, evaluate: range }, pooledOptions).map((judgements, i) =>
    triedOf(region[i]!, judgements.map(({ pvalue }) => pvalue ?? 1)))
}

/** All detectors on one region. */
export const tryRegion = (region: readonly Simulated[]): Record<Detector, Tried[]> => {
  const farrington = region.map(farringtonTried)
  return { pooled: pooledTried(region), farringtonFlexible: farrington.map(({ usual }) => usual), 'farringtonFlexible, any count': farrington.map(({ any }) => any) }
}

/** Weeks after a rise in which an alarm is neither true nor false: sums of the latest weeks still hold its cases. */
const aftermath = 3

/** Scores of weeks without a rise. */
const quiet = ({ scores, rise }: Tried): number[] => (rise ? scores.filter((_, i) => i < rise.first || i > rise.last + aftermath) : scores)

/** The thresholds at which weeks without a rise sound, at most, so many alarms per series and year. */
export const thresholdsFor = (tried: readonly Tried[], rates: readonly number[]): number[] => {
  const scores = tried.flatMap(quiet).sort((a, b) => a - b)
  return rates.map((rate) => {
    const above = scores[Math.floor((rate / 52) * scores.length)] ?? 1
    return scores.findLast((score) => score < above) ?? 0
  })
}

/** What a detector does at a threshold. Delay in weeks from the first case of the rise, of those found. */
export interface Yield {
  rises: number
  found: number
  atOnce: number
  delay: number
  falsePerYear: number
}

export const yieldAt = (tried: readonly Tried[], threshold: number): Yield => {
  const inRises = tried.flatMap(({ scores, rise }) => (rise ? [scores.slice(rise.first, rise.last + 1)] : []))
  const delays = inRises.map((scores) => scores.findIndex((score) => score <= threshold)).filter((delay) => delay >= 0)
  const calm = tried.flatMap(quiet)
  return {
    rises: inRises.length, found: delays.length / inRises.length, atOnce: delays.filter((delay) => delay === 0).length / inRises.length,
    delay: delays.reduce((sum, delay) => sum + delay, 0) / Math.max(1, delays.length),
    falsePerYear: (52 * calm.filter((score) => score <= threshold).length) / calm.length,
  }
}

/** The series of one region with, for scores, their p-values adjusted over all of them, week by week. */
export const adjustedTogether = (region: readonly Tried[], rule: DiscoveryRule): Tried[] => {
  const weekly = Array.from({ length: evaluated }, (_, week) => adjusted(region.map(({ scores }) => scores[week]!), rule))
  return region.map((one, i) => ({ ...one, scores: weekly.map((each) => each[i]!) }))
}

/** The mean over all runs (a region in a week) of false alarms over alarms, none counting as 0: what the rules of discovery keep below q. */
export const falseDiscovery = (regions: readonly (readonly Tried[])[], threshold: number): number => {
  const shares = regions.flatMap((region) => {
    const marked = region.map((one) => ({ scores: one.scores, calm: new Set(quiet({ ...one, scores: one.scores.map((_, week) => week) })) }))
    return Array.from({ length: marked[0]?.scores.length ?? 0 }, (_, week) => {
      const alarms = marked.filter(({ scores }) => scores[week]! <= threshold)
      return alarms.filter(({ calm }) => calm.has(week)).length / Math.max(1, alarms.length)
    })
  })
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}
