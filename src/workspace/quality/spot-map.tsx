// A few named points on a map: the whole world when they are far apart, their surroundings when they are near.
import { geoEqualEarth, geoMercator, geoPath, type GeoProjection } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import styles from './spot-map.module.css'

interface Spot { key: string; label: string; lat: number; lon: number }

interface SpotMapProps { width: number; title: string; topology: Topology; spots: readonly Spot[] }

const nearDegrees = 12
const sphere = { type: 'Sphere' } as const

const areNear = (spots: readonly Spot[]): boolean =>
  spots.every(({ lat, lon }) => spots.every((other) => Math.abs(lat - other.lat) < nearDegrees && Math.abs(lon - other.lon) < nearDegrees))

const surroundings = (spots: readonly Spot[], size: [number, number]): GeoProjection => {
  const [lons, lats] = [spots.map(({ lon }) => lon), spots.map(({ lat }) => lat)]
  const corners = [[Math.min(...lons) - nearDegrees / 2, Math.min(...lats) - nearDegrees / 2], [Math.max(...lons) + nearDegrees / 2, Math.max(...lats) + nearDegrees / 2]]
  return geoMercator().fitSize(size, { type: 'MultiPoint', coordinates: corners })
}

/** Points with their names over the outlines of the countries; single points and pairs of an event are seen from near. */
export const SpotMap = ({ width, title, topology, spots }: SpotMapProps) => {
  const height = Math.round(width * 0.5)
  const projection = spots.length > 1 && areNear(spots) ? surroundings(spots, [width, height]) : geoEqualEarth().fitSize([width, height], sphere)
  const countries = feature(topology, topology.objects['countries'] as GeometryCollection)
  return (
    <svg className={styles.map} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}. ${spots.map(({ label, lat, lon }) => `${label}: ${lat}, ${lon}`).join('; ')}`}>
      <path className={styles.land} d={geoPath(projection).digits(1)(countries) ?? ''} />
      {spots.map((spot) => <Mark key={spot.key} spot={spot} at={projection([spot.lon, spot.lat])} width={width} />)}
    </svg>
  )
}

const Mark = ({ spot, at, width }: { spot: Spot; at: [number, number] | null; width: number }) => {
  if (!at) return null
  const [x, y] = at
  const isRight = x > width * 0.7
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <circle className={styles.spot} data-kind={spot.key} r={6} />
      <text className={styles.name} x={isRight ? -11 : 11} dy="0.35em" textAnchor={isRight ? 'end' : 'start'}>{spot.label}</text>
    </g>
  )
}
