// The words of a signal, in both languages.
import { expect, test } from 'vitest'
import { cautionFor, explain } from './explanation.ts'

test('a week: what was expected, what there was, how seldom', () => {
  const { es, en } = explain({ grain: 'week', observed: 16, expected: 3.04, upperbound: 8.46, chance: 0.000_02 })
  expect(es).toBe('En esa semana se esperaban unos 3 y lo usual no pasaba de 8.5; hubo 16. Si nada hubiera cambiado, el azar solo daría tantos menos de 1 vez en 10,000 semanas.')
  expect(en).toBe('In that week about 3 were expected and the usual would not exceed 8.5; there were 16. Had nothing changed, chance alone would give so many less than once in 10,000 weeks.')
})

test.each([
  ['a month', 'month', 0.002, /^En ese mes .* 1 vez en 100 meses\.$/],
  ['never more sure than one in a million', 'week', 0, /1 vez en 1,000,000 semanas\.$/],
  ['never less than one in ten', 'week', 0.9, /1 vez en 10 semanas\.$/],
] as const)('%s', (_name, grain, chance, sentence) => {
  expect(explain({ grain, observed: 120, expected: 60.4, upperbound: 80.6, chance }).es).toMatch(sentence)
})

test('the caution says how many signals a year are chance, and at least one', () => {
  expect(cautionFor(52_000, 0.001).es).toContain('hasta 52 señales al año')
  expect(cautionFor(52_000, 0.001).en).toContain('up to 52 signals a year')
  expect(cautionFor(12, 0.001).en).toContain('up to 1 signals a year')
})
