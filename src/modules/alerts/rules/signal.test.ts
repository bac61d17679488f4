// A signal turned into a first draft: complete enough to correct, addressed to nobody.
import { expect, test } from 'vitest'
import { gapsBeforeReview } from './life.ts'
import { contentFromSignal } from './signal.ts'

test('place, offence and explanation in both languages; only the audience is left to choose', () => {
  const now = new Date('2026-06-01T12:00:00Z')
  const explanation = { es: 'Más de lo esperado.', en: 'More than expected.' }
  const names = { placeName: { es: 'San Marcos', en: 'San Marcos' }, whatName: { es: 'Secuestro', en: 'Kidnapping' } }
  const content = contentFromSignal({ place: 'GT-12', offence: 'kidnapping', explanation, ...names }, now)
  expect(content).toMatchObject({ kind: 'rise', offence: 'kidnapping', territories: ['GT-12'], summary: explanation, expires: '2026-06-15T12:00:00.000Z' })
  expect(content.title).toEqual({ es: 'Aumento: Secuestro, San Marcos', en: 'Rise: Kidnapping, San Marcos' })
  expect(gapsBeforeReview(content, now)).toEqual([{ field: 'audience', reason: 'nobodyNamed' }])
})
