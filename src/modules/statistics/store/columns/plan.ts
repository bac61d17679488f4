// From a question to what is done to each column: which codes pass, and what each adds to the place of a cell.
import { dimensions, isTime, type Dimension, type Filters } from '../../model.ts'
import { isAmong, isBetween, valueIn } from './periods.ts'
import { placeOf, type Column, type Table } from './table.ts'

export type Axis = Dimension | 'square'

export interface CellQuestion {
  by: readonly Axis[]
  filters: Filters
  /** Countries and territories the asker may see; null: everything. */
  visible: readonly string[] | null
  /** Cells wanted; one more is given when there are more. */
  limit: number
}

type Test = (word: string | null) => boolean

/** Per code of one column: 1 passes. */
export interface Mask {
  column: number
  passes: Uint8Array
}

/** The values of one dimension in their order, and what each code of its column adds to the place of a cell. */
export interface Level {
  column: number
  values: (string | number | null)[]
  ranks: Int32Array
}

export interface Plan {
  /** Every one must pass. */
  masks: Mask[]
  /** One of the two must pass. */
  either: [Mask, Mask] | null
  levels: Level[]
}

const columnOf = (dimension: Axis): Column => (dimension === 'square' || !isTime(dimension) ? dimension : 'period')

const testsOf = ({ filters }: CellQuestion): Map<Column, Test[]> => {
  const tests = new Map<Column, Test[]>()
  const demand = (column: Column, test: Test): void => void tests.set(column, [...(tests.get(column) ?? []), test])
  for (const dimension of dimensions) if (filters[dimension].length > 0) demand(columnOf(dimension), isAmong(dimension, filters[dimension]))
  if (filters.from !== undefined || filters.to !== undefined) demand('period', isBetween(filters))
  return tests
}

const maskOf = (table: Table, column: Column, isWanted: Test): Mask => {
  const at = placeOf(column)
  return { column: at, passes: Uint8Array.from(table.dictionaries[at]!.words, (word) => (isWanted(word) ? 1 : 0)) }
}

/** How many standing rows pass. */
const passing = (table: Table, { column, passes }: Mask): number =>
  table.tallies[column]!.reduce((sum, count, code) => (passes[code] ? sum + count : sum), 0)

const inOrder = (a: string | number | null, b: string | number | null): number => {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

const levelOf = (table: Table, dimension: Axis, masks: readonly Mask[]): Level => {
  const column = placeOf(columnOf(dimension))
  const mask = masks.find((each) => each.column === column)
  const tally = table.tallies[column]!
  const values = table.dictionaries[column]!.words.map((word) => valueIn(dimension, word))
  const occurring = values.filter((_, code) => (tally[code] ?? 0) > 0 && (!mask || mask.passes[code]))
  const sorted = [...new Set(occurring)].sort(inOrder)
  const rank = new Map(sorted.map((value, at) => [value, at]))
  // A code that no standing row has meets its own withdrawal wherever it is counted.
  return { column, values: sorted, ranks: Int32Array.from(values, (value) => rank.get(value) ?? 0) }
}

/** What to do, the most selective condition first. */
export const planFor = (table: Table, question: CellQuestion): Plan => {
  const masks = [...testsOf(question)]
    .map(([column, tests]) => maskOf(table, column, (word) => tests.every((test) => test(word))))
    .sort((a, b) => passing(table, a) - passing(table, b))
  const { visible } = question
  const isVisible: Test = (word) => word !== null && visible !== null && visible.includes(word)
  return {
    masks,
    either: visible === null ? null : [maskOf(table, 'country', isVisible), maskOf(table, 'territory', isVisible)],
    levels: question.by.map((dimension) => levelOf(table, dimension, masks)),
  }
}

/** The question's plan, of what has no date only; null when nothing undated passes. */
export const undatedOf = (table: Table, plan: Plan): Plan | null => {
  const column = placeOf('period')
  if ((table.tallies[column]![0] ?? 0) === 0) return null
  const known = plan.masks.find((mask) => mask.column === column)
  if (known && !known.passes[0]) return null
  const passes = new Uint8Array(table.dictionaries[column]!.words.length)
  passes[0] = 1
  return { ...plan, levels: [], masks: [{ column, passes }, ...plan.masks.filter((mask) => mask !== known)] }
}
