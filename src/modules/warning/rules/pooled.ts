// The pooled detector: many series judged together, each learning from neighbouring territories and related offences, with the share of false alarms controlled.
import { adjusted, type DiscoveryRule } from './discovery.ts'
import { countQuantile, countTail } from './distributions.ts'
import { designOf, etaOf, fitPooled, varianceOf, weighedDown, type Design, type PooledFit, type Reference } from './pooled-fit.ts'
import { moderated, openPrior, priorsFrom } from './pooled-prior.ts'
import { lawOf, type Reported, type Standing } from './standing.ts'

/** Counts (NaN where missing) and the positions of the series it may learn from. All series share one timeline. */
export interface PooledSeries {
  counts: Float64Array
  related: readonly number[]
}

export interface PooledOptions {
  /** Years of reference. */
  b: number
  /** Latest periods left out of the reference, so that a rise does not hide itself. */
  pastWeeksNotIncluded: number
  /** Annual waves: 1 is one peak a year, 2 allow two. */
  waves: number
  /** Anscombe residual beyond which a past period counts less. */
  weightsThreshold: number
  /** Expected share of false alarms among the alarms of one period, over all series. */
  q: number
  discovery: DiscoveryRule
}

/** What drove a p-value: the series' own count, or the related series along with it. */
type Driver = 'own' | 'related'

/** What is said of one series in one period. `pvalue` is valid alone; `adjusted` over all series of the period. */
export interface PooledJudgement {
  observed: number | null
  expected: number
  /** What a count of one period exceeds with probability at most q, were it judged alone. */
  upperbound: number
  phi: number
  pvalue: number | null
  adjusted: number | null
  driver: Driver | null
  alarm: boolean | null
}

interface Frame {
  frequency: number
  evaluate: readonly [first: number, last: number]
  /** The part in of each evaluated period; all of it unless told. */
  reported?: readonly Reported[]
}

export interface Setting {
  /** Reference rows, and the row of the judged period. */
  past: Design
  present: Design
  options: PooledOptions
  frequency: number
}

/** The first period that can be judged: the reference years must be there whole. Counted from 1. */
export const pooledReach = (frequency: number, b: number): number => b * frequency + 1

/** The reference rows and the judged row for any period of series on one timeline. */
export const settingOf = (frequency: number, options: PooledOptions): Setting => {
  const reach = options.b * frequency
  return {
    past: designOf(Array.from({ length: reach - options.pastWeeksNotIncluded }, (_, i) => i - reach), frequency, options.waves),
    present: designOf([0], frequency, options.waves),
    options, frequency,
  }
}

/** Judgements by series, then by period from `evaluate[0]` to `evaluate[1]` (counted from 1). A period is judged only on what was known then. */
export const pooled = (series: readonly PooledSeries[], { frequency, evaluate: [first, last], reported = [] }: Frame, options: PooledOptions): PooledJudgement[][] => {
  const setting = settingOf(frequency, options)
  const answers: PooledJudgement[][] = series.map(() => [])
  for (let at = first - 1; at < last; at += 1) judgePeriod(series, at, { setting, reported: reported[at - first + 1], fits: fitsAt(series, at, setting) }).forEach((each, i) => answers[i]!.push(each))
  return answers
}

/** How one series stands in one period. */
interface Counted extends Standing {
  observed: number
}

interface Period {
  setting: Setting
  reported: Reported | undefined
  /** The fits of all series to what was known before the period. */
  fits: readonly PooledFit[]
}

