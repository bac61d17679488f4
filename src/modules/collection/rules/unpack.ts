// From the bytes that were sent to the bytes of the text: what the file is by its first bytes, and gzip within limits.
import { pipeline } from 'node:stream/promises'
import { PassThrough, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ForeignKind } from '../model/fault.ts'
import { faultError, faultOf } from './fault.ts'

type Bytes = AsyncIterable<Uint8Array>

export interface UnpackLimits {
  /** The largest text, in bytes, after unpacking. */
  bytes: number
  /** The largest growth on unpacking, judged once the text has passed `freeBytes`. */
  ratio: number
  freeBytes: number
}

export const unpackLimits: UnpackLimits = { bytes: 8 * 2 ** 30, ratio: 300, freeBytes: 64 * 2 ** 20 }

const signatures: readonly { what: ForeignKind | 'gzip'; bytes: string }[] = [
  { what: 'gzip', bytes: '1f8b' },
  { what: 'pdf', bytes: '25504446' },
  { what: 'xls', bytes: 'd0cf11e0a1b11ae1' },
  { what: 'bz2', bytes: '425a68' },
  { what: 'xz', bytes: 'fd377a585a00' },
  { what: 'utf-16', bytes: 'fffe' },
  { what: 'utf-16', bytes: 'feff' },
]

const zipKind = (head: Buffer): ForeignKind => (/\[Content_Types\]\.xml|xl\/|_rels\//.test(head.toString('latin1')) ? 'xlsx' : 'zip')

const textKind = (head: Buffer): ForeignKind | 'text' => {
  const start = head.toString('latin1').replace(/^\xef\xbb\xbf/, '').trimStart().slice(0, 20).toLowerCase()
  if (start.startsWith('<!doctype') || start.startsWith('<html') || start.startsWith('<?xml')) return 'html'
  if (start.startsWith('{') || start.startsWith('[{')) return 'json'
  return head.includes(0) ? 'binary' : 'text'
}

/** What a file is by its first bytes, whatever its name says. */
export const sniff = (head: Buffer): ForeignKind | 'gzip' | 'text' => {
  const hex = head.subarray(0, 8).toString('hex')
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return zipKind(head)
  return signatures.find((signature) => hex.startsWith(signature.bytes))?.what ?? textKind(head)
}

const gather = async (iterator: AsyncIterator<Uint8Array>, least: number): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  let size = 0
  while (size < least) {
    const next = await iterator.next()
    if (next.done) break
    parts.push(next.value)
    size += next.value.length
  }
  return Buffer.concat(parts)
}

async function* resume(head: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  } finally {
    await iterator.return?.()
  }
}

const gzipFault = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return faultError({ kind: 'cutGzip' })
  return typeof code === 'string' && code.startsWith('Z_') ? faultError({ kind: 'damagedGzip' }) : error
}

async function* gunzip(packed: Bytes, limits: UnpackLimits): AsyncGenerator<Uint8Array> {
  let sent = 0
  let grown = 0
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of packed) {
      sent += chunk.length
      yield chunk
    }
  }
  const opened = new PassThrough()
  const done = pipeline(Readable.from(counted()), createGunzip(), opened).catch((error: unknown) => void opened.destroy(gzipFault(error) as Error))
  try {
    for await (const chunk of opened as AsyncIterable<Buffer>) {
      grown += chunk.length
      if (grown > limits.freeBytes && grown > sent * limits.ratio) throw faultError({ kind: 'bomb', megabytes: Math.floor(grown / 2 ** 20) })
      yield chunk
    }
  } catch (error) {
    throw faultOf(error) ? error : gzipFault(error)
  } finally {
    opened.destroy()
    await done
  }
}

async function* within(bytes: Bytes, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > limit) throw faultError({ kind: 'tooLarge', gigabytes: Math.round(limit / 2 ** 30) })
    yield chunk
  }
}

const headBytes = 4096

/** The text's bytes of a plain or gzipped file. Fails with a fault for anything else, and for a gzip cut short or without measure. */
export async function* unpack(sent: Bytes, limits: UnpackLimits = unpackLimits): AsyncGenerator<Uint8Array> {
  const iterator = sent[Symbol.asyncIterator]()
  const head = await gather(iterator, headBytes)
  const what = sniff(head)
  const whole = resume(head, iterator)
  if (head.length === 0) throw faultError({ kind: 'empty' })
  if (what === 'text') return yield* within(whole, limits.bytes)
  if (what !== 'gzip') {
    await whole.return(undefined)
    throw faultError({ kind: 'foreign', what })
  }
  yield* unpackedText(gunzip(whole, limits), limits)
}

async function* unpackedText(opened: Bytes, limits: UnpackLimits): AsyncGenerator<Uint8Array> {
  const iterator = opened[Symbol.asyncIterator]()
  const head = await gather(iterator, headBytes)
  if (head.length === 0) throw faultError({ kind: 'empty' })
  const what = sniff(head)
  if (what !== 'text') {
    await iterator.return?.()
    throw faultError({ kind: 'foreign', what: what === 'gzip' ? 'binary' : what })
  }
  yield* within(resume(head, iterator), limits.bytes)
}
