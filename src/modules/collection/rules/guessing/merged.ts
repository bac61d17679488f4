// Merged cells: a place or year written once and left blank below, for the rows that belong to it.
import type { Row } from '../../model/coding.ts'
import { fillingDown, isBlank } from '../filled-down.ts'
import { isNumber } from './numbers.ts'
import { isMonthColumn, isYearColumn } from './periods.ts'
import { isTotalWord } from './places.ts'
import { sampleOf, shareOf, wordsOf, type ColumnFacts } from './sample.ts'

/** The rows with blank cells of the columns as the cell above them. */
export const withFilledDown = (rows: readonly Row[], places: readonly number[]): Row[] => rows.map(fillingDown(places))

const isWords = (column: ColumnFacts): boolean => shareOf(column, isNumber) < 0.5 || isYearColumn(column) || isMonthColumn(column)

/** Rows under each filled cell of a column. */
const groupsUnder = (rows: readonly Row[], at: number): Row[][] => {
  const groups: Row[][] = []
  for (const row of rows) {
    if (!isBlank(row.cells[at])) groups.push([row])
    else groups.at(-1)?.push(row)
  }
  return groups
}

// What is told apart within each group comes back in the next: «Trata», «Tráfico» under every department.
const comesBack = (groups: readonly Row[][], { at }: ColumnFacts): boolean => {
  const told = groups.map((rows) => rows.map(({ cells }) => (cells[at] ?? '').trim()))
  if (!told.every((words) => new Set(words).size === words.length)) return false
  const all = told.flat()
  return new Set(all).size < all.length
}

const isMerged = (rows: readonly Row[], column: ColumnFacts, others: readonly ColumnFacts[]): boolean => {
  const words = wordsOf(column)
  const blanks = column.rows - column.filled
  if (!isWords(column) || isBlank(rows[0]?.cells[column.at]) || blanks < 2 || blanks < column.filled / 2 || words.length < column.filled) return false
  const groups = groupsUnder(rows, column.at).filter(([first]) => !isTotalWord((first?.cells[column.at] ?? '').trim()))
  return groups.length > 1 && groups.some((group) => group.length > 1) && others.some((other) => isWords(other) && wordsOf(other).length > 1 && comesBack(groups, other))
}

/** The columns of a table whose blank cells say what stands above them. */
export const mergedColumns = (header: readonly string[], rows: readonly Row[]): string[] => {
  const { columns } = sampleOf(header, rows.slice(0, 2000), { above: [], isWhole: false })
  return columns.slice(0, 4).filter((column) => column.name !== '' && isMerged(rows.slice(0, 2000), column, columns.slice(column.at + 1))).map(({ name }) => name)
}
