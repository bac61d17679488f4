// Places and offences as an alert names them, from the catalogues: names for people, outlines for machines.
import { feature } from 'topojson-client'
import type { MultiPolygon, Objects, Polygon, Topology } from 'topojson-specification'
import type { Text } from '../../../platform/text.ts'
import { borderPoint, boundaries, corridor, country, nameOf, offence, placeName, territory } from '../../catalogues/index.ts'
import type { CapArea } from '../rules/cap.ts'
import type { Point } from '../rules/geometry.ts'

interface Shape {
  topology: Topology
  geometry: Polygon | MultiPolygon
}

const shapesOf = (topology: Topology, object: keyof Objects): [string, Shape][] => {
  const found = topology.objects[object]
  if (found?.type !== 'GeometryCollection') return []
  const shapes = found.geometries.filter((geometry) => geometry.type === 'Polygon' || geometry.type === 'MultiPolygon')
  return shapes.map((geometry) => [String(geometry.id), { topology, geometry: geometry as Polygon | MultiPolygon }])
}

const shapes = new Map([...shapesOf(boundaries('admin0'), 'countries'), ...shapesOf(boundaries('admin1'), 'territories')])

/** The outer ring of each part, as [longitude, latitude]. */
const ringsOf = ({ topology, geometry }: Shape): number[][][] => {
  if (geometry.type === 'Polygon') return feature(topology, geometry).geometry.coordinates.slice(0, 1)
  return feature(topology, geometry).geometry.coordinates.flatMap((part) => part.slice(0, 1))
}

/** Twice the area by the shoelace, in square degrees: enough to put the mainland before the islands. */
const extent = (ring: readonly Point[]): number =>
  Math.abs(ring.reduce((sum, [lat, lon], i) => sum + lon * ring[(i + 1) % ring.length]![0] - ring[(i + 1) % ring.length]![1] * lat, 0))

/** The rings a place is drawn by as [latitude, longitude], largest first; none when it is not drawn. */
export const outlinesOf = (code: string): Point[][] => {
  const shape = shapes.get(code)
  if (!shape) return []
  const rings = ringsOf(shape).map((ring) => ring.map(([lon, lat]): Point => [lat!, lon!]))
  return rings.toSorted((a, b) => extent(b) - extent(a))
}

const inBoth = (say: (language: 'es' | 'en') => string): Text => ({ es: say('es'), en: say('en') })

const centreOf = (entry: ReturnType<typeof territory>): Point | null =>
  entry && entry.latitude !== null && entry.longitude !== null ? [entry.latitude, entry.longitude] : null

/** What the country or territory is called. */
export const areaNameOf = (code: string): Text => inBoth((language) => placeName(code, language))

/** A country or territory as CAP describes it; a code the catalogues do not know stands for itself. */
export const areaOf = (code: string): CapArea => {
  const entry = territory(code)
  return {
    code: entry?.code ?? code,
    name: areaNameOf(code),
    outlines: outlinesOf(entry?.area ?? entry?.code ?? code),
    centre: centreOf(entry),
  }
}

/** What a corridor is called: its name in the catalogue, or its two ends. */
export const corridorNameOf = (code: string): Text =>
  code.includes('>') ? inBoth((language) => code.split('>').map((end) => placeName(end, language)).join(' → ')) : inBoth((language) => nameOf('corridor', code, language))

export const borderPointNameOf = (code: string): Text => inBoth((language) => nameOf('border-point', code, language))

/** A border point as CAP describes it; undefined for a code that is not in the catalogue. */
export const borderPointArea = (code: string): CapArea | undefined => {
  const point = borderPoint(code)
  return point && { code, name: borderPointNameOf(code), outlines: [], centre: [point.latitude, point.longitude] }
}

export const isKnownPlace = (code: string): boolean => (territory(code) ?? country(code)) !== undefined

/** Whether corridor and border point codes are of the catalogue; a pair of places always is. */
export const isKnownCorridor = (code: string): boolean => code.includes('>') || corridor(code) !== undefined
export const isKnownBorderPoint = (code: string): boolean => borderPoint(code) !== undefined

/** What the offence is called; null when the alert names none the catalogues know. */
export const offenceNameOf = (code: string | null): Text | null =>
  code !== null && offence(code) ? inBoth((language) => nameOf('offence', code, language)) : null
