// What is expected of one count and how sure that is, when perhaps not all of it is in yet.
import type { CountLaw } from './distributions.ts'

/** `variance` is that of the logarithm of the expected count, `phi` the past's variance over its mean. */
export interface Standing {
  expected: number
  variance: number
  phi: number
}

/** The part of a count that is in, and the variance of its logarithm. */
export interface Reported {
  mean: number
  spread: number
}

export const allReported: Reported = { mean: 1, spread: 0 }

/**
 * The law of what is reported by now: over-dispersion, the doubt about the expected count, and that about the part in, together. Of a
 * part of a count no more varies than of the whole (binomial thinning).
 */
export const lawOf = ({ expected, variance, phi }: Standing, { mean, spread }: Reported = allReported): CountLaw => {
  const mu = expected * mean
  return { mu, phi: 1 + (phi - 1) * mean + mu * (variance + spread) }
}
