// Places by their codes and names, from the catalogues.
import { countries, country, countryByName, placeName, territory } from '../../catalogues/index.ts'
import type { Text } from '../../../platform/text.ts'
import type { Value } from '../model/fields.ts'
import type { Places } from '../rules/coding.ts'

export const places: Places = {
  country: (text) => country(text) ?? countryByName(text),
  territory: (text) => territory(text)?.code,
}

/** The name of a place in both languages. */
export const namedPlace = (code: string): Text => ({ es: placeName(code, 'es'), en: placeName(code, 'en') })

/** Every country as a choice, by its Spanish name. */
export const countryChoices = (): Value[] =>
  countries().map(({ code, names }) => ({ code, names: { es: names.es, en: names.en } }))
    .toSorted((one, other) => one.names.es.localeCompare(other.names.es, 'es'))

/** A country of either kind of code, by its alpha-2: names are kept under it. */
export const countryName = (code: string): Text => namedPlace(country(code)?.code ?? code)
