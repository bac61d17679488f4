// What a careless or hostile stranger tries on a node: leaving in the middle, stalling, flooding, and what errors would tell.
import { randomUUID } from 'node:crypto'
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { anyoneGranted, systemActor, type Actor } from '../../src/platform/access.ts'
import { action, downloadAction } from '../../src/platform/action.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createServer } from '../../src/platform/http/server.ts'
import { module } from '../../src/platform/module.ts'
import { performAny, performDownload } from '../../src/platform/perform.ts'
import { createSystem, type System } from '../../src/platform/system.ts'
import { openFileStore } from '../../src/platform/work/files.ts'
import { openLive, type Live } from '../../src/platform/work/live.ts'
import { openMail } from '../../src/platform/work/mail.ts'
import { enqueueAct } from '../../src/platform/work/queue.ts'
import { workUntilIdle } from '../../src/platform/work/worker.ts'
import { testDatabase, type TestDatabase } from '../places.ts'

const text = (words: string) => ({ es: words, en: words })
const secret = 'María Prueba vive en la calle 5'

const exportEverything = downloadAction({
  name: 'trial.export', summary: text('export'), input: z.object({}), may: anyoneGranted,
  run: ({ db }) => Promise.resolve({
    name: 'everything.csv', mediaType: 'text/csv',
    body: (async function* () {
      for (let page = 0; page < 5000; page += 1) yield (await sql<{ words: string }>`select repeat('0123456789abcdef', 4096) as words`.execute(db)).rows[0]!.words
    })(),
  }),
  remember: () => ({ nothing: 'made up' }),
})

const failTelling = action({
  name: 'trial.fail', summary: text('fail'), input: z.object({}), output: z.object({}), may: anyoneGranted,
  run: () => Promise.reject(Object.assign(new Error(`550 no mailbox\n    at ${secret}`), { code: 'EENVELOPE' })),
  remember: () => ({ nothing: 'made up' }),
})

const changeRights = action({
  name: 'trial.changeRights', summary: text('change'), input: z.object({ words: z.array(z.string()).optional() }), output: z.object({}), may: anyoneGranted,
  run({ announce }) {
    announce({ topic: 'session', to: [person.id!] })
    return Promise.resolve({})
  },
  remember: () => ({ nothing: 'made up' }),
})

const trial = module({
  name: 'trial', actions: [exportEverything, failTelling, changeRights],
  routes: [
    { method: 'GET', path: '/api/everything.csv', act: exportEverything },
    { method: 'POST', path: '/api/rights', act: changeRights },
  ],
})
const person: Actor = { ...systemActor, kind: 'person', id: randomUUID(), acts: new Set(trial.actions.map((act) => act.name)) }
const nobody: Actor = { ...systemActor, kind: 'anonymous', name: '' }

let database: TestDatabase
let system: System
let live: Live
let app: FastifyInstance
let port = 0
const lines: string[] = []

const open = async (): Promise<void> => {
  live = await openLive(system)
  app = await createServer({ system, live, identify: async (request) => (request.headers['x-who'] === 'person' ? person : nobody) })
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
}

beforeAll(async () => {
  database = await testDatabase()
  const config = readConfig({ SIDMI_DATA: database.dataFolder })
  const log = pino({ level: 'info', base: null }, { write: (line) => void lines.push(line) })
  const node = { config, log, publicUrl: config.publicUrl, isDemonstration: false, files: openFileStore(database.dataFolder), mail: openMail(config) }
  system = createSystem({ node, database, modules: [trial], anonymous: nobody, now: () => new Date() })
  await open()
})
afterAll(async () => {
  await app.close()
  await live.close()
  await database.drop()
})

/** Transactions the node has begun and not ended. */
const openTransactions = async (): Promise<number> => (await sql<{ n: number }>`
  select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and xact_start is not null`.execute(database.owner)).rows[0]!.n

const asked = (path: string, headers: Record<string, string> = {}): Promise<{ request: ClientRequest; reply: IncomingMessage }> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({ port, path, headers: { 'x-who': 'person', ...headers } }, (reply) => resolve({ request, reply }))
    request.on('error', reject).end()
  })

/** Reads a first piece and then no more. */
const begun = async (headers?: Record<string, string>) => {
  const { request, reply } = await asked('/api/everything.csv', headers)
  request.on('error', () => undefined)
  reply.on('error', () => undefined)
  if (reply.statusCode === 200) await new Promise((seen) => reply.once('readable', () => seen(reply.read(1))))
  return { request, status: reply.statusCode }
}

