// Periods of the explorer: from a code to its first day and back, and every period in between.
import { expect, test } from 'vitest'
import { codeOfStart, startOf, startsBetween } from './periods.ts'

test.each([
  ['year', '2024', '2024-01-01'],
  ['month', '2024-03', '2024-03-01'],
  ['week', '2020-W53', '2020-12-28'],
  ['week', '2021-W01', '2021-01-04'],
] as const)('the %s %s starts on %s, and back', (step, code, start) => {
  expect(startOf(step, code)).toBe(start)
  expect(codeOfStart(step, start)).toBe(code)
})

test('a gap between periods is there to be seen', () => {
  expect(startsBetween(['2023-11-01', '2024-02-01'], 'month')).toEqual(['2023-11-01', '2023-12-01', '2024-01-01', '2024-02-01'])
  expect(startsBetween([], 'week')).toEqual([])
})
