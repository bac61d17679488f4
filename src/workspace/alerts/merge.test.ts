// Two people's changes to one version, joined: a table of cases.
import { expect, test } from 'vitest'
import type { AlertContent } from '../../modules/alerts/model/content.ts'
import { templateOf } from '../../modules/alerts/model/templates.ts'
import { mergeContents } from './merge.ts'

const base = templateOf('rise')
const title = (es: string, en = '') => ({ title: { es, en } })

test.each<[string, Partial<AlertContent>, Partial<AlertContent>, Partial<AlertContent>]>([
  ['nobody changed anything', {}, {}, {}],
  ['only the other changed', {}, title('Suyo'), title('Suyo')],
  ['only I changed', { severity: 'Minor' }, {}, { severity: 'Minor' }],
  ['each a different thing', { severity: 'Minor' }, title('Suyo'), { severity: 'Minor', ...title('Suyo') }],
  ['each a different language', title('Mío'), title('', 'Theirs'), title('Mío', 'Theirs')],
  ['both the same thing: mine stays', title('Mío'), title('Suyo'), title('Mío')],
  ['a list the other emptied', {}, { territories: [] }, { territories: [] }],
  ['a part for a reader the other added', {}, { readers: { ...base.readers, consulate: title('Suyo').title } }, { readers: { ...base.readers, consulate: title('Suyo').title } }],
  ['each a part for another reader', { readers: { ...base.readers, customs: title('Mío').title } }, { readers: { ...base.readers, health: title('Suyo').title } }, { readers: { ...base.readers, customs: title('Mío').title, health: title('Suyo').title } }],
  ['a part for a reader I took away', { readers: {} }, title('Suyo'), { readers: {}, ...title('Suyo') }],
  ['an end I took away', { expires: null }, title('Suyo'), title('Suyo')],
])('%s', (_, mine, theirs, expected) => {
  expect(mergeContents(base, { ...base, ...mine }, { ...base, ...theirs })).toEqual({ ...base, ...expected })
})
