// Dates as files write them, read strictly by the style a profile names: what is not plainly a date is refused with the reason.
import type { Text } from '../../../platform/text.ts'
import type { Grain } from '../model.ts'
import type { DateStyle } from '../model/profile.ts'
import { mondayOf, mondayOfWeek, plusDays } from '../../../platform/weeks.ts'
import { monthNamed } from './months.ts'
import { inEnglish } from './quotes.ts'
import { isUnread, unread, type Unread } from './unread.ts'

export interface Period {
  grain: Grain
  start: string | null
}

type Read = Unread | Period

const two = (n: number): string => String(n).padStart(2, '0')

const isYear = (year: number): boolean => year >= 1900 && year <= 2100

const badYear = (year: string): Unread => unread(`el año «${year}» no es un año entre 1900 y 2100`, `the year “${year}” is not a year between 1900 and 2100`)

const badMonth = (month: string): Unread => unread(`el mes ${month} no existe; va de 1 a 12`, `month ${inEnglish(month)} does not exist; they go from 1 to 12`)

export const yearStart = (year: number): Read => (isYear(year) ? { grain: 'year', start: `${year}-01-01` } : badYear(String(year)))

export const monthStart = (year: number, month: number): Read => {
  if (!isYear(year)) return badYear(String(year))
  if (month < 1 || month > 12) return badMonth(String(month))
  return { grain: 'month', start: `${year}-${two(month)}-01` }
}

export const dayStart = (year: number, month: number, date: number): Read => {
  const start = monthStart(year, month)
  if (isUnread(start)) return start
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (date < 1 || date > last) return unread(`el día ${date} no existe en ese mes, que tiene ${last}`, `day ${date} does not exist in that month, which has ${last}`)
  return { grain: 'day', start: `${year}-${two(month)}-${two(date)}` }
}

/** The month a word names, by number or name. */
export const readMonth = (raw: string): number | Unread => {
  const text = raw.trim()
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : badMonth(text)
  return monthNamed(text) ?? badMonth(`«${text.slice(0, 20)}»`)
}

// «FY2024», «2025 (FYTD)», «2023*», «2024 p/»: a fiscal year, one not over yet, one not final.
const writtenYear = /^(?:FY ?)?((?:19|20)\d{2})(?:\.0+)?(?: ?\(?(?:FYTD|YTD|TD|p|r)\)?\/?| ?\*{1,2})?$/i

/** The year some words are, whatever marks stand beside it; undefined when they are none. */
export const yearWritten = (words: string): number | undefined => {
  const found = writtenYear.exec(words.trim())
  return found ? Number(found[1]) : undefined
}

/** The year a cell holds. */
export const readYear = (raw: string): number | Unread => yearWritten(raw) ?? badYear(raw.trim().slice(0, 20))

const isoWeek = (year: number, week: number): Read => {
  if (!isYear(year)) return badYear(String(year))
  const start = mondayOfWeek(year, week)
  return start === undefined ? unread(`la semana ${week} no existe en ${year}`, `week ${week} does not exist in ${year}`) : { grain: 'week', start }
}

const fullYear = (year: string): number => Number(year) + (year.length === 2 ? 2000 : 0)

/** Which groups of a pattern are year, month and day; a day alone or a month too. */
interface Numbers {
  pattern: RegExp
  order: readonly ['year' | 'month' | 'day', ...('year' | 'month' | 'day')[]]
}

const byNumbers = ({ pattern, order }: Numbers) => (text: string): Read | undefined => {
  const parts = pattern.exec(text)
  if (!parts) return undefined
  const part = (name: 'month' | 'day'): number => Number(parts[order.indexOf(name) + 1])
  const year = fullYear(parts[order.indexOf('year') + 1] ?? '')
  return order.includes('day') ? dayStart(year, part('month'), part('day')) : monthStart(year, part('month'))
}

const isoDay = byNumbers({ pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/, order: ['year', 'month', 'day'] })

const named = (text: string, pattern: RegExp): Read | undefined => {
  const groups = pattern.exec(text)?.groups
  if (!groups) return undefined
  const month = monthNamed(groups['month'] ?? '')
  if (month === undefined) return badMonth(`«${groups['month'] ?? ''}»`)
  const year = fullYear(groups['year'] ?? '')
  return groups['day'] === undefined ? monthStart(year, month) : dayStart(year, month, Number(groups['day']))
}

const byName = (pattern: RegExp) => (text: string): Read | undefined => named(text, pattern)

const asMonth = (read: Read | undefined): Read | undefined =>
  (read === undefined || isUnread(read) || read.start === null ? read : { grain: 'month', start: `${read.start.slice(0, 7)}-01` })

const asYear = (read: Read | undefined): Read | undefined =>
  (read === undefined || isUnread(read) || read.start === null ? read : { grain: 'year', start: `${read.start.slice(0, 4)}-01-01` })

const asWeek = (read: Read | undefined): Read | undefined =>
  (read === undefined || isUnread(read) || read.start === null ? read : { grain: 'week', start: mondayOf(read.start) })

