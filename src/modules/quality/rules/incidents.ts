// Events recorded one by one: rows that may be the same event twice, and events that may be split over several rows.
import type { Candidate } from '../model.ts'

/** Rows of one day and place that give the same count. */
export interface EqualRows {
  sources: readonly string[]
  day: string
  lat: number
  lon: number
  country: string | null
  value: number
  /** How many rows; their observations. */
  rows: number
  observations: readonly number[]
  delivery: string | null
  /** The rows say the same of whom and why, and do say something. */
  isSameNationality: boolean
  isSameCause: boolean
  /** Rows of other days at the very same point: a place used for whatever lacks a better one. */
  crowd: number
}

const known = (score: number): number => Math.round(Math.max(0, Math.min(1, score)) * 100) / 100

/** How likely rows of one day, place and count are one event: large counts and equal particulars speak for it, a crowded point against. */
export const scoreOfEqual = ({ value, isSameNationality, isSameCause, crowd, sources }: EqualRows): number => {
  const count = Math.min(0.3, 0.09 * Math.log2(Math.max(1, value)))
  const particulars = (isSameNationality ? 0.15 : 0) + (isSameCause ? 0.1 : 0)
  const elsewhere = sources.length > 1 ? 0.2 : 0
  return known(0.45 + count + particulars + elsewhere - Math.min(0.4, 0.08 * Math.log2(1 + crowd)))
}

/** From which score on it is worth somebody's time. */
export const leastScore = 0.6

/** Rows that may be the same event twice. */
export const duplicatesAmong = (groups: readonly EqualRows[]): Candidate[] =>
  groups.map((group) => ({ group, score: scoreOfEqual(group) })).filter(({ score }) => score >= leastScore).map(({ group, score }) => {
    const { sources, day, lat, lon, country, value, rows, crowd, isSameNationality, isSameCause } = group
    return {
      check: 'duplicate', key: `${day}|${String(lat)}|${String(lon)}|${String(value)}`, diagnosis: sources.length > 1 ? 'across-sources' : 'same-row',
      severity: score >= 0.8 ? 'moderate' : 'minor', score,
      facts: { day, lat, lon, country, value, rows, crowd, isSameNationality, isSameCause, sources: [...sources] },
      observations: group.observations, cells: rows, delivery: group.delivery,
    }
  })

/** Two rows of one day, near one another. */
export interface NearRows {
  day: string
  country: string | null
  one: { id: number; lat: number; lon: number; value: number }
  other: { id: number; lat: number; lon: number; value: number }
  kilometres: number
  isSameCause: boolean
  isSameNationality: boolean
  /** One row counts the survivors of the event and the other none. */
  isComplementary: boolean
  crowd: number
  delivery: string | null
}

/** How likely two rows near one another are one event: nearness and equal or complementary particulars speak for it, a crowd against. */
export const scoreOfNear = ({ kilometres, isSameCause, isSameNationality, isComplementary, crowd }: NearRows): number =>
  known(0.2 + 0.2 * Math.max(0, 1 - kilometres / 10) + (isSameCause ? 0.15 : 0) + (isSameNationality ? 0.2 : 0) + (isComplementary ? 0.25 : 0) - Math.min(0.4, 0.08 * Math.log2(1 + crowd)))

/** Events that may be split over two rows that the source does not mark as parts of one. */
export const splitsAmong = (pairs: readonly NearRows[]): Candidate[] =>
  pairs.map((pair) => ({ pair, score: scoreOfNear(pair) })).filter(({ score }) => score >= leastScore).map(({ pair, score }) => {
    const { day, country, one, other, kilometres, isSameCause, isSameNationality, isComplementary, crowd, delivery } = pair
    const at = [one, other].map(({ lat, lon, value }) => `${String(lat)},${String(lon)},${String(value)}`).toSorted()
    return {
      check: 'split', key: `${day}|${at.join('|')}`, diagnosis: 'near-rows', severity: 'minor', score,
      facts: { day, country, lat: one.lat, lon: one.lon, otherLat: other.lat, otherLon: other.lon, values: [one.value, other.value], kilometres: Math.round(kilometres * 10) / 10, isSameCause, isSameNationality, isComplementary, crowd },
      observations: [one.id, other.id], cells: 2, delivery,
    }
  })
