// The words of the catalogues: what each kind of entry holds, as the content files are written and checked.
import { z } from 'zod'
import { TextPair } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'

export const confidences = ['looked-up', 'known'] as const
export const Confidence = z.enum(confidences)
export type Confidence = z.infer<typeof Confidence>

/** How sure an entry is, in words: `looked-up` = a source was seen for the main fact; `known` = general knowledge. */
export const confidenceNames: Readonly<Record<Confidence, Text>> = {
  'looked-up': { es: 'consultado en una fuente', en: 'looked up in a source' },
  known: { es: 'conocimiento general, por verificar', en: 'general knowledge, to be verified' },
}

const Names = z.strictObject({ es: z.string().min(1), en: z.string().min(1), pt: z.string().optional(), fr: z.string().optional() })
const CountryCode = z.string().regex(/^[A-Z]{2}$/)
const TerritoryCode = z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)
const Latitude = z.number().min(-90).max(90)
const Longitude = z.number().min(-180).max(180)
const WordPair = z.strictObject({ es: z.array(z.string().min(1)), en: z.array(z.string().min(1)) })
const named = { code: z.string().min(1), names: Names, aliases: z.array(z.string().min(1)) }
const sourced = { sources: z.array(z.string()), confidence: Confidence, verify: TextPair.optional() }

/** Where a whole catalogue comes from. */
export const Provenance = z.strictObject({ sources: z.array(z.string()), licence: z.string().min(1), note: TextPair })
export type Provenance = z.infer<typeof Provenance>

export const Country = z.strictObject({
  ...named, code: CountryCode, alpha3: z.string().regex(/^[A-Z]{3}$/), m49: z.string().regex(/^\d{3}$/),
  isAmericas: z.boolean(), isDemonstration: z.boolean(),
})
export type Country = z.infer<typeof Country>

export const territoryTypes = {
  state: { es: 'estado', en: 'state' },
  province: { es: 'provincia', en: 'province' },
  department: { es: 'departamento', en: 'department' },
  region: { es: 'región', en: 'region' },
  district: { es: 'distrito', en: 'district' },
  parish: { es: 'parroquia', en: 'parish' },
  capital: { es: 'capital', en: 'capital' },
  municipality: { es: 'municipio', en: 'municipality' },
  territory: { es: 'territorio', en: 'territory' },
  dependency: { es: 'dependencia', en: 'dependency' },
  'autonomous-region': { es: 'región autónoma', en: 'autonomous region' },
  'indigenous-territory': { es: 'comarca indígena', en: 'indigenous territory' },
} as const satisfies Record<string, Text>

const typeCodes = Object.keys(territoryTypes) as [keyof typeof territoryTypes]

/**
 * An ISO 3166-2 subdivision. `parent` is the region it belongs to where ISO groups; `nationalCode` the statistics office's
 * (`codeSystem` names it); `area` the map area it is drawn on.
 */
export const Territory = z.strictObject({
  ...named, code: TerritoryCode, country: CountryCode, parent: TerritoryCode.optional(), type: z.enum(typeCodes),
  formerCodes: z.array(TerritoryCode),
  nationalCode: z.string().min(1).optional(), codeSystem: z.string().optional(), codeConfidence: Confidence.optional(),
  latitude: Latitude.nullable(), longitude: Longitude.nullable(), area: z.string().nullable(),
})
export type Territory = z.infer<typeof Territory>

export const Municipality = z.strictObject({
  ...named, ...sourced, country: CountryCode, territory: TerritoryCode, nationalCode: z.string(), codeSystem: z.string(),
  latitude: Latitude, longitude: Longitude, note: TextPair,
})
export type Municipality = z.infer<typeof Municipality>

/** `line` runs along the corridor as [longitude, latitude]; a sketch, not a route. */
export const Corridor = z.strictObject({
  ...named, ...sourced, countries: z.array(CountryCode).min(1), line: z.array(z.tuple([Longitude, Latitude])).min(2), note: TextPair,
})
export type Corridor = z.infer<typeof Corridor>

