// Stories of waking a person’s browsers, over HTTP on a real PostgreSQL, with a real HTTPS endpoint for the push service: refusals first.
import { createPublicKey, verify } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect } from 'vitest'
import { afresh, everyMinute, leaveOutside, outside, states, told, trial } from '../../../tests/notices-trial.ts'
import { storiesOn } from '../../../tests/people.ts'
import { pushBrowser } from '../../../tests/push-browser.ts'
import { accounts } from '../accounts/index.ts'
import { notices } from './index.ts'
import { usualSettings, type SettingsView } from './model/channels.ts'

const story = storiesOn({ modules: [accounts, notices, trial] })
afterAll(leaveOutside)

const settings = (more: object = {}) => ({ ...usualSettings, timeZone: 'America/Mexico_City', ...more })

story('push.subscribe, push.unsubscribe: only to public https addresses; the browser is woken by an encrypted message that says nothing', async (people) => {
  const { bruno, nadie, node } = people
  await afresh(people)
  const { url: at } = await outside(node)
  node.system.node.config.outgoing = undefined
  const browser = pushBrowser(`${at}/push/1`)
  expect(await nadie.status('POST', '/api/push', browser.subscription)).toBe(401)
  expect((await bruno.isRefused('POST', '/api/push', browser.subscription)).code).toBe('channel.notReachable')
  expect((await bruno.isRefused('POST', '/api/push', { ...browser.subscription, endpoint: 'https://10.0.0.1/x' })).code).toBe('channel.notReachable')
  const { received } = await outside(node)
  expect((await bruno.isRefused('POST', '/api/push', { ...browser.subscription, keys: { p256dh: 'corta', auth: 'corta' } })).fields).toHaveProperty(['keys.auth'])
  await bruno.does('POST', '/api/push', browser.subscription)
  expect((await bruno.sees<SettingsView>('/api/channels')).devices).toHaveLength(1)

  const { id, subject } = await told(node, { people: [bruno.id] })
  await node.works()
  await everyMinute(node)
  expect(await states(node, id)).toEqual(['email sent', 'push sent'])
  expect(received).toHaveLength(1)
  const { headers, body } = received[0]!
  expect([headers['content-encoding'], headers.topic, headers.urgency]).toEqual(['aes128gcm', id.replaceAll('-', ''), 'high'])
  expect(JSON.parse(browser.open(body))).toEqual({ tag: id, words: 'Tiene algo por leer.' })
  expect(body.includes(subject)).toBe(false)
  isVapid(String(headers.authorization), (await bruno.sees<SettingsView>('/api/channels')).pushKey, at)

  await bruno.does('DELETE', `/api/push?endpoint=${encodeURIComponent(browser.subscription.endpoint)}`)
  expect((await bruno.sees<SettingsView>('/api/channels')).devices).toEqual([])
})

/** RFC 8292: a token for that push service, of this hour, signed by the key that browsers were given. */
const isVapid = (authorization: string, publicKey: string, audience: string): void => {
  const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? []
  expect(key).toBe(publicKey)
  const [head = '', claims = '', signature = ''] = token.split('.')
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ aud: audience })
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const from = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const }
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), from, Buffer.from(signature, 'base64url'))).toBe(true)
}

story('notice.send: a browser that no longer exists is forgotten; a push service that is down is asked again', async (people) => {
  const { bruno, node } = people
  await afresh(people)
  const there = await outside(node)
  await bruno.does('POST', '/api/push', pushBrowser(`${there.url}/push/2`).subscription)
  there.answers(503)
  const first = await told(node, { people: [bruno.id] })
  await node.works()
  expect(await states(node, first.id)).toEqual(['email sent', 'push queued'])
  there.answers(410)
  node.passes(11 * 60_000)
  await everyMinute(node)
  expect(await states(node, first.id)).toEqual(['email sent', 'push dropped'])
  expect((await bruno.sees<SettingsView>('/api/channels')).devices).toEqual([])
})

const onlyPush = usualSettings.choices.map((choice) => ({ ...choice, channels: ['push'] }))

story('notice.send: who is told by push alone gets an e-mail when the push does not arrive: at once if it is grave, else when it has come to an end', async (people) => {
  const { bruno, node } = people
  await afresh(people)
  const there = await outside(node)
  await bruno.does('PUT', '/api/channels', settings({ choices: onlyPush }))
  await bruno.does('POST', '/api/push', pushBrowser(`${there.url}/push/4`).subscription)
  there.answers(503)
  const [grave, mild] = [await told(node, { people: [bruno.id] }), await told(node, { people: [bruno.id], severity: 'Moderate' })]
  await node.works()
  expect([await states(node, grave.id), await states(node, mild.id)]).toEqual([['email sent', 'push queued'], ['push queued']])
  there.answers(410)
  node.passes(11 * 60_000)
  await everyMinute(node)
  expect([await states(node, grave.id), await states(node, mild.id)]).toEqual([['email sent', 'push dropped'], ['email sent', 'push dropped']])
  expect(await states(node, (await told(node, { people: [bruno.id] })).id)).toEqual(['email queued'])
  await node.works()
  expect(node.letters.map(({ to }) => to)).toEqual([bruno.email, bruno.email, bruno.email])
})

story('notice.send: each of a person’s browsers for itself: only the one that was not reached is tried again, the gone one is forgotten, and no letter goes to who was told', async (people) => {
  const { bruno, node } = people
  await afresh(people)
  const there = await outside(node)
  await bruno.does('PUT', '/api/channels', settings({ choices: onlyPush }))
  for (const path of ['/push/phone', '/push/desk']) await bruno.does('POST', '/api/push', pushBrowser(`${there.url}${path}`).subscription)
  const woken = (): string[] => there.received.splice(0).map(({ path }) => path).toSorted()
  const shared = async (id: string) => (await sql<{ state: string }>`select state from notices.shared_dispatch where notice_id = ${id}::uuid`.execute(node.database.db)).rows.map(({ state }) => state)
  const later = async (): Promise<void> => {
    node.passes(2 * 60 * 60_000)
    await everyMinute(node)
  }

  there.answers(503, '/push/desk')
  const first = await told(node, { people: [bruno.id] })
  await node.works()
  expect([woken(), await states(node, first.id), await shared(first.id)]).toEqual([['/push/desk', '/push/phone'], ['push queued'], ['sent']])
  await later()
  expect([woken(), await states(node, first.id)]).toEqual([['/push/desk'], ['push queued']])
  there.answers(201)
  await later()
  expect([woken(), await states(node, first.id)]).toEqual([['/push/desk'], ['push sent']])
  await later()
  expect(woken()).toEqual([])

  there.answers(503, '/push/phone')
  const second = await told(node, { people: [bruno.id] })
  await node.works()
  expect([woken(), await states(node, second.id)]).toEqual([['/push/desk', '/push/phone'], ['push queued']])
  there.answers(410, '/push/phone')
  await later()
  expect([woken(), await states(node, second.id)]).toEqual([['/push/phone'], ['push sent']])
  node.passes(-8 * 60 * 60_000)
  expect((await bruno.sees<SettingsView>('/api/channels')).devices.map(({ endpoint: at }) => at.slice(-4))).toEqual(['desk'])
  expect(node.letters).toEqual([])
})
