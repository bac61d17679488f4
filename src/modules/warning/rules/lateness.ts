// How late a source reports, learnt from its own releases: which part of the latest periods is in, and how unlike that is from period to period.
import type { SignalGrain } from '../model.ts'
import { completeRows, learn, fewestComplete, type Learnt, type Release } from './nowcast.ts'
import { allReported, type Reported } from './standing.ts'

/** What the releases said of one period between two of them: `from` and `until` are periods, counted as the timeline is. */
export interface Told {
  period: number
  from: number
  /** Null while it stands. */
  until: number | null
  value: number
}

/** After so many periods a count is taken as complete. */
export const maxDelay: Record<SignalGrain, number> = { week: 8, month: 4 }

const memory = 52

export interface Lateness {
  /** Parts in, after 0, 1, … periods. */
  shares: Reported[]
  learnt: Learnt
  /** The period of the newest release. */
  now: number
}

/** What stood at the end of each period since the first release, as the nowcast takes it. */
const releasesOf = (told: readonly Told[], first: number, now: number): Release[] =>
  Array.from({ length: now - first + 1 }, (_, i): Release => {
    const at = first + i
    const counts: (number | null)[] = Array.from({ length: at - first + 1 }, () => 0)
    for (const { period, from, until, value } of told) {
      if (period >= first && period <= at && from <= at && (until === null || until > at)) counts[period - first]! += value
    }
    return { period: i + 1, counts }
  })

/**
 * Learns from all that a source said of its latest periods; undefined when fewer than ten complete periods can be followed release by release.
 * `first` is the period of the first release, `now` that of the newest.
 */
export const latenessOf = (told: readonly Told[], { first, now }: { first: number; now: number }, grain: SignalGrain): Lateness | undefined => {
  const delay = maxDelay[grain]
  const from = Math.max(first, now - memory - delay)
  const rows = completeRows(releasesOf(told, from, now), { maxDelay: delay, memory })
  const learnt = rows.length < fewestComplete ? undefined : learn(rows, { maxDelay: delay, memory, level: 0.9, draws: 1000, seed: 1 })
  return learnt && { shares: learnt.delays.map(({ share, concentration }) => shareOf(share, concentration, rows.length)), learnt, now }
}

/** A beta law of the part in, its logarithm to first order, and what is unknown of its mean. */
const shareOf = (mean: number, concentration: number, rows: number): Reported => {
  const relative = mean > 0 ? (1 - mean) / mean / (concentration + 1) : 0
  return { mean, spread: relative * (1 + 1 / rows) }
}

/** Below so small a part a period says nothing yet. */
export const leastShare = 0.05

/** The part in of each of the `latest` last periods of a timeline of `length`, the oldest first. */
export const sharesAt = (lateness: Lateness | undefined, length: number, latest: number): Reported[] =>
  Array.from({ length: latest }, (_, i) => {
    const delay = lateness ? lateness.now - (length - latest + i) : Infinity
    return lateness?.shares[Math.max(0, delay)] ?? allReported
  })
