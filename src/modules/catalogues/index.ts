// The front door of the catalogues: the module's record, and the lookups that other modules code their figures with.
import { module, type Module } from '../../platform/module.ts'
import { perform } from '../../platform/perform.ts'
import { systemActor } from '../../platform/access.ts'
import { listCatalogue, listOffences, listPlaces, loadCatalogues, readCatalogueEntry, readOffence, searchCatalogues } from './actions.ts'
import { offencePage, offencesPage } from './pages/offences.tsx'
import { placesPage } from './pages/places.tsx'
import { routes } from './routes.ts'

export { boundaries } from './rules/boundaries.ts'
export {
  borderPoint, corridor, countries, country, countryByName, nameOf, offence, offences, placeName, pointOf, territoriesOf, territory, territoryByName,
  territoryByNationalCode,
} from './rules/lookup.ts'

export const catalogues: Module = module({
  name: 'catalogues',
  actions: [listCatalogue, searchCatalogues, readCatalogueEntry, listOffences, readOffence, listPlaces, loadCatalogues],
  routes,
  pages: [offencesPage, offencePage, placesPage],
  prepare: async (system) => {
    await perform(system, loadCatalogues, { actor: systemActor, input: {} })
  },
})
