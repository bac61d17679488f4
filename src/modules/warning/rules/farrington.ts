// The Farrington Flexible detector (Noufaily et al. 2013), agreeing number by number with R's surveillance 1.20.3.
import { countQuantile, normalQuantile, studentTwoSided } from './distributions.ts'
import { load, newFrame, prepare, type Fit, type Frame, type Prepared } from './regression-frame.ts'
import { dispersions, fitModel, leverage, predictCurrent, slopeStatistic } from './regression.ts'
import { referenceWindows, type Windows } from './windows.ts'

/** The options of R's `farringtonFlexible`, by their R names. */
export interface FarringtonOptions {
  b: number
  w: number
  noPeriods: number
  pastWeeksNotIncluded: number | null
  reweight: boolean
  weightsThreshold: number
  trend: boolean
  pThresholdTrend: number
  alpha: number
  limit54: readonly [cases: number, periods: number]
  powertrans: '2/3' | '1/2' | 'none'
  thresholdMethod: 'delta' | 'nbPlugin' | 'muan'
}

/** A series of counts (NaN where missing), periods a year, and the first and last period to judge, counted from 1. */
export interface CountSeries {
  counts: Float64Array
  frequency: number
  evaluate: readonly [first: number, last: number]
}

/** What is said of one period; null where too few recent cases or no model allow a statement. */
export interface Judgement {
  upperbound: number | null
  alarm: boolean | null
  expected: number | null
  /** 0 at the expected count, above 1 beyond the upper bound, on the scale of the chosen threshold method. */
  score: number | null
  /** Over-dispersion of the past around the model: variance over mean, at least 1. */
  phi: number | null
  /** Standard error of the logarithm of the expected count. */
  error: number | null
}

interface Model {
  fit: Fit
  phi: number
  /** Over-dispersion on the prior weights, which standard errors use. */
  errorPhi: number
}

interface Threshold {
  upper: number
  score: number
  expected: number
}

const unknown: Judgement = { upperbound: null, alarm: null, expected: null, score: null, phi: null, error: null }

/** Judges periods of one series after another with the same options: what they share is made once. `evaluate`: first and last period, from 1. */
export type FarringtonJudge = (counts: Float64Array, evaluate: CountSeries['evaluate']) => Judgement[]

export const openFarrington = (frequency: number, options: FarringtonOptions): FarringtonJudge => {
  const windows = referenceWindows(frequency, options)
  const setting = { windows, frame: newFrame(windows), options }
  return (counts, [first, last]) => {
    const series = prepare(counts, first - 1 + (windows.offsets[0] ?? 0))
    return Array.from({ length: last - first + 1 }, (_, i) => judge(series, first + i - 1, setting))
  }
}

/** Judges each period from `evaluate[0]` to `evaluate[1]`. */
export const farringtonFlexible = ({ counts, frequency, evaluate }: CountSeries, options: FarringtonOptions): Judgement[] =>
  openFarrington(frequency, options)(counts, evaluate)

interface Setting {
  windows: Windows
  frame: Frame
  options: FarringtonOptions
}

