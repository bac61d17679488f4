// The trial of detectors: its simulations repeat and hold the rises they say, and its counting of alarms is right by hand.
import { expect, test } from 'vitest'
import { detectSeries } from '../../modules/warning/index.ts'
import { aloneRegion, evaluated, loneRegion, spreadingRegion, steepRegion, weeks } from './simulation.ts'
import { adjustedTogether, falseDiscovery, thresholdsFor, tryRegion, yieldAt, type Tried } from './trial.ts'

const rising = (region: ReturnType<typeof aloneRegion>): number[] => region.flatMap(({ rise }, i) => (rise.some((count) => count > 0) ? [i] : []))

test('the regions repeat with their seed; rises are where they should be', () => {
  expect(aloneRegion(5)).toEqual(aloneRegion(5))
  expect(aloneRegion(5)).not.toEqual(aloneRegion(6))
  expect(rising(aloneRegion(5))).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23])
  expect(rising(loneRegion(5))).toHaveLength(3)
  expect(rising(spreadingRegion(5)).length).toBeGreaterThanOrEqual(6)
})

test('a steep season has more cases in its eight weeks, and the rises of the same seed otherwise', () => {
  const inSeason = (counts: readonly number[]): number => counts.reduce((sum, count, i) => sum + ((i + 1) % 52 >= 20 && (i + 1) % 52 < 28 ? count : 0), 0)
  const total = (region: ReturnType<typeof aloneRegion>): number => region.reduce((sum, { counts }) => sum + inSeason(counts), 0)
  expect(total(steepRegion(5)) / total(aloneRegion(5))).toBeGreaterThan(1.8)
  expect(rising(steepRegion(5))).toEqual(rising(aloneRegion(5)))
})

test('every series is twelve years long, and no rise begins before the judged weeks', () => {
  for (const { counts, rise, related } of [...aloneRegion(2), ...spreadingRegion(2)]) {
    expect(counts).toHaveLength(weeks)
    expect(counts.every((count, i) => Number.isInteger(count) && count >= rise[i]!)).toBe(true)
    expect(rise.slice(0, weeks - evaluated).every((count) => count === 0)).toBe(true)
    expect(related.length).toBeLessThan(3)
  }
})

/** Ten weeks: a rise from week 4 to 5 found a week late; weeks 6 to 8 are its aftermath. */
const one: Tried = { scores: [0.5, 0.01, 0.3, 0.9, 0.9, 0.001, 0.001, 0.9, 0.9, 0.2], rise: { first: 4, last: 5 }, level: 1 }
const calm: Tried = { scores: [0.02, 0.4, 0.6, 0.7, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9], rise: undefined, level: 1 }

test('found a week late, one false alarm in fifteen quiet weeks, none counted in the aftermath', () => {
  expect(yieldAt([one, calm], 0.01)).toEqual({ rises: 1, found: 1, atOnce: 0, delay: 1, falsePerYear: 52 / 15 })
  expect(yieldAt([one, calm], 0.0001)).toMatchObject({ found: 0, falsePerYear: 0 })
})

test('thresholds give at most the false alarms allowed', () => {
  expect(thresholdsFor([one, calm], [0, 52 / 15, (2 * 52) / 15])).toEqual([0, 0.01, 0.02])
  const tied = { ...calm, scores: [0.1, 0.1, 0.5] }
  expect(thresholdsFor([tied], [52 / 3, (2 * 52) / 3])).toEqual([0, 0.1])
})

test('false discovery: by hand, weeks without an alarm count as none false', () => {
  // At 0.02: week 0 one alarm, false; week 1 one, false; week 5 one, true; week 6 one, neither. Two of ten weeks are false.
  expect(falseDiscovery([[one, calm]], 0.02)).toBeCloseTo(0.2, 12)
  expect(falseDiscovery([[one, calm]], 0.0001)).toBe(0)
})

test('adjusted together: each week by itself', () => {
  const flat = (p: number): Tried => ({ scores: Array<number>(evaluated).fill(p), rise: undefined, level: 1 })
  const [first, second] = adjustedTogether([flat(0.01), flat(0.5)], 'benjamini-hochberg')
  expect([first!.scores[3], second!.scores[3]]).toEqual([0.02, 0.5])
})

test('all detectors judge every week of every series', () => {
  const tried = tryRegion(loneRegion(3).slice(0, 6).map((each) => ({ ...each, related: [] })))
  for (const each of Object.values(tried).flat()) {
    expect(each.scores).toHaveLength(evaluated)
    expect(each.scores.every((p) => p >= 0 && p <= 1)).toBe(true)
  }
})

test('Farrington’s scores at most alpha are the alarms `sidmi detect` gives at alpha, R’s rule for few cases included', () => {
  const region = aloneRegion(7).slice(0, 8)
  const usual = tryRegion(region).farringtonFlexible
  for (const alpha of [0.05, 0.01, 0.001]) {
    const asked = region.map(({ counts }) => ({ counts, frequency: 52, evaluate: [weeks - evaluated + 1, weeks], method: 'farrington-flexible', options: { alpha } }))
    expect(detectSeries(asked)).toMatchObject(usual.map(({ scores }) => ({ alarm: scores.map((score) => score <= alpha) })))
  }
})
