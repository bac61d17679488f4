// Series as the detectors take them: one count for every week or month of a source, what was not delivered left unknown.
import type { SignalGrain } from '../model.ts'

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

/** How many periods after `first` a day falls, from 0; `first` starts a week or month. */
export const periodAt = (grain: SignalGrain, first: string, at: string): number => {
  const [from, to] = [new Date(`${first}T00:00:00Z`), new Date(`${at}T00:00:00Z`)]
  if (grain === 'week') return Math.floor((to.getTime() - from.getTime()) / (7 * day))
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
}

export const periodsPerYear: Record<SignalGrain, number> = { week: 52, month: 12 }

/** What a source said of one place and one offence: pairs of period and count, `0:3 7:12`, only the periods it spoke of. */
export interface WrittenSeries {
  place: string
  what: string
  cells: string
}

/** The latest periods that are judged. */
export const judgedPeriods = 2

/** The series of one source and measure on one timeline; `counts` has one row of `length` for each series (NaN where unknown), shared among threads. */
export interface SeriesSet {
  grain: SignalGrain
  length: number
  places: string[]
  whats: string[]
  counts: Float64Array<SharedArrayBuffer>
}

/**
 * Reads one series into a row. A source that states its zeros leaves a gap where it says nothing (NaN); one that lists only what
 * happened means zero by silence.
 */
export const readSeries = (cells: string, row: Float64Array, statesZeros: boolean): void => {
  row.fill(statesZeros ? Number.NaN : 0)
  for (const cell of cells.split(' ')) {
    const colon = cell.indexOf(':')
    const at = Number(cell.slice(0, colon))
    if (colon > 0 && at >= 0 && at < row.length) row[at] = Number(cell.slice(colon + 1))
  }
}

export const rowOf = ({ counts, length }: Pick<SeriesSet, 'counts' | 'length'>, at: number): Float64Array<SharedArrayBuffer> => counts.subarray(at * length, (at + 1) * length)

/** Whole years before the judged periods that can be compared with, at most five. */
export const yearsOf = (length: number, grain: SignalGrain): number => Math.min(5, Math.floor((length - judgedPeriods) / periodsPerYear[grain]))

/** Under two years only EARS judges, which needs so many periods before the judged ones. */
const fewestYears = 2
export const fewestPeriods = 7

type Reach = Pick<SeriesSet, 'grain' | 'length'>

export const isShort = ({ grain, length }: Reach): boolean => yearsOf(length, grain) < fewestYears

export const isTooShort = ({ length }: Reach): boolean => length < fewestPeriods + judgedPeriods

/** The last rise among judged periods: from its first alarm in an unbroken run to its latest, as indexes; undefined without one. */
export const lastRise = (alarms: readonly boolean[], patience: number): { first: number; last: number } | undefined => {
  const last = alarms.lastIndexOf(true)
  if (last < 0 || last < alarms.length - patience) return undefined
  let first = last
  while (first > 0 && alarms[first - 1]) first -= 1
  return { first, last }
}
