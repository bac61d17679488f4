// Under which id something is sent: words added after a reply was lost would be taken for sent if they went under the first one's.
import { expect, test } from 'vitest'
import { sayings } from './sayings.ts'

const [photo, list] = [{ name: 'foto.png' }, { name: 'foto.png' }]

test.each<[string, unknown[], unknown[], boolean]>([
  ['the same words again', ['le contesto', 'es'], ['le contesto', 'es'], true],
  ['a sentence more', ['le contesto', 'es'], ['le contesto. Llame hoy.', 'es'], false],
  ['another language', ['ok', 'es'], ['ok', 'en'], false],
  ['the same file again', ['va', 'es', photo], ['va', 'es', photo], true],
  ['another file of the same name', ['va', 'es', photo], ['va', 'es', list], false],
  ['a file more', ['va', 'es'], ['va', 'es', photo], false],
])('conversation.answer, conversation.note: %s', (_what, first, second, isSame) => {
  const saying = sayings()
  expect(saying(...first) === saying(...second)).toBe(isSame)
})

test('conversation.answer: what was said, changed and changed back is said anew', () => {
  const saying = sayings()
  expect(new Set([saying('uno'), saying('dos'), saying('uno')]).size).toBe(3)
})
