// The step that finds when: a date column, year and month columns, or one column for each month or year.
import type { DraftProfile, Finding } from '../../model/draft.ts'
import { likeMonths } from '../months.ts'
import { yearsIn } from '../years.ts'
import { byDate, dateColumn, isDateAside } from './days.ts'
import { adding, ask, likely, openColumns, quoted, sure, titlesOf, type Desk, type Step } from './desk.ts'
import { mayBeFigures } from './numbers.ts'
import { isMonthColumn, isYearColumn, periodBeside, periodOfTitle, styleOfTitles, stylesOf, yearIn, type TitlePeriod } from './periods.ts'
import { hasRanges, partYearSaid } from './part-years.ts'
import { isTotalWord, isUndated, isUnstated } from './places.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'
import { isFiscalTitle, isRateTitle, titleRoles } from './titles.ts'
import { fiscalAsked, fiscalSaid, monthsAreFiscal } from './fiscal.ts'

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
    return period && !isRateTitle(column.name) && (mayBeFigures(column) || column.filled === 0) ? [{ column, period }] : []
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

const periodsOf = (titled: readonly Titled[], year?: number): Extract<Period, { kind: 'wide-periods' }> => {
  const columns = titled.map(({ column, period }) => ({ column: column.name, ...startOf({ ...(year !== undefined && { year }), ...period }) }))
  // Titles written alike let a newer file have more of them.
  const style = year === undefined ? styleOfTitles(columns.map(({ column, start }) => ({ name: column, start }))) : undefined
  return { kind: 'wide-periods', columns, ...(style && { style }) }
}

// A year among several that the titles name: a file that names none of them is not of it.
const named = (desk: Desk, year: number): { inTitle?: true } => (yearsIn(titlesOf(desk)).includes(String(year)) ? { inTitle: true } : {})

const monthsOfOneYear = (desk: Desk, titled: readonly Titled[]): Desk => {
  const single = yearIn(titlesOf(desk))
  if (single !== undefined) {
    return adding(desk, { roles: wideRoles(titled), profile: { period: { ...periodsOf(titled, single), inTitle: true } }, findings: [said(titled), likely(null, [`Los meses son de ${single}: lo dice el título o el nombre del archivo. Otro archivo igual se cuenta en el año que digan su nombre o su título.`, `The months are of ${single}: the title or the file’s name says so. Another file like it counts in the year that its name or title says.`])] })
  }
  const newest = desk.knowledge.thisYear
  const answers = Array.from({ length: 8 }, (_, at) => newest - at).map((year) => ({ label: { es: String(year), en: String(year) }, profile: { period: { ...periodsOf(titled, year), ...named(desk, year) } }, without: [] }))
  return adding(desk, { roles: wideRoles(titled), findings: [said(titled), ask(null, ['¿De qué año son los meses? El archivo no lo dice.', 'Which year are the months of? The file does not say.'], answers)] })
}

const monthsByYear = (desk: Desk, titled: readonly Titled[], year: ColumnFacts): Desk => {
  const ordered = titled.toSorted((a, b) => (a.period.month ?? 0) - (b.period.month ?? 0))
  const years = wordsOf(year).filter((word) => !isTotalWord(word) && !isUnstated(word) && !isUndated(word))
  const roles = { ...wideRoles(titled), [year.name]: 'year' as const }
  if (ordered.length === 12) {
    const period: Period = { kind: 'wide-months', year: year.name, months: ordered.map(({ column }) => column.name) }
    const isFiscal = isFiscalTitle(year.name) || monthsAreFiscal(titled.map((each) => each.period.month))
    return adding(desk, { roles, profile: { period: isFiscal ? { ...period, yearBegins: 10 } : period }, findings: [said(titled), ...(isFiscal ? [fiscalAsked(year.name, period)] : [])] })
  }
  if (years.length === 1) return adding(desk, { roles, profile: { period: periodsOf(titled, Number(years[0])) }, findings: [said(titled)] })
  const names = titled.map(({ column }) => column.name)
  const found = new Map(titled.map(({ column, period }) => [period.month, column.name]))
  const months = likeMonths(names).map((name, at) => found.get(at + 1) ?? name)
  const later = months.filter((name) => !names.includes(name))
  return adding(desk, {
    roles, profile: { period: { kind: 'wide-months', year: year.name, months }, optional: [...desk.profile.optional, ...later] },
    findings: [said(titled), likely(null, [`Faltan meses; un archivo más nuevo puede traerlos con el título ${quoted(later)}.`, `Some months are missing; a newer file may bring them under the title ${quoted(later)}.`])],
  })
}

