// Address → act, for alerts.
import type { FastifyRequest } from 'fastify'
import type { Route } from '../../platform/module.ts'
import { readAnswerFigures, readBoard } from './actions/answering.ts'
import { attachFile, detachFile, readAttachment } from './actions/attachments.ts'
import { carryAlerts } from './actions/carrying.ts'
import { draftAlert, findRecipients, measureReach, reviseAlert, submitAlert } from './actions/drafting.ts'
import { readCap, readFeed, readStix } from './actions/formats.ts'
import { cancelAlert, closeAlert, publishAlert, returnAlert } from './actions/issuing.ts'
import { listProtocols } from './actions/protocols.ts'
import { listPublicAlerts, readPublicAlert } from './actions/public.ts'
import { compareAlert, listAlerts, readAlert } from './actions/reading.ts'
import { acknowledgeAlert } from './actions/receiving.ts'
import { endWatch, listWatches, setWatch } from './actions/watches.ts'
import { attachmentLimitBytes } from './model/codes.ts'

/** A file sent before in pieces is named by its id. */
const sentInPieces = (request: FastifyRequest) => (request.headers['upload-id'] === undefined ? {} : { uploadId: request.headers['upload-id'] })

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/alerts', act: listAlerts },
  { method: 'POST', path: '/api/alerts', act: draftAlert, status: 201 },
  { method: 'GET', path: '/api/alerts/reach', act: measureReach },
  { method: 'GET', path: '/api/alerts/recipients', act: findRecipients },
  { method: 'GET', path: '/api/alerts/carried', act: carryAlerts },
  { method: 'GET', path: '/api/alerts/:id', act: readAlert },
  { method: 'PUT', path: '/api/alerts/:id', act: reviseAlert },
  { method: 'POST', path: '/api/alerts/:id/submission', act: submitAlert },
  { method: 'POST', path: '/api/alerts/:id/return', act: returnAlert },
  { method: 'POST', path: '/api/alerts/:id/publication', act: publishAlert },
  { method: 'POST', path: '/api/alerts/:id/cancellation', act: cancelAlert },
  { method: 'POST', path: '/api/alerts/:id/closure', act: closeAlert },
  { method: 'POST', path: '/api/alerts/:id/acknowledgement', act: acknowledgeAlert },
  { method: 'POST', path: '/api/alerts/:id/attachments', act: attachFile, bodyInMemory: attachmentLimitBytes, also: sentInPieces },
  { method: 'POST', path: '/api/alerts/:id/detachment', act: detachFile },
  { method: 'GET', path: '/api/alerts/:id/comparison', act: compareAlert },
  { method: 'GET', path: '/api/alerts/:id/board', act: readBoard },
  { method: 'GET', path: '/api/acknowledgements/figures', act: readAnswerFigures },
  { method: 'GET', path: '/api/public/alerts', act: listPublicAlerts },
  { method: 'GET', path: '/api/public/alerts/:id', act: readPublicAlert },
  { method: 'GET', path: '/alerts/atom.xml', act: readFeed },
  { method: 'GET', path: '/alerts/:id/cap.xml', act: readCap },
  { method: 'GET', path: '/alerts/:id/stix.json', act: readStix },
  { method: 'GET', path: '/alerts/:id/attachments/:attachment', act: readAttachment },
  { method: 'GET', path: '/api/protocols', act: listProtocols },
  { method: 'GET', path: '/api/watches', act: listWatches },
  { method: 'POST', path: '/api/watches', act: setWatch, status: 201 },
  { method: 'DELETE', path: '/api/watches/:id', act: endWatch },
]
