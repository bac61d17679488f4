// What reading a file yields: the rows, the cells they were coded into, and the refusals, each with its line.
import type { Text } from '../../../platform/text.ts'
import type { Grain } from '../model.ts'

/** One record of a file. `line`: the physical line it begins on, the header being line 1. */
export interface Row {
  line: number
  cells: readonly string[]
}

/** What a row says besides its figures. Country and nationality ISO 3166-1 alpha-2, territory ISO 3166-2, degrees WGS84. */
export interface Dimensions {
  country: string | null
  territory: string | null
  municipality: string | null
  offence: string | null
  category: string | null
  subcategory: string | null
  modality: string | null
  region: string | null
  sex: string | null
  age_band: string | null
  nationality: string | null
  route: string | null
  cause: string | null
  lat: number | null
  lon: number | null
}

/** One figure of one period. `key` (in hexadecimal, 16 bytes, 21 in a file of many period columns) is the same in every file that brings the same cell. */
export interface Cell {
  measure: string
  key: string
  grain: Grain
  /** First day of the period, ISO; null when the source gives no date. */
  start: string | null
  /** Null when the source keeps the figure back. */
  value: number | null
  /** The cell's own words for a figure kept back, such as `<5`; null when there is a value. */
  withheld: string | null
}

/** Why a row was not accepted. The value is shown to whoever delivered it and never logged. */
export interface Refusal {
  line: number
  reason: Text
  column: string | null
  value: string | null
}

/** Why a good row is not added up: it is a total of others, or not asked for. */
export type LeftOut = 'total' | 'not-wanted'

/** What could be read of a refused row whose key cannot be told: its figure is found by it. `start` is null when the period could not be read. */
export interface Likeness {
  dimensions: Dimensions
  start: string | null
}

/** A row accepted, left out as the profile says, or refused with the keys it would have had, or what it is like, so that a refusal never withdraws what stands. */
export type CodedRow =
  | { line: number; dimensions: Dimensions; cells: readonly Cell[] }
  | { line: number; leftOut: LeftOut }
  | { line: number; refusal: Refusal; keys: readonly { measure: string; key: string }[]; like?: Likeness }

/** What the catalogues answer while a file is coded. */
export interface Codebook {
  /** ISO 3166-2 code of a national territory code (Mexico's «14»), if known. */
  territoryByNationalCode: (country: string, code: string) => string | undefined
  territoryByName: (country: string, name: string) => string | undefined
  /** The ISO 3166-2 code in force of a code, a replaced one included. */
  territoryCode: (code: string) => string | undefined
  /** ISO 3166-1 alpha-2 of an alpha-2 or alpha-3 code. */
  countryCode: (code: string) => string | undefined
  /** ISO 3166-1 alpha-2 of a country's name in Spanish, English, Portuguese or French. */
  countryByName: (name: string) => string | undefined
  hasOffence: (id: string) => boolean
  /** Accepted codes, to say which is nearest to a wrong one. */
  nationalCodes: (country: string) => readonly string[]
  territoryNames: (country: string) => readonly string[]
  territoryCodes: () => readonly string[]
  countryCodes: () => readonly string[]
  countryNames: () => readonly string[]
  offenceIds: () => readonly string[]
}
