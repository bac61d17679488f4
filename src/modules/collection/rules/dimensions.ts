// How a profile codes what a row says besides its figures: where, what offence, whom, in whose words.
import type { Codebook, Dimensions } from '../model/coding.ts'
import type { Profile, WordDimension } from '../model/profile.ts'
import type { MatchedHeader } from './header.ts'
import { isRefused, refuse, refuseCode, type Refused } from './refusal.ts'

type Cells = readonly string[]
type Coder = (cells: Cells) => Partial<Dimensions> | Refused

export const noDimensions: Dimensions = {
  country: null, territory: null, municipality: null, offence: null, category: null, subcategory: null, modality: null, region: null,
  sex: null, age_band: null, nationality: null, route: null, cause: null, lat: null, lon: null,
}

const remembered = (code: (word: string) => Partial<Dimensions> | Refused): ((word: string) => Partial<Dimensions> | Refused) => {
  const known = new Map<string, Partial<Dimensions> | Refused>()
  return (word) => {
    const before = known.get(word)
    if (before) return before
    const coded = code(word)
    if (known.size < 5000) known.set(word, coded)
    return coded
  }
}

const byColumn = (header: MatchedHeader, column: string, code: (word: string) => Partial<Dimensions> | Refused): Coder => {
  const at = header.at(column)
  const coded = remembered(code)
  return (cells) => coded((cells[at] ?? '').trim())
}

const lostLetters = (column: string, word: string): Refused =>
  refuse(column, word, { es: 'se perdieron letras al guardar el archivo con otra codificación; escríbalas de nuevo', en: 'letters were lost when the file was saved in another encoding; write them again' })

type TerritoryRule = Extract<Profile['territory'], { column: string }>

const inCountry = (rule: Extract<TerritoryRule, { country: string }>, book: Codebook) => (word: string): Partial<Dimensions> | Refused => {
  if (rule.unspecified.includes(word)) return { country: rule.country }
  const isCode = rule.kind === 'national-code'
  const territory = isCode ? book.territoryByNationalCode(rule.country, word) : book.territoryByName(rule.country, word)
  if (territory) return { country: rule.country, territory }
  const accepted = isCode ? book.nationalCodes(rule.country) : book.territoryNames(rule.country)
  return refuseCode(rule.column, word, { es: `no es un territorio de ${rule.country}`, en: `it is not a territory of ${rule.country}` }, accepted)
}

const asCountry = (rule: Extract<TerritoryRule, { kind: 'country' }>, book: Codebook) => (word: string): Partial<Dimensions> | Refused => {
  if (rule.unspecified.includes(word)) return {}
  const country = book.countryCode(word)
  return country ? { country } : refuseCode(rule.column, word, { es: 'no es un código de país ISO 3166-1', en: 'it is not an ISO 3166-1 country code' }, book.countryCodes())
}

const asSubdivision = (rule: Extract<TerritoryRule, { kind: 'iso-3166-2' }>, book: Codebook) => (word: string): Partial<Dimensions> | Refused => {
  if (/^[A-Z]{2}$/.test(word) && book.countryCode(word) === word) return { country: word }
  const territory = book.territoryCode(word)
  if (territory) return { country: territory.slice(0, 2), territory }
  return refuseCode(rule.column, word, { es: 'no es un código de territorio ISO 3166-2', en: 'it is not an ISO 3166-2 territory code' }, book.territoryCodes())
}

const territoryCode = (rule: TerritoryRule, book: Codebook): ((word: string) => Partial<Dimensions> | Refused) => {
  if (rule.kind === 'country') return asCountry(rule, book)
  if (rule.kind === 'iso-3166-2') return asSubdivision(rule, book)
  return inCountry(rule, book)
}

const wordCode = (dimension: WordDimension, rule: NonNullable<Profile['words'][WordDimension]>) => (word: string): Partial<Dimensions> | Refused => {
  const { column, codes } = rule
  if (!codes) return word.includes('\uFFFD') ? lostLetters(column, word) : { [dimension]: word === '' ? null : word.normalize('NFC') }
  if (Object.hasOwn(codes, word)) return { [dimension]: codes[word] ?? null }
  return refuseCode(column, word, { es: 'el código no se conoce', en: 'the code is not known' }, Object.keys(codes))
}

const nationalityCode = (rule: NonNullable<Profile['nationality']>, book: Codebook) => (word: string): Partial<Dimensions> | Refused => {
  const codes = word.split(',').map((part) => part.trim()).filter((part) => part !== '' && !rule.unspecified.includes(part))
  const countries = codes.map((code) => book.countryCode(code))
  const unknown = codes.find((_, at) => !countries[at])
  if (unknown) return refuseCode(rule.column, unknown, { es: 'no es un código de país ISO 3166-1', en: 'it is not an ISO 3166-1 country code' }, book.countryCodes())
  return { nationality: countries.length === 0 ? null : countries.toSorted().join(',') }
}

