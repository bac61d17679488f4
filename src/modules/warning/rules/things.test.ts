// One thing is told once, however many detectors see it; and how their p-values become one.
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../model.ts'
import { combined } from './combine.ts'
import { seriesFinding, thingsOf, toldOf, type Thing } from './things.ts'
import type { Drift } from './drift.ts'

describe('one p-value of several', () => {
  const halves = (a: number, b: number): number | null => combined([{ pvalue: a, weight: 0.5 }, { pvalue: b, weight: 0.5 }])

  test.each([
    ['two that agree give what each gives', 1e-4, 1e-4, 1e-4],
    ['one alone is paid for by its weight', 1e-4, 0.5, 2e-4],
    ['a count of none does not outweigh the other', 1e-4, 1, 2e-4],
    ['the silent count as no evidence', 1e-4, Number.NaN, 2e-4],
    ['both unremarkable', 0.5, 0.5, 0.5],
  ])('%s', (_name, a, b, pvalue) => {
    expect(halves(a, b)! / pvalue).toBeCloseTo(1, 1)
  })

  test('all silent: nothing can be said; certain beyond numbers: still a number', () => {
    expect(halves(Number.NaN, Number.NaN)).toBeNull()
    expect(halves(0, 0)).toBeGreaterThanOrEqual(0)
    expect(halves(0, 0)).toBeLessThan(1e-200)
  })
})

describe('one series', () => {
  const year = ['2026-01-05', '2026-01-12', '2026-01-19']
  const finding = (pooled: number[], own: number[], drift: Drift | null) =>
    seriesFinding(1, { farrington: Float64Array.from([1, 1, ...own]), pooled: Float64Array.from([1, 1, ...pooled]), drift, year })
  const drift = { statistic: 9, pvalue: 1e-4, since: 1, observed: 40, expected: 20 }

  test('names those that agree, with what they saw', () => {
    expect(finding([0.5, 1e-5], [0.3, 2e-4], null).evidence).toEqual([{ detector: 'pooled', pvalue: 1e-5 }, { detector: 'farrington-flexible', pvalue: 2e-4 }])
    expect(finding([0.5, 0.2], [0.3, 0.6], drift).evidence).toEqual([{ detector: 'cusum', pvalue: 1e-4, since: '2026-01-12', cases: 40, expected: 20 }])
  })

  test('when none is sure alone, the strongest is named', () => {
    expect(finding([0.04, 0.05], [0.02, 0.06], null).evidence).toEqual([{ detector: 'farrington-flexible', pvalue: 0.02 }])
  })

  test('agreement is stronger than each alone', () => {
    expect(finding([1, 1e-5], [1, 1e-5], drift).pvalue!).toBeLessThan(finding([1, 1e-5], [1, 1], null).pvalue!)
  })
})

test('of many comparisons only those are told that the allowance of their family bears', () => {
  const tested = [1e-6, 2e-4, 0.04, ...Array.from({ length: 97 }, () => 0.5), null].map((pvalue) => ({ pvalue }))
  const told = toldOf('series', tested)
  expect(told.map(({ found }) => found.pvalue)).toEqual([1e-6, 2e-4])
  expect(told[0]!.adjusted).toBeCloseTo((1e-6 * 100 * 0.1) / 0.05, 8)
  expect(toldOf('short-history', [{ pvalue: 0.02 }])).toEqual([])
  expect(toldOf('short-history', [{ pvalue: 0.01 }])[0]!.adjusted).toBeCloseTo(0.1, 12)
  expect(toldOf('space-time-scan', [{ pvalue: 0.03 }])).toEqual([])
  expect(toldOf('space-time-scan', [{ pvalue: 0.01 }])).toHaveLength(1)
})

/** `series`: place and offence, «A x». */
const thing = (series: string, pvalue: number, evidence: Evidence, more: Partial<Thing> = {}): Thing => {
  const [place = '', what = ''] = series.split(' ')
  return { set: 0, place, what, places: [place], evidence: [evidence], pvalue, adjusted: pvalue * 10, ...more }
}

const alone: Evidence = { detector: 'pooled', pvalue: 1e-5 }
const cluster: Evidence = { detector: 'space-time-scan', pvalue: 2e-4, places: ['C', 'A', 'B'] }
const words = (code: string): Evidence => ({ detector: 'new-pattern', pvalue: 1e-4, words: [{ dimension: 'nationality', code }] })

describe('things', () => {
  test('series inside a cluster are one thing with it, led by the strongest', () => {
    const told = thingsOf({
      series: [thing('A x', 1e-5, alone), thing('B x', 1e-3, { ...alone, pvalue: 1e-3 }), thing('D x', 1e-4, alone), thing('A y', 1e-4, alone)],
      clusters: [thing('C x', 2e-4, cluster, { places: ['C', 'A', 'B'] })], patterns: [],
    })
    expect(told.map(({ place, what }) => `${place} ${what}`)).toEqual(['A x', 'A y', 'D x'])
    expect(told[0]).toMatchObject({ places: ['A', 'C', 'B'], pvalue: 1e-5, adjusted: 1e-4, evidence: [alone, cluster] })
  })

  test('a cluster without a series of its own leads itself', () => {
    const [only] = thingsOf({ series: [], clusters: [thing('C x', 2e-4, cluster, { places: ['C', 'A'] })], patterns: [] })
    expect(only).toMatchObject({ place: 'C', places: ['C', 'A'] })
  })

  test('new combinations strengthen what they are part of, and else are things of their own', () => {
    const told = thingsOf({ series: [thing('A x', 1e-5, alone)], clusters: [], patterns: [thing('A x', 1e-4, words('HT')), thing('A x', 1e-4, words('CU')), thing('B x', 1e-4, words('HT'))] })
    expect(told.map(({ place, evidence }) => [place, evidence.length])).toEqual([['A', 3], ['B', 1]])
  })

  test('another source is another thing', () => {
    expect(thingsOf({ series: [thing('A x', 1e-5, alone), thing('A x', 1e-5, alone, { set: 1 })], clusters: [thing('A x', 1e-3, cluster)], patterns: [] })).toHaveLength(2)
  })
})
