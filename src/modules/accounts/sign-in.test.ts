// Stories of signing in with a password: what strangers learn, whom wrong guesses slow down, and how sessions end.
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { storiesOn, type Client, type StoryPeople, type TestNode } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { sweepSessions } from './actions/session.ts'
import { accounts } from './index.ts'
import { demonstrationPassword, type Me } from './model.ts'

const story = storiesOn({ modules: [accounts] })
const minute = 60_000

const signIn = (client: Client, email: string, password = demonstrationPassword) => client.asks({ method: 'POST', url: '/api/session', payload: { email, password } })
const isSignedIn = async (client: Client): Promise<boolean> => (await client.sees<Me>('/api/session')).person !== null

const guess = async (client: Client, email: string, times: number): Promise<number[]> => {
  const answers: number[] = []
  for (let time = 0; time < times; time += 1) answers.push((await signIn(client, email, `no es esta ${String(time)}`)).statusCode)
  return answers
}

const startsAfresh = (node: TestNode): void => node.passes(2 * 60 * minute)

story('session.start: unknown address, wrong password and inactive account get one answer', async ({ ana, elena, bruno, node }) => {
  await elena.does('POST', `/api/people/${bruno.id}/deactivation`)
  const browser = node.browser()
  const answers = [
    await browser.isRefused('POST', '/api/session', { email: 'nadie@prueba.example', password: demonstrationPassword }),
    await browser.isRefused('POST', '/api/session', { email: ana.email, password: 'no es esta' }),
    await browser.isRefused('POST', '/api/session', { email: bruno.email, password: demonstrationPassword }),
  ]
  expect(answers[0]).toMatchObject({ status: 403, code: 'session.wrong' })
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
  await elena.does('POST', `/api/people/${bruno.id}/activation`)
})

story('session.start: an unknown address takes as long as a known one', async ({ ana, node }) => {
  const time = async (email: string): Promise<number> => {
    startsAfresh(node)
    const start = performance.now()
    await signIn(node.browser(), email, 'no es esta')
    return performance.now() - start
  }
  // In turns, and the fastest of each: whatever else the machine does only adds to some of them.
  let [known, unknown] = [Infinity, Infinity]
  for (let turn = 0; turn < 12; turn += 1) {
    known = Math.min(known, await time(ana.email))
    unknown = Math.min(unknown, await time('nadie@prueba.example'))
  }
  expect(Math.abs(known - unknown) / known).toBeLessThan(0.5)
})

story('session.start: refusals are remembered without saying who tried from where', async ({ ana, node }) => {
  startsAfresh(node)
  await signIn(node.browser(), ana.email, 'no es esta')
  expect((await node.remembers('session.start')).at(-1)).toEqual({ outcome: 'refused', actorId: null, subject: null, changed: [] })
})

story('session.start: guessing from one network waits longer and longer', async ({ dario, node }) => {
  startsAfresh(node)
  const browser = node.browser('192.0.2.10')
  expect(await guess(browser, dario.email, 5)).toEqual([403, 403, 403, 403, 429])
  expect(await browser.isRefused('POST', '/api/session', { email: dario.email, password: demonstrationPassword })).toMatchObject({ code: 'session.waiting' })
  node.passes(1001)
  expect(await guess(browser, dario.email, 2)).toEqual([403, 429])
  node.passes(2001)
  expect((await signIn(browser, dario.email)).statusCode).toBe(200)
})

const hammer = async ({ dario, node }: StoryPeople): Promise<void> => {
  for (let network = 1; network < 12; network += 1) await guess(node.browser(`192.0.${String(network)}.10`), dario.email, 2)
}

story('session.start: strangers cannot keep the owner out, on a known device or a new network', async (people) => {
  const { dario, node } = people
  startsAfresh(node)
  await dario.sees('/api/session')
  await hammer(people)
  expect((await signIn(node.browser('192.0.1.10'), dario.email)).statusCode).toBe(429)
  expect((await signIn(dario, dario.email)).statusCode).toBe(200)
  expect((await signIn(node.browser('198.18.0.1'), dario.email)).statusCode).toBe(200)
})

