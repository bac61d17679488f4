// The checks as tables of cases: places, pairs of totals, equal and near rows, series, and the parts of a score.
import { describe, expect, test } from 'vitest'
import { scoreOfEqual, scoreOfNear, leastScore, type EqualRows, type NearRows } from './incidents.ts'
import { comparePairs, disagreements, type MonthlySums } from './pairs.ts'
import { judgePlace } from './place.ts'
import { judgeSeries, togetherByPlace } from './series.ts'
import { partsOf, scoreOf, type Marks, type Standing } from './score.ts'
import { wordsOf } from './words.ts'

describe('a point and the country it is said to be in', () => {
  test.each([
    ['in Arizona', 'US', 31.9, -111.5, undefined],
    ['Florida with a positive longitude', 'US', 26.6168, 80.0684, 'longitude-sign'],
    ['Mexico at a longitude no Mexican place has', 'MX', 38.7012, 44.2425, 'longitude-sign'],
    ['Colchane with a positive latitude', 'CL', 19.2683, -68.6354, 'latitude-sign'],
    ['Bamako with latitude and longitude swapped', 'ML', -8.0029, 12.6392, 'swapped'],
    ['one number twice', 'YE', 17.18, 17.18, 'same-number'],
    ['Curaçao said to be the Netherlands', 'NL', 12.1498, -68.8059, 'another-country'],
    ['India said to be Libya', 'LY', 32.42189, 75.99627, 'another-country'],
    ['the Pacific said to be the United States', 'US', 8.0717, -100.4039, 'far-away'],
    ['ten kilometres over the border', 'MX', 31.8, -106.5, undefined],
    ['at sea off the coast', 'US', 25.5, -79.9, undefined],
    ['at sea, far out but on the way', 'LY', 34.26, 13.3, undefined],
    ['the Alborán Sea, both sides of the meridian', 'DZ', 36.59, -1.72, undefined],
    ['the Atlantic off Brazil', 'BR', 6.5623, -42.8294, undefined],
    ['a country that is not drawn', 'AQ', 0, 0, undefined],
  ] as const)('%s', (...[, country, lat, lon, expected]) => {
    expect(judgePlace({ country, lat, lon, isPart: false })?.diagnosis).toBe(expected)
  })

  test('a row that is part of a split incident is told apart, and a mended point is given', () => {
    expect(judgePlace({ country: 'LY', lat: 31.59165, lon: -111.79165, isPart: true })).toMatchObject({ diagnosis: 'merged-places', found: 'US' })
    expect(judgePlace({ country: 'US', lat: 26.6168, lon: 80.0684, isPart: false })).toMatchObject({ mended: { lat: 26.6168, lon: -80.0684 }, severity: 'severe' })
  })
})

const sums = (measure: string, years: Record<number, number>, source = 'x'): MonthlySums => ({
  source, measure, publisher: 'P', unit: 'persons',
  months: new Map(Object.entries(years).flatMap(([year, total]) => [[`${year}-01`, total - 1], [`${year}-02`, 1]])),
})

describe('totals that should agree', () => {
  test.each([
    ['agree always', { 2020: 5, 2021: 6, 2022: 7 }, { 2020: 5, 2021: 6, 2022: 7 }, []],
    ['agree but in one year', { 2020: 5, 2021: 6, 2022: 7, 2023: 8 }, { 2020: 5, 2021: 6, 2022: 7, 2023: 9 }, [[2023, 8, 9]]],
    ['differ too often to be the same count', { 2020: 5, 2021: 6, 2022: 7 }, { 2020: 4, 2021: 6, 2022: 9 }, []],
    ['share too few years', { 2020: 5, 2021: 6 }, { 2020: 5, 2021: 7 }, []],
    ['are compared only where both have months', { 2020: 5, 2021: 6, 2022: 7, 2023: 8 }, { 2020: 5, 2021: 6, 2022: 7 }, []],
  ])('two measures that %s', (_, one, other, expected) => {
    const found = disagreements(comparePairs([sums('a', one), sums('b', other)], 'x'))
    expect(found.map(({ facts }) => [facts['year'], facts['one'], facts['other']])).toEqual(expected)
  })

  test('a declared pair is compared from its first year on', () => {
    const pair = [sums('detections-by-nationality', { 2024: 10 }, 'mexico-upmrip'), sums('detections-by-sex-and-age', { 2024: 9 }, 'mexico-upmrip')]
    expect(disagreements(comparePairs(pair, 'mexico-upmrip'))).toMatchObject([{ diagnosis: 'declared-pair', facts: { difference: 1, months: ['2024-01'] } }])
    expect(comparePairs(pair, 'another')).toEqual([])
  })
})

const equal: EqualRows = { sources: ['x'], day: '2024-01-01', lat: 1, lon: 2, country: 'MX', value: 1, rows: 2, observations: [1, 2], delivery: null, isSameNationality: false, isSameCause: false, crowd: 0 }
const near: NearRows = { day: '2024-01-01', country: 'MX', one: { id: 1, lat: 1, lon: 2, value: 3 }, other: { id: 2, lat: 1.01, lon: 2, value: 4 }, kilometres: 1, isSameCause: false, isSameNationality: false, isComplementary: false, crowd: 0, delivery: null }

