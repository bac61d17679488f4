// Rows refused each with its reason, and the figures of the publishers' real files.
import { expect, test } from 'vitest'
import { fileOf, readPath, readWhole, real, sum, type ReadWhole } from '../../../../tests/collection-files.ts'
import { readDate } from './dates.ts'
import { readCount } from './figures.ts'
import { isUnread } from './unread.ts'

const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const demo = (...rows: string[]): Promise<ReadWhole> => readWhole(fileOf([header, ...rows, ''].join('\n')), 'demo-region')

const refusals: [string, string, RegExp][] = [
  ['a negative count', '2024-W01,MX-CHP,robbery,female,18-29,HN,-3', /«incidents», «-3».*negativa/],
  ['a word for a count', '2024-W01,MX-CHP,robbery,female,18-29,HN,tres', /no es un número/],
  ['a blank count where zero must be written', '2024-W01,MX-CHP,robbery,female,18-29,HN,', /no es un número/],
  ['a fraction', '2024-W01,MX-CHP,robbery,female,18-29,HN,1.5', /no es un número entero/],
  ['a week that does not exist', '2024-W53,MX-CHP,robbery,female,18-29,HN,1', /semana 53 no existe en 2024/],
  ['a month 13', '2024-13-01,MX-CHP,robbery,female,18-29,HN,1', /mes 13 no existe/],
  ['an unknown territory', '2024-W01,MX-CHX,robbery,female,18-29,HN,1', /¿quiso decir «MX-CH/],
  ['an unknown sex', '2024-W01,MX-CHP,robbery,femal,18-29,HN,1', /¿quiso decir «female»\?; se acepta: female, male/],
  ['an unknown offence', '2024-W01,MX-CHP,robery,female,18-29,HN,1', /¿quiso decir «robbery»/],
  ['an unknown nationality', '2024-W01,MX-CHP,robbery,female,18-29,QQ,1', /ISO 3166-1/],
  ['too few cells', '2024-W01,MX-CHP,robbery,female', /tiene 4 celdas y el encabezado 7/],
]

test.each(refusals)('%s refuses its row and no other', async (_, row, reason) => {
  const { read, accepted, refused } = await demo(row, '2024-W01,MX-CHP,robbery,female,18-29,HN,0')
  expect({ read, accepted: accepted.length, lines: refused.map((each) => each.line) }).toEqual({ read: 2, accepted: 1, lines: [2] })
  expect(refused[0]?.reason.es).toMatch(reason)
  expect(refused[0]?.reason.en.length).toBeGreaterThan(20)
})

test('a zero delivered is kept; a blank month is not a zero', async () => {
  const months = ['Enero', 'Febrero', 'Marzo', 'Abril', 'Mayo', 'Junio', 'Julio', 'Agosto', 'Septiembre', 'Octubre', 'Noviembre', 'Diciembre']
  const text = `Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,${months.join(',')}\n` +
    `2024,07,Chiapas,x,Robo,Robo a negocio,Con violencia,0,"1,022",,,,,,,,,,\n2024,7,Chiapas,x,Robo,Robo a negocio,Con violencia,1,-2,,,,,,,,,,\n`
  const { cells, refused } = await readWhole(fileOf(Buffer.from(text, 'latin1')), 'sesnsp-estatal')
  expect(cells.map(({ start, value, territory, offence }) => ({ start, value, territory, offence }))).toEqual([
    { start: '2024-01-01', value: 0, territory: 'MX-CHP', offence: 'robbery' },
    { start: '2024-02-01', value: 1022, territory: 'MX-CHP', offence: 'robbery' },
  ])
  expect(refused[0]).toMatchObject({ line: 3, column: 'Febrero' })
})

test('the same cell has the same key in a newer file, with or without leading zeros', async () => {
  const rnpdno = (code: string) => readWhole(fileOf(`cve_entidad,entidad,periodo,categoria,sexo,cve_municipio,municipio,conteo,consultado_en\n${code},X,SIN_FECHA,LOCALIZADA_CON_VIDA,,,,5,2026-07-09\n`), 'rnpdno')
  const [a, b] = [(await rnpdno('07')).cells[0], (await rnpdno('7')).cells[0]]
  expect(a?.key).toEqual(b?.key)
  expect(a).toMatchObject({ grain: 'undated', start: null, territory: 'MX-CHP', sex: null })
})

test('a year has the same key once it is whole and final, so that what changes is a revision', async () => {
  const months = ['Enero', 'Febrero', 'Marzo', 'Abril', 'Mayo', 'Junio', 'Julio', 'Agosto', 'Septiembre', 'Octubre', 'Noviembre', 'Diciembre']
  const keyOf = async (year: string): Promise<unknown> => {
    const text = `Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,${months.join(',')}\n${year},07,Chiapas,x,Robo,Robo a negocio,Con violencia,1,,,,,,,,,,,\n`
    const { cells } = await readWhole(fileOf(Buffer.from(text, 'latin1')), 'sesnsp-estatal')
    return [cells[0]?.start, cells[0]?.key]
  }
  const [final, other] = [await keyOf('2024'), await keyOf('2023')]
  for (const year of ['2024*', ' 2024 p/', '2024 (YTD)', 'FY2024']) expect(await keyOf(year)).toEqual(final)
  expect(other).not.toEqual(final)
})

