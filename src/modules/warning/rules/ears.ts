// The EARS detectors C1, C2 and C3, for series too short for Farrington: a count against its last few periods, as R's surveillance 1.20.3.
import { normalQuantile } from './distributions.ts'
import type { CountSeries, Judgement } from './farrington.ts'

/** The options of R's `earsC`, by their R names. */
export interface EarsOptions {
  method: 'C1' | 'C2' | 'C3'
  /** How many past periods make up the baseline. */
  baseline: number
  /** The least standard deviation to suppose, for sparse counts. */
  minSigma: number
  alpha: number
}

/** What EARS says of one period; null where a count is missing or a flat past gives no scale. `expected` is the baseline mean; C3 has none. */
type EarsJudgement = Pick<Judgement, 'upperbound' | 'alarm' | 'expected'>

/** The latest periods a baseline leaves out, so that a rise does not hide itself. */
const gaps = { C1: 0, C2: 2, C3: 2 } as const

const lags = { C1: 0, C2: 2, C3: 4 } as const

/** How many periods a judgement looks back. */
export const earsReach = ({ method, baseline }: Pick<EarsOptions, 'method' | 'baseline'>): number => baseline + lags[method]

/** Judges each period from `evaluate[0]` to `evaluate[1]`, counted from 1; the first must be beyond `earsReach`. */
export const ears = ({ counts, evaluate: [first, last] }: Omit<CountSeries, 'frequency'>, options: EarsOptions): EarsJudgement[] => {
  const z = normalQuantile(1 - options.alpha)
  return Array.from({ length: last - first + 1 }, (_, i) => judge(counts, first + i - 1, { z, options }))
}

const judge = (counts: Float64Array, at: number, { z, options }: { z: number; options: EarsOptions }): EarsJudgement => {
  const observed = counts[at]!
  const { mean, sigma } = baselineOf(counts, at, options)
  const isC3 = options.method === 'C3'
  const upper = isC3 ? accumulatedLimit(counts, at, { sigma, z, options }) : mean + z * sigma
  return {
    upperbound: orNull(upper),
    alarm: Number.isNaN(upper - observed) ? null : observed > upper,
    expected: isC3 ? null : orNull(mean),
  }
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

const baselineOf = (counts: Float64Array, at: number, { method, baseline, minSigma }: EarsOptions): { mean: number; sigma: number } => {
  const end = at - gaps[method]
  const past = counts.subarray(end - baseline, end)
  const mean = past.reduce((sum, count) => sum + count, 0) / baseline
  const squares = past.reduce((sum, count) => sum + (count - mean) ** 2, 0)
  return { mean, sigma: Math.max(Math.sqrt(squares / (baseline - 1)), minSigma) }
}

// R starts C3's bound from the observed count, where its manual says the baseline mean: the two periods before sound the alarm,
// not the judged one. Answers must be those of R, so this is kept.
const accumulatedLimit = (counts: Float64Array, at: number, { sigma, z, options }: { sigma: number; z: number; options: EarsOptions }): number => {
  const recent = excess(counts, at - 2, options) + excess(counts, at - 1, options)
  return Math.max(0, counts[at]! + sigma * (z - recent))
}

/** How far a count is beyond one standard deviation above its baseline, in standard deviations. */
const excess = (counts: Float64Array, at: number, options: EarsOptions): number => {
  const { mean, sigma } = baselineOf(counts, at, options)
  return Math.max(0, (counts[at]! - mean) / sigma - 1)
}
