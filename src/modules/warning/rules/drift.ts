// A drift too slow for any one period to stand out: CUSUM of the last year against what the years before it, with trend and season, lead to expect.
import { standardised } from './cusum.ts'
import { etaOf, factorise, type Design, type PooledFit } from './pooled-fit.ts'
import { countDraw, normalDraw, randomFrom, type Random } from './random.ts'
import type { Reported } from './standing.ts'

export interface DriftOptions {
  /** Allowance and limit, in standard deviations. */
  k: number
  h: number
  replicates: number
  seed: number
}

/** The year judged: one row of the design and one count for each period, and the part in. */
export interface DriftYear {
  design: Design
  counts: Float64Array
  reported: readonly Reported[]
}

export interface Drift {
  statistic: number
  pvalue: number
  /** Position of the first period of the drift: the sum has not been zero since. */
  since: number
  observed: number
  expected: number
}

/** Stop simulating when so many sums are at least as large: the p-value is then known well enough (Besag and Clifford 1991). */
const enough = 20

const meansOf = ({ design, reported }: DriftYear, beta: Float64Array): Float64Array =>
  Float64Array.from({ length: design.size }, (_, row) => Math.exp(etaOf(design, beta, row)) * reported[row]!.mean)

/** The accumulated excess after each period; a missing count leaves it as it was. */
const sumsOf = (counts: Float64Array, means: Float64Array, { phi, k }: { phi: number; k: number }): Float64Array => {
  let sum = 0
  return counts.map((count, at) => {
    if (!Number.isNaN(count)) sum = Math.max(0, sum + standardised(count, { m: Math.max(1e-3, means[at]!), phi, transform: 'rossi' }) - k)
    return sum
  })
}

/** A possible truth: coefficients as unsure as the fit left them. */
const possibleBeta = (random: Random, { beta }: PooledFit, factor: Float64Array): Float64Array => {
  const width = beta.length
  const draws = Float64Array.from({ length: width }, () => normalDraw(random))
  return beta.map((mean, j) => {
    let value = mean
    for (let k = 0; k <= j; k += 1) value += factor[j * width + k]! * draws[k]!
    return value
  })
}

/** Last sums of simulated years in which nothing changed, until enough are as large as the one seen. */
const simulated = (year: DriftYear, fit: PooledFit, { seen, options }: { seen: number; options: DriftOptions }): Float64Array => {
  const random = randomFrom(options.seed)
  const factor = Float64Array.from(fit.covariance)
  factorise(factor, fit.beta.length)
  const means = meansOf(year, fit.beta)
  const lasts: number[] = []
  for (let larger = 0; lasts.length < options.replicates && larger < enough;) {
    const truth = meansOf(year, possibleBeta(random, fit, factor))
    const counts = year.counts.map((count, at) => (Number.isNaN(count) ? count : countDraw(random, { mu: truth[at]!, phi: fit.phi })))
    const last = sumsOf(counts, means, { phi: fit.phi, k: options.k }).at(-1) ?? 0
    lasts.push(last)
    if (last >= seen) larger += 1
  }
  return Float64Array.from(lasts).sort()
}

const tailShare = 0.02
const leastPvalue = 1e-6

/** The rank among the simulated; beyond them by the exponential tail that sums of this kind have, fitted to the largest two in a hundred. */
const rankOf = (lasts: Float64Array, seen: number): number => {
  const larger = lasts.reduce((count, last) => count + (last >= seen ? 1 : 0), 0)
  const rank = (1 + larger) / (1 + lasts.length)
  if (larger >= enough / 2) return rank
  const from = Math.floor(lasts.length * (1 - tailShare))
  const threshold = lasts[from]!
  const excess = lasts.slice(from).reduce((sum, last) => sum + last - threshold, 0) / (lasts.length - from)
  return Math.max(leastPvalue, Math.min(rank, tailShare * Math.exp(-(seen - threshold) / Math.max(excess, 1e-9))))
}

/** The drift that stands at the end of the year; undefined where the sum is below the limit. */
export const driftOf = (year: DriftYear, fit: PooledFit, options: DriftOptions): Drift | undefined => {
  const means = meansOf(year, fit.beta)
  const sums = sumsOf(year.counts, means, { phi: fit.phi, k: options.k })
  const statistic = sums.at(-1) ?? 0
  if (statistic <= options.h) return undefined
  const since = sums.lastIndexOf(0) + 1
  const total = (values: Float64Array): number => values.slice(since).reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0)
  return { statistic, pvalue: rankOf(simulated(year, fit, { seen: statistic, options }), statistic), since, observed: total(year.counts), expected: total(means) }
}
