// Files in pieces over a real connection: an outside tus client, cuts, other people's files, the limits.
import { Upload } from 'tus-js-client'
import { expect } from 'vitest'
import { storiesOn, type TestNode } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { accounts } from '../accounts/index.ts'
import { demonstrationPassword } from '../accounts/model.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection } from '../collection/index.ts'
import { sweepUploads } from './actions.ts'
import { uploads } from './index.ts'
import { mostUploads, pieceBytes, restHours } from './model.ts'

const story = storiesOn({ modules: [accounts, uploads, catalogues, collection] })

let address = ''
const addressOf = async ({ app }: TestNode): Promise<string> => (address ||= await app.listen({ port: 0, host: '127.0.0.1' }))

const cookieOf = async (node: TestNode, email: string): Promise<string> => {
  const reply = await fetch(`${await addressOf(node)}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: demonstrationPassword }) })
  return reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}

const header = 'week,territory,offence,sex,age_band,nationality,incidents\n'
const fileOf = (rows: number): Buffer => Buffer.from(header + Array.from({ length: rows }, (_, row) => `2024-W${String((row % 50) + 1).padStart(2, '0')},GT-${String((row % 22) + 1).padStart(2, '0')},robbery,female,18-29,HN,${row}\n`).join(''))

/** Sends by an outside client; with `stopAfter`, the connection is cut once so many bytes have arrived. */
const send = (url: string, cookie: string, file: Buffer, { from, stopAfter }: { from?: string; stopAfter?: number } = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const upload: Upload = new Upload(file, {
      endpoint: `${url}/api/uploads`, chunkSize: 64 * 1024, retryDelays: null, headers: { cookie }, ...(from && { uploadUrl: from }),
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ''),
      onChunkComplete: (_, accepted) => {
        if (stopAfter === undefined || accepted < stopAfter) return
        void upload.abort()
        resolve(upload.url ?? '')
      },
    })
    upload.start()
  })

const idOf = (url: string): string => url.split('/').at(-1) ?? ''

story('upload.begin, upload.append: an outside tus client sends a file, and it is delivered by its id', async (people) => {
  const { node } = people
  const [url, cookie] = [await addressOf(node), await cookieOf(node, 'carla@prueba.example')]
  const file = fileOf(5000)
  const sent = idOf(await send(url, cookie, file))
  const delivered = await fetch(`${url}/api/deliveries?source=demo-region&name=a.csv`, { method: 'POST', headers: { cookie, 'upload-id': sent, 'content-type': 'application/octet-stream' } })
  expect(await delivered.json()).toMatchObject({ fileName: 'a.csv', fileBytes: file.length })
  expect(await people.carla.status('GET', `/api/uploads/${sent}`)).toBe(404)
})

story('upload.read: after a cut it tells how much arrived, and the rest is enough', async (people) => {
  const { node } = people
  const [url, cookie] = [await addressOf(node), await cookieOf(node, 'carla@prueba.example')]
  const file = fileOf(9000)
  const cut = await send(url, cookie, file, { stopAfter: 100_000 })
  const early = await fetch(`${url}/api/deliveries?source=demo-region`, { method: 'POST', headers: { cookie, 'upload-id': idOf(cut), 'content-type': 'application/octet-stream' } })
  expect(early.status).toBe(400)
  const half = await fetch(cut, { method: 'HEAD', headers: { cookie } })
  const offset = Number(half.headers.get('upload-offset'))
  expect([half.status, offset >= 100_000 && offset < file.length, half.headers.get('tus-resumable')]).toEqual([200, true, '1.0.0'])
  const rest = await fetch(cut, { method: 'PATCH', headers: { cookie, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body: new Uint8Array(file.subarray(offset)) })
  expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, String(file.length)])
  const whole = await fetch(`${url}/api/deliveries?source=demo-region`, { method: 'POST', headers: { cookie, 'upload-id': idOf(cut), 'content-type': 'application/octet-stream' } })
  expect(((await whole.json()) as { fileBytes: number }).fileBytes).toBe(file.length)
})

const patch = (url: string, cookie: string, offset: number, body: Buffer) =>
  fetch(url, { method: 'PATCH', headers: { cookie, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body: new Uint8Array(body) })

story('upload.append, upload.discard: refusals say what to do; another’s file does not exist', async (people) => {
  const { node } = people
  const [url, cookie, other] = [await addressOf(node), await cookieOf(node, 'carla@prueba.example'), await cookieOf(node, 'bruno@prueba.example')]
  const begin = (bytes: number, who = cookie) => fetch(`${url}/api/uploads`, { method: 'POST', headers: { cookie: who, 'upload-length': String(bytes) } })
  const begun = await begin(10)
  const place = `${url}${begun.headers.get('location')}`
  expect(begun.status).toBe(201)
  expect((await begin(10, '')).status).toBe(401)
  expect((await begin(10 ** 13)).status).toBe(413)
  for (const method of ['GET', 'DELETE']) expect((await fetch(place, { method, headers: { cookie: other } })).status).toBe(404)
  expect((await patch(place, cookie, 5, Buffer.from('x'))).status).toBe(409)
  expect((await patch(place, cookie, 0, Buffer.alloc(11))).status).toBe(400)
  expect((await patch(place, cookie, 0, Buffer.alloc(pieceBytes + 1))).status).toBe(413)
  expect((await patch(place, cookie, 0, Buffer.from('12345'))).status).toBe(204)
  expect((await patch(place, cookie, 0, Buffer.from('12345'))).status).toBe(409)
  expect((await fetch(place, { method: 'DELETE', headers: { cookie } })).status).toBe(204)
  expect((await fetch(place, { headers: { cookie } })).status).toBe(404)
  for (let count = 0; count < mostUploads; count += 1) expect((await begin(1)).status).toBe(201)
  expect((await begin(1)).status).toBe(429)
})

story('upload.sweep: what was left half-way is deleted after its time, and nothing before', async (people) => {
  const { node } = people
  const sweep = () => perform(node.system, sweepUploads, { actor: systemActor, input: {} })
  const { parts } = node.system.node.files
  await parts.begin('00000000-0000-4000-8000-000000000001', 5)
  expect((await sweep()).discarded).toBe(0)
  node.passes((restHours + 1) * 3_600_000)
  expect((await sweep()).discarded).toBeGreaterThanOrEqual(1)
  expect(await parts.list('00000000-0000-4000-8000-000000000001')).toEqual([])
})

