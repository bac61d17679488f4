// What an observation is about, in words: place, offence, whom; codes become the catalogues' names.
import type { Text } from '../../../platform/text.ts'
import { nameOf, placeName } from '../../catalogues/index.ts'
import { otherNationality, otherNationalityName, sexNames } from '../model.ts'
import type { Coded } from '../model/delivery.ts'

const inBoth = (name: (language: 'es' | 'en') => string): Text => ({ es: name('es'), en: name('en') })

const same = (word: string | null): Text | undefined => (word === null ? undefined : { es: word, en: word })

const place = ({ territory, country, municipality, region }: Coded): Text | undefined => {
  const code = territory ?? country
  if (!code) return same(region)
  return inBoth((language) => (municipality ? `${placeName(code, language)} (${municipality})` : placeName(code, language)))
}

const sourceWords = ({ category, subcategory, modality }: Coded): Text | undefined => {
  const words = [...new Set([category, subcategory, modality])].filter((word) => word !== null)
  return words.length === 0 ? undefined : same(words.join(', '))
}

const offenceName = (coded: Coded): Text | undefined => {
  const code = coded.offence
  return sourceWords(coded) ?? (code === null ? undefined : inBoth((language) => nameOf('offence', code, language)))
}

const sexName = (sex: string | null): Text | undefined => Object.entries(sexNames).find(([code]) => code === sex)?.[1] ?? same(sex)

const countryName = (code: string, language: 'es' | 'en'): string => (code === otherNationality ? otherNationalityName[language] : nameOf('country', code, language))

const nationality = ({ nationality: codes }: Coded): Text | undefined =>
  codes === null ? undefined : inBoth((language) => codes.split(',').map((code) => countryName(code, language)).join(', '))

/** One line that names the cell, from the place to the person. */
export const labelOf = (coded: Coded): Text => {
  const parts = [place(coded), offenceName(coded), sexName(coded.sex), same(coded.ageBand), nationality(coded), same(coded.route), same(coded.cause)]
  return inBoth((language) => parts.filter((part) => part !== undefined).map((part) => part[language]).join(' · '))
}
