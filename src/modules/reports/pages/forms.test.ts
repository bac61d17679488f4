// What a form brought: read whole, refused when it has more parts than any of ours, its fields saved when its end was dropped.
import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import { readForm } from './forms.ts'

const request = (type: string): FastifyRequest => ({ headers: { 'content-type': type } }) as unknown as FastifyRequest
const multipart = 'multipart/form-data; boundary=x'
const part = (name: string, value: string, more = ''): string => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
const read = (type: string, text: string, isCut = false) => readForm(request(type), { body: Buffer.from(text), isCut })

it('reads fields and files', async () => {
  const form = await read(multipart, `${part('text', 'algo & más')}${part('files', 'abc', '; filename="a.txt"')}--x--\r\n`)
  expect([form.one('text'), form.files.map(({ name, size }) => [name, size]), form.isCut]).toEqual(['algo & más', [['a.txt', 3]], false])
})

it.each([
  ['parts', multipart, `${part('what', 'a').repeat(501)}--x--\r\n`],
  ['parts under another name of the boundary', 'multipart/form-data; yboundary=z; boundary=x', `${part('what', 'a').repeat(501)}--x--\r\n`],
  ['fields', 'application/x-www-form-urlencoded', 'a=1&'.repeat(501)],
])('refuses hundreds of %s before reading them', async (_what, type, text) => {
  await expect(read(type, text)).rejects.toMatchObject({ code: 'request.unreadable' })
})

it('keeps the fields before what was dropped', async () => {
  const form = await read(multipart, `${part('text', 'algo')}${part('what', 'robbery')}${part('files', 'abcdef', '; filename="a.txt"')}`.slice(0, -6), true)
  expect([form.one('text'), form.isCut, form.files]).toEqual(['algo', true, []])
})

it('refuses answers alone that are too long, rather than lose their end', async () => {
  await expect(read('application/x-www-form-urlencoded', 'text=algo', true)).rejects.toMatchObject({ status: 413 })
})
