// How much a packed file may grow when it is opened, so that a small file never fills the node.
import { setImmediate } from 'node:timers/promises'
import { faultError } from './fault.ts'

export interface UnpackLimits {
  /** The largest text, in bytes, after unpacking. */
  bytes: number
  /** The largest growth on unpacking, judged once the text has passed `freeBytes`. */
  ratio: number
  freeBytes: number
}

export const unpackLimits: UnpackLimits = { bytes: 8 * 2 ** 30, ratio: 300, freeBytes: 64 * 2 ** 20 }

/** Of a file only looked at in the studio, where its first rows are all that is asked for. */
export const lookingLimits: UnpackLimits = { ...unpackLimits, bytes: 2 ** 30 }

/** Passes batches on, letting the rest of the process take its turn between them. */
export async function* takingTurns<T>(batches: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const batch of batches) {
    yield batch
    await setImmediate()
  }
}

/** Passes bytes on until there are more than the limit; `sent` says how many packed bytes they came from so far. */
export async function* within(bytes: AsyncIterable<Uint8Array>, limits: UnpackLimits, sent?: () => number): AsyncGenerator<Uint8Array> {
  let grown = 0
  for await (const chunk of bytes) {
    grown += chunk.length
    if (sent && grown > limits.freeBytes && grown > sent() * limits.ratio) throw faultError({ kind: 'bomb', megabytes: Math.floor(grown / 2 ** 20) })
    if (grown > limits.bytes) throw faultError({ kind: 'tooLarge', gigabytes: Math.round(limits.bytes / 2 ** 30) })
    yield chunk
  }
}
