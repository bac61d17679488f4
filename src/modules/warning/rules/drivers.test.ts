// Which groups make up a rise.
import { expect, test } from 'vitest'
import { driversOf, type GroupCount } from './drivers.ts'

const group = (dimension: string, code: string | null, recent: number, before: number): GroupCount => ({ dimension, code, recent, before })

test('those above their usual share of what was expected, the largest excess first', () => {
  const groups = [group('sex', 'female', 12, 50), group('sex', 'male', 4, 50), group('nationality', 'HN', 2, 10), group('nationality', 'HT', 9, 0), group('nationality', 'GT', 5, 40)]
  expect(driversOf(groups, 6)).toEqual([
    { dimension: 'sex', code: 'female', observed: 12, expected: 3 }, { dimension: 'sex', code: 'male', observed: 4, expected: 3 },
    { dimension: 'nationality', code: 'HT', observed: 9, expected: 0 }, { dimension: 'nationality', code: 'HN', observed: 2, expected: 1.2 },
    { dimension: 'nationality', code: 'GT', observed: 5, expected: 4.8 },
  ])
})

test.each([
  ['a dimension of one group tells nothing', [group('sex', null, 9, 40)]],
  ['nor one that nobody was counted in before', [group('sex', 'male', 9, 0), group('sex', 'female', 2, 0)]],
  ['nor groups below their share', [group('sex', 'male', 1, 50), group('sex', 'female', 0, 50)]],
])('%s', (_name, groups) => {
  expect(driversOf(groups, 6)).toEqual([])
})
