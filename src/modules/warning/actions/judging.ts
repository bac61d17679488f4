// Judges one measure with every detector: the series, where cases gather, and what is new. Keeps only what a signal could come of.
import type { Db } from '../../../platform/db/database.ts'
import type { Evidence } from '../model.ts'
import { allowance, driftYears, patience, patternSpan, scanSpan } from '../rules/nightly.ts'
import { isShort, rowOf, yearsOf, periodsPerYear } from '../rules/series.ts'
import { seriesFinding, shortFinding, type SeriesFinding } from '../rules/things.ts'
import type { Together } from '../rules/together.ts'
import { patternsOf, wordsOf } from '../store/history.ts'
import type { Judges } from './judges.ts'
import type { Loaded } from './loading.ts'

export interface SeriesTested {
  at: number
  pvalue: number | null
}

export interface ClusterTested {
  pvalue: number | null
  what: string
  places: string[]
  evidence: Evidence[]
}

export interface PatternAlarm {
  place: string
  what: string
  evidence: Evidence
}

/** What is left of a measure once judged: small, so that many measures fit beside one another. */
export interface Judged extends Omit<Loaded, 'set' | 'points' | 'related'> {
  set: Pick<Loaded['set'], 'grain' | 'length' | 'places' | 'whats'>
  together: Together
  /** Counts of the `patience` latest periods, by series. */
  latest: Float64Array
  series: SeriesTested[]
  evidence: Map<number, Evidence[]>
  /** Whole rows of the series a signal could come of. */
  rows: Map<number, Float64Array>
  clusters: ClusterTested[]
  patterns: { tested: number; alarms: PatternAlarm[] }
}

/** Series for one task of Farrington: some tenth of a second. */
const inOneTask = 400

const farringtonIn = async ({ set, reported }: Loaded, judges: Judges): Promise<Float64Array> => {
  const series = set.places.length
  const ranges = Array.from({ length: Math.ceil(series / inOneTask) }, (_, i) => [i * inOneTask, Math.min(series, (i + 1) * inOneTask)] as const)
  const nameless = { ...set, places: [], whats: [] }
  const parts = await Promise.all(ranges.map((range) => judges.ask('farrington', { set: nameless, range, reported: reported.slice(-patience) })))
  const tails = new Float64Array(series * patience)
  for (const [i, [from]] of ranges.entries()) tails.set(parts[i]!, from * patience)
  return tails
}

const clusterIn = async ({ set, points, starts }: Loaded, together: Together, { judges, what, compared }: { judges: Judges; what: string; compared: number }): Promise<ClusterTested> => {
  const members = [...set.places.keys()].filter((at) => set.whats[at] === what && points.has(set.places[at]!))
  const ask = {
    grain: set.grain, what, rows: members.map((at) => rowOf(set, at).slice(-scanSpan[set.grain])),
    points: members.map((at): [number, number] => [...points.get(set.places[at]!)!]), phis: members.map((at) => together.phis[at]!), compared,
  }
  const cluster = members.length < 2 ? undefined : await judges.ask('scan', ask)
  if (!cluster) return { pvalue: members.length < 2 ? null : 1, what, places: [], evidence: [] }
  const inside = cluster.places.map((place) => members[place]!)
  const seen = inside.map((at) => [...rowOf(set, at).slice(-cluster.periods)].reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0))
  const excess = (i: number): number => seen[i]! - together.expected[inside[i]! * patience + patience - 1]! * cluster.periods
  const order = [...inside.keys()].toSorted((a, b) => excess(b) - excess(a))
  const cases = seen.reduce((sum, count) => sum + count, 0)
  const places = order.map((i) => set.places[inside[i]!]!)
  const expected = (cases * cluster.expected) / Math.max(1, cluster.cases)
  return { pvalue: cluster.pvalue, what, places, evidence: [{ detector: 'space-time-scan', pvalue: cluster.pvalue, since: starts.at(-cluster.periods)!, cases, expected, places }] }
}

const clustersIn = (loaded: Loaded, together: Together, judges: Judges): Promise<ClusterTested[]> => {
  const whats = [...new Set(loaded.set.whats)]
  return Promise.all(whats.map((what) => clusterIn(loaded, together, { judges, what, compared: whats.length })))
}

