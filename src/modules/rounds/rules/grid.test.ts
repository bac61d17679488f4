// The grid: which profiles it fits, what stands written back into it, what is wrong with what was typed, and the file it becomes.
import { describe, expect, test } from 'vitest'
import type { Grid } from '../model/grid.ts'
import { csvOf, faultsOf, pastedCells, settledCell, suggestions, totalsOf } from '../model/grid.ts'
import { SourceFile, type SourceDefinition } from '../../collection/model/profile.ts'
import { fitFor, gridOf, mostFigures, type StandingFigure } from './grid/grid.ts'
import { isUnfit, partsWithin } from './grid/period.ts'

const name = { es: 'x', en: 'x' }

const source = (profile: Record<string, unknown>): SourceDefinition => SourceFile.parse({
  source: { id: 'prueba', name, publisher: 'p', licence: 'l', attribution: name, note: name, url: 'https://example.org', isPublic: false, isDemonstration: true, cadence: 'monthly' },
  measures: [{ id: 'cases', unit: 'victims', name: { es: 'Víctimas', en: 'Victims' }, isDefault: true }],
  profiles: [{
    id: 'prueba', version: 1, name, encodings: ['utf-8'], scope: 'territory-periods',
    period: { kind: 'date', column: 'mes', style: 'YYYY-MM' }, territory: { kind: 'iso-3166-2', column: 'lugar' }, offence: { kind: 'id', column: 'delito' },
    words: { sex: { column: 'sexo', codes: { M: 'female', H: 'male', '': null } }, age_band: { column: 'edad' } },
    measures: { cases: { from: 'column', column: 'total' } }, key: ['mes', 'lugar', 'delito', 'sexo', 'edad'], ...profile,
  }],
})

const choices = {
  within: undefined,
  places: [{ code: 'GT-01', name: { es: 'Guatemala', en: 'Guatemala' }, nationalCode: '1' }, { code: 'GT-16', name: { es: 'Alta Verapaz', en: 'Alta Verapaz' }, nationalCode: '16' }],
  offences: [{ code: 'tip', name: { es: 'Trata de personas', en: 'Trafficking in persons' } }, { code: 'robbery', name: { es: 'Robo', en: 'Robbery' } }],
  countries: [{ code: 'HN', alpha3: 'HND', name: { es: 'Honduras', en: 'Honduras' } }],
}

const figure = (some: Partial<StandingFigure>): StandingFigure => ({ measure: 'cases', territory: 'GT-16', offence: 'tip', sex: 'female', age_band: '18-29', value: 3, withheld: null, ...some })

const opened = (profile: Record<string, unknown> = {}, now: StandingFigure[] = [], previous: StandingFigure[] = []): Grid => {
  const fit = fitFor(source(profile))
  if (isUnfit(fit)) throw new Error(fit.unfit.es)
  const grid = gridOf(fit, '2026-03-01', choices, { now, previous })
  if (isUnfit(grid)) throw new Error(grid.unfit.es)
  return grid
}

const reason = (profile: Record<string, unknown>): string => {
  const fit = fitFor(source(profile))
  const found = isUnfit(fit) ? fit : gridOf(fit, '2026-03-01', choices, { now: [], previous: [] })
  return isUnfit(found) ? found.unfit.es : 'it fits'
}

test('a grid has a column for what is counted and one for the figure; the period is filled in by itself', () => {
  const grid = opened()
  expect(grid.columns.map(({ column, kind }) => `${column} ${kind}`)).toEqual(['lugar choice', 'delito choice', 'sexo choice', 'edad word', 'total figure'])
  expect(grid.fixed).toEqual({ mes: '2026-03' })
  expect(grid.columns[2]?.choices).toEqual([
    { value: 'M', label: { es: 'mujeres', en: 'women' } }, { value: 'H', label: { es: 'hombres', en: 'men' } }, { value: '', label: { es: 'no consta', en: 'not stated' } },
  ])
})

test('a fiscal year is written as the file names it, and only the month where a title says the year', () => {
  const key = ['lugar', 'delito', 'sexo', 'edad']
  expect(opened({ period: { kind: 'parts', year: 'ejercicio', month: 'mes', yearBegins: 3 }, key }).fixed).toEqual({ ejercicio: '2027', mes: '3' })
  expect(opened({ period: { kind: 'parts', year: 'ejercicio', month: 'mes', yearBegins: 10 }, key }).fixed).toEqual({ ejercicio: '2026', mes: '3' })
  expect(opened({ period: { kind: 'fixed', grain: 'month', start: '2026-01-01', month: 'mes' }, key }).fixed).toEqual({ mes: '3' })
  expect(reason({ period: { kind: 'fixed', grain: 'month', start: '2025-01-01', month: 'mes' }, key })).toMatch(/no tiene una columna para ese periodo/)
})

