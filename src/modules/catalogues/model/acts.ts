// What the acts of the catalogues take and give: one shape for an entry of any kind, so that a picker serves them all.
import { z } from 'zod'
import { TextPair, WordList } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'
import { CodeList, Comparison, Confidence, Country, Offence, Provenance } from './content.ts'

export const catalogueKinds = ['country', 'territory', 'municipality', 'corridor', 'border-point', 'offence', 'code-list'] as const
export const CatalogueKind = z.enum(catalogueKinds)
export type CatalogueKind = z.infer<typeof CatalogueKind>

export const kindNames: Readonly<Record<CatalogueKind, Text>> = {
  country: { es: 'País', en: 'Country' },
  territory: { es: 'Territorio', en: 'Territory' },
  municipality: { es: 'Municipio', en: 'Municipality' },
  corridor: { es: 'Corredor', en: 'Corridor' },
  'border-point': { es: 'Paso fronterizo', en: 'Border point' },
  offence: { es: 'Delito', en: 'Offence' },
  'code-list': { es: 'Lista de códigos', en: 'Code list' },
}

/** `context` says where or what, for telling namesakes apart: «departamento, Guatemala». */
export const CatalogueEntry = z.object({
  kind: CatalogueKind,
  code: z.string(),
  names: z.object({ es: z.string(), en: z.string(), pt: z.string().optional(), fr: z.string().optional() }),
  context: TextPair,
  countries: z.array(z.string()),
  note: TextPair.nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  sources: z.array(z.string()),
  confidence: Confidence,
  verify: TextPair.nullable(),
})
export type CatalogueEntry = z.infer<typeof CatalogueEntry>

export const CatalogueVersion = z.object({ version: z.string(), date: z.string(), changed: TextPair })
export type CatalogueVersion = z.infer<typeof CatalogueVersion>

export const ListCatalogue = z.object({ kind: CatalogueKind, country: z.string().optional() })
export const CatalogueList = z.object({ items: z.array(CatalogueEntry), version: CatalogueVersion, provenance: Provenance })

const Query = z.string().trim().max(80)

/** `codes`: entries already chosen, given back before what is found so that a picker can name them. */
export const SearchCatalogues = z.object({
  q: Query.default(''),
  codes: WordList.pipe(z.array(z.string().max(40)).max(200)),
  kinds: WordList.pipe(z.array(CatalogueKind)),
  country: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(12),
})
export const FoundEntries = z.object({ items: z.array(CatalogueEntry) })

export const ReadEntry = z.object({ kind: CatalogueKind, code: z.string().max(40) })
/** `values`: the codes of a code list, as its standard spells them; empty for other kinds. */
export const EntryView = CatalogueEntry.extend({ version: CatalogueVersion, values: z.array(CodeList.shape.values.element) })

export const OffenceList = z.object({ items: z.array(Offence), provenance: Provenance, version: CatalogueVersion })
export const ReadOffence = z.object({ id: z.string().max(40) })
export const OffenceView = Offence.extend({ comparison: Comparison.nullable(), version: CatalogueVersion })

export const ListPlaces = z.object({ q: Query.default(''), country: z.string().max(2).default('') })
export const PlaceList = z.object({
  items: z.array(CatalogueEntry),
  countries: z.array(Country.pick({ code: true, names: true })),
  provenance: Provenance,
})

export const LoadedCatalogues = z.object({ changed: z.array(z.string()) })
