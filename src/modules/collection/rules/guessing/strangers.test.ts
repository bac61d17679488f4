// Files as statistics offices of the world hand them out, which nobody here had met: no code, year or goal is added up, and what cannot be told is asked. All figures are made up.
import { describe, expect, test } from 'vitest'
import { guessed } from '../../../../../tests/guessed.ts'
import { bookOf } from '../../../../../tests/packed-files.ts'

const lines = (...all: readonly string[]): Buffer => Buffer.from(`${all.join('\n')}\n`)

type Found = Awaited<ReturnType<typeof guessed>>

/** The sum of each figure, by its name. */
const sums = ({ preview: { totals } }: Found): Record<string, number> => {
  const found: Record<string, number> = {}
  for (const { measure, value } of totals) found[measure] = (found[measure] ?? 0) + value
  return found
}

const periods = ({ preview: { totals } }: Found): string[] => [...new Set(totals.map(({ period }) => period ?? 'undated'))].toSorted()

const said = ({ findings }: Found, certainty: 'ask' | 'likely'): string => findings.filter((finding) => finding.certainty === certainty).map(({ says }) => says.en).join(' ')

const repeated = (many: number, row: (at: number) => string): string[] => Array.from({ length: many }, (_, at) => row(at))

describe('counted', () => {
  test.each<[string, Buffer, Record<string, number>]>([
    ['the figure alone, beside years and days of download run together', lines('periodo_denuncia,anio_denuncia,fecha_descarga,dpto,cantidad', ...repeated(12, (at) => `2023${String(at + 1).padStart(2, '0')},2023,20240124,LIMA,${at}`)), { cantidad: 66 }],
    ['the value alone, beside goals, codes of areas and years with a point', lines('Goal,Indicator,GeoAreaCode,GeoAreaName,TimePeriod,Value,Time_Detail,[Sex]', ...repeated(9, (at) => `16,16.2.2,484,Mexico,${2010 + at}.0,${at + 1}.0,${2010 + at},FEMALE`), ...repeated(9, (at) => `16,16.2.2,484,Mexico,${2010 + at}.0,${at + 1}.0,${2010 + at},BOTHSEX`)), { value: 45 }],
    ['places with their codes in brackets, the country among them as their sum', lines('REF_DATE,GEO,Statistics,COORDINATE,VALUE,DECIMALS', ...repeated(5, (at) => [`${2018 + at},Ontario [35],Actual incidents,1.2.1,5,0`, `${2018 + at},Quebec [24],Actual incidents,1.3.1,2,0`, `${2018 + at},Canada,Actual incidents,1.1.1,7,0`, `${2018 + at},Ontario [35],Unfounded incidents,1.2.2,1,0`].join('\n'))), { 'actual-incidents': 35, 'unfounded-incidents': 5 }],
    ['one in every row, as much as others', lines('Año,Estado,Extorsiones,Secuestros', ...repeated(10, (at) => `${2010 + at},Chiapas,${at * 3},1`)), { extorsiones: 135, secuestros: 10 }],
    ['victims, and not the number of the month', lines('date,n_year,n_month,victims', ...repeated(12, (at) => `2023-${String(at + 1).padStart(2, '0')}-15,2023,${String(at + 1).padStart(2, '0')},2`)), { victims: 24 }],
    ['victims, and never the people of the place', lines('year,state,victims,population', '2022,Texas,4,29000000', '2022,Texas,3,29000000', '2023,Ohio,2,11000000'), { victims: 9 }],
    ['cases, whose answers are coded', lines('id,año,depto,sexo_per,delito_com', ...repeated(24, (at) => `${at + 1},2023,${[1, 13][at % 2]},${1 + (at % 2)},${[101, 205][at % 2]}`)), { registros: 24 }],
    ['cases, whose unknown answers are -99', lines('yearOfRegistration,citizenship,CountryOfExploitation,isForcedLabour,isSexualExploit', ...repeated(20, (at) => `${2015 + (at % 4)},KH,${['MX', 'US', '-99'][at % 3]},${[0, 1, -99][at % 3]},${[1, -99][at % 2]}`)), { registros: 20 }],
    ['a small table under many titles', lines('Office of Statistics,,', '"Filename: t02.csv",,', 'Table 2. Admissions,,', 'Data source: program,,', 'Date of version: 10/24/2024,,', ',,', 'State,2021,2022', 'California,5,6', 'Texas,1,2', 'Florida/a,3,4', 'Note: of persons.,,', 'a/Not complete.,,'), { cifras: 21 }],
    ['a table below its source and the day of its update', lines('Data Source,World Indicators,', '', 'Last Updated Date,2024-06-28,', '', 'Country Name,Country Code,2021,2022,', 'Mexico,MEX,5,6,', 'Guatemala,GTM,1,2,', 'Aruba,ABW,,3,'), { cifras: 17 }],
  ])('%s', async (_, bytes, figures) => {
    const found = await guessed(bytes, 'oficina.csv')
    expect(found.preview).toMatchObject({ fault: null, refusals: [] })
    expect(sums(found)).toEqual(figures)
  })

  test('states by their short names', async () => {
    const found = await guessed(lines('ENTIDAD,AÑO,VÍCTIMAS', 'CDMX,2023,1', 'Edo. Méx.,2023,2', 'N.L.,2023,3', 'Q. Roo,2023,4', 'Chiapas 1/,2023,5'), 'oficina.csv')
    expect(found.preview.coded.map(({ says }) => says.es)).toEqual(['Ciudad de México', 'México', 'Nuevo León', 'Quintana Roo', 'Chiapas'].map((name) => expect.stringContaining(name)))
  })

  test('the parts of months, in their months', async () => {
    const found = await guessed(bookOf({ 2024: [['Alertas activadas por departamento, 2024'], ['DEPARTAMENTO', 'ENERO', '', 'FEBRERO', '', 'TOTAL'], ['', 'NIÑAS', 'NIÑOS', 'NIÑAS', 'NIÑOS', ''], ['Guatemala', 1, 2, 3, 4, 10], ['San Marcos', 5, 6, 7, 8, 26], ['TOTAL', 6, 8, 10, 12, 36]] }), 'alertas.xlsx')
    expect([sums(found), periods(found)]).toEqual([{ ninas: 16, ninos: 20 }, ['2024-01', '2024-02']])
  })

  test('rows deep in what a data portal answers', async () => {
    const records = [{ _id: 1, Provincia: 'GUAYAS', Fecha: '2023-01-05', Victimas: '4' }, { _id: 2, Provincia: 'EL ORO', Fecha: '2023-02-05', Victimas: '3' }]
    const found = await guessed(Buffer.from(JSON.stringify({ help: 'x', success: true, result: { resource_id: 'y', fields: [{ id: '_id', type: 'int' }], records, total: 2 } })), 'datastore_search.json')
    expect(sums(found)).toEqual({ victimas: 7 })
  })

  test.each([['a day and an hour', '01-ene-24 14:35'], ['a day of the week', 'lunes, 1 de enero de 2024']])('dates with %s', async (_, date) => {
    const found = await guessed(lines('Fecha;Departamento;Víctimas', `${date};La Unión;2`, `${date};San Salvador;3`), 'oficina.csv')
    expect([sums(found), periods(found)]).toEqual([{ victimas: 5 }, ['2024-01']])
  })
})

