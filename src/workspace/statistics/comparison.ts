// Two periods or two places side by side: differences, when they may be read as one, and months that both years have.
import type { Cell, Dimension, MeasureCoverage } from '../../modules/statistics/model.ts'
import { dayLength, periodEnd, quietDays } from '../../modules/statistics/model/reach.ts'
import { amountOf } from './crosstab.ts'
import type { Code } from './words.ts'

/** Below this, chance alone moves a count by a large part of itself. */
export const smallCount = 20

export interface Compared {
  code: Code
  first: number | null
  second: number | null
  difference: number | null
  /** The difference as a part of the first; null when the first is nothing. */
  change: number | null
  isSmall: boolean
}

/** What changed from the first amount to the second. */
export const differenceOf = (first: number | null, second: number | null): Omit<Compared, 'code'> => {
  const isKnown = first !== null && second !== null
  const difference = isKnown ? second - first : null
  return {
    first, second, difference,
    change: isKnown && first > 0 ? (second - first) / first : null,
    isSmall: isKnown && (first < smallCount || second < smallCount),
  }
}

const sum = (cells: readonly Cell[]): number | null => {
  const values = cells.flatMap((cell) => amountOf(cell).value ?? [])
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0)
}

interface Asked {
  over: Dimension
  pair: readonly [string, string]
  along: Dimension | undefined
  /** Two years month by month: January beside January. */
  hasMonthsOfYear: boolean
}

const alongCode = (cell: Cell, { along, hasMonthsOfYear }: Asked): Code => {
  const code = along ? (cell[along] ?? null) : null
  return hasMonthsOfYear && typeof code === 'string' ? code.slice(5) : code
}

/** A row for each thing along; the largest first, months in their order. */
export const compare = (cells: readonly Cell[], asked: Asked): Compared[] => {
  const { over, pair: [a, b], hasMonthsOfYear } = asked
  const groups = [...Map.groupBy(cells, (cell) => alongCode(cell, asked))]
  const of = (members: readonly Cell[], which: string): number | null => sum(members.filter((cell) => String(cell[over]) === which))
  const rows = groups.map(([code, members]) => ({ code, ...differenceOf(of(members, a), of(members, b)) }))
  const size = ({ first, second }: Compared): number => Math.max(first ?? 0, second ?? 0)
  return hasMonthsOfYear ? rows.toSorted((x, y) => String(x.code).localeCompare(String(y.code))) : rows.toSorted((x, y) => size(y) - size(x))
}

const two = (month: number): string => String(month).padStart(2, '0')

const grainsCompared = ['day', 'week', 'month']

type Span = Pick<MeasureCoverage, 'from' | 'to' | 'grain'>

/** The months of a year that are delivered from beginning to end: one cut short would seem to have had less. */
const monthsOf = (year: number, { from, to, grain }: Span): number[] => {
  const first = Date.parse(from ?? '') - quietDays * dayLength
  const last = periodEnd(to ?? '', grain) + quietDays * dayLength
  return Array.from({ length: 12 }, (_, index) => index + 1)
    .filter((month) => first <= Date.UTC(year, month - 1, 1) && last >= Date.UTC(year, month, 0))
}

/** The months that both years have, when one of them is not whole: none when they share no whole month. Undefined when both are whole, or months are not counted. */
export const sharedMonths = ([a, b]: readonly [string, string], measure: Span): number[] | undefined => {
  if (measure.grain === null || !grainsCompared.includes(measure.grain)) return undefined
  const [first, second] = [monthsOf(Number(a), measure), monthsOf(Number(b), measure)]
  const both = first.filter((month) => second.includes(month))
  return both.length === 12 ? undefined : both
}

/** The months of both years as a filter has them: `2023-01`. */
export const monthFilter = (pair: readonly [string, string], months: readonly number[]): string[] =>
  pair.flatMap((year) => months.map((month) => `${year}-${two(month)}`))
