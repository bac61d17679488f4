// Outlines fit for CAP: few points, closed, never crossing themselves.

/** [latitude, longitude] in degrees (WGS84), the order CAP writes. */
export type Point = readonly [lat: number, lon: number]

const mostPoints = 300
const fewestPairs = 4

/**
 * A closed ring made from an outline ([lat, lon], closed or not), rounded to 4 decimals (11 m).
 * An outline that is too long or crosses itself is replaced by its convex hull, which holds the same ground;
 * undefined when fewer than three distinct points are left.
 */
export const safeRing = (outline: readonly Point[]): Point[] | undefined => {
  const points = withoutRepeats(outline.map(rounded))
  const ring = points.length <= mostPoints && isSimple(points) ? points : convexHull(points)
  return ring.length + 1 < fewestPairs || !isSimple(ring) ? undefined : [...ring, ring[0]!]
}

const rounded = ([lat, lon]: Point): Point => [Number(lat.toFixed(4)), Number(lon.toFixed(4))]

const same = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1]

const withoutRepeats = (points: readonly Point[]): Point[] => {
  const kept = points.filter((point, i) => i === 0 || !same(point, points[i - 1]!))
  return kept.length > 1 && same(kept[0]!, kept.at(-1)!) ? kept.slice(0, -1) : kept
}

/** Whether a ring (first point not repeated) has no two sides that touch other than neighbours at their shared point. */
export const isSimple = (ring: readonly Point[]): boolean => {
  const sides = ring.map((from, i) => [from, ring[(i + 1) % ring.length]!] as const)
  return ring.length >= 3 && sides.every((side, i) => sides.slice(i + 1).every((other, k) => neighboursOnly(side, other, areNeighbours(i, i + 1 + k, ring.length))))
}

type Side = readonly [Point, Point]

const areNeighbours = (i: number, j: number, count: number): boolean => j === i + 1 || (i === 0 && j === count - 1)

const neighboursOnly = (a: Side, b: Side, neighbours: boolean): boolean => (neighbours ? !foldsBack(a, b) : !touches(a, b))

/** Neighbouring sides that lie on each other: same line, one returning over the other. */
const foldsBack = (a: Side, b: Side): boolean => {
  const [shared, far, near] = same(a[1], b[0]) ? [a[1], b[1], a[0]] : [a[0], b[0], a[1]]
  const dot = (far[0] - shared[0]) * (near[0] - shared[0]) + (far[1] - shared[1]) * (near[1] - shared[1])
  return turn(near, shared, far) === 0 && dot > 0
}

const turn = (a: Point, b: Point, c: Point): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

const within = (value: number, a: number, b: number): boolean => value >= Math.min(a, b) && value <= Math.max(a, b)

const lies = (point: Point, [from, to]: Side): boolean =>
  turn(from, to, point) === 0 && within(point[0], from[0], to[0]) && within(point[1], from[1], to[1])

const touches = (a: Side, b: Side): boolean => {
  const crosses = turn(...a, b[0]) * turn(...a, b[1]) < 0 && turn(...b, a[0]) * turn(...b, a[1]) < 0
  return crosses || lies(b[0], a) || lies(b[1], a) || lies(a[0], b) || lies(a[1], b)
}

/** Andrew's monotone chain. */
const convexHull = (points: readonly Point[]): Point[] => {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const lower = halfHull(sorted)
  const upper = halfHull([...sorted].reverse())
  return withoutRepeats([...lower.slice(0, -1), ...upper.slice(0, -1)])
}

const halfHull = (sorted: readonly Point[]): Point[] => {
  const hull: Point[] = []
  for (const point of sorted) {
    while (hull.length >= 2 && turn(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop()
    hull.push(point)
  }
  return hull
}
