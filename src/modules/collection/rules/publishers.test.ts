// The check figures of the migration authorities' series, of Mexico's federal incidence and of the older Missing Migrants downloads.
import { expect, test } from 'vitest'
import { fileOf, open, readPath, real, readWhole, sum, type ReadWhole } from '../../../../tests/collection-files.ts'
import { faultOf } from './fault.ts'

type ReadCell = ReadWhole['cells'][number]

const years = (cells: ReadWhole['cells'], asked: readonly string[], has: (cell: ReadCell) => boolean = () => true): number[] =>
  asked.map((year) => sum(cells, (cell) => (cell.start ?? '').startsWith(year) && has(cell)))

real('CBP: encounters by calendar year and by fiscal year, which begins in October', 'iom_gdidata/irreg_usa.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'cbp-encounters')
  const fiscal = (year: number, nationality?: string | null) =>
    sum(cells, (cell) => (cell.start ?? '') >= `${year - 1}-10` && (cell.start ?? '') < `${year}-10` && (nationality === undefined || cell.nationality === nationality))
  expect([read, refused]).toEqual([36_676, []])
  expect(years(cells, ['2021'])).toEqual([2_035_585])
  expect([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025].map((year) => fiscal(year))).toEqual([521_090, 977_509, 458_088, 1_734_686, 2_378_944, 2_475_669, 2_135_005, 405_203])
  expect(['MX', 'VE', 'GT', 'HN', 'other'].map((nationality) => fiscal(2023, nationality))).toEqual([717_333, 266_071, 220_085, 213_686, 172_517])
  expect(cells.every((cell) => cell.country === 'US' && cell.grain === 'month')).toBe(true)
})

real('Darién: entries by year and of Venezuelans', 'iom_gdidata/irreg_darien_nat.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'panama-darien')
  expect([read, refused]).toEqual([2387, []])
  expect(years(cells, ['2019', '2021', '2022', '2023', '2024', '2025'])).toEqual([22_102, 133_726, 248_284, 520_085, 302_203, 2904])
  expect(['VE', 'EC', 'HT', 'CN'].flatMap((code) => years(cells, ['2023'], (cell) => cell.nationality === code))).toEqual([328_650, 57_250, 46_422, 25_565])
})

real('Darién: the same entries by sex and age, as a measure apart', 'iom_gdidata/irreg_darien_dmg.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'panama-darien')
  expect([read, refused]).toEqual([160, []])
  expect(years(cells, ['2021', '2022', '2023', '2024', '2025'])).toEqual([133_726, 248_284, 520_085, 302_203, 2904])
  expect([...new Set(cells.map(({ measure, sex, age_band }) => `${measure} ${sex} ${age_band}`))].sort()).toEqual([
    'entries-by-sex-and-age female 0-17', 'entries-by-sex-and-age female 18+', 'entries-by-sex-and-age male 0-17', 'entries-by-sex-and-age male 18+',
  ])
})

real('UPMRIP: events by nationality, those that share a code kept apart', 'iom_gdidata/irreg_mexico_nat.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'mexico-upmrip')
  expect([read, refused]).toEqual([5759, []])
  expect(years(cells, ['2018', '2019', '2020', '2021', '2022', '2023', '2024'])).toEqual([131_445, 182_940, 82_379, 309_692, 441_409, 778_907, 1_231_320])
})

real('UPMRIP: by sex and age 2024 differs from nationality, and is kept as it comes', 'iom_gdidata/irreg_mexico_dmg.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'mexico-upmrip')
  expect([read, refused, cells.every(({ measure }) => measure === 'detections-by-sex-and-age')]).toEqual([704, [], true])
  expect(years(cells, ['2019', '2023', '2024'])).toEqual([182_940, 778_907, 1_230_126])
})

real('UPMRIP: returns', 'iom_gdidata/irreg_mexico_exp.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'mexico-upmrip')
  expect([read, refused, cells.every(({ measure }) => measure === 'returns')]).toEqual([5251, [], true])
  expect(years(cells, ['2019', '2023'])).toEqual([149_812, 54_728])
})

for (const [file, rows] of [['irreg_honduras', 136], ['irreg_honduras_nat', 4198], ['irreg_honduras_dmg', 352]] as const) {
  real(`INM of Honduras: ${file} agrees with the other two`, `iom_gdidata/${file}.csv`, async (path) => {
    const { read, refused, cells } = await readPath(path, 'honduras-inm')
    expect([read, refused]).toEqual([rows, []])
    expect(years(cells, ['2021', '2022', '2023', '2024'])).toEqual([17_590, 188_858, 545_043, 374_971])
  })
}

