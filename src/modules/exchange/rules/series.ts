// From the cells of a question to series: one for each key, its periods ascending.
import type { Cell, Dimension } from '../../statistics/model.ts'
import { totalCode, unstatedCode, type FlowDimension, type Frequency, type Series } from '../model.ts'

/** A dimension of the flow as it was asked. */
interface AskedDimension {
  dimension: FlowDimension
  isSummed: boolean
  only: ReadonlySet<string> | null
}

/** The value of a cell in a dimension of the flow: of the first of its dimensions that is stated. */
export const valueOf = (row: Cell, from: readonly Dimension[]): string | null => {
  const found = from.map((each) => row[each]).find((value) => value !== null && value !== undefined)
  return found === undefined || found === null ? null : String(found)
}

const coder = ({ dimension, isSummed }: AskedDimension): ((row: Cell) => string) => {
  if (isSummed) return () => totalCode
  const ids = new Map(dimension.codes.map(({ id, value }) => [value, id]))
  return (row) => ids.get(valueOf(row, dimension.from)) ?? unstatedCode
}

const separator = '.'

// A sum of the part that is known would be read as the whole.
const wholeOf = ({ value, withheld }: Cell): number | null => (value === null || Number(withheld ?? 0) > 0 ? null : Number(value))

const plus = (sum: number | null | undefined, value: number | null): number | null => (sum === null || value === null ? null : (sum ?? 0) + value)

/** The series of the cells, as far as the key asks for them; cells without a date are in none. Of what is withheld in any part no value is given. */
export const seriesOf = (rows: readonly Cell[], asked: readonly AskedDimension[], { frequency, time }: { frequency: Frequency; time: Dimension }): Series[] => {
  const coders = asked.map(coder)
  const found = new Map<string, Map<string, number | null>>()
  for (const row of rows) {
    const period = row[time]
    const codes = coders.map((code) => code(row))
    if (period === null || period === undefined || !codes.every((code, index) => asked[index]?.only?.has(code) ?? true)) continue
    const key = [frequency, ...codes].join(separator)
    const periods = found.get(key) ?? new Map<string, number | null>()
    periods.set(String(period), plus(periods.get(String(period)), wholeOf(row)))
    found.set(key, periods)
  }
  return [...found].map(([key, periods]) => ({
    key: key.split(separator),
    observations: [...periods].map(([period, value]) => ({ period, value })).sort((a, b) => a.period.localeCompare(b.period)),
  }))
}

/** The same series, with the years said that are not whole: half a year read as a whole one would be a fall. */
export const withPartialYears = (series: readonly Series[], isWhole: (year: number) => boolean): Series[] =>
  series.map(({ key, observations }) => ({
    key, observations: key[0] === 'A' ? observations.map((one) => (isWhole(Number(one.period)) ? one : { ...one, isPartial: true as const })) : observations,
  }))

/** Only the first or the last observations of each series, when so many are asked for. */
export const trimmed = (series: readonly Series[], first: number | undefined, last: number | undefined): Series[] =>
  series.map(({ key, observations }) => ({
    key, observations: observations.filter((_, index) => (first === undefined && last === undefined) || index < (first ?? 0) || index >= observations.length - (last ?? 0)),
  }))
