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
  /** Working weights of the last step (prior weight times the mean before the step), and those of the step to come. */
  work: Float64Array
  coming: Float64Array
  power: Float64Array
  sums: Sums
}

/** By seasonal group, over its observations: all that the next step needs. */
interface Sums {
  weight: Float64Array
  /** Of weight times time, and times its square. */
  time: Float64Array
  square: Float64Array
  /** Of the weighted working response, and times time. */
  response: Float64Array
  product: Float64Array
  /** The exponential of the level. */
  factor: Float64Array
}

/** A fitted model; the arrays hold one entry per seasonal group. */
export interface Fit {
  converged: boolean
  trend: boolean
  slope: number
  level: Float64Array
  /** Levels and slope before the last step. */
  previous: { level: Float64Array; slope: number }
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
  const groups = (): Float64Array => new Float64Array(groupCount)
  return {
    size: 0, groupCount, time: array(), group: new Uint16Array(offsets.length), count: array(), entropy: array(),
    prior: array(), eta: array(), mean: array(), work: array(), coming: array(), power: new Float64Array(span(offsets) + 1),
    sums: { weight: groups(), time: groups(), square: groups(), response: groups(), product: groups(), factor: groups() },
  }
}

const span = (offsets: Int32Array): number => -(offsets[0] ?? 0)

const newFit = (frame: Frame, trend: boolean): Fit => {
  const array = (): Float64Array => new Float64Array(frame.groupCount)
  return { converged: false, trend, slope: 0, level: array(), previous: { level: array(), slope: 0 }, weight: array(), centre: array(), spread: 0, freedom: 0 }
}

/** Fits the model to the frame's counts and prior weights; undefined when no finite fit exists. */
export const fitModel = (frame: Frame, trend: boolean): Fit | undefined => {
  const fit = newFit(frame, trend)
  start(frame)
  let deviance = sweep(frame)
  for (let step = 0; step < maxSteps && !fit.converged; step += 1) {
    const next = solve(frame, fit) ? predict(frame, fit) : Number.NaN
    const bounded = Number.isFinite(next) ? next : step === 0 ? Number.NaN : halve(frame, fit)
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

const clear = ({ weight, time, square, response, product }: Sums): void => {
  weight.fill(0)
  time.fill(0)
  square.fill(0)
  response.fill(0)
  product.fill(0)
}

/**
 * The deviance at the frame's means, and the sums by group that the next step needs, in one pass over the observations. With a fit, the
 * means are first made of its slope and of the frame's group factors and powers.
 */
const sweep = (frame: Frame, fit?: Fit): number => {
  const { size, time, group, count, entropy, prior, eta, mean, coming, power, sums } = frame
  const { weight, time: times, square, response, product, factor } = sums
  clear(sums)
  let deviance = 0
  for (let i = 0; i < size; i += 1) {
    const g = group[i]!
    const t = time[i]!
    if (fit) {
      eta[i] = fit.level[g]! + fit.slope * t
      mean[i] = Math.max(factor[g]! * power[-t]!, smallestMean)
    }
    const y = count[i]!
    const mu = mean[i]!
    const part = prior[i]!
    const linear = eta[i]!
    deviance += part * (entropy[i]! - y * linear - y + mu)
    const w = part * mu
    const z = part * (mu * linear + y - mu)
    coming[i] = w
    weight[g]! += w
    times[g]! += w * t
    square[g]! += w * t * t
    response[g]! += z
    product[g]! += z * t
  }
  return 2 * deviance
}

/** One weighted least-squares step: group levels and slope from the sums by group. False when the design is degenerate. */
const solve = (frame: Frame, fit: Fit): boolean => {
  const { sums } = frame
  const kept = frame.work
  frame.work = frame.coming
  frame.coming = kept
  const { level } = fit
  fit.level = fit.previous.level
  fit.previous = { level, slope: fit.slope }
  fit.weight.set(sums.weight)
  for (let g = 0; g < frame.groupCount; g += 1) fit.centre[g] = sums.weight[g]! > 0 ? sums.time[g]! / sums.weight[g]! : 0
  if (fit.trend) fitSlope(sums, fit)
  for (let g = 0; g < frame.groupCount; g += 1) fit.level[g] = sums.weight[g]! > 0 ? sums.response[g]! / sums.weight[g]! - fit.slope * fit.centre[g]! : 0
  return Number.isFinite(fit.slope)
}

const fitSlope = ({ time, square, response, product }: Sums, fit: Fit): void => {
  let spread = 0
  let moment = 0
  for (let g = 0; g < fit.centre.length; g += 1) {
    const centre = fit.centre[g]!
    spread += square[g]! - centre * time[g]!
    moment += product[g]! - centre * response[g]!
  }
  fit.spread = spread
  fit.slope = spread > 0 ? moment / spread : Number.NaN
}

const isSafe = ({ level, slope }: Fit, length: number): boolean => {
  if (!(Math.abs(slope) * length < 300)) return false
  for (let g = 0; g < level.length; g += 1) if (!(Math.abs(level[g]!) < 300)) return false
  return true
}

/** Powers of the base from 0 on; in four chains, since a processor multiplies several numbers at once but not one by its own product. */
const raise = (power: Float64Array, base: number): void => {
  const fourth = base ** 4
  for (let back = 0; back < Math.min(4, power.length); back += 1) power[back] = base ** back
  for (let back = 4; back < power.length; back += 1) power[back] = power[back - 4]! * fourth
}

/** The deviance at the fit's coefficients. Means are products of a power of exp(slope) and a group factor: one exponential per group instead of one per observation. */
const predict = (frame: Frame, fit: Fit): number => {
  const { power, sums: { factor } } = frame
  const { level, slope } = fit
  if (!isSafe(fit, power.length)) return predictWide(frame, fit)
  for (let g = 0; g < level.length; g += 1) factor[g] = Math.exp(level[g]!)
  raise(power, Math.exp(-slope))
  return sweep(frame, fit)
}

const predictWide = (frame: Frame, { level, slope }: Fit): number => {
  const { size, time, group, eta, mean } = frame
  for (let i = 0; i < size; i += 1) {
    eta[i] = level[group[i]!]! + slope * time[i]!
    mean[i] = Math.max(Math.exp(eta[i]!), smallestMean)
  }
  return sweep(frame)
}

/** Pulls the step back towards the previous coefficients until the deviance is finite again. */
const halve = (frame: Frame, fit: Fit): number => {
  const { previous } = fit
  for (let i = 0; i < maxSteps; i += 1) {
    for (let g = 0; g < fit.level.length; g += 1) fit.level[g] = (fit.level[g]! + previous.level[g]!) / 2
    fit.slope = (fit.slope + previous.slope) / 2
    const deviance = predict(frame, fit)
    if (Number.isFinite(deviance)) return deviance
  }
  return Number.NaN
}

const freedomOf = ({ size, prior }: Frame, { weight, trend }: Fit): number => {
  let used = 0
  for (let i = 0; i < size; i += 1) if (prior[i]! > 0) used += 1
  for (let g = 0; g < weight.length; g += 1) if (weight[g]! > 0) used -= 1
  return used - (trend ? 1 : 0)
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
