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

const addRun = (places: Int32Array, codes: Numbers, adds: Int32Array, { from, count }: Block): void => {
  for (let at = 0; at < count; at += 1) places[at] = places[at]! + adds[codes[from + at]!]!
}

const addRows = (places: Int32Array, codes: Numbers, adds: Int32Array, { rows, count }: Block & { rows: Int32Array }): void => {
  for (let at = 0; at < count; at += 1) places[at] = places[at]! + adds[codes[rows[at]!]!]!
}

const hasRows = (block: Block): block is Block & { rows: Int32Array } => block.rows !== null

/** Adds to the place of each row what its code adds. */
export const addPlaces = (places: Int32Array, codes: Numbers, adds: Int32Array, block: Block): void => {
  if (hasRows(block)) addRows(places, codes, adds, block)
  else addRun(places, codes, adds, block)
}

const sumRun = (cells: Float64Array, places: Int32Array, values: Numbers, { from, count, sign }: Block & { sign: number }): void => {
  for (let at = 0; at < count; at += 1) {
    const cell = places[at]! * 2
    cells[cell] = cells[cell]! + sign * values[from + at]!
    cells[cell + 1] = cells[cell + 1]! + sign
  }
}

const sumRows = (cells: Float64Array, places: Int32Array, values: Numbers, { rows, count, sign }: Block & { rows: Int32Array; sign: number }): void => {
  for (let at = 0; at < count; at += 1) {
    const cell = places[at]! * 2
    cells[cell] = cells[cell]! + sign * values[rows[at]!]!
    cells[cell + 1] = cells[cell + 1]! + sign
  }
}

/** Adds values and counts into the cells: two numbers for each place, the sum and how many. */
export const sumInto = (cells: Float64Array, places: Int32Array, values: Numbers, block: Block & { sign: number }): void => {
  if (block.rows) sumRows(cells, places, values, { ...block, rows: block.rows })
  else sumRun(cells, places, values, block)
}

/** Adds how many rows there are into the cells' counts of withheld ones. */
export const countInto = (counts: Int32Array, places: Int32Array, count: number, sign: number): void => {
  for (let at = 0; at < count; at += 1) counts[places[at]!] = counts[places[at]!]! + sign
}
