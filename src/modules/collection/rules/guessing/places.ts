// Columns of places and peoples found by how many of their words the catalogues know, and of which country.
import type { DraftProfile } from '../../model/draft.ts'
import { countryOfPeople } from './demonyms.ts'
import type { Knowledge } from './knowledge.ts'
import { folded } from './likeness.ts'
import { placesLoosely } from './loosely.ts'
import { gist, shareOf, wordsOf, type ColumnFacts } from './sample.ts'

const totalWords = new RegExp(`^(gran )?(${[
  'total', 'totales', 'total .*', 'suma', 'suma total', 'subtotal', 'sub total', 'subtotal .*', 'grand total', 'overall', 'acumulado', 'total geral', 'ensemble',
  'nacional', 'national', 'a nivel nacional', 'republica', 'todo el pais', 'anual', 'annual', 'todo el ano', 'ano completo', 'full year',
  'todos', 'todas', 'tod[oa]s? (el|l[oa]s?|os|as) .*', 'tous', 'toutes', 'tous les .*', 'toutes les .*', 'ambos( sexos)?', 'both( ?sex(es)?)?',
  'btsx', 'allages?', 'world', 'mundo', 'eu\\d{2}( \\d{4})?', 'ea\\d{2}( \\d{4})?',
  'all', 'all (the )?(ages|age groups|sexes|genders|districts|states|provinces|departments|counties|countries|parishes|regions|offen[cs]es|crimes|types|categories|months|groups|nationalities|persons|victims)',
].join('|')})$`)

const wholeCountryWords = /^(nacional|national|republica|todo el pais|a nivel nacional)$/

/** Whether a word says «the whole country» without naming it. */
export const isWholeCountryWord = (word: string): boolean => wholeCountryWords.test(folded(word))

/** Whether a word names the sum of the others. */
export const isTotalWord = (word: string): boolean => totalWords.test(folded(word))

const noDate = /^(sin fecha|sinfecha|s f|no date|undated|fecha desconocida|desconocid[ao]|unknown|no especificad[ao]|sin especificar|sin dato|nd|n d|sem data|sans date)$/

/** Whether a word says that there is no date. */
export const isUndated = (word: string): boolean => noDate.test(folded(word))

const unstated = new Set([
  'unk', 'ukn', 'unknown', 'ooo', 'xxx', 'zzz', 'no especificado', 'no especificada', 'sin especificar', 'no identificado', 'no identificada', 'se desconoce', 'desconocido', 'desconocida', 'no specified', 'not specified',
  'no reporta', 'no registra', 'no informa', 'por establecer', 'sin establecer', 'no consta', 'not stated', 'no determinado', 'no determinada', 'sin dato', 'sin datos', 'sd', 's d', 'n d', 'nd', 'otros', 'otras', 'otro', 'other', 'others', 'otros paises', 'other countries', 'ignorado', 'ignorada', 'no disponible', 'na', 'n a', 'no reportado', 'apatrida', 'stateless', 'no informado', 'mixed', 'mixed or unknown', 'no aplica', 'extranjero', 'en el extranjero',
])

/** Whether a word says that nothing is known: `UNK`, «no especificado», -99. */
export const isUnstated = (word: string): boolean => unstated.has(folded(word)) || /^-9{2,3}$/.test(word.trim()) || /^(unspecified|not specified|sin especificar|no especificad[oa]s?) /.test(folded(word))

interface Atlas {
  country: ReadonlyMap<string, string>
  name: ReadonlyMap<string, ReadonlyMap<string, string>>
  national: ReadonlyMap<string, ReadonlySet<string>>
}

const atlases = new WeakMap<Knowledge['countries'], Atlas>()

const atlasOf = ({ countries, territories }: Knowledge): Atlas => {
  const kept = atlases.get(countries)
  if (kept) return kept
  const country = new Map(countries.flatMap(({ meaning, alpha3, names }) => [...names.map(folded), folded(alpha3), folded(meaning)].map((name) => [name, meaning] as const)))
  const name = new Map<string, Map<string, string>>()
  const national = new Map<string, Set<string>>()
  for (const each of territories) {
    const own = name.get(each.country) ?? name.set(each.country, new Map()).get(each.country)
    for (const spelling of each.names) own?.set(folded(spelling), each.meaning)
    if (each.nationalCode !== undefined) (national.get(each.country) ?? national.set(each.country, new Set()).get(each.country))?.add(each.nationalCode.replace(/^0+(?=.)/, ''))
  }
  const atlas = { country, name, national }
  atlases.set(countries, atlas)
  return atlas
}

