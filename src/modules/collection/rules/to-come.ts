// Months that a file has columns for and no figures yet: some publishers write a zero there.
import { monthNamed } from './months.ts'

const monthOf = (year: string, month: number): string => `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, '0')}`

/** The month that ends a file's name, as publishers name the last one they hold: «…-ago2026.zip», «…_jul25.csv»; as YYYY-MM. */
export const lastMonthIn = (fileName: string): string | undefined => {
  const base = fileName.replace(/(\.[a-z][a-z0-9]{1,7})+$/i, '')
  const [, name = '', year = ''] = /(?<!\p{L})(\p{L}{3,10})[-_ .]?((?:20)?\d{2})$/u.exec(base) ?? []
  const month = monthNamed(name)
  return month === undefined ? undefined : monthOf(year, month)
}

/**
 * Whether a zero of the month that begins on a day is of a month still to come: after today, or, of the year that the file's name ends with,
 * after the month named there.
 */
export const monthsToCome = (fileName = '', today = new Date()): ((start: string) => boolean) => {
  const now = today.toISOString().slice(0, 7)
  const last = lastMonthIn(fileName)
  const isAhead = (month: string): boolean => month > now || (last !== undefined && month > last && month.slice(0, 4) === last.slice(0, 4))
  // Of few months, each is asked about in every row.
  const known = new Map<string, boolean>()
  return (start) => {
    const found = known.get(start) ?? isAhead(start.slice(0, 7))
    known.set(start, found)
    return found
  }
}
