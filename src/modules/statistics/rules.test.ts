// The decisions about figures as tables of cases, without a database.
import { describe, expect, test } from 'vitest'
import { dimensions, readable, type Filters } from './model.ts'
import {
  asksForPeriod, chooseMeasure, coarsest, firstDay, isWholeYear, lastDay, newestWholeYear, readDimensions, roundForPublic, timesOf,
  tooFine,
} from './rules.ts'
import { csvLine } from './model/csv.ts'

const noFilters = Object.fromEntries(dimensions.map((dimension) => [dimension, []])) as unknown as Filters

test.each([
  [['year', 'territory', 'year'], { dimensions: ['year', 'territory'] }],
  [['year', 'planet'], { unknown: 'planet' }],
  [[], { dimensions: [] }],
])('dimensions %j', (words, read) => expect(readDimensions(words)).toEqual(read))

test.each([
  [['day', 'month'], 'month'],
  [['undated', 'week'], 'week'],
  [['undated'], null],
])('of %j the coarsest is %s', (grains, expected) => expect(coarsest(grains)).toBe(expected))

test.each([
  [['month', 'territory'], 'month', undefined],
  [['week'], 'month', 'week'],
  [['year', 'month'], 'year', 'month'],
  [['week'], 'week', undefined],
] as const)('%j of figures by %s', (asked, grain, expected) => expect(tooFine(asked, grain)).toBe(expected))

test('nothing delivered yet can be asked by any time', () => expect(timesOf(null)).toContain('week'))

const two = [{ id: 'dead', isDefault: false }, { id: 'missing', isDefault: false }]
test.each([
  [two, undefined, 'choose'],
  [two, 'missing', two[1]],
  [two, 'alive', 'unknown'],
  [[{ id: 'only', isDefault: false }], undefined, { id: 'only', isDefault: false }],
  [[...two, { id: 'both', isDefault: true }], undefined, { id: 'both', isDefault: true }],
])('measure of %j asked %s', (measures, asked, chosen) => expect(chooseMeasure(measures, asked)).toEqual(chosen))

describe('periods', () => {
  test.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02-03', '2023-02-03', '2023-02-03'],
  ])('%s covers %s to %s', (moment, first, last) => expect([firstDay(moment), lastDay(moment)]).toEqual([first, last]))
  test.each([
    ['2024-06-01', 'month', 2023],
    ['2024-12-01', 'month', 2024],
    ['2024-12-23', 'week', 2024],
    ['2025-04-28', 'day', 2024],
    [null, null, 2025],
  ])('with figures to %s by %s the newest whole year', (to, grain, expected) => {
    expect(newestWholeYear([2022, 2023, 2024, 2025].filter((year) => to === null || year <= Number(to.slice(0, 4))), { from: '2022-01-01', to, grain })).toBe(expected)
  })
  test('asking for a year leaves out what has no date, unless it is asked for too', () => {
    expect(asksForPeriod(noFilters)).toBe(false)
    expect(asksForPeriod({ ...noFilters, year: ['2024'] })).toBe(true)
    expect(asksForPeriod({ ...noFilters, year: ['2024', 'none'] })).toBe(false)
    expect(asksForPeriod({ ...noFilters, from: '2024' })).toBe(true)
  })
})

test.each([[0, 0], [2, 0], [3, 5], [7, 5], [8, 10], [1234, 1235]])('%d is published as %d', (value, published) => expect(roundForPublic(value)).toBe(published))

test.each([
  ['LOCALIZADA_CON_VIDA', 'Localizada con vida'],
  ['Con violencia', 'Con violencia'],
  ['OTRO', 'OTRO'],
])('%s reads as %s', (code, words) => expect(readable(code)).toBe(words))

test('a year that begins late or ends early is not whole', () => {
  const span = { from: '2022-06-01', to: '2024-04-01', grain: 'month' }
  expect([2022, 2023, 2024].map((year) => isWholeYear(year, span))).toEqual([false, true, false])
})

test('a CSV line quotes what needs it and leaves no formula to run', () => {
  expect(csvLine(['a,b', 'say "hi"', '=1+1', 3, null])).toBe(`"a,b","say ""hi""",'=1+1,3,\r\n`)
  expect(csvLine(['-1+1', '-5', -5, '+1.5', '@x'])).toBe(`'-1+1,-5,-5,+1.5,'@x\r\n`)
})