// Years by columns and months by rows.
const yearsWithMonths = (desk: Desk, titled: readonly Titled[]): Desk | undefined => {
  const month = openColumns(desk).find((column) => titleRoles(column.name).some((role) => role === 'month' || role === 'date') && isMonthColumn(column))
  if (!month || titled.some(({ period }) => period.month !== undefined)) return undefined
  return adding(desk, {
    roles: { ...wideRoles(titled), [month.name]: 'month' }, profile: { period: { ...periodsOf(titled), month: month.name } },
    findings: [said(titled), sure(month.name, ['Es el mes; el año está en el título de cada columna.', 'It is the month; the year is in the title of each column.'])],
  })
}

const wide = (desk: Desk): Desk | undefined => {
  const titled = titledColumns(desk)
  const months = titled.filter(({ period }) => period.month !== undefined && period.year === undefined)
  if (months.length >= 2) {
    const year = yearColumn(desk)
    return year ? monthsByYear(desk, months, year) : monthsOfOneYear(desk, months)
  }
  const dated = titled.filter(({ period }) => period.year !== undefined)
  const finest = dated.some(({ period }) => period.month !== undefined) ? dated.filter(({ period }) => period.month !== undefined) : dated
  // Beside columns of quarters, the year's total stands alone.
  if (finest.length < (hasRanges(desk) ? 1 : 2)) return undefined
  const byMonth = yearsWithMonths(desk, finest)
  if (byMonth) return byMonth
  const fiscal = finest.flatMap(({ column: { name } }) => (isFiscalTitle(name) ? [name] : []))
  const aboutYears = finest.some(({ period }) => period.month !== undefined) ? [] : [...(fiscal.length > 0 ? [fiscalSaid(fiscal)] : []), ...partYearSaid(desk)]
  return adding(desk, { roles: wideRoles(finest), profile: { period: periodsOf(finest) }, findings: [said(finest), ...aboutYears] })
}

type Parts = Extract<Period, { kind: 'parts' }>

/** Years of the calendar or fiscal ones, whole or not. */
const ofItsYears = (desk: Desk, period: Parts): { period: Parts; findings: Finding[] } => {
  const isFiscal = isFiscalTitle(period.year)
  if (period.month === undefined) return { period, findings: [...(isFiscal ? [fiscalSaid([period.year])] : []), ...partYearSaid(desk)] }
  return isFiscal ? { period: { ...period, yearBegins: 10 }, findings: [fiscalAsked(period.year, period)] } : { period, findings: [] }
}

const byParts = (desk: Desk, year: ColumnFacts): Desk => {
  const open = openColumns(desk).filter((column) => column !== year)
  const month = monthColumn({ ...desk, roles: { ...desk.roles, [year.name]: 'year' } })
  const day = month && open.find((column) => titleRoles(column.name).includes('day') && shareOf(column, (word) => /^([1-9]|[012]\d|3[01])$/.test(word)) > 0.95)
  const roles = { [year.name]: 'year' as const, ...(month && { [month.name]: 'month' as const }), ...(day && { [day.name]: 'day' as const }) }
  const undated = [...new Set([year, ...(month ? [month] : [])].flatMap(wordsOf).filter((word) => isUndated(word) || isUnstated(word)))]
  const plainPeriod: Parts = { kind: 'parts', year: year.name, ...(month && { month: month.name }), ...(day && { day: day.name }), undated }
  const { period, findings } = ofItsYears(desk, plainPeriod)
  const apart = undated.length === 0 ? [] : [likely(year.name, [`${quoted(undated)}: sin fecha. Se guarda aparte y no se suma a ningún año.`, `${quoted(undated)}: undated. Kept apart and never added into a year.`])]
  return adding(desk, { roles, profile: { period }, findings: [...findings, ...apart, sure(year.name, [`Es el año${month ? `, y «${month.name}» el mes` : ''}.`, `It is the year${month ? `, and “${month.name}” the month` : ''}.`])] })
}

