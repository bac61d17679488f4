// Sources too young for detectors that need years: EARS (C2, and C1 where even fewer periods are there), its latest periods against those just before.
import { countQuantile, countTail, type CountLaw } from './distributions.ts'
import { boundAlpha } from './nightly.ts'
import { fewestPeriods, rowOf, type SeriesSet } from './series.ts'
import { leastShare } from './lateness.ts'
import { lawOf, type Reported, type Standing } from './standing.ts'
import type { Together } from './together.ts'

/** EARS compares with seven periods; with more where they are there, since spread is learnt slowly, but not so many that the season weighs. */
const mostPeriods = { week: 26, month: 12 } as const

/** C2 leaves out the two periods before the judged one, so that a rise does not hide itself; C1 leaves out none. */
const gapOfC2 = 2

/** What one series counted in the baseline of a period. */
interface Baseline {
  periods: number
  /** Per period, half a case added in all: after nothing but nought a first case is unusual, not impossible. */
  mean: number
  /** Variance over mean, as the baseline alone shows it. */
  phi: number
}

const knownBefore = (counts: Float64Array, end: number, most: number): Float64Array => counts.subarray(Math.max(0, end - most), Math.max(0, end)).filter((count) => !Number.isNaN(count))

const baselineAt = (counts: Float64Array, at: number, grain: SeriesSet['grain']): Baseline | undefined => {
  const most = mostPeriods[grain]
  const distant = knownBefore(counts, at - gapOfC2, most)
  const past = distant.length >= fewestPeriods ? distant : knownBefore(counts, at, most)
  if (past.length < fewestPeriods) return undefined
  const total = past.reduce((sum, count) => sum + count, 0)
  const squares = past.reduce((sum, count) => sum + (count - total / past.length) ** 2, 0)
  const mean = (total + 0.5) / past.length
  return { periods: past.length, mean, phi: squares / (past.length - 1) / mean }
}

/** The over-dispersion usual among the series of a source: so few periods often show less than there is. */
const commonPhi = (baselines: readonly (Baseline | undefined)[]): number => {
  const known = baselines.flatMap((baseline) => (baseline ? [baseline.phi] : []))
  return known.reduce((sum, phi) => sum + phi, 0) / Math.max(1, known.length)
}

/** EARS knows the spread from few periods (a Student law has its variance larger by this), and never takes less than `least` or than chance alone gives. */
const standingOf = ({ periods, mean, phi }: Baseline, least: number): Standing => {
  const freedom = periods - 1
  const own = Math.max(1, least, (phi * freedom) / (freedom - 2))
  return { expected: mean, variance: own / (periods * mean), phi: own }
}

const standingsAt = (rows: readonly Float64Array[], at: number, grain: SeriesSet['grain']): (Standing | undefined)[] => {
  const baselines = rows.map((row) => baselineAt(row, at, grain))
  const common = commonPhi(baselines)
  return baselines.map((baseline) => baseline && standingOf(baseline, common))
}

const tailOf = (standing: Standing | undefined, observed: number, reported: Reported): number =>
  (!standing || Number.isNaN(observed) || reported.mean < leastShare ? Number.NaN : countTail(lawOf(standing, reported), observed))

/** The latest periods of all series of a young source, as many as `reported` has. Trend and season are not known of it. */
export const judgeShort = (set: SeriesSet, reported: readonly Reported[]): Together => {
  const rows = set.places.map((_, at) => rowOf(set, at))
  const first = set.length - reported.length
  const periods = reported.map((part, k) => ({ part, at: first + k, standings: standingsAt(rows, first + k, set.grain) }))
  const bySeries = (value: (series: number, period: (typeof periods)[number]) => number): Float64Array =>
    Float64Array.from(rows.flatMap((_, series) => periods.map((period) => value(series, period))))
  const unknown = Float64Array.from(rows, () => Number.NaN)
  return {
    pvalues: bySeries((i, { part, at, standings }) => tailOf(standings[i], rows[i]![at]!, part)),
    expected: bySeries((i, { part, standings }) => (standings[i]?.expected ?? 0) * part.mean),
    phis: Float64Array.from(rows, (_, i) => periods.at(-1)?.standings[i]?.phi ?? 1),
    trends: unknown, seasons: unknown,
  }
}

/** What was expected of each period of one series, and the bound that chance exceeds once in a hundred; NaN while too little came before. `least`: the over-dispersion below which none is taken. */
export const shortBand = (counts: Float64Array, grain: SeriesSet['grain'], least: number): { expected: number; upperbound: number }[] =>
  Array.from(counts, (_, at) => {
    const baseline = baselineAt(counts, at, grain)
    const law: CountLaw | undefined = baseline && lawOf(standingOf(baseline, least))
    return { expected: baseline?.mean ?? Number.NaN, upperbound: law ? countQuantile(law, boundAlpha) : Number.NaN }
  })
