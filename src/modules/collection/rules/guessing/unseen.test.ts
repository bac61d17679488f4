// Files of offices nobody described, in the forms they really send: what is read without a word from anyone, and what is asked. All figures are made up.
import { describe, expect, test } from 'vitest'
import { guessed, knowledge } from '../../../../../tests/guessed.ts'
import { bookOf, zipOf } from '../../../../../tests/packed-files.ts'
import { bytesIn } from '../bytes.ts'
import { previewOf } from './preview.ts'
import { lookAt } from './raw.ts'

const lines = (...all: readonly string[]): Buffer => Buffer.from(all.join('\n'))

const totalsOf = ({ preview: { totals } }: Awaited<ReturnType<typeof guessed>>): Record<string, Record<string, number>> => {
  const found: Record<string, Record<string, number>> = {}
  for (const { measure, period, value } of totals) (found[measure] ??= {})[period ?? 'undated'] = value
  return found
}

const saidIn = ({ findings }: Awaited<ReturnType<typeof guessed>>, certainty?: 'ask'): string =>
  findings.filter((finding) => certainty === undefined || finding.certainty === certainty).map(({ says }) => says.es).join(' ')

describe('read exactly, untold', () => {
  test.each([
    ['years by columns and months by rows', lines('Mes,2023,2024', 'Enero,100,200', 'Febrero,110,210', 'Total,210,410'), { events: undefined, period: { '2023-01': 100, '2023-02': 110, '2024-01': 200, '2024-02': 210 } }],
    ['months among which a total stands', lines('año,mes,provincia,casos', '2023,1,Salta,5', '2023,2,Salta,6', '2023,Total,Salta,11', '2023,1,Chaco,1', '2023,Total,Chaco,1'), { period: { '2023-01': 6, '2023-02': 6 } }],
    ['some months of several years', lines('Año;Estado;ENE;FEB', '2023;Chiapas;1;2', '2024;Chiapas;4;5'), { period: { '2023-01': 1, '2023-02': 2, '2024-01': 4, '2024-02': 5 } }],
    ['years of two digits', lines('Fecha,Estado,Casos', '31/01/24,Chiapas,3', '05/02/24,Oaxaca,4'), { period: { '2024-01': 3, '2024-02': 4 } }],
    ['dates as day numbers of a spreadsheet', lines('Fecha,Estado,Víctimas', '45292,Chiapas,3', '45324,Chiapas,5'), { period: { '2024-01': 3, '2024-02': 5 } }],
    ['undated beside years', lines('Año,Departamento,Víctimas', '2023,Lima,1', 'Sin fecha,Lima,9', '2022,Piura,2'), { period: { 2022: 2, 2023: 1, undated: 9 } }],
    ['totals of every age', lines('Año,Departamento,Grupo de edad,Víctimas', '2023,Lima,0 a 5,1', '2023,Lima,6-11,2', '2023,Lima,Todas las edades,3', '2023,Piura,18 y más,4'), { period: { 2023: 7 } }],
    ['totals told in a column of no use', lines('nom_ent,nom_mun,anio,victimas', 'Chiapas,Total estatal,2023,10', 'Chiapas,Tapachula,2023,7', 'Chiapas,Comitán,2023,3'), { period: { 2023: 10 } }],
    ['totals without a name', lines('Provincia,Año,Casos', 'Loja,2023,5', 'El Oro,2023,6', 'Azuay,2023,7', ',2023,18', 'Loja,2024,1', 'El Oro,2024,2', ',2024,3'), { period: { 2023: 18, 2024: 3 } }],
    ['totals of a state where no municipality is named', lines('estado,municipio,anio,victimas', 'Chiapas,,2023,10', 'Chiapas,Tapachula,2023,7', 'Chiapas,Comitán,2023,3', 'Oaxaca,,2023,9', 'Oaxaca,Juchitán,2023,5', 'Oaxaca,Ixtepec,2023,4'), { period: { 2023: 19 } }],
    ['a country among its own states', lines('Ano;UF;Vítimas', '2023;SP;12', '2023;RJ;50', '2023;BR;62'), { period: { 2023: 62 } }],
    ['national, where it is a nationality', lines('Estado,Año,Procedencia,Casos', 'Chiapas,2023,Nacional,5', 'Chiapas,2023,Extranjera,2', 'Oaxaca,2023,Nacional,1'), { period: { 2023: 8 } }],
    ['three words of which one happens to be the sum', lines('Estado,Año,Modalidad,Casos', 'Chiapas,2023,A,5', 'Chiapas,2023,B,2', 'Chiapas,2023,C,3'), { period: { 2023: 10 } }],
    ['merged cells', bookOf({ Datos: [['Departamento', 'Delito', 2022, 2023], ['Ayacucho', 'Trata de personas', 3, 4], ['', 'Secuestro', 1, 2], ['Puno', 'Trata de personas', 5, 6], ['', 'Secuestro', 7, 8], ['Total', '', 16, 20]] }), { period: { 2022: 16, 2023: 20 } }],
    ['months under years', bookOf({ A: [['Víctimas de secuestro'], ['Departamento', 2023, '', 2024, ''], ['', 'Ene', 'Feb', 'Ene', 'Feb'], ['Cauca', 1, 2, 4, 5], ['Nariño', 1, 1, 2, 2]] }), { period: { '2023-01': 2, '2023-02': 3, '2024-01': 6, '2024-02': 7 } }],
    ['header lines that come again', lines('Provincia,2021,2022', 'Pichincha,1,2', '', 'Provincia,2021,2022', 'Guayas,4,5'), { period: { 2021: 5, 2022: 7 } }],
    ['ends of line of an old Macintosh', Buffer.from('Estado,Año,Casos\rChiapas,2023,4\rOaxaca,2023,5\r'), { period: { 2023: 9 } }],
    ['a ZIP of a table and what is said about it', zipOf({ 'leeme.txt': 'Datos de prueba\n', 'datos.csv': 'anio,provincia,casos\n2023,Salta,5\n2024,Jujuy,6\n' }), { period: { 2023: 5, 2024: 6 } }],
    ['objects within objects', lines(...[['Cusco', 2], ['Tacna', 3]].map(([departamento, victimas]) => JSON.stringify({ fecha: '2024-03-05', lugar: { departamento }, victimas }))), { period: { '2024-03': 5 } }],
    ['an array within one object', Buffer.from(JSON.stringify({ status: 'ok', meta: { n: 2 }, data: [{ anio: 2023, provincia: 'Salta', casos: 5 }, { anio: 2024, provincia: 'Jujuy', casos: 7 }], next: [1] })), { period: { 2023: 5, 2024: 7 } }],
    ['a column of numbers that only counts the rows', lines('No.;Año;Estado;Denuncias', '1;2023;Chiapas;40', '2;2023;Oaxaca;50', ';2023;Total;90'), { period: { 2023: 90 } }],
    ['flags of a case in each row', lines('id_caso,fecha,estado,es_menor,trata', '1,2024-01-02,Chiapas,0,1', '2,2024-01-03,Oaxaca,1,0', '3,2024-01-03,Chiapas,0,1'), { period: { '2024-01': 3 } }],
    ['degrees with a decimal comma', lines('fecha;pais;latitud;longitud;muertos', '2023-01-02;México;19,4;-99,1;2', '2023-01-05;Guatemala;14,6;-90,5;1'), { period: { '2023-01': 3 } }],
  ])('%s', async (_, bytes, { period }) => {
    const found = await guessed(bytes, 'oficina')
    expect(found.preview.refusals).toEqual([])
    expect(Object.values(totalsOf(found))[0]).toEqual(period)
  })
})