export const borderPointKinds = {
  'land-crossing': { es: 'paso terrestre', en: 'land crossing' },
  'sea-crossing': { es: 'paso marítimo o fluvial', en: 'sea or river crossing' },
  airport: { es: 'aeropuerto', en: 'airport' },
  seaport: { es: 'puerto', en: 'seaport' },
} as const satisfies Record<string, Text>

/** `accuracy`: the point is the town, approximate within kilometres, or stands for an area. */
export const BorderPoint = z.strictObject({
  ...named, ...sourced, kind: z.enum(Object.keys(borderPointKinds) as [keyof typeof borderPointKinds]),
  countries: z.array(CountryCode).min(1), latitude: Latitude, longitude: Longitude,
  accuracy: z.enum(['town', 'approx', 'area']), note: TextPair.optional(),
})
export type BorderPoint = z.infer<typeof BorderPoint>

export const offenceGroups = {
  exploitation: { es: 'Trata y explotación', en: 'Trafficking and exploitation' },
  migration: { es: 'Tráfico ilícito y documentos', en: 'Smuggling and documents' },
  violence: { es: 'Violencia y libertad', en: 'Violence and liberty' },
  sexual: { es: 'Violencia sexual', en: 'Sexual violence' },
  life: { es: 'Contra la vida', en: 'Against life' },
  property: { es: 'Contra los bienes', en: 'Against property' },
  state: { es: 'Abusos de autoridades', en: 'Abuses by authorities' },
  economic: { es: 'Engaño y dinero', en: 'Deceit and money' },
  organised: { es: 'Delincuencia organizada', en: 'Organised crime' },
  labour: { es: 'Trabajo', en: 'Labour' },
} as const satisfies Record<string, Text>

/** The place in UNODC's International Classification of Crime for Statistical Purposes, version 1.0. */
const IccsCategory = z.strictObject({
  code: z.string().regex(/^\d{2}(\d{2}(\d(\d)?)?)?$/), names: TextPair,
  spanishIsWorkingTranslation: z.boolean(), confidence: Confidence, sources: z.array(z.string()),
})

export const Offence = z.strictObject({
  ...named, ...sourced, group: z.enum(Object.keys(offenceGroups) as [keyof typeof offenceGroups]), iccs: IccsCategory.nullable(),
  description: TextPair, elements: WordPair, distinguish: WordPair, basis: WordPair, nationalExamples: z.array(z.string()),
})
export type Offence = z.infer<typeof Offence>

/** Two offences told apart, aspect by aspect. */
export const Comparison = z.strictObject({
  between: z.tuple([z.string(), z.string()]),
  rows: z.array(z.strictObject({ aspect: TextPair, first: TextPair, second: TextPair })).min(1),
})
export type Comparison = z.infer<typeof Comparison>

/** The four units of the International Classification on trafficking in persons (IC-TIP). */
const Unit = z.enum(['event', 'victim', 'perpetrator', 'reporting-entity'])

export const CodeList = z.strictObject({
  ...named, ...sourced, unit: Unit, standard: z.enum(['HTCDS 2.0', 'CTDC']), field: z.string(), isMultiple: z.boolean(), isCore: z.boolean(),
  values: z.array(z.strictObject({ code: z.string().min(1), names: TextPair })).min(2),
})
export type CodeList = z.infer<typeof CodeList>

/** What is recorded about a unit; `list` names the code list its values come from. */
export const Variable = z.strictObject({
  code: z.string(), unit: Unit, names: TextPair, standard: z.enum(['HTCDS', 'CTDC', 'IC-TIP']), confidence: Confidence, verify: TextPair.optional(),
  type: z.enum(['code', 'codes', 'country', 'border-point', 'yes-no', 'number', 'date', 'year', 'text', 'list']), list: z.string().optional(),
})
export type Variable = z.infer<typeof Variable>
