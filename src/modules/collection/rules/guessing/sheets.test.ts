// Workbooks with one table on several sheets: read as one, or one of them, as the analyst says. All figures are made up.
import { describe, expect, test, vi } from 'vitest'
import { guessed, knowledge } from '../../../../../tests/guessed.ts'
import { bookOf, sheetOf, workbookOf, type MadeRows } from '../../../../../tests/packed-files.ts'
import { lineWords, placeOfLine } from '../../model/line.ts'
import type { SheetsRule } from '../../model/profile.ts'
import { bytesIn } from '../bytes.ts'
import { openGrids } from '../grids.ts'
import { previewOf } from './preview.ts'
import { lookAt } from './raw.ts'
import { sketch } from './sketch.ts'

const year = (first: number): MadeRows => [['Estado', 'Víctimas'], ['Chiapas', first], ['Oaxaca', first + 1], ['Total', 2 * first + 1]]
const months = (first: number): MadeRows => [['Víctimas de trata'], ['Estado', 'Sexo', 'Enero', 'Febrero'], ['Chiapas', 'Mujer', first, 2], ['Chiapas', 'Hombre', 3, 4]]
const twoRows = (first: number): MadeRows => [['Boletín'], ['Entidad', 'Mujeres', '', 'Hombres', ''], ['', 'Enero', 'Febrero', 'Enero', 'Febrero'], ['Chiapas', first, 2, 3, 4], ['Oaxaca', 5, 6, 7, 8]]
const offences = (first: number): MadeRows => [['Año', 'Departamento', 'Víctimas'], [2023, 'Lima', first], [2024, 'Puno', first + 1]]
const towns = (first: number): MadeRows => [['Municipio', 'Año', 'Casos'], ['Centro', 2023, first], ['Otro', 2023, 2], ['Centro', 2024, 3]]

type Found = Awaited<ReturnType<typeof guessed>>

const totalsOf = ({ preview: { totals } }: Pick<Found, 'preview'>): Record<string, number> => {
  const found: Record<string, number> = {}
  for (const { period, value } of totals) found[period ?? 'undated'] = (found[period ?? 'undated'] ?? 0) + value
  return found
}

const asked = ({ findings }: Pick<Found, 'findings'>): string => findings.filter(({ certainty }) => certainty === 'ask').map(({ says }) => says.es).join(' ')