describe('never a figure', () => {
  test.each([
    ['the age of each person', ['folio,fecha,estado,edad', 'A1,2024-01-05,Chiapas,19', 'A2,2024-01-06,Oaxaca,23'], 'edad'],
    ['an age within an object', [JSON.stringify({ fecha: '2024-01-05', victima: { edad: 19 } }), JSON.stringify({ fecha: '2024-01-06', victima: { edad: 23 } })], 'victima.edad'],
    ['an id', ['id_caso,fecha,estado', '1,2024-01-02,Chiapas', '2,2024-01-03,Oaxaca'], 'id_caso'],
  ])('%s', async (_, rows, column) => {
    const { profile, preview } = await guessed(rows, 'casos')
    expect(Object.values(profile.measures)).toEqual([{ from: 'row', when: [] }])
    expect(profile.territory).not.toMatchObject({ column })
    expect(preview.counts).toMatchObject({ accepted: 2, refused: 0 })
  })

  test('more than a dozen columns of numbers: those whose titles count, and the rest said', async () => {
    const header = ['Estado', 'Año', 'Casos', ...Array.from({ length: 197 }, (_, at) => `v${at}`)]
    const found = await guessed([header.join(','), ...['Chiapas', 'Oaxaca'].map((state, row) => [state, '2023', 4 + row, ...Array.from({ length: 197 }, (_, at) => at * (row + 2))].join(','))])
    expect(totalsOf(found)).toEqual({ casos: { 2023: 9 } })
    expect(saidIn(found)).toMatch(/Otras 197 columnas de números no se usan/)
  })
})

