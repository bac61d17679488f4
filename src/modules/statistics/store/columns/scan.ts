// Answers read off the sheet that a pass over a measure's rows leaves.
import { groupingOf, mostDense, openNumbering, type Grouping } from './grouping.ts'
import type { Helper } from './helper.ts'
import { planFor, undatedOf, type CellQuestion, type Plan } from './plan.ts'
import { addSheet, blockSize, mostNumbered, sweep, type Sheet, type Work } from './sweep.ts'
import type { Table } from './table.ts'

/** Cells in the order of their dimensions; of each dimension its values, and for each cell which. */
export interface Cells {
  levels: { values: (string | number | null)[]; ranks: Uint32Array }[]
  sums: Float64Array
  counts: Uint32Array
  withheld: Uint32Array
  /** Over every cell, those that are left out included. */
  total: number
  undated: number
  observations: number
  withheldTotal: number
  /** There were more than the limit. */
  isCut: boolean
}

const mostInNarrow = 2 ** 31 - 1

const rowsIn = ({ parts }: Table): number => parts.reduce((sum, { length }) => sum + length, 0)

const fill = (table: Table, plan: Plan, grouping: Grouping, helper?: Helper): Work => {
  const size = grouping.isDense ? grouping.low.size : blockSize
  const cells = Math.max(table.bound, rowsIn(table)) > mostInNarrow ? new Float64Array(size * 2) : new Int32Array(size * 2)
  const work = { plan, grouping, numbering: openNumbering(), sheet: { cells, withheld: new Int32Array(size) } }
  const helped = grouping.isDense ? helper?.begin(table.parts, work) : undefined
  sweep(table.parts, work, helped ? 'earlier' : 'all')
  const later = helped?.()
  if (later) addSheet(work.sheet, later)
  else if (helped) sweep(table.parts, work, 'later')
  return work
}

/** Places with something in them, in the order of the dimensions. */
const occupied = ({ grouping, numbering, sheet: { cells, withheld } }: Work): Int32Array => {
  const size = grouping.isDense ? grouping.low.size : numbering.count
  const found = new Int32Array(size)
  let count = 0
  for (let at = 0; at < size; at += 1) {
    found[count] = at
    if (cells[at * 2 + 1] !== 0 || withheld[at] !== 0) count += 1
  }
  const { high, low } = numbering
  return grouping.isDense ? found.subarray(0, count) : found.subarray(0, count).sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]!)
}

const ranksIn = (placesOf: Int32Array, { size, stride }: { size: number; stride: number }): Uint32Array => {
  const ranks = new Uint32Array(placesOf.length)
  // Exact: half a place is far more than what the product is off by.
  const [inverse, wrap] = [1 / stride, 1 / size]
  for (let cell = 0; cell < ranks.length; cell += 1) {
    const step = Math.floor((placesOf[cell]! + 0.5) * inverse)
    ranks[cell] = step - Math.floor((step + 0.5) * wrap) * size
  }
  return ranks
}

const levelsAt = ({ plan, grouping: { high, low, isDense }, numbering }: Work, found: Int32Array): Cells['levels'] => {
  const lowPlaces = isDense ? found : found.map((entry) => numbering.low[entry]!)
  const highPlaces = isDense ? found : found.map((entry) => numbering.high[entry]!)
  const ranks = [...high.levels.map((level) => ranksIn(highPlaces, level)), ...low.levels.map((level) => ranksIn(lowPlaces, level))]
  return plan.levels.map(({ values }, at) => ({ values, ranks: ranks[at]! }))
}

const sumOf = (table: Table, plan: Plan | null, helper?: Helper): number => {
  const grouping = groupingOf([])
  return plan && grouping ? (fill(table, plan, grouping, helper).sheet.cells[0] ?? 0) / table.scale : 0
}

const numbersAt = (found: Int32Array, { withheld, cells }: Sheet, scale: number): Pick<Cells, 'sums' | 'counts' | 'withheld'> => {
  const read = { sums: new Float64Array(found.length), counts: new Uint32Array(found.length), withheld: new Uint32Array(found.length) }
  for (let cell = 0; cell < found.length; cell += 1) {
    const at = found[cell]!
    read.sums[cell] = cells[at * 2]! / scale
    read.counts[cell] = cells[at * 2 + 1]!
    read.withheld[cell] = withheld[at]!
  }
  return read
}

const totalsOver = (found: Int32Array, { withheld, cells }: Sheet, scale: number): Pick<Cells, 'total' | 'observations' | 'withheldTotal'> => {
  let [sum, counted, keptBack] = [0, 0, 0]
  for (let cell = 0; cell < found.length; cell += 1) {
    const at = found[cell]!
    sum += cells[at * 2]!
    counted += cells[at * 2 + 1]!
    keptBack += withheld[at]!
  }
  return { total: sum / scale, observations: counted + keptBack, withheldTotal: keptBack }
}

interface Means {
  /** Up to so many possible cells are swept; of more only those that occur are numbered. */
  dense?: number
  helper?: Helper
}

/** Answers a question about one measure; null when it asks for more combinations than can be told apart. */
export const cellsOf = (table: Table, question: CellQuestion, { dense = mostDense, helper }: Means = {}): Cells | null => {
  const plan = planFor(table, question)
  const grouping = groupingOf(plan.levels, dense)
  if (!grouping) return null
  const work = fill(table, plan, grouping, helper)
  if (work.numbering.count > mostNumbered) return null
  const all = occupied(work)
  const found = all.slice(0, question.limit + 1)
  return {
    levels: levelsAt(work, found),
    ...numbersAt(found, work.sheet, table.scale),
    ...totalsOver(all, work.sheet, table.scale),
    undated: sumOf(table, undatedOf(table, plan), helper),
    isCut: all.length > question.limit,
  }
}
