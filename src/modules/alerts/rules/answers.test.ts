// How long answers took, and who is told next.
import { expect, test } from 'vitest'
import { minutesTaken, nextInOrder, percentile, timesOf } from './answers.ts'

test.each([[[], null, null], [[7], 7, 7], [[1, 3], 2, 2.8], [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 6, 10]])('of %j the middle is %s and the 90 % is %s', (sorted, middle, ninety) => {
  expect(timesOf(sorted)).toEqual({ medianMinutes: middle, ninetyMinutes: ninety })
  expect(percentile(sorted, 0)).toBe(sorted[0] ?? null)
})

test('only those who answered count', () => {
  const at = (minute: number): Date => new Date(Date.UTC(2026, 5, 1, 12, minute))
  expect(minutesTaken([{ deliveredAt: at(0), acknowledgedAt: at(9) }, { deliveredAt: at(0), acknowledgedAt: null }, { deliveredAt: at(5), acknowledgedAt: at(6) }])).toEqual([1, 9])
})

test.each<[string, string[], string[], string | undefined]>([
  ['the first whom it reached', [], ['c', 'b'], 'b'],
  ['the next of them', ['b'], ['c', 'b'], 'c'],
  ['nobody whom it did not reach', ['b'], ['b'], undefined],
  ['nobody of another order', [], ['z'], undefined],
])('told next is %s', (_, told, recipients, next) => {
  expect(nextInOrder({ people: ['a', 'b', 'c'], told, recipients })).toBe(next)
})
