// Writes content/boundaries/country-points.json, a point in the middle of each country's largest part, out of the outlines beside it: `node tools/build-country-points.ts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { geoArea, geoCentroid } from 'd3-geo'
import type { MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

const folder = join(import.meta.dirname, '../content/boundaries')
const outlines = (name: string) => {
  const topology = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Topology<{ countries: GeometryCollection }>
  return feature(topology, topology.objects.countries).features
}

const partsOf = (geometry: Polygon | MultiPolygon): Polygon[] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map((coordinates) => ({ type: 'Polygon', coordinates: coordinates.slice(0, 1) }))

// A ring wound the other way round is all the rest of the world.
const sizeOf = (part: Polygon): number => Math.min(geoArea(part), 4 * Math.PI - geoArea(part))

const turned = (part: Polygon): Polygon => (geoArea(part) > 2 * Math.PI ? { ...part, coordinates: part.coordinates.map((ring) => ring.toReversed()) } : part)

const rounded = (degrees: number): number => Math.round(degrees * 100) / 100

// The world draws some places of the Americas as parts of countries overseas; their own outlines come second and win.
const points = new Map([...outlines('world.topo.json'), ...outlines('admin0.topo.json')].map(({ id, geometry }): [string, [number, number]] => {
  const [largest] = partsOf(geometry as Polygon | MultiPolygon).toSorted((a, b) => sizeOf(b) - sizeOf(a))
  const [longitude, latitude] = geoCentroid(turned(largest!))
  return [String(id), [rounded(longitude), rounded(latitude)]]
}))

const lines = [...points].toSorted(([a], [b]) => a.localeCompare(b)).map(([code, point]) => `  ${JSON.stringify(code)}: ${JSON.stringify(point)}`)
writeFileSync(join(folder, 'country-points.json'), `{\n${lines.join(',\n')}\n}\n`)
process.stdout.write(`${String(points.size)} countries\n`)
