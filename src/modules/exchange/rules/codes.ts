// Codes for the words of a source: SDMX identifiers made from them, the same in every release and told apart when they would be equal.
import { hash } from 'node:crypto'
import type { Text } from '../../../platform/text.ts'
import { notStatedName } from '../../statistics/model.ts'
import { unstatedCode, type Code } from '../model.ts'

const longest = 60

const plain = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^A-Za-z0-9_@$-]+/g, '_').replace(/^_+|_+$/g, '').toUpperCase().slice(0, longest)

const mark = (word: string): string => hash('sha256', word).slice(0, 6).toUpperCase()

/** Whether a word can stand as an SDMX identifier as it is (SDMX 2.1, IDType). */
const isIdentifier = (word: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_@$-]*$/.test(word) && word.length <= longest

const marked = (word: string): string => `${plain(word) || 'C'}_${mark(word)}`

/** The codes of every value that occurs, in their order; `null` (not stated) is `_U`. */
export const codesOf = (values: readonly (string | null)[], nameOf: (value: string) => Text): Code[] => {
  const words = values.filter((value) => value !== null)
  const taken = Map.groupBy(words, (word) => (isIdentifier(word) ? word : plain(word)).toUpperCase())
  const idOf = (word: string): string => {
    if (isIdentifier(word)) return word
    const id = plain(word)
    return id === '' || (taken.get(id)?.length ?? 0) > 1 ? marked(word) : id
  }
  const stated = words.map((value) => ({ id: idOf(value), value, name: nameOf(value) }))
  return values.includes(null) ? [...stated, { id: unstatedCode, value: null, name: notStatedName }] : stated
}
