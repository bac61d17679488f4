// What a form brought: read whole, its fields saved when its end was dropped, shown again when it is no form of ours.
import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import { longest } from '../rules/steps.ts'
import { readForm, type Form, type Unread } from './forms.ts'

const request = (type: string): FastifyRequest => ({ headers: { 'content-type': type } }) as unknown as FastifyRequest
const multipart = 'multipart/form-data; boundary=x'
const urlencoded = 'application/x-www-form-urlencoded'
const part = (name: string, value: string, more = ''): string => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
const read = (type: string, body: string | Uint8Array, isCut = false) => readForm(request(type), { body: Buffer.from(body as string), isCut })
const formOf = async (...given: Parameters<typeof read>): Promise<Form> => (await read(...given)) as Form
const unreadOf = async (...given: Parameters<typeof read>): Promise<Unread> => (await read(...given)) as Unread

it('reads fields and files', async () => {
  const form = await formOf(multipart, `${part('text', 'algo & más')}${part('files', 'abc', '; filename="a.txt"')}--x--\r\n`)
  expect([form.one('text'), form.files.map(({ name, size }) => [name, size]), form.isCut]).toEqual(['algo & más', [['a.txt', 3]], false])
  const other = await formOf(urlencoded, 'text=algo+%26+m%C3%A1s%0D%0A%F0%9F%98%80&what=a&what=b&other=no')
  expect(other.fields).toEqual({ text: ['algo & más\n😀'], what: ['a', 'b'] })
})

it.each([
  ['parts', multipart, `${part('what', 'a').repeat(501)}--x--\r\n`],
  ['parts under another name of the boundary', 'multipart/form-data; yboundary=z; boundary=x', `${part('what', 'a').repeat(501)}--x--\r\n`],
  ['fields', urlencoded, 'a=1&'.repeat(501)],
])('more %s than any form of ours has are not read', async (_what, type, text) => {
  expect((await unreadOf(type, text)).unread.code).toBe('request.unreadable')
})

it('fields before what was dropped are there', async () => {
  const form = await formOf(multipart, `${part('text', 'lo que conté')}${part('files', 'abc', '; filename="a.mp4"')}`, true)
  expect([form.one('text'), form.isCut, form.files]).toEqual(['lo que conté', true, []])
})

it.each(['a', 'á', '語', '😀'])('a body cut anywhere keeps what came of %s', async (letter) => {
  const whole = `at=tell&text=${encodeURIComponent(letter.repeat(8))}`
  for (let end = 13; end <= whole.length; end += 1) {
    const form = await formOf(urlencoded, whole.slice(0, end), true)
    expect([form.one('at'), letter.repeat(8).startsWith(form.one('text'))]).toEqual(['tell', true])
    expect([...form.one('text')].length).toBeGreaterThanOrEqual(Math.floor((end - 13) / encodeURIComponent(letter).length) - 1)
  }
})

it('words in another encoding are still read, and broken signs of their own kept', async () => {
  expect((await formOf(urlencoded, 'text=un+caf%E9+fr%EDo')).one('text')).toBe('un café frío')
  expect((await formOf(urlencoded, `text=${encodeURIComponent('roto \uFFFD')}`)).one('text')).toBe('roto \uFFFD')
})

it('more words than fit are not cut, but given back to be shortened; line ends count once', async () => {
  const long = 'ñ'.repeat(longest.text + 1)
  const form = await formOf(urlencoded, `at=tell&text=${encodeURIComponent(long)}`)
  expect([form.isCut, form.fields.text]).toEqual([true, [long]])
  const lines = '\n'.repeat(longest.text)
  const fits = await formOf(multipart, `${part('text', lines.replaceAll('\n', '\r\n'))}--x--\r\n`)
  expect([fits.isCut, fits.fields.text]).toEqual([false, [lines]])
})

it.each<[string, string, string | Uint8Array, string | undefined]>([
  ['text of another kind', 'text/plain', 'text=lo que conté\r\n', 'text=lo que conté'],
  ['text in another encoding', '', Buffer.from('lo que conté', 'latin1'), 'lo que conté'],
  ['something that is no text', multipart, Uint8Array.of(0, 1, 2, 3), undefined],
  ['nothing', '', '', undefined],
  ['a form without its boundary', 'multipart/form-data', part('text', 'hola'), part('text', 'hola').trim()],
])('what is no form of ours is given back where it is text: %s', async (_what, type, body, text) => {
  expect(await unreadOf(type, body)).toMatchObject({ unread: { code: 'request.unreadable' }, text })
})
