// The fields of trafficking case data: what each one is, how its values are coded, and whether it may be kept at all.
import { z } from 'zod'
import { TextPair } from '../../../platform/schema.ts'

/** The four units of the International Classification on trafficking in persons; the records are structured on them, no more is claimed. */
export const units = ['event', 'victim', 'perpetrator', 'reporting-entity'] as const
const Unit = z.enum(units)
export type Unit = z.output<typeof Unit>

export const standards = ['htcds', 'ctdc'] as const
export type Standard = (typeof standards)[number]

/** What a field of a standard is to this node; only coded ones, and the codes of withdrawn ones, are ever kept. */
export const fieldClasses = ['coded', 'identity', 'free-text', 'deprecated', 'example'] as const
/** `unknown`: a column no standard has. */
export const doorClasses = ['identity', 'free-text', 'deprecated', 'unknown'] as const
export type DoorClass = (typeof doorClasses)[number]

/** How a kept value is written; anything else is refused without being repeated. */
const kinds = ['code', 'codes', 'country', 'countries', 'territory', 'language', 'yes-no', 'count', 'age', 'date', 'year', 'alpha3', 'flag'] as const
const Kind = z.enum(kinds)
export type Kind = z.output<typeof Kind>

const Value = z.strictObject({ code: z.string().min(1), names: TextPair })
export type Value = z.output<typeof Value>

const HtcdsField = z.strictObject({
  field: z.string().nullable(), unit: Unit, class: z.enum(fieldClasses), core: z.boolean(), kind: Kind.optional(),
  /** A code list of the catalogues; `values` when the catalogues have none. */
  list: z.string().optional(), values: z.array(Value).optional(), names: TextPair, why: z.string(),
})

const provenance = { standard: z.string(), licence: z.string(), source: z.string() }

/** `content/standards/htcds-2.0.json`: the 92 rows of the standard, each with its class and the reason. */
export const HtcdsFile = z.strictObject({ ...provenance, attribution: TextPair, reasons: z.record(z.string(), TextPair), fields: z.array(HtcdsField) })

/** `content/standards/ctdc-2024.json`: the 27 variables, and which HTCDS codes make them. */
export const CtdcFile = z.strictObject({
  ...provenance, note: TextPair,
  groups: z.array(z.strictObject({ code: z.string(), unit: Unit, names: TextPair })),
  variables: z.array(z.strictObject({ field: z.string(), unit: Unit, kind: Kind, group: z.string().optional(), names: TextPair, values: z.array(Value).optional() })),
  genderFromHtcds: z.record(z.string(), z.string()),
  flagsFromHtcds: z.array(z.strictObject({ variable: z.string(), field: z.string(), codes: z.array(z.string()) })),
})

/** A field whose values are kept. */
export interface KeptField {
  name: string
  unit: Unit
  kind: Kind
  names: z.output<typeof TextPair>
  values: readonly Value[]
}

/** One record: by unit, field → value as the standard spells it; several codes are joined by `;`. */
export type Coded = Readonly<Record<Unit, Readonly<Record<string, string>>>>

/** Why a value was not taken: where and by what rule. The value itself is never repeated. */
export interface Fault {
  field: string
  kind: Kind
}
