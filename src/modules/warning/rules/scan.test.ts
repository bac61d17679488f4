// The space–time permutation scan: likelihoods by hand, injected clusters found, none invented, and nearness.
import { describe, expect, test } from 'vitest'
import { kilometres, nearnessByDistance, nearnessBySteps } from './nearness.ts'
import { poissonDraw, randomFrom } from './random.ts'
import { logLikelihoodRatio, scan, type ScanOptions } from './scan.ts'

const options: ScanOptions = { longest: 4, share: 0.5, replicates: 199, seed: 1 }

const rows = (...counts: number[][]): Uint32Array[] => counts.map((row) => Uint32Array.from(row))

describe('by hand', () => {
  const data = { counts: rows([1, 3], [3, 1]), nearness: [[0, 1], [1, 0]] }

  test('three cases where two are expected, of eight: 3 ln 1.5 + 5 ln (5/6)', () => {
    expect(logLikelihoodRatio(3, 2, 8)).toBeCloseTo(3 * Math.log(1.5) + 5 * Math.log(5 / 6), 12)
    const [first, ...rest] = scan(data, { ...options, longest: 1 })
    expect(first).toMatchObject({ places: [0], periods: 1, cases: 3, expected: 2 })
    expect(first!.likelihood).toBeCloseTo(0.3047875, 6)
    expect(rest).toEqual([])
  })

  test('by the hypergeometric law 34 in 70 permutations have as much in one of the two places', () => {
    const [first] = scan(data, { ...options, longest: 1, replicates: 9999 })
    expect(Math.abs(first!.pvalue - 34 / 70)).toBeLessThan(0.02)
    expect(first!.recurrence).toBeCloseTo(1 / first!.pvalue, 12)
  })

  test('no more than expected has no likelihood; all cases inside has no rest', () => {
    expect(logLikelihoodRatio(2, 2, 8)).toBe(0)
    expect(logLikelihoodRatio(8, 4, 8)).toBeCloseTo(8 * Math.log(2), 12)
  })
})

/** Twelve places in a line, 30 weeks, two cases a week each; a cluster adds four a week to places 7 and 8 in the last two weeks. */
const region = (seed: number, extra: number): Uint32Array[] => {
  const random = randomFrom(seed)
  return Array.from({ length: 12 }, (_, place) => Uint32Array.from({ length: 30 }, (_week, week) =>
    poissonDraw(random, 2) + (extra > 0 && (place === 7 || place === 8) && week >= 28 ? extra : 0)))
}

const line = nearnessByDistance(Array.from({ length: 12 }, (_, i) => [i, 15] as const))

test('an injected cluster is found where and since when it is', () => {
  const [first, ...others] = scan({ counts: region(4, 5), nearness: line }, options)
  expect(first).toMatchObject({ periods: 2, pvalue: 1 / 200 })
  expect(first!.places.toSorted()).toEqual([7, 8])
  expect(others.every(({ pvalue }) => pvalue > 0.05)).toBe(true)
})

test('two clusters apart are told apart, and share no place', () => {
  const counts = region(5, 6)
  counts[1]![29]! += 12
  const clusters = scan({ counts, nearness: line }, options)
  expect(clusters.slice(0, 2).map(({ places }) => places.toSorted())).toEqual(expect.arrayContaining([[1], [7, 8]]))
  const places = clusters.flatMap((each) => each.places)
  expect(new Set(places).size).toBe(places.length)
})

test('without a cluster small p-values are as rare as they say', () => {
  const pvalues = Array.from({ length: 60 }, (_, seed) => scan({ counts: region(100 + seed, 0), nearness: line }, { ...options, replicates: 49, seed })[0]?.pvalue ?? 1)
  const mean = pvalues.reduce((sum, p) => sum + p, 0) / pvalues.length
  expect(mean).toBeGreaterThan(0.4)
  expect(mean).toBeLessThan(0.62)
  expect(pvalues.filter((p) => p <= 0.1).length).toBeLessThan(14)
})

test('a rise everywhere at once is no cluster, and a busy place is none either', () => {
  const everywhere = Array.from({ length: 6 }, () => Uint32Array.from([2, 2, 2, 8]))
  const busy = rows([50, 50, 50], [1, 1, 1], [1, 1, 1])
  const all = (count: number) => Array.from({ length: count }, (_, i) => [i, ...Array.from({ length: count }, (_x, j) => j).filter((j) => j !== i)])
  expect(scan({ counts: everywhere, nearness: all(6) }, options)).toEqual([])
  expect(scan({ counts: busy, nearness: all(3) }, options)).toEqual([])
})

test('the same seed gives the same answer; no cases, no clusters', () => {
  const data = { counts: region(9, 2), nearness: line }
  expect(scan(data, options)).toEqual(scan(data, options))
  expect(scan({ counts: rows([0, 0], [0, 0]), nearness: [[0, 1], [1, 0]] }, options)).toEqual([])
})

test('no cylinder holds more than its share of the cases', () => {
  for (const { places } of scan({ counts: region(4, 9), nearness: line }, { ...options, share: 0.12 })) expect(places.length).toBe(1)
})

describe('nearness', () => {
  test('a degree of latitude is some 111 km, one of longitude half of it at 60°', () => {
    expect(kilometres([0, 0], [0, 1])).toBeCloseTo(111.19, 1)
    expect(kilometres([0, 60], [1, 60])).toBeCloseTo(55.6, 1)
  })

  test('by distance, itself first', () => {
    expect(nearnessByDistance([[-90, 15], [-87, 14], [-89, 14]])).toEqual([[0, 2, 1], [1, 2, 0], [2, 0, 1]])
  })

  test('by steps, and an island reaches only itself', () => {
    expect(nearnessBySteps([[1], [0, 2], [1], []])).toEqual([[0, 1, 2], [1, 0, 2], [2, 1, 0], [3]])
  })
})
