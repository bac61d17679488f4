// Where the table is in a file: titles above it, its header row, its rows, and the notes below.
import type { Row } from '../../model/coding.ts'
import { withLeadingNamed } from '../leading.ts'
import { joinedTitles } from '../two-rows.ts'
import { isNumber } from './numbers.ts'
import { periodOfTitle } from './periods.ts'

export interface Shape {
  header: readonly string[]
  /** Line the header stands on. */
  headerLine: number
  above: readonly string[]
  rows: readonly Row[]
  /** Rows below the table that are notes and not data. */
  notes: readonly Row[]
}

const filled = ({ cells }: Row): number => cells.filter((cell) => cell.trim() !== '').length

const middle = (sizes: readonly number[]): number => sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0

// Of a small table among many titles and notes, the rows of one cell tell nothing of its width.
const usual = (rows: readonly Row[]): number => {
  const sizes = rows.map(filled)
  const wide = sizes.filter((size) => size > 2)
  return wide.length > 2 ? middle(wide) : middle(sizes)
}

const isTitle = (cell: string): boolean => cell.trim() !== '' && (!isNumber(cell) || periodOfTitle(cell) !== undefined)

const mayBeHeader = (row: Row, width: number): boolean => {
  const cells = row.cells.filter((cell) => cell.trim() !== '')
  // Over the names of the rows there may be no title.
  const titled = (row.cells[0] ?? '').trim() === '' && cells.length > 1 ? width - 1 : width
  return cells.length >= Math.max(1, Math.ceil(titled * 0.7)) && cells.filter(isTitle).length >= cells.length * 0.9
}

const farthest = 40

const headerAt = (rows: readonly Row[]): number => {
  const width = usual(rows.slice(0, 400))
  const found = rows.slice(0, farthest).findIndex((row) => mayBeHeader(row, width))
  return Math.max(0, found)
}

const noteWords = /^\s*(notas?|fuentes?|source|note|elabor|cifras|\*|\(?\d?\)|actualiz|consulta|p\/|r\/|n\.?\s?d|datos|information|last updated)/i

const isNote = (row: Row, width: number): boolean => {
  const [first = ''] = row.cells.filter((cell) => cell.trim() !== '')
  if (width < 3 || filled(row) > 2) return false
  return filled(row) === 1 || noteWords.test(first)
}

const firstNote = (rows: readonly Row[], width: number): number => {
  let at = rows.length
  while (at > 0 && isNote(rows[at - 1] as Row, width)) at -= 1
  return at
}

// Tags for programs below the titles, as humanitarian exchanges write them: «#date», «#affected+ind».
const isTags = ({ cells }: Row): boolean => {
  const said = cells.filter((cell) => cell.trim() !== '')
  return said.length > 1 && said.every((cell) => /^#[a-z]\w*([+_ ]\w+)*$/i.test(cell.trim()))
}

const named = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim())

interface Header {
  titles: string[]
  /** The first and the last of its rows. */
  from: number
  to: number
}

/** Words of a header are not said again below it. */
const isSaidBelow = (rows: readonly Row[], at: number): boolean => {
  const titles = rows[at]?.cells ?? []
  const below = rows.slice(at + 1, at + 60)
  return titles.some((title, place) => title.trim() !== '' && !isNumber(title) && below.some(({ cells }) => (cells[place] ?? '').trim() === title.trim()))
}

const pairAt = (rows: readonly Row[], upper: number): Header | undefined => {
  const [one, other] = [rows[upper], rows[upper + 1]]
  if (!one || !other || !other.cells.filter((cell) => cell.trim() !== '').every(isTitle) || isSaidBelow(rows, upper + 1)) return undefined
  const titles = joinedTitles(named(one.cells), named(other.cells))
  return titles && { titles, from: upper, to: upper + 1 }
}

const headerIn = (rows: readonly Row[]): Header => {
  const at = headerAt(rows)
  const row = rows[at]
  return pairAt(rows, at) ?? pairAt(rows, at - 1) ?? { titles: named(row?.cells ?? []), from: at, to: at }
}

/** Finds the table among the first rows of a file. */
export const shapeOf = (rows: readonly Row[], isWhole: boolean): Shape => {
  const { titles, from, to } = headerIn(rows)
  const below = rows.slice(to + 1)
  const tags = below.slice(0, 1).filter(isTags)
  const body = below.slice(tags.length)
  const end = isWhole ? firstNote(body, usual(body)) : body.length
  const names = withLeadingNamed(titles)
  const header = titles.map((title, at) => (title === '' && below.some(({ cells }) => (cells[at] ?? '').trim() !== '') ? (names[at] ?? '') : title))
  return {
    header,
    headerLine: rows[to]?.line ?? 1,
    above: rows.slice(0, from).flatMap(({ cells }) => named(cells)).filter((cell) => cell !== ''),
    rows: body.slice(0, end),
    notes: [...tags, ...body.slice(end)],
  }
}
