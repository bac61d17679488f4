// The explorer's own sums: crosstabs, comparisons, series and files, without a browser.
import { describe, expect, test } from 'vitest'
import type { MeasureCoverage, SourceCoverage } from '../../modules/statistics/model.ts'
import { spanIn, type Answer } from './answer.ts'
import { wrapped } from './chart-file.ts'
import { compare, differenceOf, monthFilter, sharedMonths } from './comparison.ts'
import { cellKey, crosstabOf, shareOf, type Compare } from './crosstab.ts'
import { municipalityId } from './places.tsx'
import { inputOf, openingOf, openingOfRow, readQuestion } from './question.ts'
import { tableAsCsv } from './table-file.ts'
import { plainTable } from './table-view.tsx'
import { withinZoom } from './areas.ts'
import { stateName } from './words.ts'

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
    ['a year that is not there has none', ['2023', '2030'], []],
  ] as [string, [string, string], number[] | undefined][])('takes the months both years have: %s', (_, pair, months) => expect(sharedMonths(pair, measure)).toEqual(months))
  test.each([
    ['a week that ends on 15 November', { from: '2018-11-26', to: '2026-11-09', grain: 'week' }, ['2025', '2026'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['a day in the middle of November', { from: '2014-01-02', to: '2024-11-09', grain: 'day' }, ['2023', '2024'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['a quiet last day of April', { from: '2014-01-02', to: '2025-04-29', grain: 'day' }, ['2024', '2025'], [1, 2, 3, 4]],
    ['a first month cut short', { from: '2018-11-26', to: '2026-12-31', grain: 'week' }, ['2018', '2019'], [12]],
    ['a year begun some days ago has none yet', { from: '2014-01-02', to: '2020-01-08', grain: 'day' }, ['2019', '2020'], []],
    ['years whole but for their quiet days', { from: '2022-01-03', to: '2023-12-29', grain: 'day' }, ['2022', '2023'], undefined],
  ] as [string, Parameters<typeof sharedMonths>[1], [string, string], number[] | undefined][])('leaves out a month that is not whole: %s', (...[, span, pair, months]) => expect(sharedMonths(pair, span)).toEqual(months))
  test('of an earlier state takes the months it then had', () => {
    const rows = [{ month: '2018-01', value: 1 }, { month: '2019-06', value: 1 }, { month: null, value: 3 }]
    expect(sharedMonths(['2018', '2019'], spanIn({ rows }, 'month'))).toEqual([1, 2, 3, 4, 5, 6])
    expect(sharedMonths(['2018', '2019'], spanIn({ rows }, 'day'))).toEqual([1, 2, 3, 4, 5])
    expect(sharedMonths(['2018', '2019'], spanIn({ rows: [] }, 'day'))).toEqual([])
  })
  test('an earlier state is named by its release or by its day', () => expect([stateName('2').es, stateName('2025-03-10').es]).toEqual(['Según la versión 2', 'Como se publicó hasta el 2025-03-10']))
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
  test.each([
    ['a table without years', { view: 'table', columns: 'none' }, ['2024']],
    ['a table of years', { view: 'table' }, undefined],
    ['a map of two years takes the newer', { view: 'map', year: ['2021', '2020', 'none'] }, ['2021']],
    ['two places compared', { view: 'compare', over: 'territory' }, ['2024']],
    ['two places compared year by year', { view: 'compare', over: 'territory', along: 'year' }, undefined],
    ['two years compared', { view: 'compare' }, undefined],
  ])('never adds the residents of two years: %s', (_, said, years) => expect(readQuestion({ source: 'people', ...said }, [people])?.filters.year).toEqual(years))
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

test('a municipality that is not stated opens to those of its own territory', () => {
  const question = readQuestion({ source: 'victims' }, [victims])
  expect(question && openingOfRow(question, ['territory', 'municipality'], { territory: 'MX-JAL', municipality: null, value: 9 })).toBe('/figures/observations?source=victims&measure=all&territory=MX-JAL&municipality=none')
})

describe('a crosstab as a file', () => {
  const fileOf = (source: string, columns: string | string[]) => {
    const question = readQuestion({ source, view: 'table', columns }, [people, victims])
    if (!question) throw new Error('no question')
    const rows = [{ territory: 'MX-CHP', year: 2023, value: 5 }, { territory: 'MX-CHP', year: 2024, value: 6 }, { territory: 'GT-16', year: 2024, value: null, withheld: 1 }]
    const table = crosstabOf(rows, { ...question, order: 'catalogue', compare: byCode })
    return plainTable({ question, answer: { names: {}, measure: question.measure } as unknown as Answer, table, caption: '' }, (_, code) => String(code), 'es')
  }
  test('has no total of the residents of several years', () => expect(fileOf('people', 'year').header).toEqual(['Territorio', '2024', '2023']))
  test('has the total of what may be added, and a word for what is withheld', () => {
    const { header, rows } = fileOf('victims', 'year')
    expect(header).toEqual(['Territorio', '2024', '2023', 'Total'])
    expect(rows).toEqual([['GT-16', 'reservada', null, 'reservada'], ['MX-CHP', 6, 5, 11]])
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
  test('a title is broken by how wide its letters are, not by how many', () => {
    const widthOf = (line: string) => [...line].reduce((width, letter) => width + (letter === 'W' ? 20 : 5), 0)
    expect(wrapped('WWW iii WWW iii', 90, widthOf)).toEqual(['WWW iii', 'WWW iii'])
  })
})
