// Periods as the figures write them (`2024`, `2024-03`, `2024-W09`) and as the first day a chart places them on.
import type { TimeDimension } from '../../modules/statistics/model.ts'
import { mondayOfCode, plusDays, weekCode } from '../../platform/weeks.ts'

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The first day of a period's code. */
export const startOf = (step: TimeDimension, code: string): string => ((step === 'week' ? mondayOfCode(code) : undefined) ?? `${code}-01-01`.slice(0, 10))

/** The code of the period that starts on a day. */
export const codeOfStart = (step: TimeDimension, start: string): string => {
  if (step === 'year') return start.slice(0, 4)
  return step === 'month' ? start.slice(0, 7) : weekCode(start)
}

const after = (step: TimeDimension, start: string): string => {
  if (step === 'week') return plusDays(start, 7)
  const date = new Date(`${start}T00:00:00Z`)
  return step === 'month' ? iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)) : iso(Date.UTC(date.getUTCFullYear() + 1, 0, 1))
}

/** Every period from the first to the last of the sorted starts, so that a gap shows as a gap. */
export const startsBetween = (sorted: readonly string[], step: TimeDimension): string[] => {
  const [first, last] = [sorted[0], sorted.at(-1)]
  const starts: string[] = []
  for (let at = first; at !== undefined && last !== undefined && at <= last; at = after(step, at)) starts.push(at)
  return starts
}
