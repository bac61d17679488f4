// Farrington Flexible against R's surveillance 1.20.3, number by number, and the laws it must obey on any series.
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { farringtonFlexible, openFarrington, type FarringtonOptions } from './farrington.ts'
import reference from './reference.json' with { type: 'json' }

const recommended: FarringtonOptions = {
  noPeriods: 10, b: 5, w: 3, weightsThreshold: 2.58, pastWeeksNotIncluded: 26, pThresholdTrend: 1, thresholdMethod: 'nbPlugin', alpha: 0.01,
  reweight: true, trend: true, limit54: [5, 4], powertrans: '2/3',
}
const original: FarringtonOptions = { ...recommended, noPeriods: 1, weightsThreshold: 1, pastWeeksNotIncluded: 3, pThresholdTrend: 0.05, thresholdMethod: 'delta' }

interface Answer {
  upperbound: (number | null)[]
  alarm: (boolean | null)[]
  expected?: (number | null)[]
}

interface VectorFile {
  series: { id: string; counts: number[]; evaluated: [number, number]; farringtonFlexible: Answer; farringtonOriginal: Answer }[]
}

const near = (ours: number | null, theirs: number | null): boolean =>
  ours === null || theirs === null ? ours === theirs : Math.abs(ours - theirs) <= 1e-6 * Math.abs(theirs)

const expectSame = (counts: readonly number[], evaluate: readonly [number, number], asked: { options: FarringtonOptions; answer: Answer; frequency: number }): void => {
  const { options, answer, frequency } = asked
  const ours = farringtonFlexible({ counts: Float64Array.from(counts), frequency, evaluate }, options)
  expect(ours.map(({ alarm }) => alarm)).toEqual(answer.alarm)
  expect(ours.map(({ upperbound }, i) => near(upperbound, answer.upperbound[i] ?? null))).not.toContain(false)
  if (answer.expected) expect(ours.map(({ expected }, i) => near(expected, answer.expected?.[i] ?? null))).not.toContain(false)
}

const vectors = new URL('../../../../../shared/reference/early-warning/vectors.json', import.meta.url)

if (existsSync(vectors)) {
  const { series } = JSON.parse(readFileSync(vectors, 'utf8')) as VectorFile
  describe.each(series)('reference series $id', ({ counts, evaluated, farringtonFlexible: flexible, farringtonOriginal }) => {
    test('Farrington Flexible', () => expectSame(counts, evaluated, { options: recommended, answer: flexible, frequency: 52 }))
    test('the original Farrington', () => expectSame(counts, evaluated, { options: original, answer: farringtonOriginal, frequency: 52 }))
  })
} else {
  test('skipped: reference vectors absent', () => expect(existsSync(vectors)).toBe(false))
}

describe('results of R for other options, weekly and monthly', () => {
  const cases = reference.farrington as unknown as { counts: number[]; frequency: number; options: FarringtonOptions; points: { at: number; upperbound: number; alarm: boolean; expected: number }[] }[]
  test.each(cases.map((each) => [`${each.frequency} a year, ${JSON.stringify(each.options)}`, each] as const))('%s', (_name, { counts, frequency, options, points }) => {
    for (const { at, upperbound, alarm, expected } of points) {
      expectSame(counts, [at, at], { options, frequency, answer: { upperbound: [upperbound], alarm: [alarm], expected: [expected] } })
    }
  })
})

const last = (counts: readonly number[], options: Partial<FarringtonOptions> = {}) =>
  farringtonFlexible({ counts: Float64Array.from(counts), frequency: 12, evaluate: [counts.length, counts.length] }, { ...monthly, ...options })[0]!

const monthly: FarringtonOptions = { ...recommended, noPeriods: 4, b: 4, w: 1, pastWeeksNotIncluded: 3, limit54: [0, 1] }
const series = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 60, maxLength: 75 })

describe('on any series', () => {
  test('a higher count has no lower score and the same bound', () => {
    fc.assert(fc.property(series, fc.integer({ min: 1, max: 500 }), (counts, more) => {
      const [low, high] = [last(counts), last([...counts.slice(0, -1), counts.at(-1)! + more])]
      expect(high.upperbound).toBe(low.upperbound)
      if (low.score !== null && low.upperbound! > Math.log(low.expected!)) expect(high.score!).toBeGreaterThanOrEqual(low.score)
      if (low.alarm) expect(high.alarm).toBe(true)
    }))
  })

  test('a smaller alpha gives no lower bound', () => {
    fc.assert(fc.property(series, (counts) => {
      const bounds = [0.1, 0.01, 0.001].map((alpha) => last(counts, { alpha }).upperbound ?? 0)
      expect(bounds).toEqual(bounds.toSorted((a, b) => a - b))
    }))
  })

  test('an alarm is a count above the bound, where the bound is above the mean', () => {
    fc.assert(fc.property(series, (counts) => {
      const { alarm, upperbound, expected } = last(counts)
      if (upperbound !== null && upperbound > Math.log(expected!)) expect(alarm).toBe(counts.at(-1)! > upperbound)
    }))
  })

  test('older data than the reference years change nothing', () => {
    fc.assert(fc.property(series, series, (before, counts) => {
      expect(last([...before, ...counts])).toEqual(last(counts))
    }))
  })

  test('a missing period is left out, never read as zero', () => {
    const counts = Array.from({ length: 70 }, (_, i) => 20 + 7 * (i % 5))
    const holed = counts.map((count, i) => (i === 45 ? Number.NaN : count))
    const zeroed = counts.map((count, i) => (i === 45 ? 0 : count))
    expect(last(holed).expected!).toBeGreaterThan(last(zeroed).expected!)
    expect(last(zeroed).phi!).toBeGreaterThan(last(holed).phi!)
    expect(last([...counts.slice(0, -1), Number.NaN])).toMatchObject({ alarm: false, upperbound: null, expected: null })
  })
})

test('too few recent cases: no bound, no alarm', () => {
  expect(last([...Array.from({ length: 69 }, () => 0), 4], { limit54: [5, 4] })).toMatchObject({ upperbound: null, expected: null, alarm: false })
})

// R 4.2, surveillance 1.20.3: its answers for the same counts.
test('counts of a billion are judged as R judges them: sums so large lose no digits that matter', () => {
  const counts = Array.from({ length: 330 }, (_, i) => 1e9 + ((i * 7919) % 60_001) - 30_000)
  const answer: Answer = {
    upperbound: [1_000_071_856, 1_000_072_595, 1_000_073_603, 1_000_074_946, 1_000_076_582], alarm: [false, false, false, false, false],
    expected: [999_998_290.09789, 999_999_028.47753, 1_000_000_036.77771, 1_000_001_380.05924, 1_000_003_015.72433],
  }
  const ours = farringtonFlexible({ counts: Float64Array.from(counts), frequency: 52, evaluate: [326, 330] }, recommended)
  expectSame(counts, [326, 330], { options: recommended, frequency: 52, answer })
  for (const [i, { expected }] of ours.entries()) expect(Math.abs(expected! / answer.expected![i]! - 1)).toBeLessThan(1e-10)
})

test('a judge opened once says of each series what it says alone', () => {
  const judge = openFarrington(12, monthly)
  const [calm, full] = [Array.from({ length: 70 }, (_, i) => 20 + 7 * (i % 5)), Array.from({ length: 64 }, (_, i) => (i % 9) * 90)]
  for (const counts of [calm, full, calm]) expect(judge(Float64Array.from(counts), [counts.length, counts.length])[0]).toEqual(last(counts))
})
