// Everything a profile can say, each by a small file made for it: periods, places, words, figures, and the rows that are left out.
import { expect, test } from 'vitest'
import { fileOf, readAs, type ReadWhole } from '../../../../tests/collection-files.ts'
import { SourceFile, type DateStyle } from '../model/profile.ts'
import { readDate, readMonth } from './dates.ts'
import { readCount } from './figures.ts'
import { isUnread } from './unread.ts'

const text = { es: 'x', en: 'x' }

const sourceOf = (profile: Readonly<Record<string, unknown>>, measure = 'n') => SourceFile.parse({
  source: { id: 'made', name: text, publisher: 'x', licence: 'x', attribution: text, note: text, url: 'https://example.org/', isPublic: true, isDemonstration: true, cadence: 'irregular' },
  measures: [{ id: measure, unit: 'persons', name: text }],
  profiles: [{
    id: 'made', version: 1, name: text, encodings: ['utf-8'], scope: 'full', period: { kind: 'fixed', grain: 'year', start: '2024-01-01' },
    measures: { [measure]: { from: 'column', column: 'n' } }, key: 'content', ...profile,
  }],
})

const read = (profile: Readonly<Record<string, unknown>>, ...lines: string[]): Promise<ReadWhole> => readAs(fileOf(`${lines.join('\n')}\n`), sourceOf(profile))

test.each([
  ['2024-03-31', 'YYYY-MM-DD', 'day 2024-03-31'], ['2024-03-31T22:00:00.000Z', 'YYYY-MM-DD', 'day 2024-03-31'], ['2024-03-31 08:00', 'YYYY-MM-DD', 'day 2024-03-31'], ['2024-02-30', 'YYYY-MM-DD', undefined],
  ['2024/3/1', 'YYYY/MM/DD', 'day 2024-03-01'], ['20240331', 'YYYYMMDD', 'day 2024-03-31'], ['20241331', 'YYYYMMDD', undefined],
  ['31/03/2024', 'DD/MM/YYYY', 'day 2024-03-31'], ['31.03.2024', 'DD/MM/YYYY', 'day 2024-03-31'], ['03/31/2024', 'DD/MM/YYYY', undefined], ['31/3/24', 'DD/MM/YYYY', undefined], ['31/3/24', 'DD/MM/YY', 'day 2024-03-31'], ['3/31/24', 'MM/DD/YY', 'day 2024-03-31'], ['31/03/2024', 'DD/MM/YY', undefined],
  ['03/31/2024 11:20 PM', 'MM/DD/YYYY', 'day 2024-03-31'], ['Mon, 01/06/2014', 'MM/DD/YYYY', 'day 2014-01-06'], ['Mon, 01/06/2014 - 00:00', 'MM/DD/YYYY', 'day 2014-01-06'], ['31/03/2024', 'MM/DD/YYYY', undefined], ['2024-03-31', 'MM/DD/YYYY', 'day 2024-03-31'],
  ['31-mar-24', 'D-Mon-YY', 'day 2024-03-31'], ['1 ene. 2024', 'D-Mon-YY', 'day 2024-01-01'], ['1-Xxx-24', 'D-Mon-YY', undefined],
  ['31 de marzo de 2024', 'D Month YYYY', 'day 2024-03-31'], ['1º de março de 2024', 'D Month YYYY', 'day 2024-03-01'], ['14 août 2024', 'D Month YYYY', 'day 2024-08-14'], ['5 setiembre 2024', 'D Month YYYY', 'day 2024-09-05'],
  ['March 31st, 2024', 'Month D, YYYY', 'day 2024-03-31'], ['lunes, enero 5, 2020', 'Month D, YYYY', 'day 2020-01-05'],
  ['2024-3', 'YYYY-MM', 'month 2024-03-01'], ['2024-03-15', 'YYYY-MM', 'month 2024-03-01'], ['202403', 'YYYYMM', 'month 2024-03-01'], ['3/2024', 'MM/YYYY', 'month 2024-03-01'], ['ene-24', 'Mon-YY', 'month 2024-01-01'],
  ['diciembre de 2024', 'Month YYYY', 'month 2024-12-01'], ['Décembre 2024', 'Month YYYY', 'month 2024-12-01'], ['2024', 'YYYY', 'year 2024-01-01'], ['2024-01-01', 'YYYY', 'year 2024-01-01'], ['24', 'YYYY', undefined],
  ['2020-W53', 'week', 'week 2020-12-28'], ['2021-W53', 'week', undefined], ['45382', 'serial', 'day 2024-03-31'], ['45382.75', 'serial', 'day 2024-03-31'], ['2024-03-31', 'serial', 'day 2024-03-31'], ['0', 'serial', undefined], ['hoy', 'serial', undefined],
] as const satisfies readonly (readonly [string, DateStyle, string | undefined])[])('the date «%s» in the style %s is %s', (raw, style, expected) => {
  const found = readDate(raw, style)
  expect(isUnread(found) ? undefined : `${found.grain} ${found.start ?? ''}`).toBe(expected)
})

