// Names of countries in the reader's language, from the browser itself.
import { useLanguage } from '../kit/kit.ts'

// ISO 3166-1 alpha-2 of the Americas.
const codes = (
  'AG AR BB BO BR BS BZ CA CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PY SR SV TT US UY VC VE'
).split(' ')

/** `{ nameOf('GT') → 'Guatemala', options }` for a select. */
export const useCountries = () => {
  const language = useLanguage()
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const nameOf = (code: string): string => names.of(code) ?? code
  const options = codes.map((code) => ({ value: code, label: nameOf(code) })).toSorted((a, b) => a.label.localeCompare(b.label, language))
  return { nameOf, options }
}
