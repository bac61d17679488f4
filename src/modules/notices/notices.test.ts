// Stories of being told, over HTTP on a real PostgreSQL, with a real HTTPS endpoint for the world outside: refusals first.
import { createHmac, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect } from 'vitest'
import { afresh, everyMinute, leaveOutside, outside, seen, states, told, trial } from '../../../tests/notices-trial.ts'
import { storiesOn, type TestNode } from '../../../tests/people.ts'
import { pushBrowser } from '../../../tests/push-browser.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { accounts } from '../accounts/index.ts'
import { notices } from './index.ts'
import { usualSettings, type SettingsView } from './model/channels.ts'
import type { PlanView } from './model/escalation.ts'
import type { WebhookSet, WebhookTried, WebhookView } from './model/webhooks.ts'
import { sendDue } from './actions/sending.ts'

const story = storiesOn({ modules: [accounts, notices, trial] })
afterAll(leaveOutside)

const settings = (more: object = {}) => ({ ...usualSettings, timeZone: 'America/Mexico_City', ...more })
const everyWay = usualSettings.choices.map((choice) => ({ ...choice, channels: ['email', 'push', 'digest'] }))

story('channel.read, channel.set: one’s own only; what is severe never waits, and what does not fit is told field by field', async (people) => {
  const { ana, nadie } = people
  await afresh(people)
  expect(await nadie.status('GET', '/api/channels')).toBe(401)
  expect(await nadie.status('PUT', '/api/channels', settings())).toBe(401)
  const before = await ana.sees<SettingsView>('/api/channels')
  expect([before.isChosen, before.quiet, before.hasMail, before.pushKey.length]).toEqual([false, null, true, 87])
  const waiting = { ...settings(), choices: usualSettings.choices.map((choice) => ({ ...choice, waits: true })) }
  expect(Object.keys((await ana.isRefused('PUT', '/api/channels', waiting)).fields ?? {})).toEqual(['choices'])
  expect((await ana.isRefused('PUT', '/api/channels', settings({ timeZone: 'Marte/Base' }))).fields).toHaveProperty('timeZone')
  expect((await ana.isRefused('PUT', '/api/channels', settings({ quiet: { from: '25:00', until: '06:00' } }))).fields).toHaveProperty(['quiet.from'])
  expect((await ana.isRefused('PUT', '/api/channels', settings({ quiet: { from: '06:00', until: '06:00' } }))).fields).toHaveProperty(['quiet.until'])
  await ana.does('PUT', '/api/channels', settings({ quiet: { from: '22:00', until: '06:30' }, digestAt: '08:15' }))
  const after = await ana.sees<SettingsView>('/api/channels')
  expect([after.isChosen, after.timeZone, after.quiet, after.digestAt]).toEqual([true, 'America/Mexico_City', { from: '22:00', until: '06:30' }, '08:15'])
  expect(after.choices.toSorted((a, b) => a.severity.localeCompare(b.severity))).toEqual(usualSettings.choices.toSorted((a, b) => a.severity.localeCompare(b.severity)))
})

const jobs = async ({ database }: TestNode): Promise<string[]> =>
  (await sql<{ line: string }>`select split_part(key, ':', 1) || ' ' || priority as line from graphile_worker.jobs where key is not null and task_identifier = 'urgent' order by priority, key`.execute(database.owner)).rows.map(({ line }) => line)

story('notice.sendDue: the grave goes before the mild, and what still waits for a worker is not handed out again; what was lost is', async (people) => {
  const { ana, dario, node } = people
  await afresh(people)
  const digest = usualSettings.choices.map((choice) => ({ ...choice, channels: ['digest'] }))
  await dario.does('PUT', '/api/channels', settings({ choices: digest }))
  const [mild, grave] = [await told(node, { people: [ana.id], severity: 'Minor' }), await told(node, { people: [ana.id, dario.id] })]
  await sql`update notices.dispatch set due_at = created_at where channel = 'digest' and notice_id = ${grave.id}::uuid`.execute(node.database.owner)
  const handOut = () => perform(node.system, sendDue, { actor: systemActor, input: {} })
  const waiting = ['notice.send 1', 'notice.send 4', 'notice.digest 10']
  await handOut()
  expect(await jobs(node)).toEqual(waiting)
  for (let time = 0; time < 3; time += 1) {
    node.passes(31 * 60_000)
    await handOut()
    expect(await jobs(node)).toEqual(waiting)
  }
  await sql`select graphile_worker.remove_job(key) from graphile_worker.jobs where key is not null`.execute(node.database.owner)
  await handOut()
  expect(await jobs(node)).toEqual(waiting)
  await node.works()
  expect([await states(node, grave.id), await states(node, mild.id)]).toEqual([['digest sent', 'email sent'], ['email sent']])
  expect(node.letters).toHaveLength(3)
  node.passes(-93 * 60_000)
})

