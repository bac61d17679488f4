// Sends a sealed stream in pieces: one piece in memory at a time, and after a cut of the network on from what had arrived.
import type { Content } from '../../platform/seal/padding.ts'
import { ApiProblem, callAct, notReached, readReply } from '../kit/api.ts'
import { base64Of } from '../vault/opening.ts'
import { mayPass, untilNextAttempt } from './attempts.ts'
import { workFor } from './work.ts'

/** A sealed file that has arrived, and the secret that lets whoever sent it use it. */
export interface SentFile {
  id: string
  secret: string
}

const pieceBytes = 4 * 1024 ** 2

const newSecret = (): string => base64Of(crypto.getRandomValues(new Uint8Array(32))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** The stream in pieces; each is overwritten by the next, so it must have been sent by then. */
const piecesOf = async (stream: ReadableStream<Uint8Array>, each: (piece: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<void> => {
  const piece = new Uint8Array(pieceBytes)
  let used = 0
  const take = async (octets: Uint8Array): Promise<void> => {
    for (let rest = octets; rest.length > 0;) {
      const fits = rest.subarray(0, pieceBytes - used)
      piece.set(fits, used)
      used += fits.length
      rest = rest.subarray(fits.length)
      if (used === pieceBytes) await hand()
    }
  }
  const hand = async (): Promise<void> => {
    await each(piece.subarray(0, used))
    used = 0
  }
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) await take(next.value)
    if (used > 0) await hand()
  } catch (error) {
    await reader.cancel(error).catch(() => undefined)
    throw error
  }
}

const reached = async (asking: Promise<Response>): Promise<{ offset: number }> => {
  const response = await asking.catch(() => {
    throw notReached()
  })
  return readReply(response.status, await response.text())
}

const append = ({ id, secret }: SentFile, offset: number, body: Uint8Array<ArrayBuffer>): Promise<{ offset: number }> =>
  reached(fetch(`/api/reports/files/${id}?offset=${String(offset)}`, {
    method: 'PUT', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', 'file-secret': secret }, body,
  }))

const arrived = ({ id, secret }: SentFile): Promise<{ offset: number }> =>
  reached(fetch(`/api/reports/files/${id}/offset`, { credentials: 'same-origin', cache: 'no-store', headers: { 'file-secret': secret } }))

const hadArrived = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'report.elsewhere'

const sendPiece = async (file: SentFile, start: number, piece: Uint8Array<ArrayBuffer>, attempt = 0): Promise<void> => {
  try {
    const offset = attempt === 0 ? start : (await arrived(file)).offset
    if (offset < start + piece.length) await append(file, offset, piece.subarray(offset - start))
  } catch (error) {
    if (!mayPass(error) && !hadArrived(error)) throw error
    await untilNextAttempt(attempt, error)
    await sendPiece(file, start, piece, attempt + 1)
  }
}

/** Sends what is sealed; `onSent` tells how many bytes have arrived. Throws ApiProblem. */
export const sendInPieces = async ({ stream, bytes }: Content, onSent?: (bytes: number) => void): Promise<SentFile> => {
  const file = { id: crypto.randomUUID(), secret: newSecret() }
  await callAct('POST', '/api/reports/files', { ...file, bytes, proof: await workFor(bytes) })
  let sent = 0
  await piecesOf(stream, async (piece) => {
    await sendPiece(file, sent, piece)
    sent += piece.length
    onSent?.(sent)
  })
  return file
}
