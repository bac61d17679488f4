// Fetches a sealed file, opens it as it comes, and holds it in memory and nowhere else.
import { addressOf } from '../kit/kit.ts'
import { notReached, readReply } from '../kit/api.ts'
import type { SaidFile } from './plaintext.ts'
import { safeName, shownAs, type ShownKind } from './shown-kind.ts'

export interface OpenedFile {
  content: Blob
  /** Undefined for what is only saved. */
  shown: { kind: ShownKind; type: string } | undefined
}

interface Opening {
  report: string
  file: SaidFile
  onRead: (bytes: number) => void
  openStream: (sealed: ReadableStream<Uint8Array>) => Promise<ReadableStream<Uint8Array>>
}

const firstOctets = 32
const restMs = 200
/** Age opens 64 KiB at a time: so many are handed over together, that a long video is not held twice. */
const partsAtOnce = 128

/** A sealed file as it comes from the node. Throws ApiProblem. */
export const sealedStream = async (report: string, file: string): Promise<ReadableStream<Uint8Array>> => {
  const response = await fetch(addressOf('/api/reports/:id/files/:file', { id: report, file }), { credentials: 'same-origin', cache: 'no-store' }).catch(() => {
    throw notReached()
  })
  if (!response.ok || !response.body) {
    readReply(response.status, await response.text())
    throw notReached()
  }
  return response.body
}

/** The opened octets; what was added after the file's own end to hide its size is cut off. */
const collect = async (opened: ReadableStream<Uint8Array>, { file, onRead }: Opening): Promise<Blob> => {
  const held: Blob[] = []
  let parts: Uint8Array<ArrayBuffer>[] = []
  let [bytes, toldAt] = [0, 0]
  const hold = (): void => {
    held.push(new Blob(parts))
    parts = []
  }
  const reader = opened.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(new Uint8Array(next.value))
    bytes += next.value.byteLength
    if (parts.length >= partsAtOnce) hold()
    if (performance.now() - toldAt > restMs) {
      toldAt = performance.now()
      onRead(bytes)
    }
  }
  hold()
  const whole = new Blob(held)
  return file.bytes > 0 && file.bytes < whole.size ? whole.slice(0, file.bytes) : whole
}

/** Opens a file of a report. Throws ApiProblem when it cannot be fetched, an Error when no key opens it. */
export const openFile = async (opening: Opening): Promise<OpenedFile> => {
  const content = await collect(await opening.openStream(await sealedStream(opening.report, opening.file.id)), opening)
  const start = new Uint8Array(await content.slice(0, firstOctets).arrayBuffer())
  const shown = shownAs(start, opening.file.type)
  return { content: content.slice(0, content.size, shown?.type ?? 'application/octet-stream'), shown }
}

/** Hands it to the browser to be saved, as octets that no program is tied to. */
export const saveOpened = ({ content }: OpenedFile, name: string): void => {
  const address = URL.createObjectURL(content.slice(0, content.size, 'application/octet-stream'))
  const link = document.createElement('a')
  link.href = address
  link.download = safeName(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
