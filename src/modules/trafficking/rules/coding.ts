// From what a cell or an answer says to a code, or to a fault that never repeats it.
import type { Text } from '../../../platform/text.ts'
import type { Fault, Kind, KeptField, Value } from '../model/fields.ts'
import { foldedName } from './content.ts'

/** Where places are looked up: ISO codes, or the names the catalogues know. */
export interface Places {
  /** The alpha-2 and alpha-3 of a code or name. */
  country: (text: string) => { code: string; alpha3: string } | undefined
  /** An ISO 3166-2 code of a code. */
  territory: (text: string) => string | undefined
}

const listed = (values: readonly Value[], text: string): string | undefined => {
  const exact = values.find(({ code }) => code === text)
  if (exact) return exact.code
  const folded = foldedName(text)
  return folded === '' ? undefined : values.find(({ code, names }) => [code, names.es, names.en].some((name) => foldedName(name) === folded))?.code
}

const matching = (pattern: RegExp) => (text: string): string | undefined => (pattern.test(text) ? text : undefined)

const between = (least: number, most: number) => (text: string): string | undefined =>
  /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most ? text : undefined

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** As spelled when it is a code; a name becomes its alpha-2. */
const country = (text: string, places: Places): string | undefined => {
  const found = places.country(text)
  const upper = text.toUpperCase()
  return found && (upper === found.alpha3 || upper === found.code) ? upper : found?.code
}

/** Of several, all must be right: codes never hold spaces, commas or semicolons. */
const severalOf = (text: string, one: (part: string) => string | undefined): string | undefined => {
  const whole = one(text)
  if (whole !== undefined) return whole
  const parts = text.split(/[;,\s]+/).filter(Boolean).map(one)
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join(';') : undefined
}

const coders: Readonly<Record<Kind, (text: string, field: KeptField, places: Places) => string | undefined>> = {
  code: (text, { values }) => listed(values, text),
  codes: (text, { values }) => severalOf(text, (part) => listed(values, part)),
  country: (text, _field, places) => country(text, places),
  countries: (text, _field, places) => severalOf(text, (part) => country(part, places)),
  territory: (text, _field, places) => places.territory(text),
  language: matching(/^[a-z]{2,3}(-[A-Z]{2})?$/),
  'yes-no': matching(/^(true|false|1|0)$/i),
  count: between(0, 30),
  age: between(0, 120),
  date: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text) ? text : undefined),
  year: between(1900, 2100),
  alpha3: (text, _field, places) => places.country(text)?.alpha3,
  flag: matching(/^1$/),
}

/** The value as the standard spells it; undefined when it is none of the field's. `text` is trimmed and not empty. */
export const codeOf = (field: KeptField, text: string, places: Places): string | undefined => coders[field.kind](text, field, places)

const forms: Readonly<Record<Exclude<Kind, 'code' | 'codes'>, Text>> = {
  country: { es: 'un código de país ISO 3166 (MX o MEX)', en: 'an ISO 3166 country code (MX or MEX)' },
  countries: { es: 'códigos de país ISO 3166, separados por punto y coma', en: 'ISO 3166 country codes, separated by semicolons' },
  territory: { es: 'un código ISO 3166-2 (MX-CHP)', en: 'an ISO 3166-2 code (MX-CHP)' },
  language: { es: 'un código de idioma ISO 639 (es, quc)', en: 'an ISO 639 language code (es, quc)' },
  'yes-no': { es: 'TRUE o FALSE', en: 'TRUE or FALSE' },
  count: { es: 'un número de 0 a 30', en: 'a number from 0 to 30' },
  age: { es: 'una edad de 0 a 120', en: 'an age from 0 to 120' },
  date: { es: 'una fecha como 2025-03-31', en: 'a date like 2025-03-31' },
  year: { es: 'un año de cuatro cifras', en: 'a four-digit year' },
  alpha3: { es: 'un código de país de tres letras (MEX)', en: 'a three-letter country code (MEX)' },
  flag: { es: '1, o nada', en: '1, or nothing' },
}

/** What is wrong, where, and what to write instead; the value is not repeated, since it may name somebody. */
export const faultSentence = ({ field, kind }: Fault, values: readonly Value[]): Text => {
  const codes = values.map(({ code }) => code).join(', ')
  const form = kind === 'code' || kind === 'codes' ? { es: `los códigos de la norma: ${codes}`, en: `the codes of the standard: ${codes}` } : forms[kind]
  return { es: `${field} trae algo que no es ${form.es}. Corríjalo y envíe de nuevo esa fila.`, en: `${field} holds something that is not ${form.en}. Mend it and send that row again.` }
}