/** The level is the measure's part of what the run allows to new combinations. */
const patternsIn = async (db: Db, { what, set, starts }: Loaded, { judges, alpha }: { judges: Judges; alpha: number }): Promise<Judged['patterns']> => {
  const recent = patternSpan[set.grain]
  const found = await patternsOf(db, what, { recent, before: yearsOf(set.length, set.grain) * periodsPerYear[set.grain], length: set.length })
  const alarms = await judges.ask('pattern', {
    alpha, words: found.map(({ words }) => words), recent: Float64Array.from(found, (each) => each.recent), before: Float64Array.from(found, (each) => each.before),
  })
  const dimensions = wordsOf(what)
  const cases = found.reduce((sum, each) => sum + each.recent, 0)
  return {
    tested: found.length,
    alarms: alarms.map(({ words, at, rarityBound, ...seen }): PatternAlarm => ({
      place: found[at]!.place, what: words[0]!,
      evidence: {
        detector: 'new-pattern', ...seen, expected: rarityBound * cases, since: starts.at(-recent)!,
        words: words.map((code, i) => ({ dimension: dimensions[i]!, code })),
      },
    })),
  }
}

interface Verdicts extends Pick<Judged, 'together' | 'clusters' | 'patterns'> {
  findings: SeriesFinding[]
  /** Below this a finding may become a signal. */
  level: number
}

/** Only EARS, whose p-values are those of one series: nothing is borrowed, gathered or new where there are no years to compare with. */
const verdictsOfShort = async ({ set, reported }: Loaded, judges: Judges): Promise<Verdicts> => {
  const together = await judges.ask('short', { set, reported: reported.slice(-patience) })
  const findings = set.places.map((_, at) => shortFinding(at, together.pvalues))
  return { together, findings, level: allowance['short-history'], clusters: [], patterns: { tested: 0, alarms: [] } }
}

const verdictsOf = async (db: Db, loaded: Loaded, { judges, patternAlpha }: Judging): Promise<Verdicts> => {
  const { set, starts, related, reported } = loaded
  const [together, drifts, farrington, patterns] = await Promise.all([
    judges.ask('together', { set, related, reported: reported.slice(-patience) }), judges.ask('drifts', { set, related, reported }), farringtonIn(loaded, judges), patternsIn(db, loaded, { judges, alpha: patternAlpha }),
  ])
  const clusters = await clustersIn(loaded, together, judges)
  const year = starts.slice(-periodsPerYear[set.grain])
  const findings = set.places.map((_, at) => seriesFinding(at, { farrington, pooled: together.pvalues, drift: drifts[at] ?? null, year }))
  return { together, clusters, patterns, findings, level: allowance.series }
}

interface Judging {
  judges: Judges
  patternAlpha: number
}

/** Judges everything of one measure. `patternAlpha`: false alarms of new combinations allowed in it. */
export const judgeSet = async (db: Db, loaded: Loaded, judging: Judging): Promise<Judged> => {
  const { set, starts, what, lateness, reported } = loaded
  const { together, clusters, patterns, findings, level } = isShort(set) ? await verdictsOfShort(loaded, judging.judges) : await verdictsOf(db, loaded, judging)
  const told = new Set([...clusters.filter(({ pvalue }) => (pvalue ?? 1) <= allowance['space-time-scan']).flatMap(({ what: word, places }) => places.map((place) => `${place} ${word}`)),
    ...patterns.alarms.map(({ place, what: word }) => `${place} ${word}`)])
  const isCandidate = (at: number): boolean => (findings[at]!.pvalue ?? 1) <= level || told.has(`${set.places[at]!} ${set.whats[at]!}`)
  const candidates = [...set.places.keys()].filter(isCandidate)
  return {
    what, starts, lateness, reported, together, clusters, patterns,
    set: { grain: set.grain, length: set.length, places: set.places, whats: set.whats },
    latest: Float64Array.from(set.places.flatMap((_, at) => [...rowOf(set, at).slice(-patience)])),
    series: findings.map(({ pvalue }, at) => ({ at, pvalue })),
    evidence: new Map(candidates.map((at) => [at, findings[at]!.evidence])),
    rows: new Map(candidates.map((at) => [at, Float64Array.from(rowOf(set, at))])),
  }
}

/** How many comparisons each detector made. */
export const testedIn = ({ set, series, clusters, patterns }: Judged): Record<string, number> => (isShort(set) ? { ears: series.length } : {
  pooled: series.length, 'farrington-flexible': series.length, cusum: yearsOf(set.length, set.grain) < driftYears ? 0 : series.length,
  'space-time-scan': clusters.filter(({ pvalue }) => pvalue !== null).length, 'new-pattern': patterns.tested,
})
