// The step that finds when: a date column, year and month columns, or one column for each month or year.
import type { DraftProfile, Finding } from '../../model/draft.ts'
import type { DateStyle } from '../../model/profile.ts'
import { readDate } from '../dates.ts'
import { isUnread } from '../unread.ts'
import { adding, ask, likely, openColumns, percent, quoted, sure, titlesOf, type Desk, type Step } from './desk.ts'
import { folded } from './likeness.ts'
import { isFigures } from './numbers.ts'
import { isMonthColumn, isYearColumn, periodOfTitle, stylesOf, yearIn, type TitlePeriod } from './periods.ts'
import { isUnstated } from './places.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'
import { isRateTitle, titleRoles } from './titles.ts'

type Period = NonNullable<DraftProfile['period']>

interface Titled {
  column: ColumnFacts
  period: TitlePeriod
}

const two = (month: number): string => String(month).padStart(2, '0')

const startOf = ({ year = 0, month }: TitlePeriod): { grain: 'month' | 'year'; start: string } =>
  month === undefined ? { grain: 'year', start: `${year}-01-01` } : { grain: 'month', start: `${year}-${two(month)}-01` }

const titledColumns = (desk: Desk): Titled[] =>
  openColumns(desk).flatMap((column) => {
    const period = periodOfTitle(column.name)
    return period && !isRateTitle(column.name) && (isFigures(column) || column.filled === 0) ? [{ column, period }] : []
  })

const yearColumn = (desk: Desk): ColumnFacts | undefined => {
  const years = openColumns(desk).filter((column) => isYearColumn(column) && periodOfTitle(column.name) === undefined)
  return years.find(({ name }) => titleRoles(name).includes('year')) ?? years.find(({ name }) => titleRoles(name).includes('date')) ?? years[0]
}

const wideRoles = (titled: readonly Titled[]): Record<string, 'period'> => Object.fromEntries(titled.map(({ column }) => [column.name, 'period' as const]))

const said = (titled: readonly Titled[]): Finding => {
  const names = titled.map(({ column }) => column.name)
  return sure(null, [`Cada fila trae varios periodos, uno por columna: ${quoted(names)}.`, `Each row brings several periods, one in each column: ${quoted(names)}.`])
}

const periodsOf = (titled: readonly Titled[], year?: number): Period =>
  ({ kind: 'wide-periods', columns: titled.map(({ column, period }) => ({ column: column.name, ...startOf({ ...(year !== undefined && { year }), ...period }) })) })

const monthsOfOneYear = (desk: Desk, titled: readonly Titled[]): Desk => {
  const single = yearIn(titlesOf(desk))
  if (single !== undefined) {
    return adding(desk, { roles: wideRoles(titled), profile: { period: periodsOf(titled, single) }, findings: [said(titled), likely(null, [`Los meses son de ${single}: lo dice el título o el nombre del archivo.`, `The months are of ${single}: the title or the file’s name says so.`])] })
  }
  const newest = desk.knowledge.thisYear
  const answers = Array.from({ length: 8 }, (_, at) => newest - at).map((year) => ({ label: { es: String(year), en: String(year) }, profile: { period: periodsOf(titled, year) }, without: [] }))
  return adding(desk, { roles: wideRoles(titled), findings: [said(titled), ask(null, ['¿De qué año son los meses? El archivo no lo dice.', 'Which year are the months of? The file does not say.'], answers)] })
}

const monthsByYear = (desk: Desk, titled: readonly Titled[], year: ColumnFacts): Desk => {
  const ordered = titled.toSorted((a, b) => (a.period.month ?? 0) - (b.period.month ?? 0))
  const years = wordsOf(year)
  const roles = { ...wideRoles(titled), [year.name]: 'year' as const }
  if (ordered.length === 12) {
    const period: Period = { kind: 'wide-months', year: year.name, months: ordered.map(({ column }) => column.name) }
    return adding(desk, { roles, profile: { period }, findings: [said(titled)] })
  }
  if (years.length === 1) return adding(desk, { roles, profile: { period: periodsOf(titled, Number(years[0])) }, findings: [said(titled)] })
  return adding(desk, {
    roles,
    findings: [ask(null, [
      `Hay ${titled.length} columnas de meses y varios años: hacen falta los doce meses. Añada al archivo las columnas de los meses que faltan, vacías, y suéltelo de nuevo.`,
      `There are ${titled.length} columns of months and several years: all twelve months are needed. Add the missing months’ columns to the file, empty, and drop it again.`,
    ])],
  })
}

