// The acts of the catalogues: anyone may look; the node itself loads a new version at start.
import { createHash } from 'node:crypto'
import { action } from '../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../platform/access.ts'
import type { Db } from '../../platform/db/database.ts'
import { NoInput } from '../../platform/schema.ts'
import {
  catalogueKinds, CatalogueList, EntryView, FoundEntries, ListCatalogue, ListPlaces, LoadedCatalogues, OffenceList, OffenceView, PlaceList,
  ReadEntry, ReadOffence, SearchCatalogues, type CatalogueKind,
} from './model/acts.ts'
import { comparison, countryRows, files, offenceRows, territoryRows } from './rules/content.ts'
import { entriesByCode, entriesOf, entryOf, valuesOf } from './rules/entries.ts'
import { catalogueVersion, countries, offence, provenanceOf } from './rules/lookup.ts'
import { placesToShow, searchEntries } from './rules/search.ts'
import { keepVersion, loadedHashes, lockCatalogues, replaceCountries, replaceOffences, replaceTerritories } from './store.ts'

const publicReading = () => ({ nothing: 'Reading public reference content leaves no trace of who looked.' })

export const listCatalogue = action({
  name: 'catalogue.list',
  summary: { es: 'Ver un catálogo entero', en: 'List a whole catalogue' },
  input: ListCatalogue,
  output: CatalogueList,
  may: anyoneGranted,
  run: ({ input: { kind, country } }) =>
    Promise.resolve({ items: entriesOf(kind, country), version: catalogueVersion(kind), provenance: provenanceOf(kind) }),
  remember: publicReading,
})

export const searchCatalogues = action({
  name: 'catalogue.search',
  summary: { es: 'Buscar en los catálogos, sin acentos y con errores', en: 'Search the catalogues, without accents and with misspellings' },
  input: SearchCatalogues,
  output: FoundEntries,
  may: anyoneGranted,
  run: ({ input: { q, codes, ...filter } }) =>
    Promise.resolve({ items: [...new Set([...entriesByCode(codes, filter.kinds), ...searchEntries(q, filter)])] }),
  remember: publicReading,
})

export const readCatalogueEntry = action({
  name: 'catalogue.read',
  summary: { es: 'Ver una entrada con sus fuentes y su confianza', en: 'Read an entry with its sources and confidence' },
  input: ReadEntry,
  output: EntryView,
  on: ({ kind, code }) => Promise.resolve(entryOf(kind, code)),
  may: anyoneGranted,
  run: ({ subject }) => Promise.resolve({ ...subject, version: catalogueVersion(subject.kind), values: valuesOf(subject) }),
  remember: publicReading,
})

export const listOffences = action({
  name: 'offence.list',
  summary: { es: 'Ver los delitos y qué es cada uno', en: 'List the offences and what each one is' },
  input: NoInput,
  output: OffenceList,
  may: anyoneGranted,
  run: () => Promise.resolve({ items: [...offenceRows], provenance: provenanceOf('offence'), version: catalogueVersion('offence') }),
  remember: publicReading,
})

export const readOffence = action({
  name: 'offence.read',
  summary: { es: 'Ver un delito: elementos, código ICCS y de qué se distingue', en: 'Read an offence: elements, ICCS code and what sets it apart' },
  input: ReadOffence,
  output: OffenceView,
  on: ({ id }) => Promise.resolve(offence(id)),
  may: anyoneGranted,
  run: ({ subject }) => Promise.resolve({
    ...subject, version: catalogueVersion('offence'), comparison: comparison.between.some((id) => subject.code.startsWith(id)) ? comparison : null,
  }),
  remember: publicReading,
})

export const listPlaces = action({
  name: 'place.list',
  summary: { es: 'Ver territorios, municipios, corredores y pasos fronterizos', en: 'List territories, municipalities, corridors and border points' },
  input: ListPlaces,
  output: PlaceList,
  may: anyoneGranted,
  run: ({ input }) => Promise.resolve({
    items: placesToShow(input),
    countries: countries().filter((row) => row.isAmericas).map(({ code, names }) => ({ code, names })),
    provenance: provenanceOf('border-point'),
  }),
  remember: publicReading,
})

/** For joins in SQL: the kinds that have a table of their own. */
const replacements: Partial<Record<CatalogueKind, (db: Db) => Promise<void>>> = {
  country: (db) => replaceCountries(db, countryRows),
  territory: (db) => replaceTerritories(db, territoryRows),
  offence: (db) => replaceOffences(db, offenceRows),
}

export const contentHash = (kind: CatalogueKind): string => createHash('sha256').update(JSON.stringify(files[kind])).digest('hex')

export const loadCatalogues = action({
  name: 'catalogue.load',
  summary: { es: 'Cargar la versión de los catálogos que trae el programa', en: 'Load the version of the catalogues that the program ships' },
  input: NoInput,
  output: LoadedCatalogues,
  may: (actor: Actor) => actor.kind === 'system',
  condition: { es: 'solo el propio nodo, al arrancar', en: 'only the node itself, at start' },
  async run({ db, now }) {
    await lockCatalogues(db)
    const loaded = await loadedHashes(db)
    const changed = catalogueKinds.filter((kind) => loaded.get(kind) !== contentHash(kind))
    for (const kind of changed) {
      await replacements[kind]?.(db)
      await keepVersion(db, { name: kind, version: catalogueVersion(kind).version, sha256: contentHash(kind) }, now)
    }
    return { changed }
  },
  remember: ({ output: { changed } }) => (changed.length > 0 ? { subject: null, changed } : { nothing: 'The catalogues were already those of this version.' }),
})
