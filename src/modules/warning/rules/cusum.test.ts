// CUSUM against cases computed by hand, and the laws it must obey.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cusum, cusumTransforms, type CusumOptions } from './cusum.ts'
import { countDraw, randomFrom } from './random.ts'

const options: CusumOptions = { b: 2, w: 0, k: 0.5, h: 5, transform: 'rossi', reset: 'zero' }

/** Two reference years of four periods with 4 cases each, and what comes after. */
const judged = (later: readonly number[], change: Partial<CusumOptions> = {}) => {
  const counts = Float64Array.from([...Array<number>(8).fill(4), ...later])
  return cusum({ counts, frequency: 4, evaluate: [9, counts.length] }, { ...options, ...change })
}

describe('by hand', () => {
  test('with Rossi’s transformation 9 cases where 4 are usual are 2.25, and 1.75 beyond the allowance', () => {
    const answer = judged([4, 9, 9, 9, 9])
    expect(answer.map(({ statistic }) => statistic)).toEqual([0, 1.75, 3.5, 5.25, 1.75])
    expect(answer.map(({ alarm }) => alarm)).toEqual([false, false, false, true, false])
    expect(answer.map(({ expected }) => expected)).toEqual([4, 4, 4, 4, 4])
  })

  test('standardised plainly they are 2.5, and 2 beyond it', () => {
    expect(judged([9, 9, 9], { transform: 'standard' }).map(({ statistic }) => statistic)).toEqual([2, 4, 6])
  })

  test('with Anscombe’s transformation 8 cases where 1 is usual are 4.5', () => {
    const counts = Float64Array.from([1, 1, 8])
    const [only] = cusum({ counts, frequency: 1, evaluate: [3, 3] }, { ...options, transform: 'anscombe' })
    expect(only).toMatchObject({ expected: 1, statistic: 4, alarm: false })
  })

  test.each([['zero', 1.75], ['half', 4.25], ['none', 7]] as const)('after an alarm the sum goes on from %s', (reset, next) => {
    expect(judged([9, 9, 9, 9], { reset })[3]?.statistic).toBe(next)
  })

  test('reference counts of 2 and 8 have mean 5 and variance 18: over-dispersion 3.6', () => {
    const [only] = cusum({ counts: Float64Array.from([2, 8, 20]), frequency: 1, evaluate: [3, 3] }, { ...options, transform: 'standard' })
    expect(only!.statistic).toBeCloseTo(15 / Math.sqrt(5 * 3.6) - 0.5, 12)
  })
})

test('a missing count says nothing and leaves the sum as it was', () => {
  const answer = judged([9, Number.NaN, 9])
  expect(answer[1]).toEqual({ statistic: null, upperbound: null, alarm: null, expected: null })
  expect(answer[2]?.statistic).toBe(3.5)
})

test('a past of zeros still has a scale', () => {
  const counts = new Float64Array(9).fill(0)
  counts[8] = 3
  expect(cusum({ counts, frequency: 4, evaluate: [9, 9] }, options)[0]).toMatchObject({ expected: 0.25, alarm: false })
})

test('no alarm while counts stay what they were', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 500 }), fc.constantFrom(...cusumTransforms), (level, transform) => {
    const counts = new Float64Array(60).fill(level)
    expect(cusum({ counts, frequency: 12, evaluate: [26, 60] }, { ...options, transform }).some(({ alarm }) => alarm)).toBe(false)
  }))
})

test('an alarm is a count above the bound', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 40 }), fc.constantFrom(...cusumTransforms), (counts, transform) => {
    for (const [i, { upperbound, alarm, statistic }] of cusum({ counts: Float64Array.from(counts), frequency: 4, evaluate: [9, counts.length] }, { ...options, transform }).entries()) {
      if (Math.abs(statistic! - options.h) > 1e-9) expect(alarm).toBe(counts[8 + i]! > upperbound!)
    }
  }))
})

test('a drift of one standard deviation is found within half a year; without it alarms are rare', () => {
  const random = randomFrom(21)
  const alarmsOf = (mean: number): number => Array.from({ length: 60 }, () => {
    const counts = Float64Array.from({ length: 286 }, (_, i) => countDraw(random, { mu: i < 260 ? 6 : mean, phi: 1.5 }))
    return Number(cusum({ counts, frequency: 52, evaluate: [261, 286] }, { ...options, b: 4, w: 3 }).some(({ alarm }) => alarm))
  }).reduce((sum, each) => sum + each, 0)
  expect(alarmsOf(9)).toBeGreaterThan(50)
  expect(alarmsOf(6)).toBeLessThan(12)
})

test('a slow rise over two years does not become its own reference', () => {
  const counts = Float64Array.from({ length: 84 }, (_, i) => 20 + (i < 60 ? 0 : Math.floor((i - 60) / 2)))
  const answer = cusum({ counts, frequency: 12, evaluate: [61, 84] }, { ...options, b: 3, w: 1 })
  expect(new Set(answer.map(({ expected }) => expected))).toEqual(new Set([20]))
  expect(answer.some(({ alarm }) => alarm)).toBe(true)
})