test.each([['3', 3], ['03', 3], ['Marzo', 3], ['MARÇO', 3], ['févr.', 2], ['Sept', 9], ['13', undefined], ['', undefined], ['xx', undefined]])('the month «%s» is %s', (raw, expected) => {
  const month = readMonth(raw)
  expect(isUnread(month) ? undefined : month).toBe(expected)
})

test.each([
  ['16,390', { thousands: ',' }, 16_390], ['16.390,00', { thousands: '.', decimal: ',' }, 16_390], ['1 022', { thousands: ' ' }, 1022], ['1\u00a0022', { thousands: ' ' }, 1022], ["1'022", { thousands: "'" }, 1022],
  ['3,0', { decimal: ',' }, 3], ['3,5', { decimal: ',' }, undefined], ['3.0', { decimal: ',' }, undefined], ['16.39', { thousands: '.', decimal: ',' }, undefined],
] as const)('the figure «%s» in the style %o is %s', (raw, style, expected) => {
  const figure = readCount(raw, style)
  expect(isUnread(figure) ? undefined : figure).toBe(expected)
})

const said = ({ cells }: ReadWhole): unknown[] => cells.map(({ grain, start, value }) => [grain, start, value])

test('one row of many periods: each column its own, one more where its title is a period, and the same keys in an older file', async () => {
  const years = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at)
  const profile = { period: { kind: 'wide-periods', columns: [{ column: '1990', grain: 'year', start: '1990-01-01' }], style: 'YYYY' }, measures: { n: { from: 'months' } }, key: ['ent'] }
  const line = (of: readonly number[]): string[] => [`ent,${of.join(',')}`, `7,${of.map((year) => year - 1900).join(',')}`]
  const [longer, shorter] = [await read(profile, ...line(years(1900, 2000))), await read(profile, ...line(years(1989, 1992)))]
  expect(said(longer)).toHaveLength(101)
  expect(new Set(longer.cells.map(({ key }) => String(key))).size).toBe(101)
  expect(said(shorter)).toContainEqual(['year', '1992-01-01', 92])
  const keyOf = ({ cells }: ReadWhole, start: string): unknown => cells.find((cell) => cell.start === start)?.key
  expect(keyOf(shorter, '1992-01-01')).toEqual(keyOf(longer, '1992-01-01'))
})

test('three hundred months in columns keep three hundred keys', async () => {
  const months = Array.from({ length: 300 }, (_, at) => ({ column: `m${at}`, grain: 'month', start: `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01` }))
  const { cells } = await read({ period: { kind: 'wide-periods', columns: months }, measures: { n: { from: 'months' } }, key: ['ent'] }, `ent,${months.map(({ column }) => column).join(',')}`, `7,${months.map((_, at) => at).join(',')}`)
  expect(new Set(cells.map(({ key }) => String(key))).size).toBe(300)
  expect(cells.at(-1)).toMatchObject({ start: '2024-12-01', value: 299 })
})

const periods: [object, string, string[], unknown[], number[]][] = [
  [{ kind: 'parts', year: 'y', month: 'm', day: 'd', undated: ['s/f'] }, 'y,m,d,n', ['2024,Marzo,31,1', '2024,2,30,1', 's/f,,,4', '2024,13,1,1'], [['day', '2024-03-31', 1], ['undated', null, 4]], [3, 5]],
  [{ kind: 'parts', year: 'y', month: 'm' }, 'y,m,n', ['2024,enero,1', '2024,,1'], [['month', '2024-01-01', 1]], [3]],
  [{ kind: 'parts', year: 'y' }, 'y,n', ['2024,1', '2024.0,2', 'x,3'], [['year', '2024-01-01', 1], ['year', '2024-01-01', 2]], [4]],
  [{ kind: 'fixed', grain: 'month', start: '2024-05-01' }, 'n', ['1', 'x'], [['month', '2024-05-01', 1]], [3]],
  [{ kind: 'date', column: 't', style: 'MM/DD/YYYY', alsoStyles: ['Month D, YYYY'], agrees: { year: 'y', month: 'm' } }, 't,y,m,n', ['01/05/2024,2024,January,1', '"May 1, 2024",2024,May,2', '05/01/2024,2024,January,3', '05/01/2024,,,4'], [['day', '2024-01-05', 1], ['day', '2024-05-01', 2], ['day', '2024-05-01', 4]], [4]],
  [{ kind: 'date', column: 't', style: 'YYYY-MM-DD', zone: 'Europe/Berlin' }, 't,n', ['2015-05-11T22:00:00.000Z,1', '2015-12-11T23:00:00.000Z,2', '2015-05-11T00:00:00.000Z,3'], [['day', '2015-05-12', 1], ['day', '2015-12-12', 2], ['day', '2015-05-11', 3]], []],
]

