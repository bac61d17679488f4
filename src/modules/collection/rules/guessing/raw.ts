// The table of a file nobody has described: which of its sheets or separators it is, and its first rows with their letters put right.
import type { Row } from '../../model/coding.ts'
import type { FileBytes } from '../bytes.ts'
import { openGrids, type Grid } from '../grids.ts'
import { toldApart } from '../header.ts'
import { lookingLimits, takingTurns } from '../limits.ts'
import { repaired } from './mojibake.ts'
import { shapeOf } from './shape.ts'
import type { FileSeen } from './sketch.ts'

const filled = ({ cells }: Row): number => cells.filter((cell) => cell.trim() !== '').length

// Most rows of a table have the same number of cells; the sign that parts them best makes the most of such rows.
const merit = ({ head }: Grid): number => {
  const often = new Map<number, number>()
  for (const row of head) if (filled(row) > 1) often.set(row.cells.length, (often.get(row.cells.length) ?? 0) + 1)
  return Math.max(0, ...[...often].map(([cells, lines]) => (lines / head.length) * (1 + Math.log2(cells))))
}

const sheetMerit = ({ head }: Grid): number => Math.max(0, ...head.map(filled)) * Math.min(20, head.length)

const bestOf = (grids: readonly Grid[]): Grid | undefined => {
  const meritOf = grids.some(({ sheet }) => sheet !== null) ? sheetMerit : merit
  return grids.reduce<Grid | undefined>((best, grid) => (!best || meritOf(grid) > meritOf(best) ? grid : best), undefined)
}

interface Read {
  rows: Row[]
  isWhole: boolean
}

/** Cells held of the first rows: a sheet may have thousands of columns, and each costs work. */
const mostCells = 300_000

const firstRows = async (grid: Grid, most: number): Promise<Read> => {
  const rows: Row[] = []
  let cells = 0
  for await (const batch of takingTurns(grid.open([grid.encoding]).rows)) {
    for (const row of batch) {
      if (rows.length >= most || cells >= mostCells) return { rows, isWhole: false }
      rows.push(row)
      cells += row.cells.length
    }
  }
  return { rows, isWhole: true }
}

type Mended = NonNullable<FileSeen['mended']>

const withLettersRight = (rows: readonly Row[]): { rows: Row[]; mended: FileSeen['mended'] } => {
  let mended: Mended | null = null
  const right = (cell: string): string => {
    const text = repaired(cell)
    if (text === undefined) return cell
    mended = mended === null ? { count: 1, from: cell.slice(0, 60), to: text.slice(0, 60) } : { ...mended, count: mended.count + 1 }
    return text
  }
  return { rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(right) })), mended }
}

const saying = (cells: readonly string[]): string => cells.map((cell) => cell.trim().toLowerCase()).filter((cell) => cell !== '').join('\u001f')

const alikeSheets = (grids: readonly Grid[], chosen: Grid, header: readonly string[]): string[] =>
  grids.flatMap(({ sheet, head }) => (sheet !== null && sheet !== chosen.sheet && head.some(({ cells }) => saying(cells) === saying(header)) ? [sheet] : []))

const squared = (rows: readonly Row[], width: number): Row[] =>
  rows.map(({ line, cells }) => ({ line, cells: cells.length >= width ? cells : [...cells, ...Array.from({ length: width - cells.length }, () => '')] }))

/** Looks at the first rows of a file. Fails with a fault when it is no table at all. */
export const lookAt = async (file: FileBytes, fileName: string, mostRows: number): Promise<FileSeen> => {
  const grids = await openGrids(file, lookingLimits)
  const grid = bestOf(grids)
  if (!grid) throw new Error('a file without any table was taken for one')
  const { rows: read, isWhole } = await firstRows(grid, mostRows)
  const { rows, mended } = withLettersRight(read)
  const shape = shapeOf(rows, isWhole)
  const header = toldApart(shape.header)
  const isText = grid.sheet === null && !/\.(jsonl?|ndjson|geojson)(\.\w+)?$/i.test(fileName)
  return {
    shape: { ...shape, header, rows: squared(shape.rows, header.length) },
    fileName, encoding: grid.encoding, isEncodingSure: grid.encoding !== 'ibm850', delimiter: isText ? grid.delimiter : null, sheet: grid.sheet, alike: alikeSheets(grids, grid, shape.header), mended, isWhole,
  }
}
