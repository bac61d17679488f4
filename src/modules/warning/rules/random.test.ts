// The draws repeat with their seed and have the moments of their laws.
import { expect, test } from 'vitest'
import { betaDraw, countDraw, gammaDraw, normalDraw, poissonDraw, randomFrom, type Random } from './random.ts'

const draws = 4000

const momentsOf = (draw: (random: Random) => number, seed: number): { mean: number; variance: number } => {
  const random = randomFrom(seed)
  const values = Array.from({ length: draws }, () => draw(random))
  const mean = values.reduce((sum, value) => sum + value, 0) / draws
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1) }
}

test('a seed repeats its draws and another seed does not', () => {
  const of = (seed: number): number[] => Array.from({ length: 5 }, randomFrom(seed))
  expect(of(7)).toEqual(of(7))
  expect(of(7)).not.toEqual(of(8))
})

test.each<[string, (random: Random) => number, number, number]>([
  ['uniform', (random) => random(), 0.5, 1 / 12],
  ['normal', normalDraw, 0, 1],
  ['gamma of shape 0.4', (random) => gammaDraw(random, 0.4), 0.4, 0.4],
  ['gamma of shape 6', (random) => gammaDraw(random, 6), 6, 6],
  ['beta of 2 and 6', (random) => betaDraw(random, 2, 6), 0.25, 0.25 * 0.75 / 9],
  ['Poisson of 0.3', (random) => poissonDraw(random, 0.3), 0.3, 0.3],
  ['Poisson of 75', (random) => poissonDraw(random, 75), 75, 75],
  ['Poisson of 2000', (random) => poissonDraw(random, 2000), 2000, 2000],
  ['over-dispersed count', (random) => countDraw(random, { mu: 5, phi: 3 }), 5, 15],
  ['count without over-dispersion', (random) => countDraw(random, { mu: 5, phi: 1 }), 5, 5],
])('%s', (_name, draw, mean, variance) => {
  const seen = momentsOf(draw, 11)
  expect(Math.abs(seen.mean - mean)).toBeLessThan(4.5 * Math.sqrt(variance / draws))
  expect(seen.variance / variance).toBeGreaterThan(0.85)
  expect(seen.variance / variance).toBeLessThan(1.15)
})