describe('asked', () => {
  const rows = (alone: boolean) => ['Mexico', 'Peru', 'Belize'].flatMap((country) => [`${country},2022,Total,9`, ...(alone && country === 'Belize' ? [] : [`${country},2022,Female,4`, `${country},2022,Male,5`])])

  test('whether totals count where some have no parts: all of them do until another answer', async () => {
    const found = await guessed(lines('Country,Year,Sex,Victims', ...rows(true)), 'oficina.csv')
    expect(sums(found)).toEqual({ victims: 27 })
    expect(said(found, 'ask')).toContain('1 of 3 figures come only as “Total”, without their parts')
    expect(found.findings.find(({ column }) => column === 'Sex' && said(found, 'ask') !== '')).toBeDefined()
  })

  test('nothing of the kind of the total of everything', async () => {
    const found = await guessed(lines('Sector,Sex,2022,2023', 'North,Female,1,2', 'North,Male,3,4', 'South,Female,5,6', 'South,Male,7,8', ',Total,16,20'), 'oficina.csv')
    expect([sums(found), said(found, 'ask').includes('without their parts')]).toEqual([{ cifras: 36 }, false])
  })

  test('nothing of the kind where every total has its parts', async () => {
    const found = await guessed(lines('Country,Year,Sex,Victims', ...rows(false)), 'oficina.csv')
    expect([sums(found), said(found, 'ask').includes('without their parts')]).toEqual([{ victims: 27 }, false])
  })

  test('whether a word that is a part of another by its name counts with it', async () => {
    const found = await guessed(lines('País,Año,Categoría,Víctimas', ...['México', 'Perú'].flatMap((country) => [`${country},2022,Sexual violence,9`, `${country},2022,Sexual violence: Rape,4`, `${country},2022,Kidnapping,1`])), 'oficina.csv')
    expect([sums(found), said(found, 'ask').includes('“Sexual violence: Rape”: by their names they are parts of “Sexual violence”')]).toEqual([{ victimas: 20 }, true])
    const parts = found.findings.flatMap(({ answers }) => answers).find(({ label }) => label.en === 'The parts')
    expect(parts?.profile.leftOut).toContainEqual({ column: 'Categoría', values: ['Sexual violence'], why: 'not-wanted' })
  })

  test('for the figures behind rates: rows of rates are no cases', async () => {
    const found = await guessed(lines('Entity,Year,"Homicide rate per 100,000 population"', 'Mexico,2021,28.2', 'Colombia,2021,27.5', 'Peru,2021,7.1'), 'oficina.csv')
    expect([found.profile.measures, said(found, 'ask').includes('There is nothing that can be added up')]).toEqual([{}, true])
  })

  test('for two columns where each cell holds two figures', async () => {
    const found = await guessed(lines('Year,Prosecutions,Victims', '2021,"14,939 (1,038)",5', '2022,"17,471 (869)",6', '2023,"11,096 (457)",7'), 'oficina.csv')
    expect([sums(found), said(found, 'ask').includes('“Prosecutions”: each cell holds two figures')]).toEqual([{ victims: 18 }, true])
  })
})

test('what is found is said in English with the quotation marks of English', async () => {
  const found = await guessed(lines('Departamento,Año,Delito,Víctimas', 'Cortés,2023,Trata de personas,<5', 'Yoro,2023,Extorsión,7', 'Total,2023,Trata de personas,7'), 'oficina.csv')
  expect(found.findings.filter(({ says }) => /[«»]/.test(says.en))).toEqual([])
  expect(found.findings.map(({ says }) => says.en).join(' ')).toContain('“Trata de personas” → Trafficking in persons')
})
