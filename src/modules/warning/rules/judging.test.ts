// Farrington over the latest periods: bursts are seldom by chance, the usual is not; and the curve that shows a signal.
import { expect, test } from 'vitest'
import { curveOf, farringtonTails, type CurveTask } from './judging.ts'
import { learn } from './nowcast.ts'
import { timeline, type SeriesSet } from './series.ts'
import { allReported } from './standing.ts'

const weeks = timeline('week', '2019-01-07', '2025-04-28')
const usual = weeks.map((_, week) => 6 + Math.round(3 * Math.cos((2 * Math.PI * week) / 52)) + ((week * 7) % 3))

/** The usual counts with others at some periods, counted from the end (0 is the last). */
const countsOf = (changes: Record<number, number>): number[] => usual.map((value, at) => changes[usual.length - 1 - at] ?? value)

const setOf = (...series: number[][]): SeriesSet => {
  const counts = new Float64Array(new SharedArrayBuffer(series.length * weeks.length * 8))
  counts.set(series.flat())
  return { grain: 'week', length: weeks.length, places: series.map((_, at) => `P${String(at)}`), whats: series.map(() => 'kidnapping'), counts }
}

const whole = [allReported, allReported]
const tailsOf = (changes: Record<number, number>, reported = whole) => [...farringtonTails(setOf(countsOf(changes)), [0, 1], reported)]

test.each([
  ['the usual', {}, [0.05, 1], [0.05, 1]],
  ['a burst in the last week', { 0: 40 }, [0.05, 1], [0, 1e-6]],
  ['a burst the week before', { 1: 40 }, [0, 1e-6], [0.05, 1]],
  ['fewer than usual', { 0: 0 }, [0.05, 1], [0.9, 1]],
] as const)('%s: chances of the week before the last, and of the last', (_name, changes, before, last) => {
  for (const [at, [low, high]] of [before, last].entries()) {
    const tail = tailsOf(changes)[at]!
    expect(tail).toBeGreaterThanOrEqual(low)
    expect(tail).toBeLessThanOrEqual(high)
  }
})

test('what is only half in is compared with half of what is expected', () => {
  const half = { mean: 0.5, spread: 0 }
  expect(tailsOf({ 0: 9 }, [allReported, half])[1]).toBeLessThan(tailsOf({ 0: 9 })[1]! / 5)
  expect(tailsOf({ 0: 9 }, [allReported, { mean: 0.5, spread: 0.2 }])[1]).toBeGreaterThan(tailsOf({ 0: 9 }, [allReported, half])[1]!)
  expect(tailsOf({ 0: 9 }, [allReported, { mean: 0.01, spread: 0 }])[1]).toBeNaN()
})

test('a part of the series gives the same as all of them', () => {
  const set = setOf(countsOf({}), countsOf({ 0: 30 }), countsOf({ 1: 20 }))
  const all = farringtonTails(set, [0, 3], whole)
  expect([...farringtonTails(set, [1, 3], whole)]).toEqual([...all.slice(2)])
})

const task = (changes: Record<number, number>, lateness?: CurveTask['lateness']): CurveTask =>
  ({ set: { grain: 'week', length: weeks.length }, counts: Float64Array.from(countsOf(changes)), starts: weeks, lateness, phi: 1 })

test('the curve draws the last three years, with the band over the last two, and marks what exceeds it', () => {
  const { points, since, years } = curveOf(task({ 0: 40, 1: 35 }))
  expect(points).toHaveLength(156)
  const last = points.at(-1)!
  expect(last).toMatchObject({ start: weeks.at(-1), count: 40, alarm: true, nowcast: null })
  expect(last.upperbound).toBeGreaterThan(last.expected!)
  expect(points[0]).toMatchObject({ expected: null, upperbound: null, alarm: false })
  expect(since).toBe(weeks.at(-2))
  expect(years).toHaveLength(5)
  expect(years[0]!.start).toBe(weeks[weeks.length - 53])
})

test('a burst long over begins nothing', () => {
  expect(curveOf(task({ 12: 40 })).since).toBeNull()
})

test('periods not complete say what they will have counted, with bounds; complete ones nothing', () => {
  const rows = Array.from({ length: 20 }, () => [4, 8, 8, 8, 8, 8, 8, 8, 8])
  const learnt = learn(rows, { maxDelay: 8, memory: 52, level: 0.9, draws: 500, seed: 1 })
  const { points } = curveOf(task({ 0: 4 }, { shares: [], learnt, now: weeks.length - 1 }))
  const { nowcast } = points.at(-1)!
  expect(nowcast!.estimate).toBeGreaterThan(5)
  expect(nowcast!.lower).toBeGreaterThanOrEqual(4)
  expect(nowcast!.upper).toBeGreaterThanOrEqual(nowcast!.estimate)
  expect(points.at(-12)!.nowcast).toBeNull()
})