describe('codes of places', () => {
  test('states by their letters alone are not countries, and countries are not states', async () => {
    const states = await guessed(['fecha,state,victims', '2024-01-02,TX,3', '2024-02-03,AZ,4', '2024-03-11,CA,5'])
    expect(states.profile.territory).toMatchObject({ kind: 'name', country: 'US', codes: { AZ: 'US-AZ', NY: 'US-NY' } })
    expect(states.preview.counts).toMatchObject({ accepted: 3, refused: 0 })
    const countries = await guessed(['fecha,pais,victimas', '2024-01-02,CA,3', '2024-02-03,PA,4', '2024-03-11,CO,5'])
    expect(countries.profile.territory).toMatchObject({ kind: 'country' })
  })
})

describe('several figures for each period or row', () => {
  test('a header in two rows gives one figure for each of its words', async () => {
    const found = await guessed(bookOf({ Portada: [['Boletín']], Cuadro: [
      ['Cuadro 1. Víctimas de trata de personas'], ['Departamento', '2022', '', '2023', '', 'Total'], ['', 'Mujeres', 'Hombres', 'Mujeres', 'Hombres', ''],
      ['Guatemala', 10, 4, 12, 6, 32], ['Petén', 3, 1, 2, 2, 8], ['Total', 13, 5, 14, 8, 40], ['Fuente: la oficina'],
    ] }), 'cuadro.xlsx')
    expect(totalsOf(found)).toEqual({ mujeres: { 2022: 13, 2023: 14 }, hombres: { 2022: 5, 2023: 8 } })
    expect(found.draft.measures.map(({ unit }) => unit)).toEqual(['victims', 'victims'])
  })
  test('a column that says what each row counts is never added up', async () => {
    const found = await guessed(['iso3,year,indicator,value', 'HND,2022,Detected trafficking victims,120', 'SLV,2022,Detected trafficking victims,<5', 'HND,2022,Persons convicted,12'])
    expect(totalsOf(found)).toEqual({ 'detected-trafficking-victims': { 2022: 120 }, 'persons-convicted': { 2022: 12 } })
    expect(found.draft.measures.map(({ unit }) => unit)).toEqual(['victims', 'persons'])
  })
  test('a title of one figure is not the offence of the others', async () => {
    const { profile } = await guessed(['Ano;UF;Vítimas de tráfico de pessoas;Contrabando de migrantes', '2023;SP;12;1', '2023;RJ;50;2'])
    expect(profile.offence).toBeUndefined()
  })
})

