// A crosstab out of cells: some dimensions down, one or two across, totals, shares and orders. Withheld cells stay apart from zero.
import { isTime, type Cell, type Dimension } from '../../modules/statistics/model.ts'
import type { Code } from './words.ts'

/** What one number counts; null: every figure behind it is kept back by the source. */
export interface Amount {
  value: number | null
  withheld: number
}

export interface Heading {
  key: string
  codes: readonly Code[]
  total: Amount
}

export interface Crosstab {
  rows: readonly Heading[]
  columns: readonly Heading[]
  /** By `row.key` and `column.key` together. */
  amounts: ReadonlyMap<string, Amount>
  total: Amount
}

/** How rows stand: by their names, by the largest total, or as the catalogue has them. */
export const orders = ['amount', 'name', 'catalogue'] as const
export type Order = (typeof orders)[number]

export const cellKey = (row: string, column: string): string => `${row}\n${column}`
const keyOf = (codes: readonly Code[]): string => JSON.stringify(codes)

const nothing: Amount = { value: null, withheld: 0 }

const plus = (a: Amount, b: Amount): Amount => ({
  value: a.value === null ? b.value : a.value + (b.value ?? 0), withheld: a.withheld + b.withheld,
})

/** The number of a cell; null when it is withheld. */
export const amountOf = (cell: Cell): Amount => {
  const { value, withheld } = cell
  return { value: typeof value === 'number' ? value : null, withheld: Number(withheld ?? 0) }
}

const headings = (cells: readonly Cell[], by: readonly Dimension[]): Heading[] => {
  const found = new Map<string, Heading>()
  for (const cell of cells) {
    const codes = by.map((dimension) => cell[dimension] ?? null)
    const key = keyOf(codes)
    const before = found.get(key)
    found.set(key, { key, codes, total: plus(before?.total ?? nothing, amountOf(cell)) })
  }
  return [...found.values()]
}

/** Compares two codes of one dimension; positive when the first comes later. */
export type Compare = (dimension: Dimension, a: Code, b: Code) => number

const size = ({ total }: Heading): number => total.value ?? -1

const byCodes = (by: readonly Dimension[], compare: Compare) => (a: Heading, b: Heading): number => {
  for (const [index, dimension] of by.entries()) {
    const difference = compare(dimension, a.codes[index] ?? null, b.codes[index] ?? null)
    if (difference !== 0) return difference
  }
  return 0
}

/** Groups stay together: by the size of the group, then by that of the row. */
const byAmount = (all: readonly Heading[], by: readonly Dimension[]) => {
  const groups = new Map<string, number>()
  for (const heading of all) {
    for (let depth = 1; depth <= by.length; depth += 1) {
      const key = keyOf(heading.codes.slice(0, depth))
      groups.set(key, (groups.get(key) ?? 0) + Math.max(0, size(heading)))
    }
  }
  const sizeAt = (heading: Heading, depth: number): number => groups.get(keyOf(heading.codes.slice(0, depth))) ?? 0
  return (a: Heading, b: Heading): number => {
    for (let depth = 1; depth <= by.length; depth += 1) {
      const difference = sizeAt(b, depth) - sizeAt(a, depth) || keyOf(a.codes.slice(0, depth)).localeCompare(keyOf(b.codes.slice(0, depth)))
      if (difference !== 0) return difference
    }
    return 0
  }
}

// Across, the newest period comes first; anything else the largest first.
const acrossOrder = (by: readonly Dimension[], columns: readonly Heading[], compare: Compare): Heading[] => {
  const [first] = by
  if (first === undefined || !isTime(first)) return columns.toSorted(byAmount(columns, by))
  return columns.toSorted(byCodes(by, (dimension, a, b) => (isTime(dimension) ? -compare(dimension, a, b) : compare(dimension, a, b))))
}

interface Asked {
  rows: readonly Dimension[]
  columns: readonly Dimension[]
  order: Order
  /** By name, or by place in the catalogue, as `order` says. */
  compare: Compare
}

/** The crosstab of an answer's cells. */
export const crosstabOf = (cells: readonly Cell[], { rows: down, columns: across, order, compare }: Asked): Crosstab => {
  const rows = headings(cells, down)
  const amounts = new Map<string, Amount>()
  for (const cell of cells) {
    const key = cellKey(keyOf(down.map((each) => cell[each] ?? null)), keyOf(across.map((each) => cell[each] ?? null)))
    amounts.set(key, plus(amounts.get(key) ?? nothing, amountOf(cell)))
  }
  return {
    rows: rows.toSorted(order === 'amount' ? byAmount(rows, down) : byCodes(down, compare)),
    columns: across.length === 0 ? [] : acrossOrder(across, headings(cells, across), compare),
    amounts,
    total: cells.map(amountOf).reduce(plus, nothing),
  }
}

export const shares = ['none', 'row', 'column'] as const
export type Share = (typeof shares)[number]

/** The part of its row's or column's total that an amount is, from 0 to 1; null without either. */
export const shareOf = (amount: Amount | undefined, whole: Amount | undefined): number | null =>
  amount === undefined || whole === undefined || amount.value === null || !whole.value ? null : amount.value / whole.value
