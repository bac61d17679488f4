// Offences and places read whole and searched here: what an officer types or is suggested never leaves the browser before it is confirmed.
import type { ComboboxItem, OptionsFilter } from '@mantine/core'
import type { CatalogueEntry } from '../../modules/catalogues/model/acts.ts'
import type { Offence } from '../../modules/catalogues/model/content.ts'
import { useLanguage, useRead } from '../kit/kit.ts'

/** Something to choose: `also` are other words people find it by. */
export interface Choice extends ComboboxItem {
  also: string
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether every word typed begins a word of the choice, accents and capitals aside. */
export const isFoundBy = (typed: string, { label, also }: Pick<Choice, 'label' | 'also'>): boolean => {
  const words = folded(`${label} ${also}`)
  return folded(typed).split(/\s+/).filter(Boolean).every((word) => words.startsWith(word) || words.includes(` ${word}`))
}

const mostShown = 30

/** For Mantine's Select over `Choice`s. */
export const searchChoices: OptionsFilter = ({ options, search }) =>
  options.filter((option) => 'value' in option && isFoundBy(search, option as Choice)).slice(0, mostShown)

const useOffences = (): readonly Offence[] => useRead<{ items: Offence[] }>('/api/offences').data?.items ?? []

/** Names of offences by code, the code itself while they are not known. */
export const useOffenceNames = (): ((code: string) => string) => {
  const language = useLanguage()
  const names = new Map(useOffences().map(({ code, names: each }) => [code, each[language]]))
  return (code) => names.get(code) ?? code
}

/** Every offence of the catalogue, found by its name, other names and ICCS code. */
export const useOffenceChoices = (): Choice[] => {
  const language = useLanguage()
  return useOffences().map(({ code, names, aliases, iccs }) => ({ value: code, label: names[language], also: [...aliases, iccs?.code ?? '', code].join(' ') }))
}

const useEntries = (kind: 'country' | 'territory'): readonly CatalogueEntry[] => useRead<{ items: CatalogueEntry[] }>('/api/catalogues/:kind', { kind }).data?.items ?? []

/** Every country, found by its names. */
export const useCountryChoices = (): Choice[] => {
  const language = useLanguage()
  return useEntries('country').map(({ code, names }) => ({ value: code, label: names[language], also: `${Object.values(names).join(' ')} ${code}` }))
}

/** Every country and territory, found by its name and its country's. */
export const usePlaceChoices = (): Choice[] => {
  const language = useLanguage()
  const countries = useCountryChoices()
  const territories = useEntries('territory').map(({ code, names, context }) => ({ value: code, label: `${names[language]} (${context[language]})`, also: `${Object.values(names).join(' ')} ${code}` }))
  return [...countries, ...territories]
}