story('session.start: many guesses at once count each', async ({ carla, node }) => {
  startsAfresh(node)
  const browser = node.browser('192.0.2.20')
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(browser, carla.email, 'no es esta')))
  expect(answers.filter(({ statusCode }) => statusCode === 403).length).toBeLessThanOrEqual(4)
})

story('session.start: another website cannot sign anyone in', async ({ ana, node }) => {
  const payload = { email: ana.email, password: demonstrationPassword }
  const response = await node.browser().asks({ method: 'POST', url: '/api/session', payload, headers: { 'sec-fetch-site': 'cross-site' } })
  expect(response.statusCode).toBe(403)
})

story('session.start: the token is a strict cookie that no script reads and never in the reply', async ({ ana, node }) => {
  startsAfresh(node)
  const response = await signIn(node.browser(), ana.email)
  const session = response.cookies.find(({ name }) => name === 'sidmi_session')
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(response.body).not.toContain(session?.value)
  expect(response.json()).toEqual({ person: ana.id, needsSecondFactor: false, allowed: [] })
})

story('session.read: tells a stranger nothing but what anyone may do, and a person who they are', async ({ nadie, dario }) => {
  const stranger = await nadie.sees<Me>('/api/session')
  expect(stranger).toMatchObject({ person: null, needsSetUp: false, isDemonstration: true })
  expect(stranger.acts).toContain('session.start')
  const me = await dario.sees<Me>('/api/session')
  expect(me.person).toMatchObject({ name: 'Darío Prueba', roles: ['analyst'], territories: ['MX'], institution: { kind: 'statistics' } })
  expect(me.acts).not.toContain('person.invite')
})

story('session.end: signing out ends the session for good, and a second browser stays in', async ({ ana, node }) => {
  const [first, second] = [node.browser(), node.browser()]
  const token = (await signIn(first, ana.email)).cookies.find(({ name }) => name === 'sidmi_session')?.value ?? ''
  await signIn(second, ana.email)
  await first.does('DELETE', '/api/session')
  expect(await isSignedIn(first)).toBe(false)
  expect((await first.asks({ method: 'GET', url: '/api/session', cookies: { sidmi_session: token } })).json<Me>().person).toBeNull()
  expect(await isSignedIn(second)).toBe(true)
})

story('session.read: a session ends after half an hour unused and after twelve hours in any case', async ({ ana, node }) => {
  const idle = node.browser()
  await signIn(idle, ana.email)
  node.passes(29 * minute)
  expect(await isSignedIn(idle)).toBe(true)
  node.passes(31 * minute)
  expect(await isSignedIn(idle)).toBe(false)
  await signIn(idle, ana.email)
  for (let waited = 0; waited < 12 * 60 - 20; waited += 20) {
    node.passes(20 * minute)
    expect(await isSignedIn(idle)).toBe(true)
  }
  node.passes(20 * minute)
  expect(await isSignedIn(idle)).toBe(false)
})

story('session.end, session.endOther: a screen that stayed open elsewhere hears that its session ended, and nothing after', async ({ ana, node }) => {
  const [lost, kept] = [node.browser(), node.browser()]
  for (const browser of [lost, kept]) await signIn(browser, ana.email)
  const opened = async (browser: Client) => text((await browser.asks({ method: 'GET', url: '/api/live', payloadAsStream: true })).stream())
  const heard = opened(lost)
  await expect.poll(() => lost.status('GET', '/api/session')).toBe(200)
  const { items } = await kept.sees<{ items: { id: string; isThis: boolean }[] }>('/api/sessions')
  for (const { id } of items.filter(({ isThis }) => !isThis)) await kept.does('DELETE', `/api/sessions/${id}`)
  expect(await heard).toContain('"topic":"session"')
  expect(await lost.status('GET', '/api/live')).toBe(401)
  const own = opened(kept)
  await expect.poll(() => kept.status('GET', '/api/session')).toBe(200)
  await kept.does('DELETE', '/api/session')
  expect(await own).toContain('"topic":"session"')
})

