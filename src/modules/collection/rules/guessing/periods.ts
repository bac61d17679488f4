// Months and years as titles of columns and as cells: by number or by name in Spanish, English, Portuguese and French, whole or cut short.
import { dateStyleIds, type DateStyle } from '../../model/profile.ts'
import { readDate, yearWritten } from '../dates.ts'
import { isUnread } from '../unread.ts'
import { monthNamed } from '../months.ts'
import { yearsIn } from '../years.ts'
import { folded } from './likeness.ts'
import { isTotalWord, isUndated, isUnstated } from './places.ts'
import { gist, shareOf, without, type ColumnFacts } from './sample.ts'

/** 1 to 12, or undefined when the word names no month. */
export const monthOf = (word: string): number | undefined => {
  const byName = monthNamed(word)
  if (byName !== undefined) return byName
  const number = /^(0?[1-9]|1[0-2])$/.exec(word.trim())
  return number ? Number(number[1]) : undefined
}

const isYear = (word: string): boolean => yearWritten(word) !== undefined

export interface TitlePeriod {
  year?: number
  month?: number
}

const namedMonth = (names: readonly string[], hasYear: boolean): number | undefined => {
  const [name = '', another] = names
  return another === undefined ? (monthNamed(name) ?? (hasYear ? monthOf(name) : undefined)) : undefined
}

const partsOfTitle = (plain: string): TitlePeriod | undefined => {
  const parts = plain.replace(/^(ano|anio|year|total|casos|victimas|mes|ejercicio) /, '').split(' ').filter((part) => !['de', 'del', 'of', 'p', 'r', 'preliminar'].includes(part))
  if (parts.length === 0 || parts.length > 2) return undefined
  const word = parts.find(isYear)
  const year = word === undefined ? undefined : yearWritten(word)
  const names = parts.filter((part) => part !== word)
  if (names.length === 0) return year === undefined ? undefined : { year }
  const month = namedMonth(names, year !== undefined)
  if (month === undefined) return shortYear(names)
  return year === undefined ? { month } : { year, month }
}

// «ene-24»: a month by name and a year of two digits.
const shortYear = ([name = '', short = '']: readonly string[]): TitlePeriod | undefined => {
  const month = monthNamed(name)
  return month !== undefined && /^\d{2}$/.test(short) ? { year: 2000 + Number(short), month } : undefined
}

// «JAN2009».
const runTogether = (plain: string): TitlePeriod | undefined => {
  const [, name = '', year] = /^([a-z]+)((?:19|20)\d{2})$/.exec(plain) ?? []
  const month = monthNamed(name)
  return month === undefined ? undefined : { year: Number(year), month }
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
  return runTogether(plain) ?? partsOfTitle(plain)
}

const isAside = (word: string): boolean => isTotalWord(word) || isUndated(word) || isUnstated(word)

// Totals and «no date» stand among years and months, and say nothing against them.
const areAll = (column: ColumnFacts, holds: (word: string) => boolean): boolean => {
  const said = without(column, isAside)
  return said.filled > 0 && said.filled >= column.filled * 0.3 && shareOf(said, holds) > 0.95
}

/** The period and the words beside it of a title that holds both, as headers in two rows give: «2023 Mujeres». */
export const periodBeside = (title: string): { period: TitlePeriod; rest: string } | undefined => {
  const words = title.trim().split(/\s+/)
  const cuts = [1, 2, 3].filter((many) => many < words.length)
  const found = cuts.flatMap((many) => [
    { period: periodOfTitle(words.slice(0, many).join(' ')), rest: words.slice(many).join(' ') },
    { period: periodOfTitle(words.slice(-many).join(' ')), rest: words.slice(0, -many).join(' ') },
  ])
  const told = found.filter(({ rest }) => /\p{L}{2}/u.test(rest))
  // «ENERO NIÑAS»: the year is told elsewhere.
  const best = told.findLast(({ period }) => period?.year !== undefined) ?? told.findLast(({ period, rest }) => period?.month !== undefined && periodOfTitle(rest) === undefined)
  return best?.period && { period: best.period, rest: best.rest }
}

export const isYearColumn = (column: ColumnFacts): boolean => areAll(column, isYear)
export const isMonthColumn = (column: ColumnFacts): boolean => areAll(column, (word) => monthOf(word) !== undefined)

// Spreadsheets number days: 20000 to 60000 are the years 1954 to 2064.
const isLikely = (word: string, style: DateStyle): boolean => style !== 'serial' || (/^\d{5}(\.0+)?$/.test(word) && Number(word) >= 20_000 && Number(word) <= 60_000)

/** The date styles by which a column's cells can be read, with the share of cells each reads; the best first. */
export const stylesOf = (whole: ColumnFacts): { style: DateStyle; share: number }[] => {
  const column = gist(whole)
  return dateStyleIds
    .filter((style) => style !== 'YYYY')
    .map((style) => ({ style, share: shareOf(column, (word) => isLikely(word, style) && !isUnread(readDate(word, style))) }))
    .filter(({ share }) => share > 0.6)
    .toSorted((a, b) => b.share - a.share)
}

/** The year that some words name, such as the titles above a table, when they name one alone. */
export const yearIn = (words: readonly string[]): number | undefined => {
  const [year, another] = yearsIn(words)
  return year === undefined || another !== undefined ? undefined : Number(year)
}

/** The style in which every one of some titles names its period; undefined when none does. */
export const styleOfTitles = (titles: readonly { name: string; start: string }[]): DateStyle | undefined =>
  (['YYYY', 'YYYY-MM', 'YYYYMM', 'Mon-YY', 'Month YYYY', 'MM/YYYY'] as const).find((style) => titles.every(({ name, start }) => {
    const read = readDate(name, style)
    return !isUnread(read) && read.start === start
  }))
