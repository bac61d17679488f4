// The check figures of the files that came with part two of the shipped profiles, and the columns their publishers use today.
import { expect, test } from 'vitest'
import { fileOf, open, readPath, readWhole, real, sum, type ReadWhole } from '../../../../tests/collection-files.ts'
import { countries } from '../../catalogues/index.ts'
import { codebook } from '../actions/codebook.ts'
import { bytesAt } from './bytes.ts'
import { rowCoder } from './coding.ts'
import { faultOf } from './fault.ts'
import { sourceById } from './sources.ts'

type ReadCell = ReadWhole['cells'][number]

const incidents = (cells: ReadWhole['cells'], has: (cell: ReadCell) => boolean): [number, number] =>
  [sum(cells, (cell) => cell.measure === 'incidents' && has(cell)), sum(cells, (cell) => cell.measure === 'dead_and_missing' && has(cell))]

const year = (cell: ReadCell): string => (cell.start ?? '').slice(0, 4)

real('IOM 2014–2023 without identifiers: 57,513 dead and missing, equal rows kept, by month', 'missing_migrants/mmp_2014-2023_kaggle_noid.csv', async (file) => {
  const { read, refused, cells, table } = await readPath(file, 'iom-missing-migrants')
  expect([read, refused, table.profile.id]).toEqual([13_020, [], 'iom-year-month'])
  expect(incidents(cells, () => true)).toEqual([13_020, 57_513])
  const border = (at: string): [number, number] => incidents(cells, (cell) => cell.route === 'US-Mexico border crossing' && year(cell) === at)
  expect(['2019', '2020', '2021', '2022'].map(border)).toEqual([[382, 524], [446, 475], [510, 729], [528, 671]])
  expect(incidents(cells, ({ route }) => route === 'Darien')).toEqual([98, 316])
  expect(cells.filter((cell) => cell.measure === 'incidents' && cell.lat === null)).toHaveLength(36)
  expect(cells.every((cell) => cell.grain === 'month')).toBe(true)
})

// No published total is at hand for the next two: the sums are those of the files, so that a change of coding shows.
real('IOM September 2022 with Main ID: every incident, its point and its several causes', 'missing_migrants/mmp_2022-09_global_mainid_wkt.csv', async (file) => {
  const { read, refused, cells, table } = await readPath(file, 'iom-missing-migrants')
  expect([read, refused, table.profile.id]).toEqual([11_170, [], 'iom-incident-month'])
  expect(incidents(cells, () => true)).toEqual([11_170, 50_011])
  expect(cells[0]).toMatchObject({ start: '2014-01-01', nationality: 'GT', lat: 31.650259, lon: -110.366453, category: 'Incident' })
  expect(cells.some(({ cause }) => cause === 'Vehicle accident / death linked to hazardous transport; Violence; Mixed or unknown')).toBe(true)
  expect(sum(cells, (cell) => cell.measure === 'incidents' && cell.category === 'Incident; Split Incident')).toBe(2)
})

real('IOM 2016 from ArcGIS: midnights written in universal time fall on the day that was meant, undated rows apart, one negative count refused', 'missing_migrants/mmp_2016-12-22_arcgis_format.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'iom-missing-migrants')
  expect([read, refused.map(({ column, value }) => [column, value])]).toEqual([1733, [['DEAD', '-3']]])
  expect(cells[0]).toMatchObject({ start: '2015-05-12', nationality: 'AF', lat: 45.732147628000064, region: 'Europe' })
  expect(cells.filter((cell) => cell.measure === 'incidents' && cell.grain === 'undated')).toHaveLength(9)
  expect(sum(cells, (cell) => cell.measure === 'dead' || cell.measure === 'missing')).toBe(18_486)
  expect([...new Set(cells.map(({ region }) => region))]).not.toContain('Middle East ')
})

real('IOM iom_mmp: incidents and persons in the Americas by year', 'iom_gdidata/iom_mmp.csv', async (file) => {
  const { cells } = await readPath(file, 'iom-missing-migrants')
  const americas = new Set(countries().filter(({ isAmericas }) => isAmericas).map(({ code }) => code))
  const years = ['2014', '2015', '2016', '2017', '2018', '2019', '2020', '2021', '2022', '2023', '2024', '2025']
  expect(years.map((at) => incidents(cells, (cell) => americas.has(cell.country ?? '') && year(cell) === at))).toEqual([
    [405, 618], [476, 737], [651, 954], [543, 792], [472, 587], [502, 868], [579, 811], [779, 1401], [839, 1528], [787, 1413], [781, 1272], [83, 175],
  ])
  expect(cells.some(({ cause }) => cause === 'Drowning; Violence')).toBe(true)
})

