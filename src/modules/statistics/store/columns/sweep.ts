// One pass over rows: those that pass are added into their cells, block by block.
import { addPlaces, alsoPassing, countInto, firstPassing, sumInto, type Block, type Sums } from './kernel.ts'
import type { Adder, Grouping, Numbering } from './grouping.ts'
import { filled, type Numbers } from './packed.ts'
import type { Mask, Plan } from './plan.ts'
import type { Part } from './table.ts'

/** Rows taken at once: their places stay in the processor's nearest memory. */
export const blockSize = 8192
/** Cells that are told apart by numbering before the question is given up as too wide. */
export const mostNumbered = 4_000_000

export interface Sheet {
  /** Sum and count by place. */
  cells: Sums
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
    addPlaces(into, moving, block)
  }
}

const roomFor = (sheet: Sheet, count: number): void => {
  if (count <= sheet.withheld.length) return
  const cells = sheet.cells instanceof Int32Array ? new Int32Array(count * 4) : new Float64Array(count * 4)
  cells.set(sheet.cells)
  const withheld = new Int32Array(count * 2)
  withheld.set(sheet.withheld)
  Object.assign(sheet, { cells, withheld })
}

export interface Work {
  plan: Plan
  grouping: Grouping
  numbering: Numbering
  sheet: Sheet
}

const sweepPart = (part: Part, { plan, grouping, numbering, sheet }: Work, [first, end]: readonly [number, number]): void => {
  const conditions = conditionsOn(part, plan.masks)
  if (!conditions || first === end) return
  const either = plan.either && passesEither(part, plan.either)
  const values = filled(part.values, part.length) ?? new Uint8Array(part.length)
  const [placeHigh, placeLow] = [place(places.high, part, grouping.high.adders), place(places.low, part, grouping.low.adders)]
  for (let from = first; from < end; from += blockSize) {
    const block = choose({ from, count: Math.min(blockSize, end - from), rows: null }, conditions, either)
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

/** Which rows of each part: all, or one of two halves that two threads may sweep at the same time. */
export type Share = 'all' | 'earlier' | 'later'

const spanOf = ({ length }: Part, share: Share): readonly [number, number] => {
  if (share === 'all') return [0, length]
  const middle = Math.floor(length / 2)
  return share === 'earlier' ? [0, middle] : [middle, length]
}

/** Adds the rows of the parts into the sheet of the work. */
export const sweep = (parts: readonly Part[], work: Work, share: Share = 'all'): void => {
  for (const part of parts) sweepPart(part, work, spanOf(part, share))
}

/** Adds to one sheet what another swept. */
export const addSheet = (sheet: Sheet, other: Sheet): void => {
  for (let at = 0; at < sheet.cells.length; at += 1) sheet.cells[at] = sheet.cells[at]! + other.cells[at]!
  for (let at = 0; at < sheet.withheld.length; at += 1) sheet.withheld[at] = sheet.withheld[at]! + other.withheld[at]!
}
