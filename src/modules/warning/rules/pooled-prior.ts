// What a series may learn from the others: the common and the local mean of each coefficient, how far series differ, and a common over-dispersion.
import type { PooledFit, Prior } from './pooled-fit.ts'

/** Below so many series nothing can be said of how series differ, and each is left to itself. */
const fewest = 4
const rounds = 20
const leastVariance = 1e-4

/** Level, trend and waves before anything is known: hardly any restraint on the level, little on the rest. */
export const openPrior = (level: number, width: number): Prior => ({
  mean: Float64Array.from({ length: width }, (_, k) => (k === 0 ? level : 0)),
  variance: Float64Array.from({ length: width }, (_, k) => (k === 0 ? 25 : k === 1 ? 0.25 : 1)),
})

interface Common {
  mean: number
  variance: number
}

const errorOf = ({ beta, covariance }: PooledFit, k: number): number => covariance[k * beta.length + k]!

/** Mean of a coefficient over series and its variance between them, the error of each estimate taken away (moments, weighted by precision). */
const commonOf = (fits: readonly PooledFit[], k: number): Common => {
  let common: Common = { mean: 0, variance: 1 }
  for (let round = 0; round < rounds; round += 1) {
    let [weights, sum, squares, excess] = [0, 0, 0, 0]
    for (const fit of fits) {
      const weight = 1 / (errorOf(fit, k) + common.variance)
      weights += weight
      sum += weight * fit.beta[k]!
    }
    const mean = sum / weights
    for (const fit of fits) {
      const weight = 1 / (errorOf(fit, k) + common.variance)
      squares += weight * weight
      excess += weight * weight * ((fit.beta[k]! - mean) ** 2 * (fits.length / (fits.length - 1)) - errorOf(fit, k))
    }
    common = { mean, variance: Math.max(leastVariance, excess / squares) }
  }
  return common
}

/** The mean among related series, the common mean counting as one more of them, known without error. */
const localMean = (related: readonly PooledFit[], { mean, variance }: Common, k: number): number => {
  let weights = 1 / variance
  let sum = mean / variance
  for (const fit of related) {
    const weight = 1 / (errorOf(fit, k) + variance)
    weights += weight
    sum += weight * fit.beta[k]!
  }
  return sum / weights
}

/** The prior of each series from the separate fits of all (empirical Bayes, in the manner of Efron and Morris 1975); undefined for too few series. */
export const priorsFrom = (fits: readonly PooledFit[], related: readonly (readonly number[])[]): Prior[] | undefined => {
  if (fits.length < fewest) return undefined
  const width = fits[0]!.beta.length
  const commons = Array.from({ length: width }, (_, k) => commonOf(fits, k))
  const variance = Float64Array.from(commons, (common) => common.variance)
  return fits.map((_, i) => {
    const others = (related[i] ?? []).map((j) => fits[j]!)
    return { mean: Float64Array.from(commons, (common, k) => localMean(others, common, k)), variance }
  })
}

/**
 * Over-dispersions drawn towards the common one, the more the less each is worth (the moderated variances of Smyth 2004, by moments);
 * never below 1, the Poisson law.
 */
export const moderated = (fits: readonly PooledFit[]): number[] => {
  if (fits.length < fewest) return fits.map(({ phi }) => Math.max(1, phi))
  const worth = fits.reduce((sum, { freedom }) => sum + freedom, 0)
  const common = fits.reduce((sum, { phi, freedom }) => sum + freedom * phi, 0) / worth
  const seen = fits.reduce((sum, { phi, freedom }) => sum + freedom * (phi / common - 1) ** 2, 0) / worth
  const byChance = (2 * fits.length) / worth
  const strength = 2 / Math.max(0.01, seen - byChance)
  return fits.map(({ phi, freedom }) => Math.max(1, (freedom * phi + strength * common) / (freedom + strength)))
}
