// Everything is seized: the dump of the database, the files with the database's own, the log, the memory of the process. Of a thousand reports no planted sentence is in it.
// What pages without scripts sent is looked for in what lives in memory, not in freed pages: JavaScript leaves those as they are until they are used again.
import { randomInt, randomUUID } from 'node:crypto'
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createZstdDecompress } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startReportsNode, type ReportsNode } from '../../../tests/reports-node.ts'
import { makeQuickReport, makeReport, newSecret, solved, type Made } from '../../../tests/reports.ts'
import { backup } from '../../platform/db/backup.ts'
import { newKeyPair, openWith, sealTo } from '../../platform/seal/seal.ts'

const reportsSent = 1000
const withReceipts = 20
const control = 'Unidad de control 71f3'

const folder = mkdtempSync(join(tmpdir(), 'sidmi seized '))
const dataFolder = join(folder, 'data')
const log = join(folder, 'log')
let node: ReportsNode

const unit = await newKeyPair()
beforeAll(async () => {
  node = await startReportsNode({ dataFolder, recipient: unit.recipient, unitName: control, log })
})
afterAll(async () => {
  await node.kill()
  rmSync(folder, { recursive: true })
})

const post = async (path: string, body: unknown): Promise<Response> =>
  fetch(`${node.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const challenge = async (): Promise<Parameters<typeof solved>[0]> => (await fetch(`${node.url}/api/reports/challenge`)).json() as Promise<Parameters<typeof solved>[0]>

/** One mark shared by every planted sentence, so that a thousand are looked for at once. */
const mark = `zurciendo-${randomUUID()}`
const sentence = (at: number): string => `${mark} me quitaron todo en el kilómetro ${at}`

/** The ways the words could lie in bytes: as they are, as two-byte characters; the mark also in base64 at each of its three offsets and in hexadecimal. */
const formsOf = (words: string): Buffer[] => {
  const plain = Buffer.from(words)
  if (words !== mark && words !== plainMark) return [plain, Buffer.from(words, 'utf16le')]
  const shifted = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), plain]).toString('base64').slice(shift === 0 ? 0 : 4, -4))
  return [plain, Buffer.from(words, 'utf16le'), Buffer.from(plain.toString('hex')), ...shifted.map((form) => Buffer.from(form))]
}

const overlap = 512

/** Which of the words lie anywhere in the bytes, in any form. */
const foundIn = async (stream: AsyncIterable<Buffer>, words: readonly string[]): Promise<string[]> => {
  const forms = words.map((each) => ({ each, forms: formsOf(each) }))
  const found = new Set<string>()
  let tail: Buffer = Buffer.alloc(0)
  for await (const chunk of stream) {
    const bytes = Buffer.concat([tail, chunk])
    for (const { each, forms: all } of forms) if (!found.has(each) && all.some((form) => bytes.includes(form))) found.add(each)
    tail = bytes.subarray(-overlap)
  }
  return [...found]
}

const fileStream = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: 4 * 1024 ** 2 })
const filesUnder = (path: string): string[] => readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)).filter((name) => statSync(name).isFile())

/** What is said to the pages without scripts, which the node itself seals on arrival. */
const plainMark = `hilvanando-${randomUUID()}`

const receipts: string[] = []
/** What some receipts are looked up by. */
const lookups: string[] = []
const ids = new Set<string>()

/** With work when it has a receipt, without for the rest: a flood, which is accepted and set aside. */
const send = async (at: number): Promise<void> => {
  const isProven = at < withReceipts
  const sent = isProven ? await withReceipt(at) : await makeQuickReport([node.key], sentence(at))
  ids.add(sent.id)
  const reply = await post('/api/reports', { ...sent, ...(isProven && { proof: await solved(await challenge()) }) })
  expect(reply.status, await reply.text()).toBe(200)
  if (at === 0) expect(new TextDecoder().decode(await openWith([unit.identity], new Uint8Array(Buffer.from(sent.body, 'base64'))))).toContain(mark)
}

/** A whole report by the form of the page without scripts. */
const sendPlain = async (at: number): Promise<void> => {
  const { units } = (await (await fetch(`${node.url}/api/units/public`)).json()) as { units: { id: string }[] }
  const receipt = Array.from({ length: 16 }, () => randomInt(10)).join('')
  const form = new FormData()
  const fields = { at: 'number', go: 'next', id: randomUUID(), receipt, units: units[0]!.id, text: `${plainMark} lo que pasó ${at}`, contact: `${plainMark} teléfono` }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const reply = await fetch(`${node.url}/es/report/sent`, { method: 'POST', body: form })
  expect([reply.status, (await reply.text()).includes(receipt.slice(0, 4))]).toEqual([200, true])
  receipts.unshift(receipt)
}

test('report.guide, report.send: from pages without scripts, which the node seals on arrival', async () => {
  for (let at = 0; at < 5; at += 1) await sendPlain(at)
}, 120_000)

test('report.send, report.beginFile: a thousand reports are sealed and sent, some with files, some read again with their receipt', async () => {
  for (let at = 0; at < withReceipts; at += 1) await send(at)
  await Promise.all(Array.from({ length: reportsSent - withReceipts }, (_, at) => send(at + withReceipts)))
  expect(ids.size).toBe(reportsSent)
  for (const lookup of lookups.slice(0, 5)) expect((await post('/api/reports/open', { lookup, proof: 'x' })).status).toBe(200)
}, 900_000)

const withReceipt = async (at: number): Promise<Made['sent']> => {
  const file = { id: randomUUID(), secret: newSecret() }
  const sealed = await sealTo([unit.recipient], sentence(at).repeat(100))
  await post('/api/reports/files', { ...file, bytes: sealed.length, proof: await solved(await challenge()) })
  await fetch(`${node.url}/api/reports/files/${file.id}?offset=0`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream', 'file-secret': file.secret }, body: new Uint8Array(sealed) })
  const made = await makeReport([node.key], sentence(at), { files: [file] })
  receipts.push(made.receipt)
  lookups.push(made.lookup)
  return made.sent
}

const secret = (): string[] => [mark, plainMark, ...receipts.slice(0, 10), ...lookups.slice(0, 5), ...lookups.slice(-5)]

test('report.guide: whatever else a reporter’s browser asks for leaves no line either', async () => {
  const asked = ['/es/report', '/report', '/pt/report/back', '/assets/portal.css', '/assets/reporter/nothing.js', '/report-worker.js', '/favicon.ico', '/.well-known/sidmi-script.json', '/pt', '/fr/nothing', '/ht', '/report/nothing', '/es/report/nothing', '/api/units/public']
  for (const path of asked) await (await fetch(`${node.url}${path}`)).arrayBuffer()
  for (let turn = 0; turn < 150; turn += 1) expect((await fetch(`${node.url}/ht/nothing`)).status).toBe(404)
  expect((await fetch(`${node.url}/health`)).status).toBeLessThan(600)
})

test('report.send: the memory of the process holds no sentence and no receipt; what lives in it, no lookup either', async () => {
  const [heap, memory] = [join(folder, 'a.heapsnapshot'), join(folder, 'memory')]
  await node.does(`snapshot ${heap}`)
  expect(await foundIn(fileStream(heap), [...secret(), control])).toEqual([control])
  await node.does(`memory ${memory}`)
  expect(statSync(memory).size).toBeGreaterThan(20 * 1024 ** 2)
  expect(await foundIn(fileStream(memory), [mark, ...receipts.slice(-10), node.key.recipient])).toEqual([node.key.recipient])
}, 300_000)

test('report.send: the backup, every file of the data folder with the database’s own, and the log hold none; and no time of the day', async () => {
  await node.does('stop')
  const dump = join(folder, 'backup')
  await backup({ dataFolder }, dump)
  expect(await foundIn(createReadStream(dump).pipe(createZstdDecompress()), [...secret(), control])).toEqual([control])
  const found = new Set<string>()
  for (const file of filesUnder(dataFolder)) for (const word of await foundIn(fileStream(file), [...secret(), control])) found.add(word)
  expect([...found]).toEqual([control])
  const said = readFileSync(log, 'utf8')
  expect(said).toContain('/health')
  expect(said.split('\n').filter((line) => line.includes('"request"') && !line.includes('/health'))).toEqual([])
  expect(await foundIn(fileStream(log), secret())).toEqual([])
}, 300_000)