describe('said or asked', () => {
  test.each([
    ['other sheets with the same table', bookOf({ 2022: [['Departamento', 'Casos'], ['Boaco', 3], ['Chontales', 4]], 2023: [['Departamento', 'Casos'], ['Boaco', 5]] }), /misma tabla en varias hojas: «2022», «2023»\. Se leen juntas/],
    ['formulas without their result', bookOf({ H: [['Departamento', 'Año', 'Casos'], ['Boaco', 2023, 3], ['Chontales', 2023, '=1+3']] }), /fórmulas que el libro guardó sin su resultado/],
    ['titles that come again', lines('Estado,Casos,,Estado,Casos', 'Chiapas,3,,Oaxaca,4', 'Tabasco,5,,Puebla,6'), /Hay títulos repetidos: «Estado \(2\)», «Casos \(2\)»/],
    ['a column without a title', lines('Estado,Año,Casos,', 'Chiapas,2023,4,x', 'Oaxaca,2023,5,y'), /Una columna tiene datos y no tiene título/],
    ['figures in thousands', lines('País,Año,Migrantes (miles)', 'Chile,2023,12', 'Perú,2023,33'), /habla de miles o millones/],
    ['which of two dates', lines('fecha_registro;fecha_hechos;estado', '05/01/2024;28/12/2023;Chiapas', '06/01/2024;30/12/2023;Oaxaca'), /Se toma «fecha_hechos»/],
    ['blank cells below others', bookOf({ D: [['Departamento', 'Delito', 2023], ['Puno', 'Trata', 3], ['', 'Secuestro', 1], ['', 'Extorsión', 9], ['Lima', 'Trata', 5], ['', 'Secuestro', 2]] }), /celdas vacías debajo de otras llenas/],
  ])('%s', async (_, bytes, sentence) => {
    expect(saidIn(await guessed(bytes, 'oficina'), 'ask')).toMatch(sentence)
  })

  test('a date that another date of the file tells is not asked', async () => {
    const { profile } = await guessed(['fecha_hechos;fecha_registro;estado', '02/01/2024;28/01/2024;Chiapas', '03/01/2024;30/01/2024;Oaxaca'])
    expect(profile.period).toMatchObject({ column: 'fecha_hechos', style: 'DD/MM/YYYY' })
  })
  test('figures with a footnote’s mark are refused one by one, not taken for words', async () => {
    const { profile, preview } = await guessed(['Estado,Año,Víctimas', 'Chiapas,2023,4', 'Oaxaca,2023,5*', 'Puebla,2023,6', 'Jalisco,2023,8'])
    expect(Object.keys(profile.measures)).toEqual(['victimas'])
    expect(preview.counts).toMatchObject({ accepted: 3, refused: 1 })
  })
  test('months run together are no month', async () => {
    const { profile } = await guessed(['Departamento,Enero,Enero-Febrero,Enero-Marzo', 'Cauca,1,3,6', 'Nariño,3,4,9'])
    expect(profile.period).toBeUndefined()
  })
})

test('of a file with very many columns only as many first rows are looked at as its cells allow', async () => {
  const row = (word: string): string => [word, ...Array.from({ length: 1500 }, (_, at) => at)].join(',')
  const { seen } = await guessed([row('titulo').replaceAll(/\d+/g, 'c$&'), ...Array.from({ length: 400 }, () => row('x'))])
  expect([seen.isWhole, seen.shape.rows.length < 300]).toEqual([false, true])
})