real('SESNSP victims: 927,360 rows, victims by offence and year, apart from case files', 'mexico_sesnsp/sesnsp_victimas_estatal_long_2015-2025.csv.bz2', async (file) => {
  const table = await open(bytesAt(file), 'sesnsp-victimas')
  const code = rowCoder(table, codebook)
  const sums = new Map<string, number>()
  let rows = 0
  for await (const batch of table.rows) {
    for (const coded of batch.map(code)) {
      rows += 1
      if (!('cells' in coded)) throw new Error(`line ${coded.line} was not accepted`)
      for (const { start, grain, measure, value } of coded.cells) {
        const key = [coded.dimensions.offence, start?.slice(0, 4), grain, measure].join(' ')
        sums.set(key, (sums.get(key) ?? 0) + (value ?? 0))
      }
    }
  }
  const victims = (offence: string, at: string): number | undefined => sums.get(`${offence} ${at} month victims`)
  expect([rows, table.profile.id]).toEqual([927_360, 'sesnsp-victimas-long'])
  expect(['2015', '2022', '2023', '2024'].map((at) => victims('tip', at))).toEqual([1171, 942, 936, 790])
  expect([victims('kidnapping', '2024'), victims('extortion', '2023')]).toEqual([908, 10_946])
}, 120_000)

for (const [at, figures] of [['2019', [8306, 14_918, 1902]], ['2022', [8306, 15_605, 1517]], ['2023', [10_342, 20_026, 1917]], ['2025', [12_253, 22_840, 1905]]] as const) {
  real(`RNPDNO ${at}: dated persons by category, and the undated group that every file repeats`, `mexico_rnpdno/rnpdno_agg_${at}.csv.gz`, async (file) => {
    const { refused, cells } = await readPath(file, 'rnpdno')
    const total = (isUndated: boolean): number[] => ['DESAPARECIDA_O_NO_LOCALIZADA', 'LOCALIZADA_CON_VIDA', 'LOCALIZADA_SIN_VIDA'].map((category) => sum(cells, (cell) => cell.category === category && (cell.grain === 'undated') === isUndated))
    expect([refused, total(false), total(true)]).toEqual([[], figures, [10_387, 26_402, 2276]])
  })
}

real('CONAPO: residents of 32 states by year, a unit of their own', 'mexico_rnpdno/poblacion_entidades_conapo.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'conapo-poblacion')
  expect([read, refused, cells.every(({ grain }) => grain === 'year')]).toEqual([544, [], true])
  expect(cells.find((cell) => cell.territory === 'MX-AGU' && cell.start === '2010-01-01')?.value).toBe(1_210_556)
  expect(sourceById('conapo-poblacion')?.measures.map(({ unit }) => unit)).toEqual(['residents'])
})

real('UNODC GLOTIP: header in row 3, text numbers, figures kept back, every row in exactly one measure', 'unodc/data_glotip_2023-05-30.xlsx', async (file) => {
  const { read, accepted, refused, leftOut, cells, table } = await readPath(file, 'unodc-glotip')
  // 957 rows are of whole subregions and 2 are totals among nationalities.
  expect([read, refused, leftOut, accepted.length]).toEqual([46_556, [], 959, 45_597])
  expect(accepted.every((row) => row.cells.length === 1)).toBe(true)
  const withheld = cells.filter((cell) => cell.withheld === '<5')
  expect([withheld.length, withheld.every(({ value }) => value === null), cells.some(({ value }) => value === 6166)]).toEqual([22_616, true, true])
  const americas = new Set(['Latin America and the Caribbean', 'Northern America'])
  // One of the 8,875 rows of the Americas is a total among its nationalities or countries of repatriation.
  expect(accepted.filter(({ dimensions }) => americas.has(dimensions.region ?? '')).length).toBe(8875 - leftOut + 957)
  expect([...new Set(cells.map(year))].toSorted()).toEqual(Array.from({ length: 19 }, (_, at) => String(2003 + at)))
  const mexico = (at: string): number => sum(cells, (cell) => cell.measure === 'victims' && cell.country === 'MX' && year(cell) === at)
  expect([mexico('2015'), mexico('2017')]).toEqual([2015, 970])
  const citizens = cells.filter(({ measure }) => measure === 'victims-by-citizenship')
  expect([...new Set(citizens.map(({ nationality }) => nationality))]).toContain('other')
  expect(table.notes().map(({ es }) => es).join(' ')).toMatch(/línea 3.*«TÃ¼rkiye» por «Türkiye»/)
  expect(table.notes()).toHaveLength(2)
})

const today = 'Main ID,Incident ID,Incident Type,Region of Incident,Incident Date,Incident Year,Month,Number of Dead,Minimum Estimated Number of Missing,Total Number of Dead and Missing,Number of Survivors,Number of Females,Number of Males,Number of Children,Country of Origin,Region of Origin,Cause of Death,Country of Incident,Migration Route,Location of Incident,Coordinates,UNSD Geographical Grouping,Information Source,URL,Source Quality'
const incident = (id: string, date: string, month: string): string => `${id},${id}.a,Split Incident,Central America,"${date}",2025,${month},1,-1,"1,022",,1,,,"Venezuela (Bolivarian Republic of), Haiti",Caribbean,"Drowning, Violence",Panama,Darien,Darién,"8.4, -77.2",Central America,x,x,4`

