// Which of some outlines a point lies in, or is nearest to: how a border point or a corridor finds its territories.
import type { Point } from './geometry.ts'

/** A territory by its code, with the rings it is drawn by. */
export interface Outlined {
  code: string
  outlines: readonly (readonly Point[])[]
}

const isInside = ([lat, lon]: Point, ring: readonly Point[]): boolean => {
  let inside = false
  ring.forEach(([a, b], i) => {
    const [c, d] = ring[(i + 1) % ring.length]!
    if (b > lon !== d > lon && lat < ((c - a) * (lon - b)) / (d - b) + a) inside = !inside
  })
  return inside
}

/** Degrees from the point to the nearest corner of an outline: enough to tell neighbours apart. */
const distance = ([lat, lon]: Point, { outlines }: Outlined): number =>
  Math.min(...outlines.flatMap((ring) => ring.map(([a, b]) => Math.hypot(a - lat, b - lon))))

/** The code of the outline that holds the point. */
export const holding = (point: Point, areas: readonly Outlined[]): string | undefined =>
  areas.find(({ outlines }) => outlines.some((ring) => isInside(point, ring)))?.code

/** The code of the outline that holds the point, else of the nearest one; undefined when none is drawn. */
export const nearest = (point: Point, areas: readonly Outlined[]): string | undefined => {
  const drawn = areas.filter(({ outlines }) => outlines.length > 0)
  return holding(point, drawn) ?? drawn.map((area) => ({ code: area.code, far: distance(point, area) })).sort((a, b) => a.far - b.far)[0]?.code
}

const stepDegrees = 0.05

/** Points along a line, its corners among them, no further apart than 0.05 degrees (some 5 km). */
export const along = (line: readonly Point[]): Point[] =>
  line.flatMap((from, i) => {
    const to = line[i + 1]
    if (to === undefined) return [from]
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / stepDegrees))
    return Array.from({ length: steps }, (_, step): Point => [from[0] + ((to[0] - from[0]) * step) / steps, from[1] + ((to[1] - from[1]) * step) / steps])
  })
