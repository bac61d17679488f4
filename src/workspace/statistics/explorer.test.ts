// The explorer's own sums: crosstabs, comparisons, series and files, without a browser.
import { describe, expect, test } from 'vitest'
import type { MeasureCoverage, SourceCoverage } from '../../modules/statistics/model.ts'
import { wrapped } from './chart-file.ts'
import { compare, differenceOf, monthFilter, sharedMonths } from './comparison.ts'
import { cellKey, crosstabOf, shareOf, type Compare } from './crosstab.ts'
import { municipalityId } from './places.tsx'
import { inputOf, openingOf, readQuestion } from './question.ts'
import { tableAsCsv } from './table-file.ts'
import { withinZoom } from './areas.ts'

const byCode: Compare = (_, a, b) => String(a).localeCompare(String(b))

const cells = [
  { territory: 'MX-CHP', offence: 'tip', year: 2023, value: 3 }, { territory: 'MX-CHP', offence: 'tip', year: 2024, value: 5 },
  { territory: 'MX-CHP', offence: 'kidnapping', year: 2024, value: 1 }, { territory: 'GT-16', offence: 'tip', year: 2024, value: 4 },
  { territory: 'GT-16', offence: 'kidnapping', year: 2024, value: null, withheld: 2 }, { territory: null, offence: 'tip', year: 2023, value: 0 },
]

describe('a crosstab', () => {
  const table = crosstabOf(cells, { rows: ['territory', 'offence'], columns: ['year'], order: 'amount', compare: byCode })
  test('keeps groups together, the largest first, and the newest year first across', () => {
    expect(table.rows.map(({ codes }) => codes.join(' '))).toEqual(['MX-CHP tip', 'MX-CHP kidnapping', 'GT-16 tip', 'GT-16 kidnapping', ' tip'])
    expect(table.columns.map(({ codes }) => codes[0])).toEqual([2024, 2023])
  })
  test('adds what is known; what is kept back is neither zero nor added', () => {
    expect(table.total).toEqual({ value: 13, withheld: 2 })
    expect(table.rows.find(({ codes }) => codes.join(' ') === 'GT-16 kidnapping')?.total).toEqual({ value: null, withheld: 2 })
    expect(table.columns.map(({ total }) => total.value)).toEqual([10, 3])
  })
  test('stands in the order asked for', () => {
    const ordered = crosstabOf(cells, { rows: ['territory'], columns: [], order: 'name', compare: byCode })
    expect(ordered.rows.map(({ codes }) => codes[0])).toEqual(['GT-16', 'MX-CHP', null])
  })
  test('gives shares of rows and columns, and none where there is nothing to share', () => {
    const [row] = table.rows
    const amount = table.amounts.get(cellKey(row?.key ?? '', table.columns[0]?.key ?? ''))
    expect(shareOf(amount, row?.total)).toBe(5 / 8)
    expect(shareOf(amount, { value: 0, withheld: 0 })).toBeNull()
    expect(shareOf({ value: null, withheld: 1 }, row?.total)).toBeNull()
  })
})

describe('a comparison', () => {
  test.each([
    [100, 150, { difference: 50, change: 0.5, isSmall: false }],
    [0, 30, { difference: 30, change: null, isSmall: true }],
    [30, 19, { difference: -11, change: -11 / 30, isSmall: true }],
    [null, 30, { difference: null, change: null, isSmall: false }],
  ])('from %s to %s', (first, second, expected) => expect(differenceOf(first, second)).toMatchObject(expected))

  test('sets January beside January', () => {
    const months = [{ year: 2023, month: '2023-01', value: 5 }, { year: 2024, month: '2024-01', value: 8 }, { year: 2023, month: '2023-02', value: 1 }]
    const rows = compare(months, { over: 'year', pair: ['2023', '2024'], along: 'month', hasMonthsOfYear: true })
    expect(rows.map(({ code, first, second }) => [code, first, second])).toEqual([['01', 5, 8], ['02', 1, null]])
  })

  const measure = { from: '2015-01-01', to: '2024-06-01', grain: 'month' }
  test.each([
    ['a year that ends in June', ['2023', '2024'], [1, 2, 3, 4, 5, 6]],
    ['two whole years', ['2022', '2023'], undefined],
    ['a year that is not there', ['2023', '2030'], undefined],
  ] as [string, [string, string], number[] | undefined][])('takes the months both years have: %s', (_, pair, months) => expect(sharedMonths(pair, measure)).toEqual(months))
  test('of yearly figures takes no months', () => expect(sharedMonths(['2023', '2024'], { ...measure, grain: 'year' })).toBeUndefined())
  test('asks for the months of both', () => expect(monthFilter(['2023', '2024'], [1, 2])).toEqual(['2023-01', '2023-02', '2024-01', '2024-02']))
})

