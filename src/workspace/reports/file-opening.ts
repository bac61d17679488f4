// Fetches a sealed file and opens it as it comes: to be shown from memory, or to be saved without ever being held whole.
import { addressOf } from '../kit/kit.ts'
import { notReached, readReply } from '../kit/api.ts'
import { mayPass, untilNextAttempt } from './attempts.ts'
import type { SaidFile } from './plaintext.ts'
import { shownAs, type ShownKind } from './shown-kind.ts'

export interface OpenedFile {
  content: Blob
  /** Undefined for what is only saved. */
  shown: { kind: ShownKind; type: string } | undefined
}

type Octets = ReadableStream<Uint8Array>

export interface Opening {
  report: string
  file: SaidFile
  onRead: (bytes: number) => void
  openStream: (sealed: Octets) => Promise<Octets>
}

const firstOctets = 32
const restMs = 200
/** Age opens 64 KiB at a time: so many are handed over together, that a long video is not held twice. */
const partsAtOnce = 128

const fetched = async (report: string, file: string): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
  const response = await fetch(addressOf('/api/reports/:id/files/:file', { id: report, file }), { credentials: 'same-origin', cache: 'no-store' }).catch(() => {
    throw notReached()
  })
  if (!response.ok || !response.body) {
    readReply(response.status, await response.text())
    throw notReached()
  }
  return response.body.getReader()
}

/** A sealed file as it comes from the node; after a cut it is asked for again until it answers or no more came for long, and what came already is passed over. Throws ApiProblem. */
export const sealedStream = async (report: string, file: string): Promise<Octets> => {
  let reader = await fetched(report, file)
  let [given, over, attempt] = [0, 0, 0]
  const again = async (broken: unknown): Promise<void> => {
    if (!mayPass(broken)) throw broken
    await untilNextAttempt(attempt, broken)
    attempt += 1
    over = given
    await fetched(report, file).then((found) => void (reader = found), again)
  }
  const next = (): Promise<ReadableStreamReadResult<Uint8Array>> => reader.read().catch(() => {
    throw notReached()
  })
  const octets = async (): Promise<Uint8Array | undefined> => {
    try {
      for (;;) {
        const { value, done } = await next()
        if (done) return undefined
        const passed = Math.min(over, value.length)
        over -= passed
        if (passed < value.length) {
          attempt = 0
          return value.subarray(passed)
        }
      }
    } catch (error) {
      await again(error)
      return octets()
    }
  }
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const value = await octets()
      if (value === undefined) return controller.close()
      given += value.length
      controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 })
}

/** What was added after the file's own end to hide its size is read, since only its end proves it whole, and let fall. */
const cutAt = (bytes: number, onRead: (bytes: number) => void): TransformStream<Uint8Array, Uint8Array> => {
  let [read, toldAt] = [0, 0]
  return new TransformStream({
    transform(octets, controller) {
      const left = bytes > 0 ? Math.max(0, bytes - read) : octets.length
      read += octets.length
      if (left > 0) controller.enqueue(octets.subarray(0, left))
      if (performance.now() - toldAt > restMs) {
        toldAt = performance.now()
        onRead(read)
      }
    },
  })
}

/** The file as it opens. Throws ApiProblem when it cannot be fetched, an Error when no key opens it. */
export const openedStream = async ({ report, file, onRead, openStream }: Opening): Promise<Octets> =>
  (await openStream(await sealedStream(report, file.id))).pipeThrough(cutAt(file.bytes, onRead))

const collect = async (opened: Octets): Promise<Blob> => {
  const held: Blob[] = []
  let parts: Uint8Array<ArrayBuffer>[] = []
  const hold = (): void => {
    held.push(new Blob(parts))
    parts = []
  }
  const reader = opened.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(new Uint8Array(next.value))
    if (parts.length >= partsAtOnce) hold()
  }
  hold()
  return new Blob(held)
}

/** Opens a file of a report to be shown. Throws ApiProblem when it cannot be fetched, an Error when no key opens it. */
export const openFile = async (opening: Opening): Promise<OpenedFile> => {
  const content = await collect(await openedStream(opening))
  const start = new Uint8Array(await content.slice(0, firstOctets).arrayBuffer())
  const shown = shownAs(start, opening.file.type)
  return { content: content.slice(0, content.size, shown?.type ?? 'application/octet-stream'), shown }
}
