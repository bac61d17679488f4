// The Farrington Flexible detector (Noufaily et al. 2013), agreeing number by number with R's surveillance 1.20.3.
import { countQuantile, normalQuantile, studentTwoSided } from './distributions.ts'
import { dispersion, fitModel, leverage, newFrame, predictCurrent, slopeStatistic, type Fit, type Frame } from './regression.ts'
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

/** Judges each period from `evaluate[0]` to `evaluate[1]`. */
export const farringtonFlexible = (series: CountSeries, options: FarringtonOptions): Judgement[] => {
  const windows = referenceWindows(series.frequency, options)
  const frame = newFrame(windows)
  const [first, last] = series.evaluate
  return Array.from({ length: last - first + 1 }, (_, i) => judge(series.counts, first + i - 1, { windows, frame, options }))
}

interface Setting {
  windows: Windows
  frame: Frame
  options: FarringtonOptions
}

const judge = (counts: Float64Array, at: number, { windows, frame, options }: Setting): Judgement => {
  const highest = load(frame, windows, counts, at)
  const model = modelOf(frame, windows.current, highest, options)
  if (!model) return unknown
  const observed = counts[at] ?? Number.NaN
  const threshold = thresholdOf(model, windows.current, observed, options)
  const score = orNull(threshold.score)
  if (!hasEnoughCases(counts, at, options.limit54)) return { ...unknown, alarm: false, score }
  const upperbound = orNull(threshold.upper)
  return {
    upperbound, score,
    alarm: threshold.score > 1 && observed !== 0,
    expected: upperbound === null ? null : threshold.expected,
    phi: model.phi,
    error: Math.sqrt(predictCurrent(model.fit, windows.current).variance * model.errorPhi),
  }
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

const hasEnoughCases = (counts: Float64Array, at: number, [cases, periods]: readonly [number, number]): boolean => {
  let sum = 0
  for (let i = Math.max(0, at - periods + 1); i <= at; i += 1) sum += counts[i]!
  return sum >= cases
}

/** Puts the reference counts of the period into the frame; returns the highest of them. */
const load = (frame: Frame, { offsets, groups }: Windows, counts: Float64Array, at: number): number => {
  let size = 0
  let highest = 0
  for (let i = 0; i < offsets.length; i += 1) {
    const y = counts[at + offsets[i]!] ?? Number.NaN
    if (Number.isNaN(y)) continue
    frame.time[size] = offsets[i]!
    frame.group[size] = groups[i]!
    frame.count[size] = y
    frame.entropy[size] = y > 0 ? y * Math.log(y) : 0
    if (y > highest) highest = y
    size += 1
  }
  frame.size = size
  return highest
}

/** The model with its trend when the trend is significant, long enough and does not extrapolate; without it otherwise. */
const modelOf = (frame: Frame, current: number, highest: number, options: FarringtonOptions): Model | undefined => {
  const model = options.trend ? robustModel(frame, true, options) : undefined
  if (model?.fit.trend === false || (model && keepsTrend(model, current, highest, options))) return usable(model, current)
  return usable(robustModel(frame, false, options), current)
}

const usable = (model: Model | undefined, current: number): Model | undefined =>
  model && model.fit.weight[current]! > 0 && Number.isFinite(model.phi) ? model : undefined

const keepsTrend = ({ fit, errorPhi }: Model, current: number, highest: number, { b, pThresholdTrend }: FarringtonOptions): boolean =>
  b >= 3 && Math.exp(predictCurrent(fit, current).eta) <= highest && studentTwoSided(slopeStatistic(fit, errorPhi), fit.freedom) < pThresholdTrend

/** Fits, then fits again with past outbreaks weighted down. A trend that does not converge is given up. */
const robustModel = (frame: Frame, trend: boolean, options: FarringtonOptions): Model | undefined => {
  frame.prior.fill(1)
  const first = fitModel(frame, trend)
  if (!first) return undefined
  if (!first.converged) return trend ? robustModel(frame, false, options) : undefined
  const phi = Math.max(dispersion(frame, first, frame.work), 1)
  if (!options.reweight) return { fit: first, phi, errorPhi: dispersion(frame, first, frame.work) }
  if (!weighDown(frame, first, phi, options.weightsThreshold)) return undefined
  const fit = fitModel(frame, trend)
  return fit && { fit, phi: Math.max(dispersion(frame, fit, frame.work), 1), errorPhi: dispersion(frame, fit, frame.prior) }
}

/** Prior weights from standardised Anscombe residuals; false when a residual is not a number. */
const weighDown = (frame: Frame, fit: Fit, phi: number, limit: number): boolean => {
  const { size, prior } = frame
  let total = 0
  for (let i = 0; i < size; i += 1) {
    const residual = anscombe(frame, fit, phi, i)
    if (Number.isNaN(residual)) return false
    prior[i] = residual > limit ? 1 / (residual * residual) : 1
    total += prior[i]!
  }
  for (let i = 0; i < size; i += 1) prior[i]! *= size / total
  return true
}

// Only residuals above the (never negative) limit matter, so the roots are taken only where the count exceeds the mean.
// A count alone in its group fits itself: its residual is 0/0 and tells nothing, so it keeps its weight.
const anscombe = (frame: Frame, fit: Fit, phi: number, i: number): number => {
  const y = frame.count[i]!
  const mu = frame.mean[i]!
  const rest = 1 - leverage(frame, fit, i)
  if (y <= mu || rest === 0) return 0
  const cubeRoot = Math.cbrt(y)
  return (1.5 * (cubeRoot * cubeRoot / Math.cbrt(Math.sqrt(mu)) - Math.sqrt(mu))) / Math.sqrt(phi * rest)
}

const meanOf = (eta: number): number => Math.max(Math.exp(eta), Number.EPSILON)

const thresholdOf = (model: Model, current: number, observed: number, options: FarringtonOptions): Threshold => {
  const { eta, variance } = predictCurrent(model.fit, current)
  const error = Math.sqrt(variance * model.errorPhi)
  return options.thresholdMethod === 'delta'
    ? powerThreshold({ mu: meanOf(eta), error: error * meanOf(eta), phi: model.phi }, observed, options)
    : countThreshold({ eta, error, phi: model.phi }, observed, options)
}

/** The upper quantile of the count distribution around the expected count ("nbPlugin"), or around its own upper limit ("muan"). */
const countThreshold = (at: { eta: number; error: number; phi: number }, observed: number, { alpha, thresholdMethod }: FarringtonOptions): Threshold => {
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
