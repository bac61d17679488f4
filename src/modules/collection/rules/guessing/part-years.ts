// Periods SIDMI does not keep: quarters and runs of months in columns, and years that are not over; what is said of them.
import type { Finding } from '../../model/draft.ts'
import { monthNamed } from '../months.ts'
import { adding, ask, quoted, titlesOf, type Desk, type Step } from './desk.ts'
import { folded } from './likeness.ts'
import { mayBeFigures } from './numbers.ts'

const quarter = /\b(t[1-4]|[1-4] ?t|q[1-4]|[1-4] ?q|s[12]|[12] ?s|(i|ii|iii|iv|1|2|3|4|1er|2do|3er|4to|primer|segundo|tercer|cuarto) ?(trim\w*|sem\w*|quarter))\b|\b(trimestre|semestre|bimestre|cuatrimestre|quarter|semester)\b/

/** Whether a title names a run of months: «Ene-Mar 2024», «T1 2024», «Primer semestre». */
const isRangeTitle = (title: string): boolean => {
  const plain = folded(title)
  return quarter.test(plain.replace(/([a-z])(\d)(?=(19|20)\d{2})/, '$1$2 ').replace(/^(\d[tqs])((19|20)\d{2})$/, '$1 $2')) || plain.split(' ').filter((word) => monthNamed(word) !== undefined).length > 1
}

const rangesIn = ({ sample }: Desk): string[] => sample.columns.filter((column) => column.name !== '' && isRangeTitle(column.name) && (mayBeFigures(column) || column.filled === 0)).map(({ name }) => name)

/** Whether the figures stand in columns of quarters or runs of months. */
export const hasRanges = (desk: Desk): boolean => rangesIn(desk).length > 1

/** Columns of quarters and runs of months are left out, and it is said: SIDMI keeps months and years. */
export const setRangesAside: Step = (desk) => {
  const names = rangesIn(desk)
  if (names.length < 2) return desk
  return adding(desk, {
    roles: Object.fromEntries(names.map((name) => [name, 'unused' as const])),
    findings: [ask(null, [
      `${quoted(names)}: son varios meses juntos. SIDMI guarda meses o años: estas columnas no se usan. Si el archivo trae el total del año, se usa ese; si no, escriba en él las cifras por mes o por año.`,
      `${quoted(names)}: several months together. SIDMI keeps months or years: these columns are not used. If the file holds the year’s total, that is used; if not, write the figures in it by month or by year.`,
    ])],
  })
}

const part = /\b(acumulad[oa]s?|cumulative|a la fecha|year to date|ytd|fytd|ytd?|(enero|ene|january|jan|1 de enero|1 ene) ?(a|al|to|through) |hasta el \d|corte (al|a)|cierre (a|de) (?!diciembre)|preliminar(es)?)/

/** What is said of figures by year when the titles speak of a part of one. */
export const partYearSaid = (desk: Desk): Finding[] => {
  const title = titlesOf(desk).find((each) => part.test(`${folded(each)} `))
  return title === undefined ? [] : [ask(null, [
    `«${title.slice(0, 80)}»: quizá alguno de los años no está completo. Las cifras se guardan como de todo el año; si no lo son, dígalo en la nota de la fuente.`,
    `“${title.slice(0, 80)}”: perhaps one of the years is not whole. The figures are kept as of the whole year; if they are not, say so in the source’s note.`,
  ])]
}
