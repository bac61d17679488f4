// Which releases hold after withdrawals and withdrawals of withdrawals, and the words for what a file's silence meant.
import { describe, expect, test } from 'vitest'
import { latestHolding, planWithdrawal, understoodOf, withdrawalsIn, type Numbered } from './releases.ts'

/** `'1 2 3-2'`: releases 1 and 2, then release 3, a withdrawal of 2. */
const history = (text: string): Numbered[] =>
  text.split(' ').map((word) => {
    const [number = 0, withdraws] = word.split('-').map(Number)
    return { id: number * 10, number, withdraws: withdraws === undefined ? null : withdraws * 10 }
  })

test.each([
  ['1 2', [], 2],
  ['1 2 3-2', [20], 1],
  ['1 2 3-2 4-3', [30], 2],
  ['1 2 3-2 4-3 5-4', [20, 40], 1],
  ['1 2 3-1', [10], 2],
  ['1 2 3-2 4', [20], 4],
  ['1 2-1', [10], undefined],
])('after %s, taken back: %j, the latest that holds: %s', (text, taken, latest) => {
  const releases = history(text)
  expect([...withdrawalsIn(releases).keys()].toSorted((a, b) => a - b)).toEqual(taken)
  expect(latestHolding(releases)?.number).toBe(latest)
})

const plan = (text: string, number: number) => {
  const releases = history(text)
  return planWithdrawal(releases, releases.find((release) => release.number === number)!)
}

test.each([
  ['1 2', 2, { restores: true, excluded: [20] }],
  ['1 2', 1, { restores: false, excluded: [10] }],
  ['1 2 3-2', 1, { restores: true, excluded: [20, 10] }],
  ['1 2 3-2', 2, 'already'],
  ['1 2 3-2', 3, { restores: true, excluded: [30] }],
  ['1 2 3-2 4', 3, 'too-late'],
  ['1 2 3-2 4', 4, { restores: true, excluded: [40, 20] }],
])('after %s, withdrawing %s: %j', (text, number, expected) => {
  const found = plan(text, number)
  expect(typeof found === 'string' ? found : { ...found, excluded: found.excluded.toSorted((a, b) => b - a) })
    .toEqual(typeof expected === 'string' ? expected : { ...expected, excluded: expected.excluded.toSorted((a, b) => b - a) })
})

describe('what a file’s silence meant is said in words', () => {
  test.each([
    ['full', 'full', false, /completo.*perfil/],
    ['partial', 'full', false, /parcial.*menos de la mitad/],
    ['partial', 'full', true, /parcial.*ya corregidas/],
    ['territory-periods', 'territory-periods', false, /ciertos territorios.*perfil/],
  ] as const)('%s of a profile that says %s', (scope, expected, isCorrection, words) => {
    expect(understoodOf({ scope, expected, isCorrection }).es).toMatch(words)
  })
})
