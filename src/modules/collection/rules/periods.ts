// Which periods a row speaks of, by the profile: one, or one for each of its period columns, each with its part of the key.
import type { Text } from '../../../platform/text.ts'
import type { Grain } from '../model.ts'
import type { Profile } from '../model/profile.ts'
import { dayStart, monthStart, readDate, readMonth, readYear, yearStart, type Period } from './dates.ts'
import type { MatchedHeader } from './header.ts'
import { refuse, type Refused } from './refusal.ts'
import { isUnread, type Unread } from './unread.ts'

/** A period of a row. `slot` ends the cell's key, in hexadecimal; `column` holds its figure in a wide file. */
export interface Place extends Period {
  slot: string
  column: string | null
}

type Cells = readonly string[]
type PlacesOf = (cells: Cells) => readonly Place[] | Refused

const slotOf = (...bytes: number[]): string => Buffer.from(bytes).toString('hex')

const only = slotOf(0)

const undatedPlace: Place = { grain: 'undated', start: null, slot: only, column: null }

const grainNumbers: Record<Grain, number> = { day: 1, week: 2, month: 3, year: 4, undated: 5 }

// Months of a year are told by one byte; any other period by 255, which no month is, and its own date: a new column moves no key.
const periodSlot = ({ grain, start }: Period): string => {
  const [year = 0, month = 0, day = 0] = (start ?? '').split('-').map(Number)
  return slotOf(255, grainNumbers[grain], year >> 8, year & 255, month, day)
}

// Files of several years come one after another where a title names the year: each keeps its own rows.
const fixedSlot = (period: Extract<Profile['period'], { kind: 'fixed' }>): string => (period.inTitle ? periodSlot(period) : only)

type DatePeriod = Extract<Profile['period'], { kind: 'date' }>

const readAny = (raw: string, { style, alsoStyles = [] }: DatePeriod): Period | Unread => {
  const first = readDate(raw, style)
  if (!isUnread(first)) return first
  return alsoStyles.map((other) => readDate(raw, other)).find((read) => !isUnread(read)) ?? first
}

/** The day it was, in the place the file was kept, at a moment written in universal time. */
const localDay = (zone: string | undefined): ((raw: string) => string) => {
  if (zone === undefined) return (raw) => raw
  const inZone = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
  return (raw) => (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(raw) ? inZone.format(new Date(raw)) : raw)
}

const disagrees: Text = {
  es: 'la fecha no es del año y mes que dice la misma fila; quizá el día y el mes están cambiados',
  en: 'the date is not of the year and month the same row states; perhaps day and month are exchanged',
}

/** Whether the row's own columns of year and month say the same as its date. A column that is lacking or blank says nothing. */
const agreement = (header: MatchedHeader, { agrees }: DatePeriod): ((cells: Cells, read: Period) => boolean) => {
  const [yearAt, monthAt] = [agrees?.year, agrees?.month].map((column) => (column === undefined ? -1 : header.at(column)))
  const says = (cells: Cells, at: number | undefined, read: (raw: string) => number | Unread): number | undefined => {
    const stated = read(cells[at ?? -1] ?? '')
    return isUnread(stated) ? undefined : stated
  }
  return (cells, { start }) => {
    const [year, month] = (start ?? '').split('-').map(Number)
    return (says(cells, yearAt, readYear) ?? year) === year && (says(cells, monthAt, readMonth) ?? month) === month
  }
}

const byDate = (header: MatchedHeader, period: DatePeriod): PlacesOf => {
  const { column, undated } = period
  const at = header.at(column)
  const [agree, dayOf] = [agreement(header, period), localDay(period.zone)]
  return (cells) => {
    const raw = (cells[at] ?? '').trim()
    if (undated.includes(raw)) return [undatedPlace]
    const read = readAny(dayOf(raw), period)
    if (isUnread(read)) return refuse(column, raw, read.unread)
    return agree(cells, read) ? [{ ...read, slot: only, column: null }] : refuse(column, raw, disagrees)
  }
}

const wholeOf = (year: number, month?: number, day?: number): Period | Unread => {
  if (month === undefined) return yearStart(year)
  return day === undefined ? monthStart(year, month) : dayStart(year, month, day)
}

const dayNumber = (raw: string): number => (/^\d{1,2}$/.test(raw.trim()) ? Number(raw) : 0)

const partReaders: readonly ((raw: string) => number | Unread)[] = [readYear, readMonth, dayNumber]

/** The year of the calendar that a month of a fiscal year falls in. */
const calendarYear = (year: number, month: number | undefined, yearBegins: number | undefined): number =>
  (yearBegins !== undefined && month !== undefined && month >= yearBegins ? year - 1 : year)

