// A draft of how to read a file: what an analyst mends in the studio, what was guessed and why, and what the file becomes by it.
import { z } from 'zod'
import { Id, TextPair } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'
import { units } from '../model.ts'
import { cadences, ProfileSchema, type Profile } from './profile.ts'

/** What a column can be taken for. `period`: its title names the month or year of the figures below it. */
export const columnRoles = [
  'unused', 'date', 'year', 'month', 'day', 'period', 'place', 'municipality', 'nationality', 'offence', 'sex', 'age_band', 'category',
  'subcategory', 'modality', 'region', 'route', 'cause', 'lat', 'lon', 'pair', 'wkt', 'figure',
] as const
export type ColumnRole = (typeof columnRoles)[number]

export const columnRoleNames: Record<ColumnRole, Text> = {
  unused: { es: 'No se usa', en: 'Not used' },
  date: { es: 'Fecha', en: 'Date' },
  year: { es: 'Año', en: 'Year' },
  month: { es: 'Mes', en: 'Month' },
  day: { es: 'Día', en: 'Day' },
  period: { es: 'Cifra del periodo del título', en: 'Figure of the period in the title' },
  place: { es: 'Lugar', en: 'Place' },
  municipality: { es: 'Municipio', en: 'Municipality' },
  nationality: { es: 'Nacionalidad', en: 'Nationality' },
  offence: { es: 'Delito', en: 'Offence' },
  sex: { es: 'Sexo', en: 'Sex' },
  age_band: { es: 'Edad', en: 'Age' },
  category: { es: 'Clasificación', en: 'Classification' },
  subcategory: { es: 'Clasificación más fina', en: 'Finer classification' },
  modality: { es: 'Modalidad', en: 'Modality' },
  region: { es: 'Región', en: 'Region' },
  route: { es: 'Ruta', en: 'Route' },
  cause: { es: 'Causa', en: 'Cause' },
  lat: { es: 'Latitud', en: 'Latitude' },
  lon: { es: 'Longitud', en: 'Longitude' },
  pair: { es: 'Latitud y longitud', en: 'Latitude and longitude' },
  wkt: { es: 'Punto de mapa (POINT)', en: 'Map point (POINT)' },
  figure: { es: 'Cifra', en: 'Figure' },
}

/** A profile on its way: it may not know yet where the date is. */
const DraftProfile = ProfileSchema.partial({ period: true })
export type DraftProfile = z.output<typeof DraftProfile>

const Word = z.string().max(200)

export const Draft = z.object({
  source: z.object({
    id: z.string().max(63),
    name: TextPair,
    publisher: Word,
    licence: Word,
    attribution: TextPair,
    note: TextPair,
    url: z.string().max(500),
    isPublic: z.boolean(),
    isDemonstration: z.boolean(),
    deliveredFrom: z.array(z.string().length(2)),
    isByTerritory: z.boolean(),
    cadence: z.enum(cadences),
  }),
  measures: z.array(z.object({ id: z.string(), unit: z.enum(units), name: TextPair, isDefault: z.boolean() })).max(40),
  profile: DraftProfile,
})
export type Draft = z.output<typeof Draft>

/** How sure a guess is: `sure` needs no look, `likely` deserves one, `ask` cannot be known from the file. */
export const certainties = ['sure', 'likely', 'ask'] as const

/**
 * A change offered as the answer to a question: parts of the profile to put in its place, and parts to leave out. `isAgain`: it makes another
 * table of the file, and all is guessed anew.
 */
const Answer = z.object({ label: TextPair, profile: z.record(z.string(), z.unknown()), without: z.array(z.string()).default([]), isAgain: z.boolean().optional() })

/** What was guessed and what it was guessed from. */
export const Finding = z.object({
  column: z.string().nullable(),
  certainty: z.enum(certainties),
  says: TextPair,
  answers: z.array(Answer).default([]),
})
export type Finding = z.output<typeof Finding>

export const Edit = z.object({ column: z.string(), role: z.enum(columnRoles) })
export type Edit = z.output<typeof Edit>

/** Dimensions whose words are given a meaning, each with a list of its own. */
export const meaningKinds = ['place', 'nationality', 'offence', 'sex'] as const
export type MeaningKind = (typeof meaningKinds)[number]

const Suggestion = z.object({ meaning: z.string(), label: TextPair })
export type Suggestion = z.output<typeof Suggestion>

/** A word of the file without a meaning yet. */
const UnknownWord = z.object({ kind: z.enum(meaningKinds), column: z.string(), word: z.string(), rows: z.int(), suggestions: z.array(Suggestion) })
export type UnknownWord = z.output<typeof UnknownWord>

/** What each word of a mapped column was taken for. */
const KnownWord = z.object({ kind: z.enum(meaningKinds), word: z.string(), rows: z.int(), label: TextPair.nullable() })

const CodedView = z.object({
  line: z.int(),
  says: TextPair,
  figures: z.array(z.object({ measure: z.string(), period: z.string().nullable(), grain: z.string(), value: z.number().nullable(), withheld: z.string().nullable() })),
})

