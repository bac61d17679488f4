// ISO weeks: the turn of the year, short and long years, and days before and after.
import { describe, expect, it } from 'vitest'
import { mondayOf, mondayOfCode, mondayOfWeek, plusDays, weekCode, weekOf } from './weeks.ts'

describe('weeks', () => {
  it.each([
    ['2020-12-28', 2020, 53], ['2021-01-03', 2020, 53], ['2021-01-04', 2021, 1], ['2024-12-30', 2025, 1], ['2023-01-01', 2022, 52], ['1999-01-01', 1998, 53],
  ])('%s is in week %i-W%i', (day, year, week) => {
    expect(weekOf(day)).toEqual({ year, week })
    expect(mondayOfWeek(year, week)).toBe(mondayOf(day))
    expect(mondayOfCode(weekCode(day))).toBe(mondayOf(day))
  })

  it('a year has no week 0, and only some a week 53', () => {
    expect(mondayOfWeek(2021, 0)).toBeUndefined()
    expect(mondayOfWeek(2021, 53)).toBeUndefined()
    expect(mondayOfWeek(2020, 53)).toBe('2020-12-28')
    expect(['2021-01', '2021-W00', '2021-W53', 'semana 3'].map(mondayOfCode)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('days are counted over months and leap days', () => {
    expect(plusDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(plusDays('2024-01-01', -1)).toBe('2023-12-31')
  })
})
