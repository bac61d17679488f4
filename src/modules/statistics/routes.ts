// The addresses of the figures.
import type { Route } from '../../platform/module.ts'
import { downloadFigures } from './actions/download.ts'
import { queryFlows } from './actions/flows.ts'
import { readPublicFigures } from './actions/public.ts'
import { describeFigures, openCell, queryFigures } from './actions/query.ts'
import { queryRates } from './actions/rates.ts'
import { queryRevisions } from './actions/revisions.ts'
import { deleteView, listSavedViews, readView, renameView, saveView } from './actions/views.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/figures', act: queryFigures },
  { method: 'GET', path: '/api/figures/observations', act: openCell },
  { method: 'GET', path: '/api/figures/sources', act: describeFigures },
  { method: 'GET', path: '/api/figures/public', act: readPublicFigures },
  { method: 'GET', path: '/api/figures.csv', act: downloadFigures, perMinute: 30 },
  { method: 'GET', path: '/api/figures/rates', act: queryRates },
  { method: 'GET', path: '/api/figures/flows', act: queryFlows },
  { method: 'GET', path: '/api/figures/revisions', act: queryRevisions },
  { method: 'GET', path: '/api/views', act: listSavedViews },
  { method: 'POST', path: '/api/views', act: saveView, status: 201 },
  { method: 'GET', path: '/api/views/:id', act: readView },
  { method: 'PUT', path: '/api/views/:id', act: renameView },
  { method: 'DELETE', path: '/api/views/:id', act: deleteView },
]
