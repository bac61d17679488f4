// SDMX periods as first and last moments.
import { mondayOfWeek, plusDays } from '../../../platform/weeks.ts'

const monthsOf = (year: string, first: number, length: number): [string, string] =>
  [`${year}-${String(first).padStart(2, '0')}`, `${year}-${String(first + length - 1).padStart(2, '0')}`]

const weekOf = (year: string, week: number): [string, string] | undefined => {
  const monday = mondayOfWeek(Number(year), week)
  return monday === undefined ? undefined : [monday, plusDays(monday, 6)]
}

const partOf = (year: string, kind: string, number: number): [string, string] | undefined => {
  if (kind === 'Q' && number >= 1 && number <= 4) return monthsOf(year, number * 3 - 2, 3)
  if (kind === 'S' && number >= 1 && number <= 2) return monthsOf(year, number * 6 - 5, 6)
  return kind === 'W' ? weekOf(year, number) : undefined
}

/**
 * First and last moment of an SDMX period (observational time period, SDMX 2.1 section 6), as the figures are asked:
 * `2024`, `2024-03` or `2024-03-31`; undefined when it is none.
 */
export const momentsOf = (period: string): [string, string] | undefined => {
  const text = period.replace(/T.*$/, '').replace(/^(\d{4})-A1$/, '$1').replace(/^(\d{4})-M(\d{2})$/, '$1-$2')
  if (/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text)) return [text, text]
  const [, year = '', kind = '', number = ''] = /^(\d{4})-([QSW])(\d{1,2})$/.exec(text) ?? []
  return partOf(year, kind, Number(number))
}