story('notice.digest: what joins a digest that was often tried has tries of its own', async (people) => {
  const { dario, node } = people
  await afresh(people)
  await dario.does('PUT', '/api/channels', settings({ choices: usualSettings.choices.map((choice) => ({ ...choice, channels: ['digest'] })) }))
  const [old, fresh] = [await told(node, { people: [dario.id] }), await told(node, { people: [dario.id] })]
  await sql`update notices.dispatch set due_at = created_at, attempts = case when notice_id = ${old.id}::uuid then 9 else 0 end where notice_id in (${old.id}::uuid, ${fresh.id}::uuid)`.execute(node.database.owner)
  const { mail } = node.system.node
  node.system.node.mail = { isConfigured: true, send: () => Promise.reject(new Error('down')) }
  await everyMinute(node)
  node.system.node.mail = mail
  expect([await states(node, old.id), await states(node, fresh.id)]).toEqual([['digest failed'], ['digest queued']])
})

story('notice.sendDue: quiet hours hold what is moderate and not what is extreme; a later notice takes the place of what waits, and what was read is not sent', async (people) => {
  const { ana, node } = people
  await afresh(people)
  const hour = new Date(node.system.now()).getUTCHours()
  const clock = (at: number): string => `${String((at + 24) % 24).padStart(2, '0')}:00`
  await ana.does('PUT', '/api/channels', settings({ timeZone: 'UTC', quiet: { from: clock(hour - 1), until: clock(hour + 3) } }))
  const subject = randomUUID()
  const [first, grave] = [await told(node, { people: [ana.id], severity: 'Moderate', subject }), await told(node, { people: [ana.id], severity: 'Extreme' })]
  await node.works()
  expect([await states(node, first.id), await states(node, grave.id)]).toEqual([['email queued'], ['email sent']])
  const second = await told(node, { people: [ana.id], severity: 'Moderate', subject })
  expect([await states(node, first.id), await states(node, second.id)]).toEqual([['email dropped'], ['email queued']])
  await perform(node.system, seen, { actor: systemActor, input: { subject, person: ana.id } })
  expect(await states(node, second.id)).toEqual(['email dropped'])
  const third = await told(node, { people: [ana.id], severity: 'Moderate' })
  const louder = await told(node, { people: [ana.id], severity: 'Moderate', isEscalation: true })
  await node.works()
  expect([await states(node, third.id), await states(node, louder.id)]).toEqual([['email queued'], ['email sent']])
  node.passes(3.5 * 3_600_000)
  await everyMinute(node)
  expect(await states(node, third.id)).toEqual(['email sent'])
  node.passes(-3.5 * 3_600_000)
})

story('notice.send: told again, it arrives once; the letter keeps its name, and neither its subject nor its words say what it is', async (people) => {
  const { ana, bruno, node } = people
  await afresh(people)
  const once = await told(node, { people: [ana.id] })
  await told(node, { ...once, people: [ana.id, bruno.id] })
  await node.works()
  await everyMinute(node)
  expect(node.letters.map(({ to }) => to).toSorted()).toEqual([ana.email, bruno.email])
  expect(new Set(node.letters.map(({ id }) => id)).size).toBe(2)
  for (const { subject, text } of node.letters) {
    expect(subject).toBe('SIDMI: tiene un aviso por leer')
    expect(text).not.toMatch(/Extrem|grave|TLP|alerta /i)
  }
})

