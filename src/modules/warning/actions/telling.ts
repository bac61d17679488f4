// From judged measures to the signals that are kept: what may be told, drawn and explained.
import type { Db } from '../../../platform/db/database.ts'
import type { Evidence, Explained } from '../model.ts'
import { driversOf } from '../rules/drivers.ts'
import type { Curve } from '../rules/judging.ts'
import { patience } from '../rules/nightly.ts'
import { isShort } from '../rules/series.ts'
import { thingsOf, toldOf, type Thing } from '../rules/things.ts'
import { groupsOf } from '../store/history.ts'
import type { Rise } from '../store/signals.ts'
import type { Judged } from './judging.ts'
import type { Judges } from './judges.ts'

/** More things than anyone could look at are not told; the least likely by chance are. */
const mostTold = 500

/** Series with years of past and those with a short one are told as two families. */
const seriesThings = (measures: readonly Judged[], family: 'series' | 'short-history'): Thing[] => {
  const isOf = ({ set }: Judged): boolean => isShort(set) === (family === 'short-history')
  const tested = measures.flatMap((measure, set) => (isOf(measure) ? measure.series.map((one) => ({ ...one, set })) : []))
  return toldOf(family, tested).map(({ found: { set, at, pvalue }, adjusted }): Thing => {
    const { set: { places, whats }, evidence } = measures[set]!
    return { set, place: places[at]!, what: whats[at]!, places: [places[at]!], evidence: evidence.get(at) ?? [], pvalue: pvalue ?? 1, adjusted }
  })
}

const clusterThings = (measures: readonly Judged[]): Thing[] => {
  const tested = measures.flatMap(({ clusters }, set) => clusters.map((one) => ({ ...one, set })))
  return toldOf('space-time-scan', tested).filter(({ found }) => found.places.length > 0).map(({ found: { set, what, places, evidence, pvalue }, adjusted }): Thing =>
    ({ set, what, place: places[0]!, places, evidence, pvalue: pvalue ?? 1, adjusted }))
}

const patternThings = (measures: readonly Judged[], share: number): Thing[] =>
  measures.flatMap(({ patterns }, set) => patterns.alarms.map(({ place, what, evidence }): Thing =>
    ({ set, what, place, places: [place], evidence: [evidence], pvalue: evidence.pvalue, adjusted: share })))

/** All that may be told of the measures together. Combinations were held to the run's allowance when they were judged. */
export const told = (measures: readonly Judged[], patternAllowance: number): Thing[] =>
  thingsOf({ series: [...seriesThings(measures, 'series'), ...seriesThings(measures, 'short-history')], clusters: clusterThings(measures), patterns: patternThings(measures, patternAllowance) }).slice(0, mostTold)

const positionOf = ({ set }: Judged, place: string, what: string): number => set.places.findIndex((each, at) => each === place && set.whats[at] === what)

/** Which of the latest periods is the most unusual, counted from the last (0). */
const mostUnusual = ({ together }: Judged, at: number): number => {
  const pvalues = [...together.pvalues.subarray(at * patience, (at + 1) * patience)].map((p) => (Number.isNaN(p) ? 1 : p))
  return patience - 1 - pvalues.lastIndexOf(Math.min(...pvalues))
}

const mostBeside = 4

/** Those beside it that are a case or more above what was expected, the most so first. */
const beside = (measure: Judged, { back, isBeside }: { back: number; isBeside: (other: number) => boolean }) => {
  const cell = (other: number): number => other * patience + patience - 1 - back
  return [...measure.set.places.keys()].filter((other) => isBeside(other) && measure.latest[cell(other)]! - measure.together.expected[cell(other)]! >= 1)
    .map((other) => ({ other, observed: measure.latest[cell(other)]!, expected: measure.together.expected[cell(other)]! }))
    .toSorted((a, b) => b.observed - b.expected - (a.observed - a.expected) || a.other - b.other).slice(0, mostBeside)
}

const explainedOf = (measure: Judged, at: number, { back, curve }: { back: number; curve: Curve }): Omit<Explained, 'groups'> => {
  const { set: { places, whats }, together, lateness, reported } = measure
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null)
  const othersOf = (isBeside: (other: number) => boolean) => beside(measure, { back, isBeside })
  return {
    places: othersOf((other) => whats[other] === whats[at]).map(({ other, ...counts }) => ({ code: places[other]!, ...counts })),
    offences: othersOf((other) => places[other] === places[at]).map(({ other, ...counts }) => ({ code: whats[other]!, ...counts })),
    years: curve.years, trend: known(together.trends[at]!), season: known(together.seasons[at]!),
    reported: lateness ? (reported.at(-1 - back)?.mean ?? null) : null,
  }
}

const earliest = (evidence: readonly Evidence[], detector: Evidence['detector']): string | undefined => evidence.find((each) => each.detector === detector)?.since

/** Since when: the unbroken run of unusual periods; else the cluster's, the combination's or the drift's beginning. */
const sinceOf = ({ evidence }: Thing, curve: Curve, period: string): string =>
  [curve.since, earliest(evidence, 'space-time-scan'), earliest(evidence, 'new-pattern'), earliest(evidence, 'cusum')].find((start) => start && start <= period) ?? period

interface Drawn {
  thing: Thing
  at: number
  rise: Omit<Rise, 'explained'> & { explained: Omit<Explained, 'groups'> }
  /** What was expected in all while it rises. */
  expectedSince: number
}

const drawn = async (measure: Judged, thing: Thing, judges: Judges): Promise<Drawn> => {
  const { set, starts, together, lateness } = measure
  const at = positionOf(measure, thing.place, thing.what)
  const curve = await judges.ask('curve', { set: { grain: set.grain, length: set.length }, counts: measure.rows.get(at)!, starts, lateness, phi: together.phis[at]! })
  const back = mostUnusual(measure, at)
  const point = curve.points.at(-1 - back)!
  const expected = point.expected ?? together.expected[at * patience + patience - 1 - back]!
  const upperbound = point.upperbound ?? Math.max(expected, 0)
  const since = sinceOf(thing, curve, point.start)
  const observed = point.count ?? 0
  return {
    thing, at,
    rise: {
      place: thing.place, what: thing.what, places: thing.places, evidence: thing.evidence, detectors: [...new Set(thing.evidence.map(({ detector }) => detector))],
      since, period: point.start, observed, expected, upperbound, score: upperbound > expected ? (observed - expected) / (upperbound - expected) : 0,
      chance: thing.pvalue, adjusted: thing.adjusted, curve: curve.points, explained: explainedOf(measure, at, { back, curve }),
    },
    expectedSince: curve.points.reduce((sum, { start, expected: one }) => (start >= since ? sum + (one ?? expected) : sum), 0),
  }
}

/** Draws and explains the things of one measure. */
export const risesOf = async (db: Db, measure: Judged, { things, judges }: { things: readonly Thing[]; judges: Judges }): Promise<Rise[]> => {
  const all = await Promise.all(things.map((thing) => drawn(measure, thing, judges)))
  const groups = await groupsOf(db, measure.what, all.map(({ rise: { place, what, since } }) => ({ places: [place], what, since })))
  return all.map(({ rise, expectedSince }, i): Rise => ({
    ...rise,
    explained: { ...rise.explained, groups: driversOf(groups.filter((group) => group.rise === i), expectedSince) as Explained['groups'] },
  }))
}
