// The steps that find what the figures are about: offences, and the source's other classifications in its own words.
import type { WordDimension } from '../../model/profile.ts'
import type { Finding } from '../../model/draft.ts'
import { adding, ask, likely, openColumns, quoted, sure, titlesOf, type Desk, type Step } from './desk.ts'
import { folded } from './likeness.ts'
import { isFigures, isNumber } from './numbers.ts'
import { isYearColumn, stylesOf } from './periods.ts'
import { isOffenceWord, offenceOf, offencesNear } from './offences.ts'
import { gist, shareOf, wordsOf, type ColumnFacts } from './sample.ts'
import { isCodeTitle, isRateTitle, titleRoles } from './titles.ts'
import { asWords, codesFor, kept, repeatsPlace, type Codes } from './who.ts'

const offenceShare = (column: ColumnFacts, desk: Desk): number => {
  const words = wordsOf(gist(column))
  return words.length === 0 ? 0 : words.filter((word) => isOffenceWord(word, desk.knowledge.offences)).length / words.length
}

const offenceColumn = (desk: Desk): ColumnFacts | undefined =>
  openColumns(desk)
    .filter((column) => shareOf(column, isNumber) < 0.5)
    .map((column) => ({ column, merit: offenceShare(column, desk) + (titleRoles(column.name).includes('offence') ? 0.3 : 0) - column.at / 1000 }))
    .filter(({ merit }) => merit > 0.2)
    .toSorted((a, b) => b.merit - a.merit)[0]?.column

const asksFor = (desk: Desk, word: string): boolean => offencesNear(word, desk.knowledge.offences).some(({ score }) => score > 0.55)

/** The offences of a column's words; words like no offence of ours are kept as they are, words that resemble one are asked about. */
const offenceCodes = (column: ColumnFacts, desk: Desk): { codes: Codes; foreign: string[] } => {
  const { codes, strange } = codesFor('offence', column, desk)
  const doubtful = strange.filter((word) => asksFor(desk, word))
  const foreign = strange.filter((word) => !doubtful.includes(word))
  const blank: Codes = column.filled < column.rows ? { '': null } : {}
  return { codes: { ...codes, ...Object.fromEntries(foreign.map((word) => [word, null])), ...blank }, foreign }
}

const matched = (codes: Codes, desk: Desk, language: 'es' | 'en'): string => {
  const told = Object.entries(codes).flatMap(([word, code]) => (code === null ? [] : [`«${word}» → ${desk.knowledge.label('offence', code)[language]}`])).slice(0, 4)
  return told.length === 0 ? '' : ` ${told.join('; ')}`
}

/** Takes a column for offences; its words are kept too. */
export const asOffence = (desk: Desk, column: ColumnFacts): Desk => {
  const { codes, foreign } = offenceCodes(column, desk)
  const ownWords: Finding[] = foreign.length === 0 ? [] : [likely(column.name, [
    `${quoted(foreign)}: no son delitos de nuestro catálogo; se guardan con las palabras de la fuente.`, `${quoted(foreign)}: not offences of our catalogue; kept in the source’s words.`,
  ])]
  return adding(desk, {
    roles: { [column.name]: 'offence' },
    profile: { offence: { kind: 'codes', column: column.name, codes }, words: { ...desk.profile.words, category: kept(column.name) } },
    findings: [sure(column.name, [`Son delitos.${matched(codes, desk, 'es')}`, `They are offences.${matched(codes, desk, 'en')}`]), ...ownWords],
  })
}

/** Titles that may speak of the whole file: those above it and, when it has one figure alone, that figure's. */
const spokenTitles = (desk: Desk): string[] => {
  const open = openColumns(desk)
  const figures = open.filter((column) => isFigures(column) && !isCodeTitle(column.name) && !isRateTitle(column.name))
  return [...titlesOf(desk), ...open.filter((column) => figures.length < 2 || !figures.includes(column)).map(({ name }) => name)]
}

const spokenOf = (desk: Desk): string[] => {
  const titles = spokenTitles(desk).map((title) => ` ${folded(title)} `)
  const { offences } = desk.knowledge
  const pieces = titles.flatMap((title) => {
    const words = title.trim().split(' ')
    return words.flatMap((_, from) => [1, 2, 3, 4, 5].map((many) => words.slice(from, from + many).join(' ')))
  })
  return [...new Set(pieces.flatMap((piece) => offenceOf(piece, offences) ?? []))]
}

/** Finds the offence: a column of offences, or one that the titles say the whole file is about. */
export const findOffence: Step = (desk) => {
  const column = offenceColumn(desk)
  if (column) return asOffence(desk, column)
  const [only, another] = spokenOf(desk)
  if (only === undefined || another !== undefined) return desk
  const { es, en } = desk.knowledge.label('offence', only)
  return adding(desk, { profile: { offence: { kind: 'fixed', offence: only } }, findings: [ask(null, [`¿Habla todo el archivo de ${es.toLowerCase()}? Los títulos lo mencionan.`, `Is the whole file about ${en.toLowerCase()}? The titles mention it.`], [
    { label: { es: 'Sí', en: 'Yes' }, profile: { offence: { kind: 'fixed', offence: only } }, without: [] },
    { label: { es: 'No, o no solo', en: 'No, or not only' }, profile: {}, without: ['offence'] },
  ])] })
}

const byTitle: readonly WordDimension[] = ['modality', 'route', 'cause', 'region']
const inOrder: readonly WordDimension[] = ['category', 'subcategory', 'modality', 'region']

const isClassification = (column: ColumnFacts): boolean => {
  if (isYearColumn(column) || (stylesOf(column)[0]?.share ?? 0) > 0.8) return false
  const words = wordsOf(column)
  const isLong = words.some((word) => word.length > 120)
  return words.length > 1 && words.length <= 300 && words.length < Math.max(4, column.rows * 0.6) && !isLong && shareOf(column, isNumber) < 0.5
}

const dimensionFor = (column: ColumnFacts, taken: ReadonlySet<string>): WordDimension | undefined => {
  const roles = titleRoles(column.name)
  return byTitle.find((role) => roles.includes(role) && !taken.has(role)) ?? inOrder.find((role) => !taken.has(role))
}

/** Finds the source's other classifications, kept in its own words. */
export const findWords: Step = (desk) =>
  openColumns(desk).filter((column) => isClassification(column) && !repeatsPlace(column, desk)).reduce((now, column) => {
    const dimension = dimensionFor(column, new Set(Object.keys(now.profile.words)))
    return dimension ? asWords(now, column, dimension) : now
  }, desk)
