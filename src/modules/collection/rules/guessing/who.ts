// The steps that find whom the figures are about: nationality, sex, age.
import type { MeaningKind } from '../../model/draft.ts'
import type { WordDimension } from '../../model/profile.ts'
import { isAgeTitle } from './countable.ts'
import { adding, columnOf, likely, openColumns, percent, quoted, sure, type Desk, type Step } from './desk.ts'
import { folded } from './likeness.ts'
import { isSexWord, meaningOf } from './meanings.ts'
import { isNumber } from './numbers.ts'
import { countryNamed, isTotalWord, isUnstated, peoplesIn } from './places.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'
import { isRateTitle, titleRoles } from './titles.ts'

export type Codes = Record<string, string | null>

/** What the words of a column mean, and those nobody knows. Totals are left to the step that sets them aside. */
export const codesFor = (kind: Exclude<MeaningKind, 'place'>, column: ColumnFacts, desk: Desk): { codes: Codes; strange: string[] } => {
  const words = wordsOf(column).filter((word) => !isTotalWord(word))
  const meanings = words.map((word) => [word, meaningOf(kind, word, words, desk.knowledge)] as const)
  const codes = Object.fromEntries(meanings.filter((pair): pair is readonly [string, string | null] => pair[1] !== undefined))
  return { codes, strange: meanings.filter(([, meaning]) => meaning === undefined).map(([word]) => word) }
}

/** A column's words, kept as the source writes them. */
export const kept = (column: string): { column: string; others: 'refused' } => ({ column, others: 'refused' })

const isAlpha = (length: number) => (word: string): boolean => word.length === length && word === word.toUpperCase()

const styleOf = (column: ColumnFacts): 'alpha-2' | 'alpha-3' | 'name' => {
  const words = wordsOf(column)
  if (words.every(isAlpha(2))) return 'alpha-2'
  return words.every(isAlpha(3)) ? 'alpha-3' : 'name'
}

/** Words for a nationality that is none of those named. */
const isOther = (word: string): boolean => /^(ooo|otr[oa]s?.*|others?.*)$/.test(folded(word))

const parts = (column: ColumnFacts, separator: string): ColumnFacts => ({
  ...column, words: new Map([...column.words].flatMap(([word, count]) => word.split(separator).map((part) => [part.trim(), count] as const))),
})

/** The sign that parts several peoples in one cell, when some cells hold several that are all known. */
const separatorOf = (column: ColumnFacts, { knowledge }: Desk): string | undefined =>
  [',', ';', '/'].find((sign) => wordsOf(column).some((word) => word.includes(sign) && word.split(sign).every((part) => isUnstated(part) || countryNamed(part, knowledge) !== undefined)))

/** Whether a column names the very countries of the place's column: then it says nothing of nationality. */
export const repeatsPlace = (column: ColumnFacts, desk: Desk): boolean => {
  const { territory } = desk.profile
  const place = territory && 'column' in territory ? columnOf(desk, territory.column) : undefined
  if (!place) return false
  const rows = desk.sample.rows.slice(0, 300)
  const same = rows.filter(({ cells }) => {
    const [one, other] = [column, place].map(({ at }) => countryNamed(cells[at] ?? '', desk.knowledge))
    return one !== undefined && one === other
  })
  return same.length > rows.length * 0.8
}

/** Takes a column for nationality. */
export const asNationality = (desk: Desk, column: ColumnFacts): Desk => {
  const separator = separatorOf(column, desk)
  const codes = codesFor('nationality', separator === undefined ? column : parts(column, separator), desk).codes
  const blank = Object.keys(codes).filter((word) => codes[word] === null)
  const unspecified = [...blank.filter((word) => !isOther(word)), ...(column.filled < column.rows ? [''] : [])]
  const spelt = Object.fromEntries(Object.entries(codes).filter(([word, meaning]) => meaning !== null && desk.knowledge.book.countryCode(word) !== meaning))
  const rule = { column: column.name, style: styleOf(column), unspecified, others: blank.filter(isOther), ...(separator !== undefined && { separator }), ...(Object.keys(spelt).length > 0 && { codes: spelt }) }
  const share = percent(peoplesIn(column, desk.knowledge))
  const says = [`Son nacionalidades: se conocen ${share} de las palabras.`, `They are nationalities: ${share} of the words are known.`] as const
  return adding(desk, { roles: { [column.name]: 'nationality' }, profile: { nationality: rule }, findings: [sure(column.name, says)] })
}

