// How a profile codes what a row says besides its figures: where, what offence, whom, in whose words.
import { otherNationality } from '../model.ts'
import type { Codebook, Dimensions } from '../model/coding.ts'
import type { Profile } from '../model/profile.ts'
import { folded } from './conditions.ts'
import type { MatchedHeader } from './header.ts'
import { coordinatesCoder, countryOf, municipalityCoder, notACountry, territoryCoder } from './places.ts'
import { isRefused, refuseCode, type Refused } from './refusal.ts'
import { keepPlace } from './remarks.ts'
import { byColumn, meaningOf, mostPiecesIn, onlyWhen, partsOf, refusePieces, wordCoders, type Code, type Coder } from './words.ts'

type Cells = readonly string[]

export const noDimensions: Dimensions = {
  country: null, territory: null, municipality: null, offence: null, category: null, subcategory: null, modality: null, region: null,
  sex: null, age_band: null, nationality: null, route: null, cause: null, lat: null, lon: null,
}

type NationalityRule = NonNullable<Profile['nationality']>

const notStated = Symbol('not stated')

/** What one word of a nationality says: a country, `other`, not stated, or undefined when it is not understood. */
const singleNationality = (rule: NationalityRule, book: Codebook): ((word: string) => string | typeof notStated | undefined) => {
  const meaning = meaningOf(rule)
  const others = meaningOf({ unspecified: rule.others })
  const asCountry = (word: string): string | undefined => (rule.style === 'name' ? countryOf(book, word) : book.countryCode(word))
  return (word) => {
    if (others(word) === null) return otherNationality
    const meant = meaning(word)
    if (meant === null || word === '') return notStated
    return meant === otherNationality ? meant : asCountry(meant ?? word)
  }
}

/** The catalogues' longest names of countries have two commas and five words. */
const mostPiecesOfCountry = 8

const nationalityCode = (header: MatchedHeader, rule: NationalityRule, book: Codebook): Code => {
  const single = singleNationality(rule, book)
  const separator = rule.separator ?? (rule.style === 'name' ? undefined : ',')
  const refused = (word: string): Refused => (rule.style === 'name'
    ? notACountry(rule.column, word, book)
    : refuseCode(rule.column, word, { es: 'no es un código de país ISO 3166-1', en: 'it is not an ISO 3166-1 country code' }, book.countryCodes()))
  const written = [...Object.keys(rule.codes ?? {}), ...rule.others, ...rule.unspecified]
  const known = { isKnown: (word: string) => single(word) !== undefined, longest: Math.max(mostPiecesOfCountry, mostPiecesIn(written, separator ?? ',')) }
  return (cell) => {
    const words = separator === undefined ? [cell] : partsOf(cell, separator, known)
    if (!words) return refusePieces(rule.column, cell, separator ?? ',')
    const found = words.map(single)
    for (const unknown of words.filter((_, at) => found[at] === undefined)) {
      if (rule.unknown !== 'unstated') return refused(unknown)
      keepPlace(header.remarks, rule.column, unknown)
    }
    const codes = found.filter((code) => typeof code === 'string')
    return { nationality: codes.length === 0 ? null : codes.toSorted().join(',') }
  }
}

type OffenceRule = NonNullable<Profile['offence']>

const offenceRules = (header: MatchedHeader, { columns, rules }: Extract<OffenceRule, { kind: 'rules' }>): Coder => {
  const places = columns.map((column) => header.at(column))
  const compared = rules.map(({ when, ends, offence }) => ({ offence, when: when.map((word) => (word === null ? null : folded(word))), ends: folded(ends ?? '') }))
  const known = new Map<string, Partial<Dimensions>>()
  const code = (words: readonly string[]): Partial<Dimensions> => {
    const found = compared.find(({ when, ends }) => when.every((word, at) => word === null || word === words[at]) && (words.at(-1) ?? '').endsWith(ends))
    return { offence: found?.offence ?? null }
  }
  const find = (cells: Cells): Partial<Dimensions> => {
    const joined = places.map((at) => cells[at] ?? '').join('\u001f')
    const coded = known.get(joined) ?? code(joined.split('\u001f').map(folded))
    if (known.size < 5000) known.set(joined, coded)
    return coded
  }
  let last: { cells: Cells; coded: Partial<Dimensions> } | undefined
  return (cells) => {
    if (!last || !places.every((at) => cells[at] === last?.cells[at])) last = { cells, coded: find(cells) }
    return last.coded
  }
}

