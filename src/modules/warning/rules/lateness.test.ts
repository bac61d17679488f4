// How late a source reports, learnt from its releases.
import { expect, test } from 'vitest'
import { latenessOf, sharesAt, type Told } from './lateness.ts'

/** A source that has half of a period after it, three quarters a period later, and all after two; a release in each period. */
const toldUntil = (now: number, first = 0): Told[] => Array.from({ length: now - first + 1 }, (_, i) => first + i).flatMap((period): Told[] => [
  { period, from: period, until: period + 1 > now ? null : period + 1, value: 20 },
  ...(period + 1 <= now ? [{ period, from: period + 1, until: period + 2 > now ? null : period + 2, value: 30 }] : []),
  ...(period + 2 <= now ? [{ period, from: period + 2, until: null, value: 40 }] : []),
])

test('the part in after no, one and two periods', () => {
  const lateness = latenessOf(toldUntil(40), { first: 0, now: 40 }, 'week')!
  expect(lateness.shares.map(({ mean }) => Math.round(mean * 100))).toEqual([50, 75, 100, 100, 100, 100, 100, 100, 100])
})

test('the latest periods of the timeline get the part that is in by the newest release', () => {
  const lateness = latenessOf(toldUntil(40), { first: 0, now: 40 }, 'week')
  expect(sharesAt(lateness, 41, 3).map(({ mean }) => Math.round(mean * 100))).toEqual([100, 75, 50])
  expect(sharesAt(lateness, 40, 2).map(({ mean }) => Math.round(mean * 100))).toEqual([100, 75])
  expect(sharesAt(undefined, 41, 2)).toEqual([{ mean: 1, spread: 0 }, { mean: 1, spread: 0 }])
})

test.each([
  ['too few releases', toldUntil(12), { first: 0, now: 12 }],
  ['releases that began lately, whatever they say of the past', toldUntil(40).map((told) => ({ ...told, from: Math.max(30, told.from) })), { first: 30, now: 40 }],
])('%s teach nothing', (_name, told, releases) => {
  expect(latenessOf(told, releases, 'week')).toBeUndefined()
})

test('a source whose lateness varies is less sure', () => {
  const steady = latenessOf(toldUntil(40), { first: 0, now: 40 }, 'week')!
  const varying = toldUntil(40).map((told) => (told.until !== null && told.until === told.from + 1 ? { ...told, value: told.period % 2 === 0 ? told.value - 15 : told.value + 5 } : told))
  expect(latenessOf(varying, { first: 0, now: 40 }, 'week')!.shares[0]!.spread).toBeGreaterThan(steady.shares[0]!.spread)
})
