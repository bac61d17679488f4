// Seals what officers write, in the browser, before it leaves; and sends sealed files in pieces.
import { padded } from '../../platform/seal/padding.ts'
import { sealStreamTo, sealTo } from '../../platform/seal/seal.ts'
import { callAct, notReached, readReply } from '../kit/api.ts'
import { base64Of } from '../vault/opening.ts'

/** A value as base64 of an age file that each of the recipients opens. */
export const sealedFor = async (recipients: readonly string[], value: unknown): Promise<string> =>
  base64Of(await sealTo([...new Set(recipients)], padded(value)))

/** The same octets, sealed to others. */
export const resealedFor = async (recipients: readonly string[], octets: Uint8Array): Promise<string> => base64Of(await sealTo(recipients, octets))

/** A sealed file that has arrived, and the secret that lets whoever sent it use it. */
export interface SentFile {
  id: string
  secret: string
}

const pieceBytes = 4 * 1024 ** 2

const newSecret = (): string => base64Of(crypto.getRandomValues(new Uint8Array(32))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** Whole before it leaves: the node is told its size first. */
const collect = async (sealed: ReadableStream<Uint8Array>): Promise<Blob> => new Response(sealed as BodyInit).blob()

/** Seals a stream and sends it in pieces; `onSent` tells the share that has arrived. Throws ApiProblem. */
export const sendSealedFile = async (recipients: readonly string[], content: ReadableStream<Uint8Array>, onSent?: (share: number) => void): Promise<SentFile> => {
  const sealed = await collect(await sealStreamTo(recipients, content))
  const file = { id: crypto.randomUUID(), secret: newSecret() }
  await callAct('POST', '/api/reports/files', { ...file, bytes: sealed.size })
  for (let offset = 0; offset < sealed.size; offset += pieceBytes) {
    await sendPiece(file, offset, sealed.slice(offset, offset + pieceBytes))
    onSent?.(Math.min(1, (offset + pieceBytes) / sealed.size))
  }
  return file
}

const sendPiece = async ({ id, secret }: SentFile, offset: number, piece: Blob): Promise<void> => {
  const response = await fetch(`/api/reports/files/${id}?offset=${String(offset)}`, {
    method: 'PUT', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', 'file-secret': secret }, body: piece,
  }).catch(() => {
    throw notReached()
  })
  readReply(response.status, await response.text())
}
