// A delivered file opened: its profile, its header and its rows in batches, whatever its encoding, packing or separator.
import type { Text } from '../../../platform/text.ts'
import type { Row } from '../model/coding.ts'
import { placeOfLine } from '../model/line.ts'
import type { Encoding, SourceDefinition } from '../model/profile.ts'
import type { FileBytes } from './bytes.ts'
import { faultError } from './fault.ts'
import { fillingDown, isBlank } from './filled-down.ts'
import { openGrids, type Grid, type OpenedGrid } from './grids.ts'
import { repaired } from './guessing/mojibake.ts'
import { matchGrids, type Match, type MatchedHeader } from './header.ts'
import type { Joined } from './joining.ts'
import type { UnpackLimits } from './limits.ts'
import { keepMended, notesOf, type Remarks } from './remarks.ts'
import { asOneTable } from './sheets.ts'
import { ofItsSubject } from './told.ts'
import { unshielded } from './written.ts'

export interface Table extends MatchedHeader {
  /** Final once the rows were read: the first letter beyond ASCII may tell it late. */
  encoding: () => Encoding
  /** Rows after the header. Ends with a fault when the file is cut short, badly quoted or not of its encoding. */
  rows: AsyncGenerator<Row[]>
  /** The sheet a line is of; null in a text. */
  sheetOf: (line: number) => string | null
  /** What the reading mended or left unused, in sentences; whole once the rows were read. */
  notes: () => Text[]
}

export interface TableChoice {
  source: SourceDefinition
  /** Every other source, to recognise a file delivered under the wrong one. */
  others: readonly SourceDefinition[]
  limits?: UnpackLimits
  /** What the file is called: it may say of which year it is. Left out when a kept file is read again. */
  fileName?: string
}

const fitted = (row: Row, width: number, isRagged: boolean): Row => {
  const { line, cells } = row
  if (cells.length === width) return row
  if (cells.length < width) return isRagged ? { line, cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')] } : row
  return cells.slice(width).every(isBlank) ? { line, cells: cells.slice(0, width) } : row
}

/** The rows below a header, as wide as it is. */
async function* rowsBelow(headerLine: number, width: number, { grid, opened: { rows } }: { grid: Grid; opened: OpenedGrid }): AsyncGenerator<Row[]> {
  for await (const batch of rows) {
    const past = (batch[0]?.line ?? 0) > headerLine ? batch : batch.filter(({ line }) => line > headerLine)
    if (past.length > 0) yield past.map((row) => fitted(row, width, grid.isRagged))
  }
}

/** The rows of one sheet after another. */
async function* joinedRows(sheets: readonly Joined[], keys: readonly string[]): AsyncGenerator<Row[]> {
  for (const sheet of sheets) {
    const under = asOneTable(sheet, keys, sheet.said)
    for await (const batch of rowsBelow(sheet.line, sheet.keys.length, { grid: sheet.grid, opened: sheet.grid.open() })) yield batch.map(under)
  }
}

async function* dataRows({ grid, header, keys, joined, line }: Match, opened: OpenedGrid): AsyncGenerator<Row[]> {
  let last: Row | undefined
  const { state } = opened
  const width = header.length
  for await (const batch of joined.length > 0 ? joinedRows(joined, keys) : rowsBelow(line, width, { grid, opened })) {
    last = batch.at(-1) ?? last
    yield batch
  }
  if (!last) throw faultError({ kind: 'headerOnly' })
  if (!state.isWhole && last.cells.length < width) throw faultError({ kind: 'cutRow', line: last.line, expected: width, found: last.cells.length })
}

const mendedCell = (cell: string, remarks: Remarks): string => {
  const mended = repaired(cell)
  if (mended === undefined) return cell
  keepMended(remarks, cell, mended)
  return mended
}

const isDamaged = (cell: string): boolean => repaired(cell) !== undefined

/** Blank cells as the cell above them, in the columns where the profile says so. */
async function* filledDown(batches: AsyncIterable<Row[]>, places: readonly number[]): AsyncGenerator<Row[]> {
  const filled = fillingDown(places)
  for await (const batch of batches) yield batch.map(filled)
}

async function* withLettersMended(batches: AsyncIterable<Row[]>, remarks: Remarks): AsyncGenerator<Row[]> {
  const mended = (row: Row): Row => (row.cells.some(isDamaged) ? { line: row.line, cells: row.cells.map((cell) => mendedCell(cell, remarks)) } : row)
  for await (const batch of batches) yield batch.map(mended)
}

/** Rows this node wrote back, as they were before. */
async function* asDelivered(batches: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const batch of batches) yield batch.map(({ line, cells }) => ({ line, cells: cells.map(unshielded) }))
}

/** Opens a delivered file as a table of one of the source's profiles. Throws a fault when it cannot be one. */
export const openTable = async (file: FileBytes, { source, others, limits, fileName }: TableChoice): Promise<Table> => {
  const match = matchGrids(await openGrids(file, limits), { source, others, ...(fileName !== undefined && { fileName }) })
  const opened = match.grid.open(match.profile.encodings)
  const { profile, delimiter, header, isCorrection, at, isToCome, remarks } = match
  const whole = dataRows(match, opened)
  const mended = withLettersMended(profile.told ? ofItsSubject(whole, profile, at) : whole, remarks)
  const rows = profile.filledDown ? filledDown(mended, profile.filledDown.map(at).filter((place) => place !== -1)) : mended
  return {
    profile, delimiter, header, isCorrection, at, isToCome, remarks,
    encoding: () => opened.state.encoding,
    rows: isCorrection ? asDelivered(rows) : rows,
    sheetOf: (line) => match.joined.find((sheet) => sheet.at === placeOfLine(line).sheet)?.grid.sheet ?? match.grid.sheet,
    notes: () => notesOf(remarks),
  }
}
