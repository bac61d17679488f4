// The pooled detector: it finds rises, keeps its rates, learns from related series, and judges on what was known.
import { describe, expect, test } from 'vitest'
import { designOf, etaOf, fitPooled, type PooledFit } from './pooled-fit.ts'
import { moderated, openPrior, priorsFrom } from './pooled-prior.ts'
import { pooled, pooledReach, type PooledOptions } from './pooled.ts'
import { countDraw, randomFrom } from './random.ts'

const options: PooledOptions = { b: 5, pastWeeksNotIncluded: 6, waves: 1, weightsThreshold: 4, q: 0.1, discovery: 'benjamini-yekutieli' }
const months = 84

const region = (seed: number, levels: readonly number[], phi = 1.5): Float64Array[] => {
  const random = randomFrom(seed)
  return levels.map((level) => Float64Array.from({ length: months }, (_, i) => countDraw(random, { mu: level * Math.exp(0.4 * Math.cos((2 * Math.PI * i) / 12)), phi })))
}

const alone = (counts: readonly Float64Array[]) => counts.map((each) => ({ counts: each, related: [] }))
const lastOf = (series: readonly { counts: Float64Array; related: readonly number[] }[], change: Partial<PooledOptions> = {}) =>
  pooled(series, { frequency: 12, evaluate: [months, months] }, { ...options, ...change }).map(([only]) => only!)

describe('the regression', () => {
  test('without restraint it gives the mean and the waves that made the counts', () => {
    const times = Array.from({ length: 120 }, (_, i) => i - 120)
    const design = designOf(times, 12, 1)
    const truth = Float64Array.from([2, 0.1, 0.5, -0.3])
    const counts = Float64Array.from(times, (_, row) => Math.exp(etaOf(design, truth, row)))
    const prior = { mean: new Float64Array(4), variance: new Float64Array(4).fill(1e9) }
    const fit = fitPooled(design, { counts, weights: new Float64Array(120).fill(1) }, { prior, beta: new Float64Array(4), phi: 1 })
    fit.beta.forEach((each, k) => expect(each).toBeCloseTo(truth[k]!, 6))
    expect(fit.phi).toBeCloseTo(0, 6)
  })

  test('a level alone: logarithm of the mean, with variance one over the cases', () => {
    const design = designOf([-4, -3, -2, -1], 1e9, 0)
    const counts = Float64Array.from([3, 5, 4, 8])
    const prior = { mean: new Float64Array(2), variance: Float64Array.from([1e12, 1e-12]) }
    const fit = fitPooled(design, { counts, weights: new Float64Array(4).fill(1) }, { prior, beta: new Float64Array(2), phi: 1 })
    expect(fit.beta[0]).toBeCloseTo(Math.log(5), 8)
    expect(fit.covariance[0]).toBeCloseTo(Math.max(1, fit.phi) / 20, 6)
  })

  test('a past of zeros has a low level and no failure', () => {
    const design = designOf([-4, -3, -2, -1], 12, 1)
    const start = openPrior(Math.log(0.1), 4)
    const fit = fitPooled(design, { counts: new Float64Array(4), weights: new Float64Array(4).fill(1) }, { prior: start, beta: start.mean, phi: 1 })
    expect([...fit.beta, ...fit.covariance].every(Number.isFinite)).toBe(true)
  })
})

const fitWith = (level: number, error: number, phi = 1, freedom = 100): PooledFit => ({ beta: Float64Array.from([level]), covariance: Float64Array.from([error]), phi, freedom })

