// The words of receiving units: who they are, what they are competent for, and the keys that open what is sealed to them.
import { z } from 'zod'
import { Id } from '../../platform/schema.ts'
import type { Text } from '../../platform/text.ts'

export const unitKinds = ['prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police'] as const
export type UnitKind = (typeof unitKinds)[number]

export const unitKindNames: Record<UnitKind, Text> = {
  prosecutor: { es: 'Fiscalía o ministerio público', en: 'Prosecutor’s office' },
  ombudsperson: { es: 'Defensoría de derechos humanos', en: 'Ombudsperson' },
  shelter: { es: 'Albergue o casa de acogida', en: 'Shelter' },
  consulate: { es: 'Consulado', en: 'Consulate' },
  police: { es: 'Policía', en: 'Police' },
}

const Country = z.string().regex(/^[A-Z]{2}$/)
const Territory = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

/** The public half of a key: `age1…`, X25519. */
export const Recipient = z.string().regex(/^age1[a-z0-9]{58}$/)
/** An age file, as base64; at most 64 KiB of it, for keys and what is wrapped. */
export const SealedKey = z.base64().max(87_384)

/** What anyone may know of a unit: what is needed to choose it and to seal to it. */
export const PublicUnit = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(unitKinds),
  /** Where it is; a consulate is where it stands, and `represents` says whose it is. */
  country: Country,
  represents: Country.nullable(),
  /** Where it is competent: countries or territories. */
  territories: z.array(Territory),
  /** Beginnings of ICCS codes it is competent for; none means all. */
  offences: z.array(z.string()),
  key: z.object({ id: Id, recipient: Recipient }),
})
export type PublicUnit = z.infer<typeof PublicUnit>
export const PublicUnits = z.object({ units: z.array(PublicUnit) })
