// Months and years as titles of columns and as cells: by number or by name in Spanish, English, Portuguese and French, whole or cut short.
import { dateStyleIds, type DateStyle } from '../../model/profile.ts'
import { readDate } from '../dates.ts'
import { isUnread } from '../unread.ts'
import { monthNamed } from '../months.ts'
import { folded } from './likeness.ts'
import { gist, shareOf, type ColumnFacts } from './sample.ts'

/** 1 to 12, or undefined when the word names no month. */
export const monthOf = (word: string): number | undefined => {
  const byName = monthNamed(word)
  if (byName !== undefined) return byName
  const number = /^(0?[1-9]|1[0-2])$/.exec(word.trim())
  return number ? Number(number[1]) : undefined
}

const isYear = (word: string): boolean => /^(19|20)\d{2}$/.test(word.trim())

export interface TitlePeriod {
  year?: number
  month?: number
}

const partsOfTitle = (plain: string): TitlePeriod | undefined => {
  const parts = plain.replace(/^(ano|anio|year|total|casos|victimas|mes|ejercicio) /, '').split(' ').filter((part) => !['de', 'del', 'of', 'p', 'r', 'preliminar'].includes(part))
  if (parts.length === 0 || parts.length > 2) return undefined
  const year = parts.find(isYear)
  const names = parts.filter((part) => part !== year)
  const [name] = names
  if (name === undefined) return year === undefined ? undefined : { year: Number(year) }
  const month = monthNamed(name) ?? (year !== undefined ? monthOf(name) : undefined)
  if (month === undefined) return shortYear(names)
  return year === undefined ? { month } : { year: Number(year), month }
}

// «ene-24»: a month by name and a year of two digits.
const shortYear = ([name = '', short = '']: readonly string[]): TitlePeriod | undefined => {
  const month = monthNamed(name)
  return month !== undefined && /^\d{2}$/.test(short) ? { year: 2000 + Number(short), month } : undefined
}

/** The month, the year, or both, that the title of a column names. */
export const periodOfTitle = (title: string): TitlePeriod | undefined => {
  const plain = folded(title)
  const iso = /^((?:19|20)\d{2}) (0[1-9]|1[0-2]) 01$/.exec(plain)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]) }
  const compact = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/.exec(plain)
  if (compact) return { year: Number(compact[1]), month: Number(compact[2]) }
  const two = /^([a-z]+) ?(\d{2})$/.exec(plain)
  if (two) return shortYear([two[1] ?? '', two[2] ?? ''])
  return partsOfTitle(plain)
}

export const isYearColumn = (column: ColumnFacts): boolean => column.filled > 0 && shareOf(column, isYear) > 0.95
export const isMonthColumn = (column: ColumnFacts): boolean => column.filled > 0 && shareOf(column, (word) => monthOf(word) !== undefined) > 0.95

/** The date styles by which a column's cells can be read, with the share of cells each reads; the best first. */
export const stylesOf = (whole: ColumnFacts): { style: DateStyle; share: number }[] => {
  const column = gist(whole)
  return dateStyleIds
    .filter((style) => style !== 'serial' && style !== 'YYYY')
    .map((style) => ({ style, share: shareOf(column, (word) => !isUnread(readDate(word, style))) }))
    .filter(({ share }) => share > 0.6)
    .toSorted((a, b) => b.share - a.share)
}

/** The last year named in some words, such as the titles above a table. */
export const yearIn = (words: readonly string[]): number | undefined => {
  const found = words.join(' ').match(/\b(19|20)\d{2}\b/g)
  return found?.length === 1 || new Set(found).size === 1 ? Number(found?.[0]) : undefined
}