test.each([
  ['one person each, nothing else said', scoreOfEqual(equal), false],
  ['one person each, same nationality and cause', scoreOfEqual({ ...equal, isSameNationality: true, isSameCause: true }), true],
  ['eleven persons each', scoreOfEqual({ ...equal, value: 11 }), true],
  ['two persons each at a point used for many', scoreOfEqual({ ...equal, value: 2, isSameCause: true, crowd: 60 }), false],
  ['in two sources', scoreOfEqual({ ...equal, sources: ['x', 'y'] }), true],
  ['a kilometre apart, nothing else said', scoreOfNear(near), false],
  ['a kilometre apart, same people, one with survivors', scoreOfNear({ ...near, isSameNationality: true, isComplementary: true }), true],
  ['the same in a crowd', scoreOfNear({ ...near, isSameNationality: true, isComplementary: true, crowd: 60 }), false],
])('rows %s: score %d', (_, score, isTold) => {
  expect(score >= leastScore).toBe(isTold)
})

const series = (values: (number | null)[]) => {
  const there = values.flatMap((value, at) => (value === null ? [] : [{ month: 24_000 + at, value }]))
  return { measure: 'm', place: 'MX-OAX', what: 'homicide', months: there.map(({ month }) => month), values: there.map(({ value }) => value), last: 24_000 + values.length - 1 }
}
const steady = (length: number): number[] => Array.from({ length }, (_, at) => 100 + ((at * 7) % 11))
const withAt = (at: number, value: number | null, length = 36): (number | null)[] => steady(length).map((each, index) => (index === at ? value : each))

test.each([
  ['steady', steady(36), []],
  ['a digit too many', withAt(20, 1040), ['spike']],
  ['a digit too few', withAt(20, 9), ['drop']],
  ['a change that stays', [...steady(20), ...steady(16).map((value) => value * 10)], []],
  ['a sudden zero', withAt(20, 0), ['sudden-zero']],
  ['a missing month', withAt(20, null), ['missing-months']],
  ['a rise in the last month', withAt(35, 800), []],
  ['a last month a hundred times smaller', withAt(35, 1), ['last-period']],
  ['mostly zeros', Array.from({ length: 36 }, (_, at) => (at % 5 === 0 ? 90 : 0)), []],
  ['too short', withAt(8, 5000, 12), []],
  ['years kept in January', [...[0, 1, 2, 3].flatMap(() => [1200, ...Array.from({ length: 11 }, () => null)]), ...steady(36)], ['year-in-a-month']],
])('a series with %s', (_, values, expected) => {
  expect(judgeSeries(series(values)).map(({ diagnosis }) => diagnosis)).toEqual(expected)
})

test('what several series of a place do in one month is one finding', () => {
  const zero = judgeSeries(series(withAt(20, 0)))
  const others = ['robbery', 'rape'].flatMap((what) => judgeSeries({ ...series(withAt(20, 0)), what }))
  expect(togetherByPlace([...zero, ...others])).toMatchObject([{ facts: { series: 3, whats: ['homicide', 'robbery', 'rape'] } }])
})

const marks: Marks = { cells: 200, placed: 50, stated: 100, grain: 'month', periods: 9, expected: 10, lastEnd: '2026-01-01', yearsCompared: 4, yearsAgreeing: 3, offences: [] }
const standing: Standing = { cadence: 'monthly', latestReceipt: new Date('2026-02-01'), read: 100, refused: 10, deliveries: 2, openFindings: 1, openCells: 20 }

test('the score is the plain mean of its parts, each a fraction said in words', () => {
  const parts = partsOf(marks, standing)
  expect(parts.map(({ id, value }) => [id, value])).toEqual([['completeness', 0.9], ['timeliness', 1], ['acceptance', 0.9], ['place', 0.5], ['consistency', 0.75], ['soundness', 0.9]])
  expect(scoreOf(parts)).toBe(82)
  expect(parts[2]?.words.es).toBe('De 100 filas de las últimas 2 entregas se rechazaron 10.')
})

test.each([
  ['late by twice the allowance', { latestReceipt: new Date('2026-05-01') }, 120 / 180],
  ['a year late', { latestReceipt: new Date('2027-01-01') }, 0],
  ['without a due time', { cadence: 'irregular' }, null],
])('timeliness %s', (_, some, expected) => {
  expect(partsOf(marks, { ...standing, ...some })[1]?.value).toBe(expected)
})

test('what cannot be judged does not count', () => {
  const parts = partsOf({ ...marks, placed: 0, yearsCompared: 0, grain: null }, { ...standing, cadence: 'irregular' })
  expect(parts.filter(({ value }) => value === null).map(({ id }) => id)).toEqual(['completeness', 'timeliness', 'place', 'consistency'])
  expect(scoreOf(parts)).toBe(90)
  expect(scoreOf(parts.map((part) => ({ ...part, value: null })))).toBeNull()
})

test('a finding is told in words: its months written out, and no kind named twice', () => {
  const naming = { place: () => 'Oaxaca', what: (code: string) => (code.startsWith('assault') ? 'Lesiones' : code), measure: () => 'Víctimas' }
  const facts = { place: 'MX-OAX', from: '2015-05', to: '2015-06', value: 53, usual: 0, times: 107, deviations: 26.1, whats: ['assault', 'assault|culpable', 'homicide', 'rape', 'robbery'], series: 6 }
  const { title, explanation } = wordsOf({ check: 'jump', diagnosis: 'spike', facts, source: 'any' }, naming)
  expect(title).toMatchObject({ es: expect.stringMatching(/: Oaxaca, may 2015 a jun 2015$/), en: expect.stringMatching(/: Oaxaca, May 2015 to Jun 2015$/) })
  expect(explanation.es).toContain('En Oaxaca (Lesiones, homicide, rape y 2 más), may 2015 a jun 2015 tiene 53')
})
