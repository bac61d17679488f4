// From a row to the cells it holds, by a profile: period, dimensions, figures and the key that finds each again in a newer file.
import { hash } from 'node:crypto'
import type { Cell, Codebook, CodedRow, Dimensions, Likeness, Row } from '../model/coding.ts'
import { readColumns, type Profile } from '../model/profile.ts'
import { dimensionsCoder } from './dimensions.ts'
import { yearWritten } from './dates.ts'
import { readCount } from './figures.ts'
import type { MatchedHeader } from './header.ts'
import { leftOutCoder, rowCondition } from './conditions.ts'
import { periodCoder, slotsOf, type Place } from './periods.ts'
import { isRefused, refuse, refuseCells, type Refused } from './refusal.ts'
import { isUnread } from './unread.ts'

type Cells = readonly string[]
type Keyed = Pick<Cell, 'measure' | 'key'>
type Amount = Pick<Cell, 'value' | 'withheld'>

/** Fifteen bytes, in hexadecimal. */
const keyDigits = 30
/** Cells whose plain form is remembered: most repeat. */
const mostKnown = 5000

const sameHowever = (cell: string): string => {
  const text = cell.trim()
  return /^0\d*$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text.normalize('NFC')
}

const yearColumn = ({ period }: Profile): string | undefined => (period.kind === 'parts' || period.kind === 'wide-months' ? period.year : undefined)

// What stands beside a year, that it is fiscal, not over or not final, is gone in a newer file.
const withoutMarks = (cell: string): string => (/^\d{4}(\.0+)?$/.test(cell.trim()) ? cell : String(yearWritten(cell) ?? cell))

const remembered = (plainOf: (cell: string) => string): ((cell: string) => string) => {
  const known = new Map<string, string>()
  return (cell) => {
    const before = known.get(cell)
    if (before !== undefined) return before
    const plain = plainOf(cell)
    if (known.size < mostKnown) known.set(cell, plain)
    return plain
  }
}

const rowKey = (header: MatchedHeader): ((cells: Cells) => string) => {
  const { profile } = header
  const columns = profile.key === 'content' ? [...readColumns(profile), ...profile.unused] : profile.key
  const places = columns.map(header.at)
  const yearAt = columns.indexOf(yearColumn(profile) ?? '')
  const [same, sameYear] = [remembered(sameHowever), remembered((cell) => sameHowever(withoutMarks(cell)))]
  return (cells) => {
    const parts = places.map((at, nth) => (nth === yearAt ? sameYear : same)(cells[at] ?? ''))
    return hash('sha256', parts.join('\u001f'), 'hex').slice(0, keyDigits)
  }
}

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '')

const figureAt = (header: MatchedHeader, column: string, alsoNotDelivered: readonly string[] = []): ((cells: Cells) => Amount | undefined | Refused) => {
  const { thousands, decimal, suppressed } = header.profile
  const notDelivered = [...header.profile.notDelivered, ...alsoNotDelivered]
  const withheld = new Set(suppressed.map(withoutSpaces))
  const at = header.at(column)
  return (cells) => {
    const raw = (cells[at] ?? '').trim()
    if (notDelivered.includes(raw)) return undefined
    if (withheld.size > 0 && withheld.has(withoutSpaces(raw))) return { value: null, withheld: withoutSpaces(raw) }
    const value = readCount(raw, { thousands, decimal })
    return isUnread(value) ? refuse(column, raw, value.unread) : { value, withheld: null }
  }
}

type CellsReader = (cells: Cells, places: readonly Place[], key: string) => Cell[] | Refused

const cellOf = (measure: string, key: string, { grain, start, slot }: Place, amount: Amount): Cell =>
  ({ measure, key: key + slot, grain, start, ...amount })

const columnReader = (header: MatchedHeader, measure: string, figure: Extract<Profile['measures'][string], { from: 'column' }>): CellsReader => {
  const read = figureAt(header, figure.column, figure.notDelivered)
  return (cells, places, key) => {
    const amount = read(cells)
    if (isRefused(amount)) return amount
    return amount === undefined ? [] : places.map((place) => cellOf(measure, key, place, amount))
  }
}

