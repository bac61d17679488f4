// Live news after a cut: nothing missed, nothing told twice, and everything looked at again when that is no longer known.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { systemActor } from '../access.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { createSystem } from '../system.ts'
import { openFileStore } from './files.ts'
import { announceAll, openLive, openMemory, type Live, type News } from './live.ts'
import { openMail } from './mail.ts'

let database: TestDatabase
let live: Live
beforeAll(async () => {
  database = await testDatabase()
  const config = readConfig({ SIDMI_DATA: database.dataFolder, SIDMI_LOG_LEVEL: 'silent' })
  const node = { config, log: openLog('silent'), publicUrl: config.publicUrl, isDemonstration: false, files: openFileStore(config.dataFolder), mail: openMail(config) }
  live = await openLive(createSystem({ node, database, modules: [], anonymous: systemActor, now: () => new Date() }))
})
afterAll(async () => {
  await live.close()
  await database.drop()
})

const person = randomUUID()
const announce = (topic: string, to: readonly string[] | 'all'): Promise<void> => database.db.transaction().execute((db) => announceAll(db, [{ topic, to }]))

const listening = (after?: string) => {
  const news: News[] = []
  const stop = live.listen({ personId: person, hear: (each) => void news.push(each) }, after)
  return { topics: () => news.map(({ topic }) => topic), last: () => news.at(-1)?.id ?? live.position(), stop }
}

test('a screen that was cut off is told what concerns it, each topic once, and nothing it heard before', async () => {
  const before = listening()
  await announce('alert', [person])
  await expect.poll(before.topics).toEqual(['alert'])
  const at = before.last()
  before.stop()
  await announce('alert', [person, randomUUID()])
  await announce('alert', [person])
  await announce('round', 'all')
  await announce('signal', [randomUUID()])
  await expect.poll(() => listening(at).topics()).toEqual(['alert', 'round'])
  expect(listening(live.position()).topics()).toEqual([])
  expect(before.topics()).toEqual(['alert'])
})

test('many people are told in one statement, and each of them hears it', async () => {
  const mine = listening()
  await announce('alert', [...Array.from({ length: 1000 }, () => randomUUID()), person])
  await expect.poll(mine.topics).toEqual(['alert'])
})

test.each(['otra-3', 'nada', '', `${'a'.repeat(12)}-1`])('after an id of another time (%j) everything is looked at again', (id) => {
  expect(listening(id).topics()).toEqual(['all'])
})

test('however much is told to others, a screen that was cut off learns only of its own', async () => {
  const at = live.position()
  const counting = listening()
  await database.db.transaction().execute((db) => announceAll(db, Array.from({ length: 2500 }, (_, turn) => ({ topic: `round-${String(turn)}`, to: [randomUUID()] }))))
  await announce('alert', [person])
  await expect.poll(counting.topics).toEqual(['alert'])
  expect(listening(at).topics()).toEqual(['alert'])
  expect(listening(counting.last()).topics()).toEqual([])
})

test('what is missed is known for half an hour, and after that everything is looked at again; ids grow with time alone', () => {
  const clock = { ms: 0 }
  const memory = openMemory(() => clock.ms)
  const first = memory.position()
  for (let turn = 0; turn < 5000; turn += 1) memory.add({ topic: 'alert', address: `/alerts/${String(turn)}`, to: [randomUUID()] })
  memory.add({ topic: 'alert', to: [person] })
  clock.ms = 29 * 60_000
  expect(memory.missed(first, person)).toEqual([{ topic: 'alert' }])
  expect(memory.missed(first, randomUUID())).toEqual([])
  const second = memory.position()
  const other = openMemory(() => clock.ms)
  expect(other.missed(second, person)).toEqual([{ topic: 'all' }])
  clock.ms = 31 * 60_000
  memory.add({ topic: 'round', to: 'all' })
  expect(memory.missed(first, person)).toEqual([{ topic: 'all' }])
  expect(memory.missed(second, person)).toEqual([{ topic: 'round' }])
  memory.forget()
  expect(memory.missed(second, person)).toEqual([{ topic: 'all' }])
})
