// Distributions against known values, and against each other where they are computed in two ways.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countQuantile, countTail, normalQuantile, normalUpper, regularisedBeta, studentTwoSided } from './distributions.ts'

const relative = (value: number, truth: number): number => Math.abs(value / truth - 1)

test.each([
  [0.5, 0], [0.975, 1.959963984540054], [0.99, 2.3263478740408408], [0.999, 3.090232306167813], [0.01, -2.3263478740408408],
])('the normal quantile of %d is %d', (p, z) => {
  expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-12)
  expect(normalUpper(z)).toBeCloseTo(1 - p, 13)
})

test.each([[2, 10, 0.0733880347707404], [2.228138851964939, 10, 0.05], [0, 5, 1], [12, 3, 0.00124501580078934]])('Student t of %d with %d degrees', (t, degrees, p) => {
  expect(relative(studentTwoSided(t, degrees), p)).toBeLessThan(1e-9)
})

test.each([[4, 1, 0.01, 9], [0.5, 1, 0.01, 3], [4, 2, 0.01, 13], [100, 3, 0.001, 161], [1e9, 1.5, 0.01, 1_000_090_101]])(
  'mean %d, over-dispersion %d: exceeded with chance %d is %d', (mu, phi, alpha, bound) => expect(countQuantile({ mu, phi }, alpha)).toBe(bound),
)

const law = fc.record({ mu: fc.double({ min: 0.01, max: 2000, noNaN: true }), phi: fc.double({ min: 1.01, max: 60, noNaN: true }) })

test('the quantile is the smallest count exceeded with chance at most alpha', () => {
  fc.assert(fc.property(law, fc.double({ min: 1e-5, max: 0.4, noNaN: true }), (each, alpha) => {
    const bound = countQuantile(each, alpha)
    expect(countTail(each, bound + 1)).toBeLessThanOrEqual(alpha * (1 + 1e-9))
    if (bound > 0) expect(countTail(each, bound)).toBeGreaterThan(alpha * (1 - 1e-9))
  }))
})

test('sums of probabilities agree with the incomplete beta function', () => {
  fc.assert(fc.property(law, fc.integer({ min: 1, max: 2500 }), ({ mu, phi }, y) => {
    const closed = regularisedBeta(1 - 1 / phi, y, mu / (phi - 1))
    const summed = countTail({ mu, phi }, y)
    expect(Math.abs(summed - closed)).toBeLessThan(1e-10 + 1e-7 * closed)
  }))
})

test('where both ways round are as good, the incomplete beta function still answers', () => {
  expect(relative(regularisedBeta(5.428002269880494e-9, 2.4307915655994816, 632_054_186), 0.782_062_404_896)).toBeLessThan(1e-6)
})

test('extreme laws are answered, and quickly', () => {
  for (const [mu, phi] of [[1e30, 1e8], [1e100, 5], [50, 1e7], [1e12, 1e6], [1e12, 1]] as const) {
    expect(countQuantile({ mu, phi }, 0.01)).toBeGreaterThanOrEqual(0)
    expect(countTail({ mu, phi }, 3)).toBeGreaterThan(0)
  }
})

test('a law wider than anything counted has a bound, is not looked for without end, and is no signal', () => {
  const bound = countQuantile({ mu: 1_604_038_848_760_203_800, phi: 149_396_633_708_921_060_000 }, 0.01)
  expect(Number.isFinite(bound)).toBe(true)
  expect(bound).toBeGreaterThan(Number.MAX_SAFE_INTEGER)
})