// No published figure is at hand for these: the sums are those of the file, so that a change of coding shows.
real('IGM: returns to Guatemala, by country where the file states it', 'iom_gdidata/irreg_guatemala.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'guatemala-returns')
  expect([read, refused]).toEqual([736, []])
  expect(years(cells, ['2020', '2021', '2022', '2023', '2024'])).toEqual([45_572, 63_520, 94_216, 79_697, 76_768])
  expect(['MX → GT', 'US → GT'].flatMap((route) => years(cells, ['2023', '2024'], (cell) => cell.route === route))).toEqual([24_395, 15_088, 55_302, 0])
})

real('IDEFF: case files under the migration law, by year', 'mexico_sesnsp/IDEFF_federal_2012-2025_jul25.csv', async (file) => {
  const { read, refused, cells, table } = await readPath(file, 'sesnsp-ideff')
  const isSmuggling = (cell: ReadCell): boolean => cell.offence === 'smuggling'
  expect([read, refused, table.encoding()]).toEqual([13_398, [], 'windows-1252'])
  expect(sum(cells, isSmuggling)).toBe(13_199)
  expect(years(cells, ['2012', '2015', '2019', '2021', '2022', '2023', '2024', '2025'], isSmuggling)).toEqual([775, 1202, 1369, 1681, 1648, 1000, 749, 177])
  expect(cells.some((cell) => (cell.start ?? '') >= '2025-08')).toBe(false)
  expect(cells.filter((cell) => cell.territory === null).every((cell) => cell.region === 'EXTRANJERO' && cell.country === 'MX')).toBe(true)
})

real('IOM 2020-01-08: 34,534 dead and missing, the cell «1,022» read', 'missing_migrants/mmp_2020-01-08_global.csv', async (file) => {
  const { read, refused, cells, table } = await readPath(file, 'iom-missing-migrants')
  expect([read, refused, table.profile.id]).toEqual([6249, [], 'iom-web-id-long-date'])
  expect(sum(cells, (cell) => cell.measure === 'dead_and_missing')).toBe(34_534)
  expect(sum(cells, (cell) => cell.measure === 'dead_and_missing' && cell.region === 'US-Mexico Border')).toBe(2343)
})

real('IOM 2019-12-31: 33,912 dead and missing, the mark at the start and a row without coordinates read', 'missing_migrants/mmp_2019-12-31_global_utf8bom.csv', async (file) => {
  const { read, refused, cells } = await readPath(file, 'iom-missing-migrants')
  expect([read, refused]).toEqual([5987, []])
  expect(sum(cells, (cell) => cell.measure === 'dead_and_missing')).toBe(33_912)
  expect(sum(cells, (cell) => cell.measure === 'dead_and_missing' && cell.region === 'US-Mexico Border')).toBe(2355)
  expect(cells.filter((cell) => cell.measure === 'incidents' && cell.lat === null)).toHaveLength(1)
})

const profileOf = async (header: string, source: string): Promise<string> => {
  try {
    return (await open(fileOf(`${header}\n${header.replaceAll(/[^,]+/g, '1')}\n`), source)).profile.id
  } catch (error) {
    return faultOf(error)?.kind ?? 'thrown'
  }
}

test.each([
  ['t,n', 'honduras-inm', 'honduras-total'],
  ['t,nat,n', 'honduras-inm', 'honduras-nationality'],
  ['t,nat,n,SIDMI_motivo_reason', 'honduras-inm', 'honduras-nationality'],
  ['t,nat,type,n', 'mexico-upmrip', 'upmrip-returns'],
  ['t,nat,type,n', 'honduras-inm', 'otherSource'],
  ['t,t_fy,component,area,authority,type,demog,nat,n', 'honduras-inm', 'otherSource'],
  ['t,nat,n', 'rnpdno', 'unknownHeader'],
  ['t,n,x', 'honduras-inm', 'otherColumns'],
])('a file of few columns, «%s» for %s, is %s', async (header, source, what) => {
  expect(await profileOf(header, source)).toBe(what)
})

test('a pair of coordinates is read as latitude and longitude, and a broken one refuses its row', async () => {
  const columns = 'Web ID,Region of Incident,Reported Date,Number Dead,Minimum Estimated Number of Missing,Total Dead and Missing,Number of Survivors,Number of Females,Number of Males,Number of Children,Cause of Death,Location Coordinates,Migration Route,UNSD Geographical Grouping'
  const row = (id: number, pair: string): string => `${id},Caribbean,"May 3, 2019",1,,1,,,,,Drowning,"${pair}",,Caribbean`
  const { accepted, refused } = await readWhole(fileOf([columns, row(1, '38.5, -26.25'), row(2, ''), row(3, '38.5'), row(4, '98.5, 1'), row(5, '1, 2, 3'), ''].join('\n')), 'iom-missing-migrants')
  expect(accepted.map(({ dimensions }) => [dimensions.lat, dimensions.lon])).toEqual([[38.5, -26.25], [null, null]])
  expect(refused.map(({ line, column }) => [line, column])).toEqual([4, 5, 6].map((line) => [line, 'Location Coordinates']))
})
