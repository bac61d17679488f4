// How a profile codes where: country, territory, municipality and coordinates.
import type { Codebook, Dimensions } from '../model/coding.ts'
import type { Profile } from '../model/profile.ts'
import type { MatchedHeader } from './header.ts'
import { isRefused, refuse, refuseCode, type Refused } from './refusal.ts'
import { keepPlace } from './remarks.ts'
import { byColumn, meaningOf, type Code, type Coder } from './words.ts'

type TerritoryRule = Extract<NonNullable<Profile['territory']>, { column: string }>
type NamedPlace = Extract<TerritoryRule, { kind: 'national-code' | 'name' }>

/** What becomes of a place nobody knows: refused with the nearest, or said and counted as not stated. */
const unknownPlace = (header: MatchedHeader, { column, unknown }: TerritoryRule & { unknown?: 'refused' | 'unstated' | undefined }, unstated: Partial<Dimensions>) =>
  (word: string, refusal: () => Refused): Partial<Dimensions> | Refused => {
    if (unknown !== 'unstated') return refusal()
    keepPlace(header.remarks, column, word)
    return unstated
  }

const inCountry = (header: MatchedHeader, rule: NamedPlace, book: Codebook): Code => {
  const unknown = unknownPlace(header, rule, { country: rule.country })
  const isCode = rule.kind === 'national-code'
  const named = (word: string): Partial<Dimensions> | Refused => {
    const territory = isCode ? book.territoryByNationalCode(rule.country, word) : book.territoryByName(rule.country, word)
    if (territory) return { country: rule.country, territory }
    const accepted = isCode ? book.nationalCodes(rule.country) : book.territoryNames(rule.country)
    return unknown(word, () => refuseCode(rule.column, word, { es: `no es un territorio de ${rule.country}`, en: `it is not a territory of ${rule.country}` }, accepted))
  }
  const meaning = meaningOf(rule)
  return (word) => {
    const meant = meaning(word)
    if (meant === null) return { country: rule.country }
    if (meant === undefined) return named(word)
    const territory = book.territoryCode(meant)
    return { country: rule.country, ...(territory && { territory }) }
  }
}

/** ISO 3166-1 alpha-2 of a code or, in a source that writes names, of a name. */
export const countryOf = (book: Codebook, word: string): string | undefined => book.countryCode(word) ?? book.countryByName(word)

export const notACountry = (column: string, word: string, book: Codebook): Refused =>
  refuseCode(column, word, { es: 'no es un país ni un código ISO 3166-1', en: 'it is neither a country nor an ISO 3166-1 code' }, word.length <= 3 ? book.countryCodes() : book.countryNames())

const asCountry = (header: MatchedHeader, rule: Extract<TerritoryRule, { kind: 'country' }>, book: Codebook): Code => {
  const unknown = unknownPlace(header, rule, {})
  const meaning = meaningOf(rule)
  return (word) => {
    const meant = meaning(word)
    if (meant === null) return {}
    const country = countryOf(book, meant ?? word)
    return country ? { country } : unknown(word, () => notACountry(rule.column, word, book))
  }
}

const asSubdivision = (rule: Extract<TerritoryRule, { kind: 'iso-3166-2' }>, book: Codebook): Code => (word) => {
  if (/^[A-Z]{2}$/.test(word) && book.countryCode(word) === word) return { country: word }
  const territory = book.territoryCode(word)
  if (territory) return { country: territory.slice(0, 2), territory }
  return refuseCode(rule.column, word, { es: 'no es un código de territorio ISO 3166-2', en: 'it is not an ISO 3166-2 territory code' }, book.territoryCodes())
}

const territoryCode = (header: MatchedHeader, rule: TerritoryRule, book: Codebook): Code => {
  if (rule.kind === 'country') return asCountry(header, rule, book)
  if (rule.kind === 'iso-3166-2') return asSubdivision(rule, book)
  return inCountry(header, rule, book)
}

export const territoryCoder = (header: MatchedHeader, rule: NonNullable<Profile['territory']>, book: Codebook): Coder =>
  (rule.kind === 'whole-country' ? () => ({ country: rule.country }) : byColumn(header, rule.column, territoryCode(header, rule, book)))

const withZeros = (word: string, digits: number | undefined): string => (digits !== undefined && /^\d+$/.test(word) ? word.padStart(digits, '0') : word)

export const municipalityCoder = (header: MatchedHeader, column: string): Coder =>
  byColumn(header, column, (word) => (/^[\w-]{0,12}$/.test(word)
    ? { municipality: word === '' ? null : withZeros(word, header.profile.municipalityDigits) }
    : refuse(column, word, { es: 'no es un código de municipio', en: 'it is not a municipality code' })))

const degrees = (column: string, raw: string, limit: number): number | null | Refused => {
  const text = raw.trim()
  if (text === '') return null
  const value = /^-?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN
  if (Math.abs(value) <= limit) return value
  return refuse(column, text, { es: `la coordenada debe ser un número entre -${limit} y ${limit}`, en: `the coordinate must be a number between -${limit} and ${limit}` })
}

const unpaired = (column: string, pair: string): Refused =>
  refuse(column, pair, { es: 'las coordenadas se escriben «latitud, longitud»', en: 'coordinates are written “latitude, longitude”' })

const noPoint = (column: string, point: string): Refused =>
  refuse(column, point, { es: 'un punto se escribe «POINT (longitud latitud)»', en: 'a point is written “POINT (longitude latitude)”' })

type WrittenDegrees = readonly [lat: string, lon: string]

const ofPoint = (column: string, point: string): WrittenDegrees | Refused => {
  const [, lon, lat] = /^(?:SRID=4326;\s*)?POINT\s*\(\s*([-\d.]+)\s+([-\d.]+)\s*\)$/i.exec(point) ?? []
  return lon === undefined || lat === undefined ? noPoint(column, point) : [lat, lon]
}

// One publisher writes the same column now as a pair, now as a point; neither can be taken for the other.
const ofText = (column: string, text: string): WrittenDegrees | Refused => {
  if (/^(SRID=|POINT)/i.test(text)) return ofPoint(column, text)
  const [lat = '', lon = '', ...more] = text.split(',')
  return lon.trim() === '' || more.length > 0 ? unpaired(column, text) : [lat, lon]
}

const writtenDegrees = (header: MatchedHeader, rule: NonNullable<Profile['coordinates']>): ((cells: readonly string[]) => WrittenDegrees | Refused) => {
  if ('lat' in rule) {
    const [lat, lon] = [header.at(rule.lat), header.at(rule.lon)]
    return (cells) => [cells[lat] ?? '', cells[lon] ?? '']
  }
  const column = 'wkt' in rule ? rule.wkt : rule.pair
  const at = header.at(column)
  return (cells) => {
    const text = (cells[at] ?? '').trim()
    return text === '' || /^POINT EMPTY$/i.test(text) ? ['', ''] : ofText(column, text)
  }
}

const columnsOf = (rule: NonNullable<Profile['coordinates']>): { lat: string; lon: string } => {
  if ('lat' in rule) return rule
  const column = 'wkt' in rule ? rule.wkt : rule.pair
  return { lat: column, lon: column }
}

export const coordinatesCoder = (header: MatchedHeader, rule: NonNullable<Profile['coordinates']>): Coder => {
  const columns = columnsOf(rule)
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
