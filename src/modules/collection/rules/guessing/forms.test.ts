// The forms in which publishers of the region and of the world really send their tables: what is read untold, and what is asked. All figures are made up.
import { describe, expect, test } from 'vitest'
import { guessed, knowledge } from '../../../../../tests/guessed.ts'
import { bookOf } from '../../../../../tests/packed-files.ts'
import { bytesIn } from '../bytes.ts'
import { previewOf } from './preview.ts'

const lines = (...all: readonly string[]): Buffer => Buffer.from(`${all.join('\n')}\n`)

type Found = Awaited<ReturnType<typeof guessed>>

const totalsOf = ({ preview: { totals } }: Pick<Found, 'preview'>): Record<string, number> => {
  const found: Record<string, number> = {}
  for (const { period, value } of totals) found[period ?? 'undated'] = (found[period ?? 'undated'] ?? 0) + value
  return found
}

const asked = ({ findings }: Found): string => findings.filter(({ certainty }) => certainty === 'ask').map(({ says }) => says.es).join(' ')

const figuresOf = ({ profile }: Found): string[] => Object.keys(profile.measures)

const byPlace = (found: Found): string[] => found.preview.coded.map(({ says }) => says.es)

describe('read exactly', () => {
  test.each([
    ['months in which hardly anything happened', lines('Denuncias 2024,,', 'Estado,Ene,Feb,Mar', 'Chiapas,3,-,1', 'Oaxaca,4,-,2', 'Puebla,5,-,3', 'Jalisco,1,7,1', 'Colima,1,-,1'), { '2024-01': 14, '2024-02': 7, '2024-03': 8 }],
    ['months run together with their year', lines('Route,BorderLocation,JAN2023,FEB2023', 'Western,Sea,3,4', 'Central,Land,1,2'), { '2023-01': 4, '2023-02': 6 }],
    ['figures of two years below one title, and their rates', lines(';Unidades da Federação;Vítimas;;Taxa por 100 mil;', ';;2022;2023;2022;2023', ';Acre;5;6;1,2;1,3', ';São Paulo;7;8;0,1;0,2', ';Rondônia;1;2;0,3;0,4', 'Fonte: Secretarias;;;;;'), { 2022: 13, 2023: 16 }],
    ['months by rows of the year that the title names', bookOf({ H: [['Personas retornadas a Guatemala, 2023'], ['Mes', 'Hombres', 'Mujeres'], ['Enero', 5, 1], ['Febrero', 6, 2], ['Total', 11, 3]] }), { '2023-01': 6, '2023-02': 8 }],
    ['years with a mark beside them', lines('Estado,Año,Víctimas', 'Chiapas,2023,4', 'Oaxaca,2024*,5', 'Puebla,2025 (p),6'), { 2023: 4, 2024: 5, 2025: 6 }],
    ['tags for programs below the titles', lines('reporting_date,admin1_name,individuals', '#date,#adm1+name,#affected+ind', '2024-01-15,Darién,30', '2024-02-15,Chiriquí,4'), { '2024-01': 30, '2024-02': 4 }],
    ['rates among counts, told by their unit', lines('Iso3_code,Year,Unit of measurement,VALUE', 'MEX,2022,Counts,100', 'MEX,2022,"Rate per 100,000 population",0.8', 'HND,2022,Counts,20', 'HND,2022,"Rate per 100,000 population",1.9'), { 2022: 120 }],
    ['sexes and their sum by letters, the day of the update beside the year', lines('LAST UPDATE,freq,sex,unit,geo,TIME_PERIOD,OBS_VALUE', '23/04/25 23:00:00,A,T,NR,ES,2021,7', '23/04/25 23:00:00,A,M,NR,ES,2021,3', '23/04/25 23:00:00,A,F,NR,ES,2021,4', '23/04/25 23:00:00,A,F,P_HTHAB,ES,2021,0.02', '23/04/25 23:00:00,A,F,NR,EL,2022,5'), { 2021: 7, 2022: 5 }],
    ['several columns packed in one, and figures with flags', lines('freq,sex,unit,geo\\TIME_PERIOD\t2021 \t2022 ', 'A,M,NR,ES\t3 b\t: ', 'A,F,NR,ES\t4 \t5 ep', 'A,T,NR,ES\t7 \t5 ', 'A,F,P_HTHAB,ES\t0.02 \t0.03 '), { 2021: 7, 2022: 5 }],
    ['objects in one that holds an empty list too', Buffer.from(JSON.stringify({ page: 1, total: [], items: [{ year: 2022, coa_iso: 'MEX', refugees: 4, idps: '-' }, { year: 2023, coa_iso: 'CRI', refugees: 5, idps: '-' }] })), { 2022: 4, 2023: 5 }],
    ['figures by sex beside figures by form, each a total of the other', lines('Country,Year,Dimension,Category,Sex,Value', 'Mexico,2022,Total,Total,Male,3', 'Mexico,2022,Total,Total,Female,4', 'Mexico,2022,Total,Total,Total,7', 'Mexico,2022,by form,Forced labour,Total,5', 'Mexico,2022,by form,Other,Total,2', 'Peru,2022,Total,Total,Male,1', 'Peru,2022,Total,Total,Total,1'), { 2022: 8 }],
    ['the names of the rows without a title', lines('Entradas por vía;;', ';2023;2024', 'Marítima;10;20', 'Terrestre;3;4', 'TOTAL;13;24'), { 2023: 13, 2024: 24 }],
    ['quarters and the year they add up to', lines('Provincia,Ene-Mar 2024,Abr-Jun 2024,Jul-Sep 2024,Oct-Dic 2024,Total 2024', 'Santiago,1,2,3,4,10', 'La Vega,1,1,1,1,4'), { 2024: 14 }],
    ['continents and regions among countries', bookOf({ C: [['Eventos de personas en México, según país de nacionalidad, 2024'], ['Continente / país de nacionalidad', 'Ene.', 'Feb.'], ['América', 30, 60], ['América Central', 20, 40], ['Honduras', 5, 15], ['Guatemala', 15, 25], ['América del Sur', 10, 20], ['Venezuela', 10, 20], ['África', 4, 5], ['Senegal', 4, 5]] }), { '2024-01': 34, '2024-02': 65 }],
  ])('%s', async (_, bytes, totals) => {
    const found = await guessed(bytes, 'oficina')
    expect(found.preview).toMatchObject({ fault: null, refusals: [] })
    expect(totalsOf(found)).toEqual(totals)
  })

  test.each([
    ['names with what kind of place they are', lines('Unidad,Año,Casos', 'Región de Tarapacá,2023,4', 'Región de Antofagasta,2023,5', 'Región Metropolitana,2023,5'), ['Tarapacá', 'Antofagasta', 'Metropolitana']],
    ['names without their article, with a mark', lines('DEPARTAMENTO,Año,Casos', 'ANTIOQUIA,2023,4', 'GUAJIRA,2023,5', 'NARIÑO,2023,5', 'BOGOTÁ D.C. (CT),2023,1'), ['Antioquia', 'La Guajira', 'Nariño', 'Bogotá']],
  ])('places: %s', async (_, bytes, places) => {
    const found = await guessed(bytes, 'oficina.csv')
    expect(found.preview.unknown).toEqual([])
    for (const [at, place] of places.entries()) expect(byPlace(found)[at]).toContain(place)
  })

  test.each([
    ['figures that all differ', lines('Year,Country of asylum (ISO),Refugees,Asylum-seekers', ...Array.from({ length: 12 }, (_, at) => `2023,${['MEX', 'CRI', 'USA'][at % 3] ?? ''},${at % 2},${(at * 7919) % 1000}`)), ['refugees', 'asylum-seekers']],
    ['codes and grades', lines('UBIGEO_HECHO,POPULATION_GROUP_CODE,Source Quality,ANIO,DPTO,cantidad', '150101,5,4,2023,LORETO,3', '80101,6,2,2024,CUSCO,4'), ['cantidad']],
    ['the year beside a date', lines('Incident Date,Year,Country of Incident,Total Dead', '2024-03-05,2024,Mexico,2', '2025-03-05,2025,Panama,3'), ['total-dead']],
  ])('figures are what counts: %s', async (_, bytes, figures) => {
    expect(figuresOf(await guessed(bytes, 'oficina.csv'))).toEqual(figures)
  })
})

