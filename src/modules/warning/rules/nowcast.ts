// Nowcast: what the latest periods will have counted once late reports are in, with its uncertainty, so that they do not look calm.
import { betaDraw, gammaDraw, poissonDraw, randomFrom, type Random } from './random.ts'

/** Counts of the periods 1, 2, … as a release told them that stood at the end of `period`; null where it told none. */
export interface Release {
  period: number
  counts: readonly (number | null)[]
}

export interface NowcastOptions {
  /** After so many periods a count is taken as complete. */
  maxDelay: number
  /** Complete periods the delays are learnt from, the latest ones. */
  memory: number
  /** Probability that the interval holds the final count. */
  level: number
  draws: number
  seed: number
}

/** One period not yet complete. `reported` is what the last release says; `share` the part of a final count usually in by then. */
export interface Nowcast {
  period: number
  reported: number
  share: number
  estimate: number
  lower: number
  upper: number
}

/** Fewer complete periods than this teach nothing about delays. */
export const fewestComplete = 10

/** Cumulative counts of one complete period after 0, 1, … maxDelay periods. */
export type Row = readonly number[]

const countIn = (releases: ReadonlyMap<number, Release>, period: number, delay: number): number | null | undefined => releases.get(period + delay)?.counts[period - 1]

const rowOf = (releases: ReadonlyMap<number, Release>, period: number, maxDelay: number): Row | undefined => {
  const counts = Array.from({ length: maxDelay + 1 }, (_, delay) => countIn(releases, period, delay))
  return counts.every((count) => typeof count === 'number') ? counts : undefined
}

/** The complete periods as rows of the delay triangle, the oldest first. */
export const completeRows = (releases: readonly Release[], { maxDelay, memory }: Pick<NowcastOptions, 'maxDelay' | 'memory'>): Row[] => {
  const byPeriod = new Map(releases.map((release) => [release.period, release]))
  const last = releases.reduce((latest, { period }) => Math.max(latest, period), 0)
  const rows = Array.from({ length: Math.max(0, last - maxDelay) }, (_, i) => rowOf(byPeriod, i + 1, maxDelay)).filter((row) => row !== undefined)
  return rows.slice(-memory)
}

/** Part of the final count in after each delay: sums over periods, as the chain ladder (Mack 1993) gives for complete rows; never above 1. */
const sharesOf = (rows: readonly Row[], maxDelay: number): number[] => {
  const final = rows.reduce((sum, row) => sum + row[maxDelay]!, 0)
  return Array.from({ length: maxDelay + 1 }, (_, delay) => {
    const inTime = rows.reduce((sum, row) => sum + row[delay]!, 0)
    return Math.min(1, (inTime + 0.5) / (final + 0.5))
  })
}

/**
 * How alike the reported part is from one period to another: the concentration of a beta law, by moments; infinite when it differs no
 * more than the tossing of coins does.
 */
const concentrationOf = (rows: readonly Row[], delay: number, { share, maxDelay }: { share: number; maxDelay: number }): number => {
  let [squares, byChance, extra] = [0, 0, 0]
  const spread = share * (1 - share)
  for (const row of rows) {
    const final = row[maxDelay]!
    squares += (row[delay]! - final * share) ** 2
    byChance += final * spread
    extra += final * (final - 1) * spread
  }
  const correlation = extra > 0 ? Math.min(0.9, (squares - byChance) / extra) : 0
  return correlation > 1e-6 ? (1 - correlation) / correlation : Infinity
}

export interface Level {
  shape: number
  rate: number
}

/** A gamma law of the final counts of complete periods, by moments; it weighs no more than half a period seen, so that it cannot hide a rise. */
export const levelOf = (finals: readonly number[]): Level => {
  const mean = finals.reduce((sum, count) => sum + count, 0) / finals.length
  const variance = finals.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (finals.length - 1)
  const rate = Math.min(0.5, mean / Math.max(variance - mean, 1e-9))
  return { shape: Math.max(0.5, mean * rate), rate }
}

const resampled = (rows: readonly Row[], random: Random): Row[] => rows.map(() => rows[Math.floor(random() * rows.length)]!)

/** What complete periods taught of the reports to come: by delay, the part in and how alike it is. */
export interface Learnt {
  rows: readonly Row[]
  delays: { share: number; concentration: number }[]
  level: Level
  options: NowcastOptions
}

/** Learns from complete rows of the delay triangle. */
export const learn = (rows: readonly Row[], options: NowcastOptions): Learnt => {
  const { maxDelay } = options
  const delays = sharesOf(rows, maxDelay).map((share, delay) => ({ share, concentration: concentrationOf(rows, delay, { share, maxDelay }) }))
  return { rows, delays, level: levelOf(rows.map((row) => row[maxDelay]!)), options }
}

/** One possible final count: delays of resampled periods, the period's own reported part, its level given what is in, and what is still to come. */
const possible = (random: Random, reported: number, { delay, concentration, learnt }: { delay: number; concentration: number; learnt: Learnt }): number => {
  const usual = sharesOf(resampled(learnt.rows, random), learnt.options.maxDelay)[delay]!
  const isSpread = Number.isFinite(concentration) && usual < 1
  const share = isSpread ? betaDraw(random, Math.max(1e-3, usual * concentration), Math.max(1e-3, (1 - usual) * concentration)) : usual
  const level = gammaDraw(random, learnt.level.shape + reported) / (learnt.level.rate + share)
  return reported + poissonDraw(random, level * (1 - share))
}

/** The final count of one period `delay` periods after it, given what is reported. */
export const nowcastOne = (at: { period: number; reported: number; delay: number }, learnt: Learnt): Nowcast => {
  const { options: { level, draws, seed } } = learnt
  const { period, reported, delay } = at
  const { share, concentration } = learnt.delays[delay]!
  const random = randomFrom(seed + period)
  const finals = Float64Array.from({ length: draws }, () => possible(random, reported, { delay, concentration, learnt })).sort()
  const quantile = (p: number): number => finals[Math.min(draws - 1, Math.floor(p * draws))]!
  return { period, reported, share, estimate: quantile(0.5), lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2) }
}

/**
 * Final counts of the periods not yet complete, the oldest first; undefined when fewer than ten complete periods are known. A gamma–Poisson
 * law for the level and a beta law for the reported part, over resampled delays (after Höhle and an der Heiden 2014).
 */
export const nowcast = (releases: readonly Release[], options: NowcastOptions): Nowcast[] | undefined => {
  const rows = completeRows(releases, options)
  if (rows.length < fewestComplete) return undefined
  const latest = releases.reduce((newest, release) => (release.period > newest.period ? release : newest))
  const learnt = learn(rows, options)
  return Array.from({ length: Math.min(options.maxDelay, latest.period) }, (_, i) => latest.period - Math.min(options.maxDelay, latest.period) + 1 + i).flatMap((period) => {
    const reported = latest.counts[period - 1]
    return typeof reported === 'number' ? [nowcastOne({ period, reported, delay: latest.period - period }, learnt)] : []
  })
}
