// EARS C1, C2 and C3 against R's surveillance 1.20.3, number by number, and the laws they must obey on any series.
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ears, earsReach, type EarsOptions } from './ears.ts'
import reference from './reference.json' with { type: 'json' }

interface Answer {
  upperbound: (number | null)[]
  alarm: (boolean | null)[]
}

interface Case extends Answer {
  counts: (number | null)[]
  evaluate: [number, number]
  options: EarsOptions
}

const near = (ours: number | null, theirs: number | null): boolean =>
  ours === null || theirs === null ? ours === theirs : Math.abs(ours - theirs) <= 1e-6 * Math.abs(theirs)

const expectSame = ({ counts, evaluate, options, upperbound, alarm }: Case): void => {
  const ours = ears({ counts: Float64Array.from(counts, (count) => count ?? Number.NaN), evaluate }, options)
  expect(ours.map((each) => each.alarm)).toEqual(alarm)
  expect(ours.filter((each, i) => !near(each.upperbound, upperbound[i] ?? null))).toEqual([])
}

const vectors = new URL('../../../../../shared/reference/early-warning/vectors.json', import.meta.url)

interface Vector extends Pick<Case, 'counts'> {
  id: string
  evaluated: [number, number]
  earsC1: Answer
  earsC2: Answer
  earsC3: Answer
}

if (existsSync(vectors)) {
  const { series } = JSON.parse(readFileSync(vectors, 'utf8')) as { series: Vector[] }
  describe.each(series)('reference series $id', ({ counts, evaluated, ...answers }) => {
    test.each(['C1', 'C2', 'C3'] as const)('EARS %s', (method) => {
      expectSame({ counts, evaluate: evaluated, options: { method, baseline: 7, minSigma: 0, alpha: 0.001 }, ...answers[`ears${method}`] })
    })
  })
} else {
  test('skipped: reference vectors absent', () => expect(existsSync(vectors)).toBe(false))
}

describe('results of R for other baselines, alphas and least deviations, with missing counts and flat stretches', () => {
  const cases = reference.ears as unknown as Case[]
  test.each(cases.map((each) => [JSON.stringify(each.options), each] as const))('%s', (_name, each) => expectSame(each))
})

const everyOption: fc.Arbitrary<EarsOptions> = fc.record({
  method: fc.constantFrom('C1', 'C2', 'C3'), baseline: fc.integer({ min: 3, max: 14 }),
  minSigma: fc.constantFrom(0, 0.5, 1), alpha: fc.constantFrom(0.1, 0.025, 0.001),
})
const everySeries = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 20, maxLength: 40 })

const last = (counts: readonly number[], options: EarsOptions) =>
  ears({ counts: Float64Array.from(counts), evaluate: [counts.length, counts.length] }, options)[0]!

describe('on any series', () => {
  test('older periods than the reach change nothing', () => {
    fc.assert(fc.property(everySeries, everySeries, everyOption, (before, counts, options) => {
      expect(last([...before, ...counts], options)).toEqual(last(counts.slice(-earsReach(options) - 1), options))
    }))
  })

  test('a period is judged the same alone and among others', () => {
    fc.assert(fc.property(everySeries, everyOption, (counts, options) => {
      const all = ears({ counts: Float64Array.from(counts), evaluate: [earsReach(options) + 1, counts.length] }, options)
      expect(all.at(-1)).toEqual(last(counts, options))
    }))
  })

  test('a smaller alpha gives no lower bound', () => {
    fc.assert(fc.property(everySeries, everyOption, (counts, options) => {
      const bounds = [0.1, 0.025, 0.001].map((alpha) => last(counts, { ...options, alpha }).upperbound ?? 0)
      expect(bounds).toEqual(bounds.toSorted((a, b) => a - b))
    }))
  })

  test('with a least deviation something is always said, and an alarm is a count above the bound', () => {
    fc.assert(fc.property(everySeries, everyOption, (counts, options) => {
      const { upperbound, alarm } = last(counts, { ...options, minSigma: 0.5 })
      expect(alarm).toBe(counts.at(-1)! > upperbound!)
    }))
  })

  test('of C1 and C2 the bound is never below what is expected', () => {
    fc.assert(fc.property(everySeries, everyOption, fc.constantFrom('C1' as const, 'C2' as const), (counts, options, method) => {
      const { upperbound, expected } = last(counts, { ...options, method })
      expect(upperbound!).toBeGreaterThanOrEqual(expected!)
    }))
  })
})

test('a rise of the last two periods hides a third from C1, not from C2', () => {
  const counts = [4, 5, 6, 4, 5, 6, 5, 20, 20, 20]
  const options = { baseline: 7, minSigma: 0, alpha: 0.001 }
  expect(last(counts, { method: 'C1', ...options }).alarm).toBe(false)
  expect(last(counts, { method: 'C2', ...options }).alarm).toBe(true)
})

test('a missing count is left unjudged, and nothing is said from a baseline with a hole', () => {
  const options = { method: 'C1', baseline: 3, minSigma: 0, alpha: 0.001 } as const
  expect(last([2, 3, 4, Number.NaN], options)).toMatchObject({ alarm: null, expected: 3 })
  expect(last([2, Number.NaN, 4, 9], options)).toEqual({ upperbound: null, alarm: null, expected: null })
})
