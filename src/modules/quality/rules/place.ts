// Country against coordinates: whether a point can lie where its row says, and if not, what most likely went wrong.
import type { Diagnosis, FindingSeverity } from '../model.ts'
import { countryAt, distanceTo, isDrawn, reachOf, shoreNear, type Point } from './outline.ts'

export interface Placed extends Point {
  country: string
  /** The source's own words say the row is one of several of an event. */
  isPart: boolean
}

export interface Misplaced {
  diagnosis: Diagnosis
  severity: FindingSeverity
  score: number
  /** Kilometres from the stated country. */
  distance: number
  /** The country the point lies in; null at sea. */
  found: string | null
  /** Where the point would lie, mended. */
  mended: Point | null
}

/** Kilometres a point in another country may be off: outlines are simplified and border places are named loosely. */
const borderTolerance = 25
/** At sea nothing is doubted but what is this far from the country: boats drift, and rescues are far out. */
const seaTolerance = 1000
/** How near the country a mended point must be, on land and, since it is often a shore, off the coast. */
const mendedTolerance = 25
/** A point at sea nearer than this is never taken for a wrong sign: both sides of a meridian can be the same sea. */
const leastSeaDistance = 500
/** Up to `seaTolerance` a point at sea is doubted only when it is this near the shore of another country. */
const foreignWaters = 150
/** What lies this near a shore is taken for being on it: the outlines are simplified. */
const shore = 5

/** A point in a neighbouring country nearer than this is imprecise rather than mistyped. */
const leastLandDistance = 100

const repairs: readonly { diagnosis: Diagnosis; mend: (point: Point) => Point }[] = [
  { diagnosis: 'longitude-sign', mend: ({ lat, lon }) => ({ lat, lon: -lon }) },
  { diagnosis: 'latitude-sign', mend: ({ lat, lon }) => ({ lat: -lat, lon }) },
  { diagnosis: 'swapped', mend: ({ lat, lon }) => ({ lat: lon, lon: lat }) },
  { diagnosis: 'both-signs', mend: ({ lat, lon }) => ({ lat: -lat, lon: -lon }) },
]

const repaired = (country: string, point: Point): { diagnosis: Diagnosis; mended: Point } | undefined => {
  for (const { diagnosis, mend } of repairs) {
    const mended = mend(point)
    if (Math.abs(mended.lat) <= 90 && distanceTo(country, mended) <= mendedTolerance) return { diagnosis, mended }
  }
  return undefined
}

/** Degrees of longitude that must separate a country from the meridian before its side of it is beyond doubt. */
const clearOfMeridian = 5

// A country wholly on one side of Greenwich and a longitude of the other side: the sign is wrong, whatever else may be.
const isWrongSide = (country: string, { lon }: Point): boolean => {
  const reach = reachOf(country)
  if (!reach || Math.abs(lon) < clearOfMeridian) return false
  return lon > 0 ? reach.east < -clearOfMeridian : reach.west > clearOfMeridian && reach.east < 180
}

const isDoubtful = (distance: number, found: string | undefined, point: Point): boolean => {
  if (found !== undefined) return distance > borderTolerance
  return distance > seaTolerance || (distance > leastSeaDistance && shoreNear(point, foreignWaters) !== undefined)
}

const unexplained = (placed: Placed, distance: number, found: string | undefined): Pick<Misplaced, 'diagnosis' | 'severity' | 'score'> | undefined => {
  if (placed.isPart && found !== undefined) return { diagnosis: 'merged-places', severity: 'moderate', score: 0.8 }
  if (placed.lat === placed.lon) return { diagnosis: 'same-number', severity: 'severe', score: 0.95 }
  if (isWrongSide(placed.country, placed)) return { diagnosis: 'longitude-sign', severity: 'severe', score: 0.9 }
  if (found !== undefined) return { diagnosis: 'another-country', severity: distance > 100 ? 'moderate' : 'minor', score: distance > 100 ? 0.8 : 0.6 }
  return distance > seaTolerance ? { diagnosis: 'far-away', severity: 'moderate', score: 0.7 } : undefined
}

/** What is wrong with the place of a row; undefined when nothing is, or nothing can be said. */
export const judgePlace = (placed: Placed): Misplaced | undefined => {
  if (!isDrawn(placed.country)) return undefined
  const distance = distanceTo(placed.country, placed)
  if (distance === 0) return undefined
  const found = countryAt(placed) ?? shoreNear(placed, shore)
  if (!isDoubtful(distance, found, placed)) return undefined
  const where = { distance, found: found ?? null }
  const repair = distance > leastLandDistance ? repaired(placed.country, placed) : undefined
  if (repair) return { ...repair, ...where, severity: 'severe', score: 0.95 }
  const other = unexplained(placed, distance, found)
  return other && { ...other, ...where, mended: null }
}
