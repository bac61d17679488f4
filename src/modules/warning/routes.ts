// The addresses of early warning.
import type { Route } from '../../platform/module.ts'
import { readPrecision } from './actions/precision.ts'
import { dismissSignal, judgeSignal, listSignals, readSignal } from './actions/signals.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/signals', act: listSignals },
  { method: 'GET', path: '/api/signals/precision', act: readPrecision },
  { method: 'GET', path: '/api/signals/:id', act: readSignal },
  { method: 'POST', path: '/api/signals/:id/dismissal', act: dismissSignal },
  { method: 'POST', path: '/api/signals/:id/verdicts', act: judgeSignal },
]