describe('fiscal years', () => {
  const months = lines('Fiscal Year,Month (abbv),State,Encounter Count', '2024,OCT,Texas,7', '2024,JAN,Texas,5', '2025 (FYTD),DEC,Arizona,3')

  test('begin in October of the year before, and it is asked', async () => {
    const found = await guessed(months, 'encounters.csv')
    expect(totalsOf(found)).toEqual({ '2023-10': 7, '2024-01': 5, '2024-12': 3 })
    expect(asked(found)).toMatch(/«Fiscal Year» parece un año fiscal: empieza en octubre/)
    const natural = found.findings.flatMap(({ answers }) => answers).find(({ label }) => label.en === 'No: it is the calendar year')
    const profile = { ...found.profile, ...natural?.profile }
    expect(totalsOf({ preview: await previewOf(bytesIn(months), { ...found.draft, profile }, found.seen, { mostRows: 10, knowledge }) })).toEqual({ '2024-10': 7, '2024-01': 5, '2025-12': 3 })
  })
  test('are told by the order of twelve months in columns', async () => {
    const found = await guessed(lines('Sector,Year,Oct,Nov,Dec,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep', 'Tucson,2024,1,0,0,2,0,0,0,0,0,0,0,4', 'Yuma,2024,1,0,0,0,0,0,0,0,0,0,0,4'), 'sectors.csv')
    expect([found.preview.totals.find(({ period }) => period === '2023-10')?.value, found.preview.totals.find(({ period }) => period === '2024-09')?.value]).toEqual([2, 8])
  })
  test('without months are kept as named, and that is said', async () => {
    const found = await guessed(lines('U.S. Border Patrol,,,', 'Sector,FY2022,FY2023,FY2024TD', 'Tucson,"1,200","2,300","1,100"', 'Yuma,1,2,3'), 'sectors.csv')
    expect(found.profile.territory).toEqual({ kind: 'whole-country', country: 'US' })
    expect([totalsOf(found), asked(found)]).toEqual([{ 2022: 1201, 2023: 2302, 2024: 1103 }, expect.stringMatching(/años fiscales, que no son los del calendario/)])
  })
})