const monthColumn = (desk: Desk): ColumnFacts | undefined => openColumns(desk).find((column) => titleRoles(column.name).includes('month') && isMonthColumn(column))

const ofTheWholeFile = (before: Desk): Desk => {
  const month = monthColumn(before)
  const desk = month ? adding(before, { roles: { [month.name]: 'month' }, findings: [sure(month.name, ['Es el mes.', 'It is the month.'])] }) : before
  const year = yearIn(titlesOf(desk))
  const newest = desk.knowledge.thisYear
  const fixed = (each: number): Extract<Period, { kind: 'fixed' }> => ({ kind: 'fixed', grain: month ? 'month' : 'year', start: `${each}-01-01`, ...(month && { month: month.name }) })
  if (year !== undefined) return adding(desk, { profile: { period: { ...fixed(year), inTitle: true } }, findings: [likely(null, [`Ninguna columna es una fecha. El título o el nombre del archivo dice ${year}: todo se toma como de ese año. Otro archivo igual se cuenta en el año que digan su nombre o su título.`, `No column is a date. The title or the file’s name says ${year}: everything is taken as of that year. Another file like it counts in the year that its name or title says.`])] })
  const answers = Array.from({ length: 8 }, (_, at) => newest - at).map((each) => ({ label: { es: String(each), en: String(each) }, profile: { period: { ...fixed(each), ...named(desk, each) } }, without: [] }))
  return adding(desk, { findings: [ask(null, ['¿De cuándo son las cifras? Ninguna columna parece una fecha. Elija la columna de la fecha, o el año de todo el archivo.', 'When are the figures of? No column looks like a date. Choose the date’s column, or the year of the whole file.'], answers)] })
}

// Several figures for each period: «2022 Mujeres», «2022 Hombres», «2023 Mujeres» …
const severalFigures = (desk: Desk): Desk | undefined => {
  const titled = openColumns(desk).flatMap((column) => {
    const found = isRateTitle(column.name) || !mayBeFigures(column) ? undefined : periodBeside(column.name)
    return found ? [{ column, ...found }] : []
  })
  const [periods, figures] = [new Set(titled.map(({ period }) => JSON.stringify(period))), new Set(titled.map(({ rest }) => rest))]
  if (periods.size < 2 || titled.length !== periods.size * figures.size) return undefined
  if (titled.some(({ period }) => period.year === undefined)) return titled.every(({ period }) => period.year === undefined) && !yearColumn(desk) ? monthsOfOneYear(desk, titled) : undefined
  return adding(desk, { roles: wideRoles(titled), profile: { period: periodsOf(titled) }, findings: [said(titled)] })
}

/** Takes a column for the date, however well it can be read. */
export const asDate = (desk: Desk, column: ColumnFacts): Desk => byDate(desk, { column, styles: stylesOf(column) })

/** Takes a column for the year, and a column of months beside it for the month. */
export const asYear = (desk: Desk, column: ColumnFacts): Desk => byParts(desk, column)

/** Takes columns titled by a month or year for the figures of those periods. */
export const asPeriods = (desk: Desk): Desk => wide(desk) ?? desk

const isFine = ({ column, styles: [best] }: NonNullable<ReturnType<typeof dateColumn>>): boolean => (best?.share ?? 0) > 0.8 && !isDateAside(column)

/** Finds the period. */
export const findWhen: Step = (desk) => {
  const broad = wide(desk) ?? severalFigures(desk)
  if (broad) return broad
  const dated = dateColumn(desk)
  const year = yearColumn(desk)
  if (dated && (!year || isFine(dated))) return byDate(desk, dated)
  return year ? byParts(desk, year) : ofTheWholeFile(desk)
}
