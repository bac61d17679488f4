// Sends a sealed file in pieces: each is kept until the node has it, and after a break the node says how much arrived.
import type { Challenge } from 'altcha-lib'
import { sizeAsked } from '../modules/reports/model/file-sizes.ts'
import { sealing } from './programs.ts'
import { ask, post, type Refusal, type Reply } from './talking.ts'

interface Offset {
  offset: number
  bytes: number
}

export interface SentFile {
  id: string
  secret: string
}

/** What is sent: read in order, some bytes at a time. */
export interface Source extends SentFile {
  bytes: number
  /** The next piece of about so many bytes; empty at the end. */
  next: (about: number) => Promise<Uint8Array>
}

const smallestPiece = 128 * 1024
const largestPiece = 4 * 1024 ** 2
/** A piece should take about so long, in ms: short enough to lose little, long enough to be worth a request. */
const pieceMs = 4000

/** Reads a stream in pieces of the size asked for. */
export const fromStream = (stream: ReadableStream<Uint8Array>): Source['next'] => {
  const reader = stream.getReader()
  let left = new Uint8Array()
  return async (about) => {
    const parts = [left]
    let have = left.length
    while (have < about) {
      const { value, done } = await reader.read()
      if (done) break
      parts.push(new Uint8Array(value))
      have += value.length
    }
    const whole = new Uint8Array(await new Blob(parts).arrayBuffer())
    left = whole.slice(about)
    return whole.subarray(0, about)
  }
}

export const fromBlob = (blob: Blob): Source['next'] => {
  let at = 0
  return async (about) => {
    const piece = new Uint8Array(await blob.slice(at, at + about).arrayBuffer())
    at += piece.length
    return piece
  }
}

export interface Upload {
  /** Waits until it is worth asking again after the node could not be reached. */
  wait: () => Promise<unknown>
  progress: (sent: number) => void
}

/** Asks until the node answers. */
export const insist = async <T>(send: () => Promise<Reply<T>>, { wait }: Pick<Upload, 'wait'>): Promise<{ ok: T } | { refused: Refusal }> => {
  for (;;) {
    const reply = await send()
    if (reply !== 'unreachable') return reply
    await wait()
  }
}

/** Sends with work proven for it, and for a file of so many bytes; work that was spent or too old is done again. */
export const insistWithWork = async <T>(path: string, body: object, upload: Upload, bytes = 0): Promise<{ ok: T } | { refused: Refusal }> => {
  const { prove } = await sealing()
  for (let turn = 0; ; turn += 1) {
    const challenge = await insist(() => ask<Challenge & { signature: string }>(`/api/reports/challenge${bytes > 0 ? `?bytes=${String(sizeAsked(bytes))}` : ''}`), upload)
    if ('refused' in challenge) return challenge
    const { parameters, signature } = challenge.ok
    const proof = await prove({ parameters, signature })
    const reply = await insist(() => post<T>(path, { ...body, proof }), upload)
    if (turn > 1 || !('refused' in reply) || reply.refused.code !== 'report.workRefused') return reply
  }
}

const put = ({ id, secret }: SentFile, offset: number, piece: Uint8Array): Promise<Reply<Offset>> =>
  ask<Offset>(`/api/reports/files/${id}?offset=${String(offset)}`, {
    method: 'PUT', headers: { 'content-type': 'application/octet-stream', 'file-secret': secret }, body: Uint8Array.from(piece),
  })

/** Sends one piece to its end, also where a part of it had arrived before the break. */
const sendPiece = async (source: SentFile, at: number, piece: Uint8Array, upload: Upload): Promise<Refusal | undefined> => {
  const end = at + piece.length
  for (let from = at; from < end;) {
    const reply = await insist(() => put(source, from, piece.subarray(from - at)), upload)
    if ('ok' in reply) return undefined
    const { code, offset = -1 } = reply.refused
    if (code !== 'report.elsewhere' || offset < from || offset > end) return reply.refused
    from = offset
  }
  return undefined
}

/** Of a file that was begun before, the node has a part: the same bytes are passed over. */
const passOver = async ({ next }: Source, bytes: number): Promise<void> => {
  for (let left = bytes; left > 0;) {
    const { length } = await next(Math.min(left, largestPiece))
    if (length === 0) return
    left -= length
  }
}

const sizeAfter = (size: number, ms: number): number => Math.round(Math.min(largestPiece, Math.max(smallestPiece, (size * pieceMs) / Math.max(ms, 50), size / 2), size * 2))

/** Sends a file whole, from where it broke off when these same sealed bytes were begun before. A refusal comes back when asking again would not help. */
export const sendFile = async (source: Source, upload: Upload): Promise<Refusal | undefined> => {
  const { id, secret, bytes } = source
  const begun = await insistWithWork<Offset>('/api/reports/files', { id, secret, bytes }, upload, bytes)
  if ('refused' in begun) return begun.refused
  const { offset } = begun.ok
  await passOver(source, offset)
  let size = smallestPiece
  for (let at = offset; at < bytes;) {
    const piece = await source.next(size)
    const before = performance.now()
    const refused = await sendPiece(source, at, piece, upload)
    if (refused) return refused
    at += piece.length
    upload.progress(at)
    size = sizeAfter(size, performance.now() - before)
  }
  return undefined
}
