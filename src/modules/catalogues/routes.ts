// The addresses of the catalogues.
import type { Route } from '../../platform/module.ts'
import { listCatalogue, listOffences, listPlaces, readCatalogueEntry, readOffence, searchCatalogues } from './actions.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/catalogues/search', act: searchCatalogues },
  { method: 'GET', path: '/api/catalogues/:kind', act: listCatalogue },
  { method: 'GET', path: '/api/catalogues/:kind/:code', act: readCatalogueEntry },
  { method: 'GET', path: '/api/offences', act: listOffences },
  { method: 'GET', path: '/api/offences/:id', act: readOffence },
  { method: 'GET', path: '/api/places', act: listPlaces },
]
