// Where a profile writes the period of a row, and what it writes for a given one.
import type { Text } from '../../../../platform/text.ts'
import type { DateStyle, Profile } from '../../../collection/model/profile.ts'
import { nextStart, periodStart, type Cadence } from '../../model/periods.ts'

/** Why a source cannot be filled in by hand here, in a sentence. */
export interface Unfit {
  unfit: Text
}

export const isUnfit = (value: object): value is Unfit => 'unfit' in value

export const unfit = (es: string, en: string): Unfit => ({ unfit: { es, en } })

const byDay = unfit(
  'Esta fuente cuenta por día y la cuadrícula sirve para semanas, meses o años. Entregue un archivo.',
  'This source counts by day and the grid is for weeks, months or years. Deliver a file.',
)

const englishMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

const monthName = (start: string): string => englishMonths[Number(start.slice(5, 7)) - 1] ?? ''

interface Written {
  cadence: Cadence
  write: (start: string) => string
}

/** The styles that name a whole period; all others name a day. */
const styles: Partial<Record<DateStyle, Written>> = {
  'YYYY-MM': { cadence: 'monthly', write: (start) => start.slice(0, 7) },
  YYYYMM: { cadence: 'monthly', write: (start) => start.slice(0, 7).replace('-', '') },
  'MM/YYYY': { cadence: 'monthly', write: (start) => `${start.slice(5, 7)}/${start.slice(0, 4)}` },
  'Mon-YY': { cadence: 'monthly', write: (start) => `${monthName(start).slice(0, 3)}-${start.slice(2, 4)}` },
  'Month YYYY': { cadence: 'monthly', write: (start) => `${monthName(start)} ${start.slice(0, 4)}` },
  YYYY: { cadence: 'yearly', write: (start) => start.slice(0, 4) },
  week: { cadence: 'weekly', write: (start) => start },
}

const cadenceOfGrain = { week: 'weekly', month: 'monthly', year: 'yearly' } as const

type PeriodRule<K extends Profile['period']['kind']> = Extract<Profile['period'], { kind: K }>

const partsCadence = ({ month, day }: PeriodRule<'parts'>): Cadence | Unfit => {
  if (day !== undefined) return byDay
  return month === undefined ? 'yearly' : 'monthly'
}

const columnsCadence = ({ columns, month }: PeriodRule<'wide-periods'>): Cadence => (month === undefined ? cadenceOfGrain[columns[0]?.grain ?? 'year'] : 'monthly')

/** How often the source counts, as the profile's dates say it. */
export const cadenceOf = ({ period }: Profile): Cadence | Unfit => {
  switch (period.kind) {
    case 'wide-months': return 'monthly'
    case 'wide-periods': return columnsCadence(period)
    case 'date': return styles[period.style]?.cadence ?? byDay
    case 'parts': return partsCadence(period)
    case 'fixed': return cadenceOfGrain[period.grain]
  }
}

const length: Record<Cadence, number> = { weekly: 1, monthly: 2, quarterly: 3, yearly: 4 }

/** The source's periods within one owed, by first day; a week belongs to the period it begins in. */
export const partsWithin = (owed: Cadence, period: string, own: Cadence): string[] | Unfit => {
  if (length[own] > length[owed]) {
    return unfit('Esta fuente cuenta por periodos más largos que el que se debe. Entregue un archivo.', 'This source counts by longer periods than the one owed. Deliver a file.')
  }
  const end = nextStart(owed, period)
  const first = periodStart(own, period)
  const parts: string[] = []
  for (let start = first < period ? nextStart(own, first) : first; start < end; start = nextStart(own, start)) parts.push(start)
  return parts
}

/** Columns that say the period in every row, and the one that holds the figure when each period has a column. */
export interface PeriodPlace {
  fixed: Record<string, string>
  figureColumn?: string
}

const notInFile = unfit('El archivo de esta fuente no tiene una columna para ese periodo. Entregue un archivo.', 'The file of this source has no column for that period. Deliver a file.')

// A fiscal year is named by the calendar year it ends in.
const yearNamed = (start: string, yearBegins: number | undefined): string =>
  String(Number(start.slice(0, 4)) + (yearBegins !== undefined && Number(start.slice(5, 7)) >= yearBegins ? 1 : 0))

const inMonths = ({ year, months, yearBegins }: PeriodRule<'wide-months'>, start: string): PeriodPlace =>
  ({ fixed: { [year]: yearNamed(start, yearBegins) }, figureColumn: months[Number(start.slice(5, 7)) - 1] ?? '' })

const inColumns = ({ columns, month }: PeriodRule<'wide-periods'>, start: string): PeriodPlace | Unfit => {
  const found = columns.find((each) => each.start === (month === undefined ? start : `${start.slice(0, 4)}-01-01`))
  const isShared = columns.filter((each) => each.start === found?.start).length > 1
  return found && !isShared ? { fixed: month === undefined ? {} : { [month]: String(Number(start.slice(5, 7))) }, figureColumn: found.column } : notInFile
}

const inParts = ({ year, month, yearBegins }: PeriodRule<'parts'>, start: string): PeriodPlace =>
  ({ fixed: { [year]: month === undefined ? start.slice(0, 4) : yearNamed(start, yearBegins), ...(month !== undefined && { [month]: String(Number(start.slice(5, 7))) }) } })

const inFixed = ({ start: own, month }: PeriodRule<'fixed'>, start: string): PeriodPlace | Unfit => {
  if (month === undefined) return own === start ? { fixed: {} } : notInFile
  return own.slice(0, 4) === start.slice(0, 4) ? { fixed: { [month]: String(Number(start.slice(5, 7))) } } : notInFile
}

/** Where the period that begins on `start` goes. */
export const periodPlace = ({ period }: Profile, start: string): PeriodPlace | Unfit => {
  switch (period.kind) {
    case 'wide-months': return inMonths(period, start)
    case 'wide-periods': return inColumns(period, start)
    case 'date': return { fixed: { [period.column]: styles[period.style]?.write(start) ?? start } }
    case 'parts': return inParts(period, start)
    case 'fixed': return inFixed(period, start)
  }
}
