// Numbers, dates and sizes as people of the region write them, in the language of the interface.
import type { Language } from '../../platform/text.ts'
import { useLanguage } from './language.ts'

const locales: Record<Language, string> = { es: 'es-419', en: 'en' }
const dash = '—'

/** Formatters for one language. Absent values become an em dash. */
export interface Format {
  /** 12345.6 → 12,345.6 */
  number: (value: number | null | undefined, options?: Intl.NumberFormatOptions) => string
  /** 0.123 → 12.3 % */
  percent: (share: number | null | undefined) => string
  /** ISO date or instant → 5 mar 2026, in the reader's time zone for instants */
  date: (iso: string | null | undefined) => string
  /** ISO instant → 5 mar 2026, 14:05 */
  dateTime: (iso: string | null | undefined) => string
  /** 2026, 2026-03, 2026-W11 or 2026-03-05 → 2026, marzo de 2026, semana 11 de 2026, 5 mar 2026 */
  period: (period: string) => string
  /** ISO instant → hace 3 horas */
  ago: (iso: string, now?: Date) => string
  /** 1234567 → 1.2 MB */
  bytes: (count: number) => string
}

const isDay = (iso: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(iso)

const dateIn = (locale: string, options: Intl.DateTimeFormatOptions) => (iso: string | null | undefined): string => {
  if (!iso) return dash
  const zone = isDay(iso) ? { timeZone: 'UTC' } : {}
  return new Intl.DateTimeFormat(locale, { ...options, ...zone }).format(new Date(iso))
}

const numberIn = (locale: string) => (value: number | null | undefined, options: Intl.NumberFormatOptions = {}): string =>
  value === null || value === undefined ? dash : new Intl.NumberFormat(locale, { useGrouping: 'always', ...options }).format(value)

const periodIn = (language: Language, date: Format['date']) => (period: string): string => {
  const [year = '', part = ''] = period.split('-')
  if (part.startsWith('W')) return language === 'es' ? `semana ${Number(part.slice(1))} de ${year}` : `week ${Number(part.slice(1))} of ${year}`
  if (/^\d{4}-\d{2}$/.test(period)) {
    return new Intl.DateTimeFormat(locales[language], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${period}-01`))
  }
  return isDay(period) ? date(period) : period
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]]

const agoIn = (locale: string) => (iso: string, now = new Date()): string => {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000
  const [unit, size] = steps.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit)
}

const bytesIn = (number: Format['number']) => (count: number): string => {
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), 3)
  return `${number(count / 1000 ** power, { maximumFractionDigits: power > 1 ? 1 : 0 })} ${['B', 'kB', 'MB', 'GB'][power]}`
}

/** The formatters of a language. */
export const formatIn = (language: Language): Format => {
  const locale = locales[language]
  const number = numberIn(locale)
  const date = dateIn(locale, { dateStyle: 'medium' })
  return {
    number,
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 1 }),
    date,
    dateTime: dateIn(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
    period: periodIn(language, date),
    ago: agoIn(locale),
    bytes: bytesIn(number),
  }
}

/** The formatters of the interface's language. */
export const useFormat = (): Format => formatIn(useLanguage())