const wide = (desk: Desk): Desk | undefined => {
  const titled = titledColumns(desk)
  const months = titled.filter(({ period }) => period.month !== undefined && period.year === undefined)
  if (months.length >= 3) {
    const year = yearColumn(desk)
    return year ? monthsByYear(desk, months, year) : monthsOfOneYear(desk, months)
  }
  const dated = titled.filter(({ period }) => period.year !== undefined)
  const finest = dated.some(({ period }) => period.month !== undefined) ? dated.filter(({ period }) => period.month !== undefined) : dated
  if (finest.length < 2) return undefined
  return adding(desk, { roles: wideRoles(finest), profile: { period: periodsOf(finest) }, findings: [said(finest)] })
}

const noDate = /^(sin fecha|sinfecha|s f|no date|undated|fecha desconocida|desconocid[ao]|unknown|no especificad[ao]|sin especificar|sin dato|nd|n d)$/

const undatedWords = (column: ColumnFacts, style: DateStyle): string[] =>
  wordsOf(column).filter((word) => isUnread(readDate(word, style)) && (noDate.test(folded(word)) || isUnstated(word)))

const setAside = /\b(consult\w*|actualiz\w*|corte|descarga|updated?|extract\w*|carga|captura|nacimiento|birth)\b/

interface Dated {
  column: ColumnFacts
  styles: { style: DateStyle; share: number }[]
}

const isNumeric = (style: DateStyle | undefined): boolean => style === 'YYYYMM' || style === 'YYYYMMDD'

const weight = ({ column, styles }: Dated): number =>
  (styles[0]?.share ?? 0) + (titleRoles(column.name).includes('date') ? 0.5 : 0) - (setAside.test(folded(column.name)) ? 1 : 0) - column.at / 1000

const dateColumn = (desk: Desk): Dated | undefined =>
  openColumns(desk)
    .map((column) => ({ column, styles: stylesOf(column) }))
    .filter(({ column, styles: [best] }) => best !== undefined && (!isNumeric(best.style) || titleRoles(column.name).some((role) => role === 'date')))
    .toSorted((a, b) => weight(b) - weight(a))[0]

const styleWords: Partial<Record<DateStyle, readonly [string, string]>> = { 'DD/MM/YYYY': ['día/mes/año', 'day/month/year'], 'MM/DD/YYYY': ['mes/día/año', 'month/day/year'] }

const wordsForStyle = (style: DateStyle): readonly [string, string] => styleWords[style] ?? [style, style]

const periodBy = (column: ColumnFacts, style: DateStyle): Period => ({ kind: 'date', column: column.name, style, undated: undatedWords(column, style) })

// A first of the month in every cell says which of the two numbers is the day.
const firstsOfMonth = (column: ColumnFacts): DateStyle | undefined => {
  if (shareOf(column, (word) => /^0?1[/.-]/.test(word)) === 1 && shareOf(column, (word) => /^\d+[/.-]0?1[/.-]/.test(word)) < 1) return 'DD/MM/YYYY'
  return shareOf(column, (word) => /^\d+[/.-]0?1[/.-]/.test(word)) === 1 && shareOf(column, (word) => /^0?1[/.-]/.test(word)) < 1 ? 'MM/DD/YYYY' : undefined
}

const isEitherWay = ({ styles: [one, other] }: Dated): boolean =>
  one !== undefined && other !== undefined && one.share === other.share && [one.style, other.style].every((style) => style === 'DD/MM/YYYY' || style === 'MM/DD/YYYY')

const askedWhich = ({ column }: Dated): { period: Period; finding: Finding } => {
  const style = firstsOfMonth(column) ?? 'DD/MM/YYYY'
  const example = wordsOf(column)[0] ?? ''
  const answers = (['DD/MM/YYYY', 'MM/DD/YYYY'] as const).map((each) => ({ label: { es: wordsForStyle(each)[0], en: wordsForStyle(each)[1] }, profile: { period: periodBy(column, each) }, without: [] }))
  return {
    period: periodBy(column, style),
    finding: ask(column.name, [`¿Qué va primero en «${example}»: el día o el mes? Ninguna fecha del archivo lo decide.`, `What comes first in “${example}”: the day or the month? No date in the file decides it.`], answers),
  }
}