story('session.list, session.endOther: only one’s own sessions are seen and ended', async ({ ana, bruno, nadie, node }) => {
  expect(await nadie.status('GET', '/api/sessions')).toBe(401)
  const other = node.browser()
  await signIn(other, ana.email)
  type Sessions = { items: { id: string; isThis: boolean }[]; allowed: string[] }
  const { items, allowed } = await ana.sees<Sessions>('/api/sessions')
  expect(allowed).toEqual(['session.endOther'])
  expect(items.filter(({ isThis }) => isThis)).toHaveLength(1)
  const second = items.find(({ isThis }) => !isThis)?.id ?? ''
  expect(await bruno.status('DELETE', `/api/sessions/${second}`)).toBe(404)
  expect(await isSignedIn(other)).toBe(true)
  for (const { id } of items.filter(({ isThis }) => !isThis)) await ana.does('DELETE', `/api/sessions/${id}`)
  expect(await isSignedIn(other)).toBe(false)
  expect(await isSignedIn(ana)).toBe(true)
})

story('password.change: needs the current one and a good new one, and ends every other session', async ({ carla, node }) => {
  startsAfresh(node)
  const other = node.browser()
  await signIn(other, carla.email)
  const wrong = { current: 'no es esta', next: 'volcán lejano tren' }
  expect(await carla.isRefused('PUT', '/api/factors/password', wrong)).toMatchObject({ status: 403, code: 'credential.wrongPassword' })
  const short = { current: demonstrationPassword, next: 'corta' }
  expect(await carla.isRefused('PUT', '/api/factors/password', short)).toMatchObject({ status: 400, code: 'credential.short', fields: { next: expect.any(String) as string } })
  expect(await carla.isRefused('PUT', '/api/factors/password', { ...short, next: 'carla.prueba1' })).toMatchObject({ code: 'credential.personal' })
  await carla.does('PUT', '/api/factors/password', { current: demonstrationPassword, next: 'volcán lejano tren' })
  expect(await isSignedIn(carla)).toBe(true)
  expect(await isSignedIn(other)).toBe(false)
  expect((await signIn(node.browser(), carla.email)).statusCode).toBe(403)
  expect((await signIn(node.browser(), carla.email, 'volcán lejano tren')).statusCode).toBe(200)
  await carla.does('PUT', '/api/factors/password', { current: 'volcán lejano tren', next: demonstrationPassword + ' otra' })
})

story('person.listDemonstration: says who can enter the demonstration', async ({ nadie, dario }) => {
  const { items } = await nadie.sees<{ items: { email: string; password: string }[] }>('/api/demonstration-people')
  expect(items).toContainEqual(expect.objectContaining({ email: dario.email, password: demonstrationPassword }))
})

story('person.setLanguage: the account speaks the chosen language', async ({ dario, nadie }) => {
  expect(await nadie.status('PUT', '/api/language', { language: 'en' })).toBe(401)
  await dario.does('PUT', '/api/language', { language: 'en' })
  expect((await dario.sees<Me>('/api/session')).person?.language).toBe('en')
})

story('session.sweep: only the node removes what no longer counts, and nothing else', async ({ elena, node }) => {
  expect((await elena.sees<Me>('/api/session')).acts).not.toContain('session.sweep')
  node.passes(13 * 60 * minute)
  await signIn(node.browser(), elena.email)
  await perform(node.system, sweepSessions, { actor: systemActor, input: {} })
  const left = await node.database.owner.selectFrom('accounts.session').select('person_id').execute()
  expect(left).toEqual([{ person_id: elena.id }])
})