/** Finds nationality: the column its title names, or another column of countries once the place is known. */
export const findNationality: Step = (desk) => {
  const found = openColumns(desk)
    .filter((column) => shareOf(column, isNumber) < 0.5 && !repeatsPlace(column, desk))
    .map((column) => ({ column, share: peoplesIn(column, desk.knowledge), isTitled: titleRoles(column.name).includes('nationality') }))
    // One code down a whole column, such as «NR», may be anything.
    .filter(({ column, share, isTitled }) => share > (isTitled ? 0.3 : 0.75) && (isTitled || wordsOf(column).length > 1 || (wordsOf(column)[0]?.length ?? 0) > 3))
    .toSorted((a, b) => Number(b.isTitled) - Number(a.isTitled) || b.share - a.share)[0]
  return found ? asNationality(desk, found.column) : desk
}

/** Takes a column for sex. */
export const asSex = (desk: Desk, column: ColumnFacts): Desk => {
  const { codes } = codesFor('sex', column, desk)
  const whole = column.filled < column.rows ? { ...codes, '': null } : codes
  // «T» beside «F» and «M» is their sum.
  const totals = Object.keys(codes).length > 1 ? wordsOf(column).filter((word) => /^_?t$/i.test(word)) : []
  const leftOut = totals.length === 0 ? desk.profile.leftOut : [...desk.profile.leftOut, { column: column.name, values: totals, why: 'total' as const }]
  return adding(desk, {
    roles: { [column.name]: 'sex' },
    profile: { leftOut, words: { ...desk.profile.words, sex: { ...kept(column.name), codes: whole } } },
    findings: [sure(column.name, [`Es el sexo: ${quoted(Object.keys(codes))}.`, `It is the sex: ${quoted(Object.keys(codes))}.`])],
  })
}

/** Finds sex. */
export const findSex: Step = (desk) => {
  const found = openColumns(desk).find((column) => {
    const words = wordsOf(column).filter((word) => !isTotalWord(word))
    if (words.length === 0 || words.length > 12) return false
    const share = words.filter((word) => isSexWord(word, words)).length / words.length
    return titleRoles(column.name)[0] === 'sex' ? share > 0.3 : share > 0.7 && words.filter((word) => word.length > 1 || words.length > 1).some((word) => isSexWord(word, words) && !isUnstated(word))
  })
  return found ? asSex(desk, found) : desk
}

const isAge = (word: string): boolean => /^(\d{1,3}\s?([-–a]|to|y)\s?\d{1,3}|\d{1,3}\s?\+|[<>≥≤]\s?\d{1,3}|(menor|mayor)(es)?( de( \d+| edad).*)?|adult[oa]?s?|minors?|children|ni[ñn][oa]s?.*|adolescentes?|\d{1,3} y m[aá]s|under \d+|over \d+|\d{1,3} (a|to) \d{1,3} (a[ñn]os|years))( a[ñn]os| years)?$/i.test(word.trim())

/** Finds ages, kept in the source's own words. */
export const findAge: Step = (desk) => {
  const found = openColumns(desk).find((column) => {
    if (isRateTitle(column.name)) return false
    if (isAgeTitle(column.name) && shareOf(column, (word) => /^\d{1,3}$/.test(word) && Number(word) <= 120 || isUnstated(word)) > 0.95) return true
    const share = shareOf(column, (word) => isAge(word) || isTotalWord(word) || isUnstated(word))
    return share > 0.7 && shareOf(column, isAge) > 0.3 ? true : titleRoles(column.name).includes('age_band') && shareOf(column, isNumber) < 0.5
  })
  return found ? asWords(desk, found, 'age_band') : desk
}

/** Takes a column for one of the source's own classifications. */
export const asWords = (desk: Desk, column: ColumnFacts, dimension: WordDimension): Desk => adding(desk, {
  roles: { [column.name]: dimension }, profile: { words: { ...desk.profile.words, [dimension]: kept(column.name) } },
  findings: [likely(column.name, [`Se guarda con las palabras de la fuente: ${quoted(wordsOf(column))}.`, `Kept in the source’s words: ${quoted(wordsOf(column))}.`])],
})
