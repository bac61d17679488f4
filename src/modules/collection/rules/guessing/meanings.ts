// What one word of a mapped column means: by the catalogue, by what it meant before, or, when neither says, what it may mean.
import type { MeaningKind, Suggestion } from '../../model/draft.ts'
import { recalled, type Knowledge } from './knowledge.ts'
import { folded, nearTo, type Named, type Near } from './likeness.ts'
import { offenceOf, offencesNear } from './offences.ts'
import { countryNamed, isUnstated } from './places.ts'

const sexWords: readonly Named[] = [
  { meaning: 'female', names: ['mujer', 'mujeres', 'femenino', 'femenina', 'f', 'female', 'females', 'woman', 'women', 'nina', 'ninas', 'girls', 'feminino', 'femme', 'femmes', 'hembra', 'm mujer', 'sexo femenino'] },
  { meaning: 'male', names: ['hombre', 'hombres', 'masculino', 'masculina', 'male', 'males', 'man', 'men', 'h', 'varon', 'varones', 'nino', 'ninos', 'boys', 'homme', 'hommes', 'sexo masculino'] },
  { meaning: 'other', names: ['otro', 'otra', 'other', 'no binario', 'non binary', 'lgbt', 'lgbti', 'trans', 'intersex', 'intersexual', 'x'] },
  { meaning: 'undetermined', names: ['indeterminado', 'indeterminada', 'undetermined', 'no identificado', 'no identificada'] },
]

/** The sex a word names; `m` is male unless the column also has `h`. */
const sexOf = (word: string, among: readonly string[]): string | undefined => {
  const plain = folded(word)
  const hasH = among.some((other) => ['h', 'hombre', 'hombres'].includes(folded(other)))
  if (plain === 'm') return hasH ? 'female' : 'male'
  return sexWords.find(({ names }) => names.includes(plain))?.meaning
}

/** The share of words that name a sex, among all of a column. */
export const isSexWord = (word: string, among: readonly string[]): boolean => sexOf(word, among) !== undefined || isUnstated(word)

/** What a word is of: `null` means «not stated», undefined that nobody knows. */
export const meaningOf = (kind: Exclude<MeaningKind, 'place'>, word: string, among: readonly string[], knowledge: Knowledge): string | null | undefined => {
  const before = recalled(knowledge.remembered, kind, word)
  if (before !== undefined) return before
  if (kind === 'sex') return sexOf(word, among) ?? (isUnstated(word) ? null : undefined)
  if (kind === 'offence') return offenceOf(word, knowledge.offences) ?? (isUnstated(word) ? null : undefined)
  return countryNamed(word, knowledge) ?? (isUnstated(word) ? null : undefined)
}

const nearPlaces = (word: string, country: string | undefined, { countries, territories }: Knowledge): Near[] => {
  const inside = country === undefined ? [] : nearTo(word, territories.filter((each) => each.country === country))
  return inside.length > 0 ? inside : nearTo(word, countries, 0.55)
}

// «Haití (Chile)» is Haiti before anything else.
const withoutAside = (word: string): string => word.replace(/\s*\([^)]*\)\s*$/, '') || word

const near = (kind: MeaningKind, said: string, knowledge: Knowledge, country?: string): Near[] => {
  const word = kind === 'nationality' && countryNamed(withoutAside(said), knowledge) !== undefined ? withoutAside(said) : said
  if (kind === 'offence') return offencesNear(word, knowledge.offences)
  if (kind === 'sex') return nearTo(word, sexWords)
  return kind === 'place' ? nearPlaces(word, country, knowledge) : nearTo(word, knowledge.countries, 0.5)
}

/** What a word without a meaning may mean, the likeliest first; what it meant before stands at the front. */
export const suggestionsFor = (kind: MeaningKind, word: string, knowledge: Knowledge, country?: string): Suggestion[] => {
  const before = recalled(knowledge.remembered, kind, word)
  const found = [...(typeof before === 'string' ? [before] : []), ...near(kind, word, knowledge, country).map(({ meaning }) => meaning)]
  return [...new Set(found)].slice(0, 3).map((meaning) => ({ meaning, label: knowledge.label(kind, meaning) }))
}