test('what stands comes back in the words of the file, and earlier words are offered', () => {
  const grid = opened({}, [figure({})], [figure({ sex: null, value: 5 }), figure({ age_band: '30-59', value: 1 })])
  expect(grid.rows).toEqual([['GT-16', 'tip', 'M', '18-29', '3']])
  expect(grid.previous).toEqual([['GT-16', 'tip', '', '18-29', '5'], ['GT-16', 'tip', 'M', '30-59', '1']])
  expect(grid.columns[3]?.choices.map(({ value }) => value)).toEqual(['18-29', '30-59'])
})

test('a figure the source keeps back comes back as its sign, is no fault, is not added up and is sent again', () => {
  const grid = opened({ suppressed: ['< 5'] }, [figure({ value: 0, withheld: '<5' }), figure({ sex: 'male' })])
  expect(grid.rows).toEqual([['GT-16', 'tip', 'M', '18-29', '<5'], ['GT-16', 'tip', 'H', '18-29', '3']])
  expect([faultsOf(grid, grid.rows), totalsOf(grid, grid.rows).at(-1)]).toEqual([[], 3])
  expect(csvOf(grid, grid.rows).split('\n')[1]).toBe('2026-03,GT-16,M,18-29,tip,<5')
  expect(settledCell(grid.columns.at(-1)!, ' < 5')).toBe('<5')
  expect(faultsOf(opened(), [['GT-16', 'tip', 'M', '18-29', '<5']])).toHaveLength(1)
})

test('so many figures that some may be missing are refused, however few rows they make', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => figure({ route: `ruta ${at}` }))
  const fit = fitFor(source({}))
  if (isUnfit(fit)) throw new Error(fit.unfit.es)
  const grid = (now: StandingFigure[], previous: StandingFigure[] = []) => gridOf(fit, '2026-03-01', choices, { now, previous })
  const tooMany = { unfit: expect.objectContaining({ es: expect.stringMatching(/demasiadas filas/) as string }) as object }
  expect(grid(many(mostFigures - 1))).toMatchObject({ rows: [['GT-16', 'tip', 'M', '18-29', String(3 * (mostFigures - 1))]] })
  expect([grid(many(mostFigures)), grid([], many(mostFigures))]).toEqual([tooMany, tooMany])
})

test.each([
  [undefined, { kind: 'name', column: 'lugar', country: 'GT', unspecified: ['Sin dato'] }, ['Sin dato', 'Guatemala', 'Alta Verapaz']],
  [['GT-01', 'GT-16'], { kind: 'name', column: 'lugar', country: 'GT', unspecified: ['Sin dato'] }, ['Guatemala', 'Alta Verapaz']],
  [['GT-01', 'GT-16', 'GT'], { kind: 'national-code', column: 'lugar', country: 'GT', unspecified: ['99'] }, ['99', '1', '16']],
  [['GT'], { kind: 'country', column: 'lugar', unspecified: ['XX'] }, []],
  [['HN'], { kind: 'country', column: 'lugar', unspecified: ['XX'] }, ['HN']],
])('only places within %j can be chosen', (within, territory, values) => {
  const fit = fitFor(source({ territory }))
  if (isUnfit(fit)) throw new Error(fit.unfit.es)
  const grid = gridOf(fit, '2026-03-01', { ...choices, within }, { now: [], previous: [] })
  expect(isUnfit(grid) ? grid : grid.columns[0]?.choices.map(({ value }) => value)).toEqual(values)
})

test('a source of a whole country is not filled in for places elsewhere', () => {
  const fit = fitFor(source({ territory: { kind: 'whole-country', country: 'HN' }, key: ['mes', 'delito', 'sexo', 'edad'] }))
  if (isUnfit(fit)) throw new Error(fit.unfit.es)
  const grid = (within: string[]) => gridOf(fit, '2026-03-01', { ...choices, within }, { now: [], previous: [] })
  expect([isUnfit(grid(['GT'])), isUnfit(grid(['HN']))]).toEqual([true, false])
})

test.each([
  ['a whole file each time', { scope: 'full' }, /se entrega entera/],
  ['one row for each event', { key: 'content' }, /cada fila es un hecho/],
  ['days', { period: { kind: 'date', column: 'mes', style: 'YYYY-MM-DD' } }, /cuenta por día/],
  ['offences from several columns', { offence: { kind: 'rules', columns: ['a', 'b'], rules: [] } }, /varias columnas/],
  ['a row that counts one', { measures: { cases: { from: 'row' } } }, /cada fila es un hecho o/],
  ['columns only the file knows', { key: ['mes', 'lugar', 'expediente'] }, /solo existen en él/],
  ['empty cells kept back', { suppressed: [' '] }, /casilla vacía/],
  ['another encoding', { encodings: ['windows-1252'] }, /otra codificación/],
])('does not fit: %s', (_, profile, sentence) => {
  expect(reason(profile)).toMatch(sentence)
})