test.each(periods.map(([period, header, lines, expected, refused]) => ({ period, header, lines, expected, refused })))('the period $period', async ({ period, header, lines, expected, refused }) => {
  const found = await read({ period }, header, ...lines)
  expect(said(found)).toEqual(expected)
  expect(found.refused.map(({ line }) => line)).toEqual(refused)
})

test('places and nationalities by code, by name in four languages, by the profile’s own words, and those nobody knows', async () => {
  const profile = {
    territory: { kind: 'country', column: 'p', unspecified: ['?'], codes: { 'Rep. Mexicana': 'MX', 'Alta mar': null }, unknown: 'unstated' },
    nationality: { column: 'nat', style: 'name', unspecified: ['', 'NR'], others: ['Otros'], codes: { 'Hondure\uFFFDo': 'HN' }, separator: ',' },
  }
  const found = await read(profile, 'p,nat,n', 'GTM,Etats-Unis d’Amérique,1', 'BRASIL,"haïti, MÉXICO",1', 'rep. mexicana,Otros,1', 'Alta mar,Hondure\uFFFDo,1', '?,NR,1', 'Atlántida,Perú,1', 'HN,"Korea, Atlántida",1')
  expect(found.accepted.map(({ dimensions }) => [dimensions.country, dimensions.nationality])).toEqual([['GT', 'US'], ['BR', 'HT,MX'], ['MX', 'other'], [null, 'HN'], [null, null], [null, 'PE']])
  expect(found.refused.map(({ line, column }) => [line, column])).toEqual([[8, 'nat']])
  expect(found.table.notes().map(({ es }) => es)).toEqual(['Lugares de «p» que no se reconocieron y se cuentan sin lugar: «Atlántida».'])
})

test('territories by the profile’s own words, municipalities with the zeros they lost', async () => {
  const profile = { territory: { kind: 'name', column: 'e', country: 'MX', unspecified: ['S/D'], codes: { 'Edomex': 'MX-MEX' } }, municipality: 'm', municipalityDigits: 5 }
  const { accepted, refused } = await read(profile, 'e,m,n', 'CHIAPAS,7001,1', 'edomex,15001,1', 's/d,,1', 'Chiapaz,1,1')
  expect(accepted.map(({ dimensions }) => [dimensions.territory, dimensions.municipality])).toEqual([['MX-CHP', '07001'], ['MX-MEX', '15001'], [null, null]])
  expect(refused[0]?.reason.es).toMatch(/quiso decir «Chiapas»/)
})

test('a point may be written in WKT or as a pair, and a broken one refuses its row', async () => {
  const { accepted, refused } = await read({ coordinates: { wkt: 'g' } }, 'g,n', 'POINT (-110.36 31.65),1', 'SRID=4326;POINT(-1 2),1', '"31.65, -110.36",1', ',1', 'POINT EMPTY,1', 'POINT (31.65),1', 'POINT (-200 1),1')
  expect(accepted.map(({ dimensions }) => [dimensions.lat, dimensions.lon])).toEqual([[31.65, -110.36], [2, -1], [31.65, -110.36], [null, null], [null, null]])
  expect(refused.map(({ line }) => line)).toEqual([7, 8])
})

test('several words in a cell are coded each, in their order; a comma inside a known word parts nothing', async () => {
  const codes = { Ahogamiento: 'drowning', 'Falta de agua, comida': 'lack', Desconocida: null }
  const rows = ['Ahogamiento', '"Ahogamiento,Falta de agua, comida"', '"Falta de agua, comida, AHOGAMIENTO"', 'Desconocida', '"Desconocida,Ahogamiento"', 'Rayo', '"Rayo,Ahogamiento"']
  const { accepted, table } = await read({ words: { cause: { column: 'c', codes, others: 'kept', separator: ',' } }, constants: { category: 'muertes' } }, 'c,n', ...rows.map((row) => `${row},1`))
  expect(accepted.map(({ dimensions }) => dimensions.cause)).toEqual(['drowning', 'drowning; lack', 'lack; drowning', null, 'drowning', 'Rayo', 'Rayo; drowning'])
  expect(accepted.every(({ dimensions }) => dimensions.category === 'muertes')).toBe(true)
  expect(table.notes().map(({ en }) => en)).toEqual(['Words of “c” that the profile does not know, kept as they came: “Rayo”.'])
})