const degrees = (column: string, raw: string, limit: number): number | null | Refused => {
  const text = raw.trim()
  if (text === '') return null
  const value = /^-?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : NaN
  if (Math.abs(value) <= limit) return value
  return refuse(column, text, { es: `la coordenada debe ser un número entre -${limit} y ${limit}`, en: `the coordinate must be a number between -${limit} and ${limit}` })
}

const unpaired = (column: string, pair: string): Refused =>
  refuse(column, pair, { es: 'las coordenadas se escriben «latitud, longitud»', en: 'coordinates are written “latitude, longitude”' })

type WrittenDegrees = readonly [lat: string, lon: string]

const writtenDegrees = (header: MatchedHeader, rule: NonNullable<Profile['coordinates']>): ((cells: Cells) => WrittenDegrees | Refused) => {
  if (!('pair' in rule)) {
    const [lat, lon] = [header.at(rule.lat), header.at(rule.lon)]
    return (cells) => [cells[lat] ?? '', cells[lon] ?? '']
  }
  const at = header.at(rule.pair)
  return (cells) => {
    const pair = (cells[at] ?? '').trim()
    if (pair === '') return ['', '']
    const [lat = '', lon = '', ...more] = pair.split(',')
    return lon.trim() === '' || more.length > 0 ? unpaired(rule.pair, pair) : [lat, lon]
  }
}

const coordinatesCoder = (header: MatchedHeader, rule: NonNullable<Profile['coordinates']>): Coder => {
  const columns = 'pair' in rule ? { lat: rule.pair, lon: rule.pair } : rule
  const written = writtenDegrees(header, rule)
  return (cells) => {
    const pair = written(cells)
    if (isRefused(pair)) return pair
    const lat = degrees(columns.lat, pair[0], 90)
    const lon = degrees(columns.lon, pair[1], 180)
    if (isRefused(lat)) return lat
    return isRefused(lon) ? lon : { lat, lon }
  }
}

const offenceCoder = (header: MatchedHeader, rule: NonNullable<Profile['offence']>, book: Codebook): Coder => {
  if (rule.kind === 'id') {
    return byColumn(header, rule.column, (word) =>
      book.hasOffence(word) ? { offence: word } : refuseCode(rule.column, word, { es: 'no es un delito del catálogo', en: 'it is not an offence of the catalogue' }, book.offenceIds()))
  }
  const places = rule.columns.map((column) => header.at(column))
  const coded = remembered((joined) => {
    const words = joined.split('\u001f')
    const found = rule.rules.find(({ when, ends }) => when.every((word, at) => word === null || word === words[at]) && (ends === undefined || (words.at(-1) ?? '').endsWith(ends)))
    return { offence: found?.offence ?? null }
  })
  return (cells) => coded(places.map((at) => (cells[at] ?? '').trim().normalize('NFC')).join('\u001f'))
}

const placeCoder = (header: MatchedHeader, rule: NonNullable<Profile['territory']>, book: Codebook): Coder =>
  (rule.kind === 'whole-country' ? () => ({ country: rule.country }) : byColumn(header, rule.column, territoryCode(rule, book)))

const municipalityCoder = (header: MatchedHeader, column: string): Coder =>
  byColumn(header, column, (word) => (/^[\w-]{0,12}$/.test(word)
    ? { municipality: word === '' ? null : word }
    : refuse(column, word, { es: 'no es un código de municipio', en: 'it is not a municipality code' })))

const coders = (header: MatchedHeader, book: Codebook): Coder[] => {
  const { profile } = header
  const { territory, municipality, nationality, coordinates, offence } = profile
  return [
    territory && placeCoder(header, territory, book),
    municipality === undefined ? undefined : municipalityCoder(header, municipality),
    nationality && byColumn(header, nationality.column, nationalityCode(nationality, book)),
    coordinates && coordinatesCoder(header, coordinates),
    offence && offenceCoder(header, offence, book),
    ...Object.entries(profile.words).map(([dimension, rule]) => byColumn(header, rule.column, wordCode(dimension as WordDimension, rule))),
  ].filter((coder) => coder !== undefined)
}

/** Codes everything a row says besides its figures; the first thing not understood refuses the row. */
export const dimensionsCoder = (header: MatchedHeader, book: Codebook): ((cells: Cells) => Dimensions | Refused) => {
  const all = coders(header, book)
  return (cells) => {
    const dimensions = { ...noDimensions }
    for (const code of all) {
      const coded = code(cells)
      if (isRefused(coded)) return coded
      Object.assign(dimensions, coded)
    }
    return dimensions
  }
}
