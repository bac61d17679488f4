// How a profile codes the words of a column: by its table, alone or several in one cell, or as the source writes them.
import type { Dimensions } from '../model/coding.ts'
import type { Profile, WordDimension } from '../model/profile.ts'
import { folded, rowCondition } from './conditions.ts'
import type { MatchedHeader } from './header.ts'
import { isRefused, refuse, refuseCode, type Refused } from './refusal.ts'
import { keepWord } from './remarks.ts'

type Coded = Partial<Dimensions> | Refused
export type Coder = (cells: readonly string[]) => Coded
/** What one word says. */
export type Code = (word: string) => Coded

const remembered = (code: Code): Code => {
  const known = new Map<string, Coded>()
  return (word) => {
    const before = known.get(word)
    if (before) return before
    const coded = code(word)
    if (known.size < 5000) known.set(word, coded)
    return coded
  }
}

/** Codes a column's cells, each word once. */
export const byColumn = (header: MatchedHeader, column: string, code: Code): Coder => {
  const at = header.at(column)
  const coded = remembered(code)
  return (cells) => coded((cells[at] ?? '').trim())
}

/** The coder in rows that fulfil the conditions; elsewhere it says nothing. */
export const onlyWhen = (header: MatchedHeader, when: readonly { column: string; values: readonly string[] }[] | undefined, code: Coder): Coder => {
  if (!when) return code
  const holds = rowCondition(header, when)
  return (cells) => (holds(cells) ? code(cells) : {})
}

type Table = Readonly<Record<string, string | null>>

/** A table's answer to a word: exactly as written or, failing that, without regard to accents and capitals; undefined when it has none. */
const lookUp = (table: Table): ((word: string) => string | null | undefined) => {
  const loose = new Map(Object.entries(table).map(([word, meaning]) => [folded(word), meaning]))
  return (word) => (Object.hasOwn(table, word) ? table[word] : loose.get(folded(word)))
}

/** What the source's word for a place means: a code or name the catalogues know, null for «not stated», undefined when the profile does not say. */
export const meaningOf = ({ unspecified, codes = {} }: { unspecified: readonly string[]; codes?: Table | undefined }): ((word: string) => string | null | undefined) =>
  lookUp({ ...codes, ...Object.fromEntries(unspecified.map((word) => [word, null])) })

const lostLetters = (column: string, word: string): Refused =>
  refuse(column, word, { es: 'se perdieron letras al guardar el archivo con otra codificación; escríbalas de nuevo', en: 'letters were lost when the file was saved in another encoding; write them again' })

type WordRule = NonNullable<Profile['words'][WordDimension]>

const asWritten = (column: string, word: string): string | null | Refused =>
  (word.includes('\uFFFD') ? lostLetters(column, word) : word === '' ? null : word.normalize('NFC'))

/** What one word means; null for «not stated». */
const singleCode = (header: MatchedHeader, { column, codes, others }: WordRule): ((word: string) => string | null | Refused) => {
  if (!codes) return (word) => asWritten(column, word)
  const meaning = lookUp(codes)
  return (word) => {
    const meant = meaning(word)
    if (meant !== undefined) return meant
    if (others === 'refused') return refuseCode(column, word, { es: 'el código no se conoce', en: 'the code is not known' }, Object.keys(codes))
    if (word !== '') keepWord(header.remarks, column, word)
    return asWritten(column, word)
  }
}

/** More pieces in one cell are not what one row says. */
export const mostPieces = 50

/** Refuses a cell of more pieces than `mostPieces`. */
export const refusePieces = (column: string, cell: string, separator: string): Refused =>
  refuse(column, cell, {
    es: `la celda tiene más de ${mostPieces} partes separadas por «${separator}»; escriba menos, o pártala en varias filas`,
    en: `the cell has more than ${mostPieces} parts separated by “${separator}”; write fewer, or split it into several rows`,
  })

/** Of how many pieces the longest of the words is. */
export const mostPiecesIn = (words: Iterable<string>, separator: string): number => {
  let most = 1
  for (const word of words) most = Math.max(most, word.split(separator, mostPieces).length)
  return most
}

interface Known {
  isKnown: (word: string) => boolean
  /** Pieces of the longest word that is known: no more are tried together. */
  longest: number
}

/** Parts a cell, a word of the table being one even where the separator stands inside it. Undefined when its pieces are more than `mostPieces`. */
export const partsOf = (cell: string, separator: string, { isKnown, longest }: Known): string[] | undefined => {
  if (cell === '' || isKnown(cell)) return [cell]
  const pieces = cell.split(separator, mostPieces + 1)
  if (pieces.length > mostPieces) return undefined
  const words: string[] = []
  for (let at = 0; at < pieces.length;) {
    const most = Math.min(longest, pieces.length - at)
    const lengths = Array.from({ length: most }, (_, less) => most - less)
    const length = lengths.find((count) => isKnown(pieces.slice(at, at + count).join(separator).trim())) ?? 1
    words.push(pieces.slice(at, at + length).join(separator).trim())
    at += length
  }
  return words.filter((word) => word !== '')
}

const wordCode = (header: MatchedHeader, dimension: WordDimension, rule: WordRule): Code => {
  const single = singleCode(header, rule)
  const { column, separator, codes } = rule
  if (separator === undefined) return (word) => {
    const meant = single(word)
    return isRefused(meant) ? meant : { [dimension]: meant }
  }
  const meaning = lookUp(codes ?? {})
  const known: Known = { isKnown: (word) => meaning(word) !== undefined, longest: mostPiecesIn(Object.keys(codes ?? {}), separator) }
  return (cell) => {
    const words = partsOf(cell, separator, known)
    if (!words) return refusePieces(column, cell, separator)
    const meant = words.map(single)
    const refused = meant.find(isRefused)
    if (refused) return refused
    const stated = meant.filter((word) => typeof word === 'string')
    return { [dimension]: stated.length === 0 ? null : stated.join('; ') }
  }
}

/** A coder for each word column of the profile. */
export const wordCoders = (header: MatchedHeader): Coder[] =>
  Object.entries(header.profile.words).map(([dimension, rule]) => onlyWhen(header, rule.when, byColumn(header, rule.column, wordCode(header, dimension as WordDimension, rule))))
