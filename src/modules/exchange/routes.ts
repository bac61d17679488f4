// Addresses of SDMX REST 2.1: the form is chosen by `format` or by what the client accepts.
import type { Route } from '../../platform/module.ts'
import { listDataflows, readDataflow, readStructure } from './actions/dataflows.ts'

const also: NonNullable<Route['also']> = (request) => ({ accept: request.headers.accept ?? '' })

const structures = (kind: string): Route[] => ['', '/:agency', '/:agency/:id', '/:agency/:id/:version'].map((rest) =>
  ({ method: 'GET', path: `/sdmx/2.1/${kind}${rest}`, act: readStructure, also, perMinute: 30 }))

const data = ['', '/:key', '/:key/:provider'].map((rest): Route => ({ method: 'GET', path: `/sdmx/2.1/data/:flow${rest}`, act: readDataflow, also, perMinute: 30 }))

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/dataflows', act: listDataflows },
  ...structures('dataflow'),
  ...structures('datastructure'),
  ...data,
]
