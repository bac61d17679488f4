// The promises of the act, tried on a module of notes: permission, memory, transactions, the wire.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor, type Actor } from '../../src/platform/access.ts'
import { storedEvents, verifyChain } from '../../src/platform/audit.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createServer } from '../../src/platform/http/server.ts'
import { perform } from '../../src/platform/perform.ts'
import { createSystem, type System } from '../../src/platform/system.ts'
import { openFileStore } from '../../src/platform/work/files.ts'
import { openMail } from '../../src/platform/work/mail.ts'
import { openLive, type Live } from '../../src/platform/work/live.ts'
import { workUntilIdle } from '../../src/platform/work/worker.ts'
import { testDatabase, type TestDatabase } from '../places.ts'
import { notes, notesSchema, writeNote } from './notes.ts'

const allActs = new Set(notes.actions.map((act) => act.name))
const person = (acts: ReadonlySet<string>): Actor => ({ ...systemActor, kind: 'person', id: randomUUID(), name: 'Prueba', acts })
const people = { writer: person(allActs), other: person(allActs), stranger: person(new Set()) }
const nobody: Actor = { ...systemActor, kind: 'anonymous', name: '' }

let database: TestDatabase
let system: System
let live: Live
let app: FastifyInstance
const lines: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  await sql.raw(notesSchema).execute(database.owner)
  const config = { ...readConfig({ SIDMI_DATA: database.dataFolder }), uploadLimitBytes: 1000 }
  const log = pino({ level: 'info', base: null }, { write: (line) => void lines.push(line) })
  const node = { config, log, publicUrl: config.publicUrl, isDemonstration: false, files: openFileStore(database.dataFolder), mail: openMail(config) }
  system = createSystem({ node, database, modules: [notes], anonymous: nobody, now: () => new Date('2026-03-01T10:11:12.345Z') })
  live = await openLive(system)
  app = await createServer({ system, live, identify: async (request) => people[request.headers['x-who'] as keyof typeof people] ?? nobody })
})

afterAll(async () => {
  await app.close()
  await live.close()
  await database.drop()
})

const ask = (who: string, method: 'GET' | 'POST', url: string, more: InjectOptions = {}) =>
  app.inject({ method, url, ...more, headers: { 'x-who': who, ...more.headers } })

const written = async (words = 'hola'): Promise<string> =>
  (await ask('writer', 'POST', '/api/notes', { payload: { words } })).json<{ id: string }>().id

const remembered = async (act: string, subject: string | null) =>
  (await sql<{ outcome: string; actor_id: string | null }>`
    select outcome, actor_id::text from audit.event where act = ${act} and subject is not distinct from ${subject} order by seq`.execute(database.db)).rows

test('unknown, hidden and forbidden get the same answer, and refusals are remembered', async () => {
  const id = await written()
  const answers = await Promise.all([ask('other', 'GET', `/api/notes/${id}`), ask('stranger', 'GET', `/api/notes/${id}`), ask('writer', 'GET', `/api/notes/${randomUUID()}`)])
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
  expect(answers.map((answer) => answer.statusCode)).toEqual([404, 404, 404])
  expect((await remembered('note.read', id)).map((event) => event.outcome)).toEqual(['refused', 'refused'])
})

test('an anonymous visitor is asked to sign in', async () => {
  expect((await ask('nobody', 'POST', '/api/notes', { payload: { words: 'x' } })).statusCode).toBe(401)
})

test('input that does not fit is answered field by field, in the reader’s language', async () => {
  const answer = await ask('writer', 'POST', '/api/notes', { payload: { words: '' }, headers: { 'accept-language': 'en' } })
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ status: 400, code: 'request.invalid', fields: { words: 'Fill in this entry.' } })
})

test('a change asked for by another website is refused', async () => {
  const answer = await ask('writer', 'POST', '/api/notes', { payload: { words: 'x' }, headers: { 'sec-fetch-site': 'cross-site' } })
  expect(answer.statusCode).toBe(403)
})

test('what is not declared in the output never leaves', async () => {
  const answer = await ask('writer', 'POST', '/api/notes', { payload: { words: 'hola' } })
  expect(Object.keys(answer.json<object>()).toSorted()).toEqual(['allowed', 'id', 'words'])
})

test('a reply says what is allowed next', async () => {
  const id = await written()
  const answer = await ask('writer', 'POST', `/api/notes/${id}/closing`)
  expect(answer.json()).toMatchObject({ allowed: ['note.read'] })
  expect((await ask('writer', 'POST', `/api/notes/${id}/closing`)).json()).toMatchObject({ code: 'note.closed', status: 409 })
})

