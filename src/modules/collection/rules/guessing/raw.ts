// The table of a file nobody has described: which of its sheets or separators it is, and its first rows with their letters put right.
import type { Row } from '../../model/coding.ts'
import type { FileBytes } from '../bytes.ts'
import { plain } from '../compared.ts'
import { openGrids, type Grid } from '../grids.ts'
import { toldApart } from '../header.ts'
import type { SheetsRule } from '../../model/profile.ts'
import { lookingLimits, takingTurns } from '../limits.ts'
import { asOneTable, sheetCells, sheetColumns } from '../sheets.ts'
import { repaired } from './mojibake.ts'
import { copiesAmong, mayBeOne, otherTables, ruleFor, sheetsAside, sheetsLike, type SheetSeen } from './alike.ts'
import { shapeOf, type Shape } from './shape.ts'
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

/** Cells held of the first rows: a sheet may have thousands of columns, and each costs work. Of several sheets read as one each has its share. */
const mostCells = 300_000
const leastShare = 10_000

const firstRows = async (grid: Grid, most: number, cellsHeld: number): Promise<Read> => {
  const rows: Row[] = []
  let cells = 0
  for await (const batch of takingTurns(grid.open([grid.encoding]).rows)) {
    for (const row of batch) {
      if (rows.length >= most || cells >= cellsHeld) return { rows, isWhole: false }
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

const squared = (rows: readonly Row[], width: number): Row[] =>
  rows.map(({ line, cells }) => ({ line, cells: cells.length >= width ? cells : [...cells, ...Array.from({ length: width - cells.length }, () => '')] }))

interface Seen {
  shape: Shape
  mended: FileSeen['mended']
  isWhole: boolean
}

const seenIn = async (grid: Grid, mostRows: number, sheets = 1): Promise<Seen> => {
  const { rows: read, isWhole } = await firstRows(grid, Math.ceil(mostRows / sheets), Math.max(leastShare, mostCells / sheets))
  const { rows, mended } = withLettersRight(read)
  const shape = shapeOf(rows, isWhole)
  const header = toldApart(shape.header)
  return { shape: { ...shape, header, rows: squared(shape.rows, header.length) }, mended, isWhole }
}

interface Together extends Seen {
  /** Columns that some of the sheets lack. */
  partial: string[]
}

/** The first rows of each sheet under one header, as the reading will have them. */
const seenTogether = async (sheets: readonly Grid[], mostRows: number, about: { rule: SheetsRule; grids: readonly Grid[] }): Promise<Together> => {
  const parts: (Seen & { grid: Grid })[] = []
  for (const grid of sheets) parts.push({ grid, ...(await seenIn(grid, mostRows, sheets.length)) })
  const own = sheetColumns(about.rule)
  const known = new Map([...parts.flatMap(({ shape }) => shape.header), ...own].map((title) => [plain(title), title] as const).toReversed())
  const header = [...new Set([...parts.flatMap(({ shape }) => shape.header), ...own].map(plain))].filter((key) => key !== '')
  const rowsIn = ({ grid, shape }: (typeof parts)[number], rows: readonly Row[]): Row[] => {
    const said = sheetCells(grid.sheet ?? '', about.rule)
    return rows.map(asOneTable({ at: about.grids.indexOf(grid), keys: shape.header.map(plain) }, header, new Map(own.map((column, at) => [plain(column), said[at] ?? '']))))
  }
  const titles = parts.map(({ shape }) => new Set(shape.header.map(plain)))
  const lacks = (key: string): boolean => titles.some((known) => !known.has(key))
  const filledByName = new Set(own.map(plain))
  const [first] = parts
  return {
    shape: {
      header: header.map((key) => known.get(key) ?? key), headerLine: first?.shape.headerLine ?? 1, above: [...new Set(parts.flatMap(({ shape }) => shape.above))],
      rows: parts.flatMap((part) => rowsIn(part, part.shape.rows)), notes: parts.flatMap((part) => rowsIn(part, part.shape.notes)),
    },
    mended: parts.map(({ mended }) => mended).find((mended) => mended !== null) ?? null,
    isWhole: parts.every(({ isWhole }) => isWhole),
    partial: header.filter((key) => !filledByName.has(key) && lacks(key)).map((key) => known.get(key) ?? key),
  }
}

/** How the sheets of a workbook are to be looked at: as the profile says, or as seems best. */
export type SheetsAsked = SheetsRule | 'one' | 'guess'

interface Sheets {
  rule: SheetsRule
  read: SheetSeen[]
}

const sheetsAsked = (alike: readonly SheetSeen[], chosen: Grid, asked: SheetsAsked): Sheets | undefined => {
  const names = alike.map(({ name }) => name)
  if (asked === 'one' || alike.length < 2) return undefined
  if (asked !== 'guess' && 'only' in asked) return undefined
  if (asked === 'guess' && !mayBeOne(alike)) return undefined
  const aside = asideOf(alike)
  const read = alike.filter(({ name }) => !aside.includes(name))
  const header = alike.find(({ grid }) => grid === chosen)?.shape.header ?? []
  return { read, rule: asked === 'guess' ? ruleFor(names, aside, header) : asked }
}

const gridAsked = (grids: readonly Grid[], asked: SheetsAsked): Grid | undefined =>
  (typeof asked === 'object' && 'only' in asked ? grids.find(({ sheet }) => sheet === asked.only) : undefined) ?? bestOf(grids)

const asideOf = (alike: readonly SheetSeen[]): string[] => [...new Set([...sheetsAside(alike.map(({ name }) => name)), ...copiesAmong(alike)])]

const aboutSheets = (grids: readonly Grid[], alike: readonly SheetSeen[], { sheet }: Grid, together: Sheets | undefined): Pick<FileSeen, 'sheet' | 'alike' | 'sheets' | 'aside' | 'others' | 'beyond'> => {
  const others = otherTables(grids, alike)
  const names = alike.map(({ name }) => name)
  const aside = asideOf(alike)
  const beyond = grids[0]?.beyond ?? 0
  if (together) return { sheet: null, alike: names, sheets: together.rule, aside, others, beyond }
  return { sheet, alike: names, sheets: names.length + others.length > 1 ? { only: sheet ?? '' } : null, aside, others, beyond }
}

/** Looks at the first rows of a file. Fails with a fault when it is no table at all. */
export const lookAt = async (file: FileBytes, fileName: string, mostRows: number, asked: SheetsAsked = 'guess'): Promise<FileSeen> => {
  const grids = await openGrids(file, lookingLimits)
  const grid = gridAsked(grids, asked)
  if (!grid) throw new Error('a file without any table was taken for one')
  const alike = sheetsLike(grids, grid)
  const sheets = sheetsAsked(alike, grid, asked)
  const seen = sheets ? await seenTogether(sheets.read.map((each) => each.grid), mostRows, { rule: sheets.rule, grids }) : { ...(await seenIn(grid, mostRows)), partial: [] }
  const isText = grid.sheet === null && !/\.(jsonl?|ndjson|geojson)(\.\w+)?$/i.test(fileName)
  return { ...seen, ...aboutSheets(grids, alike, grid, sheets), fileName, encoding: grid.encoding, isEncodingSure: grid.encoding !== 'ibm850', delimiter: isText ? grid.delimiter : null }
}
