// The decisions about a bulletin as tables of cases.
import { expect, test } from 'vitest'
import type { BulletinContent } from '../model.ts'
import { canApprove, changeOf, emptyFigures, gapsOf, isWholeYears, reachOf, spanBefore } from './life.ts'

const words = (text: string) => ({ es: text, en: text })
const whole: BulletinContent = { from: '2024-01-01', to: '2024-12-31', title: words('T'), lead: words('L'), blocks: [{ kind: 'text', heading: words('H'), note: words('N') }] }

test.each([
  ['a whole one', whole, []],
  ['no English title', { ...whole, title: { es: 'T', en: ' ' } }, ['the title, in Spanish and English']],
  ['no block', { ...whole, blocks: [] }, ['at least one block']],
  ['a text without text', { ...whole, blocks: [{ kind: 'text', heading: words('H'), note: words('') }] }, ['the text of block 1, in Spanish and English']],
  ['alerts need no note', { ...whole, blocks: [{ kind: 'alerts', heading: words('H'), note: words('') }] }, []],
] as const)('%s', (_, content, gaps) => expect(gapsOf(content as BulletinContent).map(({ en }) => en)).toEqual(gaps))

test.each([
  [{ from: '2024-02-29', to: '2024-03-31' }, { from: '2023-02-28', to: '2023-03-31' }],
  [{ from: '2024-01-01', to: '2024-12-31' }, { from: '2023-01-01', to: '2023-12-31' }],
])('the span before %o', (span, before) => expect(spanBefore(span)).toEqual(before))

test.each([
  ['2025-06-01', 'month', '2025-06-30'],
  ['2025-12-01', 'month', null],
  ['2025-11-09', 'week', '2025-11-15'],
  ['2025-12-26', 'week', null],
  ['2025-04-30', 'day', '2025-04-30'],
  ['2025-12-29', 'day', null],
  ['2025-01-01', 'year', null],
  ['2025-07-01', 'quarter', '2025-09-30'],
  [null, null, null],
])('a source whose last period begins on %s, by %s, reaches %s of 2025', (to, grain, reaches) => expect(reachOf({ to, grain }, { to: '2025-12-31' })).toBe(reaches))

test.each([[110, 100, 10], [50, 100, -50], [5, 4, null], [5, null, null]])('from %s, before %s: %s %%', (now, before, change) => expect(changeOf(now, before)).toBe(change))

test('whole years only', () => expect([isWholeYears({ from: '2023-01-01', to: '2024-12-31' }), isWholeYears({ from: '2024-01-01', to: '2024-06-30' })]).toEqual([true, false]))

test('whoever changed it last does not approve it', () => expect([canApprove({ revisedBy: 'a' }, 'a'), canApprove({ revisedBy: 'a' }, 'b'), canApprove({ revisedBy: 'a' }, null)]).toEqual([false, true, false]))

test('a figure without data is named by its block', () =>
  expect(emptyFigures([{ kind: 'figure', heading: words(''), note: words(''), form: 'map', figure: null }]).map(({ en }) => en)).toEqual(['figures of that period in block 1: change it or remove it']))