const byDate = (desk: Desk, found: Dated): Desk => {
  const { column, styles: [best] } = found
  const roles = { [column.name]: 'date' as const }
  if (isEitherWay(found)) {
    const { period, finding } = askedWhich(found)
    return adding(desk, { roles, profile: { period }, findings: [finding] })
  }
  const style = best?.style ?? 'YYYY-MM-DD'
  const period = periodBy(column, style)
  const undated = period.kind === 'date' && period.undated.length > 0
    ? [likely(column.name, [`${quoted(period.undated)}: sin fecha. Se guarda aparte y no se suma a ningún año.`, `${quoted(period.undated)}: undated. Kept apart and never added into a year.`])]
    : []
  const [es, en] = wordsForStyle(style)
  return adding(desk, { roles, profile: { period }, findings: [sure(column.name, [`Es la fecha (${es}): así se leen ${percent(best?.share ?? 0)} de las celdas.`, `It is the date (${en}): ${percent(best?.share ?? 0)} of the cells read so.`]), ...undated] })
}

const byParts = (desk: Desk, year: ColumnFacts): Desk => {
  const open = openColumns(desk).filter((column) => column !== year)
  const month = open.find((column) => titleRoles(column.name).includes('month') && isMonthColumn(column))
  const day = month && open.find((column) => titleRoles(column.name).includes('day') && shareOf(column, (word) => /^([1-9]|[012]\d|3[01])$/.test(word)) > 0.95)
  const roles = { [year.name]: 'year' as const, ...(month && { [month.name]: 'month' as const }), ...(day && { [day.name]: 'day' as const }) }
  const period: Period = { kind: 'parts', year: year.name, ...(month && { month: month.name }), ...(day && { day: day.name }), undated: [] }
  return adding(desk, { roles, profile: { period }, findings: [sure(year.name, [`Es el año${month ? `, y «${month.name}» el mes` : ''}.`, `It is the year${month ? `, and “${month.name}” the month` : ''}.`])] })
}

const ofTheWholeFile = (desk: Desk): Desk => {
  const year = yearIn(titlesOf(desk))
  const newest = desk.knowledge.thisYear
  const fixed = (each: number): Period => ({ kind: 'fixed', grain: 'year', start: `${each}-01-01` })
  if (year !== undefined) return adding(desk, { profile: { period: fixed(year) }, findings: [likely(null, [`Ninguna columna es una fecha. El título o el nombre del archivo dice ${year}: todo se toma como de ese año.`, `No column is a date. The title or the file’s name says ${year}: everything is taken as of that year.`])] })
  const answers = Array.from({ length: 8 }, (_, at) => newest - at).map((each) => ({ label: { es: String(each), en: String(each) }, profile: { period: fixed(each) }, without: [] }))
  return adding(desk, { findings: [ask(null, ['¿De cuándo son las cifras? Ninguna columna parece una fecha. Elija la columna de la fecha, o el año de todo el archivo.', 'When are the figures of? No column looks like a date. Choose the date’s column, or the year of the whole file.'], answers)] })
}

/** Takes a column for the date, however well it can be read. */
export const asDate = (desk: Desk, column: ColumnFacts): Desk => byDate(desk, { column, styles: stylesOf(column) })

/** Takes a column for the year, and a column of months beside it for the month. */
export const asYear = (desk: Desk, column: ColumnFacts): Desk => byParts(desk, column)

/** Takes columns titled by a month or year for the figures of those periods. */
export const asPeriods = (desk: Desk): Desk => wide(desk) ?? desk

/** Finds the period. */
export const findWhen: Step = (desk) => {
  const broad = wide(desk)
  if (broad) return broad
  const dated = dateColumn(desk)
  const year = yearColumn(desk)
  const isFine = dated && (dated.styles[0]?.share ?? 0) > 0.8
  if (dated && (isFine || !year)) return byDate(desk, dated)
  return year ? byParts(desk, year) : ofTheWholeFile(desk)
}
