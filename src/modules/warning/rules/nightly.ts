// How the nightly run sets its detectors: how far back, how many periods, and how much chance it allows.
import type { SignalGrain } from '../model.ts'
import type { DiscoveryRule } from './discovery.ts'
import type { FarringtonOptions } from './farrington.ts'
import type { PooledOptions } from './pooled.ts'
import type { ScanOptions } from './scan.ts'
import { judgedPeriods, periodsPerYear } from './series.ts'

/** The latest periods in which a rise counts as still going on. */
export const patience = judgedPeriods

/** The bound that is drawn: what one period in a hundred exceeds by chance. */
export const boundAlpha = 0.01

/** Five years back where they are there; half a year left out, so that a rise does not hide itself. */
export const farringtonOptions = (grain: SignalGrain, years: number): FarringtonOptions => ({
  reweight: true, weightsThreshold: 2.58, trend: true, pThresholdTrend: 1, alpha: boundAlpha, limit54: [5, 4], powertrans: '2/3', thresholdMethod: 'nbPlugin', b: years,
  ...(grain === 'week' ? { w: 3, noPeriods: 10, pastWeeksNotIncluded: 26 } : { w: 1, noPeriods: 4, pastWeeksNotIncluded: 6 }),
})

/** Three annual waves need three years to be told from a trend. */
export const pooledOptions = (grain: SignalGrain, years: number): PooledOptions =>
  ({ b: years, pastWeeksNotIncluded: periodsPerYear[grain] / 2, waves: years < 3 ? 1 : 3, weightsThreshold: 4, q: boundAlpha, discovery: 'benjamini-hochberg' })

/** The fit a slow drift is measured against: it ends a year before the last period. */
export const driftBaseline = (grain: SignalGrain, years: number): PooledOptions => ({ ...pooledOptions(grain, years), pastWeeksNotIncluded: periodsPerYear[grain] - 1 })

export const driftYears = 3

/** Half a standard deviation is allowed for; sums below the limit are not looked at any further. */
export const driftOptions = { k: 0.5, h: 4, replicates: 4999 } as const

/**
 * The share of false signals allowed, and how it is divided: rates of families of tests add up to at most that of all (each by its own rule).
 * Series with a short history are a family of their own, so that what is less sure of them weighs on no other series.
 */
export const allowance = { series: 0.05, 'short-history': 0.01, 'space-time-scan': 0.02, 'new-pattern': 0.02 } as const

/** Cases of so many latest periods; cylinders of at most so many of them and of so many places. */
export const scanSpan = { week: 52, month: 24 } as const
export const scanMembers = 30

/** Permutations enough for a p-value half as large as a lone cluster among `compared` offences must have, and never fewer than 999. */
export const scanOptions = (grain: SignalGrain, { seed, compared }: { seed: number; compared: number }): ScanOptions =>
  ({ longest: grain === 'week' ? 6 : 3, share: 0.5, replicates: Math.max(999, Math.ceil((2 * compared) / allowance['space-time-scan'])), seed, enough: 10 })

/** Combinations of the latest weeks or months are looked for in the years before. */
export const patternSpan = { week: 4, month: 2 } as const

/** That of all families together. */
export const wholeAllowance = 0.1
export const discovery: DiscoveryRule = 'benjamini-hochberg'

/** How much each detector counts in the one p-value of a series, both judged periods together. */
export const weights = { pooled: 0.5, 'farrington-flexible': 0.25, cusum: 0.25 } as const

/** Below this p-value a detector is told to agree that something rises. */
export const agreement = 0.01
