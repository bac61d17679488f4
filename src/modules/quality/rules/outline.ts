// Where a point lies: in which country, and how far from another; after simplified outlines, good to a few kilometres.
import type { Polygon, MultiPolygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import world from '../../../../content/boundaries/world.topo.json' with { type: 'json' }

type Ring = readonly Position[]

interface Area {
  rings: readonly Ring[]
  box: { west: number; south: number; east: number; north: number }
}

const boxOf = (ring: Ring): Area['box'] => ring.reduce<Area['box']>(
  (box, [lon = 0, lat = 0]) => ({ west: Math.min(box.west, lon), south: Math.min(box.south, lat), east: Math.max(box.east, lon), north: Math.max(box.north, lat) }),
  { west: 180, south: 90, east: -180, north: -90 },
)

const topology = world as unknown as Topology<{ countries: GeometryCollection }>

const areas: ReadonlyMap<string, readonly Area[]> = (() => {
  const found = new Map<string, Area[]>()
  for (const { id, geometry } of feature(topology, topology.objects.countries).features) {
    const shape = geometry as Polygon | MultiPolygon
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
    const own = polygons.map((rings) => ({ rings, box: boxOf(rings[0] ?? []) }))
    found.set(String(id), [...(found.get(String(id)) ?? []), ...own])
  }
  return found
})()

/**
 * Whose outline also counts as a country's: territories drawn within another's, and areas that publishers code in more than one way.
 * It says where a row is not to be doubted, and nothing about whose the land is.
 */
const alsoCounted: Record<string, readonly string[]> = {
  BQ: ['NL'], GF: ['FR'], GP: ['FR'], MQ: ['FR'], RE: ['FR'], YT: ['FR'], SJ: ['NO'], EH: ['MA'], MA: ['EH'], PS: ['IL'], IL: ['PS'], CN: ['HK', 'MO'], XK: ['RS'], RS: ['XK'],
}

const outlinesOf = (country: string): readonly Area[] => [country, ...(alsoCounted[country] ?? [])].flatMap((code) => areas.get(code) ?? [])

export interface Point { lat: number; lon: number }

const isInRing = (ring: Ring, { lat, lon }: Point): boolean => {
  let isIn = false
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [x = 0, y = 0] = ring[at] ?? []
    const [px = 0, py = 0] = ring[before] ?? []
    if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) isIn = !isIn
  }
  return isIn
}

const isInArea = ({ rings, box }: Area, point: Point): boolean => {
  if (point.lon < box.west || point.lon > box.east || point.lat < box.south || point.lat > box.north) return false
  const [outer = [], ...holes] = rings
  return isInRing(outer, point) && !holes.some((hole) => isInRing(hole, point))
}

/** The country the point is in, ISO 3166-1; undefined at sea. */
export const countryAt = (point: Point): string | undefined => {
  for (const [code, own] of areas) if (own.some((area) => isInArea(area, point))) return code
  return undefined
}

const isNearBox = ({ box }: Area, { lat, lon }: Point, degrees: number): boolean =>
  lon > box.west - degrees && lon < box.east + degrees && lat > box.south - degrees && lat < box.north + degrees

/** The country whose shore is nearest, within so many kilometres; undefined farther out. */
export const shoreNear = (point: Point, kilometres: number): string | undefined => {
  const degrees = kilometres / kmPerDegree / Math.max(0.2, Math.cos((point.lat * Math.PI) / 180))
  const near = [...areas].filter(([, own]) => own.some((area) => isNearBox(area, point, degrees)))
  const measured = near.map(([code]) => ({ code, distance: distanceTo(code, point) })).toSorted((one, other) => one.distance - other.distance)
  return measured[0] && measured[0].distance <= kilometres ? measured[0].code : undefined
}

/** Whether an outline of the country is known. */
export const isDrawn = (country: string): boolean => outlinesOf(country).length > 0

const kmPerDegree = 111.195

const toSegment = ([ax, ay]: [number, number], [bx, by]: [number, number]): number => {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
  return Math.hypot(ax + along * dx, ay + along * dy)
}

// Seen from the point; a segment is laid out from its own beginning, so that none spans the far side of the globe.
const toRing = (ring: Ring, { lat, lon }: Point): number => {
  const narrowing = Math.cos((lat * Math.PI) / 180)
  let least = Infinity
  for (let at = 1; at < ring.length; at += 1) {
    const [[fromX = 0, fromY = 0], [toX = 0, toY = 0]] = [ring[at - 1]!, ring[at]!]
    const x = ((fromX - lon + 540) % 360) - 180
    least = Math.min(least, toSegment([x * narrowing, fromY - lat], [(x + toX - fromX) * narrowing, toY - lat]))
  }
  return least * kmPerDegree
}

/** Kilometres from the point to the country: 0 inside it, Infinity when its outline is not known. */
export const distanceTo = (country: string, point: Point): number => {
  const own = outlinesOf(country)
  if (own.some((area) => isInArea(area, point))) return 0
  return own.reduce((least, { rings }) => Math.min(least, ...rings.map((ring) => toRing(ring, point))), Infinity)
}

/** How far west and east the country reaches, in degrees; of one that crosses the 180th meridian, all round. */
export const reachOf = (country: string): { west: number; east: number } | undefined => {
  const boxes = outlinesOf(country).map(({ box }) => box)
  return boxes.length === 0 ? undefined : { west: Math.min(...boxes.map(({ west }) => west)), east: Math.max(...boxes.map(({ east }) => east)) }
}
