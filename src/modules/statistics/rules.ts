// Decisions about figures: what may be counted by what, how periods are written, what is rounded before it is published.
import { isDimension, isTime, notStated, timeDimensions, type Dimension, type FigureMeasure, type Filters, type TimeDimension } from './model.ts'
import { periodEnd } from './model/reach.ts'

/** Each dimension once, in the order asked; the first word that is none is returned instead. */
export const readDimensions = (words: readonly string[]): { dimensions: Dimension[] } | { unknown: string } => {
  const unknown = words.find((word) => !isDimension(word))
  return unknown === undefined ? { dimensions: [...new Set(words.filter(isDimension))] } : { unknown }
}

const finest: Record<string, readonly TimeDimension[]> = {
  day: timeDimensions, week: timeDimensions, month: ['year', 'month'], quarter: ['year'], year: ['year'],
}

/** The time dimensions figures counted by a grain can be shown by: a month cannot be split into weeks. */
export const timesOf = (grain: string | null): readonly TimeDimension[] => (grain === null ? timeDimensions : (finest[grain] ?? []))

/** The first time dimension that is finer than what the source counts by. */
export const tooFine = (asked: readonly Dimension[], grain: string | null): TimeDimension | undefined =>
  asked.filter(isTime).find((time) => !timesOf(grain).includes(time))

/** The measure asked for, or the source's default; with neither, what there is to choose from. */
export const chooseMeasure = <M extends Pick<FigureMeasure, 'id' | 'isDefault'>>(measures: readonly M[], asked?: string): M | 'unknown' | 'choose' => {
  if (asked) return measures.find((measure) => measure.id === asked) ?? 'unknown'
  const chosen = measures.find((measure) => measure.isDefault) ?? (measures.length === 1 ? measures[0] : undefined)
  return chosen ?? 'choose'
}

/** Of releases from newest to oldest, the one that stood at the end of that day (UTC) or has that number; the newest when nothing is asked. */
export const releaseAsOf = <R extends { number: number; at: string }>(releases: readonly R[], asOf: string | undefined): R | undefined => {
  if (asOf === undefined) return releases[0]
  if (asOf.includes('-')) return releases.find(({ at }) => at.slice(0, 10) <= asOf)
  return releases.find(({ number }) => number === Number(asOf))
}

/** The first day `2024`, `2024-03` or `2024-03-31` covers. */
export const firstDay = (moment: string): string => `${moment}-01-01`.slice(0, 10)

/** The last day `2024`, `2024-02` or `2024-02-29` covers. */
export const lastDay = (moment: string): string => {
  const [year, month, day] = moment.split('-')
  if (day) return moment
  return month ? new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10) : `${moment}-12-31`
}

/** Whether the question leaves out what has no date: a period was given, or years, months or weeks that do not include «none». */
export const asksForPeriod = (filters: Filters): boolean =>
  filters.from !== undefined || filters.to !== undefined ||
  timeDimensions.some((time) => filters[time].length > 0 && !filters[time].includes(notStated))

const publicBase = 5

/** Nearest multiple of five. Totals are rounded by themselves, so that nothing can be found by subtraction. */
export const roundForPublic = (value: number): number => Math.round(value / publicBase) * publicBase

/** What the figures of a source that is not public may be published by. */
export const publicDimensions: readonly Dimension[] = ['year', 'country', 'territory']

const grainsByLength = ['day', 'week', 'month', 'quarter', 'year']

/** The longest of the periods a measure is counted by; null when nothing has a date. */
export const coarsest = (grains: readonly string[]): string | null => grainsByLength.findLast((grain) => grains.includes(grain)) ?? null

/** Whether the figures from the first to the last period cover the year from its first days to its last. */
export const isWholeYear = (year: number, { from, to, grain }: { from: string | null; to: string | null; grain: string | null }): boolean => {
  if (from === null || to === null) return true
  return periodEnd(to, grain) >= Date.UTC(year, 11, 28) && Date.parse(`${from}T00:00:00Z`) <= Date.UTC(year, 0, 10)
}

/** The newest year delivered whole; the newest there is when none is. */
export const newestWholeYear = (years: readonly number[], span: Parameters<typeof isWholeYear>[1]): number | null =>
  years.findLast((year) => isWholeYear(year, span)) ?? years.at(-1) ?? null