test('offences by a table of words, or one for the whole file', async () => {
  const { accepted, refused } = await read({ offence: { kind: 'codes', column: 'd', codes: { 'Trata de personas': 'tip', Otro: null } } }, 'd,n', 'TRATA DE PERSONAS,1', 'Otro,1', 'Robo,1')
  expect([accepted.map(({ dimensions }) => dimensions.offence), refused.map(({ line }) => line)]).toEqual([['tip', null], [4]])
  expect((await read({ offence: { kind: 'fixed', offence: 'tip' } }, 'n', '1')).cells[0]?.offence).toBe('tip')
})

test('figures only in their rows, kept back where the source keeps them back, totals left out and counted apart', async () => {
  const profile = {
    measures: { n: { from: 'column', column: 'n', when: [{ column: 'i', values: ['Víctimas'] }] }, m: { from: 'column', column: 'n', when: [{ column: 'i', values: ['Delitos'] }] } },
    suppressed: ['<5'], thousands: ',', leftOut: [{ column: 'e', values: ['Nacional'], why: 'total' }, { column: 'e', values: ['Ensayo'], why: 'not-wanted', when: [{ column: 'i', values: ['delitos'] }] }],
  }
  const found = await read(profile, 'e,i,n', 'A,VICTIMAS,"16,390"', 'A,Delitos,< 5', 'NACIONAL,Víctimas,99', 'Ensayo,Delitos,7', 'Ensayo,Víctimas,8', 'A,Otros,6', 'A,Delitos,<6')
  expect(found.cells.map(({ measure, value, withheld }) => [measure, value, withheld])).toEqual([['n', 16_390, null], ['m', null, '<5'], ['n', 8, null]])
  expect([found.read, found.accepted.length, found.leftOut, found.refused.map(({ line }) => line)]).toEqual([7, 3, 3, [8]])
})

test('a column may go by other names, be lacking, or tell that the file is of another profile', async () => {
  const profile = { aliases: { n: ['total', 'conteo'] }, optional: ['sexo'], words: { sex: { column: 'sexo', codes: { '': null, M: 'female' } } }, absent: ['municipio'], measures: { n: { from: 'column', column: 'n' } } }
  expect((await read(profile, 'Conteo', '3')).cells).toMatchObject([{ value: 3, sex: null }])
  await expect(read(profile, 'conteo,Municipio', '3,1')).rejects.toMatchObject({ cause: { fault: { kind: 'otherColumns', columns: ['Municipio'] } } })
})

test('a cell of more than fifty parts refuses its row; of fifty, each is read, and a word with the separator in it is one', async () => {
  const cell = (count: number): string => `"${Array.from({ length: count }, (_, at) => (at === 3 ? 'a, b' : 'c')).join(',')}"`
  const words = { words: { cause: { column: 'causa', separator: ',', codes: { 'a, b': 'AB', c: 'C' }, others: 'refused' } } }
  const asked = await read(words, 'causa,n', `${cell(49)},1`, `${cell(60)},1`, `"${'c,'.repeat(100_000)}",1`)
  expect(asked.cells[0]?.cause?.split('; ').slice(0, 5)).toEqual(['C', 'C', 'C', 'AB', 'C'])
  expect(asked.refused.map(({ line, column }) => [line, column])).toEqual([[3, 'causa'], [4, 'causa']])
  expect(asked.refused[0]?.reason.es).toMatch(/más de 50 partes separadas por «,»/)
  const nations = await read({ nationality: { column: 'pais', style: 'alpha-2' } }, 'pais,n', '"HN,GT",1', `"${'HN,'.repeat(5000)}GT",1`)
  expect([nations.cells.map(({ nationality }) => nationality), nations.refused.map(({ line }) => line)]).toEqual([['GT,HN'], [3]])
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org/x'])('a source whose address is %s is not valid', (url) => {
  const made = sourceOf({})
  expect(SourceFile.safeParse({ ...made, source: { ...made.source, url } }).success).toBe(false)
  expect(SourceFile.safeParse(made).success).toBe(true)
})
