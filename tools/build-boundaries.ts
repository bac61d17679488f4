// Draws content/boundaries/*.topo.json, the maps' outlines, out of Natural Earth: `node tools/build-boundaries.ts` (downloads 95 MB and mapshaper once).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { iso31662 } from 'iso-3166'
import { geoArea } from 'd3-geo'
import { naturalEarthAreas, type AreaGeometry } from './natural-earth.ts'
import facts from './territory-facts.json' with { type: 'json' }

const areas = naturalEarthAreas(new Set(facts.americas.split(' ')), new Set(iso31662.map((entry) => entry.code)))
const folder = mkdtempSync(join(tmpdir(), 'sidmi-boundaries-'))

/** One outline file: how much detail stays, and from what size an island beside a larger one is drawn. */
interface Drawing { name: string; precision: number; isletKm2: number; steps: readonly string[] }

const simplify = (percent: string): string[] => ['-simplify', 'weighted', percent, 'keep-shapes']
const addCountries = ['-dissolve', 'country', '+', 'name=countries', '-each', 'id=country', 'target=countries']
const subdivisions = ['-filter', 'id.length>2', 'target=territories']
const demonstrationOnly = ['-filter', `"${facts.demonstration}".includes(country) && id.length>2`, 'target=territories']

const drawings: readonly Drawing[] = [
  { name: 'admin1', precision: 30000, isletKm2: 12, steps: [...simplify('8%'), ...addCountries, ...subdivisions] },
  { name: 'admin0', precision: 20000, isletKm2: 25, steps: [...addCountries, '-drop', 'target=territories', '-target', 'countries', ...simplify('5%')] },
  { name: 'region', precision: 8000, isletKm2: 60, steps: ['-clip', 'bbox=-125,-26,-33,38', ...simplify('3.5%'), ...addCountries, ...demonstrationOnly] },
]

for (const drawing of drawings) draw(drawing)

function draw({ name, precision, isletKm2, steps }: Drawing): void {
  const source = join(folder, 'territories.json')
  writeFileSync(source, JSON.stringify({ type: 'FeatureCollection', features: areas.map((area) => feature(area, isletKm2)) }))
  const file = join(import.meta.dirname, `../content/boundaries/${name}.topo.json`)
  const prepare = ['-i', source, '-dissolve', 'id', 'copy-fields=country']
  const write = ['-o', file, 'target=*', 'format=topojson', `quantization=${String(precision)}`, 'id-field=id', 'drop-table']
  execFileSync('npx', ['--yes', 'mapshaper@0.7.70', ...prepare, ...steps, ...write], { stdio: 'inherit' })
  process.stdout.write(`${name}: ${String(statSync(file).size)} bytes\n`)
}

function feature({ code, country, geometry }: (typeof areas)[number], isletKm2: number): object {
  return { type: 'Feature', properties: { id: code, country }, geometry: { type: 'MultiPolygon', coordinates: withoutIslets(geometry, isletKm2) } }
}

/** Drops the small islands of an area, never its largest: a territory that is one islet stays on the map. */
function withoutIslets(geometry: AreaGeometry, isletKm2: number): number[][][][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const sizes = polygons.map(squareKilometres)
  const largest = Math.max(...sizes)
  return polygons.filter((_, at) => sizes[at] === largest || (sizes[at] ?? 0) >= isletKm2)
}

/** d3 takes a ring wound the other way for the rest of the Earth, so the smaller of the two readings is meant. */
function squareKilometres(polygon: number[][][]): number {
  const steradians = geoArea({ type: 'Polygon', coordinates: polygon.slice(0, 1) })
  return Math.min(steradians, 4 * Math.PI - steradians) * 6371 ** 2
}
