// A source and the profiles that code its files: data, never a program, validated when read.
import { z } from 'zod'
import { TextPair } from '../../../platform/schema.ts'
import { units } from '../model.ts'

/** Dimensions kept in the source's own words, or in the words a profile's table gives them. */
export const wordDimensions = ['category', 'subcategory', 'modality', 'region', 'sex', 'age_band', 'route', 'cause'] as const
export type WordDimension = (typeof wordDimensions)[number]

export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'ibm850'] as const
export type Encoding = (typeof encodings)[number]

const Column = z.string().min(1)
const id = (what: string) => z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, `${what} must be a lower-case id`)

export const cadences = ['weekly', 'monthly', 'yearly', 'irregular'] as const

/** How a date cell is written. `serial`: days since 1899-12-30, as spreadsheets keep dates. Years of two digits are of this century. Month names in Spanish, English, Portuguese or French. */
export const dateStyleIds = [
  'YYYY-MM-DD', 'YYYY/MM/DD', 'YYYYMMDD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD/MM/YY', 'MM/DD/YY', 'D-Mon-YY', 'D Month YYYY', 'Month D, YYYY',
  'YYYY-MM', 'YYYYMM', 'MM/YYYY', 'Mon-YY', 'Month YYYY', 'YYYY', 'week', 'serial',
] as const
export type DateStyle = (typeof dateStyleIds)[number]

const Undated = z.array(z.string()).default([])
/** The month in which the year named begins, in the year before, where years are fiscal: 10 of the United States. */
const YearBegins = z.int().min(2).max(12).optional()
const PeriodStart = z.strictObject({ grain: z.enum(['week', 'month', 'year']), start: z.iso.date() })

const Period = z.discriminatedUnion('kind', [
  /** One row holds a year, with one column for each of its twelve months. */
  z.strictObject({ kind: z.literal('wide-months'), year: Column, months: z.array(Column).length(12), yearBegins: YearBegins }),
  /**
   * One row holds many periods, one column for each: years, or months of several years. With `style` every column named by a period in
   * that style is one too, so that a newer file may have more of them and an older one fewer. `month`: the columns are years and this
   * column says the month of each row. `inTitle`: the year stood in the titles above the table or in the file's name: a file that names
   * another year there is read as of that year, and each year keeps its own rows.
   */
  z.strictObject({ kind: z.literal('wide-periods'), columns: z.array(PeriodStart.extend({ column: Column })).min(1), style: z.enum(dateStyleIds).optional(), month: Column.optional(), inTitle: z.boolean().optional() }),
  /**
   * `alsoStyles`: how some files write it instead, tried in turn. `agrees`: columns that say year and month again: a row in which they
   * differ from the date is refused, so that days and months taken for one another are found. `zone`: where moments written in universal
   * time (…Z) were midnight, so that they fall on the day that was meant.
   */
  z.strictObject({
    kind: z.literal('date'), column: Column, style: z.enum(dateStyleIds), undated: Undated,
    alsoStyles: z.array(z.enum(dateStyleIds)).optional(),
    agrees: z.strictObject({ year: Column.optional(), month: Column.optional() }).optional(),
    zone: z.string().min(1).optional(),
  }),
  /** Year, month and day in columns of their own; months as numbers or names. */
  z.strictObject({ kind: z.literal('parts'), year: Column, month: Column.optional(), day: Column.optional(), undated: Undated, yearBegins: YearBegins }),
  /** The whole file speaks of one period and no column says so; `month`: of one year, and this column says the month. */
  z.strictObject({ kind: z.literal('fixed'), ...PeriodStart.shape, inTitle: z.boolean().optional(), month: Column.optional() }),
])

/**
 * The source's words for places the catalogues do not know by that name: what each means, `null` for «not stated». Looked up before the
 * catalogues. `unknown`: what happens to a place that neither knows: its row is refused, as when nothing is
 * told, or it counts as not stated and is said in the reading.
 */
const PlaceWords = {
  unspecified: z.array(z.string()).default([]),
  codes: z.record(z.string(), z.string().nullable()).optional(),
  unknown: z.enum(['refused', 'unstated']).optional(),
}

const Territory = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('national-code'), column: Column, country: z.string().length(2), ...PlaceWords }),
  z.strictObject({ kind: z.literal('name'), column: Column, country: z.string().length(2), ...PlaceWords }),
  /** Countries by ISO 3166-1 code or by name in Spanish, English, Portuguese or French. */
  z.strictObject({ kind: z.literal('country'), column: Column, ...PlaceWords }),
  z.strictObject({ kind: z.literal('iso-3166-2'), column: Column }),
  /** Every row speaks of one whole country and no column says so. */
  z.strictObject({ kind: z.literal('whole-country'), country: z.string().length(2) }),
])

