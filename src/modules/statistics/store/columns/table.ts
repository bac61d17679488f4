// One measure of one source as columns of small numbers. What a release withdraws is added with a minus, so no row is ever sought.
import { dimensions, isTime, type Dimension, type TimeDimension } from '../../model.ts'
import { openDictionary, type Dictionary } from './dictionary.ts'
import { bytesOf, put, type Packed } from './packed.ts'

/** `period`: first day and grain. `square`: half a degree of latitude by half a degree of longitude. */
export type Column = 'period' | 'square' | Exclude<Dimension, TimeDimension>

export const columns: readonly Column[] = ['period', 'square', ...dimensions.filter((dimension): dimension is Exclude<Dimension, TimeDimension> => !isTime(dimension))]

export const placeOf = (column: Column): number => columns.indexOf(column)

/** Rows alike in how they count: standing or withdrawn (`sign`), with a value or withheld. */
export interface Part {
  sign: 1 | -1
  isWithheld: boolean
  length: number
  codes: Packed[]
  values: Packed
}

export interface Table {
  dictionaries: Dictionary[]
  parts: Part[]
  /** By column and code: how many rows stand. */
  tallies: number[][]
  /** Values are kept as whole numbers of 1/scale. */
  scale: number
  /** What no sum can exceed, in 1/scale. */
  bound: number
  observations: number
}

/** Why a source cannot be kept as columns; its questions are answered from the database. */
export const unfit = (why: string): Error => Object.assign(new Error(why), { name: 'Unfit' })

export const isUnfit = (error: unknown): boolean => error instanceof Error && error.name === 'Unfit'

const emptyPart = (sign: 1 | -1, isWithheld: boolean): Part =>
  ({ sign, isWithheld, length: 0, codes: columns.map(() => ({ data: null })), values: { data: null } })

export const emptyTable = (): Table => ({
  dictionaries: columns.map(() => openDictionary()),
  parts: [emptyPart(1, false), emptyPart(-1, false), emptyPart(1, true), emptyPart(-1, true)],
  tallies: columns.map(() => [0]),
  scale: 1, bound: 0, observations: 0,
})

const finestScale = 1_000_000

const refine = (table: Table): void => {
  if (table.scale >= finestScale) throw unfit('values of more than six decimals')
  table.scale *= 10
  table.bound *= 10
  for (const part of table.parts) {
    const fine: Packed = { data: null }
    for (let at = 0; at < part.length; at += 1) put(fine, at, (part.values.data?.[at] ?? 0) * 10)
    part.values = fine
  }
}

const asWhole = (table: Table, value: number): number => {
  for (;;) {
    const scaled = Math.round(value * table.scale)
    if (scaled / table.scale === value) return scaled
    refine(table)
  }
}

export interface Row {
  sign: 1 | -1
  /** Null: withheld. */
  value: number | null
  /** One for each column. */
  codes: Int32Array
}

/** Adds a row. Throws `unfit` when exact sums cannot be promised. */
export const append = (table: Table, { sign, value, codes }: Row): void => {
  const part = table.parts[(sign === 1 ? 0 : 1) + (value === null ? 2 : 0)]!
  const at = part.length
  if (value !== null) {
    const whole = value === 0 ? 0 : asWhole(table, value)
    table.bound += whole
    if (table.bound > Number.MAX_SAFE_INTEGER) throw unfit('sums too large to be exact')
    put(part.values, at, whole)
  }
  for (let column = 0; column < codes.length; column += 1) {
    const code = codes[column]!
    put(part.codes[column]!, at, code)
    const tally = table.tallies[column]!
    tally[code] = (tally[code] ?? 0) + sign
  }
  part.length = at + 1
  table.observations += sign
}

/** Whether more was withdrawn than stood: then this is not what the database holds. */
export const isBroken = ({ tallies, observations }: Table): boolean => observations < 0 || tallies.some((tally) => tally.some((count) => count < 0))

const lengthOf = ({ parts }: Table, sign: 1 | -1): number => parts.reduce((sum, part) => (part.sign === sign ? sum + part.length : sum), 0)

/** Whether so much was withdrawn that reading anew costs less than carrying it along. */
export const isWorn = (table: Table): boolean => lengthOf(table, -1) > 1000 && lengthOf(table, -1) * 4 > lengthOf(table, 1)

export const tableBytes = ({ parts }: Table): number =>
  parts.reduce((sum, part) => sum + part.codes.reduce((inner, packed) => inner + bytesOf(packed), bytesOf(part.values)), 0)
