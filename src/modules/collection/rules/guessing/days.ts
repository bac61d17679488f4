// Which column is the date and how it is written: by what its cells allow, by the other dates of the file, and by where the file comes from.
import type { DraftProfile, Finding } from '../../model/draft.ts'
import type { DateStyle } from '../../model/profile.ts'
import { readDate } from '../dates.ts'
import { isUnread } from '../unread.ts'
import { adding, ask, likely, openColumns, percent, quoted, sure, titlesOf, type Desk } from './desk.ts'
import { folded } from './likeness.ts'
import { stylesOf } from './periods.ts'
import { countryIn, isUnstated, isUndated } from './places.ts'
import { wordsOf, type ColumnFacts } from './sample.ts'
import { titleRoles } from './titles.ts'

type Period = NonNullable<DraftProfile['period']>

const undatedWords = (column: ColumnFacts, style: DateStyle): string[] =>
  wordsOf(column).filter((word) => isUnread(readDate(word, style)) && (isUndated(word) || isUnstated(word)))

const setAside = /\b(consult\w*|actualiz\w*|corte|descarga|updated?|extract\w*|carga|captura|nacimiento|birth|nac)\b/
// A file with several dates is counted by when things happened, not by when somebody wrote them down.
const written = /\b(registr\w*|ingreso|report\w*|denuncia|recepcion|inicio|apertura|notific\w*|publica\w*|elabora\w*|cierre|sentencia)\b/
const happened = /\b(hechos?|ocurr\w*|suces\w*|evento|incident\w*|event|occurr\w*|delito|fato)\b/

interface Dated {
  column: ColumnFacts
  styles: { style: DateStyle; share: number }[]
}

const isNumeric = (style: DateStyle | undefined): boolean => style === 'YYYYMM' || style === 'YYYYMMDD' || style === 'serial'

const weight = ({ column, styles }: Dated): number => {
  const plain = folded(column.name)
  const meaning = (setAside.test(plain) ? -1 : 0) + (written.test(plain) ? -0.2 : 0) + (happened.test(plain) ? 0.2 : 0)
  return (styles[0]?.share ?? 0) + (titleRoles(column.name).includes('date') ? 0.5 : 0) + meaning - column.at / 1000
}

const datedColumns = (desk: Desk): Dated[] =>
  openColumns(desk)
    .map((column) => ({ column, styles: stylesOf(column) }))
    .filter(({ column, styles: [best] }) => best !== undefined && (!isNumeric(best.style) || titleRoles(column.name).some((role) => role === 'date')))
    .toSorted((a, b) => weight(b) - weight(a))

/** Whether a column’s dates are of the file and not of what happened: when it was updated, when a person was born. */
export const isDateAside = ({ name }: ColumnFacts): boolean => setAside.test(folded(name))

/** The column that is the likeliest date, with the styles that read it; undefined when none is. */
export const dateColumn = (desk: Desk): Dated | undefined => datedColumns(desk)[0]

const styleWords: Partial<Record<DateStyle, readonly [string, string]>> = {
  'DD/MM/YYYY': ['día/mes/año', 'day/month/year'], 'MM/DD/YYYY': ['mes/día/año', 'month/day/year'], 'DD/MM/YY': ['día/mes/año', 'day/month/year'], 'MM/DD/YY': ['mes/día/año', 'month/day/year'],
  serial: ['número de día de una hoja de cálculo', 'day number of a spreadsheet'],
}

const wordsForStyle = (style: DateStyle): readonly [string, string] => styleWords[style] ?? [style, style]

const periodBy = (column: ColumnFacts, style: DateStyle): Period => ({ kind: 'date', column: column.name, style, undated: undatedWords(column, style) })

const dayFirst: readonly DateStyle[] = ['DD/MM/YYYY', 'DD/MM/YY']
const monthFirst: readonly DateStyle[] = ['MM/DD/YYYY', 'MM/DD/YY']

const isDayOrMonth = (style: DateStyle): boolean => dayFirst.includes(style) || monthFirst.includes(style)

/** Of the styles that read a column either way, the one that begins like another. */
const beginningLike = (column: ColumnFacts, style: DateStyle): DateStyle => {
  const first = monthFirst.includes(style) ? monthFirst : dayFirst
  return stylesOf(column).map((found) => found.style).find((each) => first.includes(each)) ?? style
}

const isEitherWay = ({ styles: [one, other] }: Dated): boolean =>
  one !== undefined && other !== undefined && one.share === other.share && isDayOrMonth(one.style) && isDayOrMonth(other.style)

