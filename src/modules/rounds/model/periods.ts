// Periods as the round counts them: weeks (ISO, from Monday), months, quarters and years, named by their first day.
import type { Text } from '../../../platform/text.ts'
import { mondayOf, plusDays, weekCode, weekOf } from '../../../platform/weeks.ts'

export const cadences = ['weekly', 'monthly', 'quarterly', 'yearly'] as const
export type Cadence = (typeof cadences)[number]

export const cadenceNames: Record<Cadence, Text> = {
  weekly: { es: 'cada semana', en: 'every week' },
  monthly: { es: 'cada mes', en: 'every month' },
  quarterly: { es: 'cada trimestre', en: 'every quarter' },
  yearly: { es: 'cada año', en: 'every year' },
}

const dayMs = 86_400_000

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Whole days from the first to the second; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((timeOf(to) - timeOf(from)) / dayMs)

/** The west of the region: a day is over for the round when it is over everywhere, so that nobody is late before their own midnight. */
const westernmost = 8 * 3_600_000

/** The day an instant falls on, as the round counts days. */
export const dayAt = (instant: Date): string => dayOf(instant.getTime() - westernmost)

const monthsIn: Record<Exclude<Cadence, 'weekly'>, number> = { monthly: 1, quarterly: 3, yearly: 12 }

const monthStart = (day: string, size: number, ahead: number): string => {
  const date = new Date(timeOf(day))
  const month = Math.floor(date.getUTCMonth() / size) * size + ahead * size
  return dayOf(Date.UTC(date.getUTCFullYear(), month, 1))
}

const startAhead = (cadence: Cadence, day: string, ahead: number): string =>
  cadence === 'weekly'
    ? plusDays(mondayOf(day), 7 * ahead)
    : monthStart(day, monthsIn[cadence], ahead)

/** First day of the period that a day is in. */
export const periodStart = (cadence: Cadence, day: string): string => startAhead(cadence, day, 0)

/** First day of the period after the one that begins on `start`. */
export const nextStart = (cadence: Cadence, start: string): string => startAhead(cadence, start, 1)

/** First day of the period before. */
export const previousStart = (cadence: Cadence, start: string): string => startAhead(cadence, start, -1)

/** The last days' periods up to the one that `until` is in, the oldest first. */
export const lastPeriods = (cadence: Cadence, until: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => startAhead(cadence, until, at - count + 1))

/** Months that begin within a period, by their first days. */
export const monthsOf = (cadence: Cadence, start: string): string[] => {
  const end = nextStart(cadence, start)
  const months: string[] = []
  for (let month = periodStart('monthly', start); month < end; month = nextStart('monthly', month)) months.push(month)
  return months
}

const quarterOf = (start: string): number => Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1

const codes: Record<Cadence, (start: string) => string> = {
  weekly: weekCode,
  monthly: (start) => start.slice(0, 7),
  quarterly: (start) => `${start.slice(0, 4)}-Q${quarterOf(start)}`,
  yearly: (start) => start.slice(0, 4),
}

/** A short code for a period: `2026-W11`, `2026-03`, `2026-Q1`, `2026`. */
export const periodCode = (cadence: Cadence, start: string): string => codes[cadence](start)

const inWords = (start: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(timeOf(start))

const weekName = (start: string): Text => {
  const { year, week } = weekOf(start)
  const ends = plusDays(start, 6)
  const [from, to] = [{ day: 'numeric', month: 'short' }, { day: 'numeric', month: 'short' }] as const
  return {
    es: `semana ${week} de ${year} (${inWords(start, 'es-419', from)} – ${inWords(ends, 'es-419', to)})`,
    en: `week ${week} of ${year} (${inWords(start, 'en', from)} – ${inWords(ends, 'en', to)})`,
  }
}

const names: Record<Cadence, (start: string) => Text> = {
  weekly: weekName,
  monthly: (start) => {
    const month = { month: 'long', year: 'numeric' } as const
    return { es: inWords(start, 'es-419', month), en: inWords(start, 'en', month) }
  },
  quarterly: (start) => ({ es: `trimestre ${quarterOf(start)} de ${start.slice(0, 4)}`, en: `quarter ${quarterOf(start)} of ${start.slice(0, 4)}` }),
  yearly: (start) => ({ es: start.slice(0, 4), en: start.slice(0, 4) }),
}

/** A period as people say it: «marzo de 2026», «semana 11 de 2026 (9 mar – 15 mar)». */
export const periodName = (cadence: Cadence, start: string): Text => names[cadence](start)

/** A period within a sentence, after «en»: «la semana 11 de 2026», «marzo de 2026». */
export const periodInSentence = (cadence: Cadence, start: string): Text => {
  if (cadence !== 'weekly') return periodName(cadence, start)
  const { year, week } = weekOf(start)
  return { es: `la semana ${week} de ${year}`, en: `week ${week} of ${year}` }
}

const shortNames: Record<Cadence, (start: string) => Text> = {
  ...names,
  weekly: (start) => {
    const { year, week } = weekOf(start)
    return { es: `sem. ${week} ${year}`, en: `wk ${week} ${year}` }
  },
  monthly: (start) => {
    const month = { month: 'short', year: 'numeric' } as const
    return { es: inWords(start, 'es-419', month), en: inWords(start, 'en', month) }
  },
  quarterly: (start) => ({ es: `T${quarterOf(start)} ${start.slice(0, 4)}`, en: `Q${quarterOf(start)} ${start.slice(0, 4)}` }),
}

/** The same for the head of a column. */
export const periodShortName = (cadence: Cadence, start: string): Text => shortNames[cadence](start)
