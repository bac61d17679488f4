// What is urgent does not wait for what is long, goes by its priority, and waits but once under its key.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { systemActor } from '../access.ts'
import { action } from '../action.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { module } from '../module.ts'
import { createSystem, type System } from '../system.ts'
import { openFileStore } from './files.ts'
import { openMail } from './mail.ts'
import { enqueueAct, isWaiting } from './queue.ts'
import { startWorker, workUntilIdle } from './worker.ts'

const done: string[] = []
let release: () => void = () => undefined
const held = new Promise<void>((free) => (release = free))
const common = { summary: { es: 'Prueba', en: 'Trial' }, input: z.object({ word: z.string() }), output: z.object({}), may: () => false, remember: () => ({ nothing: 'a trial' }) }
const long = action({
  ...common, name: 'trial.import',
  async run() {
    await held
    return {}
  },
})
const quick = action({
  ...common, name: 'notice.trial',
  run: ({ input: { word } }) => {
    done.push(word)
    return Promise.resolve({})
  },
})

let database: TestDatabase
let system: System
beforeAll(async () => {
  database = await testDatabase()
  const config = readConfig({ SIDMI_DATA: database.dataFolder, SIDMI_LOG_LEVEL: 'silent' })
  const node = { config, log: openLog('silent'), publicUrl: config.publicUrl, isDemonstration: false, files: openFileStore(config.dataFolder), mail: openMail(config) }
  system = createSystem({ node, database, modules: [module({ name: 'trial', actions: [long, quick] })], anonymous: systemActor, now: () => new Date() })
})
afterAll(() => database.drop())

test('the grave goes before the mild; under one key there is one, the last', async () => {
  const { db } = database
  await enqueueAct(db, 'notice.trial', { word: 'mild' }, { priority: 4 })
  await enqueueAct(db, 'notice.trial', { word: 'first' }, { priority: 2, key: 'same' })
  await enqueueAct(db, 'notice.trial', { word: 'again' }, { priority: 2, key: 'same' })
  await enqueueAct(db, 'notice.trial', { word: 'grave' }, { priority: 1 })
  expect([await isWaiting(db, 'notice.trial'), await isWaiting(db, 'notice.tria')]).toEqual([true, false])
  await workUntilIdle(system)
  expect([done.splice(0), await isWaiting(db, 'notice.trial')]).toEqual([['grave', 'again', 'mild'], false])
})

test('behind more imports than there are workers, a notice is sent all the same', async () => {
  for (let time = 0; time < 5; time += 1) await enqueueAct(database.db, 'trial.import', { word: '' })
  const worker = await startWorker(system)
  await enqueueAct(database.db, 'notice.trial', { word: 'urgent' })
  await expect.poll(() => done, { timeout: 20_000 }).toEqual(['urgent'])
  release()
  await worker.stop()
})
