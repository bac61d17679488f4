// Periods at their edges: weeks across years, leap days, quarters, and when each is due.
import { describe, expect, test } from 'vitest'
import { dayAt, lastPeriods, monthsOf, nextStart, periodCode, periodName, periodStart, previousStart, type Cadence } from '../model/periods.ts'
import { weekCode } from '../../../platform/weeks.ts'
import { dueDay, isOwed, type Terms } from './standing.ts'

test.each<[Cadence, ...string[]]>([
  ['weekly', '2026-01-01', '2025-12-29', '2026-01-05', '2026-W01'],
  ['weekly', '2025-12-28', '2025-12-22', '2025-12-29', '2025-W52'],
  ['weekly', '2027-01-03', '2026-12-28', '2027-01-04', '2026-W53'],
  ['weekly', '2024-02-29', '2024-02-26', '2024-03-04', '2024-W09'],
  ['monthly', '2024-02-29', '2024-02-01', '2024-03-01', '2024-02'],
  ['monthly', '2025-12-31', '2025-12-01', '2026-01-01', '2025-12'],
  ['quarterly', '2025-12-31', '2025-10-01', '2026-01-01', '2025-Q4'],
  ['quarterly', '2026-04-01', '2026-04-01', '2026-07-01', '2026-Q2'],
  ['yearly', '2024-02-29', '2024-01-01', '2025-01-01', '2024'],
])('the %s period of %s begins on %s, the next on %s, and is called %s', (cadence, ...days) => {
  const [day, start, next, code] = days as [string, string, string, string]
  expect(periodStart(cadence, day)).toBe(start)
  expect(nextStart(cadence, start)).toBe(next)
  expect(previousStart(cadence, next)).toBe(start)
  expect(periodCode(cadence, start)).toBe(code)
})

test('the last weeks go back over a year end, the oldest first', () => {
  expect(lastPeriods('weekly', '2026-01-07', 3).map(weekCode)).toEqual(['2025-W52', '2026-W01', '2026-W02'])
})

test('months of a quarter and of a year', () => {
  expect(monthsOf('quarterly', '2026-01-01')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
  expect(monthsOf('yearly', '2026-01-01')).toHaveLength(12)
})

test('periods are said as people say them', () => {
  expect(periodName('monthly', '2026-03-01')).toEqual({ es: 'marzo de 2026', en: 'March 2026' })
  expect(periodName('weekly', '2026-03-09').es).toMatch(/^semana 11 de 2026 \(9 mar\.? – 15 mar\.?\)$/)
  expect(periodName('quarterly', '2026-04-01').en).toBe('quarter 2 of 2026')
})

test.each([
  ['2026-03-10T07:59:59Z', '2026-03-09'],
  ['2026-03-10T08:00:00Z', '2026-03-10'],
])('a day is over when it is over in the west of the region: %s is still %s', (instant, day) => {
  expect(dayAt(new Date(instant))).toBe(day)
})

const terms: Terms = {
  institutionId: 'a', territories: [], cadence: 'monthly', firstPeriod: '2026-01-01', lastPeriod: null, dueDays: 10, inForceFrom: '2020-01-01',
}

describe('due days', () => {
  test.each<[Cadence, string, number, string]>([
    ['monthly', '2024-02-01', 10, '2024-03-10'],
    ['monthly', '2025-12-01', 10, '2026-01-10'],
    ['weekly', '2025-12-29', 3, '2026-01-07'],
    ['weekly', '2026-12-28', 0, '2027-01-03'],
    ['quarterly', '2025-10-01', 30, '2026-01-30'],
    ['yearly', '2025-01-01', 59, '2026-02-28'],
  ])('%s from %s with %i days: %s', (cadence, period, dueDays, day) => {
    expect(dueDay({ ...terms, cadence, dueDays }, period)).toBe(day)
  })

  test('history from before the obligation was in force is due from then on', () => {
    expect(dueDay({ ...terms, inForceFrom: '2026-06-01' }, '2026-01-01')).toBe('2026-06-11')
    expect(dueDay({ ...terms, inForceFrom: '2026-06-01' }, '2026-06-01')).toBe('2026-07-10')
  })
})

test.each([
  ['2025-12-01', false], ['2026-01-01', true], ['2026-05-01', true], ['2026-06-01', false],
])('of an obligation from January to May, %s is owed: %s', (period, isAsked) => {
  expect(isOwed({ ...terms, firstPeriod: '2026-01-15', lastPeriod: '2026-05-20' }, period)).toBe(isAsked)
})
