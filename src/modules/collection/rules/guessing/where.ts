// The step that finds where: coordinates, the places of one country by name or code, countries, municipalities, or one whole country.
import type { DraftProfile, Finding } from '../../model/draft.ts'
import { adding, ask, both, likely, openColumns, percent, sure, titlesOf, type Desk, type Step } from './desk.ts'
import { recalled } from './knowledge.ts'
import { folded } from './likeness.ts'
import { placesLoosely } from './loosely.ts'
import { inside, placeAsked, type Found } from './origins.ts'
import { isNumber } from './numbers.ts'
import { bareCodes, byNationalCode, countriesIn, countryIn, countryNamed, isTotalWord, isUnstated, placesIn, type PlaceGuess } from './places.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'
import { isCodeTitle, isIdTitle, titleRoles } from './titles.ts'
import { asNationality } from './who.ts'

type Territory = NonNullable<DraftProfile['territory']>

const isDegrees = (limit: number) => (word: string): boolean => /^-?\d{1,3}([.,]\d+)?$/.test(word) && Math.abs(Number(word.replace(',', '.'))) <= limit

const isPair = (word: string): boolean => /^\(?\s?-?\d{1,2}\.\d+\s*,\s*-?\d{1,3}\.\d+\s?\)?$/.test(word)
const isPoint = (word: string): boolean => /^POINT\s?Z?\s?\(/i.test(word)

/** Finds coordinates. */
export const findCoordinates: Step = (desk) => {
  const open = openColumns(desk)
  const point = open.find((column) => shareOf(column, isPoint) > 0.6)
  if (point) return adding(desk, { roles: { [point.name]: 'wkt' }, profile: { coordinates: { wkt: point.name } }, findings: [sure(point.name, ['Son puntos de mapa, escritos POINT (longitud latitud).', 'They are map points, written POINT (longitude latitude).'])] })
  const pair = open.find((column) => shareOf(column, isPair) > 0.6)
  if (pair) return adding(desk, { roles: { [pair.name]: 'pair' }, profile: { coordinates: { pair: pair.name } }, findings: [sure(pair.name, ['Son coordenadas «latitud, longitud».', 'They are coordinates “latitude, longitude”.'])] })
  const lat = open.find((column) => titleRoles(column.name)[0] === 'lat' && shareOf(column, isDegrees(90)) > 0.9)
  const lon = open.find((column) => titleRoles(column.name)[0] === 'lon' && shareOf(column, isDegrees(180)) > 0.9)
  if (!lat || !lon) return desk
  return adding(desk, { roles: { [lat.name]: 'lat', [lon.name]: 'lon' }, profile: { coordinates: { lat: lat.name, lon: lon.name } }, findings: [sure(lat.name, [`Es la latitud, y «${lon.name}» la longitud.`, `It is the latitude, and “${lon.name}” the longitude.`])] })
}

const isNationalityTitle = (title: string): boolean => titleRoles(title)[0] === 'nationality'

const merit = ({ column, share, rule }: Found): number => {
  const roles = titleRoles(column.name)
  const isFiner = rule.kind !== 'country' && shareOf(column, () => true) > 0
  return share + (roles.includes('place') ? 0.3 : 0) + (isFiner ? 0.15 : 0) - (roles.includes('municipality') ? 0.5 : 0) - (isNationalityTitle(column.name) ? 1 : 0) - column.at / 1000
}

const candidates = (desk: Desk): Found[] =>
  openColumns(desk)
    .filter((column) => shareOf(column, isNumber) < 0.5 && !isNationalityTitle(column.name) && titleRoles(column.name)[0] !== 'sex')
    .flatMap((column) => {
      const guess = placesIn(column, desk.knowledge)
      return guess ? [{ ...guess, column }] : []
    })
    .filter(({ column, share }) => share > 0.6 || titleRoles(column.name).includes('place'))
    .toSorted((a, b) => merit(b) - merit(a))

const countryOfRule = (rule: Territory): string | undefined => ('country' in rule ? rule.country : undefined)

const codeColumn = (desk: Desk, country: string): Found | undefined => {
  const fits = openColumns(desk)
    .filter((column) => (isCodeTitle(column.name) && !isIdTitle(column.name)) || titleRoles(column.name).includes('place'))
    .flatMap((column) => {
      const guess = byNationalCode(column, country, desk.knowledge)
      return guess ? [{ ...guess, column }] : []
    })
  return fits.find(({ column, share }) => share === 1 && column.filled === column.rows)
}

const nearlySame = (one: ColumnFacts, other: ColumnFacts): boolean => Math.abs(wordsOf(one).length - wordsOf(other).length) <= Math.max(2, wordsOf(one).length / 4)

// «PA» was Pennsylvania in one file and may be Pará in the next: what a word meant elsewhere holds only among the same places.
const mayMean = (rule: Territory, meaning: string | null): boolean => meaning === null || (rule.kind === 'country' ? meaning.length === 2 : meaning.startsWith(`${countryOfRule(rule) ?? ''}-`))

// Names the reader would not know by themselves, though what they say is plain.
const looseCodes = (rule: Territory, words: readonly string[], { knowledge }: Desk): Record<string, string> => (rule.kind !== 'name' ? {} : Object.fromEntries(words.flatMap((word) => {
  if (isUnstated(word) || isTotalWord(word) || rule.codes?.[word] !== undefined || knowledge.book.territoryByName(rule.country, word) !== undefined) return []
  const place = placesLoosely(word, knowledge)?.get(rule.country)
  return typeof place === 'string' ? [[word, place]] : []
})))

/** The rule with what its words are known to mean: not stated, or a meaning given in an earlier profile. */
const settled = (rule: Territory, column: ColumnFacts, desk: Desk): Territory => {
  if (rule.kind === 'iso-3166-2' || rule.kind === 'whole-country') return rule
  const words = wordsOf(column)
  const unspecified = words.filter(isUnstated)
  if (column.filled < column.rows) unspecified.push('')
  const codes = Object.fromEntries(words.flatMap((word) => {
    const before = isUnstated(word) ? undefined : recalled(desk.knowledge.remembered, 'place', word)
    return before !== undefined && mayMean(rule, before) ? [[word, before]] : []
  }))
  const all = { ...rule.codes, ...looseCodes(rule, words, desk), ...codes }
  return { ...rule, unspecified, ...(Object.keys(all).length > 0 && { codes: all }) }
}

// The reader finds countries by code and, for names it may not know, by the words given here.
const withCountryCodes = (rule: Territory, column: ColumnFacts, desk: Desk): Territory => {
  if (rule.kind !== 'country') return rule
  const spelt = wordsOf(column).filter((word) => !rule.unspecified.includes(word) && !isTotalWord(word) && desk.knowledge.book.countryCode(word) === undefined)
  const codes = Object.fromEntries(spelt.flatMap((word) => {
    const code = countryNamed(word, desk.knowledge)
    return code ? [[word, code]] : []
  }))
  return { ...rule, ...(Object.keys(codes).length + Object.keys(rule.codes ?? {}).length > 0 && { codes: { ...codes, ...rule.codes } }) }
}

const rivalsAsked = (found: Found, desk: Desk): Finding[] => {
  const country = countryOfRule(found.rule)
  if (found.rivals.length === 0 || country === undefined || found.rule.kind !== 'name') return []
  const ruleOf = (each: string): Territory => ({ ...found.rule, country: each, ...('codes' in found.rule && { codes: bareCodes(each, desk.knowledge) }) } as Territory)
  const answers = [country, ...found.rivals].slice(0, 6).map((each) => ({ label: desk.knowledge.label('place', each), profile: { territory: ruleOf(each) }, without: [] }))
  return [ask(found.column.name, ['¿De qué país son estos lugares? Los nombres existen en varios.', 'Which country are these places of? The names exist in several.'], answers)]
}

const explained = (found: Found, rule: Territory, desk: Desk): Finding[] => {
  const place = countryOfRule(rule)
  const of = place === undefined ? both('') : desk.knowledge.label('place', place)
  const what = rule.kind === 'country' ? both('') : { es: ` de ${of.es}`, en: ` of ${of.en}` }
  const share = percent(found.share)
  return [
    (found.share > 0.9 ? sure : likely)(found.column.name, [`Son lugares${what.es}: el catálogo conoce ${share} de los nombres.`, `They are places${what.en}: the catalogue knows ${share} of the names.`]),
    ...rivalsAsked(found, desk),
  ]
}

const ruleFor = ({ rule, column }: Found, desk: Desk): Territory => withCountryCodes(settled(rule, column, desk), column, desk)

const placed = (desk: Desk, chosen: Found): Desk => {
  const rule = ruleFor(chosen, desk)
  return adding(desk, { roles: { [chosen.column.name]: 'place' }, profile: { territory: rule }, findings: explained(chosen, rule, desk) })
}

// A statistics office's codes are never misspelt: they go before the names beside them.
const preferred = (desk: Desk, found: Found): Desk => {
  const country = countryOfRule(found.rule)
  const code = country === undefined ? undefined : codeColumn(desk, country)
  return code && nearlySame(code.column, found.column) ? adding(placed(desk, code), { roles: { [found.column.name]: 'unused' } }) : placed(desk, found)
}

/** Takes a column for places, whatever its words look like. */
export const asPlace = (desk: Desk, column: ColumnFacts): Desk => {
  const country = countryIn(titlesOf(desk), desk.knowledge) ?? desk.knowledge.ownCountry
  const code = country === null ? undefined : byNationalCode(column, country, desk.knowledge)
  const otherwise: PlaceGuess = { rule: country === null ? { kind: 'country', column: column.name, unspecified: [] } : { kind: 'name', column: column.name, country, unspecified: [] }, share: 0, rivals: [] }
  return placed(desk, { ...(code ?? placesIn(column, desk.knowledge) ?? otherwise), column })
}

const ofPersonsOnTheMove = /\b(refugi\w*|asilo|asylum|solicitantes|extranjer\w*|migrantes?|migratori\w*|migrants?|transito|retorn\w*|deporta\w*|devuelt\w*|repatri\w*|nacionalidad(es)?|nationalit\w*|encounters|irregular\w*)\b/

/** «País» in a table of persons on the move is where they come from; where it happened is the country the title names. Undefined when it is plainly a place. */
const originAsked = (desk: Desk, found: Found): Desk | undefined => {
  const titles = titlesOf(desk)
  const named = countriesIn(titles, desk.knowledge)
  const countries = named.length > 0 ? named.slice(0, 3) : [desk.knowledge.ownCountry].filter((own) => own !== null)
  const [country] = countries
  if (found.rule.kind !== 'country' || country === undefined || !/^(pais(es)?|country|countries|pays)$/.test(folded(found.column.name)) || !ofPersonsOnTheMove.test(folded(titles.join(' ')))) return undefined
  const [place, origin] = [placed(desk, found), asNationality(desk, found.column)]
  const { es, en } = desk.knowledge.label('place', country)
  const territory: Territory = { kind: 'whole-country', country }
  return adding(origin, { profile: { territory }, findings: [ask(found.column.name, [`«${found.column.name}»: ¿es de dónde son las personas, y todo ocurrió en ${es}? ¿O es el lugar donde ocurrió?`, `“${found.column.name}”: is it where the persons are from, and all of it happened in ${en}? Or is it where it happened?`], [
    ...countries.map((each) => {
      const name = desk.knowledge.label('place', each)
      const there: Territory = { kind: 'whole-country', country: each }
      return { label: { es: `De dónde son; ocurrió en ${name.es}`, en: `Where they are from; it happened in ${name.en}` }, profile: { territory: there, ...(origin.profile.nationality && { nationality: origin.profile.nationality }) }, without: [] }
    }),
    { label: { es: 'Donde ocurrió', en: 'Where it happened' }, profile: { ...(place.profile.territory && { territory: place.profile.territory }) }, without: ['nationality'] },
  ])] })
}

const noPlace = { label: { es: 'No dice el lugar', en: 'It does not say where' }, profile: {}, without: ['territory'] }

/** Asks of which of the countries the titles name the whole file is. */
const whichCountry = ({ knowledge }: Desk, countries: readonly string[]): Finding => ask(null, [
  'Ninguna columna es un lugar, y los títulos nombran varios países. ¿Dónde ocurrió todo?', 'No column is a place, and the titles name several countries. Where did all of it happen?',
], [...countries.slice(0, 5).map((country) => ({ label: knowledge.label('place', country), profile: { territory: { kind: 'whole-country' as const, country } }, without: [] })), noPlace])

const wholeCountry = (desk: Desk): Desk => {
  const [named, ...others] = countriesIn(titlesOf(desk), desk.knowledge)
  const country = named ?? desk.knowledge.ownCountry
  if (country === null) return desk
  if (named && others.length > 0) return adding(desk, { profile: { territory: { kind: 'whole-country', country } }, findings: [whichCountry(desk, [named, ...others])] })
  const { es, en } = desk.knowledge.label('place', country)
  if (named) return adding(desk, { profile: { territory: { kind: 'whole-country', country } }, findings: [likely(null, [`Ninguna columna es un lugar: todo se toma como de ${es}, que el título o el nombre del archivo menciona.`, `No column is a place: everything is taken as of ${en}, which the title or the file’s name mentions.`])] })
  return adding(desk, { findings: [ask(null, [`Ninguna columna parece un lugar. ¿Es todo de ${es}? Si no, elija la columna del lugar.`, `No column looks like a place. Is everything of ${en}? If not, choose the place’s column.`], [
    { label: { es: `Sí, todo es de ${es}`, en: `Yes, all of ${en}` }, profile: { territory: { kind: 'whole-country', country } }, without: [] },
    noPlace,
  ])] })
}

/** Finds the place. */
export const findPlace: Step = (desk) => {
  const all = candidates(desk)
  const [best] = all
  if (best) {
    const chosen = inside(desk, best, all) ?? best
    const asked = chosen === best ? placeAsked(desk, best, all, (found) => ruleFor(found, desk)) : []
    return originAsked(desk, best) ?? adding(preferred(desk, chosen), { findings: asked })
  }
  const country = countryIn(titlesOf(desk), desk.knowledge) ?? desk.knowledge.ownCountry
  const code = country === null ? undefined : codeColumn(desk, country)
  return code ? placed(desk, code) : wholeCountry(desk)
}

/** Finds the municipality's code, in countries whose places were found. */
export const findMunicipality: Step = (desk) => {
  const found = openColumns(desk).find((column) => titleRoles(column.name)[0] === 'municipality' && shareOf(column, (word) => /^\d{3,7}$/.test(word)) > 0.9)
  if (!found) return desk
  return adding(desk, { roles: { [found.name]: 'municipality' }, profile: { municipality: found.name }, findings: [likely(found.name, ['Es el código del municipio.', 'It is the municipality’s code.'])] })
}
