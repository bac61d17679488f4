// From bytes to text in blocks of whole lines, so that a bad letter or an endless line is found with its line number.
import { isUtf8 } from 'node:buffer'
import type { Encoding } from '../model/profile.ts'
import { decodeOneByte } from './encoded.ts'
import { faultError } from './fault.ts'

export const maxLineBytes = 2 ** 20

const newline = 10

/** How many lines the bytes end. */
export const countLines = (bytes: Buffer): number => {
  let count = 0
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1
  return count
}

const longLine = (line: number): Error => faultError({ kind: 'longLine', line, megabytes: maxLineBytes / 2 ** 20 })

const firstLong = (block: Buffer, before: number): void => {
  let line = before
  let start = 0
  for (let at = block.indexOf(newline); at !== -1; at = block.indexOf(newline, start)) {
    line += 1
    if (at - start > maxLineBytes) throw longLine(line)
    start = at + 1
  }
}

/** Blocks of whole lines (only the last may lack its end). Holds at most one line beyond the block in memory. */
export async function* wholeLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0)
  let lines = 0
  for await (const chunk of bytes) {
    const last = chunk.lastIndexOf(newline)
    const joined = held.length > 0 ? Buffer.concat([held, chunk]) : Buffer.from(chunk)
    const end = last === -1 ? 0 : joined.length - (chunk.length - last - 1)
    if (joined.length > maxLineBytes) firstLong(joined.subarray(0, end), lines)
    if (joined.length - end > maxLineBytes) throw longLine(lines + countLines(joined.subarray(0, end)) + 1)
    held = joined.subarray(end)
    if (end === 0) continue
    const block = joined.subarray(0, end)
    yield block
    lines += countLines(block)
  }
  if (held.length > 0) yield held
}

/** The bytes with every carriage return as a line feed. */
export async function* withLineFeeds(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) yield Uint8Array.from(chunk, (byte) => (byte === 13 ? newline : byte))
}

/** Bytes of UTF-16 as bytes of UTF-8, their mark left out. */
export async function* fromUtf16(bytes: AsyncIterable<Uint8Array>, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 0
  const decoded = (chunk?: Uint8Array): Buffer => {
    try {
      return Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode())
    } catch {
      throw faultError({ kind: 'notEncoded', line: lines + 1, encoding: 'UTF-16' })
    }
  }
  for await (const chunk of bytes) {
    const block = decoded(chunk)
    lines += countLines(block)
    yield block
  }
  yield decoded()
}

const firstBadLine = (block: Buffer): number => {
  let line = 1
  let start = 0
  for (let at = block.indexOf(newline); at !== -1; at = block.indexOf(newline, start)) {
    if (!isUtf8(block.subarray(start, at))) return line
    line += 1
    start = at + 1
  }
  return line
}

/** A block's text with every line end written `\n`. Throws the fault of the first line that is not of the encoding. */
export const decodeBlock = (block: Buffer, encoding: Encoding, linesBefore: number): string => {
  const isOneByte = encoding === 'windows-1252' || encoding === 'ibm850'
  if (!isOneByte && !isUtf8(block)) throw faultError({ kind: 'notEncoded', line: linesBefore + firstBadLine(block), encoding: 'UTF-8' })
  const text = isOneByte ? decodeOneByte(block, encoding) : block.toString('utf8')
  const plain = linesBefore === 0 && text.startsWith('\uFEFF') ? text.slice(1) : text
  return plain.includes('\r') ? plain.replaceAll('\r\n', '\n') : plain
}
