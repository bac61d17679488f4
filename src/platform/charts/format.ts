// Numbers and periods as people read them, in the language of the interface.
import type { Language } from '../text.ts'
import { weekOf } from '../weeks.ts'

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year'

const locales = { es: 'es-MX', en: 'en-GB' } as const
const numbers = { es: new Intl.NumberFormat('es-MX', { maximumFractionDigits: 1 }), en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }) }
const dateIn = (options: Intl.DateTimeFormatOptions) => ({
  es: new Intl.DateTimeFormat(locales.es, { ...options, timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat(locales.en, { ...options, timeZone: 'UTC' }),
})
const days = dateIn({ day: 'numeric', month: 'short', year: 'numeric' })
const months = dateIn({ month: 'short', year: 'numeric' })
const monthsAlone = dateIn({ month: 'short' })

const small = { es: new Intl.NumberFormat('es-MX', { maximumSignificantDigits: 3 }), en: new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 }) }

/** `12345.6` → `12,345.6`; below one, three figures that count: `0.1765` → `0.177`; nothing known → an en dash. */
export const numberText = (value: number | null, lang: Language): string => {
  if (value === null) return '–'
  return (Math.abs(value) < 1 ? small : numbers)[lang].format(value)
}

const weekText = (day: string, lang: Language): string => {
  const { year, week } = weekOf(day)
  return lang === 'es' ? `semana ${week} de ${year}` : `week ${week}, ${year}`
}

/** The period that starts on an ISO date (`2024-03-01`), in words: `mar 2024`, `semana 9 de 2024`, `2024`. */
export const periodText = (start: string, grain: Grain, lang: Language): string => {
  const date = new Date(`${start.slice(0, 10)}T00:00:00Z`)
  if (grain === 'year') return String(date.getUTCFullYear())
  if (grain === 'quarter') return `${lang === 'es' ? 'T' : 'Q'}${1 + Math.floor(date.getUTCMonth() / 3)} ${date.getUTCFullYear()}`
  if (grain === 'month') return months[lang].format(date)
  return grain === 'week' ? weekText(start.slice(0, 10), lang) : days[lang].format(date)
}

/** What stands under a tick of a time axis: the year in January, the month otherwise. */
export const tickText = (date: Date, lang: Language): string =>
  date.getUTCMonth() === 0 && date.getUTCDate() < 8 ? String(date.getUTCFullYear()) : monthsAlone[lang].format(date)

/** A label cut to a number of characters, with an ellipsis when something was left out. */
export const cutText = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`)
