// Finding one entry by its code, its national code or its name as a file spells it: synchronous, in memory.
import countryPoints from '../../../../content/boundaries/country-points.json' with { type: 'json' }
import type { CatalogueKind, CatalogueVersion } from '../model/acts.ts'
import type { BorderPoint, Corridor, Country, Offence, Territory } from '../model/content.ts'
import type { Language } from '../../../platform/text.ts'
import {
  borderPointRows, codeListRows, corridorRows, countryRows, files, municipalityRows, offenceRows, territoryRows, versions,
} from './content.ts'

/** A name without accents, capitals or punctuation: how spellings are compared. */
export const folded = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()

const isGrouping = new Set(territoryRows.map((row) => row.parent).filter((parent) => parent !== undefined))

const countryIndex = new Map(countryRows.flatMap((row) => [row.code, row.alpha3, row.m49].map((code) => [code, row] as const)))
const territoryIndex = new Map(territoryRows.flatMap((row) => [row.code, ...row.formerCodes].map((code) => [code, row] as const)))
const offenceIndex = new Map(offenceRows.map((row) => [row.code, row]))
const corridorIndex = new Map(corridorRows.map((row) => [row.code, row]))
const borderPointIndex = new Map(borderPointRows.map((row) => [row.code, row]))

const withoutZeros = (code: string): string => code.trim().replace(/^0+(?=.)/, '')
const nationalIndex = new Map(
  territoryRows.flatMap((row) => (row.nationalCode === undefined ? [] : [[`${row.country} ${withoutZeros(row.nationalCode)}`, row] as const])),
)

const namesOf = (row: Country | Territory): string[] => Object.values(row.names).filter((name) => name !== undefined)

const keyed = (row: Territory, names: readonly string[]): [string, Territory][] => names.map((name) => [`${row.country} ${folded(name)}`, row])
const groupings = territoryRows.filter((row) => isGrouping.has(row.code))
const leaves = territoryRows.filter((row) => !isGrouping.has(row.code))

// Of two with one spelling the later wins: a name in use over an alias, a territory over a region that groups several.
const nameIndex = new Map([
  ...groupings.flatMap((row) => keyed(row, namesOf(row))),
  ...leaves.flatMap((row) => keyed(row, row.aliases)),
  ...leaves.flatMap((row) => keyed(row, namesOf(row))),
])
const countryNameIndex = new Map(countryRows.flatMap((row) => [...namesOf(row), ...row.aliases].map((name) => [folded(name), row] as const)))

/** The country of an ISO 3166-1 code: `MX`, `MEX` or `484`. */
export const country = (code: string): Country | undefined => countryIndex.get(code.trim().toUpperCase())

/** The country by its name in Spanish, English, Portuguese or French, or a common other spelling. */
export const countryByName = (name: string): Country | undefined => countryNameIndex.get(folded(name))

/** The territory of an ISO 3166-2 code; a code ISO has replaced (`GT-SM`, `MX-DIF`) finds its successor. */
export const territory = (code: string): Territory | undefined => territoryIndex.get(code.trim().toUpperCase())

/** The territory of a statistics office's code, with or without leading zeros: `('MX', '07')`. */
export const territoryByNationalCode = (countryCode: string, nationalCode: string): Territory | undefined =>
  nationalIndex.get(`${countryCode} ${withoutZeros(nationalCode)}`)

const titles = /^(estado|departamento|provincia|departement|state|department|province)( libre y soberano)? (de |del |of )?/

/** The territory by its name as files spell it: accents, capitals, long forms and «Departamento de …» do not matter. */
export const territoryByName = (countryCode: string, name: string): Territory | undefined => {
  const plain = folded(name)
  return nameIndex.get(`${countryCode} ${plain}`) ?? nameIndex.get(`${countryCode} ${plain.replace(titles, '')}`)
}

export const offence = (code: string): Offence | undefined => offenceIndex.get(code)
export const corridor = (code: string): Corridor | undefined => corridorIndex.get(code)
export const borderPoint = (code: string): BorderPoint | undefined => borderPointIndex.get(code)

export const countries = (): readonly Country[] => countryRows
export const offences = (): readonly Offence[] => offenceRows

/** The country's first-level territories as statistics count them; regions that only group others are left out. */
export const territoriesOf = (countryCode: string): readonly Territory[] =>
  leaves.filter((row) => row.country === countryCode)

const rowsByKind: Readonly<Record<CatalogueKind, ReadonlyMap<string, { names: { es: string; en: string } }>>> = {
  country: countryIndex,
  territory: territoryIndex,
  municipality: new Map(municipalityRows.map((row) => [row.code, row])),
  corridor: corridorIndex,
  'border-point': borderPointIndex,
  offence: offenceIndex,
  'code-list': new Map(codeListRows.map((row) => [row.code, row])),
}

/** The entry's name in the reader's language; the code itself when there is no such entry. */
export const nameOf = (kind: CatalogueKind, code: string, language: Language): string =>
  rowsByKind[kind].get(code)?.names[language] ?? code

const countryPoint = new Map(Object.entries(countryPoints as Readonly<Record<string, readonly number[]>>))

/** Where a territory is, or the middle of a country’s largest part: [longitude, latitude]. To tell what is near, not to be drawn. */
export const pointOf = (code: string): readonly [longitude: number, latitude: number] | undefined => {
  const place = territory(code)
  if (place) return place.longitude === null || place.latitude === null ? undefined : [place.longitude, place.latitude]
  const [longitude, latitude] = countryPoint.get(country(code)?.code ?? '') ?? []
  return longitude === undefined || latitude === undefined ? undefined : [longitude, latitude]
}

/** The name of a country or a territory, whichever the code is. */
export const placeName = (code: string, language: Language): string => nameOf(code.includes('-') ? 'territory' : 'country', code, language)

/** The version of a catalogue in force: recorded by acts whose result depends on it. */
export const catalogueVersion = (kind: CatalogueKind): CatalogueVersion => {
  const [newest] = versions[kind]
  if (newest === undefined) throw new Error(`versions.json holds no version of ${kind}`)
  const { version, date, changed } = newest
  return { version, date, changed }
}

/** Sources, licence and cautions of a whole catalogue. */
export const provenanceOf = (kind: CatalogueKind): (typeof files)[CatalogueKind]['meta'] => files[kind].meta