const months = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic']
const wide = { period: { kind: 'wide-months', year: 'año', months }, measures: { cases: { from: 'months' } }, key: ['año', 'lugar', 'delito', 'sexo', 'edad'] }

const yearsOfMonths = { period: { kind: 'wide-periods', month: 'mes', columns: [{ column: '2025', grain: 'year', start: '2025-01-01' }, { column: '2026', grain: 'year', start: '2026-01-01' }] }, measures: { cases: { from: 'months' } } }

test('a file of years by columns is filled in its year, with the month in the row', () => {
  const [header = '', row = ''] = csvOf(opened(yearsOfMonths), [['GT-16', 'tip', 'M', '18-29', '7']]).split('\n')
  expect(Object.fromEntries(header.split(',').map((column, at) => [column, row.split(',')[at]]))).toMatchObject({ 2026: '7', 2025: '', mes: '3', lugar: 'GT-16' })
})

test('a wide file is filled in its month, the others left blank', () => {
  const grid = opened(wide)
  const csv = csvOf(grid, [['GT-16', 'tip', 'M', '18-29', '7']])
  const [header = '', row = ''] = csv.split('\n')
  expect(Object.fromEntries(header.split(',').map((column, at) => [column, row.split(',')[at]]))).toMatchObject({ año: '2026', mar: '7', feb: '', dic: '', lugar: 'GT-16' })
})

test.each([
  [{ kind: 'national-code', column: 'lugar', country: 'GT' }, ['1', '16']],
  [{ kind: 'name', column: 'lugar', country: 'GT' }, ['Guatemala', 'Alta Verapaz']],
  [{ kind: 'country', column: 'lugar' }, ['HN']],
])('places are written as the source writes them: %o', (territory, values) => {
  expect(opened({ territory }).columns[0]?.choices.map(({ value }) => value)).toEqual(values)
})

test('the parts of a longer period are the source’s own', () => {
  expect(partsWithin('quarterly', '2026-01-01', 'monthly')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
  expect(partsWithin('monthly', '2026-03-01', 'weekly')).toEqual(['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30'])
  expect(partsWithin('monthly', '2026-03-01', 'yearly')).toHaveProperty('unfit')
})

describe('typing', () => {
  const grid = opened()
  const [place, offence, , age, total] = grid.columns as [Grid['columns'][number], ...Grid['columns']]

  test.each([
    [place, 'alta verapaz', 'GT-16'], [place, 'gt-16', 'GT-16'], [place, 'alta', 'GT-16'], [place, 'Marte', 'Marte'], [offence, 'trata', 'tip'],
    [age, ' 18-29 ', '18-29'], [total, ' 1,234 ', '1234'], [total, '1 234 567', '1234567'], [total, '3.5', '3.5'],
  ])('%#: «%s» settles', (column, typed, cell) => {
    expect(settledCell(column!, typed)).toBe(cell)
  })

  test('suggestions begin with what begins so', () => {
    expect(suggestions(place, 'a').map(({ value }) => value)).toEqual(['GT-16', 'GT-01'])
  })

  test('each fault is a sentence at its cell; blank rows and rows without a figure are none', () => {
    const good = ['GT-16', 'tip', 'M', '18-29', '0']
    const faults = faultsOf(grid, [good, ['', '', '', '', ''], ['Marte', 'tip', 'M', '', ''], ['Marte', 'tip', 'M', '', '1'], ['GT-01', '', '', '', '-2'], [...good.slice(0, 4), '9']])
    expect(faults.map(({ row, column, text }) => [row, column, text.es])).toEqual([
      [3, 0, '«Marte» no está en la lista de territorio.'],
      [4, 1, 'Falta delito: elija de la lista.'],
      [4, 4, 'La cifra es negativa y un conteo no puede serlo.'],
      [5, 0, 'Cuenta lo mismo que la fila 1: deje una sola.'],
    ])
  })

  test('totals add what is a figure', () => {
    expect(totalsOf(grid, [['', '', '', '', '3'], ['', '', '', '', 'x'], ['', '', '', '', '4']])).toEqual([null, null, null, null, 7])
  })

  test('only rows with a figure are sent, a zero among them, and commas are quoted', () => {
    const lines = csvOf(grid, [['GT-16', 'tip', 'M', '18-29, más', '0'], ['GT-01', 'tip', 'H', '', '']]).split('\n')
    expect(lines).toEqual(['mes,lugar,sexo,edad,delito,total', '2026-03,GT-16,M,"18-29, más",tip,0', ''])
  })

  test.each([
    ['a\tb\nc\td\n', [['a', 'b'], ['c', 'd']]],
    ['a\t\n\t1', [['a', ''], ['', '1']]],
    ['"con\tdentro"\t"di""ce"\r\nx\ty', [['con\tdentro', 'di"ce'], ['x', 'y']]],
    ['solo', [['solo']]],
  ])('%j is pasted as cells', (text, cells) => {
    expect(pastedCells(text)).toEqual(cells)
  })
})
