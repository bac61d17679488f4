// One pass over a measure's rows: those that pass are added into their cells, block by block.
import { addPlaces, alsoPassing, countInto, firstPassing, sumInto, type Block } from './kernel.ts'
import { groupingOf, mostDense, openNumbering, type Adder, type Grouping, type Numbering } from './grouping.ts'
import { filled, type Numbers } from './packed.ts'
import { planFor, undatedOf, type CellQuestion, type Mask, type Plan } from './plan.ts'
import type { Part, Table } from './table.ts'

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

/** Rows taken at once: their places stay in the processor's nearest memory. */
const blockSize = 8192
/** Cells that are told apart by numbering before the question is given up as too wide. */
const mostNumbered = 4_000_000

interface Sheet {
  /** Sum and count by place. */
  cells: Float64Array
  withheld: Int32Array
}

const places = { high: new Int32Array(blockSize), low: new Int32Array(blockSize) }
const kept = new Int32Array(blockSize)

const codesOf = (part: Part, column: number): Numbers | null => filled(part.codes[column]!, part.length)

interface Condition {
  codes: Numbers
  passes: Uint8Array
}

/** The part's conditions that can fail; null when nothing passes. A column without codes has code 0 throughout. */
const conditionsOn = (part: Part, masks: readonly Mask[]): Condition[] | null => {
  const found: Condition[] = []
  for (const { column, passes } of masks) {
    const codes = codesOf(part, column)
    if (codes) found.push({ codes, passes })
    else if (!passes[0]) return null
  }
  return found
}

const passesEither = (part: Part, [one, other]: [Mask, Mask]) => {
  const [first, second] = [codesOf(part, one.column), codesOf(part, other.column)]
  return (row: number): boolean => one.passes[first?.[row] ?? 0] === 1 || other.passes[second?.[row] ?? 0] === 1
}

const choose = (block: Block, conditions: readonly Condition[], either: ((row: number) => boolean) | null): Block => {
  const [first, ...others] = conditions
  if (!first && !either) return block
  let count = first ? firstPassing(kept, first.codes, first.passes, block) : block.count
  if (!first) for (let at = 0; at < count; at += 1) kept[at] = block.from + at
  for (const { codes, passes } of others) count = alsoPassing(kept, count, codes, passes)
  if (either) count = kept.subarray(0, count).reduce((passed, row) => {
    kept[passed] = row
    return either(row) ? passed + 1 : passed
  }, 0)
  return { from: block.from, count, rows: kept }
}

const place = (into: Int32Array, part: Part, adders: readonly Adder[]) => {
  const fixed = adders.reduce((sum, { column, adds }) => (codesOf(part, column) ? sum : sum + (adds[0] ?? 0)), 0)
  const moving = adders.flatMap(({ column, adds }) => {
    const codes = codesOf(part, column)
    return codes ? [{ codes, adds }] : []
  })
  return (block: Block): void => {
    into.fill(fixed, 0, block.count)
    for (const { codes, adds } of moving) addPlaces(into, codes, adds, block)
  }
}

const roomFor = (sheet: Sheet, count: number): void => {
  if (count <= sheet.withheld.length) return
  const cells = new Float64Array(count * 4)
  cells.set(sheet.cells)
  const withheld = new Int32Array(count * 2)
  withheld.set(sheet.withheld)
  Object.assign(sheet, { cells, withheld })
}

interface Work {
  plan: Plan
  grouping: Grouping
  numbering: Numbering
  sheet: Sheet
}

const scanPart = (part: Part, { plan, grouping, numbering, sheet }: Work): void => {
  const conditions = conditionsOn(part, plan.masks)
  if (!conditions || part.length === 0) return
  const either = plan.either && passesEither(part, plan.either)
  const values = filled(part.values, part.length) ?? new Uint8Array(part.length)
  const [placeHigh, placeLow] = [place(places.high, part, grouping.high.adders), place(places.low, part, grouping.low.adders)]
  for (let from = 0; from < part.length; from += blockSize) {
    const block = choose({ from, count: Math.min(blockSize, part.length - from), rows: null }, conditions, either)
    placeLow(block)
    if (!grouping.isDense) {
      placeHigh(block)
      numbering.number(places.high, places.low, block.count)
      roomFor(sheet, numbering.count)
      if (numbering.count > mostNumbered) return
    }
    if (part.isWithheld) countInto(sheet.withheld, places.low, block.count, part.sign)
    else sumInto(sheet.cells, places.low, values, { ...block, sign: part.sign })
  }
}

