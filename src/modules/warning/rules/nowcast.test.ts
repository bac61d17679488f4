// The nowcast on simulated triangles whose final counts are known: coverage, no false calm, and refusal of too little history.
import { expect, test } from 'vitest'
import { completeRows, fewestComplete, nowcast, type NowcastOptions, type Release } from './nowcast.ts'
import { countDraw, poissonDraw, randomFrom } from './random.ts'

const options: NowcastOptions = { maxDelay: 4, memory: 52, level: 0.9, draws: 500, seed: 1 }
const usual = [0.3, 0.3, 0.2, 0.1, 0.1]

interface Simulated {
  releases: Release[]
  finals: number[]
}

/** Counts of a level by period, each case reported after a delay of its own. */
const simulate = (seed: number, levels: readonly number[], phi = 1): Simulated => {
  const random = randomFrom(seed)
  const arrivals = levels.map((mu) => {
    const total = countDraw(random, { mu, phi })
    const byDelay = usual.map(() => 0)
    for (let i = 0; i < total; i += 1) {
      let left = random()
      const delay = usual.findIndex((share) => (left -= share) < 0)
      byDelay[delay < 0 ? 4 : delay]! += 1
    }
    return byDelay
  })
  const releases = levels.map((_, i): Release => ({
    period: i + 1, counts: arrivals.slice(0, i + 1).map((byDelay, period) => byDelay.slice(0, i - period + 1).reduce((sum, count) => sum + count, 0)),
  }))
  return { releases, finals: arrivals.map((byDelay) => byDelay.reduce((sum, count) => sum + count, 0)) }
}

const steady = (periods: number, mu: number): number[] => Array<number>(periods).fill(mu)

test('the triangle: complete periods only, after 0, 1, … periods', () => {
  const releases: Release[] = [{ period: 1, counts: [2] }, { period: 2, counts: [3, 1] }, { period: 3, counts: [4, 2, 0] }]
  expect(completeRows(releases, { maxDelay: 1, memory: 9 })).toEqual([[2, 3], [1, 2]])
  expect(completeRows(releases, { maxDelay: 1, memory: 1 })).toEqual([[1, 2]])
  expect(completeRows(releases.filter(({ period }) => period !== 2), { maxDelay: 1, memory: 9 })).toEqual([])
})

test.each([[6, 1], [40, 1], [40, 3]])('intervals at level 0.9 hold the final count as often as they say: mean %d, over-dispersion %d', (mu, phi) => {
  let [held, told] = [0, 0]
  for (let seed = 0; seed < 40; seed += 1) {
    const { releases, finals } = simulate(500 + seed, steady(50, mu), phi)
    for (const { period, lower, upper } of nowcast(releases, { ...options, draws: 300 })!) {
      held += Number(finals[period - 1]! >= lower && finals[period - 1]! <= upper)
      told += 1
    }
  }
  expect(held / told).toBeGreaterThan(0.85)
  expect(held / told).toBeLessThan(0.995)
})

test('the last weeks do not look calm: three tenths in, the estimate is near the whole', () => {
  const { releases } = simulate(3, steady(60, 50))
  const last = nowcast(releases, options)!.at(-1)!
  expect(last.reported).toBeLessThan(25)
  expect(last.share).toBeGreaterThan(0.25)
  expect(last.share).toBeLessThan(0.35)
  expect(last.estimate).toBeGreaterThan(35)
})

test('a rise in the last weeks is seen before its reports are in', () => {
  const { releases, finals } = simulate(8, [...steady(58, 30), 90, 90])
  const estimates = nowcast(releases, options)!
  expect(estimates.at(-2)!.estimate).toBeGreaterThan(60)
  expect(estimates.at(-1)!.upper).toBeGreaterThan(finals.at(-1)! * 0.8)
})

test('a week without any report yet is not a week without cases', () => {
  const { releases } = simulate(4, steady(40, 5))
  const silent = releases.map((release) => (release.period === 40 ? { ...release, counts: [...release.counts.slice(0, -1), 0] } : release))
  const last = nowcast(silent, options)!.at(-1)!
  expect(last.reported).toBe(0)
  expect(last.upper).toBeGreaterThan(2)
})

test('nothing late: the estimate is what was reported', () => {
  const random = randomFrom(2)
  const finals = Array.from({ length: 40 }, () => poissonDraw(random, 20))
  const releases = finals.map((_, i): Release => ({ period: i + 1, counts: finals.slice(0, i + 1) }))
  for (const { reported, estimate, lower, upper } of nowcast(releases, options)!) expect([estimate, lower, upper]).toEqual([reported, reported, reported])
})

test('counts revised downwards do not break it', () => {
  const releases = Array.from({ length: 30 }, (_, i): Release => ({ period: i + 1, counts: Array.from({ length: i + 1 }, (_x, period) => (period === i ? 12 : 10)) }))
  const last = nowcast(releases, options)!.at(-1)!
  expect(last).toMatchObject({ reported: 12, share: 1, estimate: 12 })
})

test('too little history is no history, and the seed repeats the answer', () => {
  const { releases } = simulate(6, steady(fewestComplete + 4, 20))
  expect(nowcast(releases.slice(0, -1), options)).toBeUndefined()
  expect(nowcast(releases, options)).toHaveLength(4)
  expect(nowcast(releases, options)).toEqual(nowcast(releases, options))
})
