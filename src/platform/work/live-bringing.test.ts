// What news brings: once for all screens, in the order it was announced, only what the act declares, and never at the price of not being told.
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { anyoneGranted, systemActor, type Actor } from '../access.ts'
import { action } from '../action.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { module, type Bringing } from '../module.ts'
import { createSystem } from '../system.ts'
import { openFileStore } from './files.ts'
import { announceAll, joined, openLive, type Live, type News } from './live.ts'
import { openMail } from './mail.ts'

const readNotes = action({
  name: 'note.list', summary: { es: 'Ver notas', en: 'See notes' }, input: z.object({}), output: z.object({ items: z.array(z.object({ id: z.string() })) }),
  may: anyoneGranted, run: async () => ({ items: [] }), remember: () => ({ nothing: 'trial' }),
})

let bring: Bringing['bring']
let database: TestDatabase
let live: Live
beforeAll(async () => {
  database = await testDatabase()
  const config = readConfig({ SIDMI_DATA: database.dataFolder, SIDMI_LOG_LEVEL: 'silent' })
  const node = { config, log: openLog('silent'), publicUrl: config.publicUrl, isDemonstration: false, files: openFileStore(config.dataFolder), mail: openMail(config) }
  const notes = module({ name: 'notes', actions: [readNotes], brings: [{ topic: 'note', of: readNotes, bring: (db, about) => bring(db, about) }] })
  const system = createSystem({ node, database, modules: [notes], anonymous: { ...systemActor, kind: 'anonymous' }, now: () => new Date() })
  live = await openLive(system, async (requests) => requests.map(({ headers }): Actor => ({ ...systemActor, kind: 'person', id: String(headers['x-who']), acts: new Set(['note.list']) })))
})
afterAll(async () => {
  await live.close()
  await database.drop()
})

let times = 0
beforeEach(() => {
  times = 0
  bring = async (_, { id, actors }) => {
    times += 1
    const same = { items: [{ id, secret: 'of the store' }] }
    return new Map(actors.map((actor) => [actor.id ?? '', same]))
  }
})

const screens = (people: readonly string[]) => {
  const heard: (News & { by: string })[] = []
  const stops = people.map((personId) => live.listen({ personId, request: { headers: { 'x-who': personId } } as unknown as FastifyRequest, hear: (news) => void heard.push({ ...news, by: personId }) }))
  return { heard, stop: () => stops.forEach((stop) => stop()) }
}
const announce = (brings: string, to: readonly string[]): Promise<void> => database.db.transaction().execute((db) => announceAll(db, [{ topic: 'note', brings, to }]))

test('many people are brought it at once, written as the act declares it; who was not named hears nothing', async () => {
  const people = Array.from({ length: 400 }, () => randomUUID())
  const { heard, stop } = screens([...people, randomUUID()])
  await announce('one', people)
  await expect.poll(() => heard.length).toBe(400)
  stop()
  expect(new Set(heard.map(({ brought }) => brought))).toEqual(new Set(['{"items":[{"id":"one"}]}']))
  expect([times <= 2, heard.every((news) => !('brings' in news) && !('to' in news))]).toEqual([true, true])
})

test('what comes later is told later, however long the first takes; what brings nothing waits for neither', async () => {
  const person = randomUUID()
  const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<undefined>()
  const quick = bring
  bring = async (db, about) => {
    if (about.id === 'slow') await isLetGo
    return quick(db, about)
  }
  const { heard, stop } = screens([person])
  await announce('slow', [person])
  await announce('quick', [person])
  await database.db.transaction().execute((db) => announceAll(db, [{ topic: 'round', to: [person] }]))
  await expect.poll(() => heard.map(({ topic }) => topic)).toEqual(['round'])
  letGo(undefined)
  await expect.poll(() => heard.map(({ topic, brought }) => `${topic} ${brought ?? ''}`)).toEqual(['round ', 'note {"items":[{"id":"slow"}]}', 'note {"items":[{"id":"quick"}]}'])
  stop()
})

test.each([
  ['fails', () => Promise.reject(new Error('torn'))],
  ['declares nothing of it', async (_, { actors }) => new Map(actors.map(({ id }) => [id ?? '', { items: 'none' }]))],
  ['takes too long', () => new Promise((late) => setTimeout(() => late(new Map()), 4000))],
] satisfies [string, Bringing['bring']][])('where bringing %s, the topic is told all the same', async (_, failing) => {
  const person = randomUUID()
  bring = failing
  const { heard, stop } = screens([person])
  await announce('one', [person])
  await expect.poll(() => heard.map(({ topic, brought }) => [topic, brought]), { timeout: 8000 }).toEqual([['note', undefined]])
  stop()
})

test('notifications that say the same are one announcement again, and others stay apart', () => {
  const part = (to: readonly string[] | 'all', brings = 'one') => ({ topic: 'note', brings, to })
  expect(joined([part(['a']), part(['b'], 'two'), part(['c']), part('all')])).toEqual([part(['a', 'c']), part(['b'], 'two'), part('all')])
})