describe('the next release, read by what was made of the last', () => {
  const nextRead = async (first: readonly [string, readonly string[]], next: readonly [string, readonly string[]]) => {
    const { draft } = await guessed(first[1], first[0])
    const bytes = bytesIn(Buffer.from(`${next[1].join('\n')}\n`))
    const { counts, totals, fault } = await previewOf(bytes, draft, await lookAt(bytes, next[0], 1000), { mostRows: 1000, knowledge })
    return { counts, fault: fault?.es ?? null, totals: Object.fromEntries(totals.map(({ period, value }) => [period, value])) }
  }
  const months: readonly [string, readonly string[]] = ['fiscalia.tsv', ['ENTIDAD\tENE-24\tFEB-24\tTOTAL', 'Chiapas\t3\t4\t7', 'Oaxaca\t1\t1\t2', 'TOTAL GENERAL\t4\t5\t9']]

  test.each([
    ['months of another year, in columns', months, ['fiscalia.tsv', ['ENTIDAD\tENE-25\tFEB-25\tMAR-25\tTOTAL', 'Chiapas\t1\t1\t1\t3', 'TOTAL GENERAL\t1\t1\t1\t3']], { '2025-01': 1, '2025-02': 1, '2025-03': 1 }],
    ['one more year, columns in another order and a new one', ['a.csv', ['Provincia,2022,2023', 'Loja,1,2', 'Azuay,3,4']], ['a.csv', ['Fuente,2024,2023,2022,Provincia', 'x,9,2,1,Loja', 'x,9,4,3,Azuay']], { 2022: 4, 2023: 6, 2024: 18 }],
    ['one more year, months by rows', ['a.csv', ['Mes,2022,2023', 'Enero,1,2', 'Febrero,3,4']], ['a.csv', ['Mes,2022,2023,2024', 'Enero,1,2,5']], { '2022-01': 1, '2023-01': 2, '2024-01': 5 }],
    ['the months that were lacking', ['a.csv', ['Año;Estado;ENE;FEB', '2023;Chiapas;1;2', '2024;Chiapas;4;5']], ['a.csv', ['Año;Estado;ENE;FEB;MAR', '2025;Chiapas;1;2;3']], { '2025-01': 1, '2025-02': 2, '2025-03': 3 }],
    ['the same year again, where only the title says it', ['casos_2024.csv', ['Estado,Casos', 'Chiapas,3', 'Oaxaca,4']], ['casos_2024_final.csv', ['Estado,Casos', 'Chiapas,5']], { 2024: 5 }],
    ['another year in the file’s name', ['casos_2024.csv', ['Estado,Casos', 'Chiapas,3', 'Oaxaca,4']], ['casos_2025.csv', ['Estado,Casos', 'Chiapas,5']], { 2025: 5 }],
    ['another year in the title above', ['denuncias.csv', ['Denuncias por provincia 2024,,', 'Provincia,Enero,Febrero', 'Loja,1,2', 'Azuay,3,4']], ['denuncias.csv', ['Denuncias por provincia 2025,,', 'Provincia,Enero,Febrero', 'Loja,1,2']], { '2025-01': 1, '2025-02': 2 }],
  ] as const)('%s', async (_, first, next, totals) => {
    expect(await nextRead(first, next)).toMatchObject({ fault: null, counts: { refused: 0 }, totals })
  })

  test.each([
    ['several other years in the file’s name', ['casos_2024.csv', ['Estado,Casos', 'Chiapas,3', 'Oaxaca,4']], ['casos_2025_2026.csv', ['Estado,Casos', 'Chiapas,5']], /lee las cifras de 2024.* dice 2025, 2026/],
    ['no year in the file’s name', ['casos_2024.csv', ['Estado,Casos', 'Chiapas,3', 'Oaxaca,4']], ['casos.csv', ['Estado,Casos', 'Chiapas,5']], /este no dice ninguno/],
    ['no column of a period', months, ['fiscalia.tsv', ['ENTIDAD\tVíctimas\tCarpetas', 'Chiapas\t1\t1']], /le faltan estas columnas: «ENE-24», «FEB-24»/],
  ] as const)('%s is refused, in words', async (_, first, next, sentence) => {
    expect((await nextRead(first, next)).fault).toMatch(sentence)
  })
})
