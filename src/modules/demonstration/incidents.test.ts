// The synthetic region: repeatable, of the size asked for, complete, and with its planted rises where they were recorded.
import { expect, test } from 'vitest'
import { offence, territory, territoriesOf } from '../catalogues/index.ts'
import { RegionSize } from './model.ts'
import { chanceOf, poissonFrom, randomFrom } from './rules/chance.ts'
import { header, planRegion, writeIncidents } from './rules/incidents.ts'
import { demonstrationPeople, signIns } from './rules/people.ts'
import { corridorWeights, demonstrationCountries, offencePatterns, plantedRises } from './rules/region.ts'
import { sampleDelivery } from './rules/sample.ts'

const now = new Date('2026-11-22T12:00:00Z')
const places = demonstrationCountries.flatMap((country) => territoriesOf(country).map(({ code }) => ({ code, country })))
const sized = (records: number, seed?: number) => planRegion(RegionSize.parse({ records, seed }), now)
const fileOf = (records: number, seed?: number): string => [...writeIncidents(sized(records, seed), places)].join('')

test('the weeks end with the last whole one and span eight years', () => {
  expect(sized(1000)).toMatchObject({ firstWeek: '2018-11-26', lastWeek: '2026-11-09' })
  expect(planRegion(RegionSize.parse({}), new Date('2026-11-23T00:00:00Z')).lastWeek).toBe('2026-11-16')
})

test('the same size and seed make the same file; another seed another', () => {
  expect(fileOf(2000)).toBe(fileOf(2000))
  expect(fileOf(2000, 7)).not.toBe(fileOf(2000))
})

test.each([5000, 120_000, 400_000])('a file of about %i rows', (records) => {
  const rows = fileOf(records).split('\n').length - 2
  expect(Math.abs(rows / records - 1)).toBeLessThan(0.06)
})

test('every row has a known territory and offence and at least one incident', () => {
  const [first, ...rows] = fileOf(5000).trimEnd().split('\n')
  expect(`${first}\n`).toBe(header)
  for (const row of rows) {
    const [week, code = '', id = '', , , , incidents] = row.split(',')
    expect(new Date(`${week}T00:00:00Z`).getUTCDay()).toBe(1)
    expect(territory(code)?.code).toBe(code)
    expect(offence(id)).toBeDefined()
    expect(Number(incidents)).toBeGreaterThan(0)
  }
})

test('every place and offence named in the plan exists', () => {
  expect(Object.keys(corridorWeights).filter((code) => territory(code)?.code !== code)).toEqual([])
  expect(offencePatterns.filter(({ id }) => !offence(id))).toEqual([])
  expect(plantedRises.filter((rise) => !corridorWeights[rise.territory])).toEqual([])
})

test.each(plantedRises)('$offence rises in $territory in the last weeks', ({ territory: code, offence: id, lasts, times }) => {
  const counts = new Map<string, number>()
  for (const row of fileOf(120_000).split('\n')) {
    const [week = '', place, what, , , , incidents] = row.split(',')
    if (place === code && what === id) counts.set(week, (counts.get(week) ?? 0) + Number(incidents))
  }
  const last = [...counts].toSorted(([a], [b]) => a.localeCompare(b)).slice(-lasts).reduce((sum, [, count]) => sum + count, 0) / lasts
  const usual = [...counts.values()].reduce((sum, count) => sum + count, 0) / 416
  expect(last / usual).toBeGreaterThan(times / 2)
})

test('chance is even and Poisson counts have their mean', () => {
  const random = randomFrom(1)
  const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((sum, x) => sum + x, 0) / 20_000
  expect(mean(random)).toBeCloseTo(0.5, 1)
  expect(mean(() => poissonFrom(random, 3))).toBeCloseTo(3, 0)
  expect(mean(() => poissonFrom(random, 100))).toBeCloseTo(100, -1)
  expect(chanceOf('MX-CHP')).toBe(chanceOf('MX-CHP'))
})

test('every person and institution says that it is a demonstration', () => {
  for (const { name } of [...demonstrationPeople.people, ...demonstrationPeople.institutions]) expect(name).toContain('(demostración)')
  for (const { email } of signIns) expect(email).toMatch(/@demo\.sidmi\.example$/)
})

test('the example file has 24 good rows and 3 wrong ones, of the last two weeks', async () => {
  const [first, ...rows] = (await Array.fromAsync(sampleDelivery(now))).join('').trimEnd().split('\n')
  expect(`${first}\n`).toBe(header)
  expect(rows).toHaveLength(27)
  expect(new Set(rows.map((row) => row.slice(0, 10)))).toEqual(new Set(['2026-11-02', '2026-11-09']))
})
