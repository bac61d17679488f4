// Quasi-Poisson regression of counts on seasonal groups and a time trend, by iteratively reweighted least squares.
// Seasonal groups make each step solvable in closed form (means within groups), so no matrix is built or inverted.
import { startsAbove, type Fit, type Frame, type Sums } from './regression-frame.ts'

const tolerance = 1e-8
const maxSteps = 25
/** Below this part of their size sums cannot be told apart. It counts only for counts in the millions; below, steps end where R's end. */
const rounding = 1e-14
const smallestMean = Number.EPSILON

/** Fits the model to the frame's counts and prior weights; undefined when no finite fit exists. */
export const fitModel = (frame: Frame, trend: boolean): Fit | undefined => {
  const { fit } = frame
  Object.assign(fit, { trend, slope: 0, spread: 0, converged: false })
  fit.level.fill(0)
  let deviance = start(frame)
  for (let step = 0; step < maxSteps && !fit.converged; step += 1) {
    const next = solve(frame, fit) ? predict(frame, fit) : Number.NaN
    const bounded = Number.isFinite(next) ? next : step === 0 ? Number.NaN : halve(frame, fit)
    if (!Number.isFinite(bounded)) return undefined
    fit.converged = Math.abs(bounded - deviance) < Math.max(tolerance * (0.1 + Math.abs(bounded)), rounding * frame.sums.entropy)
    deviance = bounded
  }
  fit.freedom = freedomOf(frame, fit)
  return fit
}

/** The deviance at the means the fit starts from, and the sums of the first step. */
const start = (frame: Frame): number => {
  const { group, runs, runCount, time, count, startLog, prior, mean, sums } = frame
  for (let i = 0; i < frame.size; i += 1) mean[i] = count[i]! + startsAbove
  gather(frame)
  weigh(frame)
  sums.response.fill(0)
  sums.product.fill(0)
  let deviance = sums.entropy
  for (let run = 0; run < runCount; run += 1) {
    let response = 0
    let product = 0
    for (let i = runs[run]!; i < runs[run + 1]!; i += 1) {
      const eta = startLog[i]!
      const z = prior[i]! * (mean[i]! * eta - startsAbove)
      response += z
      product += z * time[i]!
      deviance += prior[i]! * (startsAbove - count[i]! * eta)
    }
    sums.response[group[runs[run]!]!]! += response
    sums.product[group[runs[run]!]!]! += product
  }
  return 2 * deviance
}

/** The sums of the counts, which stay until the prior weights change. */
const gather = ({ group, runs, runCount, time, count, log, prior, sums }: Frame): void => {
  sums.count.fill(0)
  sums.moment.fill(0)
  let entropy = 0
  for (let run = 0; run < runCount; run += 1) {
    let sum = 0
    let moment = 0
    for (let i = runs[run]!; i < runs[run + 1]!; i += 1) {
      const y = prior[i]! * count[i]!
      sum += y
      moment += y * time[i]!
      entropy += y * log[i]!
    }
    sums.count[group[runs[run]!]!]! += sum
    sums.moment[group[runs[run]!]!]! += moment
  }
  sums.entropy = entropy
}

/** The sums of the working weights at the frame's means. */
const weigh = ({ group, runs, runCount, time, prior, mean, sums: { weight, time: times, square } }: Frame): void => {
  weight.fill(0)
  times.fill(0)
  square.fill(0)
  for (let run = 0; run < runCount; run += 1) {
    let sum = 0
    let first = 0
    let second = 0
    for (let i = runs[run]!; i < runs[run + 1]!; i += 1) {
      const w = prior[i]! * mean[i]!
      const moment = w * time[i]!
      sum += w
      first += moment
      second += moment * time[i]!
    }
    const g = group[runs[run]!]!
    weight[g]! += sum
    times[g]! += first
    square[g]! += second
  }
}

