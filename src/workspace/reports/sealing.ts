// Seals what officers write, in the browser, before it leaves; and seals files as they stream, never holding one whole.
import { filled, padded, type Content } from '../../platform/seal/padding.ts'
import { sealStreamTo, sealTo } from '../../platform/seal/seal.ts'
import { base64Of } from '../vault/opening.ts'
import { sendInPieces, type SentFile } from './pieces.ts'

/** A value as base64 of an age file that each of the recipients opens. */
export const sealedFor = async (recipients: readonly string[], value: unknown): Promise<string> =>
  base64Of(await sealTo([...new Set(recipients)], padded(value)))

/** The same octets, sealed to others. */
export const resealedFor = async (recipients: readonly string[], octets: Uint8Array): Promise<string> => base64Of(await sealTo(recipients, octets))

/** Seals a stream as it comes and sends it in pieces; `onSent` tells how many sealed bytes have arrived. Throws ApiProblem. */
export const sendSealedFile = async (recipients: readonly string[], content: Content, onSent?: (bytes: number) => void): Promise<SentFile> => {
  const sealed = await sealStreamTo(recipients, content.stream)
  return sendInPieces({ stream: sealed, bytes: sealed.size(content.bytes) }, onSent)
}

/** The same for a file of one’s own, of a size that tells little; opened again it is cut at its own. */
export const sendOwnFile = (recipients: readonly string[], file: File): Promise<SentFile> =>
  sendSealedFile(recipients, filled({ stream: file.stream(), bytes: file.size }))
