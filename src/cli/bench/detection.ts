// Measures Farrington Flexible: CPU time of one evaluation beside the one recorded for R.
import { detectSeries } from '../../modules/warning/index.ts'
import { seconds, type Finding } from './finding.ts'

const seriesCount = 40
const weeks = 624
const evaluated = 49
/** CPU seconds of one evaluation in R's surveillance 1.20.3, recorded with the reference vectors. */
const recordedForR = 0.033

const wave = (series: number, week: number): number => {
  const level = 2 + (series % 8) * 3
  const noise = ((week * 7919 + series * 104_729) % 1000) / 1000
  return Math.max(0, Math.round(level * (1 + 0.4 * Math.cos((2 * Math.PI * week) / 52)) + (noise - 0.5) * 2 * Math.sqrt(level * 2)))
}

/** Forty series of twelve years, their last 49 weeks evaluated. */
export const benchDetection = (): Promise<Finding[]> => {
  const batch = Array.from({ length: seriesCount }, (_, series) => ({
    counts: Array.from({ length: weeks }, (_week, week) => wave(series, week)), frequency: 52, evaluate: [weeks - evaluated + 1, weeks], method: 'farrington-flexible',
    options: { noPeriods: 10, b: 5, w: 3, weightsThreshold: 2.58, pastWeeksNotIncluded: 26, pThresholdTrend: 1, thresholdMethod: 'nbPlugin', alpha: 0.01 },
  }))
  detectSeries(batch.slice(0, 4))
  const before = process.cpuUsage()
  detectSeries(batch)
  const { user, system } = process.cpuUsage(before)
  const each = (user + system) / 1e6 / (seriesCount * evaluated)
  return Promise.resolve([{
    what: 'one evaluation of Farrington Flexible (CPU)', measured: seconds(each), yardstick: `R ${seconds(recordedForR)}`, ratio: `1/${Math.round(recordedForR / each)}`, bar: '1/200 (part 3)',
  }])
}