/** Degrees in two columns, as «latitude, longitude» in one, or as a WKT point «POINT (longitude latitude)». */
const Coordinates = z.union([z.strictObject({ lat: Column, lon: Column }), z.strictObject({ pair: Column }), z.strictObject({ wkt: Column })])

/** Rows in which every such column holds one of the values, however capitals and accents are written. */
const Conditions = z.array(z.strictObject({ column: Column, values: z.array(z.string()).min(1) }))

/** The measure has a figure only in such rows. */
const when = { when: Conditions.default([]) }

/**
 * `codes`: the words accepted and what each means; `null` means «not stated». Without it the source's words are kept.
 * `others`: what happens to a word that `codes` does not know: its row is refused, or the word is kept as it is and said in the reading.
 * `separator`: a cell may hold several words; each is coded alone and they are kept in their order as «a; b».
 * `when`: the column speaks of this only in such rows.
 */
const Words = z.strictObject({
  column: Column,
  codes: z.record(z.string(), z.string().nullable()).optional(),
  others: z.enum(['refused', 'kept']).default('refused'),
  separator: z.string().min(1).optional(),
  when: Conditions.optional(),
})

/** Words of several columns that mean one of SIDMI's offences; the first rule that fits wins, none means no offence. */
const Offence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rules'), columns: z.array(Column).min(1), rules: z.array(z.strictObject({ when: z.array(z.string().nullable()), ends: z.string().optional(), offence: z.string() })) }),
  z.strictObject({ kind: z.literal('id'), column: Column }),
  /** The words of one column and what each means; `null` means no offence of ours. Any other word refuses its row. */
  z.strictObject({ kind: z.literal('codes'), column: Column, codes: z.record(z.string(), z.string().nullable()) }),
  /** Every row speaks of one offence. */
  z.strictObject({ kind: z.literal('fixed'), offence: z.string() }),
])

/** Where a measure's figure stands: a column, the period columns of a wide file, or one for each row. */
const Figure = z.discriminatedUnion('from', [
  /** `notDelivered`: what else, in this column alone, means «not delivered». */
  z.strictObject({ from: z.literal('column'), column: Column, notDelivered: z.array(z.string()).default([]), ...when }),
  /** `columns`: of several figures for each period, those of this one. */
  z.strictObject({ from: z.literal('months'), columns: z.array(Column).min(1).optional(), ...when }),
  z.strictObject({ from: z.literal('row'), ...when }),
])

/**
 * How a workbook with one table on several sheets is read. `only`: that sheet, or the first that fits when there is none of the name.
 * Otherwise every sheet that fits, as one table: `column` holds the sheet's name, `year` the year in it (the name, where it names none);
 * with both, `column` holds the name without its year.
 */
const Sheets = z.union([z.strictObject({ only: z.string().min(1) }), z.strictObject({ column: Column.optional(), year: Column.optional() })])
export type SheetsRule = z.output<typeof Sheets>

