// Addresses of accounts, and what only the server knows of a browser: its cookies, its network, its name.
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../platform/access.ts'
import type { Cookie, Route } from '../../platform/module.ts'
import type { System } from '../../platform/system.ts'
import { preferredLanguage } from '../../platform/text.ts'
import { acceptInvitation, readInvitation, setUpNode } from './actions/invitations.ts'
import { changePassword, confirmTotp, enrolTotp, readFactors, removeTotp, renewRecoveryCodes } from './actions/factors.ts'
import { identifyToken, identifyUnseen } from './actions/identify.ts'
import { changeInstitution, createInstitution, listAllInstitutions } from './actions/institutions.ts'
import { offerPasskey, offerPasskeySignIn, registerPasskey, removePasskey, startSessionWithPasskey } from './actions/passkeys.ts'
import {
  activatePerson, changePerson, chooseLanguage, deactivatePerson, invitePerson, listDemonstrationPeople, listEveryone, readPerson, resetFactors,
} from './actions/people.ts'
import { endOtherSession, endOwnSession, listSessions, readSession, startSession } from './actions/session.ts'
import type { Browser, Tokens } from './model.ts'
import { agentName, sessionLimits } from './rules/session.ts'
import { networkOf } from './rules/waiting.ts'

const sessionCookie = 'sidmi_session'
const deviceCookie = 'sidmi_device'
const year = 365 * 24 * 60 * 60

/** Who sends the request. Its Accept-Language, which the workspace sets to the language on screen, wins over the account's. */
export const identify = (request: FastifyRequest, system: System): Promise<Actor> => identifyToken(system, askingOf(request))

/** Who sent these requests, as their sessions stand now; asking keeps none of them alive. */
export const identifyAgain = (requests: readonly FastifyRequest[], system: System): Promise<Actor[]> => identifyUnseen(system, requests.map(askingOf))

const askingOf = ({ headers: { 'accept-language': header }, cookies }: FastifyRequest) =>
  ({ token: cookies[sessionCookie], language: header === undefined ? undefined : preferredLanguage(header) })

const also = (request: FastifyRequest): { [K in keyof Browser]: Browser[K] | undefined } => ({
  session: request.cookies[sessionCookie],
  device: request.cookies[deviceCookie],
  network: networkOf(request.ip),
  agent: agentName(request.headers['user-agent']),
})

const cookies = ({ tokens }: { tokens: Tokens }): Cookie[] => [
  { name: sessionCookie, value: tokens.session ?? '', maxAge: tokens.session === null ? 0 : sessionLimits.longest / 1000 },
  ...(tokens.device ? [{ name: deviceCookie, value: tokens.device, maxAge: year }] : []),
]

const withoutTokens = ({ tokens: _, ...shown }: { tokens: Tokens }): Record<string, unknown> => shown

/** For acts that open, renew or end the browser's session. */
const signing = { also, cookies, present: withoutTokens }

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/session', act: readSession },
  { method: 'POST', path: '/api/session', act: startSession, perMinute: 60, ...signing },
  { method: 'DELETE', path: '/api/session', act: endOwnSession, ...signing },
  { method: 'POST', path: '/api/session/passkey-offer', act: offerPasskeySignIn, perMinute: 60 },
  { method: 'POST', path: '/api/session/passkey', act: startSessionWithPasskey, perMinute: 60, ...signing },
  { method: 'GET', path: '/api/sessions', act: listSessions, also },
  { method: 'DELETE', path: '/api/sessions/:id', act: endOtherSession },
  { method: 'GET', path: '/api/factors', act: readFactors },
  { method: 'PUT', path: '/api/factors/password', act: changePassword, ...signing },
  { method: 'POST', path: '/api/factors/totp', act: enrolTotp },
  { method: 'POST', path: '/api/factors/totp/confirmation', act: confirmTotp, perMinute: 20, ...signing },
  { method: 'POST', path: '/api/factors/totp/removal', act: removeTotp },
  { method: 'POST', path: '/api/factors/recovery-codes', act: renewRecoveryCodes },
  { method: 'POST', path: '/api/factors/passkey-offer', act: offerPasskey },
  { method: 'POST', path: '/api/factors/passkeys', act: registerPasskey, ...signing },
  { method: 'POST', path: '/api/factors/passkeys/:id/removal', act: removePasskey },
  { method: 'PUT', path: '/api/language', act: chooseLanguage },
  { method: 'POST', path: '/api/invitations/opened', act: readInvitation, perMinute: 30 },
  { method: 'POST', path: '/api/invitations/accepted', act: acceptInvitation, perMinute: 30, ...signing },
  { method: 'POST', path: '/api/set-up', act: setUpNode, perMinute: 10, ...signing },
  { method: 'GET', path: '/api/people', act: listEveryone },
  { method: 'POST', path: '/api/people', act: invitePerson, status: 201 },
  { method: 'GET', path: '/api/people/:id', act: readPerson },
  { method: 'PUT', path: '/api/people/:id', act: changePerson },
  { method: 'POST', path: '/api/people/:id/deactivation', act: deactivatePerson },
  { method: 'POST', path: '/api/people/:id/activation', act: activatePerson },
  { method: 'POST', path: '/api/people/:id/new-access', act: resetFactors },
  { method: 'GET', path: '/api/demonstration-people', act: listDemonstrationPeople },
  { method: 'GET', path: '/api/institutions', act: listAllInstitutions },
  { method: 'POST', path: '/api/institutions', act: createInstitution, status: 201 },
  { method: 'PUT', path: '/api/institutions/:id', act: changeInstitution },
]
