// The step that finds rows that are totals of the others, by their words and by their figures, so that nothing is counted twice.
import { withPeriod, type DraftProfile } from '../../model/draft.ts'
import { requiredColumns } from '../../model/profile.ts'
import { adding, ask, columnOf, likely, quoted, sure, type Desk, type Step } from './desk.ts'
import { valueOf } from './numbers.ts'
import { isTotalWord } from './places.ts'
import { wordsOf, type ColumnFacts } from './sample.ts'

type Measures = DraftProfile['measures']

const figureColumns = (measures: Measures, period: DraftProfile['period']): string[] => {
  const own = Object.values(measures).flatMap((figure) => (figure.from === 'column' ? [figure.column] : []))
  if (period?.kind === 'wide-months') return [...own, ...period.months]
  return period?.kind === 'wide-periods' ? [...own, ...period.columns.map(({ column }) => column)] : own
}

/** Columns that say what a row is about. */
export const dimensionColumns = ({ profile }: Desk): string[] => {
  const figures = new Set(figureColumns(profile.measures, profile.period))
  return requiredColumns(withPeriod(profile)).filter((column) => !figures.has(column))
}

const sumOf = (cells: readonly string[], columns: readonly ColumnFacts[], desk: Desk): number =>
  columns.reduce((sum, { at }) => sum + (valueOf(cells[at] ?? '', desk.profile) ?? 0), 0)

const mostRows = 3000

/** Rows that differ in this column alone, each group with the figure of every word. */
const groupsBy = (desk: Desk, column: ColumnFacts): Map<string, number>[] => {
  const others = dimensionColumns(desk).flatMap((name) => (name === column.name ? [] : columnOf(desk, name) ?? []))
  const figures = figureColumns(desk.profile.measures, desk.profile.period).flatMap((name) => columnOf(desk, name) ?? [])
  const groups = new Map<string, Map<string, number>>()
  for (const { cells } of desk.sample.rows.slice(0, mostRows)) {
    const key = others.map(({ at }) => cells[at] ?? '').join('\u001f')
    const group = groups.get(key) ?? new Map<string, number>()
    groups.set(key, group)
    const word = (cells[column.at] ?? '').trim()
    group.set(word, (group.get(word) ?? 0) + sumOf(cells, figures, desk))
  }
  return [...groups.values()].filter((group) => group.size > 2)
}

const isSumOfOthers = (groups: readonly Map<string, number>[], word: string): boolean => {
  const told = groups.filter((group) => (group.get(word) ?? 0) > 0)
  const isSum = (group: Map<string, number>): boolean => 2 * (group.get(word) ?? 0) === [...group.values()].reduce((sum, value) => sum + value, 0)
  return told.length > 0 && told.filter(isSum).length >= told.length * 0.9
}

const totalsIn = (desk: Desk, column: ColumnFacts): { named: string[]; summed: string[] } => {
  const words = wordsOf(column)
  const named = words.filter(isTotalWord)
  if (named.length === words.length) return { named: [], summed: [] }
  const groups = named.length > 0 || words.length > 60 || words.length < 3 ? [] : groupsBy(desk, column)
  const summed = groups.length === 0 ? [] : words.filter((word) => isSumOfOthers(groups, word))
  return { named, summed: summed.length === 1 ? summed : [] }
}

const withoutTotals = (profile: DraftProfile, column: string, totals: readonly string[]): Partial<DraftProfile> => {
  const { offence, words } = profile
  const dropped = (codes: Record<string, string | null>) => Object.fromEntries(Object.entries(codes).filter(([word]) => !totals.includes(word)))
  const mended = Object.fromEntries(Object.entries(words).map(([dimension, rule]) => [dimension, rule.column === column && rule.codes ? { ...rule, codes: dropped(rule.codes) } : rule]))
  return { words: mended, ...(offence?.kind === 'codes' && offence.column === column && { offence: { ...offence, codes: dropped(offence.codes) } }) }
}

const tooMany = (desk: Desk): Desk => {
  const rules = desk.profile.leftOut.filter(({ why }) => why === 'total').map(({ column, values }) => ({ at: columnOf(desk, column)?.at ?? -1, values }))
  const aside = desk.sample.rows.filter(({ cells }) => rules.some(({ at, values }) => values.includes((cells[at] ?? '').trim()))).length
  if (aside <= desk.sample.rows.length / 2) return desk
  return adding(desk, { findings: [ask(null, [
    'Más de la mitad de las filas son totales de otras. ¿Contar solo el detalle, o contarlo todo sabiendo que así se repite?', 'More than half of the rows are totals of others. Count the detail alone, or count everything knowing that it repeats?',
  ], [
    { label: { es: 'Solo el detalle', en: 'The detail alone' }, profile: { leftOut: desk.profile.leftOut }, without: [] },
    { label: { es: 'Todas las filas', en: 'Every row' }, profile: { leftOut: desk.profile.leftOut.filter(({ why }) => why !== 'total') }, without: [] },
  ])] })
}

/** Sets totals aside. */
export const findTotals: Step = (desk) => tooMany(
  dimensionColumns(desk).reduce((now, name) => {
    const column = columnOf(now, name)
    const { named, summed } = column ? totalsIn(now, column) : { named: [], summed: [] }
    const totals = [...named, ...summed]
    if (totals.length === 0) return now
    const why = summed.length > 0
      ? likely(name, [`Las filas ${quoted(totals)} suman exactamente lo de las demás: son totales y no se cuentan otra vez.`, `The rows ${quoted(totals)} add up exactly to the others: they are totals and are not counted again.`])
      : sure(name, [`Las filas ${quoted(totals)} son totales: se apartan para no contar dos veces.`, `The rows ${quoted(totals)} are totals: set aside so that nothing is counted twice.`])
    return adding(now, { profile: { ...withoutTotals(now.profile, name, totals), leftOut: [...now.profile.leftOut, { column: name, values: totals, why: 'total' }] }, findings: [why] })
  }, desk))
