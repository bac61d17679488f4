// Series as the detector takes them: every period once, silence told apart from zero, and the rise that still goes on.
import { expect, test } from 'vitest'
import { countsOf, lastRise, timeline } from './series.ts'

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

const starts = ['2024-01-01', '2024-01-08', '2024-01-15']
const sparse = { place: 'GT', what: 'kidnapping', starts: ['2023-12-25', '2024-01-15', '2024-01-01'], values: [9, 0, 4] }

test('a source that states its zeros leaves what it does not say unknown; in another silence is zero', () => {
  expect([...countsOf(sparse, starts, true)]).toEqual([4, Number.NaN, 0])
  expect([...countsOf(sparse, starts, false)]).toEqual([4, 0, 0])
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
