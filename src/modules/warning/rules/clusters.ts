// Where cases gather lately: the space–time scan of one offence over the territories of a source.
import type { SignalGrain } from '../model.ts'
import { nearnessByDistance } from './nearness.ts'
import { scanMembers, scanOptions, scanSpan } from './nightly.ts'
import { randomFrom, seedOf } from './random.ts'
import { scan, type Cluster } from './scan.ts'

/** The cases of one offence: a row of counts for each place with its point [longitude, latitude] and the over-dispersion of its past. */
export interface ScanTask {
  grain: SignalGrain
  what: string
  rows: Float64Array[]
  points: [number, number][]
  phis: number[]
  /** How many offences are scanned beside this one. */
  compared: number
}

/**
 * Counts that vary more than chance would look like clusters, so each is divided: by the over-dispersion φ of its place it would vary as a
 * Poisson count, but its largest values would still be too large, so the divisor is 2φ − 1. What is left over one is kept by a draw.
 */
const evened = ({ grain, what, rows, phis }: ScanTask): Uint32Array[] => {
  const random = randomFrom(seedOf(`even ${what}`))
  return rows.map((row, place) => Uint32Array.from(row.slice(-scanSpan[grain]), (count) => (Number.isNaN(count) ? 0 : Math.floor(count / (2 * Math.max(1, phis[place]!) - 1) + random()))))
}

/** The most likely cluster still going on, with its Monte-Carlo p-value; undefined when nothing is more frequent anywhere. */
export const clusterOf = (task: ScanTask): Cluster | undefined => {
  const nearness = nearnessByDistance(task.points).map((order) => order.slice(0, scanMembers))
  return scan({ counts: evened(task), nearness }, scanOptions(task.grain, { seed: seedOf(task.what), compared: task.compared }))[0]
}
