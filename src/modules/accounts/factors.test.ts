// Stories of a real node: its first set-up, the second factor it demands, authenticators, recovery codes and passkeys.
import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { expect } from 'vitest'
import { storiesOn, type Client, type TestNode } from '../../../tests/people.ts'
import { softwareAuthenticator } from '../../../tests/software-authenticator.ts'
import { accounts, loadDemonstrationPeople, setUpCode } from './index.ts'
import type { Factors, Me, PersonView } from './model.ts'

const story = storiesOn({ modules: [accounts], isDemonstration: false, hasMail: false })

const password = 'volcán lejano tren'
const email = 'elena@nodo.example'
const institution = { name: 'Secretaría', kind: 'secretariat', country: 'MX' }
const setUp = { institution, name: 'Elena Real', email, language: 'es', password }

let secret = ''
let recoveryCodes: string[] = []

const codeNow = (node: TestNode): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: node.system.now().getTime() })

/** A browser signed in with a code not used before. */
const entered = async (node: TestNode): Promise<Client> => {
  node.passes(60 * 60_000)
  const browser = node.browser()
  await browser.does('POST', '/api/session', { email, password, code: codeNow(node) })
  return browser
}

story('node.setUp: only with the code, only while there is nobody, and then never again', async ({ node }) => {
  const browser = node.browser()
  expect((await browser.sees<Me>('/api/session')).needsSetUp).toBe(true)
  const early = await setUpCode(node.system)
  const code = await setUpCode(node.system)
  expect(await browser.isRefused('POST', '/api/set-up', { ...setUp, code: 'aaaaa-aaaaa' })).toMatchObject({ status: 403, code: 'node.wrongCode' })
  expect(await browser.status('POST', '/api/set-up', { ...setUp, code: early })).toBe(403)
  expect(await browser.isRefused('POST', '/api/set-up', { ...setUp, code, password: 'contraseña123' })).toMatchObject({ code: 'credential.common' })
  expect(await browser.does('POST', '/api/set-up', { ...setUp, code })).toMatchObject({ needsSecondFactor: true })
  expect(await browser.isRefused('POST', '/api/set-up', { ...setUp, code, email: 'otra@nodo.example' })).toMatchObject({ code: 'node.closed' })
  expect(await setUpCode(node.system)).toBeUndefined()
  expect(await browser.sees<Me>('/api/session')).toMatchObject({ needsSetUp: false, person: { roles: ['administrator'] } })
})

story('session.start: without a second factor a person may only enrol one', async ({ node }) => {
  const browser = node.browser()
  expect(await browser.does('POST', '/api/session', { email, password })).toMatchObject({ needsSecondFactor: true })
  expect(await browser.status('GET', '/api/people')).toBe(404)
  expect((await browser.sees<Me>('/api/session')).needsSecondFactor).toBe(true)
  expect(await browser.sees<Factors>('/api/factors')).toMatchObject({ hasTotp: false, recoveryCodesLeft: 0, passkeys: [] })
})

