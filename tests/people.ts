// The named people of every story, each with a client over in-process HTTP on a node of the test file's own.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, test } from 'vitest'
import { anonymousActs, identify, identifyAgain, loadDemonstrationPeople } from '../src/modules/accounts/index.ts'
import { demonstrationPassword, type DemonstrationRegion } from '../src/modules/accounts/model.ts'
import { systemActor } from '../src/platform/access.ts'
import { readConfig } from '../src/platform/config.ts'
import { createServer } from '../src/platform/http/server.ts'
import { openLog } from '../src/platform/log.ts'
import type { Module } from '../src/platform/module.ts'
import type { Letter, Mail } from '../src/platform/node.ts'
import { createSystem, type System } from '../src/platform/system.ts'
import { openFileStore } from '../src/platform/work/files.ts'
import { openLive } from '../src/platform/work/live.ts'
import { workUntilIdle } from '../src/platform/work/worker.ts'
import { testDatabase, type TestDatabase } from './places.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Body = Record<string, unknown>
/** Replies are JSON of many shapes; a story that reads one says which. */
type Json = Record<string, unknown> & { allowed: string[] }

/** A refusal as RFC 9457 problem details. */
export interface Refusal {
  status: number
  code: string
  title: string
  fields?: Record<string, string>
}

export interface Client {
  /** Does something that must succeed and gives the reply. */
  does: <T = Json>(method: Method, path: string, body?: Body) => Promise<T>
  /** Reads something that must be there. */
  sees: <T = Json>(path: string) => Promise<T>
  /** Tries something that must be refused and gives the problem. */
  isRefused: (method: Method, path: string, body?: Body) => Promise<Refusal>
  status: (method: Method, path: string, body?: Body) => Promise<number>
  /** Sends a file to an upload act; `path` carries its query. */
  uploads: <T = Json>(path: string, content: string | Uint8Array) => Promise<T>
  /** Any request, with this person's cookies, and the whole response. */
  asks: (options: InjectOptions) => Promise<LightMyRequestResponse>
}

export interface Person extends Client {
  id: string
  email: string
  name: string
}

/** One remembered event of an act, oldest first. */
export interface RememberedEvent {
  outcome: string
  actorId: string | null
  subject: string | null
  changed: string[]
}

/** The node a file's stories happen on. */
export interface TestNode {
  system: System
  database: TestDatabase
  app: FastifyInstance
  /** Letters the node sent, oldest first. */
  letters: Letter[]
  /** Moves the node's clock forward. */
  passes: (ms: number) => void
  /** Performs queued acts and reactions until none is left. */
  works: () => Promise<void>
  remembers: (act: string) => Promise<RememberedEvent[]>
  /** A browser nobody has signed in with, as seen from an address. */
  browser: (address?: string) => Client
}

export interface StoryPeople {
  /** Coordinator of the regional secretariat; Mexico and Guatemala. */
  ana: Person
  /** Duty officer of a prosecutor's office in Chiapas, Mexico. */
  bruno: Person
  /** Focal point of a shelter in Guatemala. */
  carla: Person
  /** Analyst of a statistics office in Mexico. */
  dario: Person
  /** Administrator of the node. */
  elena: Person
  /** Reception officer of the shelter in Guatemala. */
  fatima: Person
  /** Another reception officer of the same shelter. */
  gael: Person
  /** Officer of migration control in Mexico, given the role of reception officer all the same. */
  hugo: Person
  /** Somebody who has not signed in. */
  nadie: Client
  node: TestNode
}

const region: DemonstrationRegion = {
  institutions: [
    { key: 'secretariat', name: 'Secretaría de prueba', kind: 'secretariat', country: 'MX' },
    { key: 'prosecutor', name: 'Fiscalía de prueba', kind: 'prosecutor', country: 'MX' },
    { key: 'shelter', name: 'Albergue de prueba', kind: 'shelter', country: 'GT' },
    { key: 'statistics', name: 'Estadística de prueba', kind: 'statistics', country: 'MX' },
    { key: 'migration', name: 'Migración de prueba', kind: 'migration', country: 'MX' },
  ],
  people: [
    { name: 'Ana Prueba', email: 'ana@prueba.example', institution: 'secretariat', roles: ['coordinator'], territories: ['MX', 'GT'], language: 'es' },
    { name: 'Bruno Prueba', email: 'bruno@prueba.example', institution: 'prosecutor', roles: ['duty-officer'], territories: ['MX-CHP'], language: 'es' },
    { name: 'Carla Prueba', email: 'carla@prueba.example', institution: 'shelter', roles: ['focal-point'], territories: ['GT'], language: 'es' },
    { name: 'Darío Prueba', email: 'dario@prueba.example', institution: 'statistics', roles: ['analyst'], territories: ['MX'], language: 'es' },
    { name: 'Elena Prueba', email: 'elena@prueba.example', institution: 'secretariat', roles: ['administrator'], territories: [], language: 'es' },
    { name: 'Fátima Prueba', email: 'fatima@prueba.example', institution: 'shelter', roles: ['reception-officer'], territories: ['GT'], language: 'es' },
    { name: 'Gael Prueba', email: 'gael@prueba.example', institution: 'shelter', roles: ['reception-officer'], territories: ['GT'], language: 'es' },
    { name: 'Hugo Prueba', email: 'hugo@prueba.example', institution: 'migration', roles: ['reception-officer'], territories: ['MX'], language: 'es' },
  ],
}