test('an act that fails leaves nothing half done, shows nothing, and is remembered as failed', async () => {
  const id = await written('whole')
  const answer = await ask('writer', 'POST', `/api/notes/${id}/breaking`)
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('a plain failure')
  expect((await ask('writer', 'GET', `/api/notes/${id}`)).json()).toMatchObject({ words: 'whole' })
  expect((await remembered('note.break', id)).map((event) => event.outcome)).toEqual(['failed'])
})

test('reactions and later acts are carried out by the node, once', async () => {
  const id = await written()
  await ask('writer', 'POST', `/api/notes/${id}/closing`)
  await workUntilIdle(system)
  const { rows } = await sql<{ times: number }>`select times from notes.note where id = ${id}::uuid`.execute(database.db)
  expect(rows[0]?.times).toBe(2)
})

test('live news reaches only those named', async () => {
  const heard: string[] = []
  const stops = Object.entries(people).map(([name, { id }]) => live.listen({ personId: id!, hear: ({ topic }) => void heard.push(`${name} ${topic}`) }))
  await ask('writer', 'POST', `/api/notes/${await written()}/closing`)
  await expect.poll(() => heard).toEqual(['writer note'])
  stops.forEach((stop) => stop())
})

test('an upload is kept whole under its hash, and one above the limit is refused and leaves nothing', async () => {
  const headers = { 'content-type': 'application/octet-stream' }
  const kept = await ask('writer', 'POST', '/api/notes/attachments?name=a.txt', { payload: Buffer.from('hola'), headers })
  expect(kept.json()).toMatchObject({ bytes: 4, sha256: 'b221d9dbb083a7f33428d7c2a3c3198ae925614d70210e28716ccaa7cd4ddb79' })
  expect((await ask('writer', 'POST', '/api/notes/attachments', { payload: Buffer.alloc(2000), headers })).statusCode).toBe(413)
  expect((await ask('stranger', 'POST', '/api/notes/attachments', { payload: Buffer.from('x'), headers })).statusCode).toBe(404)
})

test('a download is remembered and streamed', async () => {
  await written('zorro')
  const answer = await ask('writer', 'GET', '/api/notes.csv')
  expect(answer.body).toContain('zorro\n')
  expect(answer.headers['content-disposition']).toContain('notes.csv')
  expect(await remembered('note.export', null)).toHaveLength(1)
})

test('logs hold neither contents nor identity', async () => {
  await written('palabrasecreta')
  await ask('writer', 'GET', '/api/notes.csv?q=palabrasecreta')
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.join('')).not.toMatch(/palabrasecreta|Prueba|127\.0\.0\.1/)
})

test('the serving role can neither insert, update, delete nor truncate the memory', async () => {
  await written()
  for (const attempt of ['update audit.event set act = act', 'delete from audit.event', 'truncate audit.event', 'insert into audit.event select * from audit.event', 'set role sidmi', 'alter table audit.event disable trigger all']) {
    await expect(sql.raw(attempt).execute(database.db), attempt).rejects.toThrow(/permission denied|must be owner|does not exist/)
  }
})

test('the chain verifies, and any altered, missing or reordered event is found', async () => {
  await written()
  const verdict = () => verifyChain(storedEvents(database.owner))
  expect(await verdict()).toEqual({ ok: true, events: expect.any(Number), head: expect.any(String) })
  await sql`update audit.event set subject = 'other' where seq = 3`.execute(database.owner)
  expect(await verdict()).toMatchObject({ ok: false, brokenAt: '3', why: 'hash' })
  await sql`delete from audit.event where seq = 3`.execute(database.owner)
  expect(await verdict()).toMatchObject({ ok: false, brokenAt: '4', why: 'sequence' })
})

test('of anonymous acts only the day is kept', async () => {
  await ask('nobody', 'POST', '/api/notes', { payload: { words: 'x' } })
  const { rows } = await sql<{ at: string }>`select to_char(at at time zone 'UTC', 'HH24:MI:SS.US') as at from audit.event where actor_kind = 'anonymous'`.execute(database.db)
  expect(new Set(rows.map((row) => row.at))).toEqual(new Set(['00:00:00.000000']))
})

test('acts at the same moment keep one unbroken chain', async () => {
  const before = await sql<{ seq: number }>`select max(seq) as seq from audit.event`.execute(database.db)
  await Promise.all(Array.from({ length: 40 }, () => perform(system, writeNote, { actor: people.writer, input: { words: 'x' } })))
  const { rows } = await sql<{ n: number; last: number }>`select count(*)::int as n, max(seq) as last from audit.event where seq > ${before.rows[0]!.seq}`.execute(database.db)
  expect(rows[0]).toEqual({ n: 40, last: before.rows[0]!.seq + 40 })
})
