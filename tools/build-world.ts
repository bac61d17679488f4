// Draws content/boundaries/world.topo.json, the outlines the quality checks hold coordinates against, out of world-atlas 2.0.2 (ISC;
// Natural Earth 1:10 million, public domain): `node tools/build-world.ts` (downloads 4 MB and mapshaper once).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { geoArea } from 'd3-geo'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import countries from 'i18n-iso-countries'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

const folder = mkdtempSync(join(tmpdir(), 'sidmi-world-'))
const target = join(import.meta.dirname, '../content/boundaries/world.topo.json')

execFileSync('npm', ['pack', '--silent', 'world-atlas@2.0.2'], { cwd: folder })
execFileSync('tar', ['xzf', 'world-atlas-2.0.2.tgz'], { cwd: folder })
const atlas = JSON.parse(readFileSync(join(folder, 'package/countries-10m.json'), 'utf8')) as Topology<{ countries: GeometryCollection }>

// Places without an ISO number are nobody's country code, and no crime of ours happens in Antarctica: nothing is held against them.
const features = feature(atlas, atlas.objects.countries).features.flatMap(({ id, geometry }) => {
  const code = id === undefined ? undefined : countries.numericToAlpha2(String(id))
  return code && code !== 'AQ' ? [{ type: 'Feature', properties: { id: code }, geometry: { type: 'MultiPolygon', coordinates: withoutIslets(geometry as Polygon | MultiPolygon) } }] : []
})
const source = join(folder, 'countries.json')
writeFileSync(source, JSON.stringify({ type: 'FeatureCollection', features }))
execFileSync('npx', [
  '--yes', 'mapshaper@0.7.70', '-i', source, 'name=countries', '-simplify', 'weighted', 'interval=6km', 'keep-shapes', '-filter', 'remove-empty',
  '-o', target, 'format=topojson', 'quantization=36000', 'id-field=id', 'drop-table',
], { stdio: 'inherit' })
process.stdout.write(`world: ${String(statSync(target).size)} bytes, ${String(features.length)} outlines\n`)

/** The largest part of a country, and its others from 60 km² on. */
function withoutIslets(geometry: Polygon | MultiPolygon): Position[][][] {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const sizes = parts.map((part) => {
    const steradians = geoArea({ type: 'Polygon', coordinates: part.slice(0, 1) })
    return Math.min(steradians, 4 * Math.PI - steradians) * 6371 ** 2
  })
  return parts.filter((_, at) => sizes[at] === Math.max(...sizes) || (sizes[at] ?? 0) >= 60)
}