const offenceCodes = (rule: Extract<OffenceRule, { kind: 'codes' }>): Code => {
  const meaning = meaningOf({ unspecified: [], codes: rule.codes })
  return (word) => {
    const offence = meaning(word)
    return offence === undefined ? refuseCode(rule.column, word, { es: 'el perfil no dice qué delito es', en: 'the profile does not say which offence it is' }, Object.keys(rule.codes)) : { offence }
  }
}

const offenceId = ({ column }: Extract<OffenceRule, { kind: 'id' }>, book: Codebook): Code => (word) =>
  (book.hasOffence(word) ? { offence: word } : refuseCode(column, word, { es: 'no es un delito del catálogo', en: 'it is not an offence of the catalogue' }, book.offenceIds()))

const offenceCoder = (header: MatchedHeader, rule: OffenceRule, book: Codebook): Coder => {
  switch (rule.kind) {
    case 'rules': return offenceRules(header, rule)
    case 'codes': return byColumn(header, rule.column, offenceCodes(rule))
    case 'id': return byColumn(header, rule.column, offenceId(rule, book))
    case 'fixed': return () => ({ offence: rule.offence })
  }
}

const coders = (header: MatchedHeader, book: Codebook): Coder[] => {
  const { territory, municipality, nationality, coordinates, offence } = header.profile
  return [
    territory && territoryCoder(header, territory, book),
    municipality === undefined ? undefined : municipalityCoder(header, municipality),
    nationality && onlyWhen(header, nationality.when, byColumn(header, nationality.column, nationalityCode(header, nationality, book))),
    coordinates && coordinatesCoder(header, coordinates),
    offence && offenceCoder(header, offence, book),
    ...wordCoders(header),
  ].filter((coder) => coder !== undefined)
}

interface Known {
  next: Map<Partial<Dimensions>, Known>
  dimensions?: Dimensions
}

const mostKnown = 20_000

// Coders give one object for one word, so rows that say the same are told by their parts and share what the parts make together.
const joining = (always: Dimensions): ((parts: readonly Partial<Dimensions>[]) => Dimensions) => {
  const root: Known = { next: new Map() }
  let size = 0
  const following = (known: Known, part: Partial<Dimensions>): Known | undefined => {
    const found = known.next.get(part)
    if (found || size >= mostKnown) return found
    const made: Known = { next: new Map() }
    known.next.set(part, made)
    size += 1
    return made
  }
  const find = (parts: readonly Partial<Dimensions>[]): Dimensions => {
    let known: Known | undefined = root
    for (const part of parts) known = known && following(known, part)
    if (known?.dimensions) return known.dimensions
    const dimensions: Dimensions = Object.assign({}, always, ...parts)
    if (known) known.dimensions = dimensions
    return dimensions
  }
  let last: { parts: readonly Partial<Dimensions>[]; dimensions: Dimensions } | undefined
  return (parts) => {
    if (!last?.parts.every((part, at) => part === parts[at])) last = { parts, dimensions: find(parts) }
    return last.dimensions
  }
}

/** Codes everything a row says besides its figures; the first thing not understood refuses the row. */
export const dimensionsCoder = (header: MatchedHeader, book: Codebook): ((cells: Cells) => Dimensions | Refused) => {
  const all = coders(header, book)
  const always: Dimensions = { ...noDimensions, ...header.profile.constants }
  const joined = joining(always)
  return (cells) => {
    const parts: Partial<Dimensions>[] = []
    for (const code of all) {
      const coded = code(cells)
      if (isRefused(coded)) return coded
      parts.push(coded)
    }
    return joined(parts)
  }
}
