// Search over every catalogue, forgiving of accents, capitals and misspellings.
import MiniSearch from 'minisearch'
import type { CatalogueEntry, CatalogueKind } from '../model/acts.ts'
import { allEntries, entriesOf, type Findable } from './entries.ts'
import { country, folded } from './lookup.ts'

export interface SearchFilter {
  /** None: every kind. */
  kinds: readonly CatalogueKind[]
  country?: string | undefined
  limit: number
}

const closeness: Readonly<Record<CatalogueKind, number>> = {
  country: 1.5, territory: 1.2, offence: 1.2, municipality: 1.1, corridor: 1.1, 'border-point': 1, 'code-list': 0.8,
}

/** What the region's people most often mean comes first: their own countries, then the Americas. */
const nearness = ({ countries }: CatalogueEntry): number => {
  if (countries.length === 0) return 1
  const rows = countries.map((code) => country(code))
  if (rows.some((row) => row?.isDemonstration)) return 1.6
  return rows.some((row) => row?.isAmericas) ? 1.1 : 0.6
}

const build = (): MiniSearch => {
  const index = new MiniSearch({
    fields: ['names', 'aliases', 'code'],
    storeFields: ['place'],
    processTerm: (term) => folded(term) || null,
    searchOptions: {
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 4 ? 0.25 : false),
      boost: { names: 2 },
      boostDocument: (id) => boosts[Number(id)] ?? 1,
      combineWith: 'AND',
    },
  })
  const boosts = allEntries.map(({ entry }) => closeness[entry.kind] * nearness(entry))
  index.addAll(allEntries.map((found, id) => document(found, id)))
  return index
}

const document = ({ entry, aliases }: Findable, id: number): object =>
  ({ id, names: [...new Set(Object.values(entry.names))].join(' '), aliases: aliases.join(' '), code: entry.code })

let built: MiniSearch | undefined

/** The entries nearest to what was typed, best first; nothing typed finds nothing. */
export const searchEntries = (typed: string, { kinds, country: within, limit }: SearchFilter): CatalogueEntry[] => {
  built ??= build()
  const wanted = (id: number): boolean => {
    const entry = allEntries[id]?.entry
    return entry !== undefined && (kinds.length === 0 || kinds.includes(entry.kind)) && (!within || entry.countries.includes(within))
  }
  return built.search(typed, { filter: ({ id }) => wanted(Number(id)) }).slice(0, limit)
    .flatMap(({ id }) => allEntries[Number(id)]?.entry ?? [])
}

const placeKinds = ['corridor', 'border-point', 'municipality', 'territory'] as const

/** What the page of places shows: what was searched for, or the whole of one country, or the corridors alone. */
export const placesToShow = ({ q, country: within }: { q: string; country: string }): CatalogueEntry[] => {
  if (q) return searchEntries(q, { kinds: placeKinds, country: within || undefined, limit: 50 })
  return within ? placeKinds.flatMap((kind) => entriesOf(kind, within)) : entriesOf('corridor')
}