/** A zero of a month to come, which is remembered and said. */
const isYetToCome = ({ isToCome, remarks }: MatchedHeader, { grain, start }: Place, { value }: Amount): boolean => {
  if (value !== 0 || grain !== 'month' || start === null || !isToCome(start)) return false
  remarks.toCome.add(start)
  return true
}

const monthsReader = (header: MatchedHeader, measure: string, { columns }: Extract<Profile['measures'][string], { from: 'months' }>): CellsReader => {
  const own = columns && new Set(columns)
  const readers = new Map<string, ReturnType<typeof figureAt>>()
  const readerOf = (column: string): ReturnType<typeof figureAt> => {
    const reader = readers.get(column) ?? figureAt(header, column)
    readers.set(column, reader)
    return reader
  }
  return (cells, places, key) => {
    const found: Cell[] = []
    for (const place of places) {
      if (own && !own.has(place.column ?? '')) continue
      const amount = readerOf(place.column ?? '')(cells)
      if (isRefused(amount)) return amount
      if (amount !== undefined && !isYetToCome(header, place, amount)) found.push(cellOf(measure, key, place, amount))
    }
    return found
  }
}

const one: Amount = { value: 1, withheld: null }

const rowReader = (measure: string): CellsReader => (_, places, key) => places.map((place) => cellOf(measure, key, place, one))

const cellReaders = (header: MatchedHeader): CellsReader[] =>
  Object.entries(header.profile.measures).map(([measure, figure]) => {
    const read = figure.from === 'column' ? columnReader(header, measure, figure) : figure.from === 'months' ? monthsReader(header, measure, figure) : rowReader(measure)
    if (figure.when.length === 0) return read
    const holds = rowCondition(header, figure.when)
    return (cells, places, key) => (holds(cells) ? read(cells, places, key) : [])
  })

const readAll = (readers: readonly CellsReader[], cells: Cells, places: readonly Place[], key: string): Cell[] | Refused => {
  const found: Cell[] = []
  for (const read of readers) {
    const some = read(cells, places, key)
    if (isRefused(some)) return some
    found.push(...some)
  }
  return found
}

const keysCoder = (header: MatchedHeader): ((row: string) => Keyed[]) => {
  const { profile } = header
  const slots = slotsOf(header)
  if (profile.key === 'content') return () => []
  return (row) => Object.keys(profile.measures).flatMap((measure) => slots.map((slot) => ({ measure, key: row + slot })))
}

/** Of a source whose rows are known by all they say, a refused row has no key: it is known by what else could be read of it. */
const likeness = (dimensions: Dimensions | Refused, places: readonly Place[] = []): { like?: Likeness } => {
  if (isRefused(dimensions)) return {}
  const [place, another] = places
  return { like: { dimensions, start: another ? null : (place?.start ?? null) } }
}

/**
 * Codes one row after another by the profile the header matched.
 * A row is accepted whole, left out whole or refused whole, with the first reason found.
 */
export const rowCoder = (header: MatchedHeader, book: Codebook): ((row: Row) => CodedRow) => {
  const [keyOf, keysOf, leftOutOf] = [rowKey(header), keysCoder(header), leftOutCoder(header)]
  const placesOf = periodCoder(header)
  const dimensionsOf = dimensionsCoder(header, book)
  const readers = cellReaders(header)
  const hasOwnKey = header.profile.key !== 'content'
  return ({ line, cells }) => {
    const leftOut = leftOutOf(cells)
    if (leftOut) return { line, leftOut }
    if (cells.length !== header.header.length) return { line, refusal: { line, ...refuseCells(header.header.length, cells.length) }, keys: [] }
    const key = keyOf(cells)
    const refused = (refusal: Refused, like: () => { like?: Likeness }): CodedRow =>
      ({ line, refusal: { line, ...refusal }, keys: keysOf(key), ...(hasOwnKey ? {} : like()) })
    const places = placesOf(cells)
    if (isRefused(places)) return refused(places, () => likeness(dimensionsOf(cells)))
    const dimensions = dimensionsOf(cells)
    if (isRefused(dimensions)) return refused(dimensions, () => ({}))
    const found = readAll(readers, cells, places, key)
    return isRefused(found) ? refused(found, () => likeness(dimensions, places)) : { line, dimensions, cells: found }
  }
}