story('totp.enrol, totp.confirm: with the password and a right code; then the same browser may do everything, under a new token', async ({ node }) => {
  const browser = node.browser()
  const before = (await browser.asks({ method: 'POST', url: '/api/session', payload: { email, password } })).cookies.find(({ name }) => name === 'sidmi_session')?.value ?? ''
  expect(await browser.isRefused('POST', '/api/factors/totp', { password: 'otra' })).toMatchObject({ code: 'credential.wrongPassword' })
  expect(await browser.isRefused('POST', '/api/factors/totp/confirmation', { code: '000000' })).toMatchObject({ code: 'credential.notOffered' })
  const offer = await browser.does<{ secret: string; uri: string; qr: { size: number; path: string } }>('POST', '/api/factors/totp', { password })
  secret = offer.secret
  expect(offer.uri).toContain(secret)
  expect(offer.qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
  const code = codeNow(node)
  const wrong = code === '123456' ? '654321' : '123456'
  expect(await browser.isRefused('POST', '/api/factors/totp/confirmation', { code: wrong })).toMatchObject({ code: 'credential.wrongCode' })
  const { codes } = await browser.does<{ codes: string[] }>('POST', '/api/factors/totp/confirmation', { code })
  recoveryCodes = codes
  expect(new Set(codes).size).toBe(10)
  expect(await browser.status('GET', '/api/people')).toBe(200)
  expect((await node.browser().asks({ method: 'GET', url: '/api/session', cookies: { sidmi_session: before } })).json<Me>().person).toBeNull()
  expect(await browser.isRefused('POST', '/api/factors/totp', { password })).toMatchObject({ code: 'credential.alreadyEnrolled' })
})

story('factor.read: nobody without a session; what one signs in with, never its secret', async ({ node, nadie }) => {
  expect(await nadie.status('GET', '/api/factors')).toBe(401)
  const browser = await entered(node)
  const factors = (await browser.asks({ method: 'GET', url: '/api/factors' })).body
  expect(JSON.parse(factors)).toMatchObject({ hasTotp: true, recoveryCodesLeft: 10, passkeys: [] })
  expect([secret, ...recoveryCodes].filter((hidden) => factors.includes(hidden))).toEqual([])
})

story('session.start: the password alone no longer opens the account, and a code works once', async ({ node }) => {
  node.passes(60 * 60_000)
  const browser = node.browser()
  expect(await browser.isRefused('POST', '/api/session', { email, password })).toMatchObject({ status: 403, code: 'session.codeNeeded' })
  const code = codeNow(node)
  expect(await browser.isRefused('POST', '/api/session', { email, password: 'otra', code })).toMatchObject({ code: 'session.wrong' })
  await browser.does('POST', '/api/session', { email, password, code: `${code.slice(0, 3)} ${code.slice(3)}` })
  expect(await node.browser().isRefused('POST', '/api/session', { email, password, code })).toMatchObject({ code: 'session.wrongCode' })
})

story('session.start: asking for the code does not count as a failure, wrong codes do', async ({ node }) => {
  node.passes(2 * 60 * 60_000)
  const browser = node.browser('192.0.2.33')
  for (let time = 0; time < 8; time += 1) expect(await browser.isRefused('POST', '/api/session', { email, password })).toMatchObject({ code: 'session.codeNeeded' })
  for (let time = 0; time < 4; time += 1) await browser.isRefused('POST', '/api/session', { email, password, code: '000000' })
  expect(await browser.isRefused('POST', '/api/session', { email, password, code: '000000' })).toMatchObject({ code: 'session.waiting' })
})

story('session.start: two sign-ins with one code at the same moment open one session', async ({ node }) => {
  node.passes(60 * 60_000)
  const code = codeNow(node)
  const answers = await Promise.all([1, 2, 3].map(() => node.browser().status('POST', '/api/session', { email, password, code })))
  expect(answers.toSorted()).toEqual([200, 403, 403])
})

story('session.start: a recovery code opens the account once', async ({ node }) => {
  node.passes(60 * 60_000)
  const [recoveryCode = ''] = recoveryCodes
  await node.browser().does('POST', '/api/session', { email, password, recoveryCode: recoveryCode.toUpperCase() })
  expect(await node.browser().isRefused('POST', '/api/session', { email, password, recoveryCode })).toMatchObject({ code: 'session.wrongCode' })
})

story('recovery.renew: new codes replace the old', async ({ node }) => {
  const browser = await entered(node)
  expect((await browser.sees<Factors>('/api/factors')).recoveryCodesLeft).toBe(9)
  const { codes } = await browser.does<{ codes: string[] }>('POST', '/api/factors/recovery-codes', { password })
  expect((await browser.sees<Factors>('/api/factors')).recoveryCodesLeft).toBe(10)
  expect(await node.browser().status('POST', '/api/session', { email, password, recoveryCode: recoveryCodes[1] })).toBe(403)
  recoveryCodes = codes
})

story('the authenticator’s secret is not readable in the database', async ({ node }) => {
  const row = await node.database.owner.selectFrom('accounts.credential_totp').select('sealed_secret').executeTakeFirstOrThrow()
  expect(row.sealed_secret.includes(Buffer.from(secret))).toBe(false)
})

const authenticator = softwareAuthenticator('http://localhost')

story('passkey.offer, passkey.register: with the password, once per key', async ({ node }) => {
  const browser = await entered(node)
  expect(await browser.status('POST', '/api/factors/passkey-offer', { password: 'otra' })).toBe(403)
  const { challengeId, options } = await browser.does<{ challengeId: string; options: { challenge: string } }>('POST', '/api/factors/passkey-offer', { password })
  const wrong = authenticator.register('bm90IHRoZSBjaGFsbGVuZ2U')
  const response = authenticator.register(options.challenge)
  expect(await browser.isRefused('POST', '/api/factors/passkeys', { challengeId, name: 'Llavero', response: wrong })).toMatchObject({ code: 'session.wrongPasskey' })
  await browser.does('POST', '/api/factors/passkeys', { challengeId, name: 'Llavero', response })
  expect(await browser.isRefused('POST', '/api/factors/passkeys', { challengeId, name: 'Llavero', response })).toMatchObject({ code: 'credential.notOffered' })
  expect((await browser.sees<Factors>('/api/factors')).passkeys).toEqual([expect.objectContaining({ name: 'Llavero' })])
})

story('session.offerPasskey, session.startWithPasskey: opens the account fully; an old answer, another site or a foreign key does not', async ({ node }) => {
  const browser = node.browser()
  const offer = () => browser.does<{ challengeId: string; options: { challenge: string } }>('POST', '/api/session/passkey-offer')
  const first = await offer()
  const elsewhere = authenticator.answer(first.options.challenge, 'https://nodo-falso.example')
  expect(await browser.status('POST', '/api/session/passkey', { challengeId: first.challengeId, response: elsewhere })).toBe(403)
  const second = await offer()
  const response = authenticator.answer(second.options.challenge)
  expect(await browser.status('POST', '/api/session/passkey', { challengeId: first.challengeId, response })).toBe(403)
  const foreign = softwareAuthenticator('http://localhost').answer(second.options.challenge)
  expect(await browser.status('POST', '/api/session/passkey', { challengeId: second.challengeId, response: foreign })).toBe(403)
  await browser.does('POST', '/api/session/passkey', { challengeId: second.challengeId, response })
  expect(await browser.status('GET', '/api/people')).toBe(200)
  expect(await node.browser().status('POST', '/api/session/passkey', { challengeId: second.challengeId, response })).toBe(403)
})

story('totp.remove, passkey.remove: with the password; the passkey remains demanded until it too is removed', async ({ node }) => {
  const browser = await entered(node)
  expect(await browser.status('POST', '/api/factors/totp/removal', { password: 'otra' })).toBe(403)
  await browser.does('POST', '/api/factors/totp/removal', { password })
  expect(await node.browser().isRefused('POST', '/api/session', { email, password })).toMatchObject({ code: 'session.passkeyNeeded' })
  const { passkeys } = await browser.sees<Factors>('/api/factors')
  const removal = `/api/factors/passkeys/${passkeys[0]?.id ?? ''}/removal`
  expect(await browser.status('POST', removal, { password: 'otra' })).toBe(403)
  expect(await browser.status('POST', `/api/factors/passkeys/${randomUUID()}/removal`, { password })).toBe(404)
  await browser.does('POST', removal, { password })
  expect(await node.browser().does('POST', '/api/session', { email, password })).toMatchObject({ needsSecondFactor: true })
})

story('person.invite: without mail the administrator is given the link to hand over', async ({ node }) => {
  node.passes(60 * 60_000)
  const browser = node.browser()
  await browser.does('POST', '/api/session', { email, password })
  const offer = await browser.does<{ secret: string }>('POST', '/api/factors/totp', { password })
  secret = offer.secret
  await browser.does('POST', '/api/factors/totp/confirmation', { code: codeNow(node) })
  const { items } = await browser.sees<{ items: { id: string }[] }>('/api/institutions')
  const person = { name: 'Hugo Real', email: 'hugo@nodo.example', roles: ['analyst'], territories: [], language: 'es', institutionId: items[0]?.id }
  const invited = await browser.does<PersonView & { link: string }>('POST', '/api/people', person)
  expect(invited.link).toMatch(/^http:\/\/localhost\/app\/invitation#/)
  const token = invited.link.split('#')[1]
  expect(await node.browser().does('POST', '/api/invitations/accepted', { token, password: 'otro volcán lejano' })).toMatchObject({ needsSecondFactor: true })
})

story('person.listDemonstration: a real node lists nobody', async ({ nadie }) => {
  expect((await nadie.sees<{ items: unknown[] }>('/api/demonstration-people')).items).toEqual([])
})

story('person.loadDemonstration: a real node takes no made-up people', async ({ node }) => {
  const before = await node.database.owner.selectFrom('accounts.person').select('id').execute()
  const madeUp = { name: 'Nadie Inventado', email: 'inventado@nodo.example', institution: 'any', roles: ['administrator' as const], territories: [], language: 'es' as const }
  await expect(loadDemonstrationPeople(node.system, { institutions: [], people: [madeUp] })).rejects.toThrow(/demonstration node/)
  expect(await node.database.owner.selectFrom('accounts.person').select('id').execute()).toEqual(before)
  expect((await node.remembers('person.loadDemonstration')).map(({ outcome }) => outcome)).toEqual(['failed'])
})
