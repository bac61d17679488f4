// Address → act.
import type { Route } from '../../platform/module.ts'
import { cancelImport } from './actions/cancelling.ts'
import { downloadRefusals, listDeliveries, readDelivery, receiveDelivery } from './actions/deliveries.ts'
import { readObservation } from './actions/observations.ts'
import { discardDraft, previewDraft, readDraft, saveDraft, sketchDelivery, sketchProfile, watchPreview } from './actions/profiles/drafts.ts'
import { adoptProfile, deliverDraftFile, exportProfile, listProfiles, publishProfile, retireOne } from './actions/profiles/publishing.ts'
import { downloadRelease, listReleases, readRelease, takeBackRelease } from './actions/releases.ts'
import { listSources } from './actions/sources.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/sources', act: listSources },
  { method: 'POST', path: '/api/deliveries', act: receiveDelivery, status: 201 },
  { method: 'GET', path: '/api/deliveries', act: listDeliveries },
  { method: 'GET', path: '/api/deliveries/:id', act: readDelivery },
  { method: 'POST', path: '/api/deliveries/:id/cancellation', act: cancelImport },
  { method: 'GET', path: '/api/deliveries/:id/refusals', act: downloadRefusals },
  { method: 'GET', path: '/api/observations/:id', act: readObservation },
  { method: 'GET', path: '/api/sources/:source/releases', act: listReleases },
  { method: 'GET', path: '/api/sources/:source/releases/:number', act: readRelease },
  { method: 'GET', path: '/api/sources/:source/releases/:number/cells.csv', act: downloadRelease },
  { method: 'POST', path: '/api/sources/:source/withdrawals', act: takeBackRelease, status: 201 },
  { method: 'GET', path: '/api/profiles', act: listProfiles },
  { method: 'POST', path: '/api/profiles/drafts', act: sketchProfile, status: 201 },
  { method: 'POST', path: '/api/profiles/drafts/from-delivery', act: sketchDelivery, status: 201 },
  { method: 'GET', path: '/api/profiles/drafts/:id', act: readDraft },
  { method: 'PUT', path: '/api/profiles/drafts/:id', act: saveDraft },
  { method: 'DELETE', path: '/api/profiles/drafts/:id', act: discardDraft },
  { method: 'POST', path: '/api/profiles/drafts/:id/preview', act: previewDraft },
  { method: 'GET', path: '/api/profiles/drafts/:id/progress', act: watchPreview },
  { method: 'POST', path: '/api/profiles/drafts/:id/publication', act: publishProfile },
  { method: 'POST', path: '/api/profiles/drafts/:id/delivery', act: deliverDraftFile, status: 201 },
  { method: 'POST', path: '/api/profiles/adoption', act: adoptProfile },
  { method: 'GET', path: '/api/profiles/:source/:profile/export', act: exportProfile },
  { method: 'POST', path: '/api/profiles/:source/:profile/retirement', act: retireOne },
]
