// The container of a backup: an ordinary tar archive, written and read as a stream.
import { databaseProblems } from './problems.ts'

/** One file of an archive; its body must be read before the next file is asked for. */
export interface ArchivedFile {
  name: string
  size: number
  body: AsyncIterable<Buffer>
}

const block = 512
const longestName = 100

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`

const header = (name: string, size: number): Buffer => {
  if (Buffer.byteLength(name) > longestName) throw new RangeError(`Too long a name for an archive: ${name}`)
  const head = Buffer.alloc(block)
  head.write(name, 0)
  head.write(octal(0o600, 8), 100)
  head.write(octal(0, 8) + octal(0, 8), 108)
  head.write(octal(size, 12) + octal(0, 12), 124)
  head.write('        0', 148)
  head.write('ustar\x0000', 257)
  head.write(`${octal(checksum(head), 7)} `, 148)
  return head
}

const checksum = (head: Buffer): number => head.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)

const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block)

/** A file whose contents are at hand. */
export const archived = (name: string, content: Buffer): Buffer[] => [header(name, content.length), content, padding(content.length)]

/** A file of a known size that is read as it is written. */
export async function* archivedStream(name: string, size: number, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield header(name, size)
  let written = 0
  for await (const chunk of body) {
    written += chunk.length
    yield chunk
  }
  if (written !== size) throw new RangeError(`${name} changed while it was being archived`)
  yield padding(size)
}

/** What closes an archive. */
export const archiveEnd = (): Buffer => Buffer.alloc(2 * block)

interface Source {
  /** The next bytes, at most so many; nothing at the end. */
  take: (most: number) => Promise<Buffer>
  exactly: (count: number) => Promise<Buffer>
}

const sourceOf = (stream: AsyncIterable<Buffer>): Source => {
  const chunks = stream[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const take = async (most: number): Promise<Buffer> => {
    while (rest.length === 0) {
      const next = await chunks.next()
      if (next.done) return rest
      rest = next.value
    }
    const taken = rest.subarray(0, most)
    rest = rest.subarray(taken.length)
    return taken
  }
  const exactly = async (count: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    for (let missing = count; missing > 0; ) {
      const part = await take(missing)
      if (part.length === 0) throw databaseProblems.damagedBackup({ where: 'EOF' })
      parts.push(part)
      missing -= part.length
    }
    return Buffer.concat(parts)
  }
  return { take, exactly }
}

const text = (head: Buffer, from: number, length: number): string => head.toString('utf8', from, from + length).split('\0')[0] ?? ''

async function* bodyOf(source: Source, name: string, size: number): AsyncGenerator<Buffer> {
  for (let missing = size; missing > 0; ) {
    const part = await source.take(missing)
    if (part.length === 0) throw databaseProblems.damagedBackup({ where: name })
    missing -= part.length
    yield part
  }
  await source.exactly(padding(size).length)
}

/** The files of an archive in order. An archive cut short or altered in its headers is refused. */
export async function* readArchive(stream: AsyncIterable<Buffer>): AsyncGenerator<ArchivedFile> {
  const source = sourceOf(stream)
  for (;;) {
    const head = await source.exactly(block)
    if (head.every((byte) => byte === 0)) return
    const name = text(head, 0, longestName)
    if (Number.parseInt(text(head, 148, 8), 8) !== checksum(head)) throw databaseProblems.damagedBackup({ where: name })
    const size = Number.parseInt(text(head, 124, 12), 8)
    yield { name, size, body: bodyOf(source, name, size) }
  }
}
