// The innermost loops, each over one block of rows: short and alike in their types, so that the machine runs them at full speed.
import type { Numbers } from './packed.ts'

/** Rows of a block: all from `from` on, or the `rows` that passed. */
export interface Block {
  from: number
  count: number
  rows: Int32Array | null
}

/** Keeps the rows of a run whose code passes; returns how many. */
export const firstPassing = (rows: Int32Array, codes: Numbers, passes: Uint8Array, { from, count }: Block): number => {
  let kept = 0
  for (let at = from; at < from + count; at += 1) {
    rows[kept] = at
    kept += passes[codes[at]!]!
  }
  return kept
}

/** Keeps those of the rows whose code passes too. */
export const alsoPassing = (rows: Int32Array, count: number, codes: Numbers, passes: Uint8Array): number => {
  let kept = 0
  for (let at = 0; at < count; at += 1) {
    const row = rows[at]!
    rows[kept] = row
    kept += passes[codes[row]!]!
  }
  return kept
}

/** Whole numbers: narrow ones where no sum can outgrow them. */
export type Sums = Int32Array | Float64Array

/** A column's codes, and what each of them adds to a place. */
export interface Adding {
  codes: Numbers
  adds: Int32Array
}

const addOne = (places: Int32Array, { codes, adds }: Adding, from: number, count: number): void => {
  for (let at = 0; at < count; at += 1) places[at] = places[at]! + adds[codes[from + at]!]!
}

const addTwo = (places: Int32Array, [a, b]: readonly [Adding, Adding], from: number, count: number): void => {
  const [aCodes, aAdds, bCodes, bAdds] = [a.codes, a.adds, b.codes, b.adds]
  for (let at = 0; at < count; at += 1) places[at] = places[at]! + aAdds[aCodes[from + at]!]! + bAdds[bCodes[from + at]!]!
}

const addFour = (places: Int32Array, [a, b, c, d]: readonly [Adding, Adding, Adding, Adding], from: number, count: number): void => {
  const [aCodes, aAdds, bCodes, bAdds] = [a.codes, a.adds, b.codes, b.adds]
  const [cCodes, cAdds, dCodes, dAdds] = [c.codes, c.adds, d.codes, d.adds]
  for (let at = 0; at < count; at += 1) {
    const row = from + at
    places[at] = places[at]! + aAdds[aCodes[row]!]! + bAdds[bCodes[row]!]! + cAdds[cCodes[row]!]! + dAdds[dCodes[row]!]!
  }
}

// Several columns in one pass: going over the places costs more than looking up what is added to them.
const addRun = (places: Int32Array, all: readonly Adding[], { from, count }: Block): void => {
  const [a, b, c, d, ...others] = all
  if (!a) return
  if (!b) return addOne(places, a, from, count)
  if (!c || !d) addTwo(places, [a, b], from, count)
  else addFour(places, [a, b, c, d], from, count)
  addRun(places, c && d ? others : all.slice(2), { from, count, rows: null })
}

const addRows = (places: Int32Array, { codes, adds }: Adding, { rows, count }: Block & { rows: Int32Array }): void => {
  for (let at = 0; at < count; at += 1) places[at] = places[at]! + adds[codes[rows[at]!]!]!
}

const hasRows = (block: Block): block is Block & { rows: Int32Array } => block.rows !== null

/** Adds to the place of each row what its codes add. */
export const addPlaces = (places: Int32Array, all: readonly Adding[], block: Block): void => {
  if (hasRows(block)) for (const each of all) addRows(places, each, block)
  else addRun(places, all, block)
}

const sumRun = (cells: Sums, places: Int32Array, values: Numbers, { from, count, sign }: Block & { sign: number }): void => {
  for (let at = 0; at < count; at += 1) {
    const cell = places[at]! * 2
    cells[cell] = cells[cell]! + sign * values[from + at]!
    cells[cell + 1] = cells[cell + 1]! + sign
  }
}

const sumRows = (cells: Sums, places: Int32Array, values: Numbers, { rows, count, sign }: Block & { rows: Int32Array; sign: number }): void => {
  for (let at = 0; at < count; at += 1) {
    const cell = places[at]! * 2
    cells[cell] = cells[cell]! + sign * values[rows[at]!]!
    cells[cell + 1] = cells[cell + 1]! + sign
  }
}

/** Adds values and counts into the cells: two numbers for each place, the sum and how many. */
export const sumInto = (cells: Sums, places: Int32Array, values: Numbers, block: Block & { sign: number }): void => {
  if (block.rows) sumRows(cells, places, values, { ...block, rows: block.rows })
  else sumRun(cells, places, values, block)
}

/** Adds how many rows there are into the cells' counts of withheld ones. */
export const countInto = (counts: Int32Array, places: Int32Array, count: number, sign: number): void => {
  for (let at = 0; at < count; at += 1) counts[places[at]!] = counts[places[at]!]! + sign
}
