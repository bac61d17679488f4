// Where each cell lies: a place of its own for every possible cell while those are few, else a number for each that occurs.
import type { Level } from './plan.ts'

/** What each code of a column adds to a place. */
export interface Adder {
  column: number
  adds: Int32Array
}

interface Half {
  levels: { size: number; stride: number }[]
  adders: Adder[]
  size: number
}

/** Cells as places below `size`, told by the high half and the low half of the dimensions; dense ones have no high half. */
export interface Grouping {
  high: Half
  low: Half
  isDense: boolean
}

/** Possible cells: up to here they are faster to sweep than to look up. */
export const mostDense = 2 ** 22
const mostInHalf = 2 ** 31 - 1

const sizeOf = ({ values }: Level): number => Math.max(1, values.length)

const half = (levels: readonly Level[]): Half => {
  const byColumn = new Map<number, Int32Array>()
  const strides: Half['levels'] = []
  let stride = 1
  for (const level of levels.toReversed()) {
    const known = byColumn.get(level.column)
    const step = stride
    byColumn.set(level.column, level.ranks.map((rank, code) => rank * step + (known?.[code] ?? 0)))
    strides.unshift({ size: sizeOf(level), stride })
    stride *= sizeOf(level)
  }
  return { levels: strides, adders: [...byColumn].map(([column, adds]) => ({ column, adds })), size: stride }
}

/** Null when the dimensions have too many values to be told apart. */
export const groupingOf = (levels: readonly Level[], most = mostDense): Grouping | null => {
  const whole = levels.reduce((size, level) => size * sizeOf(level), 1)
  if (whole <= most) return { high: half([]), low: half(levels), isDense: true }
  for (let cut = 1; cut < levels.length; cut += 1) {
    const [high, low] = [levels.slice(0, cut), levels.slice(cut)]
    const sizes = [high, low].map((part) => part.reduce((size, level) => size * sizeOf(level), 1))
    if (sizes.every((size) => size <= mostInHalf)) return { high: half(high), low: half(low), isDense: false }
  }
  return whole <= mostInHalf ? { high: half([]), low: half(levels), isDense: false } : null
}

/** Numbers for pairs of places, given as they come. */
export interface Numbering {
  count: number
  high: Int32Array
  low: Int32Array
  /** Replaces each low place by the number of its pair. */
  number: (high: Int32Array, low: Int32Array, count: number) => void
}

const longer = (list: Int32Array): Int32Array<ArrayBuffer> => {
  const grown = new Int32Array(list.length * 2)
  grown.set(list)
  return grown
}

const mix = (high: number, low: number): number => {
  const hash = Math.imul(high ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(low, 0xc2b2ae35)
  return (hash ^ (hash >>> 15)) >>> 0
}

export const openNumbering = (): Numbering => {
  let slots = new Int32Array(16)
  const found: Numbering = { count: 0, high: new Int32Array(8), low: new Int32Array(8), number: () => undefined }
  const settle = (entry: number): void => {
    let slot = mix(found.high[entry]!, found.low[entry]!) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = entry + 1
  }
  const grow = (): void => {
    found.high = longer(found.high)
    found.low = longer(found.low)
    slots = new Int32Array(slots.length * 2)
    for (let entry = 0; entry < found.count; entry += 1) settle(entry)
  }
  const entryOf = (high: number, low: number): number => {
    let slot = mix(high, low) & (slots.length - 1)
    for (let entry = slots[slot]!; entry !== 0; entry = slots[slot]!) {
      if (found.high[entry - 1] === high && found.low[entry - 1] === low) return entry - 1
      slot = (slot + 1) & (slots.length - 1)
    }
    if (found.count === found.high.length) grow()
    found.high[found.count] = high
    found.low[found.count] = low
    settle(found.count)
    found.count += 1
    return found.count - 1
  }
  found.number = (high, low, count) => {
    for (let at = 0; at < count; at += 1) low[at] = entryOf(high[at]!, low[at]!)
  }
  return found
}
