// The slow drift: found when it is there, with a p-value that says how seldom chance does so; not where there is none.
import { describe, expect, test } from 'vitest'
import { driftsOf, judgeTogether } from './together.ts'
import { countDraw, randomFrom } from './random.ts'
import { rowOf, type SeriesSet } from './series.ts'
import { allReported } from './standing.ts'

const weeks = 52 * 6 + 2
const year = Array.from({ length: 52 }, () => allReported)

/** Series of over-dispersed counts with a season and a trend; `grows` says by how much the last weeks are above. */
const setOf = (series: number, seed: number, grows: (week: number, at: number) => number): SeriesSet => {
  const random = randomFrom(seed)
  const counts = new Float64Array(new SharedArrayBuffer(series * weeks * 8))
  for (let i = 0; i < counts.length; i += 1) {
    const [at, week] = [Math.floor(i / weeks), i % weeks]
    const mu = (4 + at % 5) * Math.exp(0.3 * Math.cos((2 * Math.PI * week) / 52) + (0.05 * week) / 52) * grows(week, at)
    counts[i] = countDraw(random, { mu, phi: 1.3 })
  }
  return { grain: 'week', length: weeks, places: Array.from({ length: series }, (_, at) => `P${String(at)}`), whats: Array.from({ length: series }, () => 'x'), counts }
}

const alone = (set: SeriesSet): number[][] => set.places.map(() => [])
const drifting = (set: SeriesSet, reported = year) => driftsOf(set, alone(set), reported)

describe('a growth of a half over five months in every third series', () => {
  const set = setOf(12, 3, (week, at) => (at % 3 === 0 && week >= weeks - 22 ? 1.6 : 1))
  const drifts = drifting(set)

  test('is found there, with its beginning about where it is', () => {
    const found = drifts.flatMap((drift, at) => (drift && drift.pvalue < 0.002 ? [at] : []))
    expect(found).toEqual([0, 3, 6, 9])
    for (const at of found) {
      expect(Math.abs(drifts[at]!.since - 30)).toBeLessThan(10)
      expect(drifts[at]!.observed).toBeGreaterThan(drifts[at]!.expected)
    }
  })

  test('the same question gets the same answer', () => {
    expect(drifting(set)).toEqual(drifts)
  })
})

test('without a drift, and with a trend that goes on as it did, small p-values are as rare as they say', () => {
  const pvalues = [11, 12, 13].flatMap((seed) => drifting(setOf(60, seed, () => 1)).map((drift) => drift?.pvalue ?? 1))
  expect(pvalues.filter((p) => p <= 0.05).length).toBeLessThan(0.1 * pvalues.length)
  expect(pvalues.filter((p) => p <= 0.002).length).toBeLessThanOrEqual(2)
})

test('a year of which half is not in is no fall, and a full one of it a drift', () => {
  const set = setOf(6, 5, () => 1)
  const half = year.map((_, at) => (at >= 40 ? { mean: 0.5, spread: 0 } : allReported))
  const found = drifting(set, half).filter((drift) => drift !== null && drift.pvalue < 0.01)
  expect(found.length).toBeGreaterThan(3)
  expect(drifting(set).filter((drift) => drift !== null && drift.pvalue < 0.01)).toEqual([])
  const lastExpected = [...judgeTogether(set, alone(set), half.slice(-2)).expected].filter((_, at) => at % 2 === 1)
  for (const [at, expected] of lastExpected.entries()) expect(expected).toBeLessThan(0.8 * (rowOf(set, at).reduce((sum, count) => sum + count, 0) / weeks))
})

test('level, trend and season are told as what the expected value is made of', () => {
  const set = setOf(12, 8, () => 1)
  const { trends, seasons, expected, phis } = judgeTogether(set, alone(set), year.slice(-2))
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
  expect(mean(trends)).toBeCloseTo(0.05, 1)
  expect(mean(seasons)).toBeGreaterThan(0.1)
  expect(Math.min(...expected)).toBeGreaterThan(1)
  expect(Math.min(...phis)).toBeGreaterThanOrEqual(1)
})
