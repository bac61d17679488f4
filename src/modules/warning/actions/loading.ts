// A measure's series as the judges take them: on one timeline, in memory that threads share, with what is known of lateness and kinship.
import type { Db } from '../../../platform/db/database.ts'
import { offence, pointOf } from '../../catalogues/index.ts'
import { latenessOf, maxDelay, sharesAt, type Lateness } from '../rules/lateness.ts'
import { relationsOf, type Point } from '../rules/relations.ts'
import { isTooShort, periodAt, periodsPerYear, readSeries, timeline, type SeriesSet } from '../rules/series.ts'
import { allReported, type Reported } from '../rules/standing.ts'
import { releasesOf, revisionsOf } from '../store/history.ts'
import { seriesOf, type Judgeable } from '../store/series.ts'

export interface Loaded {
  what: Judgeable
  set: SeriesSet
  starts: string[]
  related: number[][]
  points: Map<string, Point>
  lateness: Lateness | undefined
  /** The part in of the last year's periods, the oldest first. */
  reported: Reported[]
}

const memory = 52
const seriesBetweenBreaths = 50

/** Lets the node answer others. */
const breathe = (): Promise<void> => new Promise((resume) => setImmediate(resume))

const latenessIn = async (db: Db, what: Judgeable, length: number): Promise<Lateness | undefined> => {
  const releases = await releasesOf(db, what.sourceId)
  const delay = maxDelay[what.grain]
  if (releases.length <= delay) return undefined
  const at = new Map(releases.map((release) => [release.id, periodAt(what.grain, what.first, release.at)]))
  const [first, now] = [at.get(releases[0]!.id)!, at.get(releases.at(-1)!.id)!]
  const revised = await revisionsOf(db, what, Math.max(0, length - memory - 2 * delay))
  const told = revised.map(({ period, since, until, value }) =>
    ({ period, value, from: at.get(since) ?? first, until: until === null ? null : (at.get(until) ?? now) }))
  return latenessOf(told, { first: Math.max(0, first), now }, what.grain)
}

const pointsOf = (places: readonly string[]): Map<string, Point> => new Map([...new Set(places)].flatMap((place): [string, Point][] => {
  const point = pointOf(place)
  return point ? [[place, point]] : []
}))

const groupsOf = (whats: readonly string[]): Map<string, string> =>
  new Map([...new Set(whats)].flatMap((code): [string, string][] => {
    const known = offence(code)
    return known ? [[code, known.group]] : []
  }))

/** Reads the series of a measure; undefined when it has none, or too few periods for any detector. */
export const loadSet = async (db: Db, what: Judgeable): Promise<Loaded | undefined> => {
  const { grain } = what
  const starts = timeline(grain, what.first, what.last)
  const length = starts.length
  if (isTooShort({ grain, length })) return undefined
  const written = await seriesOf(db, what)
  if (written.length === 0) return undefined
  const counts = new Float64Array(new SharedArrayBuffer(written.length * length * Float64Array.BYTES_PER_ELEMENT))
  for (const [at, { cells }] of written.entries()) {
    readSeries(cells, counts.subarray(at * length, (at + 1) * length), what.statesZeros)
    if (at % seriesBetweenBreaths === seriesBetweenBreaths - 1) await breathe()
  }
  const points = pointsOf(written.map(({ place }) => place))
  const lateness = await latenessIn(db, what, length)
  const year = periodsPerYear[grain]
  const late = sharesAt(lateness, length, Math.min(year, maxDelay[grain]))
  return {
    what, starts, points, lateness,
    set: { grain, length, counts, places: written.map(({ place }) => place), whats: written.map(({ what: word }) => word) },
    related: relationsOf(written, { points, groups: groupsOf(written.map(({ what: word }) => word)) }),
    reported: [...Array.from({ length: year - late.length }, () => allReported), ...late],
  }
}
