// Series as the detector takes them: one count for every week or month of a source, what was not delivered left unknown.
import type { SignalGrain } from '../model.ts'

/** What a source said of one place and one offence, only the periods it spoke of. */
export interface SparseSeries {
  place: string
  what: string
  starts: readonly string[]
  values: readonly number[]
}

const day = 24 * 60 * 60 * 1000

const nextStart = (start: string, grain: SignalGrain): string => {
  const date = new Date(`${start}T00:00:00Z`)
  if (grain === 'week') return new Date(date.getTime() + 7 * day).toISOString().slice(0, 10)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
}

/** First days of the periods from the first to the last, both included. */
export const timeline = (grain: SignalGrain, first: string, last: string): string[] => {
  const starts: string[] = []
  for (let start = first; start <= last; start = nextStart(start, grain)) starts.push(start)
  return starts
}

/**
 * The counts on the timeline. A source that states its zeros leaves a gap where it says nothing (NaN); one that lists
 * only what happened means zero by silence.
 */
export const countsOf = (series: SparseSeries, starts: readonly string[], statesZeros: boolean): Float64Array => {
  const at = new Map(starts.map((start, index) => [start, index]))
  const counts = new Float64Array(starts.length).fill(statesZeros ? Number.NaN : 0)
  for (const [index, start] of series.starts.entries()) {
    const position = at.get(start)
    if (position !== undefined) counts[position] = series.values[index] ?? Number.NaN
  }
  return counts
}

export const periodsPerYear: Record<SignalGrain, number> = { week: 52, month: 12 }

/** The last rise among judged periods: from its first alarm in an unbroken run to its latest, as indexes; undefined without one. */
export const lastRise = (alarms: readonly boolean[], patience: number): { first: number; last: number } | undefined => {
  const last = alarms.lastIndexOf(true)
  if (last < 0 || last < alarms.length - patience) return undefined
  let first = last
  while (first > 0 && alarms[first - 1]) first -= 1
  return { first, last }
}
