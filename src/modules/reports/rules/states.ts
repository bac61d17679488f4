// Where a report stands: before each unit, and for its reporter as a whole; days, promises and what may follow what.
import type { ReportState } from '../model.ts'

/** The day of a moment, UTC: all that is kept of a reporter's time. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

/** The day so many days later. */
export const daysAfter = (day: string, days: number): string => dayOf(new Date(Date.parse(day) + days * 86_400_000))

const order: readonly ReportState[] = ['waiting', 'open', 'new', 'closed', 'rejected']

type Speaker = 'unit' | 'reporter'

/** Where a conversation that no unit sets stands by what was said in it: as a report does that nobody took up, and then one that was answered. */
const afterSaid = (said: readonly Speaker[]): ReportState => {
  if (!said.includes('unit')) return 'new'
  return said.at(-1) === 'unit' ? 'waiting' : 'open'
}

/** What the receipt shows of a report before several units: that somebody waits for the reporter, else that somebody works on it, and only last that all are done. */
export const stateFor = (isWithdrawn: boolean, desks: readonly ReportState[], said: readonly Speaker[] = []): ReportState => {
  if (isWithdrawn) return 'withdrawn'
  return order.find((state) => desks.includes(state)) ?? afterSaid(said)
}

/** Whether the report is over before this unit. */
export const isOver = (state: ReportState): boolean => state === 'closed' || state === 'rejected' || state === 'withdrawn'
