// A long video over HTTP, made and sealed as it is sent, never whole in memory: cut off inside pieces, answered twice, the node killed on the way; it arrives byte by byte.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Challenge } from 'altcha-lib'
import { afterAll, expect, test } from 'vitest'
import { startReportsNode, type ReportsNode } from '../../../tests/reports-node.ts'
import { makeQuickReport, newSecret, solved } from '../../../tests/reports.ts'
import { newKeyPair, openStreamWith, sealStreamTo } from '../../platform/seal/seal.ts'
import { fromStream } from '../../reporter/uploading.ts'
import { filePieceBytes } from './model/files.ts'

/** `SIDMI_VIDEO_MB` makes it longer: 500 takes some minutes. */
const megabytes = Number(process.env.SIDMI_VIDEO_MB ?? 96)
const megabyte = 1024 ** 2

const folder = mkdtempSync(join(tmpdir(), 'sidmi video '))
const dataFolder = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true }))

const start = (recipient: string): Promise<ReportsNode> => startReportsNode({ dataFolder, recipient, unitName: 'Unidad', log: join(folder, 'log') })

/** Bytes that differ in every megabyte, made as they are read. */
function* video(): Generator<Uint8Array> {
  for (let at = 0; at < megabytes; at += 1) yield new Uint8Array(megabyte).fill(at % 251, 16).fill(at >> 8, 0, 16)
}

interface SentFile {
  id: string
  secret: string
}

const offsetOf = async ({ url }: ReportsNode, { id, secret }: SentFile): Promise<number> =>
  ((await (await fetch(`${url}/api/reports/files/${id}/offset`, { headers: { 'file-secret': secret } })).json()) as { offset: number }).offset

const put = async ({ url }: ReportsNode, { id, secret }: SentFile, offset: number, body: Uint8Array) =>
  (await fetch(`${url}/api/reports/files/${id}?offset=${String(offset)}`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream', 'file-secret': secret }, body: Uint8Array.from(body) })).json() as Promise<{ offset: number; code?: string }>

/** Announces a whole piece, sends half of it and hangs up. */
const putHalf = ({ url }: ReportsNode, { id, secret }: SentFile, offset: number, body: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const sending = request(`${url}/api/reports/files/${id}?offset=${String(offset)}`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream', 'file-secret': secret, 'content-length': body.length } })
    sending.on('error', () => undefined).once('close', () => resolve())
    sending.write(body.subarray(0, body.length >> 1), () => setTimeout(() => sending.destroy(), 50))
  })

const begin = async ({ url }: ReportsNode, file: SentFile, bytes: number): Promise<number> => {
  const challenge = (await (await fetch(`${url}/api/reports/challenge?bytes=${String(bytes)}`)).json()) as Challenge
  const reply = await fetch(`${url}/api/reports/files`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...file, bytes, proof: await solved({ parameters: challenge.parameters, signature: challenge.signature ?? '' }) }) })
  return ((await reply.json()) as { offset: number }).offset
}

const hashOf = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256')
  for await (const part of stream) hash.update(part)
  return hash.digest('hex')
}

const fileOfSize = (bytes: number): string | undefined =>
  readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).map((name) => join(dataFolder, name)).find((file) => statSync(file).isFile() && statSync(file).size === bytes)

test(`report.beginFile, report.appendFile, report.readOffset, report.send: ${String(megabytes)} MB of video, interrupted, arrive whole`, async () => {
  const { recipient, identity } = await newKeyPair()
  let node = await start(recipient)
  const sealed = await sealStreamTo([recipient], Readable.toWeb(Readable.from(video())) as ReadableStream<Uint8Array>)
  const bytes = sealed.size(megabytes * megabyte)
  const next = fromStream(sealed)
  const file = { id: randomUUID(), secret: newSecret() }
  expect(await begin(node, file, bytes)).toBe(0)
  const pieces = Math.ceil(bytes / filePieceBytes)
  for (let piece = 0; piece < pieces; piece += 1) {
    const [at, body] = [piece * filePieceBytes, await next(filePieceBytes)]
    if (piece % 7 === 2) await putHalf(node, file, at, body)
    if (piece === pieces >> 1) {
      await node.kill()
      node = await start(recipient)
      expect(await begin(node, file, bytes)).toBe(at)
    }
    const here = await offsetOf(node, file)
    expect([at, at + body.length]).toContain(here)
    if (here === at) expect((await put(node, file, at, body)).offset).toBe(at + body.length)
    if (piece % 5 === 1) expect(await put(node, file, at, body)).toMatchObject({ code: 'report.elsewhere', offset: at + body.length })
  }
  expect(await offsetOf(node, file)).toBe(bytes)
  const report = await makeQuickReport([node.key], 'con video')
  const reply = await fetch(`${node.url}/api/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...report, files: [file] }) })
  expect(reply.status).toBe(200)
  const kept = fileOfSize(bytes)
  const opened = await openStreamWith([identity], Readable.toWeb(createReadStream(kept ?? '')) as ReadableStream<Uint8Array>)
  expect(await hashOf(Readable.fromWeb(opened as never))).toBe(await hashOf(Readable.from(video())))
  await node.kill()
}, 60_000 + megabytes * 3000)
