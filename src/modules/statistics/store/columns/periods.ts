// Periods as they are kept in a column, and the years, months and weeks they belong to.
import { mondayOfCode, weekCode } from '../../../../platform/weeks.ts'
import { isTime, notStated, type Dimension, type Filters, type TimeDimension } from '../../model.ts'
import { firstDay, lastDay } from '../../rules.ts'

/** In the order of the numbers that periods are kept with. */
export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const

/** A period is written as days since 1970 times this, plus the place of its grain counted from one. */
export const grainStep = 8

const dayLength = 86_400_000

interface Period {
  /** Days since 1970. */
  start: number
  grain: string | null
}

export const readPeriod = (word: string): Period => {
  const number = Number(word)
  const start = Math.floor(number / grainStep)
  return { start, grain: grains[number - start * grainStep - 1] ?? null }
}

export const isoDay = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)

const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / dayLength

// A week belongs to the month and year of its Thursday, as in ISO 8601.
const deciding = ({ start, grain }: Period): number => start + (grain === 'week' ? 3 : 0)

const mondayBefore = (day: number): number => day - ((((day + 3) % 7) + 7) % 7)

const levels: Record<TimeDimension, (period: Period) => string | number> = {
  year: (period) => new Date(deciding(period) * dayLength).getUTCFullYear(),
  month: (period) => isoDay(deciding(period)).slice(0, 7),
  week: ({ start }) => weekCode(isoDay(mondayBefore(start))),
}

/** The value of a kept word in a dimension: of a period its year, month or week; null is not stated. */
export const valueIn = (dimension: Dimension | 'square', word: string | null): string | number | null => {
  if (word === null || dimension === 'square' || !isTime(dimension)) return word
  return levels[dimension](readPeriod(word))
}

const asked: Partial<Record<Dimension, (value: string) => string | number | undefined>> = {
  year: (value) => (/^\d{4}$/.test(value) ? Number(value) : undefined),
  week: (value) => {
    const monday = mondayOfCode(value)
    return monday && weekCode(monday)
  },
}

/** Whether a kept word has one of the values asked for. */
export const isAmong = (dimension: Dimension, values: readonly string[]): ((word: string | null) => boolean) => {
  const read = asked[dimension] ?? ((value: string) => value)
  const wanted = new Set(values.filter((value) => value !== notStated).map(read))
  const withNone = values.includes(notStated)
  return (word) => (word === null ? withNone : wanted.has(valueIn(dimension, word) ?? undefined))
}

/** Whether a kept period lies between the first and the last moment, both included. */
export const isBetween = ({ from, to }: Pick<Filters, 'from' | 'to'>): ((word: string | null) => boolean) => {
  const first = from === undefined ? -Infinity : dayNumber(firstDay(from))
  const last = to === undefined ? Infinity : dayNumber(lastDay(to))
  return (word) => {
    if (word === null) return false
    const day = deciding(readPeriod(word))
    return day >= first && day <= last
  }
}
