// Quasi-Poisson regression of counts on seasonal groups and a time trend, by iteratively reweighted least squares.
// Seasonal groups make each step solvable in closed form (means within groups), so no matrix is built or inverted.
import type { Windows } from './windows.ts'

/** The reference counts of one evaluation and the working arrays, reused from one evaluation to the next. */
export interface Frame {
  size: number
  groupCount: number
  /** Offset of each reference period from the evaluated one. */
  time: Float64Array
  group: Uint16Array
  count: Float64Array
  /** count · ln(count), the part of the deviance that never changes. */
  entropy: Float64Array
  /** Prior weight of each reference period. */
  prior: Float64Array
  eta: Float64Array
  mean: Float64Array
  /** Working weights of the last step: prior weight times the mean before the step. */
  work: Float64Array
  power: Float64Array
}

/** A fitted model; the arrays hold one entry per seasonal group. */
export interface Fit {
  converged: boolean
  trend: boolean
  slope: number
  level: Float64Array
  /** Working weight, weighted mean time and weighted spread of time: all that variances and leverages need. */
  weight: Float64Array
  centre: Float64Array
  spread: number
  /** Observations less coefficients. */
  freedom: number
}

const tolerance = 1e-8
const maxSteps = 25
const smallestMean = Number.EPSILON

/** Working arrays large enough for the windows. */
export const newFrame = ({ offsets, groupCount }: Windows): Frame => {
  const array = (): Float64Array => new Float64Array(offsets.length)
  return {
    size: 0, groupCount, time: array(), group: new Uint16Array(offsets.length), count: array(), entropy: array(),
    prior: array(), eta: array(), mean: array(), work: array(), power: new Float64Array(span(offsets) + 1),
  }
}

const span = (offsets: Int32Array): number => -(offsets[0] ?? 0)

const newFit = (frame: Frame, trend: boolean): Fit => {
  const array = (): Float64Array => new Float64Array(frame.groupCount)
  return { converged: false, trend, slope: 0, level: array(), weight: array(), centre: array(), spread: 0, freedom: 0 }
}

/** Fits the model to the frame's counts and prior weights; undefined when no finite fit exists. */
export const fitModel = (frame: Frame, trend: boolean): Fit | undefined => {
  const fit = newFit(frame, trend)
  start(frame)
  let deviance = devianceOf(frame)
  for (let step = 0; step < maxSteps && !fit.converged; step += 1) {
    const before = { level: fit.level, slope: fit.slope }
    const next = solve(frame, fit) && predict(frame, fit) ? devianceOf(frame) : Number.NaN
    const bounded = Number.isFinite(next) ? next : step === 0 ? Number.NaN : halve(frame, fit, before)
    if (!Number.isFinite(bounded)) return undefined
    fit.converged = Math.abs(bounded - deviance) / (0.1 + Math.abs(bounded)) < tolerance
    deviance = bounded
  }
  fit.freedom = freedomOf(frame, fit)
  return fit
}

const start = ({ size, count, eta, mean }: Frame): void => {
  for (let i = 0; i < size; i += 1) {
    const mu = count[i]! + 0.1
    mean[i] = mu
    eta[i] = Math.log(mu)
  }
}

const devianceOf = ({ size, count, entropy, prior, eta, mean }: Frame): number => {
  let sum = 0
  for (let i = 0; i < size; i += 1) {
    const y = count[i]!
    sum += prior[i]! * (entropy[i]! - y * eta[i]! - y + mean[i]!)
  }
  return 2 * sum
}

/** One weighted least-squares step: group levels and slope from the working response. False when the design is degenerate. */
const solve = (frame: Frame, fit: Fit): boolean => {
  const { weight, centre } = fit
  const response = new Float64Array(frame.groupCount)
  accumulate(frame, fit, response)
  for (let g = 0; g < frame.groupCount; g += 1) {
    const w = weight[g]!
    centre[g] = w > 0 ? centre[g]! / w : 0
  }
  if (fit.trend) fitSlope(frame, fit)
  fit.level = response.map((sum, g) => (weight[g]! > 0 ? sum / weight[g]! - fit.slope * centre[g]! : 0))
  return Number.isFinite(fit.slope)
}

