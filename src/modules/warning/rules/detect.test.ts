// What `sidmi detect` answers, and the sentence each wrong entry gets.
import { expect, test } from 'vitest'
import { Problem } from '../../../platform/problem.ts'
import { detectSeries, type Detection } from './detect.ts'

const counts = Array.from({ length: 330 }, (_, i) => 6 + Math.round(3 * Math.cos((2 * Math.PI * i) / 52)) + (i % 3))
const options = { noPeriods: 10, b: 5, w: 3, weightsThreshold: 2.58, pastWeeksNotIncluded: 26, pThresholdTrend: 1, thresholdMethod: 'nbPlugin', alpha: 0.01 }
const request = { counts, frequency: 52, evaluate: [328, 330], method: 'farrington-flexible', options }

const fieldsOf = (input: unknown): Record<string, string> => {
  try {
    detectSeries(input)
  } catch (error) {
    if (error instanceof Problem) return Object.fromEntries(Object.entries(error.fields).map(([field, text]) => [field, text.es]))
    throw error
  }
  return {}
}

test.each([
  ['a negative count', { counts: [...counts, -1] }, 'counts.330', /entero de 0/],
  ['a fraction', { counts: [...counts, 1.5] }, 'counts.330', /entero de 0/],
  ['a word among counts', { counts: ['7'] }, 'counts.0', /entero de 0/],
  ['no counts', { counts: [] }, 'counts', /mínimo es 1/],
  ['a frequency of nothing', { frequency: 0 }, 'frequency', /entre 1 y 366/],
  ['an unknown method', { method: 'ears' }, 'method', /farrington-flexible, farrington, ears-c1, ears-c2, ears-c3/],
  ['no method', { method: undefined }, 'method', /farrington-flexible/],
  ['an evaluation past the end', { evaluate: [328, 331] }, 'evaluate', /llega al periodo 331 y counts tiene 330/],
  ['an evaluation backwards', { evaluate: [330, 328] }, 'evaluate', /330 es posterior a 328/],
  ['an evaluation without its past', { evaluate: [100, 101] }, 'evaluate', /es el 263/],
  ['an option R does not have', { options: { beta: 1 } }, 'options', /No se conoce: beta/],
  ['a method we do not compute', { options: { thresholdMethod: 'bayes' } }, 'options.thresholdMethod', /nbPlugin, muan, delta/],
  ['a population offset', { options: { populationOffset: true } }, 'options.populationOffset', /solo puede ser false/],
  ['a certain alpha', { options: { alpha: 1 } }, 'options.alpha', /entre/],
  ['a limit of one number', { options: { limit54: [5] } }, 'options.limit54', /dos números/],
  ['more seasons than periods', { frequency: 12, options: { b: 6, noPeriods: 13 } }, 'options.noPeriods', /no puede pasar de frequency/],
  ['a window wider than the year', { frequency: 4, options: { w: 2, noPeriods: 2, pastWeeksNotIncluded: 0 } }, 'options.w', /no cabe en un año/],
  ['an option of Farrington given to EARS', { method: 'ears-c1' }, 'options', /No se conoce: noPeriods/],
  ['a baseline of two periods', { method: 'ears-c1', options: { baseline: 2 } }, 'options.baseline', /entre 3 y 366/],
  ['a negative deviation', { method: 'ears-c2', options: { minSigma: -1 } }, 'options.minSigma', /entre 0/],
  ['an impossible alpha', { method: 'ears-c3', options: { alpha: 0 } }, 'options.alpha', /entre/],
  ['C1 without its past', { method: 'ears-c1', options: {}, evaluate: [7, 9] }, 'evaluate', /es el 8/],
  ['C2 without its past', { method: 'ears-c2', options: {}, evaluate: [9, 9] }, 'evaluate', /es el 10/],
  ['C3 without its past', { method: 'ears-c3', options: { baseline: 3 }, evaluate: [7, 9] }, 'evaluate', /es el 8/],
  ['Farrington without its frequency', { method: 'farrington', options: {}, frequency: undefined }, 'frequency', /entre 1 y 366/],
  ['no past left', { options: { ...options, pastWeeksNotIncluded: 300 } }, 'options.pastWeeksNotIncluded', /sin periodos de referencia/],
] as const)('%s is refused with a sentence', (_name, change, field, sentence) => {
  expect(fieldsOf({ ...request, ...change })[field]).toMatch(sentence)
})

test('one of a list at fault is named by its place', () => {
  expect(Object.keys(fieldsOf([request, { ...request, frequency: -1 }]))).toEqual(['1.frequency'])
})

test('one series is answered with three lists, a list with a list', () => {
  const one = detectSeries(request)
  expect(one).toMatchObject({ alarm: [false, false, false] })
  expect(detectSeries([request, request])).toEqual([one, one])
})

test('without options the recommended ones hold', () => {
  const { options: _, ...bare } = request
  expect(detectSeries(bare)).toEqual(detectSeries(request))
})

test('a burst is an alarm and its absence is not', () => {
  const burst = detectSeries({ ...request, counts: [...counts.slice(0, -1), 40] })
  expect(burst).toMatchObject({ alarm: [false, false, true] })
})

test('the original Farrington is the same engine with its own defaults', () => {
  const { options: _, ...bare } = request
  const original = {
    noPeriods: 1, weightsThreshold: 1, pastWeeksNotIncluded: 3, pThresholdTrend: 0.05, thresholdMethod: 'delta', powertrans: '2/3', alpha: 0.01, b: 5, w: 3,
    trend: true, reweight: true, limit54: [5, 4],
  }
  const answer = detectSeries({ ...bare, method: 'farrington' })
  expect(answer).toEqual(detectSeries({ ...bare, options: original }))
  expect(answer).not.toEqual(detectSeries(bare))
})

test.each([['ears-c1', 0.001], ['ears-c2', 0.001], ['ears-c3', 0.025]] as const)('%s has the defaults of R and needs no frequency', (method, alpha) => {
  const bare = { counts, evaluate: [12, 330], method }
  expect(detectSeries(bare)).toEqual(detectSeries({ ...bare, frequency: 52, options: { baseline: 7, minSigma: 0, alpha } }))
})

test('EARS finds a burst in a short series; a list may mix methods', () => {
  const short = { counts: [4, 5, 6, 4, 5, 6, 5, 4, 5, 6, 5, 30], evaluate: [12, 12] }
  const [c1, c2, c3, flexible] = detectSeries([{ ...short, method: 'ears-c1' }, { ...short, method: 'ears-c2' }, { ...short, method: 'ears-c3' }, request]) as Detection[]
  expect([c1?.alarm, c2?.alarm, c3?.alarm]).toEqual([[true], [true], [false]])
  expect([c1?.expected, c2?.expected, c3?.expected]).toEqual([[36 / 7], [5], [null]])
  expect(flexible).toEqual(detectSeries(request))
})
