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

/** One figure of one period. `key` (16 bytes) is the same in every file that brings the same cell. */
export interface Cell {
  measure: string
  key: Buffer
  grain: Grain
  /** First day of the period, ISO; null when the source gives no date. */
  start: string | null
  value: number
}

/** Why a row was not accepted. The value is shown to whoever delivered it and never logged. */
export interface Refusal {
  line: number
  reason: Text
  column: string | null
  value: string | null
}

/** A row accepted, or refused with the keys it would have had, so that a refusal never withdraws what stands. */
export type CodedRow =
  | { line: number; dimensions: Dimensions; cells: readonly Cell[] }
  | { line: number; refusal: Refusal; keys: readonly { measure: string; key: Buffer }[] }

/** What the catalogues answer while a file is coded. */
export interface Codebook {
  /** ISO 3166-2 code of a national territory code (Mexico's «14»), if known. */
  territoryByNationalCode: (country: string, code: string) => string | undefined
  territoryByName: (country: string, name: string) => string | undefined
  /** The ISO 3166-2 code in force of a code, a replaced one included. */
  territoryCode: (code: string) => string | undefined
  /** ISO 3166-1 alpha-2 of an alpha-2 or alpha-3 code. */
  countryCode: (code: string) => string | undefined
  hasOffence: (id: string) => boolean
  /** Accepted codes, to say which is nearest to a wrong one. */
  nationalCodes: (country: string) => readonly string[]
  territoryNames: (country: string) => readonly string[]
  territoryCodes: () => readonly string[]
  countryCodes: () => readonly string[]
  offenceIds: () => readonly string[]
}
