// The reporter's pages in five languages: their sentences, the names of places, and the numbers to call.
import en from '../../../../content/reporter/en.json' with { type: 'json' }
import es from '../../../../content/reporter/es.json' with { type: 'json' }
import fr from '../../../../content/reporter/fr.json' with { type: 'json' }
import ht from '../../../../content/reporter/ht.json' with { type: 'json' }
import numbersFile from '../../../../content/reporter/numbers.json' with { type: 'json' }
import pt from '../../../../content/reporter/pt.json' with { type: 'json' }
import { countries, country, territoriesOf, territory } from '../../catalogues/index.ts'
import { reporterLanguages, type ReporterLanguage } from '../model/answers.ts'
import type { Problem } from '../../../platform/problem.ts'
import { fill, refusalWords } from '../rules/words.ts'

/** A language without one of the sentences does not compile. */
const all: Record<ReporterLanguage, Record<keyof typeof es, string>> = { es, en, pt, fr, ht }
export type WordKey = keyof typeof es

export const wordsOf = (lang: ReporterLanguage): Record<WordKey, string> => all[lang]

export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

/** Speaks one language. */
export const sayIn = (lang: ReporterLanguage): Say => (key, values) => fill(all[lang], key, values)

/** Why something was not taken, in the reporter’s language. */
export const refusalIn = (lang: ReporterLanguage) => ({ code }: Problem): string => refusalWords(all[lang], code)

/** Catalogues have no names in Haitian Creole: French ones stand in. */
const nameIn = (names: { es: string; en: string; pt?: string | undefined; fr?: string | undefined }, lang: ReporterLanguage): string =>
  names[lang === 'ht' ? 'fr' : lang] ?? names.es

/** The name of a country or territory; the code itself when nobody knows it. */
export const placeNameIn = (lang: ReporterLanguage) => (code: string): string => {
  const found = code.includes('-') ? territory(code) : country(code)
  return found ? nameIn(found.names, lang) : code
}

interface Place {
  code: string
  name: string
}

const named = (rows: readonly { code: string; names: { es: string; en: string; pt?: string | undefined; fr?: string | undefined } }[], lang: ReporterLanguage): Place[] =>
  rows.map(({ code, names }) => ({ code, name: nameIn(names, lang) })).sort((one, other) => one.name.localeCompare(other.name, lang === 'ht' ? 'fr' : lang))

/** Countries of the Americas, where reports come from. */
export const countriesIn = (lang: ReporterLanguage): Place[] => named(countries().filter(({ isAmericas }) => isAmericas), lang)

/** All countries: people come from everywhere. */
export const nationalitiesIn = (lang: ReporterLanguage): Place[] => named(countries(), lang)

export const territoriesIn = (code: string, lang: ReporterLanguage): Place[] => named(territoriesOf(code), lang)

export const hasTerritories = (code: string): boolean => territoriesOf(code).length > 0

interface CallNumber {
  country: string
  kind: string
  name: string
  phone: string
  hours?: string
  confirmed: boolean
  sources: readonly string[]
}

export const numbersSeen = numbersFile.seen

/** The numbers by country, countries without one included. */
export const numbersIn = (lang: ReporterLanguage): (Place & { numbers: readonly CallNumber[] })[] => {
  const numbers: readonly CallNumber[] = numbersFile.numbers
  const places = numbersFile.countries.flatMap((code) => country(code) ?? [])
  return named(places, lang).map((place) => ({ ...place, numbers: numbers.filter((each) => each.country === place.code) }))
}

/** A day as people of the language write it. */
export const dayIn = (lang: ReporterLanguage) => (day: string): string =>
  new Intl.DateTimeFormat(lang === 'ht' ? 'fr-HT' : lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

export const isReporterLanguage = (value: unknown): value is ReporterLanguage => reporterLanguages.some((each) => each === value)

/** The first of the five that the reader's browser asks for; Spanish when none is. */
export const askedLanguage = (header: string | undefined): ReporterLanguage =>
  (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase()).find(isReporterLanguage) ?? 'es'