/** How another date of the same file is written, when only one way reads it. */
const otherDates = (desk: Desk, { column }: Dated): DateStyle | undefined =>
  datedColumns(desk).filter((each) => each.column !== column && !isEitherWay(each)).map(({ styles: [best] }) => best?.style).find((style) => style !== undefined && isDayOrMonth(style))

// Of the Americas, the United States and Belize write the month first.
const usual = (desk: Desk): 'MM/DD/YYYY' | 'DD/MM/YYYY' => (['US', 'BZ'].includes(countryIn(titlesOf(desk), desk.knowledge) ?? desk.knowledge.ownCountry ?? '') ? 'MM/DD/YYYY' : 'DD/MM/YYYY')

/** How a column of dates is written: as its cells tell, else as another date of the file does; else as is usual where the file comes from, untold. */
export const styleFor = (desk: Desk, found: Dated): { style: DateStyle; isTold: boolean } => {
  const { column, styles: [best] } = found
  if (!isEitherWay(found)) return { style: best?.style ?? 'YYYY-MM-DD', isTold: true }
  const other = otherDates(desk, found)
  return { style: beginningLike(column, other ?? usual(desk)), isTold: other !== undefined }
}

const bothWays = (column: ColumnFacts): DateStyle[] => (['DD/MM/YYYY', 'MM/DD/YYYY'] as const).map((style) => beginningLike(column, style))

const askedWhich = ({ column }: Dated): Finding => {
  const example = wordsOf(column)[0] ?? ''
  const answers = bothWays(column).map((each) => ({ label: { es: wordsForStyle(each)[0], en: wordsForStyle(each)[1] }, profile: { period: periodBy(column, each) }, without: [] }))
  return ask(column.name, [`¿Qué va primero en «${example}»: el día o el mes? Ninguna fecha del archivo lo decide.`, `What comes first in “${example}”: the day or the month? No date in the file decides it.`], answers)
}

/** Counting by a column: one answer, or one for each way it may be written where nothing tells. */
const countingBy = (desk: Desk, found: Dated): Finding['answers'] => {
  const { column } = found
  const { style, isTold } = styleFor(desk, found)
  if (isTold) return [{ label: { es: column.name, en: column.name }, profile: { period: periodBy(column, style) }, without: [] }]
  return bothWays(column).map((each) => {
    const [es, en] = wordsForStyle(each)
    return { label: { es: `${column.name} (${es})`, en: `${column.name} (${en})` }, profile: { period: periodBy(column, each) }, without: [] }
  })
}

const rivals = (desk: Desk, chosen: Dated): Finding[] => {
  const others = datedColumns(desk).filter(({ column, styles: [best] }) => column !== chosen.column && (best?.share ?? 0) > 0.8 && !setAside.test(folded(column.name)))
  if (others.length === 0) return []
  const all = [chosen, ...others]
  const names = quoted(all.map(({ column }) => column.name))
  const answers = all.slice(0, 4).flatMap((each) => countingBy(desk, each))
  return [ask(chosen.column.name, [`Hay más de una fecha: ${names}. ¿Por cuál se cuenta? Se toma «${chosen.column.name}».`, `There is more than one date: ${names}. By which is it counted? “${chosen.column.name}” is taken.`], answers)]
}

const twoDigits = (column: ColumnFacts, style: DateStyle): Finding[] =>
  (style === 'DD/MM/YY' || style === 'MM/DD/YY' ? [likely(column.name, ['El año está en dos cifras: «24» se lee 2024.', 'The year has two digits: “24” is read 2024.'])] : [])

const plainly = (column: ColumnFacts, style: DateStyle, share: number): { period: Period; findings: Finding[] } => {
  const period = periodBy(column, style)
  const undated = period.kind === 'date' && period.undated.length > 0
    ? [likely(column.name, [`${quoted(period.undated)}: sin fecha. Se guarda aparte y no se suma a ningún año.`, `${quoted(period.undated)}: undated. Kept apart and never added into a year.`])]
    : []
  const [es, en] = wordsForStyle(style)
  const says = [`Es la fecha (${es}): así se leen ${percent(share)} de las celdas.`, `It is the date (${en}): ${percent(share)} of the cells read so.`] as const
  return { period, findings: [(style === 'serial' ? likely : sure)(column.name, says), ...undated, ...twoDigits(column, style)] }
}

/** Takes a column for the date by the style that reads it best. */
export const byDate = (desk: Desk, found: Dated): Desk => {
  const { column, styles: [best] } = found
  const { style, isTold } = styleFor(desk, found)
  const { period, findings } = isTold ? plainly(column, style, best?.share ?? 0) : { period: periodBy(column, style), findings: [askedWhich(found)] }
  return adding(desk, { roles: { [column.name]: 'date' }, profile: { period }, findings: [...findings, ...rivals(desk, found)] })
}
