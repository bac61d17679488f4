// From a row to the cells it holds, by a profile: period, dimensions, figures and the key that finds each again in a newer file.
import { hash } from 'node:crypto'
import type { Cell, Codebook, CodedRow, Row } from '../model/coding.ts'
import { requiredColumns, type Profile } from '../model/profile.ts'
import { dimensionsCoder } from './dimensions.ts'
import { isUnread, readCount, readDate, readYear, type Period } from './figures.ts'
import type { MatchedHeader } from './header.ts'
import { isRefused, refuse, refuseCells, type Refused } from './refusal.ts'

type Cells = readonly string[]
type Place = Period & { slot: number; column: string | null }
type Keyed = Pick<Cell, 'measure' | 'key'>

const keyBytes = 15

const sameHowever = (cell: string): string => {
  const text = cell.trim()
  return /^0\d*$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text.normalize('NFC')
}

const rowKey = (header: MatchedHeader): ((cells: Cells) => Buffer) => {
  const { profile } = header
  const columns = profile.key === 'content' ? [...requiredColumns(profile), ...profile.unused] : profile.key
  const places = columns.map(header.at)
  return (cells) => {
    const parts = places.map((at) => sameHowever(cells[at] ?? ''))
    return hash('sha256', parts.join('\u001f'), 'buffer').subarray(0, keyBytes)
  }
}

const slotKey = (row: Buffer, slot: number): Buffer => Buffer.concat([row, Buffer.of(slot)])

const periodCoder = (header: MatchedHeader): ((cells: Cells) => readonly Place[] | Refused) => {
  const { period } = header.profile
  if (period.kind === 'date') {
    const at = header.at(period.column)
    return (cells) => {
      const raw = (cells[at] ?? '').trim()
      if (period.undated.includes(raw)) return [{ grain: 'undated', start: null, slot: 0, column: null }]
      const read = readDate(raw, period.style)
      return isUnread(read) ? refuse(period.column, raw, read.unread) : [{ ...read, slot: 0, column: null }]
    }
  }
  const at = header.at(period.year)
  return (cells) => {
    const year = readYear(cells[at] ?? '')
    if (isUnread(year)) return refuse(period.year, cells[at] ?? '', year.unread)
    return period.months.map((column, month) => ({ grain: 'month', start: `${year}-${String(month + 1).padStart(2, '0')}-01`, slot: month + 1, column }))
  }
}

const figureAt = (header: MatchedHeader, column: string, alsoNotDelivered: readonly string[] = []): ((cells: Cells) => number | undefined | Refused) => {
  const { thousands } = header.profile
  const notDelivered = [...header.profile.notDelivered, ...alsoNotDelivered]
  const at = header.at(column)
  return (cells) => {
    const raw = (cells[at] ?? '').trim()
    if (notDelivered.includes(raw)) return undefined
    const value = readCount(raw, thousands)
    return isUnread(value) ? refuse(column, raw, value.unread) : value
  }
}

type CellsReader = (cells: Cells, places: readonly Place[], key: Buffer) => Cell[] | Refused

const columnReader = (header: MatchedHeader, measure: string, figure: Extract<Profile['measures'][string], { from: 'column' }>): CellsReader => {
  const read = figureAt(header, figure.column, figure.notDelivered)
  return (cells, places, key) => {
    const value = read(cells)
    if (isRefused(value)) return value
    return value === undefined ? [] : places.map(({ grain, start, slot }) => ({ measure, key: slotKey(key, slot), grain, start, value }))
  }
}

const monthsReader = (header: MatchedHeader, measure: string): CellsReader => {
  const readers = new Map<string, ReturnType<typeof figureAt>>()
  const readerOf = (column: string): ReturnType<typeof figureAt> => {
    const reader = readers.get(column) ?? figureAt(header, column)
    readers.set(column, reader)
    return reader
  }
  return (cells, places, key) => {
    const found: Cell[] = []
    for (const { grain, start, slot, column } of places) {
      const value = readerOf(column ?? '')(cells)
      if (isRefused(value)) return value
      if (value !== undefined) found.push({ measure, key: slotKey(key, slot), grain, start, value })
    }
    return found
  }
}

const rowReader = (measure: string): CellsReader => (_, places, key) =>
  places.map(({ grain, start, slot }) => ({ measure, key: slotKey(key, slot), grain, start, value: 1 }))

const cellReaders = (header: MatchedHeader): CellsReader[] =>
  Object.entries(header.profile.measures).map(([measure, figure]) => {
    if (figure.from === 'column') return columnReader(header, measure, figure)
    return figure.from === 'months' ? monthsReader(header, measure) : rowReader(measure)
  })

const slots = (profile: Profile): number[] => (profile.period.kind === 'wide-months' ? Array.from({ length: 12 }, (_, month) => month + 1) : [0])

const keysOf = (profile: Profile, row: Buffer): Keyed[] =>
  Object.keys(profile.measures).flatMap((measure) => slots(profile).map((slot) => ({ measure, key: slotKey(row, slot) })))

const readAll = (readers: readonly CellsReader[], cells: Cells, places: readonly Place[], key: Buffer): Cell[] | Refused => {
  const found: Cell[] = []
  for (const read of readers) {
    const some = read(cells, places, key)
    if (isRefused(some)) return some
    found.push(...some)
  }
  return found
}

/**
 * Codes one row after another by the profile the header matched.
 * A row is accepted whole or refused whole, with the first reason found.
 */
export const rowCoder = (header: MatchedHeader, book: Codebook): ((row: Row) => CodedRow) => {
  const { profile } = header
  const keyOf = rowKey(header)
  const placesOf = periodCoder(header)
  const dimensionsOf = dimensionsCoder(header, book)
  const readers = cellReaders(header)
  return ({ line, cells }) => {
    if (cells.length !== header.header.length) return { line, refusal: { line, ...refuseCells(header.header.length, cells.length) }, keys: [] }
    const key = keyOf(cells)
    const refused = (refusal: Refused): CodedRow => ({ line, refusal: { line, ...refusal }, keys: profile.key === 'content' ? [] : keysOf(profile, key) })
    const places = placesOf(cells)
    if (isRefused(places)) return refused(places)
    const dimensions = dimensionsOf(cells)
    if (isRefused(dimensions)) return refused(dimensions)
    const found = readAll(readers, cells, places, key)
    return isRefused(found) ? refused(found) : { line, dimensions, cells: found }
  }
}
