// The map outlines: every area is a closed drawing of something the catalogue knows, and every territory knows where it is drawn.
import { statSync } from 'node:fs'
import { geoArea, geoCentroid, geoContains, geoDistance } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection } from 'topojson-specification'
import { describe, expect, test } from 'vitest'
import { boundaries, type BoundaryName } from './boundaries.ts'
import { countries, country, pointOf, territoriesOf, territory } from './lookup.ts'
import { territoryRows } from './content.ts'

const areasOf = (name: BoundaryName, object: string) => feature(boundaries(name), boundaries(name).objects[object] as GeometryCollection).features
const idsOf = (name: BoundaryName, object: string): string[] => areasOf(name, object).map((area) => String(area.id))
const bytes = (name: BoundaryName): number => statSync(new URL(`../../../../content/boundaries/${name}.topo.json`, import.meta.url)).size

describe.each([
  ['admin0', 'countries'], ['admin1', 'countries'], ['admin1', 'territories'], ['region', 'countries'], ['region', 'territories'],
] as const)('%s %s', (name, object) => {
  test('every area is drawn, closed, small enough for the Earth, and once', () => {
    const areas = areasOf(name, object)
    expect(areas.filter((area) => area.geometry.type !== 'Polygon' && area.geometry.type !== 'MultiPolygon')).toEqual([])
    expect(areas.filter((area) => !(geoArea(area) > 0 && geoArea(area) < 1)).map((area) => area.id)).toEqual([])
    expect(new Set(idsOf(name, object)).size).toBe(areas.length)
  })

  test('every area joins to the catalogue', () => {
    const known = object === 'countries' ? country : territory
    expect(idsOf(name, object).filter((id) => known(id)?.code !== id)).toEqual([])
  })
})

test('the countries of the Americas are all drawn in admin0', () => {
  expect(idsOf('admin0', 'countries').toSorted()).toEqual(countries().filter((row) => row.isAmericas).map((row) => row.code).toSorted())
})

test('a territory says on which area it is drawn, and that area exists', () => {
  const drawn = new Set([...idsOf('admin1', 'territories'), ...idsOf('admin1', 'countries')])
  expect(territoryRows.filter((row) => row.area !== null && !drawn.has(row.area)).map((row) => row.code)).toEqual([])
  const undrawn = territoryRows.filter((row) => row.area === null).map((row) => row.code)
  expect(undrawn.filter((code) => !/^(DO-(3[3-9]|4[0-2])|KN-[KN])$/.test(code))).toEqual([])
})

test('the region draws every territory of the 13 countries, Panamá Oeste and Naso Tjër Di on the provinces they came from', () => {
  const drawn = new Set(idsOf('region', 'territories'))
  const region = countries().filter((row) => row.isDemonstration).flatMap((row) => territoriesOf(row.code))
  expect(region.filter((row) => !drawn.has(row.code)).map((row) => `${row.code} on ${row.area ?? ''}`)).toEqual(['PA-10 on PA-8', 'PA-NT on PA-1'])
  expect(drawn.size).toBe(region.length - 2)
})

test('every country of the Americas has a point in it or beside it, whatever islands it has elsewhere', () => {
  const far = areasOf('admin0', 'countries').filter((area) => {
    const point = pointOf(String(area.id))
    return !point || !(geoContains(area, [...point]) || geoDistance([...point], geoCentroid(area)) * 6371 < 150)
  })
  expect(far.map(({ id }) => id)).toEqual([])
})

test.each([['MX', -102, 24], ['MEX', -102, 24], ['MX-CHP', -92.5, 16.4], ['ES', -3.6, 40.3], ['EG', 29.9, 26.5]])('%s is near %d, %d', (code, longitude, latitude) => {
  expect(geoDistance([...pointOf(code)!], [longitude, latitude]) * 6371).toBeLessThan(100)
})

test('what is nowhere has no point', () => {
  expect([pointOf('ZZ'), pointOf('AQ'), pointOf('GL-XX')]).toEqual([undefined, undefined, undefined])
})

test('the files stay small enough to send', () => {
  expect(bytes('admin0')).toBeLessThan(120_000)
  expect(bytes('admin1')).toBeLessThan(330_000)
  expect(bytes('region')).toBeLessThan(80_000)
})
