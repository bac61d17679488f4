// Address → act, for alerts.
import type { Route } from '../../platform/module.ts'
import { draftAlert, measureReach, reviseAlert, submitAlert } from './actions/drafting.ts'
import { cancelAlert, closeAlert, publishAlert, returnAlert } from './actions/issuing.ts'
import { listPublicAlerts, readCap, readFeed, readPublicAlert } from './actions/public.ts'
import { compareAlert, listAlerts, readAlert, readBoard } from './actions/reading.ts'
import { acknowledgeAlert } from './actions/receiving.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/alerts', act: listAlerts },
  { method: 'POST', path: '/api/alerts', act: draftAlert, status: 201 },
  { method: 'GET', path: '/api/alerts/reach', act: measureReach },
  { method: 'GET', path: '/api/alerts/:id', act: readAlert },
  { method: 'PUT', path: '/api/alerts/:id', act: reviseAlert },
  { method: 'POST', path: '/api/alerts/:id/submission', act: submitAlert },
  { method: 'POST', path: '/api/alerts/:id/return', act: returnAlert },
  { method: 'POST', path: '/api/alerts/:id/publication', act: publishAlert },
  { method: 'POST', path: '/api/alerts/:id/cancellation', act: cancelAlert },
  { method: 'POST', path: '/api/alerts/:id/closure', act: closeAlert },
  { method: 'POST', path: '/api/alerts/:id/acknowledgement', act: acknowledgeAlert },
  { method: 'GET', path: '/api/alerts/:id/comparison', act: compareAlert },
  { method: 'GET', path: '/api/alerts/:id/board', act: readBoard },
  { method: 'GET', path: '/api/public/alerts', act: listPublicAlerts },
  { method: 'GET', path: '/api/public/alerts/:id', act: readPublicAlert },
  { method: 'GET', path: '/alerts/atom.xml', act: readFeed },
  { method: 'GET', path: '/alerts/:id/cap.xml', act: readCap },
]
