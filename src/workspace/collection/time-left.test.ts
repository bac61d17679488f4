// The time left of a transfer: from its pace of the last half minute, resumed or not, and silent while it is not known.
import { expect, test } from 'vitest'
import { isStuck, secondsLeft, timeLeft, withMark, type Mark } from './time-left.ts'

const marked = (...marks: readonly [at: number, sent: number][]): Mark[] => marks.reduce<Mark[]>((all, [at, sent]) => withMark(all, { at, sent }), [])

test.each<[string, Mark[], number | null]>([
  ['nothing sent yet', [], null],
  ['too soon', marked([0, 0], [1000, 10]), null],
  ['ten a second, 70 to go', marked([0, 0], [3000, 30]), 7],
  ['resumed at 80: what came before is no pace', marked([0, 80], [2000, 82], [4000, 84]), 16],
  ['first fast, then slow: the last half minute counts', marked([0, 0], [1000, 50], [40_000, 52], [70_000, 55]), 450],
  ['nothing more came', marked([0, 10], [5000, 10]), null],
  ['all there', marked([0, 0], [4000, 100]), 0],
])('%s', (_, marks, left) => {
  expect(secondsLeft(marks, 100)).toBe(left)
})

test('a line that says nothing for ten seconds is stuck', () => {
  expect([isStuck([], 50_000), isStuck(marked([0, 5]), 9000), isStuck(marked([0, 5]), 10_001)]).toEqual([false, false, true])
})

test.each([[3, 'queda un momento'], [7.4, 'quedan unos 7 s'], [43, 'quedan unos 45 s'], [150, 'quedan unos 3 min']])('%d s in words', (seconds, words) => {
  expect(timeLeft(seconds).es).toBe(words)
})
