// Addresses of reports: those of whoever reports, where nobody is known, and those of the officers of the units.
import type { FastifyRequest } from 'fastify'
import type { Route } from '../../platform/module.ts'
import { readFigures } from './actions/figures.ts'
import { appendFile, beginFile, readOffset, readSentFile } from './actions/files.ts'
import { answerReporter, assignReport, codeReport, joinReports, noteOnReport, partReports } from './actions/handling.ts'
import { closeReport, rejectReport, reopenReport, transferReport } from './actions/ending.ts'
import { exportReport, fetchFile, listReports, readReport } from './actions/inbox.ts'
import { addToReport, askChallenge, changeConsents, openReport, sendReport, withdrawReport } from './actions/sending.ts'
import { filePieceBytes } from './model/files.ts'

/** The largest report as JSON: its body, and a second conversation beside it. */
const jsonBytes = 4 * 1024 ** 2

const secret = (request: FastifyRequest) => ({ secret: request.headers['file-secret'] })

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/reports/challenge', act: askChallenge },
  { method: 'POST', path: '/api/reports', act: sendReport, jsonBytes },
  { method: 'POST', path: '/api/reports/open', act: openReport },
  { method: 'POST', path: '/api/reports/add', act: addToReport, jsonBytes },
  { method: 'POST', path: '/api/reports/consent', act: changeConsents },
  { method: 'POST', path: '/api/reports/withdraw', act: withdrawReport },
  { method: 'POST', path: '/api/reports/files', act: beginFile },
  { method: 'PUT', path: '/api/reports/files/:id', act: appendFile, also: secret, bodyInMemory: filePieceBytes },
  { method: 'GET', path: '/api/reports/files/:id/offset', act: readOffset, also: secret },
  { method: 'POST', path: '/api/reports/files/:id/read', act: readSentFile },
  { method: 'GET', path: '/api/reports/figures', act: readFigures },
  { method: 'GET', path: '/api/reports', act: listReports },
  { method: 'GET', path: '/api/reports/:id', act: readReport },
  { method: 'GET', path: '/api/reports/:id/files/:file', act: fetchFile },
  { method: 'GET', path: '/api/reports/:id/export', act: exportReport },
  { method: 'POST', path: '/api/reports/:id/code', act: codeReport },
  { method: 'POST', path: '/api/reports/:id/assign', act: assignReport },
  { method: 'POST', path: '/api/reports/:id/answer', act: answerReporter, jsonBytes },
  { method: 'POST', path: '/api/reports/:id/note', act: noteOnReport, jsonBytes },
  { method: 'POST', path: '/api/reports/:id/transfer', act: transferReport, jsonBytes: 32 * 1024 ** 2 },
  { method: 'POST', path: '/api/reports/:id/join', act: joinReports },
  { method: 'POST', path: '/api/reports/:id/part', act: partReports },
  { method: 'POST', path: '/api/reports/:id/reject', act: rejectReport },
  { method: 'POST', path: '/api/reports/:id/close', act: closeReport },
  { method: 'POST', path: '/api/reports/:id/reopen', act: reopenReport },
]