const judge = (series: Prepared, at: number, { windows, frame, options }: Setting): Judgement => {
  const highest = load(frame, windows, series, at)
  const model = modelOf(frame, windows.current, highest, options)
  if (!model) return unknown
  const now = predictCurrent(frame, windows.current)
  const error = Math.sqrt(now.variance * model.errorPhi)
  const threshold = thresholdOf({ eta: now.eta, error, phi: model.phi }, series.counts[at] ?? Number.NaN, options)
  const score = orNull(threshold.score)
  if (!hasEnoughCases(series.counts, at, options.limit54)) return { ...unknown, alarm: false, score }
  const upperbound = orNull(threshold.upper)
  return {
    upperbound, score, alarm: threshold.score > 1 && series.counts[at] !== 0,
    expected: upperbound === null ? null : threshold.expected, phi: model.phi, error,
  }
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

const hasEnoughCases = (counts: Float64Array, at: number, [cases, periods]: readonly [number, number]): boolean => {
  let sum = 0
  for (let i = Math.max(0, at - periods + 1); i <= at; i += 1) sum += counts[i]!
  return sum >= cases
}

/** The model with its trend when the trend is significant, long enough and does not extrapolate; without it otherwise. */
const modelOf = (frame: Frame, current: number, highest: number, options: FarringtonOptions): Model | undefined => {
  const model = options.trend ? robustModel(frame, true, options) : undefined
  if (model?.fit.trend === false || (model && keepsTrend(frame, model, { current, highest, options }))) return usable(model, current)
  return usable(robustModel(frame, false, options), current)
}

const usable = (model: Model | undefined, current: number): Model | undefined =>
  model && model.fit.weight[current]! > 0 && Number.isFinite(model.phi) ? model : undefined

const keepsTrend = (frame: Frame, { fit, errorPhi }: Model, { current, highest, options: { b, pThresholdTrend } }: { current: number; highest: number; options: FarringtonOptions }): boolean =>
  b >= 3 && Math.exp(predictCurrent(frame, current).eta) <= highest && isSignificant(slopeStatistic(fit, errorPhi), fit.freedom, pThresholdTrend)

// At the threshold of 1, the recommended one, every trend is significant but one of nought.
const isSignificant = (statistic: number, freedom: number, threshold: number): boolean =>
  (threshold >= 1 ? Math.abs(statistic) > 0 : studentTwoSided(statistic, freedom) < threshold)

/** Fits, then fits again with past outbreaks weighted down. A trend that does not converge is given up. */
const robustModel = (frame: Frame, trend: boolean, options: FarringtonOptions): Model | undefined => {
  frame.prior.fill(1)
  const first = fitModel(frame, trend)
  if (!first) return undefined
  if (!first.converged) return trend ? robustModel(frame, false, options) : undefined
  const errorPhi = dispersions(frame, first).working
  const phi = Math.max(errorPhi, 1)
  if (!options.reweight) return { fit: first, phi, errorPhi }
  if (!weighDown(frame, first, phi, options.weightsThreshold)) return undefined
  const fit = fitModel(frame, trend)
  if (!fit) return undefined
  const { working, prior } = dispersions(frame, fit)
  return { fit, phi: Math.max(working, 1), errorPhi: prior }
}

/** Prior weights from standardised Anscombe residuals; false when a residual is not a number. */
const weighDown = (frame: Frame, fit: Fit, phi: number, limit: number): boolean => {
  const { size, prior } = frame
  let total = 0
  for (let i = 0; i < size; i += 1) {
    const residual = anscombeBeyond(frame, fit, { phi, limit }, i)
    if (Number.isNaN(residual)) return false
    prior[i] = residual > limit ? 1 / (residual * residual) : 1
    total += prior[i]!
  }
  for (let i = 0; i < size; i += 1) prior[i]! *= size / total
  return true
}

// Only residuals above the (never negative) limit matter. Anscombe's is never above Pearson's where the count exceeds the mean (the power 2/3
// lies below its tangent), so its roots are taken only where Pearson's is beyond the limit.
// A count alone in its group fits itself: its residual is 0/0 and tells nothing, so it keeps its weight.
const anscombeBeyond = (frame: Frame, fit: Fit, { phi, limit }: { phi: number; limit: number }, i: number): number => {
  const y = frame.count[i]!
  const mu = frame.mean[i]!
  if (y <= mu) return 0
  const rest = 1 - leverage(frame, fit, i)
  if (rest === 0 || (y - mu) * (y - mu) <= limit * limit * phi * rest * mu) return 0
  const cubeRoot = Math.cbrt(y)
  return (1.5 * (cubeRoot * cubeRoot / Math.cbrt(Math.sqrt(mu)) - Math.sqrt(mu))) / Math.sqrt(phi * rest)
}

const meanOf = (eta: number): number => Math.max(Math.exp(eta), Number.EPSILON)

/** The linear predictor of the evaluated period, its standard error and the over-dispersion. */
interface Predicted {
  eta: number
  error: number
  phi: number
}

const thresholdOf = ({ eta, error, phi }: Predicted, observed: number, options: FarringtonOptions): Threshold =>
  options.thresholdMethod === 'delta'
    ? powerThreshold({ mu: meanOf(eta), error: error * meanOf(eta), phi }, observed, options)
    : countThreshold({ eta, error, phi }, observed, options)

/** The upper quantile of the count distribution around the expected count ("nbPlugin"), or around its own upper limit ("muan"). */
const countThreshold = (at: Predicted, observed: number, { alpha, thresholdMethod }: FarringtonOptions): Threshold => {
  const mu = Math.exp(thresholdMethod === 'muan' ? at.eta + normalQuantile(1 - alpha) * at.error : at.eta)
  const upper = Number.isFinite(mu) ? countQuantile({ mu, phi: at.phi }, alpha) : Number.NaN
  // R measures the score from the linear predictor, not from its exponential; alarms follow it.
  return { upper, score: (observed - at.eta) / (upper - at.eta), expected: Math.exp(at.eta) }
}

const exponents = { '2/3': 2 / 3, '1/2': 1 / 2, none: 1 } as const

/** The original method: a normal limit for a power of the count. */
const powerThreshold = (at: { mu: number; error: number; phi: number }, observed: number, { alpha, powertrans }: FarringtonOptions): Threshold => {
  const { mu } = at
  const exponent = exponents[powertrans]
  const tau = at.phi + (at.error * at.error) / mu
  const deviation = Math.sqrt(exponent * exponent * mu ** (2 * exponent - 1) * tau)
  const reach = normalQuantile(1 - alpha) * deviation
  const roots = [mu ** exponent - reach, mu ** exponent + reach].map((root) => root ** (1 / exponent)).filter((root) => !Number.isNaN(root))
  const upper = Math.max(...roots)
  return { upper, score: (observed - mu) / (upper - mu), expected: mu }
}