const Total = z.object({ measure: z.string(), period: z.string().nullable(), value: z.number(), withheld: z.int() })

export const Preview = z.object({
  /** Columns as the file names them, the role of each, and their first words. */
  columns: z.array(z.object({ name: z.string(), shown: z.string(), role: z.enum(columnRoles), isKey: z.boolean() })),
  rows: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
  coded: z.array(CodedView),
  counts: z.object({ read: z.int(), accepted: z.int(), refused: z.int(), totals: z.int(), notWanted: z.int(), figures: z.int(), withheld: z.int() }),
  refusals: z.array(z.object({ line: z.int(), reason: TextPair, column: z.string().nullable(), value: z.string().nullable() })),
  unknown: z.array(UnknownWord),
  known: z.array(KnownWord),
  totals: z.array(Total),
  /** Whether every row was read, or only the first ones. */
  isWhole: z.boolean(),
  /** Why nothing could be read by this draft. */
  fault: TextPair.nullable(),
  /** What is still needed before it can be published. */
  missing: z.array(TextPair),
})
export type Preview = z.output<typeof Preview>

export const draftStates = ['draft', 'published', 'discarded'] as const

const DraftAbout = z.object({
  id: Id,
  version: z.int(),
  state: z.enum(draftStates),
  name: TextPair,
  fileName: z.string(),
  fileBytes: z.int(),
  draftedBy: z.string().nullable(),
  changedAt: z.iso.datetime(),
})

export const DraftView = DraftAbout.extend({ draft: Draft, findings: z.array(Finding), preview: Preview })
export type DraftView = z.output<typeof DraftView>

export const Previewed = z.object({ draft: Draft, findings: z.array(Finding), preview: Preview })
export type Previewed = z.output<typeof Previewed>

/** A profile that reads files: shipped with the program or published on this node. */
const ProfileEntry = z.object({
  source: z.string(),
  sourceName: TextPair,
  profile: z.string(),
  name: TextPair,
  version: z.int(),
  isShipped: z.boolean(),
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
  draftedBy: z.string().nullable(),
  retiredAt: z.iso.datetime().nullable(),
})
export type ProfileEntry = z.output<typeof ProfileEntry>

export const ProfileList = z.object({ profiles: z.array(ProfileEntry), drafts: z.array(DraftAbout) })
export type ProfileList = z.output<typeof ProfileList>

/** The profile's period when it has one; otherwise one that lets the rest be looked at. */
export const withPeriod = ({ period, ...profile }: DraftProfile): Profile => ({
  ...profile, period: period ?? { kind: 'fixed', grain: 'year', start: '1900-01-01' },
})

const monthRole = (month: string | undefined): [string, ColumnRole][] => (month === undefined ? [] : [[month, 'month']])

const periodRoles = (period: DraftProfile['period']): [string, ColumnRole][] => {
  if (period === undefined) return []
  switch (period.kind) {
    case 'fixed': return monthRole(period.month)
    case 'date': return [[period.column, 'date']]
    case 'parts': return [[period.year, 'year'], ...monthRole(period.month), ...(period.day === undefined ? [] : [[period.day, 'day'] satisfies [string, ColumnRole]])]
    case 'wide-months': return [[period.year, 'year'], ...period.months.map((column): [string, ColumnRole] => [column, 'period'])]
    case 'wide-periods': return [...period.columns.map(({ column }): [string, ColumnRole] => [column, 'period']), ...monthRole(period.month)]
  }
}

const coordinateRoles = (coordinates: DraftProfile['coordinates']): [string, ColumnRole][] => {
  if (!coordinates) return []
  if ('wkt' in coordinates) return [[coordinates.wkt, 'wkt']]
  return 'pair' in coordinates ? [[coordinates.pair, 'pair']] : [[coordinates.lat, 'lat'], [coordinates.lon, 'lon']]
}

const offenceRoles = ({ offence }: DraftProfile): [string, ColumnRole][] => {
  if (!offence || offence.kind === 'fixed') return []
  return (offence.kind === 'rules' ? offence.columns : [offence.column]).map((column) => [column, 'offence'])
}

/** What the profile takes each of its columns for; the first of several uses. */
export const rolesOf = (profile: DraftProfile): ReadonlyMap<string, ColumnRole> => {
  const { territory, municipality, nationality, words, measures } = profile
  const all: [string, ColumnRole][] = [
    ...Object.values(measures).flatMap((figure): [string, ColumnRole][] => (figure.from === 'column' ? [[figure.column, 'figure']] : [])),
    ...Object.entries(words).map(([dimension, { column }]): [string, ColumnRole] => [column, dimension as ColumnRole]),
    ...offenceRoles(profile),
    ...(nationality ? [[nationality.column, 'nationality'] satisfies [string, ColumnRole]] : []),
    ...(territory && 'column' in territory ? [[territory.column, 'place'] satisfies [string, ColumnRole]] : []),
    ...(municipality === undefined ? [] : [[municipality, 'municipality'] satisfies [string, ColumnRole]]),
    ...coordinateRoles(profile.coordinates),
    ...periodRoles(profile.period),
  ]
  return new Map(all)
}
