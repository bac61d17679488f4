// A source's columns as a file, so that a restart need not read ten million rows again. Safe to delete: it holds only coded data that
// the database holds too. It appears whole or not at all, and is believed only if its checksum, form and release are right.
import { createHash, hash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openDictionary } from './dictionary.ts'
import type { Book } from './feed.ts'
import { filled, type Numbers, type Packed } from './packed.ts'
import { columns, type Part, type Table } from './table.ts'

/** Counts up whenever the file is written otherwise: what an earlier program kept is then read anew from the database. */
const form = 1

const kinds = { Uint8Array, Uint16Array, Uint32Array, Float64Array }
const kindNames = ['Uint8Array', 'Uint16Array', 'Uint32Array', 'Float64Array'] as const

const Piece = z.object({ kind: z.enum(kindNames), at: z.number().int(), length: z.number().int() }).nullable()
type Piece = z.infer<typeof Piece>

const KeptTable = z.object({
  measure: z.string(), scale: z.number(), bound: z.number(), observations: z.number(),
  dictionaries: z.array(z.array(z.string().nullable())), tallies: z.array(z.array(z.number())),
  parts: z.array(z.object({ sign: z.union([z.literal(1), z.literal(-1)]), isWithheld: z.boolean(), length: z.number().int(), codes: z.array(Piece), values: Piece })),
})

const Head = z.object({
  form: z.literal(form), columns: z.array(z.string()), source: z.string(), release: z.number().int(), delivery: z.string().nullable(), tables: z.array(KeptTable),
})

const alignment = 8
const checksumBytes = 32
const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment

/** The file of a source; its name says nothing but that. */
export const keptFile = (folder: string, source: string): string => join(folder, `${hash('sha256', source).slice(0, 24)}.columns`)

const nameOf = (numbers: Numbers): (typeof kindNames)[number] => kindNames.find((name) => numbers instanceof kinds[name]) ?? 'Float64Array'

/** What a book was at one moment, ready to be written while the book goes on. */
export interface Laid {
  head: z.infer<typeof Head>
  pieces: Numbers[]
}

/** Takes down the book as it is now. */
export const layOut = ({ source, release, delivery, tables }: Book): Laid => {
  const pieces: Numbers[] = []
  let at = 0
  const lay = (packed: Packed, length: number): Piece => {
    const numbers = filled(packed, length)
    if (!numbers) return null
    const piece = { kind: nameOf(numbers), at, length }
    pieces.push(numbers)
    at += aligned(numbers.byteLength)
    return piece
  }
  const partOf = ({ sign, isWithheld, length, codes, values }: Part) =>
    ({ sign, isWithheld, length, codes: codes.map((packed) => lay(packed, length)), values: lay(values, length) })
  const kept = [...tables].map(([measure, { scale, bound, observations, dictionaries, tallies, parts }]) => ({
    measure, scale, bound, observations, dictionaries: dictionaries.map(({ words }) => [...words]), tallies: tallies.map((tally) => [...tally]), parts: parts.map(partOf),
  }))
  return { head: { form, columns: [...columns], source, release, delivery, tables: kept }, pieces }
}

async function* bytesOf({ head, pieces }: Laid): AsyncGenerator<Uint8Array> {
  const text = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(alignment)
  length.writeDoubleBE(text.length)
  yield length
  yield Buffer.concat([text, Buffer.alloc(aligned(text.length) - text.length)])
  for (const piece of pieces) {
    yield new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)
    yield new Uint8Array(aligned(piece.byteLength) - piece.byteLength)
  }
}

const inSlices = 2 ** 22

async function* sliced(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) for (let at = 0; at < piece.length; at += inSlices) yield piece.subarray(at, at + inSlices)
}

/** Writes what was taken down beside what was kept before, then in its place. */
export const writeKept = async (folder: string, laid: Laid): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = keptFile(folder, laid.head.source)
  const unfinished = `${file}.part`
  await rm(unfinished, { force: true })
  const handle = await open(unfinished, 'wx', 0o600)
  try {
    const checksum = createHash('sha256')
    for await (const bytes of sliced(bytesOf(laid))) {
      checksum.update(bytes)
      await handle.write(bytes)
    }
    await handle.write(checksum.digest())
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(unfinished, file)
}

const tableFrom = (kept: z.infer<typeof KeptTable>, bytes: ArrayBufferLike, start: number): Table => {
  const packed = (piece: Piece): Packed => ({ data: piece && new kinds[piece.kind](bytes as ArrayBuffer, start + piece.at, piece.length) })
  const parts = kept.parts.map(({ codes, values, ...part }) => ({ ...part, codes: codes.map(packed), values: packed(values) }))
  return { scale: kept.scale, bound: kept.bound, observations: kept.observations, tallies: kept.tallies, parts, dictionaries: kept.dictionaries.map(openDictionary) }
}

const bookFrom = (content: Buffer, source: string): Book | null => {
  const body = content.subarray(0, Math.max(0, content.length - checksumBytes))
  if (!createHash('sha256').update(body).digest().equals(content.subarray(body.length))) return null
  const headLength = body.readDoubleBE(0)
  const parsed = Head.safeParse(JSON.parse(body.subarray(alignment, alignment + headLength).toString()))
  if (!parsed.success || parsed.data.source !== source || parsed.data.columns.join() !== columns.join()) return null
  const { release, delivery, tables } = parsed.data
  const start = content.byteOffset + alignment + aligned(headLength)
  return { source, release, delivery, tables: new Map(tables.map((table) => [table.measure, tableFrom(table, content.buffer, start)])) }
}

/** A file's bytes in memory that another thread may read too. */
const sharedContent = async (file: string): Promise<Buffer> => {
  const handle = await open(file)
  try {
    const content = Buffer.from(new SharedArrayBuffer((await handle.stat()).size))
    for (let at = 0; at < content.length;) {
      const { bytesRead } = await handle.read(content, at, content.length - at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    return content
  } finally {
    await handle.close()
  }
}

/** The book as it was kept; null when there is none or it cannot be believed. */
export const keptBook = async (folder: string, source: string): Promise<Book | null> => {
  const content = await sharedContent(keptFile(folder, source)).catch(() => null)
  return content && content.length >= alignment + checksumBytes ? bookFrom(content, source) : null
}

export const dropKept = (folder: string, source: string): Promise<void> => rm(keptFile(folder, source), { force: true })
