// The tables a delivered file may hold, before any profile is asked: each sheet of a workbook, or the text cut by each separator it may have.
import type { Row } from '../model/coding.ts'
import type { Encoding } from '../model/profile.ts'
import { firstBytes, type FileBytes } from './bytes.ts'
import { faultError } from './fault.ts'
import { guessEncoding } from './guessing/encoding.ts'
import type { UnpackLimits } from './limits.ts'
import { countLines, decodeBlock, fromUtf16, maxLineBytes, wholeLines, withLineFeeds } from './lines.ts'
import { objectRows } from './objects.ts'
import { isPackedHeader, unpackedRow, unpackedRows } from './packed-column.ts'
import { records } from './records.ts'
import { unpack } from './unpack.ts'
import { partsOf } from './workbook/parts.ts'
import { sheetRows } from './workbook/sheet.ts'

/** All the rows, from the first. What `state` says of them is final once they were read. */
export interface OpenedGrid {
  rows: AsyncGenerator<Row[]>
  /** `isWhole`: the text ended with the end of a line. */
  state: { encoding: Encoding; isWhole: boolean }
}

export interface Grid {
  /** The sheet's name; null when the file is no workbook. */
  sheet: string | null
  /** The workbook does not show the sheet to who opens it. */
  isHidden?: boolean
  /** How many more sheets the workbook has than are looked at. */
  beyond?: number
  /** The sign that parts cells; a comma where there is none. */
  delimiter: string
  encoding: Encoding
  /** A row may leave out the blank cells at its end. */
  isRagged: boolean
  /** The first rows that hold anything, at most 30; fewer where they have many hundreds of cells. */
  head: readonly Row[]
  /** Reads the file from its beginning; of the encodings accepted, the first is taken when the bytes do not tell. */
  open: (accepted?: readonly Encoding[]) => OpenedGrid
}

const mostHeadRows = 30
/** Of each of hundreds of sheets as many cells may be held. */
const mostHeadCells = 20_000

const headOf = async (rows: AsyncIterable<Row[]>): Promise<Row[]> => {
  const head: Row[] = []
  let cells = 0
  for await (const batch of rows) {
    for (const row of batch) {
      head.push(row)
      cells += row.cells.length
      if (head.length >= mostHeadRows || cells >= mostHeadCells) return head
    }
  }
  return head
}

interface TextFile {
  read: () => AsyncIterable<Uint8Array>
  encoding: Encoding
  isMarked: boolean
  isAscii: boolean
}

const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte < 128)

const isOneByte = (encoding: Encoding): boolean => encoding === 'windows-1252' || encoding === 'ibm850'

const readableText = (read: () => AsyncIterable<Uint8Array>, head: Buffer): TextFile => {
  const { encoding } = guessEncoding(head)
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return { read: () => fromUtf16(read(), encoding), encoding, isMarked: true, isAscii: false }
  // Old Macintosh programs end their lines with a carriage return alone.
  const isOldMac = head.includes(13) && !head.includes(10)
  const isMarked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  return { read: isOldMac ? () => withLineFeeds(read()) : read, encoding, isMarked, isAscii: isAscii(head) }
}

const encodingAmong = ({ encoding, isMarked, isAscii: isUntold }: TextFile, accepted: readonly Encoding[]): Encoding => {
  if (isMarked || accepted.length === 0) return encoding
  return !isUntold && accepted.includes(encoding) ? encoding : (accepted[0] ?? encoding)
}

// The first letter beyond ASCII may stand a million rows down: until it comes, the encoding may still change to another that is accepted.
const later = (block: Buffer, accepted: readonly Encoding[]): Encoding | undefined => {
  const { encoding } = guessEncoding(block)
  return accepted.includes(encoding) ? encoding : undefined
}

async function* decoded(text: TextFile, accepted: readonly Encoding[], state: OpenedGrid['state']): AsyncGenerator<string> {
  let lines = 0
  let isUntold = text.isAscii && !text.isMarked
  for await (const block of wholeLines(text.read())) {
    if (isUntold && !isAscii(block)) {
      isUntold = false
      state.encoding = later(block, accepted) ?? state.encoding
    }
    state.isWhole = block.at(-1) === 10
    yield decodeBlock(block, text.isMarked ? 'utf-8' : state.encoding, lines)
    lines += countLines(block)
  }
}

