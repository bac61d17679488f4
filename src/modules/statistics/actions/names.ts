// The names of the codes that occur in figures, from the catalogues; the source's own words stay as they are.
import { country, nameOf, offence, offences, territory } from '../../catalogues/index.ts'
import { otherNationality, otherNationalityName, sexNames } from '../../collection/model.ts'
import type { Text } from '../../../platform/text.ts'
import type { Dimension } from '../model.ts'

const both = (kind: 'country' | 'territory' | 'offence' | 'municipality', code: string): Text => ({ es: nameOf(kind, code, 'es'), en: nameOf(kind, code, 'en') })

const countryName = (code: string): Text | undefined => (country(code) ? both('country', code) : undefined)

const finders: Partial<Record<Dimension, (code: string) => Text | undefined>> = {
  country: countryName,
  nationality: (code) => (code === otherNationality ? otherNationalityName : countryName(code)),
  territory: (code) => (territory(code) ? both('territory', code) : undefined),
  offence: (code) => (offence(code) ? both('offence', code) : undefined),
  sex: (code) => Object.entries(sexNames).find(([sex]) => sex === code)?.[1],
}

/** The name of one code, or undefined when it is a word of the source. */
export const nameFor = (dimension: Dimension, code: string): Text | undefined => finders[dimension]?.(code)

type Names = Record<string, Record<string, Text>>

// Offences stand in the catalogue's order, so that whoever lists the names has it too.
const inOrder = (dimension: Dimension, codes: ReadonlySet<string>): readonly string[] =>
  dimension === 'offence' ? offences().flatMap(({ code }) => (codes.has(code) ? [code] : [])) : [...codes]

const named = (dimension: Dimension, codes: ReadonlySet<string>): Record<string, Text> =>
  Object.fromEntries(inOrder(dimension, codes).flatMap((code) => {
    const name = nameFor(dimension, code)
    return name ? [[code, name]] : []
  }))

/** Names by dimension and code of everything that occurs in the rows. */
export const namesIn = (rows: readonly Readonly<Record<string, unknown>>[], by: readonly Dimension[]): Names => {
  const wanted = by.filter((dimension) => finders[dimension])
  return Object.fromEntries(wanted.flatMap((dimension) => {
    const codes = new Set(rows.map((row) => row[dimension]).filter((value) => typeof value === 'string'))
    return codes.size > 0 ? [[dimension, named(dimension, codes)]] : []
  }))
}