const measureOf = (some: Partial<MeasureCoverage>): MeasureCoverage => ({
  id: 'all', name: { es: 'Medida', en: 'Measure' }, unit: 'victims', unitName: { es: 'víctimas', en: 'victims' }, isDefault: true, grain: 'month',
  from: '2015-01-01', to: '2024-06-01', observations: 9, dimensions: ['year', 'month', 'country', 'territory', 'offence', 'sex'], hasPoints: false, ...some,
})
const sourceOf = (id: string, measure: MeasureCoverage) => ({ id, measures: [measure], release: { number: 3, at: '2026-01-01T00:00:00Z' } }) as unknown as SourceCoverage
const people = sourceOf('people', measureOf({ unit: 'residents', dimensions: ['year', 'country', 'territory'] }))
const victims = sourceOf('victims', measureOf({}))

describe('a question', () => {
  test('begins with what is counted, not with residents', () => expect(readQuestion({}, [people, victims])?.source.id).toBe('victims'))
  test('of residents on a map is of one year', () => {
    expect(readQuestion({ source: 'people', view: 'map' }, [people])?.filters.year).toEqual(['2024'])
    expect(readQuestion({ source: 'people', view: 'series' }, [people])?.filters.year).toBeUndefined()
  })
  test('has rates only with residents to divide by', () => {
    expect(readQuestion({ source: 'victims', show: 'rate' }, [people, victims])).toMatchObject({ isRate: true, step: 'year' })
    expect(readQuestion({ source: 'victims', show: 'rate' }, [victims])?.isRate).toBe(false)
    expect(readQuestion({ source: 'people', show: 'rate' }, [people])?.isRate).toBe(false)
  })
  test('reads the table’s dimensions, none of them twice, and forgets what is not known', () => {
    const question = readQuestion({ source: 'victims', rows: ['territory', 'ships'], columns: ['territory', 'year', 'sex', 'month'] }, [victims])
    expect(question).toMatchObject({ rows: ['territory'], columns: ['year', 'sex'] })
  })
  test('keeps the release it is pinned at in what is asked and opened', () => {
    const question = readQuestion({ source: 'victims', asOf: '2', offence: 'tip', from: '2023' }, [victims])
    if (!question) throw new Error('no question')
    expect(inputOf(question, ['year'])).toMatchObject({ source: 'victims', asOf: '2', offence: ['tip'], from: '2023', by: 'year' })
    expect(openingOf(question, { territory: null, year: 2023 })).toBe('/figures/observations?source=victims&measure=all&offence=tip&from=2023&asOf=2&territory=none&year=2023')
  })
})

describe('places', () => {
  test.each([['MX', '7089', 'MX-07089'], ['MX', '07089', 'MX-07089'], ['GT', '109', 'GT-0109']])('%s %s is %s', (country, code, id) => expect(municipalityId(country, code)).toBe(id))
  test('a territory’s municipalities are those that begin as its own do', () => {
    const within = withinZoom('MX-CHP', 'municipality', ['MX-07089', 'MX-07101'])
    expect([within('MX-07001'), within('MX-20001')]).toEqual([true, false])
  })
  test('a country’s territories are those under its code', () => {
    const within = withinZoom('MX', 'territory', [])
    expect([within('MX-CHP'), within('GT-16')]).toEqual([true, false])
  })
})

describe('files', () => {
  test('a table as CSV ends with what it is and whose, and runs no formula', () => {
    const csv = tableAsCsv({ caption: '', header: ['Lugar', 'víctimas'], rows: [['=HYPERLINK("x")', 3], ['Oaxaca', null]] }, { title: 'Víctimas por lugar', lines: ['Fuente: P, versión 3.'] })
    expect(csv.split('\r\n')).toEqual(['\uFEFFLugar,víctimas', `"'=HYPERLINK(""x"")",3`, 'Oaxaca,', '', 'Víctimas por lugar', '"Fuente: P, versión 3."', ''])
  })
  test('long notes are broken between words', () => expect(wrapped('uno dos tres cuatro', 8)).toEqual(['uno dos', 'tres', 'cuatro']))
})
