// New patterns: combinations (offence × corridor × modus operandi) that the reference period never saw, with the false alarms this gives stated exactly.

/** How many cases had each combination; the words of a combination in the order of its dimensions. */
export interface Pattern {
  words: readonly string[]
  cases: number
}

export interface PatternOptions {
  /** Expected false alarms of one run, all combinations together, is at most this. */
  alpha: number
}

/** One combination of the recent period that the reference never saw. */
export interface NewPattern {
  words: string[]
  cases: number
  /** Chance that all cases of a combination fall in the recent period, were nothing new. */
  pvalue: number
  alarm: boolean
  /** With 1 − alpha of confidence its share of the cases of the reference was at most this: 1 − alpha^(1/N), about 3/N for 5 %. */
  rarityBound: number
  /** Chance of so many recent cases were its share that bound. */
  boundTail: number
  /** The smallest parts of it that are new by themselves, as positions of dimensions: a corridor never seen, or a pair never seen together. */
  novel: number[][]
}

export interface PatternAnswer {
  patterns: NewPattern[]
  /** Combinations are alarms when their p-value is at most this. */
  cutoff: number
  /** Expected false alarms of this run: the sum of the p-values that could have been reached at the cutoff. Never above alpha. */
  falseAlarms: number
  /** Share of coming cases expected to be of combinations never seen (Good 1953, Turing): combinations seen once over cases. */
  unseenShare: number
}

/** Chance that all t of N + n cases are among the n recent ones: C(n, t) / C(N + n, t). */
export const allRecent = (cases: number, recent: number, reference: number): number => {
  if (cases > recent) return 0
  let chance = 1
  for (let i = 0; i < cases; i += 1) chance *= (recent - i) / (recent + reference - i)
  return chance
}

/** Chance of at least x successes in n trials, one by one from the binomial terms. */
export const binomialTail = (x: number, n: number, share: number): number => {
  if (x <= 0) return 1
  if (share >= 1) return 1
  let term = (1 - share) ** n
  let below = 0
  for (let k = 0; k < x; k += 1) {
    below += term
    term *= ((n - k) / (k + 1)) * (share / (1 - share))
  }
  if (below < 0.999) return 1 - below
  let tail = 0
  for (let k = x; k <= n && term > 1e-18 * tail; k += 1) {
    tail += term
    term *= ((n - k) / (k + 1)) * (share / (1 - share))
  }
  return tail
}

const keyOf = (words: readonly string[]): string => JSON.stringify(words)

const totalOf = (patterns: readonly Pattern[]): number => patterns.reduce((sum, { cases }) => sum + cases, 0)

/** Subsets of the positions 0 … count − 1, smaller ones first. */
const subsets = (count: number): number[][] =>
  Array.from({ length: 2 ** count - 1 }, (_, bits) => Array.from({ length: count }, (_x, i) => i).filter((i) => Math.floor((bits + 1) / 2 ** i) % 2 === 1))
    .sort((a, b) => a.length - b.length)

const partOf = (words: readonly string[], positions: readonly number[]): string => keyOf(positions.map((at) => `${at}:${words[at] ?? ''}`))

/** The smallest new parts: those not seen in the reference of which no smaller part is new. */
const novelParts = (words: readonly string[], seen: ReadonlySet<string>, parts: readonly number[][]): number[][] => {
  const found: number[][] = []
  for (const part of parts) {
    const holdsFound = found.some((smaller) => smaller.every((at) => part.includes(at)))
    if (!holdsFound && !seen.has(partOf(words, part))) found.push(part)
  }
  return found
}

/** Cases of each combination in the reference and recent periods together. */
const together = (reference: readonly Pattern[], recent: readonly Pattern[]): Map<string, number> => {
  const totals = new Map<string, number>()
  for (const { words, cases } of [...reference, ...recent]) totals.set(keyOf(words), (totals.get(keyOf(words)) ?? 0) + cases)
  return totals
}

/**
 * The level of each test, by Tarone (1990): combinations too rare to be alarms at a level are not counted among the tests at that level.
 * The least number of tests K such that at most K combinations could reach alpha / K.
 */
const cutoffOf = (reachable: readonly number[], alpha: number): number => {
  const sorted = reachable.toSorted((a, b) => a - b)
  let within = sorted.length
  for (let k = 1; ; k += 1) {
    while (within > 0 && sorted[within - 1]! > alpha / k) within -= 1
    if (within <= k) return alpha / k
  }
}

const merged = (patterns: readonly Pattern[]): Pattern[] => {
  const byKey = new Map<string, Pattern>()
  for (const { words, cases } of patterns) byKey.set(keyOf(words), { words, cases: (byKey.get(keyOf(words))?.cases ?? 0) + cases })
  return [...byKey.values()].filter(({ cases }) => cases > 0)
}

/**
 * Were nothing new, reference and recent cases would be exchangeable: given the t cases of a combination in both, the chance that all are
 * recent is exact (Fisher 1935), whatever the combination's true share. One case is one event: victims of the same event are not exchangeable.
 * The most surprising first.
 */
export const newPatterns = (periods: { reference: readonly Pattern[]; recent: readonly Pattern[] }, { alpha }: PatternOptions): PatternAnswer => {
  const [reference, recent] = [merged(periods.reference), merged(periods.recent)]
  const [before, now] = [totalOf(reference), totalOf(recent)]
  const reachable = [...together(reference, recent).values()].map((cases) => allRecent(cases, now, before)).filter((p) => p > 0)
  const cutoff = cutoffOf(reachable, alpha)
  const parts = subsets((recent[0] ?? reference[0])?.words.length ?? 0)
  const seen = new Set(reference.flatMap(({ words }) => parts.map((part) => partOf(words, part))))
  const known = new Set(reference.map(({ words }) => keyOf(words)))
  const rarityBound = before > 0 ? 1 - alpha ** (1 / before) : 1
  const patterns = recent.filter(({ words }) => !known.has(keyOf(words))).map(({ words, cases }): NewPattern => {
    const pvalue = allRecent(cases, now, before)
    return { words: [...words], cases, pvalue, alarm: pvalue <= cutoff, rarityBound, boundTail: binomialTail(cases, now, rarityBound), novel: novelParts(words, seen, parts) }
  })
  return {
    patterns: patterns.sort((a, b) => a.pvalue - b.pvalue || keyOf(a.words).localeCompare(keyOf(b.words))),
    cutoff,
    falseAlarms: reachable.reduce((sum, p) => sum + (p <= cutoff ? p : 0), 0),
    unseenShare: before > 0 ? reference.filter(({ cases }) => cases === 1).length / before : 1,
  }
}