const byParts = (header: MatchedHeader, period: Extract<Profile['period'], { kind: 'parts' }>): PlacesOf => {
  const columns = [period.year, period.month, period.day].filter((column) => column !== undefined)
  const places = columns.map(header.at)
  return (cells) => {
    const raw = places.map((at) => (cells[at] ?? '').trim())
    if (raw.some((word) => period.undated.includes(word))) return [undatedPlace]
    const parts = raw.map((word, at) => (partReaders[at] ?? readYear)(word))
    const unreadAt = parts.findIndex(isUnread)
    const failed = parts[unreadAt]
    if (isUnread(failed)) return refuse(columns[unreadAt] ?? '', raw[unreadAt] ?? '', failed.unread)
    const [year, month, day] = parts as [number, number?, number?]
    const read = wholeOf(calendarYear(year, month, period.yearBegins), month, day)
    return isUnread(read) ? refuse(columns.at(-1) ?? '', raw.join(' '), read.unread) : [{ ...read, slot: only, column: null }]
  }
}

const byYearOfMonths = (header: MatchedHeader, { year, months, yearBegins }: Extract<Profile['period'], { kind: 'wide-months' }>): PlacesOf => {
  const at = header.at(year)
  const known = new Map<number, Place[]>()
  const placesOf = (number: number): Place[] =>
    months.map((column, month) => ({ grain: 'month', start: `${calendarYear(number, month + 1, yearBegins)}-${String(month + 1).padStart(2, '0')}-01`, slot: slotOf(month + 1), column }))
  return (cells) => {
    const read = readYear(cells[at] ?? '')
    if (isUnread(read)) return refuse(year, cells[at] ?? '', read.unread)
    const places = known.get(read) ?? placesOf(read)
    known.set(read, places)
    return places
  }
}

/** The period columns a file of this header has: those the profile lists and, with a style, those named in it. */
export const periodColumnsIn = (titles: readonly string[], { columns, style }: Extract<Profile['period'], { kind: 'wide-periods' }>): (Period & { column: string })[] => {
  const listed = new Set(columns.map(({ column }) => column))
  const named = style === undefined ? [] : titles.flatMap((title) => {
    const read = listed.has(title) ? { unread: null } : readDate(title, style)
    return isUnread(read) ? [] : [{ ...(read as Period), column: title }]
  })
  return [...columns, ...named]
}

// The columns are years, and the row says the month.
const inMonthOfRow = (header: MatchedHeader, column: string, years: readonly Place[]): PlacesOf => {
  const at = header.at(column)
  return (cells) => {
    const raw = (cells[at] ?? '').trim()
    const month = readMonth(raw)
    if (isUnread(month)) return refuse(column, raw, month.unread)
    return years.map((place) => ({ ...place, grain: 'month', start: `${(place.start ?? '').slice(0, 4)}-${String(month).padStart(2, '0')}-01` }))
  }
}

const byColumns = (header: MatchedHeader, period: Extract<Profile['period'], { kind: 'wide-periods' }>): PlacesOf => {
  // A column the profile lists may be written otherwise in the file, and is then also named by its style.
  const at = periodColumnsIn(header.header, period).map(({ column }) => header.at(column))
  const found = periodColumnsIn(header.header, period).filter((_, nth) => at[nth] !== -1 && at.indexOf(at[nth] ?? -1) === nth)
  const places = found.map(({ grain, start, column }) => ({ grain, start, column, slot: periodSlot({ grain, start }) }))
  return period.month === undefined ? () => places : inMonthOfRow(header, period.month, places)
}

const mostRemembered = 5000

// A file speaks of few periods in many rows: what the cells of these columns say is read once.
const remembering = (header: MatchedHeader, columns: readonly (string | undefined)[], placesOf: PlacesOf): PlacesOf => {
  const places = columns.filter((column) => column !== undefined).map(header.at)
  const known = new Map<string, ReturnType<PlacesOf>>()
  return (cells) => {
    const words = places.map((at) => cells[at] ?? '').join('\u001f')
    const before = known.get(words)
    if (before) return before
    const found = placesOf(cells)
    if (known.size < mostRemembered) known.set(words, found)
    return found
  }
}

/** Finds the periods of one row after another; a period that cannot be read refuses the row. */
export const periodCoder = (header: MatchedHeader): PlacesOf => {
  const { period } = header.profile
  switch (period.kind) {
    case 'date': return remembering(header, [period.column, period.agrees?.year, period.agrees?.month], byDate(header, period))
    case 'parts': return remembering(header, [period.year, period.month, period.day], byParts(header, period))
    case 'wide-months': return byYearOfMonths(header, period)
    case 'wide-periods': return remembering(header, [period.month], byColumns(header, period))
    case 'fixed': {
      const places: Place[] = [{ grain: period.grain, start: period.start, slot: fixedSlot(period), column: null }]
      return period.month === undefined ? () => places : remembering(header, [period.month], inMonthOfRow(header, period.month, places))
    }
  }
}

/** The slots that a row of this header may fill: what a refused row would have had. */
export const slotsOf = (header: MatchedHeader): string[] => {
  const { period } = header.profile
  if (period.kind === 'wide-months') return period.months.map((_, month) => slotOf(month + 1))
  if (period.kind === 'wide-periods') return periodColumnsIn(header.header, period).map(periodSlot)
  return [period.kind === 'fixed' ? fixedSlot(period) : only]
}