describe('asked', () => {
  test('whether the country is where persons come from or where it happened', async () => {
    const bytes = bookOf({ H: [['Personas solicitantes de la condición de refugiado en México, 2024'], ['No.', 'País', 'Enero', 'Febrero'], [1, 'Honduras', 5, 6], [2, 'Cuba', 7, 8]] })
    const found = await guessed(bytes, 'oficina.xlsx')
    expect(found.profile).toMatchObject({ territory: { kind: 'whole-country', country: 'MX' }, nationality: { column: 'País' } })
    const [, place] = found.findings.find(({ says }) => says.es.includes('de dónde son las personas'))?.answers ?? []
    expect(place).toMatchObject({ label: { en: 'Where it happened' }, profile: { territory: { kind: 'country', column: 'País' } }, without: ['nationality'] })
  })
  test('of which of the countries that its titles name a file is; where something begins or ends comes last', async () => {
    const found = await guessed(lines('Tránsito por la frontera con Colombia,,', 'República de Panamá 2024,,', 'Nacionalidad,Ene.,Feb.', 'Haití (Chile),1,2', 'Cuba,3,4'), 'oficina.csv')
    expect(found.profile.territory).toEqual({ kind: 'whole-country', country: 'PA' })
    expect(found.findings.find(({ says }) => says.en.includes('Where did all of it happen?'))?.answers.map(({ label }) => label.es)).toEqual(['Panamá', 'Colombia', 'No dice el lugar'])
    const returned = await guessed(bookOf({ H: [['Instituto Guatemalteco de Migración'], ['Retornados de Estados Unidos y México, 2023'], ['Mes', 'Hombres', 'Mujeres'], ['Enero', 1, 2], ['Febrero', 3, 4]] }), 'retornados.xlsx')
    expect(returned.profile.territory).toEqual({ kind: 'whole-country', country: 'GT' })
    expect(found.preview.unknown[0]).toMatchObject({ word: 'Haití (Chile)', suggestions: [{ meaning: 'HT' }] })
  })
  test('nothing, of countries of origin beside the places of one country', async () => {
    const found = await guessed(lines('PAÍS,AÑO,REGIÓN,TOTAL', 'VENEZUELA,2023,TARAPACÁ,4', 'HAITÍ,2023,VALPARAÍSO,5', 'CHILE,2023,COQUIMBO,1'), 'a.csv')
    expect(found.profile).toMatchObject({ territory: { kind: 'name', column: 'REGIÓN', country: 'CL' }, nationality: { column: 'PAÍS' } })
    const together = await guessed(lines('PAÍS,AÑO,REGIÓN,TOTAL', 'CHILE,2023,TARAPACÁ,4', 'CHILE,2023,VALPARAÍSO,5', 'PERÚ,2023,CUSCO,1'), 'a.csv')
    expect(together.profile.nationality).toBeUndefined()
  })
  test('which of two countries is the place, unless a title says it', async () => {
    const rows = ['2023,MEX,HND,4', '2023,CRI,NIC,5', '2023,USA,CUB,5']
    const found = await guessed(lines('year,country_a,country_b,total', ...rows), 'a.csv')
    expect(found.findings.find(({ says }) => says.es.includes('son países. ¿Cuál es donde ocurrió'))?.answers.map(({ profile }) => (profile.territory as { column: string }).column)).toEqual(['country_a', 'country_b'])
    const told = await guessed(lines('year,coo_iso,coa_iso,total', ...rows), 'a.csv')
    expect([told.profile.territory, told.profile.nationality]).toMatchObject([{ column: 'coa_iso' }, { column: 'coo_iso' }])
    expect(asked(told)).not.toMatch(/son países/)
  })
  test('whether a year is over, where the titles speak of a part of it', async () => {
    expect(asked(await guessed(lines('Datos acumulados del 1 de enero al 30 de noviembre,,', 'Vía,2023,2024', 'Mar,1,2', 'Tierra,3,4'), 'informe.csv'))).toMatch(/quizá alguno de los años no está completo/)
  })
  test('figures of runs of months alone, which are not kept', async () => {
    const found = await guessed(lines('Provincia,T1 2024,T2 2024', 'Santiago,1,2', 'La Vega,1,1'), 'informe.csv')
    expect([found.profile.period, found.profile.measures, asked(found)]).toEqual([undefined, {}, expect.stringMatching(/varios meses juntos.*no se usan/)])
  })
  test('an unfinished region is no sum: what it is stays to be said', async () => {
    const found = await guessed(lines('País de nacionalidad,Año,Casos', 'África,2023,9', 'Senegal,2023,4', 'Cuba,2023,8'), 'a.csv')
    expect(found.preview.unknown.map(({ word }) => word)).toEqual(['África'])
  })
})
