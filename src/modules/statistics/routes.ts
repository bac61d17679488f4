// The addresses of the figures.
import type { Route } from '../../platform/module.ts'
import { downloadFigures } from './actions/download.ts'
import { readPublicFigures } from './actions/public.ts'
import { describeFigures, openCell, queryFigures } from './actions/query.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/figures', act: queryFigures },
  { method: 'GET', path: '/api/figures/observations', act: openCell },
  { method: 'GET', path: '/api/figures/sources', act: describeFigures },
  { method: 'GET', path: '/api/figures/public', act: readPublicFigures },
  { method: 'GET', path: '/api/figures.csv', act: downloadFigures },
]
