// The memory of a regression: the reference counts of one evaluation, sums by seasonal group and the fit, made once and reused.
import type { Windows } from './windows.ts'

/** The reference counts of one evaluation and the working arrays, reused from one evaluation to the next. */
export interface Frame {
  size: number
  groupCount: number
  /** Offset of each reference period from the evaluated one, ascending. */
  time: Float64Array
  /** The same counted backwards. */
  back: Uint32Array
  group: Uint16Array
  /** Where each run of one group begins, and after the last where it ends; how many runs. */
  runs: Uint32Array
  runCount: number
  count: Float64Array
  /** Logarithms of the count (0 where it is 0) and of the mean the fit starts from. */
  log: Float64Array
  startLog: Float64Array
  /** Prior weight of each reference period. */
  prior: Float64Array
  /** Means now, and before the last step: times the prior weight these are the working weights. */
  mean: Float64Array
  before: Float64Array
  power: Float64Array
  sums: Sums
  fit: Fit
}

/** By seasonal group, over its observations: all that the next step needs. */
export interface Sums {
  /** Of the weighted counts, and times time; they last as long as the prior weights. */
  count: Float64Array
  moment: Float64Array
  /** Of the working weights, times time, and times its square. */
  weight: Float64Array
  time: Float64Array
  square: Float64Array
  /** Of the weighted working response, and times time. */
  response: Float64Array
  product: Float64Array
  /** Over all groups: count · ln(count), the part of the deviance that never changes. */
  entropy: number
  /** The exponential of the level. */
  factor: Float64Array
}

/** A fitted model; the arrays hold one entry per seasonal group. A frame has one: the next fit overwrites it. */
export interface Fit {
  converged: boolean
  trend: boolean
  slope: number
  level: Float64Array
  /** Levels and slope before the last step. */
  previous: { level: Float64Array; slope: number }
  /** Working weight, weighted mean time and weighted spread of time: all that variances and leverages need. */
  weight: Float64Array
  centre: Float64Array
  spread: number
  /** Observations less coefficients. */
  freedom: number
}

/** R starts from the counts plus this, so that a count of none has a logarithm. */
export const startsAbove = 0.1

/** Working arrays large enough for the windows. */
export const newFrame = ({ offsets, groupCount }: Windows): Frame => {
  const array = (): Float64Array => new Float64Array(offsets.length)
  const groups = (): Float64Array => new Float64Array(groupCount)
  return {
    size: 0, groupCount, time: array(), back: new Uint32Array(offsets.length), group: new Uint16Array(offsets.length),
    runs: new Uint32Array(offsets.length + 1), runCount: 0, count: array(), log: array(), startLog: array(),
    prior: array(), mean: array(), before: array(), power: new Float64Array(span(offsets) + 1),
    sums: { count: groups(), moment: groups(), weight: groups(), time: groups(), square: groups(), response: groups(), product: groups(), entropy: 0, factor: groups() },
    fit: { converged: false, trend: false, slope: 0, level: groups(), previous: { level: groups(), slope: 0 }, weight: groups(), centre: groups(), spread: 0, freedom: 0 },
  }
}

const span = (offsets: Int32Array): number => -(offsets[0] ?? 0)

/** A series with the logarithms every evaluation needs, made once for all of them; from `from` on. */
export interface Prepared {
  counts: Float64Array
  logs: Float64Array
  startLogs: Float64Array
}

export const prepare = (counts: Float64Array, from: number): Prepared => {
  const [logs, startLogs] = [new Float64Array(counts.length), new Float64Array(counts.length)]
  for (let at = Math.max(0, from); at < counts.length; at += 1) {
    logs[at] = counts[at]! > 0 ? Math.log(counts[at]!) : 0
    startLogs[at] = Math.log(counts[at]! + startsAbove)
  }
  return { counts, logs, startLogs }
}

/** Puts the counts that are known at the offsets from `at` into the frame; returns the highest of them. */
export const load = (frame: Frame, { offsets, groups }: Windows, { counts, logs, startLogs }: Prepared, at: number): number => {
  let size = 0
  let runCount = 0
  let highest = 0
  for (let i = 0; i < offsets.length; i += 1) {
    const from = at + offsets[i]!
    const y = counts[from] ?? Number.NaN
    if (Number.isNaN(y)) continue
    if (size === 0 || groups[i] !== frame.group[size - 1]) frame.runs[runCount++] = size
    frame.time[size] = offsets[i]!
    frame.back[size] = -offsets[i]!
    frame.group[size] = groups[i]!
    frame.count[size] = y
    frame.log[size] = logs[from]!
    frame.startLog[size] = startLogs[from]!
    if (y > highest) highest = y
    size += 1
  }
  frame.size = size
  frame.runs[runCount] = size
  frame.runCount = runCount
  return highest
}
