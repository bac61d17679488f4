// Places as offices name them: «Región de Tarapacá», «GUAJIRA», «BOGOTÁ D.C. (CT)», «Ontario [35]», «Florida/a», «Chiapas 1/», told by what is left without such words.
import type { Knowledge } from './knowledge.ts'
import { folded } from './likeness.ts'
import { shortNames } from './short-names.ts'

const forms = /^(region|provincia constitucional|provincia|prov const|prov|departamento|depto|dpto|estado libre y soberano|estado|parroquia|state|province|department|county|reg)( (de|del|da|do|of))?( (el|la|los|las))? /
const articles = /^(el|la|los|las|the) /
const endings = / (d c|ct|dc|c t)$/

const loosened = (name: string): string => {
  const plain = folded(name.replace(/\([^)]*\)|\[[^\]]*\]| ?\d?\/\w?$/g, ' '))
  return plain.replace(forms, '').replace(articles, '').replace(endings, '').replace(endings, '')
}

/** Of each name without such words: whose it is in each country; null where it is of several places. */
type Names = ReadonlyMap<string, ReadonlyMap<string, string | null>>

const kept = new WeakMap<Knowledge['territories'], Names>()

type Growing = Map<string, Map<string, string | null>>

const add = (found: Growing, name: string, { country, meaning }: Knowledge['territories'][number]): void => {
  const own = found.get(name) ?? new Map<string, string | null>()
  found.set(name, own)
  own.set(country, own.has(country) && own.get(country) !== meaning ? null : meaning)
}

const fewestLetters = 8

/** The beginnings of a name that may stand for it: «Metropolitana» of «Metropolitana de Santiago». */
const beginningsOf = (name: string): string[] => {
  const words = name.split(' ')
  return words.slice(1).map((_, at) => words.slice(0, at + 1).join(' ').replace(/( (de|del|la|las|los|el))+$/, '')).filter((beginning) => beginning.length >= fewestLetters)
}

const namesOf = ({ territories }: Knowledge): Names => {
  const before = kept.get(territories)
  if (before) return before
  const [whole, begun]: [Growing, Growing] = [new Map(), new Map()]
  for (const territory of territories) {
    const names = new Set([...territory.names.map(loosened), ...(shortNames[territory.meaning] ?? [])])
    for (const name of names) add(whole, name, territory)
    for (const beginning of new Set([...names].flatMap(beginningsOf))) add(begun, beginning, territory)
  }
  // A whole name goes before the beginning of another.
  for (const [name, places] of begun) whole.set(name, new Map([...places, ...(whole.get(name) ?? [])]))
  kept.set(territories, whole)
  return whole
}

/** The places that a word names, by country, when what only says what kind of place it is does not count. */
export const placesLoosely = (word: string, knowledge: Knowledge): ReadonlyMap<string, string | null> | undefined => {
  const name = loosened(word)
  return name.length < 3 ? undefined : namesOf(knowledge).get(name)
}
