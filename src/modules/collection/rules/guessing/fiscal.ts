// Years that are not those of the calendar: what is asked of them, and what is said.
import type { DraftProfile, Finding } from '../../model/draft.ts'
import { ask, quoted } from './desk.ts'

type Period = NonNullable<DraftProfile['period']>

/** Whether the months stand in the order of a fiscal year of the United States. */
export const monthsAreFiscal = (months: readonly (number | undefined)[]): boolean => months[0] === 10 && months.at(-1) === 9

/** Asks in which month the year named begins, of years with months. */
export const fiscalAsked = (column: string, period: Extract<Period, { kind: 'parts' | 'wide-months' }>): Finding => {
  const by = (yearBegins: number): Period => ({ ...period, yearBegins })
  const { yearBegins: _, ...natural } = { yearBegins: undefined, ...period }
  return ask(column, [
    `«${column}» parece un año fiscal: empieza en octubre del año anterior. Octubre, noviembre y diciembre se cuentan en el año natural anterior. ¿Es así?`,
    `“${column}” looks like a fiscal year, which begins in October of the year before. October, November and December are counted in the calendar year before. Is it so?`,
  ], [
    { label: { es: 'Sí, empieza en octubre', en: 'Yes, it begins in October' }, profile: { period: by(10) }, without: [] },
    { label: { es: 'Empieza en julio', en: 'It begins in July' }, profile: { period: by(7) }, without: [] },
    { label: { es: 'No: es el año natural', en: 'No: it is the calendar year' }, profile: { period: natural }, without: [] },
  ])
}

/** Says that years without months are fiscal. */
export const fiscalSaid = (titles: readonly string[]): Finding => ask(titles[0] ?? null, [
  `${quoted(titles)}: años fiscales, que no son los del calendario. Cada cifra se guarda en el año que su título nombra; dígalo en la nota de la fuente y no la compare con años naturales.`,
  `${quoted(titles)}: fiscal years, not those of the calendar. Each figure is kept in the year its title names; say so in the source’s note, and do not compare it with calendar years.`,
])
