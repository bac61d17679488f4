// The first rows of a file seen by column: which words each holds, how often, and how many cells are filled.
import type { Row } from '../../model/coding.ts'

export interface ColumnFacts {
  name: string
  at: number
  /** Distinct words and in how many rows each stands; the first `mostWords` met. */
  words: ReadonlyMap<string, number>
  /** Rows with something in the cell. */
  filled: number
  rows: number
}

export interface Sample {
  header: readonly string[]
  rows: readonly Row[]
  columns: readonly ColumnFacts[]
  /** Words that stand above the table: titles, dates, a year. */
  above: readonly string[]
  /** Whether these are all the rows of the file. */
  isWhole: boolean
}

const mostWords = 3000

const factsOf = (name: string, at: number, rows: readonly Row[]): ColumnFacts => {
  const words = new Map<string, number>()
  let filled = 0
  for (const { cells } of rows) {
    const word = (cells[at] ?? '').trim()
    if (word !== '') filled += 1
    if (words.has(word) || words.size < mostWords) words.set(word, (words.get(word) ?? 0) + 1)
  }
  return { name, at, words, filled, rows: rows.length }
}

export const sampleOf = (header: readonly string[], rows: readonly Row[], about: { above: readonly string[]; isWhole: boolean }): Sample => ({
  header, rows, columns: header.map((name, at) => factsOf(name, at, rows)), ...about,
})

/** The words of a column that say something, the most frequent first. */
export const wordsOf = ({ words }: ColumnFacts): string[] =>
  [...words].filter(([word]) => word !== '').toSorted((a, b) => b[1] - a[1]).map(([word]) => word)

/** The column with its most frequent words alone: enough to tell what it is. */
export const gist = (column: ColumnFacts, most = 300): ColumnFacts => {
  if (column.words.size <= most) return column
  const words = new Map([...column.words].filter(([word]) => word !== '').toSorted((a, b) => b[1] - a[1]).slice(0, most))
  return { ...column, words, filled: [...words.values()].reduce((sum, count) => sum + count, 0) }
}

/** The column as if cells with such words were blank. */
export const without = (column: ColumnFacts, isAside: (word: string) => boolean): ColumnFacts => {
  const words = new Map([...column.words].filter(([word]) => word !== '' && !isAside(word)))
  return { ...column, words, filled: [...words.values()].reduce((sum, count) => sum + count, 0) }
}

/** The share of a column's filled cells for which something holds, 0 to 1. */
export const shareOf = (column: ColumnFacts, holds: (word: string) => boolean): number => {
  let some = 0
  for (const [word, count] of column.words) if (word !== '' && holds(word)) some += count
  return column.filled === 0 ? 0 : some / column.filled
}