const clientOf = (app: FastifyInstance, address: string, before: (jar: Map<string, string>) => Promise<void>): Client => {
  const jar = new Map<string, string>()
  let ready: Promise<void> | undefined
  const asks = async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    await (ready ??= before(jar))
    const response = await app.inject({ remoteAddress: address, ...options, cookies: { ...Object.fromEntries(jar), ...options.cookies } })
    for (const { name, value } of response.cookies) jar.set(name, value)
    return response
  }
  const sends = (method: Method, path: string, body?: Body) => asks({ method, url: path, ...(body && { payload: body }) })
  const succeed = <T>(what: string, response: LightMyRequestResponse): T => {
    if (response.statusCode >= 300) throw new Error(`${what} was answered ${response.statusCode}: ${response.body}`)
    return response.json<T>()
  }
  return {
    asks,
    does: async (method, path, body) => succeed(`${method} ${path}`, await sends(method, path, body)),
    sees: async (path) => succeed(`GET ${path}`, await sends('GET', path)),
    status: async (method, path, body) => (await sends(method, path, body)).statusCode,
    uploads: async (path, content) => succeed(`POST ${path}`, await asks({
      method: 'POST', url: path, headers: { 'content-type': 'application/octet-stream' }, payload: Buffer.from(content),
    })),
    isRefused: async (method, path, body) => {
      const response = await sends(method, path, body)
      if (response.statusCode < 400) throw new Error(`${method} ${path} was not refused: ${response.body}`)
      return response.json<Refusal>()
    },
  }
}

const mailInto = (letters: Letter[]): Mail => ({ isConfigured: true, send: async (letter) => void letters.push(letter) })

export interface StoryOptions {
  /** Only these modules; all of the system's unless told. */
  modules?: readonly Module[]
  /** A real node starts with nobody in it; `ana` and the others do not exist there. */
  isDemonstration?: boolean
  hasMail?: boolean
}

interface World extends TestNode {
  people: Record<string, string>
  close: () => Promise<void>
}

const remembered = async (database: TestDatabase, act: string): Promise<RememberedEvent[]> =>
  (await sql<RememberedEvent>`select outcome, actor_id::text as "actorId", subject, changed from audit.event where act = ${act} order by seq`.execute(database.db)).rows

const openWorld = async ({ modules, isDemonstration = true, hasMail = true }: StoryOptions): Promise<World> => {
  const database = await testDatabase()
  const letters: Letter[] = []
  let ahead = 0
  const config = { ...readConfig({ SIDMI_DATA: database.dataFolder, SIDMI_LOG_LEVEL: 'silent' }), publicUrl: 'http://localhost' }
  const mail = hasMail ? mailInto(letters) : { isConfigured: false, send: () => Promise.reject(new Error('no mail')) }
  const system = createSystem({
    node: { config, log: openLog('silent'), publicUrl: config.publicUrl, isDemonstration, files: openFileStore(config.dataFolder), mail },
    database, modules: modules ?? (await import('../src/system.ts')).modules,
    anonymous: { ...systemActor, kind: 'anonymous', name: '', acts: anonymousActs }, now: () => new Date(Date.now() + ahead),
  })
  for (const module of system.modules) await module.prepare?.(system)
  const { people } = isDemonstration ? await loadDemonstrationPeople(system, region) : { people: {} }
  const live = await openLive(system, identifyAgain)
  const app = await createServer({ system, live, identify })
  return {
    system, database, app, letters, people,
    passes: (ms) => void (ahead += ms),
    works: () => workUntilIdle(system),
    remembers: (act) => remembered(database, act),
    browser: (address = '198.51.100.7') => clientOf(app, address, () => Promise.resolve()),
    close: async () => {
      await app.close()
      await live.close()
      await database.drop()
    },
  }
}

const signIn = (app: FastifyInstance, email: string, address: string) => async (jar: Map<string, string>): Promise<void> => {
  const response = await app.inject({ method: 'POST', url: '/api/session', remoteAddress: address, payload: { email, password: demonstrationPassword } })
  if (response.statusCode !== 200) throw new Error(`${email} could not sign in: ${response.body}`)
  for (const { name, value } of response.cookies) jar.set(name, value)
}

const peopleOf = (world: World): StoryPeople => {
  const person = (name: string, at: number): Person => {
    const email = `${name}@prueba.example`
    const known = region.people.find((each) => each.email === email)
    const address = `203.0.113.${String(at)}`
    return { id: world.people[email] ?? '', email, name: known?.name ?? name, ...clientOf(world.app, address, signIn(world.app, email, address)) }
  }
  return {
    ana: person('ana', 1), bruno: person('bruno', 2), carla: person('carla', 3), dario: person('dario', 4), elena: person('elena', 5),
    fatima: person('fatima', 6), gael: person('gael', 7), hugo: person('hugo', 8),
    nadie: world.browser(), node: world,
  }
}

export type Story = (title: string, tell: (people: StoryPeople) => Promise<void>) => void

/** Stories of one test file: they share a node of its own, opened by the first and removed after the last. */
export const storiesOn = (options: StoryOptions = {}): Story => {
  let opening: Promise<World> | undefined
  const tell = async (story: (people: StoryPeople) => Promise<void>): Promise<void> => story(peopleOf(await (opening ??= openWorld(options))))
  afterAll(async () => (await opening)?.close())
  return (title, story) => test(title, () => tell(story))
}

/** A story on a node with every module and the named people. */
export const story: Story = storiesOn()
