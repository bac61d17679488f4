// A delivered file opened: its profile, its header and its rows in batches, whatever its encoding, packing or separator.
import type { Row } from '../model/coding.ts'
import type { Encoding, Profile, SourceDefinition } from '../model/profile.ts'
import { faultError } from './fault.ts'
import { matchHeader, type MatchedHeader } from './header.ts'
import { countLines, decodeBlock, detectEncoding, wholeLines } from './lines.ts'
import { records } from './records.ts'
import { unpack, type UnpackLimits } from './unpack.ts'
import { unshielded } from './written.ts'

export interface Table extends MatchedHeader {
  encoding: Encoding
  /** Rows after the header. Ends with a fault when the file is cut short, badly quoted or not of its encoding. */
  rows: AsyncGenerator<Row[]>
}

export interface TableChoice {
  source: SourceDefinition
  /** Every other source, to recognise a file delivered under the wrong one. */
  others: readonly SourceDefinition[]
  limits?: UnpackLimits
}

const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte < 128)

const encodingOf = (profile: Profile, headerLine: Buffer, block: Buffer): Encoding => {
  const first = profile.encodings[0] ?? 'utf-8'
  if (isAscii(block)) return first
  const found = detectEncoding(isAscii(headerLine) ? block : headerLine)
  return profile.encodings.includes(found) ? found : first
}

const headerLineOf = (block: Buffer): Buffer => {
  const end = block.indexOf('\n')
  return end === -1 ? block : block.subarray(0, end)
}

async function* decoded(first: Buffer, rest: AsyncIterator<Buffer>, encoding: Encoding, ending: { isWhole: boolean }): AsyncGenerator<string> {
  let lines = 0
  try {
    for (let block: Buffer | undefined = first; block; block = await nextOf(rest)) {
      ending.isWhole = block.at(-1) === 10
      yield decodeBlock(block, encoding, lines)
      lines += countLines(block)
    }
  } finally {
    await rest.return?.()
  }
}

const nextOf = async (iterator: AsyncIterator<Buffer>): Promise<Buffer | undefined> => {
  const next = await iterator.next()
  return next.done ? undefined : next.value
}

async function* dataRows(batches: AsyncIterable<Row[]>, expected: number, ending: { isWhole: boolean }): AsyncGenerator<Row[]> {
  let last: Row | undefined
  let isHeaderPast = false
  for await (const batch of batches) {
    const rows = isHeaderPast ? batch : batch.slice(1)
    isHeaderPast ||= batch.length > 0
    last = rows.at(-1) ?? last
    if (rows.length > 0) yield rows
  }
  if (!last) throw faultError({ kind: 'headerOnly' })
  if (!ending.isWhole && last.cells.length < expected) throw faultError({ kind: 'cutRow', line: last.line, expected, found: last.cells.length })
}

/** Rows this node wrote back, as they were before. */
async function* asDelivered(batches: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const batch of batches) yield batch.map(({ line, cells }) => ({ line, cells: cells.map(unshielded) }))
}

const openFirst = (first: Buffer | undefined, rest: AsyncIterator<Buffer>, { source, others }: TableChoice): Table => {
  if (!first) throw faultError({ kind: 'empty' })
  const headerLine = headerLineOf(first)
  const header = matchHeader(decodeBlock(headerLine, detectEncoding(headerLine), 0).trimEnd(), source, others)
  const encoding = encodingOf(header.profile, headerLine, first)
  const ending = { isWhole: true }
  const rows = dataRows(records(decoded(first, rest, encoding, ending), header.delimiter), header.header.length, ending)
  return { ...header, encoding, rows: header.isCorrection ? asDelivered(rows) : rows }
}

/** Opens a delivered file as a table of one of the source's profiles. Throws a fault when it cannot be one. */
export const openTable = async (bytes: AsyncIterable<Uint8Array>, choice: TableChoice): Promise<Table> => {
  const blocks = wholeLines(unpack(bytes, choice.limits))
  try {
    return openFirst(await nextOf(blocks), blocks, choice)
  } catch (error) {
    await blocks.return(undefined)
    throw error
  }
}
