// What an alert says: its life, its grading (CAP), its handling (TLP 2.0), whom it is for, and its words in two languages.
import { z } from 'zod'
import type { Text } from '../../../platform/text.ts'
import { documentPatterns, readers, vehicles } from './codes.ts'

export const alertStates = ['draft', 'review', 'published', 'updated', 'cancelled', 'closed'] as const
export type AlertState = (typeof alertStates)[number]

export const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const
/** TLP 2.0, as FIRST spells the labels after "TLP:", in lower case. */
export const tlpLevels = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type Tlp = (typeof tlpLevels)[number]

export const alertKinds = [
  'rise', 'new-method', 'route-shift', 'missing-at-sea', 'missing-in-transit', 'false-documents', 'recruitment-offer', 'kidnapping-zone', 'cargo-risk', 'other',
] as const
export type AlertKind = (typeof alertKinds)[number]

export const Territory = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
/** A corridor of the catalogue by its code, or an origin and a destination: `GT-12>MX-CHP`. */
export const CorridorCode = z.string().max(60).regex(/^([a-z0-9-]+|[A-Z]{2}(-[A-Z0-9]{1,3})?>[A-Z]{2}(-[A-Z0-9]{1,3})?)$/)
export const BorderPointCode = z.string().max(60).regex(/^[a-z0-9-]+$/)
const listOf = <T extends z.ZodType>(item: T, max: number) => z.array(item).max(max)

/**
 * Whom an alert is for. Within a list any match is enough; a person must match every list that is not empty, except that
 * `institutions` and `institutionKinds` count as one list, and so do `territories`, `corridors` and `borderPoints`.
 * Who is named in `people` receives it besides. With all lists empty nobody is named.
 */
export const Audience = z.object({
  roles: listOf(z.string().max(60), 30),
  institutions: listOf(z.uuid(), 500),
  institutionKinds: listOf(z.string().max(60), 30),
  territories: listOf(Territory, 500),
  corridors: listOf(CorridorCode, 50),
  borderPoints: listOf(BorderPointCode, 100),
  people: listOf(z.uuid(), 200),
  isPublic: z.boolean(),
})
export type Audience = z.infer<typeof Audience>

/** Who prepares and reviews it: everyone whose duty it is, or, once closed, only its author and the people named. */
const Desk = z.object({ isClosed: z.boolean(), people: listOf(z.uuid(), 50) })

const words = (max: number) => z.object({ es: z.string().max(max), en: z.string().max(max) })

/** The content of one version. A draft may still have gaps; what must be there before review is a rule, not a shape. */
export const AlertContent = z.object({
  kind: z.enum(alertKinds),
  offence: z.string().max(60).nullable(),
  territories: listOf(Territory, 200),
  corridors: listOf(CorridorCode, 20),
  borderPoints: listOf(BorderPointCode, 50),
  vehicles: listOf(z.enum(vehicles), vehicles.length),
  documents: listOf(z.enum(documentPatterns), documentPatterns.length),
  severity: z.enum(severities),
  urgency: z.enum(urgencies),
  certainty: z.enum(certainties),
  tlp: z.enum(tlpLevels),
  /** A practice: nothing of it is happening. */
  isExercise: z.boolean(),
  desk: Desk,
  audience: Audience,
  title: words(160),
  summary: words(4000),
  instructions: words(4000),
  /** What each kind of reader is to do; one left out is told nothing apart. */
  readers: z.partialRecord(z.enum(readers), words(2000)),
  /** Ids of files kept with the alert, in the order they are shown. */
  attachments: listOf(z.uuid(), 10),
  links: z.object({ signals: listOf(z.uuid(), 20), views: listOf(z.string().max(20), 20), protocols: listOf(z.string().max(60), 10) }),
  /** When it stops being in force, in UTC. */
  expires: z.iso.datetime().nullable(),
})
export type AlertContent = z.infer<typeof AlertContent>

export const emptyAudience: Audience = {
  roles: [], institutions: [], institutionKinds: [], territories: [], corridors: [], borderPoints: [], people: [], isPublic: false,
}

/** One path inside the content whose value differs between two versions. */
export const Difference = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })
export type Difference = z.infer<typeof Difference>

/** How each handling level reads to a person: who may learn of it. */
export const tlpMeanings: Record<Tlp, Text> = {
  clear: { es: 'Puede conocerla cualquiera', en: 'Anyone may know it' },
  green: { es: 'Solo la comunidad de instituciones', en: 'Only the community of institutions' },
  amber: { es: 'Solo las instituciones nombradas y a quienes protegen', en: 'Only the institutions named and those they protect' },
  'amber+strict': { es: 'Solo las instituciones nombradas', en: 'Only the institutions named' },
  red: { es: 'Solo las personas que la reciben', en: 'Only the people who receive it' },
}

export const stateNames: Record<AlertState, Text> = {
  draft: { es: 'borrador', en: 'draft' },
  review: { es: 'en revisión', en: 'in review' },
  published: { es: 'publicada', en: 'published' },
  updated: { es: 'actualizada', en: 'updated' },
  cancelled: { es: 'cancelada', en: 'cancelled' },
  closed: { es: 'cerrada', en: 'closed' },
}

export const severityNames: Record<(typeof severities)[number], Text> = {
  Extreme: { es: 'Extrema', en: 'Extreme' },
  Severe: { es: 'Grave', en: 'Severe' },
  Moderate: { es: 'Moderada', en: 'Moderate' },
  Minor: { es: 'Leve', en: 'Minor' },
  Unknown: { es: 'Sin determinar', en: 'Unknown' },
}

export const urgencyNames: Record<(typeof urgencies)[number], Text> = {
  Immediate: { es: 'Actúe ahora', en: 'Act now' },
  Expected: { es: 'Actúe pronto', en: 'Act soon' },
  Future: { es: 'Prepárese', en: 'Prepare' },
  Past: { es: 'Ya ocurrió', en: 'Already over' },
  Unknown: { es: 'Sin determinar', en: 'Unknown' },
}

export const certaintyNames: Record<(typeof certainties)[number], Text> = {
  Observed: { es: 'Observada', en: 'Observed' },
  Likely: { es: 'Probable', en: 'Likely' },
  Possible: { es: 'Posible', en: 'Possible' },
  Unlikely: { es: 'Poco probable', en: 'Unlikely' },
  Unknown: { es: 'Sin determinar', en: 'Unknown' },
}
