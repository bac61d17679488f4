// EARS of the run: what short histories let it say, its chances against simulated calm, and where it is silent.
import { expect, test } from 'vitest'
import { curveOf } from './judging.ts'
import { countDraw, randomFrom } from './random.ts'
import { timeline, type SeriesSet } from './series.ts'
import { judgeShort, shortBand } from './short.ts'
import { allReported } from './standing.ts'

const setOf = (...series: readonly (readonly number[])[]): SeriesSet => {
  const length = series[0]?.length ?? 0
  const counts = new Float64Array(new SharedArrayBuffer(series.length * length * 8))
  counts.set(series.flat())
  return { grain: 'week', length, places: series.map((_, at) => `P${String(at)}`), whats: series.map(() => 'kidnapping'), counts }
}

const whole = [allReported, allReported]
const pvalues = (...series: number[][]): number[] => [...judgeShort(setOf(...series), whole).pvalues]

const calm = [4, 6, 5, 7, 3, 5, 6, 4, 5, 6, 4, 5]

test.each([
  ['nothing unusual', [...calm, 5, 6], [0.2, 1]],
  ['a burst in the last week', [...calm, 5, 25], [0, 1e-6]],
  ['a first case after nothing but nought', [...calm.map(() => 0), 0, 1], [0.01, 0.1]],
  ['many cases after nothing but nought', [...calm.map(() => 0), 0, 8], [0, 1e-6]],
  ['fewer than usual', [...calm, 5, 0], [0.9, 1]],
] as const)('%s', (_name, counts, [low, high]) => {
  const [, last] = pvalues([...counts])
  expect(last).toBeGreaterThanOrEqual(low)
  expect(last).toBeLessThanOrEqual(high)
})

test('after nothing but nought a first case has exactly the chance of a Poisson count of unknown mean (Jeffreys)', () => {
  const periods = 12
  const none = (periods / (periods + 1)) ** 0.5
  expect(pvalues([...Array.from({ length: periods + 2 }, () => 0), 1])[1]).toBeCloseTo(1 - none, 12)
})

test('a rise of last week is no part of what this week is compared with, but where there are only seven periods', () => {
  expect(pvalues([...calm, 25, 25])[1]).toBeLessThan(1e-6)
  expect(pvalues([...calm.slice(0, 7), 25, 25])[1]).toBeGreaterThan(0.01)
})

test('too few periods, or a missing count, say nothing', () => {
  expect(pvalues([4, 6, 5, 7, 3, 5, 30, 30])[0]).toBeNaN()
  expect(pvalues([...calm, Number.NaN, 25])[0]).toBeNaN()
  expect(pvalues([...calm.map((count, at) => (at < 6 ? Number.NaN : count)), Number.NaN, 25])[1]).toBeNaN()
})

test('what is only half in is compared with half of what is expected', () => {
  const late = judgeShort(setOf([...calm, 5, 11]), [allReported, { mean: 0.5, spread: 0 }])
  expect(late.pvalues[1]).toBeLessThan(pvalues([...calm, 5, 11])[1]! / 5)
  expect(late.expected[1]).toBeCloseTo(5.04 / 2, 1)
})

test('a calm series among restless ones is trusted less than alone', () => {
  const restless = [0, 14, 1, 0, 9, 22, 0, 3, 17, 0, 0, 12, 1, 8]
  expect(pvalues([...calm, 5, 12], restless)[1]).toBeGreaterThan(3 * pvalues([...calm, 5, 12])[1]!)
})

/** Share of calm series, of several levels together, that chance puts at most at 1 in 100, and at most at 1 in 1000. */
const falseShares = (past: number, phi: number): [hundredth: number, thousandth: number] => {
  const random = randomFrom(20_261_122 + past)
  const found = Array.from({ length: 250 }, () => pvalues(...Array.from({ length: 24 }, (_, at) =>
    Array.from({ length: past + 2 }, () => countDraw(random, { mu: Math.exp([-2, 0.1, 1.5, 3.5][at % 4]!), phi }))))).flat()
  const share = (level: number): number => found.filter((p) => p <= level).length / found.filter((p) => !Number.isNaN(p)).length
  return [share(0.01), share(0.001)]
}

test.each([[9, 1], [9, 3], [26, 1.5], [26, 3]])('calm of %i weeks, over-dispersion %d: false signals stay near what is stated', (past, phi) => {
  const [hundredth, thousandth] = falseShares(past, phi)
  expect(hundredth).toBeLessThan(0.015)
  expect(thousandth).toBeLessThan(0.003)
})

test('the band begins once there are seven periods, and the curve marks what exceeds it', () => {
  const counts = Float64Array.from([...calm, 5, 25])
  const band = shortBand(counts, 'week', 1)
  expect(band.findIndex(({ expected }) => !Number.isNaN(expected))).toBe(7)
  expect(band.at(-1)!.upperbound).toBeGreaterThan(band.at(-1)!.expected)
  const starts = timeline('week', '2025-09-01', '2025-12-01')
  const { points, since, years } = curveOf({ set: { grain: 'week', length: starts.length }, counts, starts, lateness: undefined, phi: 1 })
  expect(points).toHaveLength(14)
  expect(points[0]).toMatchObject({ count: 4, expected: null, upperbound: null, alarm: false })
  expect(points.at(-1)).toMatchObject({ count: 25, alarm: true })
  expect(since).toBe('2025-12-01')
  expect(years).toEqual([])
})