/** Sums of weight, weighted time and weighted response by group; `response` receives the last. */
const accumulate = ({ size, time, group, count, prior, eta, mean, work }: Frame, { weight, centre }: Fit, response: Float64Array): void => {
  weight.fill(0)
  centre.fill(0)
  for (let i = 0; i < size; i += 1) {
    const g = group[i]!
    const mu = mean[i]!
    const w = prior[i]! * mu
    work[i] = w
    weight[g]! += w
    centre[g]! += w * time[i]!
    response[g]! += prior[i]! * (mu * eta[i]! + count[i]! - mu)
  }
}

const fitSlope = ({ size, time, group, count, prior, eta, mean, work }: Frame, fit: Fit): void => {
  const { centre } = fit
  let spread = 0
  let product = 0
  for (let i = 0; i < size; i += 1) {
    const away = time[i]! - centre[group[i]!]!
    const mu = mean[i]!
    spread += work[i]! * away * away
    product += prior[i]! * (mu * eta[i]! + count[i]! - mu) * away
  }
  fit.spread = spread
  fit.slope = spread > 0 ? product / spread : Number.NaN
}

// Means are products of a power of exp(slope) and a group factor: one exponential per group instead of one per observation.
const predict = (frame: Frame, fit: Fit): boolean => {
  const { size, time, group, eta, mean, power } = frame
  const { level, slope } = fit
  const safe = Math.abs(slope) * power.length < 300 && level.every((a) => Math.abs(a) < 300)
  if (!safe) return predictWide(frame, fit)
  const factor = level.map(Math.exp)
  const base = Math.exp(-slope)
  power[0] = 1
  for (let back = 1; back < power.length; back += 1) power[back] = power[back - 1]! * base
  for (let i = 0; i < size; i += 1) {
    const g = group[i]!
    const t = time[i]!
    eta[i] = level[g]! + slope * t
    const mu = factor[g]! * power[-t]!
    mean[i] = mu > smallestMean ? mu : smallestMean
  }
  return true
}

const predictWide = ({ size, time, group, eta, mean }: Frame, { level, slope }: Fit): boolean => {
  for (let i = 0; i < size; i += 1) {
    eta[i] = level[group[i]!]! + slope * time[i]!
    mean[i] = Math.max(Math.exp(eta[i]!), smallestMean)
  }
  return true
}

/** Pulls the step back towards the previous coefficients until the deviance is finite again. */
const halve = (frame: Frame, fit: Fit, before: { level: Float64Array; slope: number }): number => {
  for (let i = 0; i < maxSteps; i += 1) {
    fit.level = fit.level.map((a, g) => (a + before.level[g]!) / 2)
    fit.slope = (fit.slope + before.slope) / 2
    predict(frame, fit)
    const deviance = devianceOf(frame)
    if (Number.isFinite(deviance)) return deviance
  }
  return Number.NaN
}

const freedomOf = ({ size, prior }: Frame, { weight, trend }: Fit): number => {
  let used = 0
  for (let i = 0; i < size; i += 1) if (prior[i]! > 0) used += 1
  const groups = weight.reduce((sum, w) => sum + (w > 0 ? 1 : 0), 0)
  return used - groups - (trend ? 1 : 0)
}

/** Over-dispersion: weighted squared relative residuals per degree of freedom. The weights are the working or the prior ones. */
export const dispersion = ({ size, count, mean }: Frame, fit: Fit, weights: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < size; i += 1) {
    const relative = (count[i]! - mean[i]!) / mean[i]!
    if (weights[i]! > 0) sum += weights[i]! * relative * relative
  }
  return fit.freedom > 0 ? sum / fit.freedom : Number.NaN
}

/** How much one reference period pulls its own fitted value, between 0 and 1. */
export const leverage = ({ time, group, work }: Frame, { weight, centre, spread, trend }: Fit, i: number): number => {
  const g = group[i]!
  const away = time[i]! - centre[g]!
  const pull = work[i]! * (1 / weight[g]! + (trend ? (away * away) / spread : 0))
  return pull > 1 - 10 * Number.EPSILON ? 1 : pull
}

/** Linear predictor of the evaluated period and its variance before over-dispersion. */
export const predictCurrent = ({ level, weight, centre, spread, trend }: Fit, group: number): { eta: number; variance: number } => {
  const away = centre[group]!
  return { eta: level[group]!, variance: 1 / weight[group]! + (trend ? (away * away) / spread : 0) }
}

/** The Student statistic of the slope, given the over-dispersion. */
export const slopeStatistic = ({ slope, spread }: Fit, phi: number): number => slope / Math.sqrt(phi / spread)
