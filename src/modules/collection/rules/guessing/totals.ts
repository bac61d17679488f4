// The step that finds rows that are totals of the others, by their words and by their figures, so that nothing is counted twice.
import { withPeriod, type DraftProfile } from '../../model/draft.ts'
import { requiredColumns } from '../../model/profile.ts'
import { adding, ask, columnOf, likely, quoted, sure, type Desk, type Step } from './desk.ts'
import { loneTotals } from './lone-totals.ts'
import { isNumber, valueOf } from './numbers.ts'
import { countryNamed, isTotalWord, isWholeCountryWord } from './places.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'

type Measures = DraftProfile['measures']

/** Columns that hold figures. */
export const figureColumns = (measures: Measures, period: DraftProfile['period']): string[] => {
  const own = Object.values(measures).flatMap((figure) => (figure.from === 'column' ? [figure.column] : []))
  if (period?.kind === 'wide-months') return [...own, ...period.months]
  return period?.kind === 'wide-periods' ? [...own, ...period.columns.map(({ column }) => column)] : own
}

/** Columns that say what a row is about. */
export const dimensionColumns = ({ profile }: Desk): string[] => {
  const figures = new Set(figureColumns(profile.measures, profile.period))
  return requiredColumns(withPeriod(profile)).filter((column) => !figures.has(column))
}

const othersThan = (desk: Desk, name: string): ColumnFacts[] => dimensionColumns(desk).flatMap((other) => (other === name ? [] : columnOf(desk, other) ?? []))

const figuresIn = (desk: Desk): ColumnFacts[] => figureColumns(desk.profile.measures, desk.profile.period).flatMap((name) => columnOf(desk, name) ?? [])

const mostRows = 3000
/** Of more words than these, none is tried for the sum of the others but the blank one. */
const mostWords = 60

/** Rows that differ in this column alone, for each column of figures: the figure of every word. */
const groupsBy = (desk: Desk, column: ColumnFacts): Map<string, number>[] => {
  const [others, figures] = [othersThan(desk, column.name), figuresIn(desk)]
  const groups = new Map<string, Map<string, number>>()
  for (const { cells } of desk.sample.rows.slice(0, mostRows)) {
    const key = others.map(({ at }) => cells[at] ?? '').join('\u001f')
    const word = (cells[column.at] ?? '').trim()
    for (const { at } of figures) {
      const group = groups.get(`${at} ${key}`) ?? new Map<string, number>()
      groups.set(`${at} ${key}`, group)
      group.set(word, (group.get(word) ?? 0) + (valueOf(cells[at] ?? '', desk.profile) ?? 0))
    }
  }
  return [...groups.values()].filter((group) => group.size > 2)
}

const enoughWords = 5

// Of three words one is the sum of the others by chance too often: it must be so more than once, or of many.
const isSumOfOthers = (groups: readonly Map<string, number>[], word: string): boolean => {
  const told = groups.filter((group) => (group.get(word) ?? 0) > 0)
  const isSum = (group: Map<string, number>): boolean => 2 * (group.get(word) ?? 0) === [...group.values()].reduce((sum, value) => sum + value, 0)
  const isPlenty = told.length > 1 || told.some((group) => [...group.values()].filter((value) => value > 0).length >= enoughWords)
  return isPlenty && told.filter(isSum).length >= told.length * 0.9
}

const isPlaceColumn = ({ profile: { territory } }: Desk, { name }: ColumnFacts): boolean => territory !== undefined && 'column' in territory && territory.column === name

/** A country among its own places: «Brasil» beside its states, unless a state is called like it. */
const isOwnCountry = ({ profile: { territory }, knowledge }: Desk, word: string): boolean => {
  if (!territory || !('country' in territory) || territory.kind === 'whole-country') return false
  const isPlace = territory.codes?.[word] !== undefined || knowledge.book.territoryByName(territory.country, word) !== undefined
  return !isPlace && countryNamed(word, knowledge) === territory.country
}

const names = (desk: Desk, column: ColumnFacts): ((word: string) => boolean) => {
  if (isPlaceColumn(desk, column)) return (word) => isTotalWord(word) || isOwnCountry(desk, word)
  // «Nacional» is a total among places; elsewhere it may be a nationality or a kind of case.
  return (word) => isTotalWord(word) && !isWholeCountryWord(word)
}

const totalsIn = (desk: Desk, column: ColumnFacts): { named: string[]; summed: string[] } => {
  const words = wordsOf(column)
  const named = words.filter(names(desk, column))
  if (named.length === words.length) return { named: [], summed: [] }
  // A total may have no name at all.
  const nameless = column.filled < column.rows ? [''] : []
  const doubtful = words.length > mostWords ? nameless : [...words, ...nameless]
  const groups = named.length > 0 || words.length < 2 || doubtful.length === 0 ? [] : groupsBy(desk, column)
  const summed = groups.length === 0 ? [] : doubtful.filter((word) => isSumOfOthers(groups, word))
  return { named, summed: summed.length === 1 ? summed : [] }
}

const withoutTotals = (profile: DraftProfile, column: string, totals: readonly string[]): Partial<DraftProfile> => {
  const { offence, words } = profile
  const dropped = (codes: Record<string, string | null>) => Object.fromEntries(Object.entries(codes).filter(([word]) => !totals.includes(word)))
  const mended = Object.fromEntries(Object.entries(words).map(([dimension, rule]) => [dimension, rule.column === column && rule.codes ? { ...rule, codes: dropped(rule.codes) } : rule]))
  return { words: mended, ...(offence?.kind === 'codes' && offence.column === column && { offence: { ...offence, codes: dropped(offence.codes) } }) }
}

