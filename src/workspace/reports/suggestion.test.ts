// Suggestions for the coded part say only what surely follows from the answers.
import { expect, test } from 'vitest'
import { Said } from './plaintext.ts'
import { suggestionFor } from './suggestion.ts'

const sent = '2026-11-22'

test.each([
  ['nothing answered', {}, sent, {}],
  ['an offence', { what: ['extortion'] }, sent, { offence: 'extortion' }],
  ['the first that leads to one', { what: ['other', 'missing', 'robbery', 'extortion'] }, sent, { offence: 'robbery' }],
  ['a territory rather than its country', { where: { country: 'MX', territory: 'MX-CHP', place: 'junto al río' } }, sent, { territory: 'MX-CHP' }],
  ['a country alone', { where: { country: 'GT' } }, sent, { territory: 'GT' }],
  ['words where a code should be', { where: { country: 'México' }, about: { nationality: 'hondureña' } }, sent, {}],
  ['a week ago, late in the month', { when: 'week' }, sent, { month: '2026-11' }],
  ['a week ago, early in the month', { when: 'week' }, '2026-11-04', {}],
  ['today', { when: 'today' }, '2026-11-02', { month: '2026-11' }],
  ['the day before the first', { when: 'today' }, '2026-11-01', {}],
  ['within the year', { when: 'year' }, sent, {}],
  ['no day of sending', { when: 'today' }, 'ayer', {}],
  ['a nationality', { about: { who: 'me', nationality: 'HN' } }, sent, { nationality: 'HN' }],
])('%s', (_, answers, day, suggested) => {
  expect(suggestionFor(Said.parse({ text: '', answers, sent: day }))).toEqual(suggested)
})

test('what a stranger put inside never breaks the reading of it', () => {
  const said = Said.parse({ text: 7, answers: { what: 'x', where: [], danger: 'sí' }, files: [{ id: 1 }, { id: 'a', name: {}, bytes: -1 }, null], contact: {} })
  expect(said).toMatchObject({ text: '', language: '', answers: {}, files: [{ id: 'a', name: '', type: '', bytes: 0 }] })
  expect(Said.parse({}).files).toEqual([])
})
