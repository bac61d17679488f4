// Series as the detectors take them: every period once, silence told apart from zero, and the rise that still goes on.
import { expect, test } from 'vitest'
import { lastRise, periodAt, readSeries, timeline, yearsOf } from './series.ts'

test.each([
  ['weeks over a year’s end', 'week', ['2024-12-23', '2025-01-06'], ['2024-12-23', '2024-12-30', '2025-01-06']],
  ['weeks over the change of clocks', 'week', ['2024-03-25', '2024-04-08'], ['2024-03-25', '2024-04-01', '2024-04-08']],
  ['months over a leap day', 'month', ['2024-01-01', '2024-04-01'], ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01']],
  ['months over a year’s end', 'month', ['2023-12-01', '2024-01-01'], ['2023-12-01', '2024-01-01']],
  ['one period', 'week', ['2024-01-01', '2024-01-01'], ['2024-01-01']],
  ['none when the end is before the beginning', 'week', ['2024-01-08', '2024-01-01'], []],
] as const)('%s', (_name, grain, [first, last], starts) => {
  expect(timeline(grain, first, last)).toEqual(starts)
})

test.each([
  ['the first day', 'week', ['2024-01-01', '2024-01-01'], 0],
  ['the Sunday of the same week', 'week', ['2024-01-01', '2024-01-07'], 0],
  ['the next Monday', 'week', ['2024-01-01', '2024-01-08'], 1],
  ['the day before', 'week', ['2024-01-01', '2023-12-31'], -1],
  ['the last day of a month', 'month', ['2023-11-01', '2024-01-31'], 2],
] as const)('which period a day is in: %s', (_name, grain, [first, at], period) => {
  expect(periodAt(grain, first, at)).toBe(period)
})

test.each([
  ['a source that states its zeros leaves what it does not say unknown', true, [4, Number.NaN, 0]],
  ['in another silence is zero', false, [4, 0, 0]],
])('%s; what lies outside is left out', (_name, statesZeros, counts) => {
  const row = new Float64Array(3)
  readSeries('0:4 2:0 7:9 -1:5', row, statesZeros)
  expect([...row]).toEqual(counts)
})

test('a withheld figure is unknown, and a series may say nothing', () => {
  const row = new Float64Array(2)
  readSeries('0:NaN 1:2', row, false)
  expect([...row]).toEqual([Number.NaN, 2])
  readSeries('', row, false)
  expect([...row]).toEqual([0, 0])
})

test.each([
  ['week', 105, 1], ['week', 106, 2], ['week', 262, 5], ['week', 900, 5], ['month', 26, 2], ['month', 62, 5], ['month', 12, 0],
] as const)('%s: %i periods reach back %i years', (grain, length, years) => {
  expect(yearsOf(length, grain)).toBe(years)
})

test.each([
  ['no alarm', '....', undefined],
  ['an alarm long past', '.#...', undefined],
  ['the last period', '....#', { first: 4, last: 4 }],
  ['still within patience', '..##.', { first: 2, last: 3 }],
  ['just out of patience', '..#..', undefined],
  ['an unbroken run, without the one before the pause', '#.###', { first: 2, last: 4 }],
  ['from the very first', '###', { first: 0, last: 2 }],
  ['no periods', '', undefined],
] as const)('the rise still going on: %s', (_name, alarms, rise) => {
  expect(lastRise([...alarms].map((letter) => letter === '#'), 2)).toEqual(rise)
})
