// Judges all series of a source together: the pooled detector for the latest periods, what was expected made of what, and the slow drift of the year.
import { driftOf, type Drift } from './drift.ts'
import { driftBaseline, driftOptions, driftYears, pooledOptions } from './nightly.ts'
import { designOf, etaOf, type PooledFit } from './pooled-fit.ts'
import { fitsAt, judgePeriod, settingOf, type PooledSeries } from './pooled.ts'
import { seedOf } from './random.ts'
import { periodsPerYear, rowOf, yearsOf, type SeriesSet } from './series.ts'
import type { Reported } from './standing.ts'

/** By series; of several periods as many values for each, the oldest first. NaN where nothing can be said. */
export interface Together {
  pvalues: Float64Array
  expected: Float64Array
  phis: Float64Array
  /** Growth in a year (0.1: 10 % more), and how far this time of the year is from the year's mean. */
  trends: Float64Array
  seasons: Float64Array
}

const expectedFrom = (fit: PooledFit, frequency: number, waves: number): { trend: number; season: number } => {
  const now = designOf([0], frequency, waves)
  const year = designOf(Array.from({ length: frequency }, (_, i) => -i), frequency, waves)
  const seasonal = (design: typeof now, row: number): number => Math.exp(etaOf(design, fit.beta.map((value, k) => (k < 2 ? 0 : value)), row))
  let mean = 0
  for (let row = 0; row < frequency; row += 1) mean += seasonal(year, row) / frequency
  return { trend: Math.exp(fit.beta[1]!) - 1, season: seasonal(now, 0) / mean - 1 }
}

const seriesOf = (set: SeriesSet, related: readonly (readonly number[])[]): PooledSeries[] =>
  related.map((others, i): PooledSeries => ({ counts: Float64Array.from(rowOf(set, i)), related: others }))

/** The latest periods of all series. `related`: for each the positions of those it may learn from; `reported`: the part in of each of these periods. */
export const judgeTogether = (set: SeriesSet, related: readonly (readonly number[])[], reported: readonly Reported[]): Together => {
  const { grain, length } = set
  const frequency = periodsPerYear[grain]
  const options = pooledOptions(grain, yearsOf(length, grain))
  const [series, setting] = [seriesOf(set, related), settingOf(frequency, options)]
  const periods = reported.map((part, k) => {
    const at = length - reported.length + k
    const fits = fitsAt(series, at, setting)
    return { fits, judged: judgePeriod(series, at, { setting, reported: part, fits }) }
  })
  const last = periods.at(-1)!
  const made = last.fits.map((fit) => expectedFrom(fit, frequency, options.waves))
  const bySeries = (value: (series: number, period: number) => number): Float64Array =>
    Float64Array.from({ length: series.length * periods.length }, (_, i) => value(Math.floor(i / periods.length), i % periods.length))
  return {
    pvalues: bySeries((i, k) => periods[k]!.judged[i]!.pvalue ?? Number.NaN),
    expected: bySeries((i, k) => periods[k]!.judged[i]!.expected * reported[k]!.mean),
    phis: Float64Array.from(last.judged, ({ phi }) => phi),
    trends: Float64Array.from(made, ({ trend }) => trend),
    seasons: Float64Array.from(made, ({ season }) => season),
  }
}

/** The slow drift of each series; null where there is none, or too few years to tell. `reported`: the part in of the last year's periods, the oldest first. */
export const driftsOf = (set: SeriesSet, related: readonly (readonly number[])[], reported: readonly Reported[]): (Drift | null)[] => {
  const { grain, length } = set
  const years = yearsOf(length, grain)
  if (years < driftYears) return related.map(() => null)
  const frequency = periodsPerYear[grain]
  const baseline = driftBaseline(grain, years)
  const series = seriesOf(set, related)
  const fits = fitsAt(series, length - 1, settingOf(frequency, baseline))
  const design = designOf(Array.from({ length: frequency }, (_, i) => i - frequency + 1), frequency, baseline.waves)
  return series.map(({ counts }, i) =>
    driftOf({ design, counts: counts.slice(length - frequency), reported }, fits[i]!, { ...driftOptions, seed: seedOf(`${set.places[i]!} ${set.whats[i]!}`) }) ?? null)
}