const week = (text: string): Read | undefined => {
  const parts = /^(\d{4})-?[WS](\d{1,2})$/i.exec(text)
  return parts ? isoWeek(Number(parts[1]), Number(parts[2])) : undefined
}

const serial = (text: string): Read | undefined => {
  if (!/^\d{1,6}(\.\d+)?$/.test(text)) return undefined
  const [year = '', month = '', day = ''] = plusDays('1899-12-30', Math.floor(Number(text))).split('-')
  return dayStart(Number(year), Number(month), Number(day))
}

const year = (text: string): Read | undefined => (/^\d{4}$/.test(text) ? yearStart(Number(text)) : undefined)

const same = (read: Read | undefined): Read | undefined => read

interface Style {
  read: (text: string) => Read | undefined
  /** What an ISO date means in this style: spreadsheets give their dates so, however they were shown. */
  iso: (read: Read | undefined) => Read | undefined
  example: string
}

const weekday = '(?:\\p{L}{2,},? )?'
const time = '(?:,? (?:- )?\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp]\\.?[Mm]\\.?)?)?'

const slashed = (order: Numbers['order'], year = '\\d{4}'): Style['read'] => byNumbers({ pattern: new RegExp(`^${weekday}(\\d{1,2})[/.-](\\d{1,2})[/.-](${year})${time}$`, 'u'), order })

const styles: Readonly<Record<DateStyle, Style>> = {
  'YYYY-MM-DD': { read: isoDay, iso: same, example: '2024-03-31' },
  'YYYY/MM/DD': { read: byNumbers({ pattern: new RegExp(`^(\\d{4})/(\\d{1,2})/(\\d{1,2})${time}$`), order: ['year', 'month', 'day'] }), iso: same, example: '2024/03/31' },
  YYYYMMDD: { read: byNumbers({ pattern: /^(\d{4})(\d{2})(\d{2})$/, order: ['year', 'month', 'day'] }), iso: same, example: '20240331' },
  'DD/MM/YYYY': { read: slashed(['day', 'month', 'year']), iso: same, example: '31/03/2024' },
  'MM/DD/YYYY': { read: slashed(['month', 'day', 'year']), iso: same, example: '03/31/2024' },
  'DD/MM/YY': { read: slashed(['day', 'month', 'year'], '\\d{2}'), iso: same, example: '31/03/24' },
  'MM/DD/YY': { read: slashed(['month', 'day', 'year'], '\\d{2}'), iso: same, example: '03/31/24' },
  'D-Mon-YY': { read: byName(new RegExp(`^${weekday}(?<day>\\d{1,2})[- ](?<month>\\p{L}{3,5}\\.?)[- ](?<year>\\d{2}|\\d{4})${time}$`, 'u')), iso: same, example: '31-Mar-24' },
  'D Month YYYY': { read: byName(new RegExp(`^${weekday}(?<day>\\d{1,2})(?:\\.?º)?,? (?:de )?(?<month>\\p{L}{3,}\\.?),? (?:del? )?(?<year>\\d{4})${time}$`, 'iu')), iso: same, example: '31 de marzo de 2024' },
  'Month D, YYYY': { read: byName(/^(?:\p{L}+, )?(?<month>\p{L}{3,}\.?) (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/iu), iso: same, example: 'March 31, 2024' },
  'YYYY-MM': { read: byNumbers({ pattern: /^(\d{4})[-/](\d{1,2})$/, order: ['year', 'month'] }), iso: asMonth, example: '2024-03' },
  YYYYMM: { read: byNumbers({ pattern: /^(\d{4})(\d{2})$/, order: ['year', 'month'] }), iso: asMonth, example: '202403' },
  'MM/YYYY': { read: byNumbers({ pattern: /^(\d{1,2})[/-](\d{4})$/, order: ['month', 'year'] }), iso: asMonth, example: '03/2024' },
  'Mon-YY': { read: byName(/^(?<month>\p{L}{3,5}\.?)[-/ ]?(?<year>\d{2}|\d{4})$/u), iso: asMonth, example: 'Mar-24' },
  'Month YYYY': { read: byName(/^(?<month>\p{L}{3,}\.?),? (?:del? )?(?<year>\d{4})$/iu), iso: asMonth, example: 'marzo de 2024' },
  YYYY: { read: year, iso: asYear, example: '2024' },
  week: { read: week, iso: asWeek, example: '2024-W13' },
  serial: { read: serial, iso: same, example: '45382' },
}

const misread = (example: string): Text => ({ es: `la fecha no se entiende; se escribe como ${example}`, en: `the date cannot be understood; it is written like ${example}` })

/** The period a date cell names: written in the style, or as an ISO date or moment. */
export const readDate = (raw: string, style: DateStyle): Period | Unread => {
  const { read, iso: fromIso, example } = styles[style]
  const text = raw.trim().replace(/\s+/g, ' ')
  return read(text) ?? fromIso(isoDay(text)) ?? { unread: misread(example) }
}
