// From whom a series may learn.
import { expect, test } from 'vitest'
import { relationsOf } from './relations.ts'

const points = new Map<string, readonly [number, number]>([['A', [-92, 15]], ['B', [-91.5, 15]], ['C', [-90, 15]], ['far', [-80, 9]]])
const groups = new Map([['kidnapping', 'liberty'], ['extortion', 'property'], ['robbery', 'property'], ['tip', 'exploitation']])
const series = [['A', 'kidnapping'], ['B', 'kidnapping'], ['far', 'kidnapping'], ['A', 'extortion'], ['A', 'robbery'], ['nowhere', 'kidnapping'], ['C', 'kidnapping']].map(([place = '', what = '']) => ({ place, what }))

test.each([
  ['the same offence in near places, the nearest first', 0, [1, 6]],
  ['too far for anybody', 2, []],
  ['related offences in the same place', 3, [4]],
  ['a place without a point', 5, []],
])('%s', (_name, at, related) => {
  expect(relationsOf(series, { points, groups })[at]).toEqual(related)
})
