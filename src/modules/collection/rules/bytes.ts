// A delivered file as bytes that can be read more than once and from anywhere in it, as packed formats need.
import { statSync, createReadStream } from 'node:fs'

export interface FileBytes {
  size: number
  /** The bytes from one place up to, not with, another; all of them unless told. */
  read: (from?: number, to?: number) => AsyncIterable<Uint8Array>
  /** How bytes packed with bzip2 are opened; where they are read unless told. */
  bunzip?: (packed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
}

/** A file on disk. `seen` is told of every chunk's length as it is read, for progress. */
export const bytesAt = (path: string, seen: (bytes: number) => void = () => undefined): FileBytes => {
  const { size } = statSync(path)
  return {
    size,
    async *read(from = 0, to = size) {
      if (from >= to) return
      for await (const chunk of createReadStream(path, { start: from, end: to - 1, highWaterMark: 2 ** 16 }) as AsyncIterable<Buffer>) {
        seen(chunk.length)
        yield chunk
      }
    },
  }
}

/** Bytes held in memory. */
export const bytesIn = (bytes: Uint8Array): FileBytes => ({
  size: bytes.length,
  async *read(from = 0, to = bytes.length) {
    if (from < to) yield await Promise.resolve(bytes.subarray(from, to))
  },
})

/** The first bytes, as many as asked or as there are. */
export const firstBytes = async (bytes: AsyncIterable<Uint8Array>, least: number): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    parts.push(chunk)
    size += chunk.length
    if (size >= least) break
  }
  return Buffer.concat(parts)
}
