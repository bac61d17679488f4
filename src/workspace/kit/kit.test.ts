// The kit's pure parts: order of rows, numbers and dates in both languages, addresses and what replies mean.
import { expect, test } from 'vitest'
import { readQuery, writeQuery } from './address.ts'
import { addressOf, readReply } from './api.ts'
import { formatIn } from './format.ts'
import { nextOrder, sortRows } from './sorting.ts'

const columns = [{ key: 'name', value: ({ name }: { name: string | null }) => name }]
const names = [{ name: 'Zacapa' }, { name: null }, { name: 'ámbar' }, { name: 'Boaco' }]

test.each([
  [{ key: 'name' }, ['ámbar', 'Boaco', 'Zacapa', null]],
  [{ key: 'name', isDescending: true }, ['Zacapa', 'Boaco', 'ámbar', null]],
  [undefined, ['Zacapa', null, 'ámbar', 'Boaco']],
])('rows in the order %j', (order, expected) => {
  expect(sortRows(names, columns, order, 'es').map(({ name }) => name)).toEqual(expected)
})

test('a heading of figures begins with the greatest, one of words with A, and a second click turns it round', () => {
  expect(nextOrder(undefined, 'count', true)).toEqual({ key: 'count', isDescending: true })
  expect(nextOrder(undefined, 'name', false)).toEqual({ key: 'name', isDescending: false })
  expect(nextOrder({ key: 'name' }, 'name', false)).toEqual({ key: 'name', isDescending: true })
})

test.each([
  ['es', '2026', '2026'], ['es', '2026-03', 'marzo de 2026'], ['es', '2026-W07', 'semana 7 de 2026'],
  ['en', '2026-03', 'March 2026'], ['en', '2026-W11', 'week 11 of 2026'], ['en', '2026-03-05', 'Mar 5, 2026'],
] as const)('in %s the period %s is «%s»', (language, period, words) => {
  expect(formatIn(language).period(period)).toBe(words)
})

test('figures, shares and sizes', () => {
  const { number, percent, bytes, ago } = formatIn('es')
  expect([number(1234.5), number(null), percent(0.1234)]).toEqual(['1,234.5', '—', expect.stringMatching(/^12\.3\s?%$/)])
  expect([bytes(999), bytes(48_211), bytes(1_234_567)]).toEqual(['999 B', '48 kB', '1.2 MB'])
  expect(ago('2026-03-05T10:00:00Z', new Date('2026-03-05T13:00:00Z'))).toBe('hace 3 horas')
})

test('an address fills its path and carries the rest, lists said once per entry, nothing for what is absent', () => {
  expect(addressOf('/api/alerts/:id/cap', { id: 'a/b', lang: 'es', areas: ['MX', 'GT'], q: '', x: undefined }))
    .toBe('/api/alerts/a%2Fb/cap?lang=es&areas=MX&areas=GT')
})

test('filters survive the way to the address and back', () => {
  const filters = { year: '2024', offence: ['a', 'b'] }
  expect(writeQuery(filters)).toBe('?year=2024&offence=a&offence=b')
  expect(readQuery('?year=2024&offence=a&offence=b')).toEqual(filters)
})

test('a refusal is thrown with its code, sentence and fields', () => {
  const text = JSON.stringify({ code: 'alert.notADraft', title: 'Ya se publicó.', fields: { headline: 'Escriba un titular.' } })
  expect(() => readReply(409, text)).toThrow(expect.objectContaining({ code: 'alert.notADraft', status: 409, fields: { headline: 'Escriba un titular.' } }))
})
