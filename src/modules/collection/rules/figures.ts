// Figures and periods as files write them, read strictly: what is not plainly a count or a date is refused with the reason.
import type { Text } from '../../../platform/text.ts'
import type { Grain } from '../model.ts'

/** A reading that failed, in words. */
export interface Unread {
  unread: Text
}

export const isUnread = (value: unknown): value is Unread => typeof value === 'object' && value !== null && 'unread' in value

const unread = (es: string, en: string): Unread => ({ unread: { es, en } })

const ungrouped = (text: string, thousands: string | undefined): string => {
  if (!thousands) return text
  const sign = thousands === '.' ? '\\.' : thousands
  return new RegExp(`^-?\\d{1,3}(${sign}\\d{3})+$`).test(text) ? text.replaceAll(thousands, '') : text
}

/** A count: zero or a whole positive number, with its thousands grouped if the source does so. */
export const readCount = (raw: string, thousands?: string): number | Unread => {
  const text = ungrouped(raw.trim(), thousands)
  if (/^\d{1,15}(\.0+)?$/.test(text)) return Number(text)
  if (/^[-−]\s?\d/.test(text)) return unread('la cifra es negativa y un conteo no puede serlo', 'the figure is negative and a count cannot be')
  if (/^\d+[.,]\d+$/.test(text)) return unread('la cifra no es un número entero', 'the figure is not a whole number')
  return unread('la cifra no es un número', 'the figure is not a number')
}

export interface Period {
  grain: Grain
  start: string | null
}

const two = (n: number): string => String(n).padStart(2, '0')

const isYear = (year: number): boolean => year >= 1900 && year <= 2100

const badYear = (year: string): Unread => unread(`el año «${year}» no es un año entre 1900 y 2100`, `the year “${year}” is not a year between 1900 and 2100`)

const badMonth = (month: string): Unread => unread(`el mes ${month} no existe; va de 1 a 12`, `month ${month} does not exist; they go from 1 to 12`)

const monthStart = (year: number, month: number): Unread | Period => {
  if (!isYear(year)) return badYear(String(year))
  if (month < 1 || month > 12) return badMonth(String(month))
  return { grain: 'month', start: `${year}-${two(month)}-01` }
}

const day = (year: number, month: number, date: number): Unread | Period => {
  const start = monthStart(year, month)
  if (isUnread(start)) return start
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (date < 1 || date > last) return unread(`el día ${date} no existe en ese mes, que tiene ${last}`, `day ${date} does not exist in that month, which has ${last}`)
  return { grain: 'day', start: `${year}-${two(month)}-${two(date)}` }
}

const iso = (date: Date): string => date.toISOString().slice(0, 10)

const mondayOf = (date: Date): Date => new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * 86_400_000)

const isoWeek = (year: number, week: number): Unread | Period => {
  if (!isYear(year)) return badYear(String(year))
  const first = mondayOf(new Date(Date.UTC(year, 0, 4)))
  const monday = new Date(first.getTime() + (week - 1) * 7 * 86_400_000)
  const isIn = week >= 1 && new Date(monday.getTime() + 3 * 86_400_000).getUTCFullYear() === year
  return isIn ? { grain: 'week', start: iso(monday) } : unread(`la semana ${week} no existe en ${year}`, `week ${week} does not exist in ${year}`)
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const isoDay = (text: string): Unread | Period | undefined => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts ? day(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
}

const namedDay = (text: string): Unread | Period | undefined => {
  const parts = /^(\d{1,2})-([a-z]{3})-(\d{2}|\d{4})$/i.exec(text)
  if (!parts) return undefined
  const [, date = '', name = '', year = ''] = parts
  const month = monthNames.indexOf(name.toLowerCase()) + 1
  if (month === 0) return badMonth(`«${name}»`)
  return day(Number(year) + (year.length === 2 ? 2000 : 0), month, Number(date))
}

const writtenDay = (text: string): Unread | Period | undefined => {
  const parts = /^([a-z]{3})[a-z]* (\d{1,2}), (\d{4})$/i.exec(text)
  return parts ? namedDay(`${parts[2]}-${parts[1]}-${parts[3]}`) : undefined
}

const isoMonth = (text: string): Unread | Period | undefined => {
  const parts = /^(\d{4})-(\d{1,2})$/.exec(text)
  return parts ? monthStart(Number(parts[1]), Number(parts[2])) : undefined
}

const week = (text: string): Unread | Period | undefined => {
  const parts = /^(\d{4})-?W(\d{1,2})$/i.exec(text)
  if (parts) return isoWeek(Number(parts[1]), Number(parts[2]))
  const date = isoDay(text)
  return date === undefined || isUnread(date) ? date : { grain: 'week', start: iso(mondayOf(new Date(`${date.start}T00:00:00Z`))) }
}

export const dateStyles = {
  'YYYY-MM-DD': { read: isoDay, example: '2024-03-31' },
  'D-Mon-YY': { read: namedDay, example: '31-Mar-24' },
  'Month D, YYYY': { read: writtenDay, example: 'March 31, 2024' },
  'YYYY-MM': { read: isoMonth, example: '2024-03' },
  week: { read: week, example: '2024-W13' },
} as const

/** The period a date cell names. */
export const readDate = (raw: string, style: keyof typeof dateStyles): Period | Unread => {
  const { read, example } = dateStyles[style]
  return read(raw.trim()) ?? unread(`la fecha no se entiende; se escribe como ${example}`, `the date cannot be understood; it is written like ${example}`)
}

/** The year of a wide row. */
export const readYear = (raw: string): number | Unread => {
  const text = raw.trim()
  return /^\d{4}$/.test(text) && isYear(Number(text)) ? Number(text) : badYear(text.slice(0, 20))
}