/** The profile with totals of a column as words that state nothing. */
const asUnstated = (profile: DraftProfile, column: string, totals: readonly string[]): Partial<DraftProfile> => {
  const { offence, words, nationality } = profile
  const unstated = Object.fromEntries(totals.map((word) => [word, null]))
  const told = Object.fromEntries(Object.entries(words).map(([dimension, rule]) => [dimension, rule.column === column && rule.codes ? { ...rule, codes: { ...rule.codes, ...unstated } } : rule]))
  return {
    words: told,
    ...(offence?.kind === 'codes' && offence.column === column && { offence: { ...offence, codes: { ...offence.codes, ...unstated } } }),
    ...(nationality?.column === column && { nationality: { ...nationality, unspecified: [...nationality.unspecified, ...totals] } }),
  }
}

type Said = readonly { at: number; values: readonly string[] }[]

const placed = (desk: Desk, conditions: readonly { column: string; values: readonly string[] }[]): Said => conditions.map(({ column, values }) => ({ at: columnOf(desk, column)?.at ?? -1, values }))

const isSaid = ({ at, values }: Said[number], cells: readonly string[]): boolean => values.includes((cells[at] ?? '').trim())

/** Rows that the totals set aside so far leave. */
const rowsLeft = (desk: Desk): Desk['sample']['rows'] => {
  const rules = placed(desk, desk.profile.leftOut.filter(({ why }) => why === 'total'))
  return desk.sample.rows.filter(({ cells }) => !rules.some((rule) => isSaid(rule, cells)))
}

/** Of those rows, the ones that a figure speaks of. */
const rowsCounted = (desk: Desk): Desk['sample']['rows'] => {
  const wanted = Object.values(desk.profile.measures).map(({ when }) => placed(desk, when))
  return rowsLeft(desk).filter(({ cells }) => wanted.length === 0 || wanted.some((when) => when.every((rule) => isSaid(rule, cells))))
}

const tooMany = (desk: Desk): Desk => {
  if (rowsLeft(desk).length >= desk.sample.rows.length / 2) return desk
  return adding(desk, { findings: [ask(null, [
    'Más de la mitad de las filas son totales de otras. ¿Contar solo el detalle, o contarlo todo sabiendo que así se repite?', 'More than half of the rows are totals of others. Count the detail alone, or count everything knowing that it repeats?',
  ], [
    { label: { es: 'Solo el detalle', en: 'The detail alone' }, profile: { leftOut: desk.profile.leftOut }, without: [] },
    { label: { es: 'Todas las filas', en: 'Every row' }, profile: { leftOut: desk.profile.leftOut.filter(({ why }) => why !== 'total') }, without: [] },
  ])] })
}

// A column of no use may still say that its row is a total: «Total estatal» where the municipality is named.
const silentColumns = (desk: Desk, spoken: readonly string[]): string[] =>
  desk.sample.columns.filter((column) => column.name !== '' && !spoken.includes(column.name) && shareOf(column, isNumber) < 0.5).map(({ name }) => name)

/** Sets the totals of one column aside; of a column of no use only those its words name, and the blank one. */
const aside = (desk: Desk, name: string, isSilent: boolean): Desk => {
  const column = columnOf(desk, name)
  const found = column ? totalsIn(desk, column) : { named: [], summed: [] }
  const summed = isSilent ? found.summed.filter((word) => word === '') : found.summed
  const totals = [...found.named, ...summed]
  if (totals.length === 0 || !column) return desk
  // Where every row left is a total of this column, the rows left do not speak of it: by sex, whatever the form.
  if (rowsCounted(desk).every(({ cells }) => totals.includes((cells[column.at] ?? '').trim()))) return adding(desk, { profile: asUnstated(desk.profile, name, totals) })
  const why = summed.length > 0
    ? likely(name, [`Las filas ${quoted(totals)} suman exactamente lo de las demás: son totales y no se cuentan otra vez.`, `The rows ${quoted(totals)} add up exactly to the others: they are totals and are not counted again.`])
    : sure(name, [`Las filas ${quoted(totals)} son totales: se apartan para no contar dos veces.`, `The rows ${quoted(totals)} are totals: set aside so that nothing is counted twice.`])
  const setAside: Partial<DraftProfile> = { ...withoutTotals(desk.profile, name, totals), leftOut: [...desk.profile.leftOut, { column: name, values: totals, why: 'total' }] }
  const plainly = adding(desk, { profile: setAside, findings: [why] })
  if (isSilent || isPlaceColumn(desk, column)) return plainly
  return loneTotals(adding(desk, { profile: asUnstated(desk.profile, name, totals) }), { column, totals, rows: rowsCounted(desk).slice(0, mostRows), others: othersThan(desk, name), figures: figuresIn(desk) }, setAside) ?? plainly
}

/** How many rows are totals of a column by their words. */
const totalRows = (desk: Desk, name: string): number => {
  const column = columnOf(desk, name)
  return column ? [...column.words].reduce((sum, [word, rows]) => (names(desk, column)(word) ? sum + rows : sum), 0) : 0
}

/** Sets totals aside, first those of the columns that have the fewest. */
export const findTotals: Step = (desk) => {
  const spoken = dimensionColumns(desk).toSorted((a, b) => totalRows(desk, a) - totalRows(desk, b))
  const withSpoken = spoken.reduce((now, name) => aside(now, name, false), desk)
  return tooMany(silentColumns(desk, spoken).reduce((now, name) => aside(now, name, true), withSpoken))
}