describe('several sheets of one table', () => {
  test.each<[string, Record<string, MadeRows>, SheetsRule, Record<string, number>]>([
    ['a sheet for each year', { 2022: year(1), 2023: year(10), 2024: year(20) }, { column: 'Hoja' }, { 2022: 3, 2023: 21, 2024: 41 }],
    ['names with a year in them', { 'Víctimas 2023': year(10), 'Víctimas 2024': year(20), Notas: [['Se explica']] }, { year: 'Hoja' }, { 2023: 21, 2024: 41 }],
    ['months below a title', { 2023: months(1), 2024: months(10) }, { column: 'Hoja' }, { '2023-01': 4, '2023-02': 6, '2024-01': 13, '2024-02': 6 }],
    ['a sheet for each state', { Chiapas: towns(1), Oaxaca: towns(10) }, { column: 'Hoja' }, { 2023: 15, 2024: 6 }],
    ['a sheet for each offence and year', { 'Trata de personas 2023': year(1), 'Trata de personas 2024': year(2), 'Secuestro 2023': year(10), 'Secuestro 2024': year(20) }, { column: 'Hoja', year: 'Año de «Hoja»' }, { 2023: 24, 2024: 46 }],
    ['a sheet that is the sum of the others', { 2022: year(1), 2023: year(10), Total: [['Estado', 'Víctimas'], ['Chiapas', 11], ['Oaxaca', 13], ['Total', 24]] }, { column: 'Hoja' }, { 2022: 3, 2023: 21 }],
    ['a summary that names no year', { Consolidado: [['Estado', 'Víctimas'], ['Chiapas', 11], ['Oaxaca', 13]], 'Año 2022': year(1), 'Año 2023': year(10) }, { year: 'Hoja' }, { 2022: 3, 2023: 21 }],
    ['a sheet of rates beside those of cases', { 'Casos 2022': year(1), 'Tasa 2022': year(5), 'Casos 2023': year(10), 'Tasa 2023': year(6) }, { column: 'Hoja', year: 'Año de «Hoja»' }, { 2022: 3, 2023: 21 }],
    ['a copy that somebody kept', { 'Año 2022': year(1), 'Año 2023': year(10), 'Año 2023 (2)': year(10) }, { column: 'Hoja', year: 'Año de «Hoja»' }, { 2022: 3, 2023: 21 }],
    ['columns in another order, and one that one sheet lacks', { 2022: [['Víctimas', 'Estado', 'Sexo'], [4, 'Chiapas', 'Mujer']], 2023: [['ESTADO', 'Sexo', 'Víctimas', 'Nota'], ['Chiapas', 'Hombre', 5, 'x'], ['Oaxaca', 'Mujer', 1, '']] }, { column: 'Hoja' }, { 2022: 4, 2023: 6 }],
    ['months of its own year in each sheet', { 2022: [['Estado', 'Ene-22', 'Feb-22'], ['Chiapas', 1, 2]], 2023: [['Estado', 'Ene-23', 'Feb-23'], ['Chiapas', 3, 4]] }, { column: 'Hoja' }, { '2022-01': 1, '2022-02': 2, '2023-01': 3, '2023-02': 4 }],
  ])('%s', async (_, sheets, rule, totals) => {
    const found = await guessed(bookOf(sheets), 'libro.xlsx')
    expect(found.preview).toMatchObject({ fault: null, counts: { refused: 0 } })
    expect(found.profile.sheets).toEqual(rule)
    expect(totalsOf(found)).toEqual(totals)
    expect(asked(found)).toMatch(/la misma tabla en varias hojas: .*Se leen juntas/)
  })

  test('headers in two rows are compared by what they say together', async () => {
    const found = await guessed(bookOf({ 2022: twoRows(1), 2023: twoRows(10), Otra: [['Entidad', 'Total', ''], ['', 'A', 'B'], ['Chiapas', 9, 9]] }), 'libro.xlsx')
    expect(found.seen.alike).toEqual(['2022', '2023'])
    expect(found.preview).toMatchObject({ fault: null, counts: { read: 4, refused: 0 } })
  })

  test('what each sheet’s name says is a place, an offence, a year like any other', async () => {
    const states = await guessed(bookOf({ Chiapas: towns(1), Oaxaca: towns(10) }), 'libro.xlsx')
    expect(states.profile.territory).toMatchObject({ kind: 'name', column: 'Hoja', country: 'MX' })
    const kinds = await guessed(bookOf({ 'Trata de personas': offences(1), Secuestro: offences(5) }), 'libro.xlsx')
    expect(kinds.profile.offence).toMatchObject({ kind: 'codes', column: 'Hoja', codes: { 'Trata de personas': 'tip', Secuestro: 'kidnapping' } })
  })

  test.each<[string, Record<string, MadeRows>]>([
    ['victims and case files', { Víctimas: offences(1), Carpetas: offences(5) }],
    ['tables of other titles, their sheets only numbered', { 'Cuadro 1': [['Personas retornadas'], ...offences(1)], 'Cuadro 2': [['Solicitudes de refugio'], ...offences(5)] }],
  ])('%s are not added up: one is read, and it is asked', async (_, sheets) => {
    const found = await guessed(bookOf(sheets), 'libro.xlsx')
    const [name = ''] = Object.keys(sheets)
    expect(found.profile.sheets).toEqual({ only: name })
    expect(totalsOf(found)).toEqual({ 2023: 1, 2024: 2 })
    expect(asked(found)).toMatch(/Solo se lee «.*lo de las otras no se cuenta/)
  })

  test('tables of another form are named, and any of them can be read instead', async () => {
    const book = bookOf({ Notas: [['Se explica'], ['con palabras']], Estados: offences(1), Edades: [['Edad', 'Año', 'Víctimas'], ['0-17', 2023, 50], ['18 y más', 2024, 60]] })
    const found = await guessed(book, 'libro.xlsx')
    expect([found.profile.sheets, totalsOf(found)]).toEqual([{ only: 'Estados' }, { 2023: 1, 2024: 2 }])
    const question = found.findings.find(({ says }) => says.es.includes('otras tablas, de otra forma: «Edades»'))
    expect(question?.answers.map(({ profile }) => profile.sheets)).toEqual([{ only: 'Estados' }, { only: 'Edades' }])
    const seen = await lookAt(bytesIn(book), 'libro.xlsx', 1000, { only: 'Edades' })
    const { draft } = await sketch(seen, knowledge)
    expect(totalsOf({ preview: await previewOf(bytesIn(book), draft, seen, { mostRows: 100, knowledge }) })).toEqual({ 2023: 50, 2024: 60 })
  })

  test('what the workbook hides is not read', async () => {
    const found = await guessed(bookOf({ 2022: year(1), 2023: year(10), '2023 viejo': year(50) }, ['2023 viejo']), 'libro.xlsx')
    expect(totalsOf(found)).toEqual({ 2022: 3, 2023: 21 })
  })
})