story('notice.digest: one letter a day for all that waits, at the hour the person chose', async (people) => {
  const { dario, node } = people
  await afresh(people)
  const hour = (new Date(node.system.now()).getUTCHours() + 2) % 24
  const only = usualSettings.choices.map((choice) => ({ ...choice, channels: ['digest'] }))
  await dario.does('PUT', '/api/channels', settings({ timeZone: 'UTC', digestAt: `${String(hour).padStart(2, '0')}:00`, choices: only }))
  const [one, other] = [await told(node, { people: [dario.id] }), await told(node, { people: [dario.id] })]
  await everyMinute(node)
  expect(node.letters).toEqual([])
  node.passes(2.1 * 3_600_000)
  await everyMinute(node)
  await everyMinute(node)
  expect(node.letters.map(({ to, subject }) => [to, subject])).toEqual([[dario.email, 'SIDMI: resumen del día']])
  expect([await states(node, one.id), await states(node, other.id)]).toEqual([['digest sent'], ['digest sent']])
})

story('notice.forget: whoever is deactivated after the notice gets neither the e-mail nor the push that waited', async (people) => {
  const { carla, elena, node } = people
  await afresh(people)
  const there = await outside(node)
  await carla.does('POST', '/api/push', pushBrowser(`${there.url}/push/3`).subscription)
  await carla.does('PUT', '/api/channels', settings({ choices: everyWay }))
  const { id } = await told(node, { people: [carla.id] })
  await elena.does('POST', `/api/people/${carla.id}/deactivation`)
  await node.works()
  await everyMinute(node)
  expect(await states(node, id)).toEqual(['digest dropped', 'email dropped', 'push dropped'])
  expect([node.letters, there.received]).toEqual([[], []])
  await elena.does('POST', `/api/people/${carla.id}/activation`)
  expect((await told(node, { id, people: [carla.id] })).id).toBe(id)
  await node.works()
  expect(node.letters).toEqual([])
})

const institutionOf = async (node: TestNode, name: string): Promise<string> =>
  (await sql<{ id: string }>`select id from accounts.institution where name = ${name}`.execute(node.database.db)).rows[0]!.id