// Codes of the European Union's statistics that are not those of ISO 3166.
const unionCodes: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' }

/** The country a word names, by code, name or people. */
export const countryNamed = (word: string, knowledge: Knowledge): string | undefined => {
  const plain = folded(word)
  return atlasOf(knowledge).country.get(plain) ?? unionCodes[word.trim()] ?? countryOfPeople(plain)
}

const isCountryTitle = (title: string): boolean => /\b(pais(es)?|country|countries|pays|iso ?[23]?|iso2|iso3|nacionalidad|nationality)\b/.test(folded(title))

const counts = (word: string): boolean => !isTotalWord(word) && !isUnstated(word)

const known = (column: ColumnFacts, knows: (word: string) => boolean): number => {
  const words = wordsOf(gist(column)).filter(counts)
  return words.length === 0 ? 0 : words.filter(knows).length / words.length
}

export interface PlaceGuess {
  rule: NonNullable<DraftProfile['territory']>
  /** 0 to 1: the share of different words the catalogue knows. */
  share: number
  /** Countries whose places fit as well. */
  rivals: readonly string[]
}

const byName = (column: ColumnFacts, knowledge: Knowledge): PlaceGuess | undefined => {
  const words = wordsOf(gist(column))
  const plain = words.map(folded)
  const loosely = new Map(words.map((word) => [word, placesLoosely(word, knowledge)]))
  const near = new Set([...loosely.values()].flatMap((places) => [...(places?.keys() ?? [])]))
  const found = [...atlasOf(knowledge).name]
    .filter(([country, names]) => near.has(country) || plain.some((word) => names.has(word)))
    .map(([country]) => country)
    .map((country) => ({ country, share: known(column, (word) => knowledge.book.territoryByName(country, word) !== undefined || typeof loosely.get(word)?.get(country) === 'string') }))
    .filter(({ share }) => share > 0.34)
    .toSorted((a, b) => b.share - a.share || Number(b.country === knowledge.ownCountry) - Number(a.country === knowledge.ownCountry))
  const [best] = found
  if (!best) return undefined
  return { rule: { kind: 'name', column: column.name, country: best.country, unspecified: [] }, share: best.share, rivals: found.filter(({ share }) => share === best.share).slice(1).map(({ country }) => country) }
}

const asCode = (word: string): string => word.trim().replace(/\.0$/, '').replace(/^0+(?=.)/, '')

/** A column of a statistics office's numbers: only worth asking when another column or the title says which country. */
export const byNationalCode = (column: ColumnFacts, country: string, knowledge: Knowledge): PlaceGuess | undefined => {
  const codes = atlasOf(knowledge).national.get(country)
  if (!codes) return undefined
  const share = known(column, (word) => codes.has(asCode(word)))
  return share > 0.9 ? { rule: { kind: 'national-code', column: column.name, country, unspecified: [] }, share, rivals: [] } : undefined
}

const bySubdivision = (column: ColumnFacts, { book }: Knowledge): PlaceGuess | undefined => {
  const share = shareOf(column, (word) => /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(word) && book.territoryCode(word) !== undefined)
  return share > 0.6 ? { rule: { kind: 'iso-3166-2', column: column.name }, share, rivals: [] } : undefined
}

/** The places of a country by their codes without the country's own. */
export const bareCodes = (country: string, { territories }: Knowledge): Record<string, string> =>
  Object.fromEntries(territories.filter((each) => each.country === country).map(({ meaning }) => [meaning.slice(country.length + 1), meaning]))

