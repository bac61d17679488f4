// Files with the same columns that speak of other things, new words of a publisher, months still to come, and sheets beyond those looked at.
import { describe, expect, test } from 'vitest'
import { fileOf, readWhole } from '../../../../tests/collection-files.ts'
import { bookOf } from '../../../../tests/packed-files.ts'
import { codebook } from '../actions/codebook.ts'
import { rowCoder } from './coding.ts'
import { faultOf, faultText } from './fault.ts'
import { openGrids } from './grids.ts'
import { readersAmong } from './header.ts'
import { sourceById, sources } from './sources.ts'
import { openTable } from './table.ts'
import { lastMonthIn, monthsToCome } from './to-come.ts'

const unodc = (...rows: readonly string[]) => fileOf(['Iso3_code,Country,Region,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,VALUE,Source', ...rows, ''].join('\n'))

const victims = 'MEX,Mexico,Americas,X,Detected trafficking victims,Total,Total,Total,Total,2020,Counts,7,G'
const convicted = 'PER,Peru,Americas,X,Persons convicted,by selected crime,Smuggling of migrants,Total,Total,2020,Counts,9,C'

describe('files of one office with the same columns', () => {
  test('of trafficking are read', async () => {
    expect((await readWhole(unodc(victims), 'unodc-glotip')).accepted).toHaveLength(1)
  })

  test.each([
    ['another indicator', 'MEX,Mexico,Americas,X,Violent offences,by type of offence,Kidnapping,Total,Total,2020,Counts,7,C', 'Violent offences'],
    ['the same indicator of other crimes', convicted, 'by selected crime'],
  ])('of %s belong to nobody yet, and say why', async (_, row, word) => {
    expect(readersAmong(await openGrids(unodc(row)), sources)).toEqual([])
    const error = await readWhole(unodc(row), 'unodc-glotip').catch((thrown: unknown) => thrown)
    expect(faultOf(error)).toMatchObject({ kind: 'otherSubject', word })
    expect(faultText(faultOf(error) ?? { kind: 'empty' }).en).toContain(`it says “${word}”`)
  })

  test('of other crimes after many rows alike are refused whole', async () => {
    const error = await readWhole(unodc(...Array.from({ length: 60 }, () => victims), convicted), 'unodc-glotip').catch((thrown: unknown) => thrown)
    expect(faultOf(error)).toMatchObject({ kind: 'otherSubject', column: 'Dimension' })
  })
})

const months = 'Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
const state = (...rows: readonly string[]) => fileOf([`Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,${months}`, ...rows, ''].join('\n'))

const readNamed = async (file: ReturnType<typeof fileOf>, fileName: string) => {
  const source = sourceById('sesnsp-estatal')
  if (!source) throw new Error('no such source')
  const table = await openTable(file, { source, others: [], fileName })
  const code = rowCoder(table, codebook)
  const cells: (string | null)[] = []
  for await (const batch of table.rows) for (const row of batch.map(code)) if ('cells' in row) cells.push(...row.cells.map(({ start }) => start))
  return { cells, notes: table.notes() }
}

describe('months still to come', () => {
  test.each([
    ['RNID-Delitos_Municipal-2026-ago2026.zip', '2026-08'], ['IDEFF_jul25.csv', '2025-07'], ['IDVFC_NM_dic24.csv.gz', '2024-12'], ['cifras marzo 2026.xlsx', '2026-03'],
    ['delitos-2026.csv', undefined], ['cantar25.csv', undefined], ['archivo.csv', undefined],
  ])('the name %s ends with %s', (name, month) => {
    expect(lastMonthIn(name)).toBe(month)
  })

  test('are those after the one the name says, in its year alone, and those after today', () => {
    const isToCome = monthsToCome('x-ago2025.csv', new Date('2026-02-10T00:00:00Z'))
    expect(['2025-08-01', '2025-09-01', '2026-02-01', '2026-03-01'].map(isToCome)).toEqual([false, true, false, true])
  })

  test('are not zeros: a zero there is no figure, and it is said; another figure counts', async () => {
    const { cells, notes } = await readNamed(state('2025,7,Chiapas,La sociedad,Trata de personas,Trata de personas,Trata de personas,1,0,0,0,0,0,0,0,0,4,0,0'), 'RNID-Delitos_Estatal-2025-ago2025.csv')
    expect(cells).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10].map((month) => `2025-${String(month).padStart(2, '0')}-01`))
    expect(notes.map(({ en }) => en)).toEqual(['The file says 0 in months it does not hold yet (September 2025, November 2025, and December 2025): they do not count as zero but as not delivered.'])
    expect((await readNamed(state('2025,7,Chiapas,La sociedad,Trata de personas,Trata de personas,Trata de personas,1,0,0,0,0,0,0,0,0,0,0,0'), 'estatal.csv')).cells).toHaveLength(12)
  })
})

test('the words of 2026: an attempt is no homicide, and rape has a type above it', async () => {
  const zeros = '1,0,0,,,,,,,,,'
  const said = ['Feminicidio,Feminicidio,Con arma blanca', 'Feminicidio,Tentativa de feminicidio,Tentativa de feminicidio', 'Violación,Violación simple,Violación simple', 'Violación,Violación equiparada,Violación equiparada', 'Violación simple,Violación simple,Violación simple', 'Trata de personas,Trata de personas con otros fines,Trata de personas con otros fines']
  const { accepted } = await readWhole(state(...said.map((words) => `2026,02,Baja California,B,${words},${zeros}`)), 'sesnsp-estatal')
  expect(accepted.map(({ dimensions }) => dimensions.offence)).toEqual(['homicide', null, 'rape', 'rape', 'rape', 'tip'])
})

describe('a workbook with a sheet for each year, of a source that tells the year in a column', () => {
  const titles = `Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,${months}`.split(',')
  const sheet = (year: number) => [titles, [year, 7, 'Chiapas', 'La sociedad', 'Trata de personas', 'Trata de personas', 'Trata de personas', 5, ...Array.from({ length: 11 }, () => '')]]

  test('is read whole, and that is said', async () => {
    const { accepted, table } = await readWhole(fileOf(bookOf({ 2023: sheet(2023), 2024: sheet(2024) })), 'sesnsp-estatal')
    expect([accepted.length, table.notes()[0]?.en]).toEqual([2, 'The sheets “2023”, “2024” were read as one table.'])
  })

  test('is not read whole where the sheets are no years: which is the table is said', async () => {
    const { accepted, table } = await readWhole(fileOf(bookOf({ Datos: sheet(2023), Copia: sheet(2023) })), 'sesnsp-estatal')
    expect([accepted.length, table.notes()[0]?.en]).toEqual([1, 'The sheet “Datos” was read; these were not: “Copia”.'])
  })
})

test('sheets beyond those looked at are said', async () => {
  const sheet = [['t', 'n'], ['2020-01', 5]]
  const grids = await openGrids(fileOf(bookOf(Object.fromEntries(Array.from({ length: 402 }, (_, at) => [`Hoja${at}`, sheet])))))
  expect([grids.length, grids[0]?.beyond]).toEqual([400, 2])
})