test.each([
  ['13-Jan-20', 'D-Mon-YY', '2020-01-13'], ['9-Jan-20', 'D-Mon-YY', '2020-01-09'], ['31-Feb-20', 'D-Mon-YY', undefined],
  ['January 05, 2020', 'Month D, YYYY', '2020-01-05'], ['Feb 29, 2020', 'Month D, YYYY', '2020-02-29'], ['Enero 5, 2020', 'Month D, YYYY', '2020-01-05'],
  ['2024-12', 'YYYY-MM', '2024-12-01'], ['2024-00', 'YYYY-MM', undefined], ['2021-W01', 'week', '2021-01-04'], ['2020-W53', 'week', '2020-12-28'], ['2021-01-06', 'week', '2021-01-04'],
] as const)('the date %s is read as %s', (raw, style, start) => {
  const read = readDate(raw, style)
  expect(isUnread(read) ? undefined : read.start).toBe(start)
})

test.each([['1,022', 1022], ['12', 12], ['3.0', 3], ['1,02', undefined], ['', undefined], ['−4', undefined], ['1e3', undefined]])('the figure %s', (raw, value) => {
  const read = readCount(raw, { thousands: ',' })
  expect(isUnread(read) ? undefined : read).toBe(value)
})

real('IOM 2020-01-13: 34,688 dead and missing, 2,405 at the US-Mexico border', 'missing_migrants/mmp_2020-01-13_global_webid_format.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'iom-missing-migrants')
  const total = (region: string, year = '') => sum(cells, (cell) => cell.measure === 'dead_and_missing' && cell.region === region && (cell.start ?? '').startsWith(year))
  expect([read, refused]).toEqual([6339, []])
  expect(sum(cells, (cell) => cell.measure === 'dead_and_missing')).toBe(34_688)
  expect(['US-Mexico Border', 'Central America', 'Caribbean', 'South America', 'North America', 'Mediterranean'].map((region) => total(region))).toEqual([2405, 692, 627, 103, 2, 19_299])
  expect(['2019', '2018', '2014'].map((year) => total('US-Mexico Border', year))).toEqual([497, 442, 306])
  expect(sum(cells, (cell) => cell.measure === 'incidents' && cell.region === 'US-Mexico Border')).toBe(1661)
})

real('IOM iom_mmp: 75,068 dead and missing in 19,669 incidents', 'iom_gdidata/iom_mmp.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'iom-missing-migrants')
  expect([read, refused]).toEqual([19_669, []])
  expect(sum(cells, (cell) => cell.measure === 'dead_and_missing')).toBe(75_068)
  expect(sum(cells, (cell) => cell.measure === 'incidents' && cell.country === 'US')).toBe(4598)
})

real('SESNSP release 2024-07: national case files by offence and year', 'mexico_sesnsp/sesnsp_estatal_release2024-07_latin1_wide.csv', async (file) => {
  const { read, refused, cells, table } = await readPath(file, 'sesnsp-estatal')
  const year = (offence: string, starts: string) => sum(cells, (cell) => cell.offence === offence && (cell.start ?? '').startsWith(starts))
  expect([read, refused, table.encoding()]).toEqual([31_360, [], 'windows-1252'])
  expect(['2015', '2019', '2021', '2022', '2023', '2024'].map((each) => year('tip', each))).toEqual([415, 546, 625, 805, 729, 305])
  expect(['2015', '2018', '2023'].map((each) => year('kidnapping', each))).toEqual([1062, 1330, 463])
  expect(['2015', '2022', '2023'].map((each) => year('extortion', each))).toEqual([6008, 10_343, 10_337])
  const minors = (starts: string) => sum(cells, (cell) => cell.category === 'Tráfico de menores' && (cell.start ?? '').startsWith(starts))
  expect([minors('2016'), minors('2023')]).toEqual([203, 12])
  expect(cells.some((cell) => (cell.start ?? '') >= '2024-07')).toBe(false)
})

real('RNPDNO 2024: dated persons by category, and the undated bucket apart', 'mexico_rnpdno/rnpdno_agg_2024.csv.gz', async (file) => {
  const { refused, cells } = await readPath(file, 'rnpdno')
  const categories = ['DESAPARECIDA_O_NO_LOCALIZADA', 'LOCALIZADA_CON_VIDA', 'LOCALIZADA_SIN_VIDA']
  const total = (isUndated: boolean) => categories.map((category) => sum(cells, (cell) => cell.category === category && (cell.grain === 'undated') === isUndated))
  expect(refused).toEqual([])
  expect(total(false)).toEqual([12_619, 21_372, 1993])
  expect(total(true)).toEqual([10_387, 26_402, 2276])
})