const fill = (table: Table, plan: Plan, grouping: Grouping): Work => {
  const size = grouping.isDense ? grouping.low.size : blockSize
  const work = { plan, grouping, numbering: openNumbering(), sheet: { cells: new Float64Array(size * 2), withheld: new Int32Array(size) } }
  for (const part of table.parts) scanPart(part, work)
  return work
}

/** Places with something in them, in the order of the dimensions. */
const occupied = ({ grouping, numbering, sheet: { cells, withheld } }: Work): Uint32Array => {
  const size = grouping.isDense ? grouping.low.size : numbering.count
  const found = new Uint32Array(size)
  let count = 0
  for (let at = 0; at < size; at += 1) {
    found[count] = at
    if (cells[at * 2 + 1] !== 0 || withheld[at] !== 0) count += 1
  }
  const { high, low } = numbering
  return grouping.isDense ? found.subarray(0, count) : found.subarray(0, count).sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]!)
}

const ranksIn = (placesOf: Uint32Array | Int32Array, { size, stride }: { size: number; stride: number }): Uint32Array => {
  const ranks = new Uint32Array(placesOf.length)
  for (let cell = 0; cell < ranks.length; cell += 1) ranks[cell] = Math.trunc(placesOf[cell]! / stride) % size
  return ranks
}

const levelsAt = ({ plan, grouping: { high, low, isDense }, numbering }: Work, found: Uint32Array): Cells['levels'] => {
  const lowPlaces = isDense ? found : found.map((entry) => numbering.low[entry]!)
  const highPlaces = isDense ? found : found.map((entry) => numbering.high[entry]!)
  const ranks = [...high.levels.map((level) => ranksIn(highPlaces, level)), ...low.levels.map((level) => ranksIn(lowPlaces, level))]
  return plan.levels.map(({ values }, at) => ({ values, ranks: ranks[at]! }))
}

const sumOf = (table: Table, plan: Plan | null): number => {
  const grouping = groupingOf([])
  return plan && grouping ? (fill(table, plan, grouping).sheet.cells[0] ?? 0) / table.scale : 0
}

const numbersAt = (found: Uint32Array, { withheld, cells }: Sheet, scale: number): Pick<Cells, 'sums' | 'counts' | 'withheld'> => {
  const read = { sums: new Float64Array(found.length), counts: new Uint32Array(found.length), withheld: new Uint32Array(found.length) }
  for (let cell = 0; cell < found.length; cell += 1) {
    const at = found[cell]!
    read.sums[cell] = cells[at * 2]! / scale
    read.counts[cell] = cells[at * 2 + 1]!
    read.withheld[cell] = withheld[at]!
  }
  return read
}

const totalsOver = (found: Uint32Array, { withheld, cells }: Sheet, scale: number): Pick<Cells, 'total' | 'observations' | 'withheldTotal'> => {
  let [sum, counted, keptBack] = [0, 0, 0]
  for (let cell = 0; cell < found.length; cell += 1) {
    const at = found[cell]!
    sum += cells[at * 2]!
    counted += cells[at * 2 + 1]!
    keptBack += withheld[at]!
  }
  return { total: sum / scale, observations: counted + keptBack, withheldTotal: keptBack }
}

/** Answers a question about one measure; null when it asks for more combinations than can be told apart. Up to `dense` possible cells are swept. */
export const cellsOf = (table: Table, question: CellQuestion, dense = mostDense): Cells | null => {
  const plan = planFor(table, question)
  const grouping = groupingOf(plan.levels, dense)
  if (!grouping) return null
  const work = fill(table, plan, grouping)
  if (work.numbering.count > mostNumbered) return null
  const all = occupied(work)
  const found = all.slice(0, question.limit + 1)
  return {
    levels: levelsAt(work, found),
    ...numbersAt(found, work.sheet, table.scale),
    ...totalsOver(all, work.sheet, table.scale),
    undated: sumOf(table, undatedOf(table, plan)),
    isCut: all.length > question.limit,
  }
}
