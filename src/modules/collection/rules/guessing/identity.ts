// The step that finds what makes a row the same row in a newer file, and what a file's silence means.
import type { DraftProfile } from '../../model/draft.ts'
import { adding, ask, columnOf, likely, sure, type Desk, type Step } from './desk.ts'
import { readDate, yearWritten } from '../dates.ts'
import { isUnread } from '../unread.ts'
import { wordsOf, type ColumnFacts } from './sample.ts'
import { isIdTitle } from './titles.ts'
import { dimensionColumns } from './totals.ts'

const isOne = (desk: Desk, columns: readonly ColumnFacts[]): boolean => {
  const leftOut = desk.profile.leftOut.map(({ column, values }) => ({ at: columnOf(desk, column)?.at ?? -1, values }))
  const seen = new Set<string>()
  for (const { cells } of desk.sample.rows) {
    if (leftOut.some(({ at, values }) => values.includes((cells[at] ?? '').trim()))) continue
    const key = columns.map(({ at }) => (cells[at] ?? '').trim()).join('\u001f')
    if (seen.has(key)) return false
    seen.add(key)
  }
  return true
}

const idColumn = (desk: Desk): ColumnFacts | undefined =>
  desk.sample.columns.filter((column) => isIdTitle(column.name) && column.filled === column.rows).find((column) => isOne(desk, [column]))

const varying = (columns: readonly ColumnFacts[]): ColumnFacts[] => columns.filter(({ words }) => words.size > 1)

/** Finds the columns that identify a row; when none do, its whole content does. */
export const findKey: Step = (desk) => {
  const id = idColumn(desk)
  if (id) return adding(desk, { profile: { key: [id.name] }, findings: [sure(id.name, ['Identifica cada fila: no se repite.', 'It identifies each row: it never repeats.'])] })
  const used = dimensionColumns(desk).flatMap((name) => columnOf(desk, name) ?? [])
  const key = varying(used).length > 0 ? varying(used) : used
  const wide = desk.profile.measures && Object.values(desk.profile.measures).some(({ from }) => from === 'row')
  if (key.length > 0 && !wide && isOne(desk, key)) {
    const names = key.map(({ name }) => name)
    return adding(desk, { profile: { key: names }, findings: [sure(null, [`Una fila se reconoce en un archivo más nuevo por: ${names.join(', ')}.`, `A row is known again in a newer file by: ${names.join(', ')}.`])] })
  }
  return adding(desk, { profile: { key: 'content' }, findings: [likely(null, ['Ningún conjunto de columnas distingue cada fila: se reconoce por todo lo que dice, y las iguales se cuentan aparte.', 'No set of columns tells every row apart: it is known by all it says, and equal ones are counted apart.'])] })
}

type Period = NonNullable<DraftProfile['period']>

const wordsIn = (desk: Desk, column: string): string[] => wordsOf(columnOf(desk, column) ?? noColumn)

const datesIn = (desk: Desk, { column, style }: Extract<Period, { kind: 'date' }>): string[] =>
  wordsIn(desk, column).flatMap((word) => {
    const read = readDate(word, style)
    return isUnread(read) || read.start === null ? [] : [read.start]
  })

const startsOf = (desk: Desk): string[] => {
  const { period } = desk.profile
  if (period === undefined) return []
  switch (period.kind) {
    case 'fixed': return []
    case 'wide-periods': return period.columns.map(({ start }) => start)
    case 'wide-months':
    case 'parts': return wordsIn(desk, period.year).map((word) => String(yearWritten(word) ?? word))
    case 'date': return datesIn(desk, period)
  }
}

const noColumn: ColumnFacts = { name: '', at: -1, words: new Map(), filled: 0, rows: 0 }

const yearsIn = (starts: readonly string[]): number => new Set(starts.map((start) => start.slice(0, 4))).size

type Scope = DraftProfile['scope']

const scopeAnswers = (['territory-periods', 'full', 'partial'] as const).map((scope) => ({
  label: {
    'territory-periods': { es: 'Rehace los lugares y periodos que trae', en: 'It remakes the places and periods it holds' },
    full: { es: 'Trae siempre todo, desde el principio', en: 'It always holds everything, from the beginning' },
    partial: { es: 'Solo añade y corrige', en: 'It only adds and corrects' },
  }[scope],
  profile: { scope }, without: [],
}))

/** Guesses what a newer file will hold: the whole series, some periods, or additions. */
export const findScope: Step = (desk) => {
  const years = yearsIn(startsOf(desk))
  const scope: Scope = desk.sample.isWhole && years >= 3 ? 'full' : 'territory-periods'
  const seen = years >= 3 ? { es: `Este trae ${years} años.`, en: `This one holds ${years} years.` } : { es: 'Este trae pocos periodos.', en: 'This one holds few periods.' }
  return adding(desk, { profile: { scope }, findings: [ask(null, [`Cuando llegue un archivo más nuevo, ¿qué pasa con lo que ya no trae? ${seen.es}`, `When a newer file comes, what of what it no longer holds? ${seen.en}`], scopeAnswers)] })
}

/** How often a newer file may be expected, from what the periods are. */
export const cadenceOf = ({ profile: { period } }: Desk): 'monthly' | 'yearly' | 'irregular' => {
  if (period === undefined || (period.kind === 'fixed' && period.month === undefined)) return 'irregular'
  const isYearly = period.kind === 'wide-periods' ? period.columns[0]?.grain === 'year' && period.month === undefined : period.kind === 'parts' && period.month === undefined
  return isYearly ? 'yearly' : 'monthly'
}
