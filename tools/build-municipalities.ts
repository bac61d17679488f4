// Draws content/boundaries/GT.topo.json and CO.topo.json and lists the municipalities of Mexico, Guatemala and Colombia with their
// names and middles: `node tools/build-municipalities.ts ../shared/data/geo` (downloads mapshaper once).
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { geoCentroid } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

const folder = process.argv[2] ?? '../shared/data/geo'
const target = join(import.meta.dirname, '../content/boundaries')

/** Where the outlines come from, under which property the official code stands, and how much detail stays. */
interface Country { code: string; file: string; key: string; name: string; digits: number; detail: string }

const countries: readonly Country[] = [
  // Ministerio de Finanzas de Guatemala (minfin-bi/Mapas-TopoJSON-Guatemala@f7f11ab); the two lakes carry no code.
  { code: 'GT', file: 'gtm_minfin_munis.topojson', key: 'id', name: 'Municipio', digits: 4, detail: '12%' },
  // DANE (datasketch/geodata@054590c).
  { code: 'CO', file: 'col-adm2-municipalities.topojson', key: 'FID', name: 'name', digits: 5, detail: '45%' },
]

type Place = [code: string, name: string, lon: number, lat: number]

const inTitleCase = (name: string): string =>
  name === name.toUpperCase() ? name.toLowerCase().replaceAll(/^\p{L}|[\s(-](?!(?:de|del|la|las|el|los|y)\b)\p{L}/gu, (letters) => letters.toUpperCase()) : name

const hundredth = (degrees: number): number => Math.round(degrees * 100) / 100

const write = (name: string, places: readonly Place[], source: string): void => {
  const rows = places.toSorted(([a], [b]) => a.localeCompare(b)).map((row) => JSON.stringify(row))
  writeFileSync(join(target, `${name}.places.json`), `{"source":${JSON.stringify(source)},"rows":[\n${rows.join(',\n')}\n]}\n`)
}

const draw = ({ code, file, key, name, digits, detail }: Country): void => {
  const output = join(target, `${code}.topo.json`)
  const each = `id = "${code}-" + String(${key}).padStart(${String(digits)}, "0"), name = this.properties["${name}"]`
  execFileSync('npx', ['--yes', 'mapshaper@0.7.70', '-i', join(folder, 'admin2', file), '-filter', `Number(${key}) > 0`, '-each', each,
    '-dissolve', 'id', 'copy-fields=name', '-simplify', 'weighted', detail, 'keep-shapes', '-rename-layers', 'municipalities',
    '-o', output, 'format=topojson', 'quantization=12000', 'id-field=id'], { stdio: 'inherit', cwd: process.cwd() })
  const topology = JSON.parse(readFileSync(output, 'utf8')) as Topology<{ municipalities: GeometryCollection<{ name: string }> }>
  const places = feature(topology, topology.objects.municipalities).features.map((shape): Place => {
    const [lon, lat] = geoCentroid(shape)
    return [String(shape.id), inTitleCase(shape.properties.name), hundredth(lon), hundredth(lat)]
  })
  for (const geometry of topology.objects.municipalities.geometries) delete geometry.properties
  writeFileSync(output, JSON.stringify(topology))
  write(code, places, code === 'GT' ? 'Ministerio de Finanzas Públicas de Guatemala' : 'DANE')
  process.stdout.write(`${code}: ${String(places.length)} municipalities, ${String(statSync(output).size)} bytes\n`)
}

const lines = (path: string): string[][] =>
  readFileSync(join(folder, 'gazetteer', path), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.replaceAll('"', '').split(','))

// Mexico has no outlines that may be passed on; INEGI's codes, names and middles are enough for circles.
const listMexico = (): void => {
  const middles = new Map(lines('mex_mun_centroids.csv').map(([lon, lat, state = '', municipality = '']) =>
    [`${state.padStart(2, '0')}${municipality.padStart(3, '0')}`, [hundredth(Number(lon)), hundredth(Number(lat))] as const]))
  const places = lines('mex_cve_nom_municipios.csv').flatMap(([code = '', , , name = '']): Place[] => {
    const middle = middles.get(code.padStart(5, '0'))
    return middle ? [[`MX-${code.padStart(5, '0')}`, name, middle[0], middle[1]]] : []
  })
  write('MX', places, 'INEGI, Catálogo Único de Claves')
  process.stdout.write(`MX: ${String(places.length)} municipalities\n`)
}

for (const country of countries) draw(country)
listMexico()