describe('the choice', () => {
  const book = bookOf({ 2022: year(1), 2023: year(10), 2024: [['Estado', 'Víctimas'], ['Chiapas', 7]] })
  const by = async (bytes: Buffer, sheets: SheetsRule) => {
    const seen = await lookAt(bytesIn(bytes), 'libro.xlsx', 1000, sheets)
    const found = await sketch(seen, knowledge)
    return { ...found, preview: await previewOf(bytesIn(bytes), found.draft, seen, { mostRows: 1000, knowledge }) }
  }

  test('is offered for each sheet, and the sheet chosen is the one read', async () => {
    const { findings } = await guessed(book, 'libro.xlsx')
    const answers = findings.flatMap((finding) => finding.answers.filter(({ isAgain }) => isAgain))
    expect(answers.map(({ label, profile }) => [label.es, profile.sheets])).toEqual([
      ['Juntas, como una sola tabla', { column: 'Hoja' }], ['Solo «2022»', { only: '2022' }], ['Solo «2023»', { only: '2023' }], ['Solo «2024»', { only: '2024' }],
    ])
    const one = await by(book, { only: '2024' })
    expect([totalsOf(one), one.draft.profile.sheets]).toEqual([{ 2024: 7 }, { only: '2024' }])
    expect(one.findings.flatMap((finding) => finding.answers.filter(({ isAgain }) => isAgain)).map(({ profile }) => profile.sheets)).toEqual([{ column: 'Hoja' }, { only: '2022' }, { only: '2023' }, { only: '2024' }])
    expect(totalsOf(await by(book, { column: 'Hoja' }))).toEqual({ 2022: 3, 2023: 21, 2024: 7 })
  })

  test('holds for the next file: one more sheet, or only the newest', async () => {
    const { draft, seen } = await guessed(book, 'libro.xlsx')
    const read = async (sheets: Record<string, MadeRows>) => ({ preview: await previewOf(bytesIn(bookOf(sheets)), draft, seen, { mostRows: 1000, knowledge }) })
    expect(totalsOf(await read({ 2023: year(10), 2024: year(20), 2025: year(30), Notas: [['Se explica']] }))).toEqual({ 2023: 21, 2024: 41, 2025: 61 })
    expect(totalsOf(await read({ 2025: year(30) }))).toEqual({ 2025: 61 })
  })
})

test('a row of one of several sheets is told by its sheet and its row in it', async () => {
  const { preview } = await guessed(bookOf({ Portada: [['Informe']], 'Datos 2022': year(1), 'Datos 2023': year(10) }), 'libro.xlsx')
  expect(preview.rows.map(({ line, cells }) => [lineWords(line).es, ...cells])).toEqual([
    ['hoja 2, fila 2', 'Chiapas', '1', '2022'], ['hoja 2, fila 3', 'Oaxaca', '2', '2022'], ['hoja 2, fila 4', 'Total', '3', '2022'],
    ['hoja 3, fila 2', 'Chiapas', '10', '2023'], ['hoja 3, fila 3', 'Oaxaca', '11', '2023'], ['hoja 3, fila 4', 'Total', '21', '2023'],
  ])
  expect([placeOfLine(5), lineWords(1_200_000).en]).toEqual([{ sheet: undefined, row: 5 }, '1200000'])
})

describe('sheets of very many columns', () => {
  const wide = (columns: number, rows: number): MadeRows => Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (__, column) => (row === 0 ? `T${column}` : column)))
  const letters = (text: string): string => text.replace(/<c r="[^"]*"/g, '<c')
  const book = (columns: number, rows: number): Buffer => workbookOf({ sheets: Object.fromEntries(['A 2022', 'A 2023', 'A 2024'].map((name) => [name, letters(sheetOf(wide(columns, rows)))])) })

  test('titles of sheets are compared once each, not each with every other', async () => {
    const normalize = vi.spyOn(String.prototype, 'normalize')
    const { alike } = await lookAt(bytesIn(book(300, 3)), 'ancho.xlsx', 100)
    const times = normalize.mock.calls.length
    normalize.mockRestore()
    expect(alike).toHaveLength(3)
    expect(times / (3 * 300)).toBeLessThan(30)
  })

  test('of each sheet fewer rows are held the more cells they have, and the header always', async () => {
    const heads = await Promise.all([10, 1000, 16_000].map(async (columns) => (await openGrids(bytesIn(book(columns, 40))))[0]?.head.length))
    expect(heads).toEqual([30, 20, 2])
  })
})
