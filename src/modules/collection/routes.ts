// Address → act.
import type { Route } from '../../platform/module.ts'
import { downloadRefusals, listDeliveries, readDelivery, receiveDelivery } from './actions/deliveries.ts'
import { readObservation } from './actions/observations.ts'
import { listSources } from './actions/sources.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/sources', act: listSources },
  { method: 'POST', path: '/api/deliveries', act: receiveDelivery, status: 201 },
  { method: 'GET', path: '/api/deliveries', act: listDeliveries },
  { method: 'GET', path: '/api/deliveries/:id', act: readDelivery },
  { method: 'GET', path: '/api/deliveries/:id/refusals', act: downloadRefusals },
  { method: 'GET', path: '/api/observations/:id', act: readObservation },
]
