// Address → act, for notices.
import type { FastifyRequest } from 'fastify'
import type { Route } from '../../platform/module.ts'
import { agentName } from '../accounts/index.ts'
import { readChannels, setChannels, subscribePush, unsubscribePush } from './actions/channels.ts'
import { listEscalations, setEscalation } from './actions/escalation.ts'
import { endWebhook, listWebhooks, setWebhook, tryOutWebhook } from './actions/webhooks.ts'

/** Which browser it is, in the words the list of devices shows. */
const also = (request: FastifyRequest): Record<string, unknown> => ({ agent: agentName(request.headers['user-agent']) })

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/channels', act: readChannels },
  { method: 'PUT', path: '/api/channels', act: setChannels },
  { method: 'POST', path: '/api/push', act: subscribePush, also, perMinute: 30 },
  { method: 'DELETE', path: '/api/push', act: unsubscribePush },
  { method: 'GET', path: '/api/webhooks', act: listWebhooks },
  { method: 'PUT', path: '/api/webhooks', act: setWebhook },
  { method: 'POST', path: '/api/webhooks/:id/end', act: endWebhook },
  { method: 'POST', path: '/api/webhooks/:id/trial', act: tryOutWebhook, perMinute: 20 },
  { method: 'GET', path: '/api/escalations', act: listEscalations },
  { method: 'PUT', path: '/api/escalations/:institutionId', act: setEscalation },
]
