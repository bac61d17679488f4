// What `sidmi detect` answers for CUSUM, the scan, new patterns, the nowcast and the pooled detector, and the sentence each wrong entry gets.
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../platform/problem.ts'
import { detectSeries } from './detect.ts'

const fieldsOf = (input: unknown): Record<string, string> => {
  try {
    detectSeries(input)
  } catch (error) {
    if (error instanceof Problem) return Object.fromEntries(Object.entries(error.fields).map(([field, text]) => [field, text.es]))
    throw error
  }
  return {}
}

const counts = Array.from({ length: 80 }, (_, i) => 6 + (i % 3))
const drift = { counts, frequency: 12, evaluate: [75, 80], method: 'cusum' }
const line = ['a', 'b', 'c', 'd'].map((id, i) => ({ id, at: [-90 + i, 15], counts: [2, 2, 2, 2, 2, id === 'b' ? 20 : 2] }))
const places = { places: line, method: 'space-time-scan', options: { replicates: 99 } }
const patterns = {
  reference: [{ words: ['fraud', 'north'], cases: 80 }, { words: ['theft', 'south'], cases: 20 }],
  recent: [{ words: ['fraud', 'south'], cases: 5 }, { words: ['theft', 'south'], cases: 5 }], method: 'new-pattern',
}
const releases = Array.from({ length: 16 }, (_, i) => ({ period: i + 1, counts: Array.from({ length: i + 1 }, (_x, period) => (period === i ? 5 : 10)) }))
const late = { releases, method: 'nowcast', options: { maxDelay: 2, draws: 200 } }
const many = {
  series: ['n1', 'n2', 'n3', 'n4'].map((id, i) => ({ id, counts: [...counts.slice(0, -1), i === 0 ? 40 : 7], related: i === 0 ? ['n2'] : [] })),
  frequency: 12, evaluate: [79, 80], method: 'pooled', options: { pastWeeksNotIncluded: 6, waves: 1 },
}

describe('answers', () => {
  test('cusum: bounds, alarms, expected and the accumulated excess', () => {
    expect(detectSeries({ ...drift, counts: [...counts.slice(0, -4), 14, 14, 14, 14] })).toMatchObject({ alarm: [false, false, false, false, true, false] })
    expect(detectSeries(drift)).toMatchObject({ alarm: Array(6).fill(false) })
    expect(Object.keys(detectSeries(drift))).toEqual(['upperbound', 'alarm', 'expected', 'statistic'])
  })

  test('space-time-scan: clusters with the ids of their places, by points or by neighbours', () => {
    const answer = { clusters: [{ places: ['b'], periods: 1, cases: 20, pvalue: 0.01, recurrence: 100 }] }
    expect(detectSeries(places)).toMatchObject(answer)
    const joined = line.map(({ id, counts: own }, i) => ({ id, counts: own, neighbours: line.flatMap((other, j) => (Math.abs(i - j) === 1 ? [other.id] : [])) }))
    expect(detectSeries({ ...places, places: joined })).toMatchObject(answer)
  })

  test('new-pattern: the combination, what of it is new, and the false alarms stated', () => {
    expect(detectSeries(patterns)).toMatchObject({ patterns: [{ words: ['fraud', 'south'], cases: 5, alarm: true, novel: [[0, 1]] }], unseenShare: 0 })
  })

  test('nowcast: the last period is only half in', () => {
    const answer = detectSeries(late) as { periods: { period: number; reported: number; share: number; estimate: number }[] }
    expect(answer.periods.map(({ period, reported }) => [period, reported])).toEqual([[15, 10], [16, 5]])
    expect(answer.periods[1]!.share).toBeCloseTo(0.5, 1)
    expect(answer.periods[1]!.estimate).toBeGreaterThan(8)
  })

  test('pooled: every series by its id', () => {
    const answer = detectSeries(many) as { series: { id: string; judgements: { alarm: boolean }[] }[] }
    expect(answer.series.map(({ id, judgements }) => [id, ...judgements.map(({ alarm }) => alarm)])).toEqual([
      ['n1', false, true], ['n2', false, false], ['n3', false, false], ['n4', false, false],
    ])
  })

  test('pooled leaves half a year out unless told', () => {
    expect(detectSeries({ ...many, options: { waves: 1 } })).toEqual(detectSeries(many))
  })

  test('a list may mix them all', () => {
    expect(detectSeries([drift, places, patterns, late, many])).toEqual([drift, places, patterns, late, many].map((each) => detectSeries(each)))
  })
})

