// The space–time permutation scan (Kulldorff et al. 2005, PLoS Medicine 2(3):e59): where and since when there are more cases than place and time apart explain.
import { randomFrom, type Random } from './random.ts'

/** Cases by place and period, and for each place all places in order of nearness, itself first. */
export interface ScanData {
  counts: readonly Uint32Array[]
  nearness: readonly (readonly number[])[]
}

export interface ScanOptions {
  /** Longest cylinder, in periods, ending with the last one. */
  longest: number
  /** Largest share of all cases that the places of a cylinder may have. */
  share: number
  /** How many times the cases’ periods are permuted. */
  replicates: number
  seed: number
  /** Stop when so many permutations are as good: then the p-value is not small, and known well enough. Never unless told. */
  enough?: number
}

/** A cylinder: the `periods` latest periods in some places. */
export interface Cluster {
  places: number[]
  periods: number
  cases: number
  expected: number
  /** Logarithm of the generalised likelihood ratio. */
  likelihood: number
  /** (1 + permutations whose best cylinder is at least as good) / (1 + permutations). */
  pvalue: number
  /** One such cluster by chance in so many runs. */
  recurrence: number
}

interface Margins {
  /** Cases of each place in all periods. */
  places: Float64Array
  /** Cases of the d + 1 latest periods, all places. */
  latest: Float64Array
  total: number
}

interface Zone {
  centre: number
  size: number
  periods: number
  cases: number
  expected: number
  likelihood: number
}

/** Logarithm of the likelihood ratio of c cases where μ are expected, of C in all; 0 where there are no more than expected. */
export const logLikelihoodRatio = (c: number, mu: number, total: number): number => {
  if (c <= mu) return 0
  const rest = total - c
  return c * Math.log(c / mu) + (rest > 0 ? rest * Math.log(rest / (total - mu)) : 0)
}

/** Steps of one scan: every cylinder and every case, for the data and each permutation. */
export const scanWork = ({ places, cases }: { places: number; cases: number }, { longest, replicates }: Pick<ScanOptions, 'longest' | 'replicates'>): number =>
  (places * places * longest + cases) * (replicates + 1)

const marginsOf = (counts: readonly Uint32Array[], longest: number): Margins => {
  const places = Float64Array.from(counts, (row) => row.reduce((sum, count) => sum + count, 0))
  const periods = counts[0]?.length ?? 0
  const latest = new Float64Array(Math.min(longest, periods))
  for (const row of counts) for (let d = 0; d < latest.length; d += 1) latest[d]! += row[periods - 1 - d]!
  for (let d = 1; d < latest.length; d += 1) latest[d]! += latest[d - 1]!
  return { places, latest, total: places.reduce((sum, count) => sum + count, 0) }
}

interface Search {
  nearness: ScanData['nearness']
  margins: Margins
  share: number
}

/** The best cylinder around one centre; `recent[place × durations + d]` are the cases of the d + 1 latest periods. */
const bestAround = (centre: number, recent: Uint32Array, { nearness, margins, share }: Search): Zone | undefined => {
  const { places, latest, total } = margins
  const durations = latest.length
  const cases = new Float64Array(durations)
  let inside = 0
  let best: Zone | undefined
  for (const [at, place] of nearness[centre]!.entries()) {
    inside += places[place]!
    if (inside > share * total) break
    for (let d = 0; d < durations; d += 1) {
      cases[d]! += recent[place * durations + d]!
      const expected = (inside * latest[d]!) / total
      const likelihood = logLikelihoodRatio(cases[d]!, expected, total)
      if (likelihood > (best?.likelihood ?? 0)) best = { centre, size: at + 1, periods: d + 1, cases: cases[d]!, expected, likelihood }
    }
  }
  return best
}

const zonesOf = (recent: Uint32Array, search: Search): Zone[] =>
  search.nearness.flatMap((_, centre) => bestAround(centre, recent, search) ?? []).sort((a, b) => b.likelihood - a.likelihood)

/** Cases of the latest periods, accumulated backwards, of each place. */
const accumulate = (recent: Uint32Array, durations: number): Uint32Array => {
  for (let i = 0; i < recent.length; i += 1) if (i % durations !== 0) recent[i]! += recent[i - 1]!
  return recent
}

const observedRecent = (counts: readonly Uint32Array[], durations: number): Uint32Array =>
  accumulate(Uint32Array.from(counts.flatMap((row) => Array.from({ length: durations }, (_, d) => row[row.length - 1 - d]!))), durations)

/** Which place each case belongs to. */
const placesOf = (counts: readonly Uint32Array[]): Uint32Array => {
  const totals = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const places = new Uint32Array(totals.reduce((sum, total) => sum + total, 0))
  let at = 0
  for (const [place, total] of totals.entries()) places.fill(place, at, (at += total))
  return places
}

/** A random choice of cases for the latest periods, each keeping its number of cases: what a permutation of all periods among the cases would give them. */
const permute = (places: Uint32Array, inPeriod: readonly number[], { random, recent }: { random: Random; recent: Uint32Array }): void => {
  recent.fill(0)
  let taken = 0
  for (const [back, cases] of inPeriod.entries()) {
    for (let i = 0; i < cases; i += 1, taken += 1) {
      const other = taken + Math.floor(random() * (places.length - taken))
      const place = places[other]!
      places[other] = places[taken]!
      places[taken] = place
      recent[place * inPeriod.length + back]! += 1
    }
  }
}

/** The best likelihood ratio of each permutation, until enough are at least as good as the data's (Besag and Clifford 1991). */
const permuted = ({ counts }: ScanData, search: Search, { best, options }: { best: number; options: ScanOptions }): number[] => {
  const { replicates, seed, enough = Infinity } = options
  const durations = search.margins.latest.length
  const inPeriod = Array.from(search.margins.latest, (cases, d) => cases - (search.margins.latest[d - 1] ?? 0))
  const [random, places, recent] = [randomFrom(seed), placesOf(counts), new Uint32Array(counts.length * durations)]
  const chance: number[] = []
  for (let better = 0; chance.length < replicates && better < enough;) {
    permute(places, inPeriod, { random, recent })
    accumulate(recent, durations)
    const most = search.nearness.reduce((likelihood, _, centre) => Math.max(likelihood, bestAround(centre, recent, search)?.likelihood ?? 0), 0)
    chance.push(most)
    if (most >= best - 1e-9) better += 1
  }
  return chance
}

/**
 * The most likely cluster still going on, then others that share no place with those before, most likely first. The p-value of each is
 * its rank among the best of every permutation, so that all places, sizes and durations looked at are accounted for.
 */
export const scan = (data: ScanData, options: ScanOptions): Cluster[] => {
  const margins = marginsOf(data.counts, options.longest)
  const search = { nearness: data.nearness, margins, share: options.share }
  const zones = zonesOf(observedRecent(data.counts, margins.latest.length), search)
  if (zones.length === 0) return []
  const chance = permuted(data, search, { best: zones[0]!.likelihood, options })
  const taken = new Set<number>()
  return zones.flatMap((zone): Cluster[] => {
    const places = data.nearness[zone.centre]!.slice(0, zone.size)
    if (places.some((place) => taken.has(place))) return []
    for (const place of places) taken.add(place)
    const pvalue = (1 + chance.reduce((sum, each) => sum + (each >= zone.likelihood - 1e-9 ? 1 : 0), 0)) / (1 + chance.length)
    const { periods, cases, expected, likelihood } = zone
    return [{ places, periods, cases, expected, likelihood, pvalue, recurrence: 1 / pvalue }]
  })
}
