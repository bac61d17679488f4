// From the file that was sent to what is inside it: a text whose bytes can be read again, or a workbook.
import { pipeline } from 'node:stream/promises'
import { PassThrough, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ForeignKind } from '../model/fault.ts'
import { bunzip } from './bunzip.ts'
import { bytesIn, firstBytes, type FileBytes } from './bytes.ts'
import { faultError, faultOf } from './fault.ts'
import { unpackLimits, within, type UnpackLimits } from './limits.ts'
import { zipEntries, type ZipEntry } from './zip.ts'

type Bytes = AsyncIterable<Uint8Array>
type Read = () => AsyncGenerator<Uint8Array>

/** What a delivered file holds once unpacked. */
export type Unpacked = { kind: 'text' | 'json'; read: Read } | { kind: 'workbook'; entries: readonly ZipEntry[] }

type Sniffed = ForeignKind | 'gzip' | 'bz2' | 'zip' | 'json' | 'text'

const signatures: readonly { what: Sniffed; bytes: string }[] = [
  { what: 'gzip', bytes: '1f8b' },
  { what: 'zip', bytes: '504b0304' },
  { what: 'zip', bytes: '504b0506' },
  { what: 'pdf', bytes: '25504446' },
  { what: 'xls', bytes: 'd0cf11e0a1b11ae1' },
  { what: 'bz2', bytes: '425a68' },
  { what: 'xz', bytes: 'fd377a585a00' },
  { what: 'text', bytes: 'fffe' },
  { what: 'text', bytes: 'feff' },
]

const textKind = (head: Buffer): Sniffed => {
  const start = head.toString('latin1').replace(/^\xef\xbb\xbf/, '').trimStart().slice(0, 200).toLowerCase()
  if (start.startsWith('<!doctype') || start.startsWith('<html') || start.startsWith('<?xml')) return 'html'
  if (/^(\[\s*)?\{\s*["}]/.test(start) || /^\[\s*[[\]"\d]/.test(start)) return 'json'
  return head.includes(0) ? 'binary' : 'text'
}

/** What a file is by its first bytes, whatever its name says. */
export const sniff = (head: Buffer): Sniffed => {
  const hex = head.subarray(0, 8).toString('hex')
  return signatures.find((signature) => hex.startsWith(signature.bytes))?.what ?? textKind(head)
}

const gzipFault = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return faultError({ kind: 'cutPacked', what: 'gz' })
  return typeof code === 'string' && code.startsWith('Z_') ? faultError({ kind: 'damagedPacked', what: 'gz' }) : error
}

async function* gunzip(packed: Bytes): AsyncGenerator<Uint8Array> {
  const opened = new PassThrough()
  const done = pipeline(Readable.from(packed), createGunzip(), opened).catch((error: unknown) => void opened.destroy(gzipFault(error) as Error))
  try {
    yield* opened as AsyncIterable<Buffer>
  } catch (error) {
    throw faultOf(error) ? error : gzipFault(error)
  } finally {
    opened.destroy()
    await done
  }
}

/** The bytes a packed file opens to, each time it is asked anew. What they came from is counted as far as anybody read: who opens it may go on where another left. */
const packedRead = (file: FileBytes, open: (packed: Bytes) => Bytes, limits: UnpackLimits): Read => {
  let furthest = 0
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    let sent = 0
    for await (const chunk of file.read()) {
      sent += chunk.length
      furthest = Math.max(furthest, sent)
      yield chunk
    }
  }
  return () => within(open(counted()), limits, () => furthest)
}

const headBytes = 4096
/** A workbook inside a ZIP is held in memory while it is read; a larger one is asked for by itself. */
const mostInnerBytes = 64 * 2 ** 20

const isWorkbook = (entries: readonly ZipEntry[]): boolean => entries.some(({ name }) => name.toLowerCase() === 'xl/workbook.xml')

const isPacking = (what: Sniffed): what is 'gzip' | 'bz2' | 'zip' => what === 'gzip' || what === 'bz2' || what === 'zip'

const inner = async ({ read }: ZipEntry, limits: UnpackLimits): Promise<Unpacked> => {
  const what = sniff(await firstBytes(read(), headBytes))
  if (what === 'text' || what === 'json') return { kind: what, read }
  if (what !== 'zip') throw faultError({ kind: 'foreign', what: isPacking(what) ? 'packedTwice' : what })
  const whole = await firstBytes(read(), mostInnerBytes + 1)
  if (whole.length > mostInnerBytes) throw faultError({ kind: 'foreign', what: 'packedTwice' })
  const entries = await zipEntries(bytesIn(whole), limits)
  if (!isWorkbook(entries)) throw faultError({ kind: 'foreign', what: 'packedTwice' })
  return { kind: 'workbook', entries }
}

const isTable = ({ name }: ZipEntry): boolean => /\.(csv|tsv|tab|xlsx|jsonl|ndjson|json)$/i.test(name)
// A text beside a table is what was written about it.
const isText = ({ name }: ZipEntry): boolean => /\.txt$/i.test(name)

const unzipped = async (file: FileBytes, limits: UnpackLimits): Promise<Unpacked> => {
  const entries = await zipEntries(file, limits)
  if (isWorkbook(entries)) return { kind: 'workbook', entries }
  if (entries.some(({ name }) => name === 'content.xml')) throw faultError({ kind: 'foreign', what: 'ods' })
  const chosen = [entries.filter(isTable), entries.filter(isText), entries].find((some) => some.length > 0) ?? []
  const [only, another] = chosen
  if (!only) throw faultError({ kind: 'empty' })
  if (another) throw faultError({ kind: 'severalTables', names: chosen.map(({ name }) => name) })
  return inner(only, limits)
}

const packedText = async (read: Read): Promise<Unpacked> => {
  const head = await firstBytes(read(), headBytes)
  if (head.length === 0) throw faultError({ kind: 'empty' })
  const what = sniff(head)
  if (what === 'text' || what === 'json') return { kind: what, read }
  throw faultError({ kind: 'foreign', what: isPacking(what) ? 'packedTwice' : what })
}

/** Opens a file plain, gzipped, packed with bzip2 or zipped. Fails with a fault for anything else, for a file cut short, damaged or without measure. */
export const unpack = async (file: FileBytes, limits: UnpackLimits = unpackLimits): Promise<Unpacked> => {
  const head = await firstBytes(file.read(0, headBytes), headBytes)
  if (head.length === 0) throw faultError({ kind: 'empty' })
  const what = sniff(head)
  if (what === 'text' || what === 'json') return { kind: what, read: () => within(file.read(), limits) }
  if (what === 'zip') return unzipped(file, limits)
  if (what !== 'gzip' && what !== 'bz2') throw faultError({ kind: 'foreign', what })
  return packedText(packedRead(file, what === 'gzip' ? gunzip : (file.bunzip ?? bunzip), limits))
}
