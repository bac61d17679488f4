// Which of many p-values may be believed together: the expected share of false ones among those believed stays below a stated rate.

export const discoveryRules = ['benjamini-yekutieli', 'benjamini-hochberg'] as const
export type DiscoveryRule = (typeof discoveryRules)[number]

const harmonic = (count: number): number => {
  let sum = 0
  for (let i = 1; i <= count; i += 1) sum += 1 / i
  return sum
}

/**
 * Adjusted p-values: believing those at most q keeps the expected share of false ones at most q. A null stays null and is not counted.
 * Benjamini and Hochberg (1995) suppose independence or positive regression dependence; Benjamini and Yekutieli (2001) suppose nothing,
 * at the price of the factor 1 + 1/2 + … + 1/m.
 */
export const adjusted = (pvalues: readonly (number | null)[], rule: DiscoveryRule): (number | null)[] => {
  const given = pvalues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => b.p - a.p)
  const factor = given.length * (rule === 'benjamini-yekutieli' ? harmonic(given.length) : 1)
  const answers: (number | null)[] = pvalues.map(() => null)
  let least = 1
  for (const [at, { p, index }] of given.entries()) {
    least = Math.min(least, (p * factor) / (given.length - at))
    answers[index] = least
  }
  return answers
}
