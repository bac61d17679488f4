// One p-value of several that speak of the same thing and are not independent.

/** A p-value of 1 would outweigh all others (counts of none have it), so it counts as a little less. */
const most = 0.99

/**
 * The Cauchy combination (Liu and Xie 2020): the weighted mean of cot(πp) has, for small values, the Cauchy law whatever the dependence.
 * Detectors that agree give about the p-value of each; one alone is paid for by its weight. NaN says nothing and counts as no evidence;
 * null when all are silent. Weights add up to 1.
 */
export const combined = (parts: readonly { pvalue: number; weight: number }[]): number | null => {
  if (parts.every(({ pvalue }) => Number.isNaN(pvalue))) return null
  const sum = parts.reduce((total, { pvalue, weight }) => {
    const p = Number.isNaN(pvalue) ? most : Math.min(most, Math.max(pvalue, 1e-300))
    return total + weight / Math.tan(p * Math.PI)
  }, 0)
  return sum > 0 ? Math.atan(1 / sum) / Math.PI : 0.5 - Math.atan(sum) / Math.PI
}