/** The deviance at the frame's means, which are those of the fit, and the sums of the next step. Both follow from sums by group alone, since the linear predictor is a level and a slope. */
const tally = (frame: Frame, { level, slope }: Fit): number => {
  const { sums } = frame
  weigh(frame)
  let deviance = sums.entropy
  for (let g = 0; g < frame.groupCount; g += 1) {
    const weight = sums.weight[g]!
    const time = sums.time[g]!
    const count = sums.count[g]!
    const moment = sums.moment[g]!
    sums.response[g] = level[g]! * weight + slope * time + count - weight
    sums.product[g] = level[g]! * time + slope * sums.square[g]! + moment - time
    deviance += weight - count - level[g]! * count - slope * moment
  }
  return 2 * deviance
}

/** One weighted least-squares step: group levels and slope from the sums by group. False when the design is degenerate. */
const solve = (frame: Frame, fit: Fit): boolean => {
  const { sums, mean } = frame
  frame.mean = frame.before
  frame.before = mean
  const { level } = fit
  fit.level = fit.previous.level
  fit.previous.level = level
  fit.previous.slope = fit.slope
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
  let [first, second, third, last] = [1, base, base * base, base * base * base]
  for (let back = 0; back < power.length; back += 4) {
    power[back] = first
    power[back + 1] = second
    power[back + 2] = third
    power[back + 3] = last
    first *= fourth
    second *= fourth
    third *= fourth
    last *= fourth
  }
}

/** Means as products of a power of exp(slope) and a group factor: one exponential per group instead of one per observation. */
const multiply = ({ back, group, runs, runCount, mean, power, sums }: Frame, { level, slope }: Fit): void => {
  for (let g = 0; g < level.length; g += 1) sums.factor[g] = Math.exp(level[g]!)
  raise(power, Math.exp(-slope))
  for (let run = 0; run < runCount; run += 1) {
    const factor = sums.factor[group[runs[run]!]!]!
    for (let i = runs[run]!; i < runs[run + 1]!; i += 1) {
      const mu = factor * power[back[i]!]!
      mean[i] = mu > smallestMean ? mu : smallestMean
    }
  }
}

const exponentiate = ({ size, time, group, mean }: Frame, { level, slope }: Fit): void => {
  for (let i = 0; i < size; i += 1) mean[i] = Math.max(Math.exp(level[group[i]!]! + slope * time[i]!), smallestMean)
}

/** The deviance at the fit's coefficients. */
const predict = (frame: Frame, fit: Fit): number => {
  if (isSafe(fit, frame.power.length)) multiply(frame, fit)
  else exponentiate(frame, fit)
  return tally(frame, fit)
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

/** Over-dispersion: weighted squared relative residuals per degree of freedom, with the working weights and with the prior ones. */
export const dispersions = ({ size, count, prior, mean, before }: Frame, { freedom }: Fit): { working: number; prior: number } => {
  let working = 0
  let byPrior = 0
  for (let i = 0; i < size; i += 1) {
    const relative = (count[i]! - mean[i]!) / mean[i]!
    const square = prior[i]! * relative * relative
    byPrior += square
    working += before[i]! * square
  }
  return freedom > 0 ? { working: working / freedom, prior: byPrior / freedom } : { working: Number.NaN, prior: Number.NaN }
}

/** How much one reference period pulls its own fitted value, between 0 and 1. */
export const leverage = ({ time, group, prior, before }: Frame, { weight, centre, spread, trend }: Fit, i: number): number => {
  const g = group[i]!
  const away = time[i]! - centre[g]!
  const pull = prior[i]! * before[i]! * (1 / weight[g]! + (trend ? (away * away) / spread : 0))
  return pull > 1 - 10 * Number.EPSILON ? 1 : pull
}

/** Linear predictor of the evaluated period and its variance before over-dispersion. */
export const predictCurrent = ({ fit: { level, weight, centre, spread, trend } }: Frame, group: number): { eta: number; variance: number } => {
  const away = centre[group]!
  return { eta: level[group]!, variance: 1 / weight[group]! + (trend ? (away * away) / spread : 0) }
}

/** The Student statistic of the slope, given the over-dispersion. */
export const slopeStatistic = ({ slope, spread }: Fit, phi: number): number => slope / Math.sqrt(phi / spread)