export const ProfileSchema = z.strictObject({
  id: id('profile'),
  version: z.int().positive(),
  name: TextPair,
  encodings: z.array(z.enum(encodings)).min(1),
  sheets: Sheets.optional(),
  /** Columns in which a blank cell says what the cell above it said, as merged cells are saved. */
  filledDown: z.array(Column).optional(),
  /** Columns the file has but the profile does not use; they stay readable in the kept file. */
  unused: z.array(Column).default([]),
  /** A file with any other column is not of this profile: for files with so few columns that many others have them too. */
  isExact: z.boolean().default(false),
  /** Other names that some files give a column. */
  aliases: z.record(Column, z.array(Column)).default({}),
  /** Columns that some files lack: read as if every cell were blank. */
  optional: z.array(Column).default([]),
  /** A file with any of these columns is not of this profile, though it may have all the others. */
  absent: z.array(Column).default([]),
  /**
   * How a file is told from others that have the same columns: one of its first rows says one of `some` in the column, and no row ever says
   * one of `never`; where a row does, the whole file is refused.
   */
  told: z.array(z.strictObject({ column: Column, some: z.array(z.string()).min(1).optional(), never: z.array(z.string()).min(1).optional() })).optional(),
  /**
   * `full`: a newer file replaces all that came before. `territory-periods`: it replaces what it holds of each measure, territory and
   * period. `partial`: it only adds and corrects.
   */
  scope: z.enum(['full', 'territory-periods', 'partial']),
  period: Period,
  territory: Territory.optional(),
  municipality: Column.optional(),
  /** How many digits a municipality's code has; shorter ones lost their leading zeros. */
  municipalityDigits: z.int().min(1).max(12).optional(),
  coordinates: Coordinates.optional(),
  /** Codes may be several in one cell, with commas; names only when `separator` says how they are parted. `others`: words for a nationality that is none of those named. */
  nationality: z.strictObject({ column: Column, style: z.enum(['alpha-2', 'alpha-3', 'name']), ...PlaceWords, others: z.array(z.string()).default([]), separator: z.string().min(1).optional(), when: Conditions.optional() }).optional(),
  words: z.partialRecord(z.enum(wordDimensions), Words).default({}),
  /** What every row says though no column does. */
  constants: z.partialRecord(z.enum(wordDimensions), z.string()).default({}),
  offence: Offence.optional(),
  /** Cells that mean «not delivered»: never a zero, never an error. */
  notDelivered: z.array(z.string()).default(['']),
  /** Cells that stand for a figure the source keeps back, such as `<5`: kept as withheld, never added up. */
  suppressed: z.array(z.string()).default([]),
  /** Rows that are not to be added up: totals of the others, or what the source is not asked for. Counted and said, not refused. */
  leftOut: z.array(z.strictObject({ column: Column, values: z.array(z.string()).min(1), why: z.enum(['total', 'not-wanted']), when: Conditions.optional() })).default([]),
  /** Sign that groups thousands in figures, if any. */
  thousands: z.enum([',', '.', ' ', "'"]).optional(),
  /** Sign before the decimals. */
  decimal: z.enum(['.', ',']).default('.'),
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
    url: z.url({ protocol: /^https?$/ }),
    isPublic: z.boolean(),
    isDemonstration: z.boolean(),
    /** Countries whose institutions deliver it (ISO 3166-1); those of any country when empty. A regional secretariat may always. */
    deliveredFrom: z.array(z.string().length(2)).default([]),
    /** Several institutions deliver to it, each only the territories its people may speak for. */
    isByTerritory: z.boolean().default(false),
    /** The node itself makes its files; nobody delivers any. */
    isFromNode: z.boolean().optional(),
    cadence: z.enum(cadences),
  }),
  measures: z.array(MeasureSchema).min(1),
  profiles: z.array(ProfileSchema).min(1),
})

export type SourceDefinition = z.output<typeof SourceFile>
export type Profile = z.output<typeof ProfileSchema>

const coordinateColumns = ({ coordinates }: Profile): string[] => {
  if (!coordinates) return []
  if ('wkt' in coordinates) return [coordinates.wkt]
  return 'pair' in coordinates ? [coordinates.pair] : [coordinates.lat, coordinates.lon]
}

const territoryColumn = ({ territory }: Profile): string | undefined => (territory && 'column' in territory ? territory.column : undefined)

const periodColumns = ({ period }: Profile): (string | undefined)[] => {
  switch (period.kind) {
    case 'wide-months': return [period.year, ...period.months]
    case 'wide-periods': return [...period.columns.map(({ column }) => column), period.month]
    case 'date': return [period.column, period.agrees?.year, period.agrees?.month]
    case 'parts': return [period.year, period.month, period.day]
    case 'fixed': return [period.month]
  }
}

const offenceColumns = ({ offence }: Profile): string[] => {
  if (!offence || offence.kind === 'fixed') return []
  return offence.kind === 'rules' ? offence.columns : [offence.column]
}

const measureColumns = ({ measures }: Profile): string[] =>
  Object.values(measures).flatMap((figure) => [...(figure.from === 'column' ? [figure.column] : []), ...figure.when.map(({ column }) => column)])

/** Every column the profile reads, those included that a file may lack. */
export const readColumns = (profile: Profile): string[] => {
  const { words, leftOut, key } = profile
  const columns = [
    ...periodColumns(profile),
    ...[territoryColumn(profile), profile.municipality, profile.nationality?.column, ...coordinateColumns(profile)],
    ...Object.values(words).map((word) => word.column),
    ...offenceColumns(profile),
    ...measureColumns(profile),
    ...(profile.filledDown ?? []),
    ...(profile.told ?? []).map(({ column }) => column),
    ...leftOut.flatMap(({ column, when: also = [] }) => [column, ...also.map((condition) => condition.column)]),
    ...(key === 'content' ? [] : key),
  ]
  return [...new Set(columns.filter((column) => column !== undefined))]
}

const sparableColumns = ({ period, optional }: Profile): ReadonlySet<string> =>
  new Set([...optional, ...(period.kind === 'wide-periods' && period.style ? period.columns.map(({ column }) => column) : [])])

/** Every column a file must have to be read by the profile. */
export const requiredColumns = (profile: Profile): string[] => {
  const sparable = sparableColumns(profile)
  return readColumns(profile).filter((column) => !sparable.has(column))
}

/** Every column a file of the profile may have. */
export const knownColumns = (profile: Profile): string[] => [...new Set([...readColumns(profile), ...profile.optional, ...profile.unused])]
