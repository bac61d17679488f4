// Detection in what somebody hands over: what `sidmi detect` answers.
import { z } from 'zod'
import { parseInput } from '../../../platform/schema.ts'
import { cusum } from './cusum.ts'
import { DetectionRequest, earsOptionsOf, isEars, type EarsRequest, type FarringtonRequest } from './detect-request.ts'
import { pooledOptionsOf, type CusumRequest, type NowcastRequest, type PooledRequest, type ScanRequest } from './detect-more.ts'
import { ears } from './ears.ts'
import { farringtonFlexible } from './farrington.ts'
import { nearnessByDistance, nearnessBySteps } from './nearness.ts'
import { nowcast, type Nowcast } from './nowcast.ts'
import { newPatterns, type PatternAnswer } from './pattern.ts'
import { pooled, type PooledJudgement } from './pooled.ts'
import { scan, type Cluster } from './scan.ts'

/** What is said of the evaluated periods, in order; null where nothing can be said. `statistic` is CUSUM's accumulated excess. */
export interface Detection {
  upperbound: (number | null)[]
  alarm: (boolean | null)[]
  expected: (number | null)[]
  statistic?: (number | null)[]
}

/** Clusters still going on, the most likely first, places by their ids. */
interface ScanAnswer {
  clusters: (Omit<Cluster, 'places'> & { places: string[] })[]
}

interface NowcastAnswer {
  periods: Nowcast[]
}

interface PooledAnswer {
  series: { id: string; judgements: PooledJudgement[] }[]
}

export type Answer = Detection | ScanAnswer | PatternAnswer | NowcastAnswer | PooledAnswer

const numbers = (counts: readonly (number | null)[]): Float64Array => Float64Array.from(counts, (count) => count ?? Number.NaN)

const columnsOf = (judged: readonly { upperbound: number | null; alarm: boolean | null; expected: number | null }[]): Detection =>
  ({ upperbound: judged.map((each) => each.upperbound), alarm: judged.map((each) => each.alarm), expected: judged.map((each) => each.expected) })

const detectBySeries = (request: FarringtonRequest | EarsRequest): Detection => {
  const counts = numbers(request.counts)
  return columnsOf(isEars(request)
    ? ears({ counts, evaluate: request.evaluate }, earsOptionsOf(request))
    : farringtonFlexible({ counts, frequency: request.frequency, evaluate: request.evaluate }, request.options))
}

const detectByCusum = ({ counts, frequency, evaluate, options }: CusumRequest): Detection => {
  const judged = cusum({ counts: numbers(counts), frequency, evaluate }, options)
  return { ...columnsOf(judged), statistic: judged.map(({ statistic }) => statistic) }
}

/** By coordinates when every place has them, by neighbours otherwise. */
const nearnessOf = (places: ScanRequest['places']): number[][] => {
  const points = places.flatMap(({ at }) => (at ? [at] : []))
  if (points.length === places.length) return nearnessByDistance(points)
  const positions = new Map(places.map(({ id }, i) => [id, i]))
  return nearnessBySteps(places.map(({ neighbours = [] }) => neighbours.flatMap((id) => positions.get(id) ?? [])))
}

const detectByScan = ({ places, options }: ScanRequest): ScanAnswer => {
  const counts = places.map((place) => Uint32Array.from(place.counts, (count) => count ?? 0))
  const clusters = scan({ counts, nearness: nearnessOf(places) }, options)
  return { clusters: clusters.map((cluster) => ({ ...cluster, places: cluster.places.map((place) => places[place]!.id) })) }
}

// Too little history was refused at the border.
const detectByNowcast = ({ releases, options }: NowcastRequest): NowcastAnswer => ({ periods: nowcast(releases, options) ?? [] })

const detectTogether = (request: PooledRequest): PooledAnswer => {
  const { series, frequency, evaluate } = request
  const positions = new Map(series.map(({ id }, i) => [id, i]))
  const known = series.map(({ counts, related }) => ({ counts: numbers(counts), related: related.map((id) => positions.get(id)!) }))
  return { series: pooled(known, { frequency, evaluate }, pooledOptionsOf(request)).map((judgements, i) => ({ id: series[i]!.id, judgements })) }
}

const detect = (request: DetectionRequest): Answer => {
  if (request.method === 'cusum') return detectByCusum(request)
  if (request.method === 'space-time-scan') return detectByScan(request)
  if (request.method === 'new-pattern') return newPatterns(request, request.options)
  if (request.method === 'nowcast') return detectByNowcast(request)
  if (request.method === 'pooled') return detectTogether(request)
  return detectBySeries(request)
}

/**
 * Answers one question, or each of a list of them. Throws `request.invalid` with a sentence for each entry at fault.
 * The methods farrington-flexible, farrington (1996), ears-c1, ears-c2, ears-c3 and cusum judge one series
 * (`{ counts, frequency, evaluate: [first, last], method, options }`; EARS needs no frequency); space-time-scan, new-pattern, nowcast and
 * pooled take what `detect-more.ts` states. docs/detectors.md shows an example of each.
 */
export const detectSeries = (input: unknown): Answer | Answer[] =>
  Array.isArray(input) ? parseInput(z.array(DetectionRequest), input).map(detect) : detect(parseInput(DetectionRequest, input))
