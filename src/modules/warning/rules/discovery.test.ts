// Adjusted p-values against cases computed by hand, and the share of false discoveries kept.
import { expect, test } from 'vitest'
import { adjusted } from './discovery.ts'
import { randomFrom } from './random.ts'

test('Benjamini and Hochberg by hand', () => {
  const answers = adjusted([0.01, 0.04, 0.03, null, 0.5], 'benjamini-hochberg')
  expect(answers.map((each) => each && Number(each.toFixed(6)))).toEqual([0.04, 0.053333, 0.053333, null, 0.5])
})

test('Benjamini and Yekutieli cost the harmonic number', () => {
  const hochberg = adjusted([0.001, 0.02, 0.03], 'benjamini-hochberg')
  const yekutieli = adjusted([0.001, 0.02, 0.03], 'benjamini-yekutieli')
  yekutieli.forEach((each, i) => expect(each).toBeCloseTo(hochberg[i]! * (1 + 1 / 2 + 1 / 3), 12))
})

test('none and a single one are answered', () => {
  expect(adjusted([], 'benjamini-hochberg')).toEqual([])
  expect(adjusted([null], 'benjamini-yekutieli')).toEqual([null])
  expect(adjusted([0.2], 'benjamini-yekutieli')).toEqual([0.2])
})

test('the share of false discoveries stays below q', () => {
  const random = randomFrom(5)
  const shares = Array.from({ length: 400 }, () => {
    const pvalues = Array.from({ length: 40 }, (_, i) => (i < 8 ? random() * 0.002 : random()))
    const believed = adjusted(pvalues, 'benjamini-hochberg').flatMap((p, i) => (p! <= 0.2 ? [i] : []))
    return believed.filter((i) => i >= 8).length / Math.max(1, believed.length)
  })
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  expect(mean).toBeLessThan(0.2)
  expect(mean).toBeGreaterThan(0.1)
})
