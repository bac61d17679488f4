// Bodies held in memory for acts that keep nothing open on the disk: all together never more than the node can bear.
import type { FastifyRequest } from 'fastify'
import { platformProblems } from '../problems.ts'

/** Of all requests together, beyond what each may always hold. */
const mostHeld = 96 * 1024 ** 2
const alwaysHeld = 64 * 1024
const secondsToWait = 10

const held = new Map<FastifyRequest, number>()
let all = 0

/** Takes room for so many more bytes of this request. Throws `request.tooMany` when there is none. */
const take = (request: FastifyRequest, before: number, more: number): void => {
  if (before + more <= alwaysHeld) return
  if (all + more > mostHeld) throw platformProblems.tooMany({ seconds: secondsToWait })
  all += more
  held.set(request, (held.get(request) ?? 0) + more)
}

/** Gives back the room this request took, once it is answered. */
export const letGo = (request: FastifyRequest): void => {
  all -= held.get(request) ?? 0
  held.delete(request)
}

export interface Held {
  body: Uint8Array
  /** There was more than `most`; the rest was read and dropped, so that whoever sent it gets an answer. */
  isCut: boolean
}

/** Up to `most` bytes of the stream. */
export const hold = async (request: FastifyRequest, stream: AsyncIterable<Uint8Array>, most: number): Promise<Held> => {
  const parts: Uint8Array[] = []
  let [bytes, isCut] = [0, false]
  for await (const part of stream) {
    if (isCut) continue
    isCut = bytes + part.byteLength > most
    const fits = part.subarray(0, most - bytes)
    take(request, bytes, fits.byteLength)
    bytes += fits.byteLength
    parts.push(fits)
  }
  return { body: Buffer.concat(parts), isCut }
}