const changed = <T>(values: readonly T[], at: number, change: object): T[] => values.map((value, i) => (i === at ? { ...value, ...change } : value))

test.each<[string, object, string, RegExp]>([
  ['cusum without its past', { ...drift, evaluate: [60, 80] }, 'evaluate', /es el 64/],
  ['cusum past the end', { ...drift, evaluate: [80, 81] }, 'evaluate', /llega al periodo 81/],
  ['cusum with a window wider than the year', { ...drift, options: { w: 6 } }, 'options.w', /no cabe en un año/],
  ['an unknown transformation', { ...drift, options: { transform: 'log' } }, 'options.transform', /rossi, standard, anscombe/],
  ['an option of another method', { ...drift, options: { alpha: 0.1 } }, 'options', /No se conoce: alpha/],
  ['a place without point or neighbours', { ...places, places: changed(line, 1, { at: undefined }) }, 'places.0', /su punto/],
  ['a neighbour nobody knows', { ...places, places: changed(line, 2, { neighbours: ['z'] }) }, 'places.2.neighbours', /No hay un lugar «z»/],
  ['a place told twice', { ...places, places: changed(line, 1, { id: 'a' }) }, 'places.1.id', /dos veces/],
  ['places of unlike length', { ...places, places: changed(line, 3, { counts: [1, 2] }) }, 'places.3.counts', /mismos periodos/],
  ['a missing count in a scan', { ...places, places: changed(line, 3, { counts: [1, null] }) }, 'places.3.counts.1', /escriba 0/],
  ['a latitude beyond the pole', { ...places, places: changed(line, 0, { at: [0, 91] }) }, 'places.0.at.1', /entre -90 y 90/],
  ['a scan too long for one question', { ...places, places: changed(line, 0, { counts: [9_000_000, 0, 0, 0, 0, 0] }), options: { replicates: 999 } }, 'options.replicates', /demasiados/],
  ['more than half of the cases in a cylinder', { ...places, options: { share: 0.6 } }, 'options.share', /entre 0.01 y 0.5/],
  ['combinations of unlike width', { ...patterns, recent: [{ words: ['fraud'], cases: 1 }] }, 'recent.0.words', /2 palabras/],
  ['a fraction of a case', { ...patterns, recent: [{ words: ['fraud', 'south'], cases: 0.5 }] }, 'recent.0.cases', /entero/],
  ['too few releases', { ...late, releases: releases.slice(0, 11) }, 'releases', /Solo hay 9 periodos completos/],
  ['a release that knows the future', { ...late, releases: changed(releases, 3, { counts: [1, 2, 3, 4, 5] }) }, 'releases.3.counts', /final del periodo 4/],
  ['pooled without its past', { ...many, evaluate: [60, 80] }, 'evaluate', /es el 61/],
  ['series of unlike length', { ...many, series: changed(many.series, 1, { counts: [1] }) }, 'series.1.counts', /mismos periodos/],
  ['a relation to itself', { ...many, series: changed(many.series, 1, { related: ['n2'] }) }, 'series.1.related', /no es otra serie/],
  ['no reference left', { ...many, options: { pastWeeksNotIncluded: 49 } }, 'options.pastWeeksNotIncluded', /menos de un año/],
  ['an unknown rule of discovery', { ...many, options: { discovery: 'none' } }, 'options.discovery', /benjamini-yekutieli, benjamini-hochberg/],
])('%s is refused with a sentence', (_name, input, field, sentence) => expect(fieldsOf(input)[field]).toMatch(sentence))

test('one of a list at fault is named by its place', () => {
  expect(Object.keys(fieldsOf([drift, { ...drift, frequency: 0 }]))).toContain('1.frequency')
})