describe('what the others teach', () => {
  test('series that differ no more than chance share one value; those that differ keep their own', () => {
    const alike = priorsFrom([0, 0.1, -0.1, 0.05, -0.05].map((level) => fitWith(level, 0.2)), [])!
    const apart = priorsFrom([0, 4, -4, 2, -2].map((level) => fitWith(level, 0.01)), [])!
    expect(alike[0]!.variance[0]).toBe(1e-4)
    expect(apart[0]!.variance[0]).toBeGreaterThan(5)
  })

  test('a neighbour pulls its own way', () => {
    const fits = [0, 4, -4, 2, -2].map((level) => fitWith(level, 0.01))
    const [near] = priorsFrom(fits, [[1], [], [], [], []])!
    expect(near!.mean[0]).toBeGreaterThan(1.5)
  })

  test('three series teach nothing', () => {
    expect(priorsFrom([fitWith(0, 1), fitWith(1, 1), fitWith(2, 1)], [])).toBeUndefined()
    expect(moderated([fitWith(0, 1, 0.4), fitWith(1, 1, 3)])).toEqual([1, 3])
  })

  test('over-dispersion is drawn to the common one, most where it is least known', () => {
    const [known, doubtful] = moderated([fitWith(0, 1, 3, 400), fitWith(0, 1, 3, 4), fitWith(0, 1, 1.5, 100), fitWith(0, 1, 1.5, 100), fitWith(0, 1, 1.5, 100)])
    expect(known).toBeGreaterThan(doubtful!)
    expect(doubtful).toBeGreaterThan(1)
  })
})

test('a rise is an alarm and the rest are not', () => {
  const counts = region(31, [0.3, 0.5, 2, 5, 5, 8, 12, 30])
  counts[2]![months - 1] = 25
  const answers = lastOf(alone(counts))
  expect(answers.map(({ alarm }) => alarm)).toEqual([false, false, true, false, false, false, false, false])
  expect(answers[2]).toMatchObject({ observed: 25, driver: 'own' })
})

test('a small rise in three neighbours at once is more surprising than in one', () => {
  const counts = region(32, [2, 2, 2, 2, 2, 2])
  for (const i of [0, 1, 2]) counts[i]![months - 1] = 9
  const apart = lastOf(alone(counts))[1]!
  const near = lastOf(counts.map((each, i) => ({ counts: each, related: i < 3 ? [0, 1, 2].filter((j) => j !== i) : [] })))[1]!
  expect(near.pvalue!).toBeLessThan(apart.pvalue!)
  expect(near.driver).toBe('related')
})

test('a neighbour in uproar does not sound the alarm where nothing happens', () => {
  const counts = region(33, [3, 3, 3, 3, 3])
  counts[0]![months - 1] = 80
  counts[1]![months - 1] = 3
  const answers = lastOf(counts.map((each, i) => ({ counts: each, related: i === 0 ? [1] : i === 1 ? [0] : [] })))
  expect([answers[0]!.alarm, answers[1]!.alarm]).toEqual([true, false])
})

test('later counts change nothing, a missing one says nothing', () => {
  const counts = region(34, [1, 2, 3, 4, 5])
  const before = pooled(alone(counts), { frequency: 12, evaluate: [70, 70] }, options)
  for (const each of counts) each.fill(500, 70)
  expect(pooled(alone(counts), { frequency: 12, evaluate: [70, 70] }, options)).toEqual(before)
  counts[0]![69] = Number.NaN
  expect(pooled(alone(counts), { frequency: 12, evaluate: [70, 70] }, options)[0]![0]).toMatchObject({ observed: null, pvalue: null, alarm: null })
})

test('one p-value in a hundred or fewer is below one in a hundred when nothing happens; alarms are rarer still', () => {
  const first = pooledReach(12, options.b)
  let [told, low, alarms] = [0, 0, 0]
  for (let seed = 0; seed < 12; seed += 1) {
    for (const judgements of pooled(alone(region(700 + seed, [0.2, 0.5, 1, 2, 4, 8, 16, 30])), { frequency: 12, evaluate: [first, months] }, options)) {
      told += judgements.length
      low += judgements.filter(({ pvalue }) => pvalue! <= 0.01).length
      alarms += judgements.filter(({ alarm }) => alarm).length
    }
  }
  expect(low / told).toBeLessThan(0.02)
  expect(alarms / told).toBeLessThan(0.01)
})
