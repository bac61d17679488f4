// Writes ZIP archives as a stream, without compression: for what is sealed, which does not shrink, at any size.
import { crc32 } from 'node:zlib'

export interface Packed {
  name: string
  body: AsyncIterable<Uint8Array>
}

interface Entry {
  name: Buffer
  crc: number
  bytes: number
  offset: number
}

/** Names are UTF-8; sums and sizes follow each entry's bytes. */
const flags = 0x0808
/** The first of January 1980: nothing says when an archive's files were made. */
const noTime = 0x00210000
const version = 45
const mostOffset = 0xffffffff

const numbers = (...fields: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer => {
  const out = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) {
    if (bytes === 8) out.writeBigUInt64LE(BigInt(value), at)
    else out.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return out
}

const opening = (name: Buffer): Buffer =>
  Buffer.concat([numbers([4, 0x04034b50], [2, version], [2, flags], [2, 0], [4, noTime], [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]), name])

const closing = ({ crc, bytes }: Entry): Buffer => numbers([4, 0x08074b50], [4, crc], [4, bytes], [4, bytes])

const listed = ({ name, crc, bytes, offset }: Entry): Buffer => {
  const isFar = offset >= mostOffset
  const extra = isFar ? numbers([2, 1], [2, 8], [8, offset]) : Buffer.alloc(0)
  const head = numbers([4, 0x02014b50], [2, version], [2, version], [2, flags], [2, 0], [4, noTime], [4, crc], [4, bytes], [4, bytes],
    [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, isFar ? mostOffset : offset])
  return Buffer.concat([head, name, extra])
}

const ending = (entries: number, bytes: number, offset: number): Buffer => {
  const isFar = offset >= mostOffset
  const far = numbers([4, 0x06064b50], [8, 44], [2, version], [2, version], [4, 0], [4, 0], [8, entries], [8, entries], [8, bytes], [8, offset],
    [4, 0x07064b50], [4, 0], [8, offset + bytes], [4, 1])
  return Buffer.concat([isFar ? far : Buffer.alloc(0),
    numbers([4, 0x06054b50], [2, 0], [2, 0], [2, entries], [2, entries], [4, bytes], [4, isFar ? mostOffset : offset], [2, 0])])
}

/** The archive's bytes. Each file may have up to 4 GiB, all together any size; names must differ. */
export async function* packed(files: AsyncIterable<Packed> | Iterable<Packed>): AsyncGenerator<Buffer> {
  const entries: Entry[] = []
  let at = 0
  for await (const file of files) {
    const entry: Entry = { name: Buffer.from(file.name), crc: 0, bytes: 0, offset: at }
    const head = opening(entry.name)
    yield head
    for await (const chunk of file.body) {
      entry.crc = crc32(chunk, entry.crc)
      entry.bytes += chunk.byteLength
      yield Buffer.from(chunk)
    }
    const tail = closing(entry)
    yield tail
    at += head.length + entry.bytes + tail.length
    entries.push(entry)
  }
  const list = Buffer.concat(entries.map(listed))
  yield list
  yield ending(entries.length, list.length, at)
}
