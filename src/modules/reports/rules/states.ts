// Where a report stands: before each unit, and for its reporter as a whole; days, promises and what may follow what.
import type { ReportState } from '../model.ts'

/** Days a unit has for its first answer. */
export const promisedDays = 7

/** The day of a moment, UTC: all that is kept of a reporter's time. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

/** The day so many days later. */
export const daysAfter = (day: string, days: number): string => dayOf(new Date(Date.parse(day) + days * 86_400_000))

const order: readonly ReportState[] = ['waiting', 'open', 'new', 'closed', 'rejected']

/** Where a conversation stands by who spoke last: what a second receipt leads to has no unit that would set it. */
const afterSaid = { unit: 'waiting', reporter: 'open' } as const

/** What the receipt shows of a report before several units: that somebody waits for the reporter, else that somebody works on it, and only last that all are done. */
export const stateFor = (isWithdrawn: boolean, desks: readonly ReportState[], last?: 'unit' | 'reporter'): ReportState => {
  if (isWithdrawn) return 'withdrawn'
  return order.find((state) => desks.includes(state)) ?? (last ? afterSaid[last] : 'new')
}

/** Whether the report is over before this unit. */
export const isOver = (state: ReportState): boolean => state === 'closed' || state === 'rejected' || state === 'withdrawn'
