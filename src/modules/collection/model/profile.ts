// A source and the profiles that code its files: data, never a program, validated when read.
import { z } from 'zod'
import { TextPair } from '../../../platform/schema.ts'
import { units } from '../model.ts'

/** Dimensions kept in the source's own words, or in the words a profile's table gives them. */
export const wordDimensions = ['category', 'subcategory', 'modality', 'region', 'sex', 'age_band', 'route', 'cause'] as const
export type WordDimension = (typeof wordDimensions)[number]

export const encodings = ['utf-8', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

const Column = z.string().min(1)
const id = (what: string) => z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, `${what} must be a lower-case id`)

const Period = z.discriminatedUnion('kind', [
  /** One row holds a year, with one column for each of its twelve months. */
  z.strictObject({ kind: z.literal('wide-months'), year: Column, months: z.array(Column).length(12) }),
  z.strictObject({ kind: z.literal('date'), column: Column, style: z.enum(['YYYY-MM-DD', 'D-Mon-YY', 'Month D, YYYY', 'YYYY-MM', 'week']), undated: z.array(z.string()).default([]) }),
])

const Territory = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('national-code'), column: Column, country: z.string().length(2), unspecified: z.array(z.string()).default([]) }),
  z.strictObject({ kind: z.literal('name'), column: Column, country: z.string().length(2), unspecified: z.array(z.string()).default([]) }),
  z.strictObject({ kind: z.literal('country'), column: Column, unspecified: z.array(z.string()).default([]) }),
  z.strictObject({ kind: z.literal('iso-3166-2'), column: Column }),
  /** Every row speaks of one whole country and no column says so. */
  z.strictObject({ kind: z.literal('whole-country'), country: z.string().length(2) }),
])

/** Degrees in two columns, or as «latitude, longitude» in one. */
const Coordinates = z.union([z.strictObject({ lat: Column, lon: Column }), z.strictObject({ pair: Column })])

/** `codes`: the only words accepted and what each means; `null` means «not stated». Without it the source's words are kept. */
const Words = z.strictObject({ column: Column, codes: z.record(z.string(), z.string().nullable()).optional() })

/** Words of several columns that mean one of SIDMI's offences; the first rule that fits wins, none means no offence. */
const Offence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rules'), columns: z.array(Column).min(1), rules: z.array(z.strictObject({ when: z.array(z.string().nullable()), ends: z.string().optional(), offence: z.string() })) }),
  z.strictObject({ kind: z.literal('id'), column: Column }),
])

/** Where a measure's figure stands: a column, the month columns of a wide file, or one for each row. */
const Figure = z.discriminatedUnion('from', [
  /** `notDelivered`: what else, in this column alone, means «not delivered». */
  z.strictObject({ from: z.literal('column'), column: Column, notDelivered: z.array(z.string()).default([]) }),
  z.strictObject({ from: z.literal('months') }),
  z.strictObject({ from: z.literal('row') }),
])

const ProfileSchema = z.strictObject({
  id: id('profile'),
  version: z.int().positive(),
  name: TextPair,
  encodings: z.array(z.enum(encodings)).min(1),
  /** Columns the file has but the profile does not use; they stay readable in the kept file. */
  unused: z.array(Column).default([]),
  /** A file with any other column is not of this profile: for files with so few columns that many others have them too. */
  isExact: z.boolean().default(false),
  /**
   * `full`: a newer file replaces all that came before. `territory-periods`: it replaces what it holds of each measure, territory and
   * period. `partial`: it only adds and corrects.
   */
  scope: z.enum(['full', 'territory-periods', 'partial']),
  period: Period,
  territory: Territory.optional(),
  municipality: Column.optional(),
  coordinates: Coordinates.optional(),
  nationality: z.strictObject({ column: Column, style: z.enum(['alpha-2', 'alpha-3']), unspecified: z.array(z.string()).default([]) }).optional(),
  words: z.partialRecord(z.enum(wordDimensions), Words).default({}),
  offence: Offence.optional(),
  /** Cells that mean «not delivered»: never a zero, never an error. */
  notDelivered: z.array(z.string()).default(['']),
  /** Sign that groups thousands in figures, if any. */
  thousands: z.enum([',', '.', ' ']).optional(),
  measures: z.record(id('measure'), Figure),
  /** What makes a row the same row in a newer file; `content`: the source has no id, so its whole content does. */
  key: z.union([z.literal('content'), z.array(Column).min(1)]),
  /** Rows of one key in one file: each `refused` but the first, or `kept` apart in the order of the file. */
  repeats: z.enum(['refused', 'kept']).default('refused'),
})

const MeasureSchema = z.strictObject({ id: id('measure'), unit: z.enum(units), name: TextPair, isDefault: z.boolean().default(false) })

export const SourceFile = z.strictObject({
  source: z.strictObject({
    id: id('source'),
    name: TextPair,
    publisher: z.string(),
    licence: z.string(),
    attribution: TextPair,
    note: TextPair,
    url: z.url(),
    isPublic: z.boolean(),
    isDemonstration: z.boolean(),
    /** Countries whose institutions deliver it (ISO 3166-1); those of any country when empty. A regional secretariat may always. */
    deliveredFrom: z.array(z.string().length(2)).default([]),
    /** Several institutions deliver to it, each only the territories its people may speak for. */
    isByTerritory: z.boolean().default(false),
    cadence: z.enum(['weekly', 'monthly', 'yearly', 'irregular']),
  }),
  measures: z.array(MeasureSchema).min(1),
  profiles: z.array(ProfileSchema).min(1),
})

export type SourceDefinition = z.output<typeof SourceFile>
export type Profile = z.output<typeof ProfileSchema>

const coordinateColumns = ({ coordinates }: Profile): string[] => {
  if (!coordinates) return []
  return 'pair' in coordinates ? [coordinates.pair] : [coordinates.lat, coordinates.lon]
}

const territoryColumn = ({ territory }: Profile): string | undefined => (territory && 'column' in territory ? territory.column : undefined)

/** Every column a file must have to be read by the profile. */
export const requiredColumns = (profile: Profile): string[] => {
  const { period, words, offence, measures, key } = profile
  const columns = [
    ...(period.kind === 'wide-months' ? [period.year, ...period.months] : [period.column]),
    ...[territoryColumn(profile), profile.municipality, profile.nationality?.column, ...coordinateColumns(profile)],
    ...Object.values(words).map((word) => word.column),
    ...(offence?.kind === 'rules' ? offence.columns : [offence?.column]),
    ...Object.values(measures).map((figure) => (figure.from === 'column' ? figure.column : undefined)),
    ...(key === 'content' ? [] : key),
  ]
  return [...new Set(columns.filter((column) => column !== undefined))]
}
