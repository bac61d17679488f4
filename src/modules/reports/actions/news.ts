// Which units have something new from reporters, held in memory and told once a minute: nothing kept says when it came.
import type { Announcement } from '../../../platform/action.ts'

const topic = 'report'
const waiting = new Set<string>()

/** Notes that units have something new. */
export const hasNews = (unitIds: readonly string[]): void => unitIds.forEach((id) => waiting.add(id))

/** The units that have something new; they are told now and forgotten. */
export const takeNews = (): string[] => {
  const units = [...waiting]
  waiting.clear()
  return units
}

/** To open screens of these people: look again. */
export const newsFor = (people: readonly string[]): Announcement => ({ topic, to: people })