/** Judges all series in the period at a position, all of whose reference is there. */
export const judgePeriod = (series: readonly PooledSeries[], at: number, { setting, reported, fits }: Period): PooledJudgement[] => {
  const { options: { discovery, q }, present } = setting
  const standings = fits.map((fit, i): Counted => ({ observed: series[i]!.counts[at] ?? Number.NaN, ...standingOf(fit, present) }))
  const alone = standings.map((standing) => tailOf(standing, reported))
  const evidence = alone.map((own, i) => evidenceOf(own, series[i]!.related.map((j) => alone[j]!)))
  const shared = adjusted(evidence.map((each) => each?.pvalue ?? null), discovery)
  return standings.map((standing, i): PooledJudgement => {
    const { expected, observed, phi } = standing
    const share = shared[i]!
    return {
      observed: Number.isNaN(observed) ? null : observed, expected, phi,
      upperbound: countQuantile(lawOf(standing, reported), q),
      pvalue: evidence[i]?.pvalue ?? null, adjusted: share, driver: evidence[i]?.driver ?? null,
      alarm: share === null ? null : share <= q,
    }
  })
}

const referenceAt = (counts: Float64Array, at: number, { past, frequency, options }: Setting): Reference => ({
  counts: counts.subarray(at - options.b * frequency, at - options.pastWeeksNotIncluded), weights: new Float64Array(past.size).fill(1),
})

/** Fits each series alone, weighs past rises down, and fits again with what the others teach. */
export const fitsAt = (series: readonly PooledSeries[], at: number, setting: Setting): PooledFit[] => {
  const { past, options } = setting
  const references = series.map(({ counts }) => referenceAt(counts, at, setting))
  const priors = references.map((reference) => openPrior(levelOf(reference.counts), past.width))
  const apart = references.map((reference, i) => fitPooled(past, reference, { prior: priors[i]!, beta: priors[i]!.mean, phi: 1 }))
  const phis = moderated(apart)
  const sure = references.map((reference, i): Reference => ({
    counts: reference.counts, weights: weighedDown(past, reference, { fit: { ...apart[i]!, phi: phis[i]! }, limit: options.weightsThreshold }),
  }))
  const taught = priorsFrom(apart, series.map(({ related }) => related)) ?? priors
  const together = sure.map((reference, i) => fitPooled(past, reference, { prior: taught[i]!, beta: apart[i]!.beta, phi: phis[i]! }))
  const last = moderated(together)
  return together.map((fit, i) => ({ ...fit, phi: last[i]! }))
}

const levelOf = (counts: Float64Array): number => {
  let [sum, known] = [0, 0]
  for (const count of counts) {
    if (Number.isNaN(count)) continue
    sum += count
    known += 1
  }
  return Math.log((sum + 0.5) / (known + 1))
}

/** What a fit expects of the period its times are counted from. */
const standingOf = (fit: PooledFit, present: Design): Standing => {
  const variance = varianceOf(present, fit.covariance, 0)
  return { expected: Math.exp(etaOf(present, fit.beta, 0) + variance / 2), variance, phi: fit.phi }
}

/** Chance of at least the observed count; null where it is missing. */
const tailOf = (standing: Counted, reported: Reported | undefined): number | null =>
  (Number.isNaN(standing.observed) ? null : countTail(lawOf(standing, reported), standing.observed))

/** A related series lends at most this much, so that its own rise cannot alone sound the alarm here. */
const mostLent = 0.02

/** Fisher's combination of p-values: upper tail of chi-squared with twice as many degrees of freedom, in closed form. */
const combined = (pvalues: readonly number[]): number => {
  const half = pvalues.reduce((sum, p) => sum - Math.log(Math.max(p, 1e-300)), 0)
  let term = Math.exp(-half)
  let tail = term
  for (let k = 1; k < pvalues.length; k += 1) {
    term *= half / k
    tail += term
  }
  return Math.min(1, tail)
}

interface Evidence {
  pvalue: number
  driver: Driver
}

/** The count alone, or with its relations by Fisher's method: twice the smaller p-value, valid whatever the dependence between the two (Bonferroni). */
const evidenceOf = (own: number | null, related: readonly (number | null)[]): Evidence | undefined => {
  if (own === null) return undefined
  const lent = related.flatMap((p) => (p === null ? [] : [Math.max(p, mostLent)]))
  if (lent.length === 0) return { pvalue: own, driver: 'own' }
  const joint = combined([own, ...lent])
  return { pvalue: Math.min(1, 2 * Math.min(own, joint)), driver: joint < own ? 'related' : 'own' }
}
