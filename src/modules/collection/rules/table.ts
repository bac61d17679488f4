// A delivered file opened: its profile, its header and its rows in batches, whatever its encoding, packing or separator.
import type { Text } from '../../../platform/text.ts'
import type { Row } from '../model/coding.ts'
import type { Encoding, SourceDefinition } from '../model/profile.ts'
import type { FileBytes } from './bytes.ts'
import { faultError } from './fault.ts'
import { openGrids, type OpenedGrid } from './grids.ts'
import { repaired } from './guessing/mojibake.ts'
import { matchGrids, type Match, type MatchedHeader } from './header.ts'
import type { UnpackLimits } from './limits.ts'
import { keepMended, notesOf, type Remarks } from './remarks.ts'
import { unshielded } from './written.ts'
import { otherYear } from './years.ts'

export interface Table extends MatchedHeader {
  /** Final once the rows were read: the first letter beyond ASCII may tell it late. */
  encoding: () => Encoding
  /** Rows after the header. Ends with a fault when the file is cut short, badly quoted or not of its encoding. */
  rows: AsyncGenerator<Row[]>
  /** What the reading mended or left unused, in sentences; whole once the rows were read. */
  notes: () => Text[]
}

export interface TableChoice {
  source: SourceDefinition
  /** Every other source, to recognise a file delivered under the wrong one. */
  others: readonly SourceDefinition[]
  limits?: UnpackLimits
  /** What the file is called: it may say of which year it is. */
  fileName?: string
}

const isBlank = (cell: string): boolean => cell.trim() === ''

const fitted = (row: Row, width: number, isRagged: boolean): Row => {
  const { line, cells } = row
  if (cells.length === width) return row
  if (cells.length < width) return isRagged ? { line, cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')] } : row
  return cells.slice(width).every(isBlank) ? { line, cells: cells.slice(0, width) } : row
}

async function* dataRows({ grid, header, line: headerLine }: Match, { rows, state }: OpenedGrid): AsyncGenerator<Row[]> {
  let last: Row | undefined
  const width = header.length
  for await (const batch of rows) {
    const past = (batch[0]?.line ?? 0) > headerLine ? batch : batch.filter(({ line }) => line > headerLine)
    const fitting = past.map((row) => fitted(row, width, grid.isRagged))
    last = fitting.at(-1) ?? last
    if (fitting.length > 0) yield fitting
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
  const above = new Map<number, string>()
  const filled = (row: Row): Row => {
    const cells = [...row.cells]
    for (const at of places) {
      if (isBlank(cells[at] ?? '')) cells[at] = above.get(at) ?? ''
      else above.set(at, cells[at] ?? '')
    }
    return { line: row.line, cells }
  }
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

const refuseOtherYear = ({ profile, grid: { head, sheet }, line: headerLine }: Match, fileName = ''): void => {
  const above = head.filter(({ line }) => line < headerLine).flatMap(({ cells }) => cells)
  const fault = otherYear(profile, [...above, sheet ?? '', fileName])
  if (fault) throw faultError(fault)
}

/** Opens a delivered file as a table of one of the source's profiles. Throws a fault when it cannot be one. */
export const openTable = async (file: FileBytes, { source, others, limits, fileName }: TableChoice): Promise<Table> => {
  const match = matchGrids(await openGrids(file, limits), source, others)
  refuseOtherYear(match, fileName)
  const opened = match.grid.open(match.profile.encodings)
  const { profile, delimiter, header, isCorrection, at, remarks } = match
  const mended = withLettersMended(dataRows(match, opened), remarks)
  const rows = profile.filledDown ? filledDown(mended, profile.filledDown.map(at).filter((place) => place !== -1)) : mended
  return {
    profile, delimiter, header, isCorrection, at, remarks,
    encoding: () => opened.state.encoding,
    rows: isCorrection ? asDelivered(rows) : rows,
    notes: () => notesOf(remarks),
  }
}
