// Which series give a signal: bursts do, the usual does not, and what is too short is not judged.
import { expect, test } from 'vitest'
import { isLongEnough, risesOf, type Rise, type SeriesSet } from './judging.ts'
import { timeline } from './series.ts'

const weeks = timeline('week', '2019-01-07', '2025-04-28')
const usual = weeks.map((_, week) => 6 + Math.round(3 * Math.cos((2 * Math.PI * week) / 52)) + ((week * 7) % 3))
const last = weeks.length - 1

/** The usual counts with others at some periods, counted from the end (0 is the last). */
const setOf = (changes: Record<number, number>, starts = weeks, values = usual): SeriesSet => ({
  grain: 'week', first: starts[0]!, last: starts.at(-1)!, statesZeros: true,
  series: [{ place: 'GT', what: 'kidnapping', starts, values: values.map((value, at) => changes[values.length - 1 - at] ?? value) }],
})

const riseIn = (set: SeriesSet): Rise | undefined => [...risesOf(set)][0]

test.each([
  ['the usual', {}, undefined],
  ['a burst in the last week', { 0: 40 }, { since: 0, period: 0, observed: 40 }],
  ['a burst the week before', { 1: 40 }, { since: 1, period: 1, observed: 40 }],
  ['a burst long over', { 12: 40 }, undefined],
  ['three weeks of it', { 2: 30, 1: 32, 0: 34 }, { since: 2, period: 0, observed: 34 }],
  ['fewer than usual', { 0: 0 }, undefined],
])('%s', (_name, changes, rise) => {
  const found = riseIn(setOf(changes))
  expect(found && { since: found.since, period: found.period, observed: found.observed })
    .toEqual(rise && { since: weeks[last - rise.since], period: weeks[last - rise.period], observed: rise.observed })
})

test('a rise says how far above the bound it is, how seldom that is, and draws the last periods', () => {
  const rise = riseIn(setOf({ 0: 40 }))!
  expect(rise.observed).toBeGreaterThan(rise.upperbound)
  expect(rise.upperbound).toBeGreaterThan(rise.expected)
  expect(rise.score).toBeGreaterThan(1)
  expect(rise.chance).toBeLessThan(0.001)
  expect(rise.curve).toHaveLength(156)
  expect(rise.curve.at(-1)).toEqual({ start: weeks.at(-1), count: 40, expected: rise.expected, upperbound: rise.upperbound, alarm: true })
  expect(rise.curve[0]).toMatchObject({ expected: null, upperbound: null, alarm: false })
})

test.each([
  ['five years and the window', 264, true],
  ['one week less', 263, false],
])('%s of weeks', (_name, length, enough) => {
  expect(isLongEnough(setOf({}, weeks.slice(0, length), usual.slice(0, length)))).toBe(enough)
})
