// One-sided CUSUM of counts, for drifts too slow for any single period to stand out.

/** How a count is brought to a standard scale, m being its reference mean and φ its variance over its mean. */
export const cusumTransforms = ['rossi', 'standard', 'anscombe'] as const

export const cusumResets = ['zero', 'half', 'none'] as const

export interface CusumOptions {
  /** Years of reference before the first judged period. */
  b: number
  /** Half-width of the window around the same date of each reference year, in periods. */
  w: number
  /** Allowance: half the drift to be found, in standard deviations (Lucas 1985). */
  k: number
  /** Decision limit: the accumulated excess, in standard deviations, above which there is an alarm. */
  h: number
  transform: (typeof cusumTransforms)[number]
  /** Where the sum goes on from after an alarm: zero, half the limit (Lucas and Crosier 1982: sooner alarm again), or where it was. */
  reset: (typeof cusumResets)[number]
}

/** `statistic` is the accumulated excess; `upperbound` the count above which this period would sound the alarm. Null where the count or its past is missing. */
export interface CusumJudgement {
  statistic: number | null
  upperbound: number | null
  alarm: boolean | null
  expected: number | null
}

interface Baseline {
  mean: number
  /** Sum of squared distances from the mean and how many they are worth, to be pooled over periods. */
  squares: number
  freedom: number
}

/** Positions of the same dates in the reference years; they never reach the first judged period, so that a drift cannot become its own reference. */
const referenceOf = (at: number, first: number, { frequency, options: { b, w } }: { frequency: number; options: CusumOptions }): number[] => {
  const yearsAgo = Math.ceil((at + w + 1 - first) / frequency)
  return Array.from({ length: b }, (_, year) => at - (Math.max(1, yearsAgo) + year) * frequency)
    .flatMap((same) => Array.from({ length: 2 * w + 1 }, (_, i) => same - w + i))
}

// Half a case is added so that a past of zeros still has a scale.
const baselineOf = (counts: Float64Array, positions: readonly number[]): Baseline | undefined => {
  const known = positions.map((at) => counts[at] ?? Number.NaN).filter((count) => !Number.isNaN(count))
  if (known.length < 2) return undefined
  const total = known.reduce((sum, count) => sum + count, 0)
  const mean = total > 0 ? total / known.length : 0.5 / known.length
  return { mean, squares: known.reduce((sum, count) => sum + (count - mean) ** 2, 0) / mean, freedom: known.length - 1 }
}

/** Rossi et al. (1999), Anscombe (1953), or the plain standardised count; scaled for counts that vary more than Poisson. */
export const standardised = (count: number, { m, phi, transform }: { m: number; phi: number; transform: CusumOptions['transform'] }): number => {
  const scale = Math.sqrt(phi)
  if (transform === 'standard') return (count - m) / (Math.sqrt(m) * scale)
  if (transform === 'anscombe') return (1.5 * (Math.cbrt(count) ** 2 - Math.cbrt(m) ** 2)) / (Math.pow(m, 1 / 6) * scale)
  return (count - 3 * m + 2 * Math.sqrt(count * m)) / (2 * Math.sqrt(m) * scale)
}

/** The count with a given standardised value: the transformations the other way round; below zero, zero. */
const countAt = (z: number, { m, phi, transform }: { m: number; phi: number; transform: CusumOptions['transform'] }): number => {
  const scale = Math.sqrt(phi)
  if (transform === 'standard') return Math.max(0, m + z * scale * Math.sqrt(m))
  if (transform === 'anscombe') return Math.max(0, Math.cbrt(m) ** 2 + (z * scale * Math.pow(m, 1 / 6)) / 1.5) ** 1.5
  const root = Math.sqrt(Math.max(0, 4 * m + 2 * z * scale * Math.sqrt(m))) - Math.sqrt(m)
  return Math.max(0, root) ** 2
}

const after = (sum: number, { h, reset }: CusumOptions): number => {
  if (sum <= h || reset === 'none') return sum
  return reset === 'zero' ? 0 : h / 2
}

const silent: CusumJudgement = { statistic: null, upperbound: null, alarm: null, expected: null }

/** The first period that can be judged, counted from 1. */
export const cusumReach = (frequency: number, { b, w }: Pick<CusumOptions, 'b' | 'w'>): number => b * frequency + w + 1

/**
 * Judges each period from `evaluate[0]` to `evaluate[1]` (counted from 1): C = max(0, C before + z − k), alarm when C > h.
 * With k 0.5 and h 5, normal values of a known mean give one false alarm in some 930 periods (Lucas 1985 for counts; Montgomery's
 * tables for the normal); a mean learnt from few years gives more. A missing count leaves the sum as it was.
 */
export const cusum = (
  { counts, frequency, evaluate: [first, last] }: { counts: Float64Array; frequency: number; evaluate: readonly [number, number] }, options: CusumOptions,
): CusumJudgement[] => {
  const positions = Array.from({ length: last - first + 1 }, (_, i) => first - 1 + i)
  const baselines = positions.map((at) => baselineOf(counts, referenceOf(at, first - 1, { frequency, options })))
  const known = baselines.filter((each) => each !== undefined)
  const squares = known.reduce((sum, each) => sum + each.squares, 0)
  const phi = Math.max(1, squares / Math.max(1, known.reduce((sum, each) => sum + each.freedom, 0)))
  let sum = 0
  return positions.map((at, i): CusumJudgement => {
    const baseline = baselines[i]
    const count = counts[at] ?? Number.NaN
    if (!baseline || Number.isNaN(count)) return silent
    const law = { m: baseline.mean, phi, transform: options.transform }
    const upperbound = countAt(options.h + options.k - sum, law)
    const statistic = Math.max(0, sum + standardised(count, law) - options.k)
    sum = after(statistic, options)
    return { statistic, upperbound, alarm: statistic > options.h, expected: baseline.mean }
  })
}
