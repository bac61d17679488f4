// What files bring and PostgreSQL does not take is kept as an unknown letter; all else stays as it is.
import { expect, test } from 'vitest'
import { storable, storableJson } from './storable.ts'

const cases: readonly (readonly [string, string])[] = [
  ['Chiapas', 'Chiapas'], ['a\0b', 'a\uFFFDb'], ['a\ud800b', 'a\uFFFDb'], ['\udc00', '\uFFFD'], ['🙂', '🙂'], ['\\u0000 \\ud800', '\\u0000 \\ud800'], ['\\\0', '\\\uFFFD'],
]

test.each(cases)('%j is kept as %j, by itself and in JSON', (text, kept) => {
  expect(storable(text)).toBe(kept)
  expect(JSON.parse(storableJson({ [text]: [text, 1, null] }))).toEqual({ [kept]: [kept, 1, null] })
})