test('IOM’s download of 2024 and 2025: days or months, several countries and causes, dates that disagree refused', async () => {
  const { cells, refused, table } = await readWhole(fileOf([today, incident('1', 'Wed, 01/15/2025', 'January'), incident('2', '2025-01-16', 'January'), incident('3', '01/02/2025', 'February'), ''].join('\n')), 'iom-missing-migrants')
  expect([table.profile.id, table.notes(), refused.map(({ line }) => line)]).toEqual(['iom-incident-date', [], [4]])
  expect(cells[0]).toMatchObject({ measure: 'dead_and_missing', start: '2025-01-15', value: 1022, country: 'PA', nationality: 'HT,VE', cause: 'Drowning; Violence', lat: 8.4 })
  expect(cells.some(({ measure }) => measure === 'missing')).toBe(false)
})

const sesnsp = (more: string, titles: readonly string[], cells: string): string => {
  const months = 'Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
  const place = more === '' ? '' : `${more},`
  return `Año,Clave_Ent,Entidad,${place}Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,${[...titles, months].join(',')}\n${cells},1,2,,,,,,,,,,\n`
}
const byTown = ['Cve. Municipio,Municipio', '2024,7,Chiapas,7089,Tapachula,La libertad,Secuestro,Secuestro,Secuestro extorsivo'] as const
const byState = ['', '2024,7,Chiapas,La libertad,Secuestro,Secuestro,Secuestro extorsivo'] as const

test.each([
  ['sesnsp-estatal', sesnsp(byState[0], [], byState[1]), { measure: 'case-files', municipality: null, sex: null }],
  ['sesnsp-municipal', sesnsp(byTown[0], [], byTown[1]), { measure: 'case-files', municipality: '07089', sex: null }],
  ['sesnsp-victimas', sesnsp(byState[0], ['Sexo', 'Rango de edad'], `${byState[1]},Mujer,Adultos (18 y más)`), { measure: 'victims', sex: 'female', age_band: '18+' }],
  ['sesnsp-victimas', sesnsp(byTown[0], ['Sexo', 'Rango de edad'], `${byTown[1]},Persona trans,De 60 y más`), { measure: 'victims-by-municipality', municipality: '07089', sex: 'Persona trans', age_band: 'De 60 y más' }],
])('SESNSP: a file of %s is read as what it counts, and by no other source', async (id, body, cell) => {
  const bytes = Buffer.from(body, 'latin1')
  const { cells } = await readWhole(fileOf(bytes), id)
  expect(cells.map(({ value }) => value)).toEqual([1, 2])
  expect(cells[0]).toMatchObject({ territory: 'MX-CHP', offence: 'kidnapping', start: '2024-01-01', ...cell })
  for (const other of ['sesnsp-estatal', 'sesnsp-municipal', 'sesnsp-victimas'].filter((source) => source !== id)) {
    const fault = faultOf(await open(fileOf(bytes), other).then(() => undefined, (error: unknown) => error))
    expect(fault).toMatchObject({ kind: 'otherSource', source: id })
  }
})

test('SESNSP’s series of victims: the national rows are totals and are left out', async () => {
  const { cells, leftOut, read } = await readWhole(fileOf('isodate,entidad,delito,total\n2024-01-15,Nacional,Secuestro,9\n2024-01-15,Chiapas,Secuestro,4\n2024-01-15,Veracruz,Secuestro,5\n'), 'sesnsp-victimas')
  expect([read, leftOut, sum(cells, () => true)]).toEqual([3, 1, 9])
  expect(cells[0]).toMatchObject({ measure: 'victims-by-offence', territory: 'MX-CHP', offence: 'kidnapping', grain: 'month', start: '2024-01-01' })
})

test('IOM’s download through HDX and the points of its map', async () => {
  const titles = 'web_id,region,reported_date,number_dead,number_missing,total_dead_and_missing,number_of_survivors,number_of_female,number_of_male,number_of_children,cause_death,country_of_incident,location_description,unsd_geographic_grouping,location_coodinates,migration_route,information_source,url,source_quality,region_origin,country_origin'
  const line = (origin: string): string => `2014.MMP00002,South-eastern Asia,2024-01-02,1,2,3,,,,,Drowning,Thailand,At sea,South-eastern Asia,"7.0, 98.0",,IOM,x,4,x,${origin}`
  const { cells, table } = await readWhole(fileOf([titles, line('Bangladesh'), line('Myanmar'), ''].join('\n')), 'iom-missing-migrants')
  expect([table.profile.id, incidents(cells, () => true)]).toEqual(['iom-hdx', [2, 6]])
  expect(new Set(cells.map(({ key, measure }) => `${measure} ${String(key)}`)).size).toBe(cells.length)
  const points = await readWhole(fileOf('year,cause,lon,lat,n\n2024,Drowning,-77.2,8.4,12\n'), 'iom-graphic-points')
  expect(points.cells[0]).toMatchObject({ start: '2024-01-01', value: 12, lat: 8.4, lon: -77.2 })
})
