// Address → act.
import type { Route } from '../../platform/module.ts'
import { doubtUnit, vouchForUnit } from './actions/announcing.ts'
import { addPasskey, changePassphrase, createKey, readKeys, removePasskey } from './actions/own-keys.ts'
import { explainAccess } from './actions/explaining.ts'
import { challengeKey } from './actions/proving.ts'
import { handOn, recoverKey, stopRecovery } from './actions/recovery.ts'
import { entrustKey, exportKey, makeUnitKey, rotateUnitKey, unwrapKey, wrapKey } from './actions/unit-keys.ts'
import { appointLead, changeUnit, closeUnit, createUnit, listOpenUnits, listUnits, readUnit, reopenUnit } from './actions/units.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/units/public', act: listOpenUnits },
  { method: 'GET', path: '/api/units/access', act: explainAccess },
  { method: 'POST', path: '/api/units', act: createUnit, status: 201 },
  { method: 'GET', path: '/api/units', act: listUnits },
  { method: 'GET', path: '/api/units/:id', act: readUnit },
  { method: 'PUT', path: '/api/units/:id', act: changeUnit },
  { method: 'POST', path: '/api/units/:id/leads', act: appointLead },
  { method: 'POST', path: '/api/units/:id/closing', act: closeUnit },
  { method: 'POST', path: '/api/units/:id/reopening', act: reopenUnit },
  { method: 'POST', path: '/api/units/:id/vouching', act: vouchForUnit },
  { method: 'POST', path: '/api/units/:id/doubts', act: doubtUnit },
  { method: 'POST', path: '/api/units/:id/key', act: makeUnitKey },
  { method: 'POST', path: '/api/units/:id/rotation', act: rotateUnitKey },
  { method: 'POST', path: '/api/units/:id/members', act: wrapKey },
  { method: 'POST', path: '/api/units/:id/removals', act: unwrapKey },
  { method: 'POST', path: '/api/units/:id/custody', act: entrustKey },
  { method: 'POST', path: '/api/units/:id/export', act: exportKey },
  { method: 'POST', path: '/api/units/:id/recovery', act: handOn },
  { method: 'POST', path: '/api/units/:id/recovery/stop', act: stopRecovery },
  { method: 'POST', path: '/api/recoveries/:recovery/completion', act: recoverKey },
  { method: 'GET', path: '/api/keys', act: readKeys },
  { method: 'POST', path: '/api/keys', act: createKey, status: 201 },
  { method: 'GET', path: '/api/keys/challenge', act: challengeKey },
  { method: 'PUT', path: '/api/keys/:key/passphrase', act: changePassphrase },
  { method: 'POST', path: '/api/keys/:key/passkeys', act: addPasskey },
  { method: 'POST', path: '/api/keys/passkeys/:lock/removal', act: removePasskey },
]
