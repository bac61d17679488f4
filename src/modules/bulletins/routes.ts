// Address → act.
import type { Route } from '../../platform/module.ts'
import { publishBulletin, returnBulletin, withdrawBulletin } from './actions/deciding.ts'
import { composeBulletin, correctBulletin, discardBulletin, listBulletins, readBulletin, reviseBulletin, submitBulletin } from './actions/editing.ts'
import { listPublicBulletins, printBulletin, readPublicBulletin } from './actions/public.ts'

export const routes: readonly Route[] = [
  { method: 'POST', path: '/api/bulletins', act: composeBulletin, status: 201 },
  { method: 'GET', path: '/api/bulletins', act: listBulletins },
  { method: 'GET', path: '/api/bulletins/:id', act: readBulletin },
  { method: 'PUT', path: '/api/bulletins/:id', act: reviseBulletin },
  { method: 'POST', path: '/api/bulletins/:id/submission', act: submitBulletin },
  { method: 'POST', path: '/api/bulletins/:id/return', act: returnBulletin },
  { method: 'POST', path: '/api/bulletins/:id/publication', act: publishBulletin },
  { method: 'POST', path: '/api/bulletins/:id/withdrawal', act: withdrawBulletin },
  { method: 'POST', path: '/api/bulletins/:id/correction', act: correctBulletin },
  { method: 'POST', path: '/api/bulletins/:id/discard', act: discardBulletin },
  { method: 'GET', path: '/api/public/bulletins', act: listPublicBulletins },
  { method: 'GET', path: '/api/public/bulletins/:id', act: readPublicBulletin },
  { method: 'GET', path: '/bulletins/:id/bulletin.pdf', act: printBulletin, perMinute: 30 },
]
