// Where the table is in a file: titles above it, its header row, its rows, and the notes below.
import type { Row } from '../../model/coding.ts'
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

const usual = (rows: readonly Row[]): number => {
  const sizes = rows.map(filled).toSorted((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

const isTitle = (cell: string): boolean => cell.trim() !== '' && (!isNumber(cell) || periodOfTitle(cell) !== undefined)

const mayBeHeader = (row: Row, width: number): boolean => {
  const cells = row.cells.filter((cell) => cell.trim() !== '')
  return cells.length >= Math.max(1, Math.ceil(width * 0.7)) && cells.filter(isTitle).length >= cells.length * 0.9
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

const named = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim())

/** Finds the table among the first rows of a file. */
export const shapeOf = (rows: readonly Row[], isWhole: boolean): Shape => {
  const at = headerAt(rows)
  const header = named(rows[at]?.cells ?? [])
  const body = rows.slice(at + 1)
  const end = isWhole ? firstNote(body, usual(body)) : body.length
  return {
    header,
    headerLine: rows[at]?.line ?? 1,
    above: rows.slice(0, at).flatMap(({ cells }) => named(cells)).filter((cell) => cell !== ''),
    rows: body.slice(0, end),
    notes: body.slice(end),
  }
}