test.each([
  ['plain', { 'accept-encoding': 'identity' }],
  ['compressed', { 'accept-encoding': 'gzip' }],
])('a download left in the middle gives its snapshot back (%s)', async (_name, headers) => {
  const { request } = await begun(headers)
  expect(await openTransactions()).toBe(1)
  request.destroy()
  await expect.poll(openTransactions).toBe(0)
})

test('a download left before its first byte gives its snapshot back', async () => {
  const { body } = await performDownload(system, exportEverything, { actor: person, input: {} })
  expect(await openTransactions()).toBe(1)
  Readable.from(body).destroy()
  await expect.poll(openTransactions).toBe(0)
})

test('readers that stall cannot take every connection: the rest are asked to wait, and everyone else is served', async () => {
  const readers = []
  for (let turn = 0; turn < 12; turn += 1) readers.push(await begun())
  expect(readers.filter(({ status }) => status === 200)).toHaveLength(4)
  expect(readers.filter(({ status }) => status === 429)).toHaveLength(8)
  expect((await app.inject({ method: 'GET', url: '/ready' })).statusCode).toBe(200)
  readers.forEach(({ request }) => request.destroy())
  await expect.poll(openTransactions).toBe(0)
  const again = await begun()
  expect(again.status).toBe(200)
  again.request.destroy()
  await expect.poll(openTransactions).toBe(0)
})

test('silent connections and endless requests have an end', () => {
  expect([app.server.timeout, app.server.requestTimeout]).toEqual([120_000, 3_600_000])
})

/** An open screen: what it heard, and whether it was ended. */
const screen = async () => {
  const { reply } = await asked('/api/live')
  const state = { heard: '', isEnded: false }
  reply.on('data', (part: Buffer) => void (state.heard += part.toString())).on('end', () => void (state.isEnded = true))
  await expect.poll(() => state.heard).toContain('retry')
  return state
}

test('a screen is ended when its person’s rights change, so that it must show its session again', async () => {
  const state = await screen()
  await performAny(system, changeRights, { actor: person, input: {} })
  await expect.poll(() => state.isEnded).toBe(true)
  expect(state.heard).toContain('{"topic":"session",')
})

test('when the node stops, open screens are ended at once and readers that stall soon after', async () => {
  const state = await screen()
  expect((await begun()).status).toBe(200)
  const stopping = app.close()
  await expect.poll(() => state.isEnded).toBe(true)
  await stopping
  await expect.poll(openTransactions).toBe(0)
  await live.close()
  await open()
})

test('a form is never read from the address, and an answer does not outgrow what was sent', async () => {
  const ask = (url: string, payload: object) => app.inject({ method: 'POST', url, payload, headers: { 'x-who': 'person' } })
  expect((await ask('/api/rights?words=1', {})).statusCode).toBe(200)
  const answer = await ask('/api/rights', { words: Array.from({ length: 100_000 }, () => 1) })
  expect([answer.statusCode, Object.keys(answer.json<{ fields: object }>().fields).length]).toEqual([400, 100])
})

const refusals = async (): Promise<{ n: number; named: number }> => (await sql<{ n: number; named: number }>`
  select count(*)::int as n, count(subject)::int as named from audit.event where act = 'trial.export' and outcome = 'refused'`.execute(database.owner)).rows[0]!

test('strangers cannot fill the memory, nor write words into it', async () => {
  const knock = () => performDownload(system, exportEverything, { actor: nobody, input: { id: 'words-of-a-stranger' } }).catch(() => undefined)
  for (let turn = 0; turn < 250; turn += 1) await knock()
  expect(await refusals()).toMatchObject({ n: expect.any(Number) as number, named: 0 })
  const { n } = await refusals()
  expect(n).toBeGreaterThan(100)
  await knock()
  expect((await refusals()).n).toBe(n)
})

test('work that fails tells neither the log nor the queue the words of the error', async () => {
  await enqueueAct(database.db, 'trial.fail', {})
  await workUntilIdle(system)
  const { rows } = await sql<{ last_error: string | null }>`select last_error from graphile_worker._private_jobs`.execute(database.owner)
  expect(rows).toEqual([{ last_error: 'EENVELOPE' }])
  expect(lines.some((line) => line.includes('work failed') && line.includes('EENVELOPE'))).toBe(true)
  expect(lines.join('')).not.toContain('calle 5')
})