story('webhook.set, webhook.list, webhook.try, webhook.end: set by an administrator, to a public https address, signed, with id and address alone', async (people) => {
  const { ana, bruno, elena, node } = people
  await afresh(people)
  const there = await outside(node)
  const institutionId = await institutionOf(node, 'Fiscalía de prueba')
  const terms = { institutionId, url: `${there.url}/avisos` }
  expect(await ana.status('GET', '/api/webhooks')).toBe(404)
  expect(await ana.status('PUT', '/api/webhooks', terms)).toBe(404)
  for (const url of ['http://institucion.org/x', 'https://u:p@institucion.org/', 'nada']) {
    expect((await elena.isRefused('PUT', '/api/webhooks', { ...terms, url })).fields).toHaveProperty('url')
  }
  expect((await elena.isRefused('PUT', '/api/webhooks', { ...terms, institutionId: randomUUID() })).code).toBe('webhook.noInstitution')
  const first = await elena.does<WebhookSet>('PUT', '/api/webhooks', terms)
  const webhook = await elena.does<WebhookSet>('PUT', '/api/webhooks', terms)
  expect([first.secret === webhook.secret, webhook.secret.length]).toEqual([false, 43])
  const listed = await elena.sees<{ items: (WebhookView & { secret?: string })[] }>('/api/webhooks')
  expect(listed.items.map(({ id, endedAt, secret }) => [id, endedAt === null, secret])).toEqual([[webhook.id, true, undefined], [first.id, false, undefined]])

  expect(await elena.does<WebhookTried>('POST', `/api/webhooks/${webhook.id}/trial`)).toMatchObject({ isTaken: true, answer: 'http-201' })
  there.answers(302)
  expect(await elena.does<WebhookTried>('POST', `/api/webhooks/${webhook.id}/trial`)).toMatchObject({ isTaken: false, answer: 'http-302' })
  expect(there.received).toHaveLength(2)
  there.received.length = 0

  const lastTries = async () => (await elena.sees<{ items: WebhookView[] }>('/api/webhooks')).items.map(({ lastTry }) => lastTry?.error)
  expect(await lastTries()).toEqual([undefined, undefined])
  const { id, subject } = await told(node, { people: [ana.id, bruno.id] })
  await node.works()
  expect([await states(node, id), await lastTries()]).toEqual([['email sent', 'email sent', 'webhook queued'], ['http-302', undefined]])
  there.answers(200)
  node.passes(11 * 60_000)
  await everyMinute(node)
  await everyMinute(node)
  expect(there.received).toHaveLength(2)
  const [call] = there.received.map(({ body }) => JSON.parse(body.toString()) as { id: string; address: string })
  expect([call!.id === id, call!.id === subject]).toEqual([false, false])
  for (const { body, headers } of there.received) {
    expect(JSON.parse(body.toString())).toEqual({ id: call!.id, address: 'http://localhost/app/alerts' })
    expect(headers['sidmi-signature']).toBe(`sha256=${createHmac('sha256', webhook.secret).update(body).digest('hex')}`)
  }
  await told(node, { people: [ana.id, bruno.id], withoutWebhook: true })
  await node.works()
  expect(there.received).toHaveLength(2)
  const lastTry = { day: new Date(node.system.now()).toISOString().slice(0, 10), error: null }
  const view = (await elena.sees<{ items: WebhookView[] }>('/api/webhooks')).items.find((each) => each.id === webhook.id)!
  expect([view.lastTry, Object.keys(view).toSorted()]).toEqual([lastTry, ['endedAt', 'id', 'institution', 'lastTry', 'setAt', 'url']])
  await elena.does('POST', `/api/webhooks/${webhook.id}/end`)
  expect((await elena.isRefused('POST', `/api/webhooks/${webhook.id}/end`)).code).toBe('webhook.ended')
  expect((await elena.isRefused('POST', `/api/webhooks/${webhook.id}/trial`)).code).toBe('webhook.ended')
  expect(await states(node, (await told(node, { people: [bruno.id] })).id)).toEqual(['email queued'])
})

story('escalation.list, escalation.set: coordinators for their own institution, administrators for all; only people who receive alerts, each once', async (people) => {
  const { ana, bruno, carla, elena, node } = people
  const prosecutor = await institutionOf(node, 'Fiscalía de prueba')
  const secretariat = await institutionOf(node, 'Secretaría de prueba')
  const plan = (members: string[]) => ({ people: members, minutes: { Extreme: 15, Severe: 60, Moderate: null } })
  for (const person of [bruno, carla]) expect(await person.status('GET', '/api/escalations')).toBe(404)
  expect(await bruno.status('PUT', `/api/escalations/${prosecutor}`, plan([]))).toBe(404)
  expect((await ana.isRefused('PUT', `/api/escalations/${prosecutor}`, plan([bruno.id]))).code).toBe('request.notFound')
  expect((await ana.isRefused('PUT', `/api/escalations/${secretariat}`, plan([bruno.id]))).code).toBe('escalation.notAMember')
  expect((await ana.isRefused('PUT', `/api/escalations/${secretariat}`, plan([elena.id]))).code).toBe('escalation.notAMember')
  expect((await ana.isRefused('PUT', `/api/escalations/${secretariat}`, plan([ana.id, ana.id]))).code).toBe('escalation.repeated')
  const set = await ana.does<PlanView>('PUT', `/api/escalations/${secretariat}`, plan([ana.id]))
  expect([set.plan?.people, set.members.map(({ name }) => name)]).toEqual([[ana.id], ['Ana Prueba']])
  expect((await ana.sees<{ items: PlanView[] }>('/api/escalations')).items.map(({ institution }) => institution.id)).toEqual([secretariat])
  await elena.does('PUT', `/api/escalations/${prosecutor}`, plan([bruno.id]))
  const all = await elena.sees<{ items: PlanView[] }>('/api/escalations')
  expect(all.items.filter(({ plan: each }) => each !== null).map(({ institution }) => institution.id).toSorted()).toEqual([prosecutor, secretariat].toSorted())
})
