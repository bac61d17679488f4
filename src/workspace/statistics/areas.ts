// Places as shapes and circles: which of them a view shows, with their amounts; what is not known stays apart from zero.
import { geoCentroid } from 'd3-geo'
import type { Topology } from 'topojson-specification'
import type { AreaValue } from '../../platform/charts/area-map.tsx'
import { areasOf as shapesOf } from '../../platform/charts/map-frame.ts'
import type { MapPoint } from '../../platform/charts/point-map.tsx'
import type { Cell, Dimension, MeasureCoverage } from '../../modules/statistics/model.ts'
import type { Answer } from './answer.ts'
import { amountOf } from './crosstab.ts'
import { municipalityId, type KnownPlaces } from './places.tsx'

export const levels = ['country', 'territory', 'municipality'] as const
export type Level = (typeof levels)[number]

/** The levels a measure can be drawn at. */
export const levelsOf = ({ dimensions }: MeasureCoverage): Level[] => levels.filter((level) => dimensions.includes(level))

/** What a map at a level asks for: municipalities carry their territory, so that they can be zoomed to. */
export const dimensionsOf = (level: Level, { dimensions }: MeasureCoverage): Dimension[] =>
  level === 'municipality' && dimensions.includes('territory') ? ['territory', 'municipality'] : [level]

/** The shape a cell is drawn on; undefined for what states no place. */
export const areaOf = (cell: Cell, level: Level, { areas }: Pick<Answer, 'areas'>, known: KnownPlaces | undefined): string | undefined => {
  const code = cell[level]
  if (typeof code !== 'string') return undefined
  if (level === 'municipality') return known && municipalityId(known.country, code)
  return areas[code] ?? code
}

const codesIn = ({ objects }: Topology, object: string): string[] => {
  const found = objects[object]
  return found?.type === 'GeometryCollection' ? found.geometries.map(({ id }) => String(id)) : []
}

/** Sums by shape; a shape of which everything is withheld, or no rate is known, has no value. */
export const sumsByArea = (cells: readonly Cell[], areaFor: (cell: Cell) => string | undefined): Map<string, number | null> => {
  const sums = new Map<string, number | null>()
  for (const cell of cells) {
    const area = areaFor(cell)
    const { value } = amountOf(cell)
    if (area !== undefined) sums.set(area, value === null ? (sums.get(area) ?? null) : (sums.get(area) ?? 0) + value)
  }
  return sums
}

/** Which shapes lie in the place zoomed to: those of a country, or municipalities whose code begins as that of one in the territory. */
export const withinZoom = (zoom: string | undefined, level: Level, ids: readonly string[]): ((code: string) => boolean) => {
  if (zoom === undefined) return () => true
  if (level !== 'municipality') return (code) => code === zoom || code.startsWith(`${zoom}-`)
  const beginnings = new Set(ids.map((id) => id.slice(0, 5)))
  return (code) => beginnings.has(code.slice(0, 5))
}

/** What is drawn from: shapes, their amounts, and which of them are in view. */
export interface Drawing {
  topology: Topology
  object: string
  sums: ReadonlyMap<string, number | null>
  within: (code: string) => boolean
  nameOf: (area: string) => string
}

/** Every shape of the countries that occur, as far as the zoom reaches; those without a figure are not known, not zero. */
export const drawnAreas = ({ topology, object, sums, within, nameOf }: Drawing): AreaValue[] => {
  const nations = new Set([...sums.keys()].map((code) => code.slice(0, 2)))
  return codesIn(topology, object)
    .filter((code) => nations.has(code.slice(0, 2)) && within(code))
    .map((code) => ({ code, name: nameOf(code), value: sums.get(code) ?? null }))
}

/** Circles at the middle of each shape. */
export const middlesOf = ({ topology, object, sums, within, nameOf }: Drawing): MapPoint[] =>
  shapesOf({ topology, object }).flatMap((shape) => {
    const code = String(shape.id)
    const value = sums.get(code)
    if (!value || !within(code)) return []
    const [lon, lat] = geoCentroid(shape)
    return [{ key: code, label: nameOf(code), lon, lat, value }]
  })
