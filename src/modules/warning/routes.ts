// The addresses of early warning.
import type { Route } from '../../platform/module.ts'
import { dismissSignal, listSignals, readSignal } from './actions.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/signals', act: listSignals },
  { method: 'GET', path: '/api/signals/:id', act: readSignal },
  { method: 'POST', path: '/api/signals/:id/dismissal', act: dismissSignal },
]
