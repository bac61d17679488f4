// An open stream ends with the session that opened it, and does not itself keep it alive.
import Fastify from 'fastify'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { systemActor, type Actor } from '../access.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { createSystem, type System } from '../system.ts'
import { openFileStore } from '../work/files.ts'
import type { Live } from '../work/live.ts'
import { openMail } from '../work/mail.ts'
import { addLive } from './live.ts'

let database: TestDatabase
let system: System
beforeAll(async () => {
  database = await testDatabase()
  const config = readConfig({ SIDMI_DATA: database.dataFolder, SIDMI_LOG_LEVEL: 'silent' })
  const node = { config, log: openLog('silent'), publicUrl: config.publicUrl, isDemonstration: false, files: openFileStore(config.dataFolder), mail: openMail(config) }
  system = createSystem({ node, database, modules: [], anonymous: systemActor, now: () => new Date() })
  await sql`create table platform.seen (moment timestamptz)`.execute(database.owner)
  await sql`grant insert on platform.seen to sidmi_app`.execute(database.owner)
})
afterAll(() => database.drop())

const person: Actor = { ...systemActor, kind: 'person', id: randomUUID() }
const live: Live = { listen: () => () => undefined, position: () => 'a-0', close: () => Promise.resolve() }

test('each beat asks again who it is: the stream ends once the session no longer counts, and looking is not being seen', async () => {
  const app = Fastify()
  let asked = 0
  const identify = async (_: unknown, { database: { db } }: System): Promise<Actor> => {
    await sql`insert into platform.seen values (now())`.execute(db)
    asked += 1
    return asked < 4 ? person : { ...person, kind: 'anonymous', id: null }
  }
  addLive(app, { system, live, identify }, 20)
  const { body } = await app.inject({ method: 'GET', url: '/api/live' })
  expect([asked, body.split(': still here').length - 1]).toEqual([4, 2])
  expect((await sql<{ n: number }>`select count(*)::int as n from platform.seen`.execute(database.owner)).rows).toEqual([{ n: 1 }])
  await app.close()
})
