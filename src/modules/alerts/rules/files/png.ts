// A PNG without anything but its picture: texts, dates, places and what follows the end are left out (PNG, 3rd edition).
import { crc32 } from 'node:zlib'
import { mostPixels, refused, type Cleaned } from './outcome.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** The chunks that the picture needs; all others may tell who, where or when. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'])

interface Chunk {
  type: string
  whole: Buffer
  data: Buffer
}

export const isPng = (bytes: Uint8Array): boolean => signature.equals(bytes.subarray(0, 8))

/** The chunk at the offset; undefined when it is cut short or its checksum is wrong. */
const chunkAt = (file: Buffer, at: number): Chunk | undefined => {
  if (at + 12 > file.length) return undefined
  const length = file.readUInt32BE(at)
  if (at + 12 + length > file.length) return undefined
  const checked = file.subarray(at + 4, at + 8 + length)
  if (crc32(checked) !== file.readUInt32BE(at + 8 + length)) return undefined
  return { type: checked.toString('latin1', 0, 4), whole: file.subarray(at, at + 12 + length), data: checked.subarray(4) }
}

/** More than pictures of this size need; a file of empty chunks would fill the memory. */
const mostChunks = 10_000

const chunksOf = (file: Buffer): Chunk[] | undefined => {
  const chunks: Chunk[] = []
  for (let at = signature.length; chunks.at(-1)?.type !== 'IEND'; at += chunks.at(-1)!.whole.length) {
    const chunk = chunkAt(file, at)
    if (!chunk || chunks.length >= mostChunks) return undefined
    chunks.push(chunk)
  }
  return chunks
}

export const cleanPng = (bytes: Uint8Array): Cleaned => {
  const chunks = chunksOf(Buffer.from(bytes))
  const header = chunks?.[0]
  if (!chunks || header?.type !== 'IHDR' || header.data.length !== 13 || !chunks.some(({ type }) => type === 'IDAT')) return refused('damaged')
  if (header.data.readUInt32BE(0) * header.data.readUInt32BE(4) > mostPixels) return refused('tooManyPixels')
  return { bytes: Buffer.concat([signature, ...chunks.filter(({ type }) => kept.has(type)).map(({ whole }) => whole)]) }
}
