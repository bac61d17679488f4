// When the node reminds by itself: before a period is due, on the day, every week after, and the coordination once it has lasted.
import type { Cell } from '../model.ts'

interface Habits {
  remindBeforeDays: number
  escalateAfterDays: number
}

const betweenReminders = 7
/** After so many days of lateness the node falls silent: the coordination knows by then. */
const lastReminder = 29
/** A node that was off for long does not escalate what everybody has forgotten. */
const escalationWindow = 60

/** What is to be said today of a period to those who owe it: the name of the occasion, said once to each person. */
export const occasionOf = ({ standing, daysLate, daysLeft }: Cell, { remindBeforeDays }: Habits): string | undefined => {
  if (standing !== 'due' && standing !== 'late' && standing !== 'incomplete') return undefined
  if (daysLate > lastReminder) return undefined
  if (daysLate > 0) return `after-${1 + Math.floor((daysLate - 1) / betweenReminders) * betweenReminders}`
  if (daysLeft === 0) return 'due'
  return daysLeft <= remindBeforeDays ? 'before' : undefined
}

/** Whether the coordination is to be told that the period is still not there. */
export const isEscalated = ({ standing, daysLate }: Cell, { escalateAfterDays }: Habits): boolean =>
  (standing === 'late' || standing === 'incomplete') && daysLate >= escalateAfterDays && daysLate < escalateAfterDays + escalationWindow
