// The projection of a map and the shapes under it, drawn the same on the server and in the browser.
import { geoAzimuthalEqualArea, geoCentroid, geoPath, type GeoProjection } from 'd3-geo'
import { feature } from 'topojson-client'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { compactPath } from './compact-path.ts'

/** Boundaries as TopoJSON: every geometry of the object carries its ISO code as `id`. */
export interface Shapes {
  topology: Topology
  object: string
}

export type Area = Feature<Geometry, Record<string, unknown>>

/** The features of the object, in the file's order. */
export const areasOf = ({ topology, object }: Shapes): Area[] => {
  const found = topology.objects[object] as GeometryCollection<Record<string, unknown>> | undefined
  return found ? feature(topology, found).features : []
}

/** Drawn on a grid finer than the pixel: what is drawn keeps whole numbers in the file. */
export const mapWidth = 1000

const margin = 8

/** An equal-area projection fitted to the areas, with the height it needs; what falls outside is cut at the edges. */
export const fitProjection = (areas: readonly Area[]): { projection: GeoProjection; height: number } => {
  const collection: FeatureCollection = { type: 'FeatureCollection', features: [...areas] }
  const [lon, lat] = geoCentroid(collection)
  const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]).precision(0)
  projection.fitWidth(mapWidth - 2 * margin, collection)
  const [[left, top], [, bottom]] = geoPath(projection).bounds(collection)
  const [x, y] = projection.translate()
  const height = Math.ceil(bottom - top + 2 * margin)
  projection.translate([x + margin - left, y + margin - top]).clipExtent([[-2, -2], [mapWidth + 2, height + 2]])
  return { projection, height }
}

/** The outlines of the lands around. */
export const groundPaths = (ground: Shapes | undefined, projection: GeoProjection): string[] =>
  ground ? areasOf(ground).map((shape) => compactPath(shape, projection)).filter((path) => path !== '') : []
