// Address → act, for the round.
import type { Route } from '../../platform/module.ts'
import { readGrid } from './actions/grid.ts'
import { finishObligation, listObligations, setObligation } from './actions/obligations.ts'
import { verifyReceipt } from './actions/receipts.ts'
import { remindByHand } from './actions/reminding.ts'
import { declareRound, downloadRound, excuseRound, readRound } from './actions/round.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/obligations', act: listObligations },
  { method: 'PUT', path: '/api/obligations', act: setObligation },
  { method: 'POST', path: '/api/obligations/:id/end', act: finishObligation },
  { method: 'GET', path: '/api/round', act: readRound },
  { method: 'GET', path: '/api/round.csv', act: downloadRound },
  { method: 'PUT', path: '/api/round/:id/:period/declaration', act: declareRound },
  { method: 'PUT', path: '/api/round/:id/:period/excuse', act: excuseRound },
  { method: 'POST', path: '/api/round/:id/:period/reminder', act: remindByHand },
  { method: 'GET', path: '/api/grids/:id', act: readGrid },
  { method: 'GET', path: '/api/receipts', act: verifyReceipt, perMinute: 60 },
]