const openText = (text: TextFile, accepted: readonly Encoding[], delimiter: string): OpenedGrid => {
  const state = { encoding: encodingAmong(text, accepted), isWhole: true }
  return { rows: records(decoded(text, accepted, state), delimiter), state }
}

const delimiters = [',', ';', '\t', '|'] as const

/** Lines looked at for a header, counted from the top, blank ones and those inside quotation marks included. */
const mostHeadLines = 300

const headText = (bytes: Buffer, encoding: Encoding): string => {
  const end = bytes.lastIndexOf(10)
  const whole = end === -1 ? bytes : bytes.subarray(0, end + 1)
  const text = isOneByte(encoding) ? decodeBlock(whole, encoding, 0) : whole.toString('utf8').replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  return text.split('\n', mostHeadLines).join('\n')
}

async function* inOnePiece(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text)
}

// A quotation mark left open at the cut is no fault yet.
async function* asFarAsReadable(rows: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  try {
    yield* rows
  } catch {
    return
  }
}

const unpackedGrid = (grid: Grid): Grid => ({
  ...grid, head: grid.head.map(unpackedRow),
  open: (accepted) => {
    const { rows, state } = grid.open(accepted)
    return { rows: unpackedRows(rows), state }
  },
})

const textGrids = async (read: () => AsyncIterable<Uint8Array>): Promise<Grid[]> => {
  const head = await firstBytes(read(), maxLineBytes)
  const text = readableText(read, head)
  const bytes = text.read === read ? head : await firstBytes(text.read(), maxLineBytes)
  if (bytes.length >= maxLineBytes && !bytes.includes(10)) throw faultError({ kind: 'longLine', line: 1, megabytes: maxLineBytes / 2 ** 20 })
  const readings = isOneByte(text.encoding) ? (['windows-1252', 'ibm850'] as const).toSorted((a) => (a === text.encoding ? -1 : 1)) : [text.encoding]
  const grids = readings.flatMap((encoding) => delimiters.map(async (delimiter): Promise<Grid> => {
    const head = await headOf(asFarAsReadable(records(inOnePiece(headText(bytes, encoding)), delimiter)))
    const open = (accepted: readonly Encoding[] = []): OpenedGrid => openText({ ...text, encoding }, accepted, delimiter)
    const grid = { sheet: null, delimiter, encoding, isRagged: false, head, open }
    return delimiter === '\t' && isPackedHeader(head[0]) ? unpackedGrid(grid) : grid
  }))
  return Promise.all(grids)
}

const jsonGrid = async (read: () => AsyncIterable<Uint8Array>): Promise<Grid> => {
  const text = readableText(read, await firstBytes(read(), 4096))
  const state = { encoding: text.encoding, isWhole: true }
  const pieces = () => decoded({ ...text, isMarked: true }, [], state)
  const open = (): OpenedGrid => ({ rows: objectRows(pieces), state: { encoding: 'utf-8', isWhole: true } })
  return { sheet: null, delimiter: ',', encoding: 'utf-8', isRagged: false, head: await headOf(open().rows), open }
}

/** Sheets looked at in a workbook. */
export const mostSheets = 400

const workbookGrids = async (entries: Parameters<typeof partsOf>[0]): Promise<Grid[]> => {
  const parts = await partsOf(entries)
  const grids: Grid[] = []
  const beyond = Math.max(0, parts.sheets.length - mostSheets)
  for (const sheet of parts.sheets.slice(0, mostSheets)) {
    const { name, isHidden } = sheet
    const open = (): OpenedGrid => ({ rows: sheetRows(sheet, parts), state: { encoding: 'utf-8', isWhole: true } })
    grids.push({ sheet: name, isHidden, beyond, delimiter: ',', encoding: 'utf-8', isRagged: true, head: await headOf(open().rows), open })
  }
  return grids
}

/** Every table the file may be read as, the likeliest encoding first. Fails with a fault when there is none. */
export const openGrids = async (file: FileBytes, limits?: UnpackLimits): Promise<Grid[]> => {
  const unpacked = await unpack(file, limits)
  if (unpacked.kind === 'workbook') return workbookGrids(unpacked.entries)
  if (unpacked.kind === 'json') return [await jsonGrid(unpacked.read)]
  return textGrids(unpacked.read)
}