/** Codes of one country's places without the country's own: «SP», «TX», as they are written on envelopes. */
const byBareCode = (column: ColumnFacts, knowledge: Knowledge): PlaceGuess | undefined => {
  const words = wordsOf(gist(column)).filter(counts)
  // One letter down a whole column is a mark of something else: «A» for annual.
  if (words.length === 0 || !words.every((word) => /^[A-Z]{1,3}$/.test(word)) || (words.length === 1 && words[0]?.length === 1)) return undefined
  const countries = [...new Set(knowledge.territories.map(({ country }) => country))]
  const found = countries
    .map((country) => ({ country, share: known(column, (word) => word === country || knowledge.book.territoryCode(`${country}-${word}`) !== undefined) }))
    .filter(({ share }) => share > 0.9)
    .toSorted((a, b) => b.share - a.share || Number(b.country === knowledge.ownCountry) - Number(a.country === knowledge.ownCountry))
  const [best] = found
  if (!best) return undefined
  return { rule: { kind: 'name', column: column.name, country: best.country, unspecified: [], codes: bareCodes(best.country, knowledge) }, share: best.share, rivals: found.slice(1).map(({ country }) => country) }
}

const byCountry = (column: ColumnFacts, knowledge: Knowledge): PlaceGuess | undefined => {
  const { country } = atlasOf(knowledge)
  const isMarked = (word: string): boolean => word.length > 3 || word === word.toUpperCase()
  const share = known(column, (word) => word.length > 1 && isMarked(word) && country.has(folded(word)))
  return share > 0.34 ? { rule: { kind: 'country', column: column.name, unspecified: [] }, share, rivals: [] } : undefined
}

/** What places a column holds, if it does. */
export const placesIn = (column: ColumnFacts, knowledge: Knowledge): PlaceGuess | undefined => {
  const countries = byCountry(column, knowledge)
  // Many codes of states are also codes of countries: CA, AZ, PA. What the title promises decides.
  const bare = isCountryTitle(column.name) && (countries?.share ?? 0) > 0.9 ? undefined : byBareCode(column, knowledge)
  const found = [bySubdivision(column, knowledge), bare, countries, byName(column, knowledge)].filter((guess) => guess !== undefined)
  return found.toSorted((a, b) => b.share - a.share)[0]
}

/** The share of a column's words that are countries or peoples, 0 to 1. */
export const peoplesIn = (column: ColumnFacts, knowledge: Knowledge): number =>
  known(column, (word) => word.split(/[,;/]/).every((part) => isUnstated(part) || countryNamed(part, knowledge) !== undefined))

// «Frontera con Colombia», «retornados de Estados Unidos»: where it begins or ends, not where it was counted.
const elsewhere = / (frontera con|frontera sur con|limite con|limita con|border with|desde|from|hacia|procedentes de|provenientes de|(retornad|deportad|devuelt|repatriad|expulsad)\w+ (de|desde|por)|returned from|deported from|removed from)( (los|las|el|la|the))?(( \w+){1,3} (y|e|and))? $/

// «Instituto Guatemalteco de Migración».
const office = / (instituto|comision|policia|gobierno|servicio|cruz roja|observatorio|consejo|republica|institute|police)( nacional| national)? (?<people>\w+) /g

/** The countries whose names stand in some words, such as titles or a file's name: first those of the place itself, in the order they are named. */
export const countriesIn = (words: readonly string[], knowledge: Knowledge): string[] => {
  const text = ` ${folded(words.join(' . '))} `
  const ours = new Set(knowledge.territories.map(({ country }) => country))
  const named = [...atlasOf(knowledge).country].flatMap(([name, code]) => {
    const at = name.length > 3 && ours.has(code) ? text.indexOf(` ${name} `) : -1
    return at === -1 ? [] : [{ code, at, isElsewhere: elsewhere.test(text.slice(0, at + 1)) }]
  })
  const short = ['u s', 'usa', 'ee uu', 'eeuu', 'usbp', 'cbp'].map((name) => text.indexOf(` ${name} `)).filter((at) => at !== -1).map((at) => ({ code: 'US', at, isElsewhere: elsewhere.test(text.slice(0, at + 1)) }))
  const offices = [...text.matchAll(office)].flatMap(({ index, groups }) => {
    const code = countryOfPeople(groups?.['people'] ?? '')
    return code !== undefined && ours.has(code) ? [{ code, at: index, isElsewhere: false }] : []
  })
  const found = [...named, ...short, ...offices]
  return [...new Set(found.toSorted((a, b) => Number(a.isElsewhere) - Number(b.isElsewhere) || a.at - b.at).map(({ code }) => code))]
}

/** The country that some words most likely speak of. */
export const countryIn = (words: readonly string[], knowledge: Knowledge): string | undefined => countriesIn(words, knowledge)[0]
