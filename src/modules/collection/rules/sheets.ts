// Several sheets of a workbook read as one table: what each sheet's name says in columns of its own, and where each of its rows stands.
import type { Row } from '../model/coding.ts'
import { lineInSheet } from '../model/line.ts'
import type { SheetsRule } from '../model/profile.ts'
import { yearsIn } from './years.ts'

/** The columns that the names of the sheets fill, in their order. */
export const sheetColumns = (rule: SheetsRule | undefined): string[] =>
  (rule === undefined || 'only' in rule ? [] : [rule.column, rule.year].filter((column) => column !== undefined))

/** The year a sheet's name names, when it names one alone. */
export const yearOfSheet = (name: string): string | undefined => {
  const [year, another] = yearsIn([name])
  return another === undefined ? year : undefined
}

/** A sheet's name without its year. */
export const restOfSheet = (name: string): string => name.replace(yearOfSheet(name) ?? '', ' ').replace(/\s+/g, ' ').replace(/^[\s_.,;:()/-]+|[\s_.,;:()/-]+$/g, '')

/** What a sheet's name says in each of its columns. */
export const sheetCells = (name: string, rule: SheetsRule | undefined): string[] => {
  if (rule === undefined || 'only' in rule) return []
  const cells = [rule.column === undefined ? undefined : (rule.year === undefined ? name.trim() : restOfSheet(name) || name.trim()), rule.year === undefined ? undefined : (yearOfSheet(name) ?? name.trim())]
  return cells.filter((cell) => cell !== undefined)
}

export interface SheetPart {
  /** Which tab of the workbook, from 0. */
  at: number
  /** What stands in each of its columns, named alike in every sheet. */
  keys: readonly string[]
}

/** Puts the cells of a sheet into the columns of the whole table, what its name says beside them, and its place into the line. */
export const asOneTable = ({ at, keys }: SheetPart, whole: readonly string[], said: ReadonlyMap<string, string>): ((row: Row) => Row) => {
  const known = new Map([...keys.entries()].map(([from, key]) => [key, from] as const).toReversed())
  const places = whole.map((key) => known.get(key) ?? -1)
  const otherwise = whole.map((key) => said.get(key) ?? '')
  const joined = (cells: readonly string[]): string[] => places.map((from, to) => (from === -1 ? (otherwise[to] ?? '') : (cells[from] ?? '')))
  // A row of more cells than titles stays too long, so that it is refused as it would be alone.
  const tooLong = (cells: readonly string[]): string[] => [...joined(cells), ...cells.slice(keys.length)]
  return ({ line, cells }) => ({ line: lineInSheet(at, line), cells: cells.length > keys.length ? tooLong(cells) : joined(cells) })
}
