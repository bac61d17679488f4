// What this device keeps for a person: gone when they leave, however they leave, and never written back by what was on its way.
import { beforeEach, expect, test, vi } from 'vitest'
import { forgetPerson, keep, keepRead, keepSession } from './kept.ts'
import { endSession, forgetIfGone } from './session.ts'

const device = vi.hoisted(() => ({ kept: new Map<string, unknown>(), onSet: (_key: string): void => undefined }))

vi.mock('idb-keyval', () => ({
  createStore: () => undefined,
  get: (key: string) => Promise.resolve(device.kept.get(key)),
  set: (key: string, value: unknown) => {
    device.kept.set(key, value)
    device.onSet(key)
    return Promise.resolve()
  },
  delMany: (keys: string[]) => Promise.resolve(keys.forEach((key) => device.kept.delete(key))),
  entries: () => Promise.resolve([...device.kept]),
}))

const mine = ['ana:alerts', 'ana:alert:1', 'ana:grid:1:2026', 'ana:draft:1:2026', 'ana:outbox:acknowledgement:1']
const here = { person: { id: 'ana' } }
const names = (): string[] => [...device.kept.keys()].toSorted()

beforeEach(async () => {
  device.kept.clear()
  device.onSet = () => undefined
  vi.stubGlobal('localStorage', { getItem: () => 'es', setItem: () => undefined })
  await keepSession(here)
  for (const key of mine) await keep(key, 'something')
  await keep('bruno:draft:1:2026', 'something')
})

const nodeAnswers = (status: number, body: object = {}): void => {
  vi.stubGlobal('fetch', () => (status === 0 ? Promise.reject(new TypeError('no network')) : Promise.resolve(new Response(JSON.stringify(body), { status }))))
}

test.each([[200, 'done'], [401, 'done'], [0, 0], [503, 503]])('session.end: answered %i, this device forgets the person all the same', async (status, outcome) => {
  nodeAnswers(status)
  expect(await endSession('ana').then(() => 'done', (problem: { status: number }) => problem.status)).toBe(outcome)
  expect(names()).toEqual(['bruno:draft:1:2026'])
})

test('session.read: nobody is signed in, so received alerts go; drafts and what waits stay', async () => {
  nodeAnswers(200, { person: null })
  await forgetIfGone()
  expect(names()).toEqual(['ana:draft:1:2026', 'ana:grid:1:2026', 'ana:outbox:acknowledgement:1', 'bruno:draft:1:2026'])
})

test('session.read: somebody else is signed in, so alerts of the one before go', async () => {
  await keepSession({ person: { id: 'bruno' } })
  expect(names()).toEqual(['ana:draft:1:2026', 'ana:grid:1:2026', 'ana:outbox:acknowledgement:1', 'bruno:draft:1:2026', 'session'])
})

test.each([0, 503])('session.read: answered %i, the node did not say who is here and everything stays', async (status) => {
  nodeAnswers(status)
  await forgetIfGone()
  expect(names()).toEqual([...mine, 'bruno:draft:1:2026', 'session'].toSorted())
})

test('what was read is kept for whoever is here, and not once they have left', async () => {
  await keepRead('ana:alert:2', 'read')
  expect(names()).toContain('ana:alert:2')
  await forgetPerson('ana')
  await keepRead('ana:alert:3', 'read')
  expect(names()).toEqual(['bruno:draft:1:2026'])
})

test('what is written at the moment of leaving does not stay', async () => {
  let leaving: Promise<void> | undefined
  device.onSet = (key) => {
    if (key === 'ana:alert:2') leaving = forgetPerson('ana')
  }
  await keepRead('ana:alert:2', 'read')
  await leaving
  expect(names()).toEqual(['bruno:draft:1:2026'])
})
