// From what the detectors say to the things that rise: the false ones among them controlled over the whole run, and one thing told once.
import type { Detector, Evidence } from '../model.ts'
import { combined } from './combine.ts'
import { adjusted } from './discovery.ts'
import { agreement, allowance, discovery, patience, weights, wholeAllowance } from './nightly.ts'
import type { Drift } from './drift.ts'

/** What is said of one series: the combined p-value and what each detector added. */
export interface SeriesFinding {
  pvalue: number | null
  evidence: Evidence[]
}

/** The latest periods of one series among those of all. */
const latestOf = (values: Float64Array, at: number): Float64Array => values.subarray(at * patience, (at + 1) * patience)

const least = (pvalues: ArrayLike<number>): number => Array.from(pvalues).reduce((low, p) => (p < low ? p : low), 1)

/** Those that agree that it rises; the strongest alone when none is that sure. */
const agreeing = (evidence: readonly Evidence[]): Evidence[] => {
  const sure = evidence.filter(({ pvalue }) => pvalue <= agreement)
  return sure.length > 0 ? sure : evidence.toSorted((a, b) => a.pvalue - b.pvalue).slice(0, 1)
}

/** What the detectors say: p-values of the latest periods of all series, the drift of this one, and the names of the year’s periods. */
interface Said {
  farrington: Float64Array
  pooled: Float64Array
  drift: Drift | null
  year: readonly string[]
}

/** Combines what the detectors say of one series. */
export const seriesFinding = (at: number, { farrington, pooled, drift, year }: Said): SeriesFinding => {
  const [own, shared] = [latestOf(farrington, at), latestOf(pooled, at)]
  const parts = [
    ...Array.from(shared, (pvalue) => ({ pvalue, weight: weights.pooled / patience })),
    ...Array.from(own, (pvalue) => ({ pvalue, weight: weights['farrington-flexible'] / patience })),
    { pvalue: drift?.pvalue ?? Number.NaN, weight: weights.cusum },
  ]
  return {
    pvalue: combined(parts),
    evidence: agreeing([
      { detector: 'pooled', pvalue: least(shared) }, { detector: 'farrington-flexible', pvalue: least(own) },
      ...(drift ? [{ detector: 'cusum' as const, pvalue: drift.pvalue, since: year[drift.since]!, cases: drift.observed, expected: drift.expected }] : []),
    ]),
  }
}

/** What EARS says of a series with a short history: its latest periods together. */
export const shortFinding = (at: number, pvalues: Float64Array): SeriesFinding => {
  const own = latestOf(pvalues, at)
  return { pvalue: combined(Array.from(own, (pvalue) => ({ pvalue, weight: 1 / patience }))), evidence: [{ detector: 'ears', pvalue: least(own) }] }
}

/** One comparison of a family: its p-value, null when it could not be made. */
interface Tested {
  pvalue: number | null
}

export interface Told<T> {
  found: T
  /** The share of false signals, of the whole run, at which it would just be told. */
  adjusted: number
}

/**
 * Those of a family that may be told. A family has its part of the run's allowance: rates of false discovery of several families add up
 * to at least that of all together, whatever the dependence between them.
 */
export const toldOf = <T extends Tested>(family: 'series' | 'short-history' | 'space-time-scan', tested: readonly T[]): Told<T>[] => {
  const own = adjusted(tested.map(({ pvalue }) => pvalue), discovery)
  const scale = wholeAllowance / allowance[family]
  return tested.flatMap((found, at) => {
    const share = own[at] ?? null
    return share !== null && share <= allowance[family] ? [{ found, adjusted: share * scale }] : []
  })
}

/** One thing that rises: an offence in one place, or in several that rise together; `place` leads. */
export interface Thing {
  set: number
  place: string
  what: string
  places: string[]
  evidence: Evidence[]
  pvalue: number
  adjusted: number
}

const strongest = (things: readonly Thing[]): Thing | undefined => things.toSorted((a, b) => a.pvalue - b.pvalue || a.place.localeCompare(b.place))[0]

const rank: Record<Detector, number> = { pooled: 0, 'farrington-flexible': 1, cusum: 2, 'space-time-scan': 3, 'new-pattern': 4, ears: 5 }

/** What is said twice by one detector is said once, with its smaller p-value. */
const distinct = (evidence: readonly Evidence[]): Evidence[] => {
  const byName = Map.groupBy(evidence, ({ detector, words }) => `${detector} ${(words ?? []).map(({ code }) => code).join(' ')}`)
  return [...byName.values()].map((same) => same.toSorted((a, b) => a.pvalue - b.pvalue)[0]!).toSorted((a, b) => rank[a.detector] - rank[b.detector] || a.pvalue - b.pvalue)
}

const merged = (things: readonly Thing[], lead: Thing): Thing => ({
  ...lead,
  places: [...new Set([lead.place, ...things.flatMap(({ places }) => places)])],
  evidence: distinct(things.flatMap(({ evidence }) => evidence)),
  pvalue: Math.min(...things.map(({ pvalue }) => pvalue)),
  adjusted: Math.min(...things.map((each) => each.adjusted)),
})

const speaksOf = (gathering: Thing, { set, what, place }: Thing): boolean => set === gathering.set && what === gathering.what && gathering.places.includes(place)

/** A gathering takes in the series that rise inside it; the strongest of them leads it, or its own place when none does. */
const gathered = (series: readonly Thing[], clusters: readonly Thing[]): Thing[] => {
  const taken = new Set<Thing>()
  const joint = clusters.map((cluster) => {
    const inside = series.filter((one) => speaksOf(cluster, one))
    for (const one of inside) taken.add(one)
    return merged([cluster, ...inside], strongest(inside) ?? cluster)
  })
  return [...joint, ...series.filter((one) => !taken.has(one))]
}

/** Things as they are told, each once: clusters with the series inside them, and new combinations with what they are part of. The least likely by chance first. */
export const thingsOf = ({ series, clusters, patterns }: { series: readonly Thing[]; clusters: readonly Thing[]; patterns: readonly Thing[] }): Thing[] => {
  const things = gathered(series, clusters)
  for (const pattern of patterns) {
    const at = things.findIndex((thing) => speaksOf(thing, pattern))
    if (at < 0) things.push(pattern)
    else things[at] = merged([things[at]!, pattern], things[at]!)
  }
  return things.toSorted((a, b) => a.pvalue - b.pvalue || a.place.localeCompare(b.place) || a.what.localeCompare(b.what))
}
