// The addresses of quality.
import type { Route } from '../../platform/module.ts'
import { assignFinding, explainFinding, listOfFindings, noteOnFinding, readFinding, reopenFinding } from './actions/findings.ts'
import { examineQuality, listScores, readScore } from './actions/quality.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/findings', act: listOfFindings },
  { method: 'GET', path: '/api/findings/:id', act: readFinding },
  { method: 'POST', path: '/api/findings/:id/explanation', act: explainFinding },
  { method: 'POST', path: '/api/findings/:id/reopening', act: reopenFinding },
  { method: 'PUT', path: '/api/findings/:id/owner', act: assignFinding },
  { method: 'POST', path: '/api/findings/:id/notes', act: noteOnFinding },
  { method: 'GET', path: '/api/quality', act: listScores },
  { method: 'GET', path: '/api/quality/:source', act: readScore },
  { method: 'POST', path: '/api/quality/:source/examination', act: examineQuality },
]
