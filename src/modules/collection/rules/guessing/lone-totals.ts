// Totals that stand alone: where a source gives some totals without their parts, setting the totals aside would lose them.
import type { DraftProfile, Finding } from '../../model/draft.ts'
import { adding, ask, quoted, type Desk } from './desk.ts'
import { isNumber } from './numbers.ts'
import { isTotalWord } from './places.ts'
import { wordsOf, type ColumnFacts } from './sample.ts'

export interface TotalsOf {
  column: ColumnFacts
  totals: readonly string[]
  /** Rows still counted, the columns that say what a row is about, and the columns of figures. */
  rows: Desk['sample']['rows']
  others: readonly ColumnFacts[]
  figures: readonly ColumnFacts[]
}

interface Groups {
  /** Groups of rows that differ in the column alone. */
  all: number
  /** Those in which the total stands without any part. */
  alone: number
  /** Those that have parts and no total. */
  without: number
}

interface Group {
  /** What the other columns say. */
  said: readonly string[]
  /** The group with every other column at its total: «Total» by sex of all the forms, for a row of one form. */
  above: string
  isAbove: boolean
  hasTotal: boolean
  hasParts: boolean
}

const groupsIn = ({ column, totals, rows, others, figures }: TotalsOf): Group[] => {
  const groups = new Map<string, Group>()
  const isSummed = others.map((other) => wordsOf(other).some(isTotalWord))
  for (const { cells } of rows) {
    if (!figures.some(({ at }) => isNumber(cells[at] ?? ''))) continue
    const said = others.map(({ at }) => (cells[at] ?? '').trim())
    const key = said.join('\u001f')
    const isAbove = said.every((word, nth) => !isSummed[nth] || isTotalWord(word))
    const group = groups.get(key) ?? { said, above: said.filter((_, nth) => !isSummed[nth]).join('\u001f'), isAbove, hasTotal: false, hasParts: false }
    groups.set(key, group)
    if (totals.includes((cells[column.at] ?? '').trim())) group.hasTotal = true
    else group.hasParts = true
  }
  return [...groups.values()]
}

const groupsOf = (about: TotalsOf): Groups => {
  const groups = groupsIn(about)
  const told = new Set(groups.filter(({ isAbove, hasParts }) => isAbove && hasParts).map(({ above }) => above))
  const parted = groups.filter(({ hasParts }) => hasParts)
  // The total of everything says no place, or «Total» there too: whatever has parts is below it.
  const isOfMore = ({ said }: Group): boolean => parted.some((other) => said.every((word, nth) => word === '' || isTotalWord(word) || word === other.said[nth]))
  // A total of one form has no sexes of its own where those of all forms are told: it is not lost with it.
  const alone = groups.filter((group) => !group.hasParts && (group.isAbove || !told.has(group.above)) && !isOfMore(group))
  return { all: groups.length, alone: alone.length, without: groups.filter(({ hasTotal }) => !hasTotal).length }
}

const onlyWhere = (measures: DraftProfile['measures'], column: string, values: readonly string[]): DraftProfile['measures'] =>
  Object.fromEntries(Object.entries(measures).map(([id, figure]) => [id, { ...figure, when: [...figure.when, { column, values: [...values] }] }]))

const says = (totals: readonly string[], { alone, all }: Groups): readonly [string, string] => [
  `${alone} de ${all} cifras vienen solo como ${quoted(totals)}, sin sus partes. ¿Contar los totales, o las partes perdiendo esas ${alone}?`,
  `${alone} of ${all} figures come only as ${quoted(totals)}, without their parts. Count the totals, or the parts, losing those ${alone}?`,
]

/** Fewer than this share of lone totals is asked about, and the parts stay. */
const many = 0.1

/**
 * Where some totals of a column have no parts: the profile with the totals set aside or, when every group has one and many stand alone, with
 * the totals alone; and the question. Undefined when no total stands alone.
 */
export const loneTotals = (desk: Desk, about: TotalsOf, aside: Partial<DraftProfile>): Desk | undefined => {
  const { column, totals } = about
  const groups = groupsOf(about)
  if (groups.alone === 0 || groups.alone === groups.all) return undefined
  const parts: Partial<DraftProfile> = { ...aside, measures: desk.profile.measures }
  const whole: Partial<DraftProfile> = { leftOut: desk.profile.leftOut, measures: onlyWhere(desk.profile.measures, column.name, totals) }
  const answers: Finding['answers'] = [
    { label: { es: 'Los totales', en: 'The totals' }, profile: whole, without: [] },
    { label: { es: 'Las partes', en: 'The parts' }, profile: parts, without: [] },
  ]
  const isWhole = groups.without === 0 && groups.alone >= groups.all * many
  return adding(desk, { profile: isWhole ? whole : parts, findings: [ask(column.name, says(totals, groups), answers)] })
}
