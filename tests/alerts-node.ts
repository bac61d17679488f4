// A node with alerts for stories that need two analysts, two coordinators, a neighbour country and a real SMTP mailbox.
import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { actsOfRole, accounts, anonymousActs, loadDemonstrationPeople } from '../src/modules/accounts/index.ts'
import type { DemonstrationRegion } from '../src/modules/accounts/model.ts'
import { alerts } from '../src/modules/alerts/index.ts'
import { emptyAudience, type AlertContent } from '../src/modules/alerts/model/content.ts'
import { templateOf } from '../src/modules/alerts/model/templates.ts'
import { catalogues } from '../src/modules/catalogues/index.ts'
import { collection } from '../src/modules/collection/index.ts'
import { notices } from '../src/modules/notices/index.ts'
import { statistics } from '../src/modules/statistics/index.ts'
import { uploads } from '../src/modules/uploads/index.ts'
import { warning } from '../src/modules/warning/index.ts'
import { systemActor, type Actor } from '../src/platform/access.ts'
import { readConfig } from '../src/platform/config.ts'
import type { ActName } from '../src/platform/action.ts'
import type { Db } from '../src/platform/db/database.ts'
import { createServer } from '../src/platform/http/server.ts'
import { openLog } from '../src/platform/log.ts'
import { performAny, performDownload } from '../src/platform/perform.ts'
import { createSystem, type System } from '../src/platform/system.ts'
import { openFileStore } from '../src/platform/work/files.ts'
import { openLive, type News } from '../src/platform/work/live.ts'
import { openMail } from '../src/platform/work/mail.ts'
import { workUntilIdle } from '../src/platform/work/worker.ts'
import { testDatabase } from './places.ts'

const institutions = {
  observatory: { name: 'Observatorio de prueba', kind: 'statistics', country: 'GT' },
  border: { name: 'Policía de frontera de prueba', kind: 'police', country: 'GT' },
  neighbour: { name: 'Policía vecina de prueba', kind: 'police', country: 'MX' },
  secretariat: { name: 'Secretaría de prueba', kind: 'secretariat', country: 'CR' },
} as const
type InstitutionKey = keyof typeof institutions

const cast = {
  ana: { institution: 'observatory', role: 'analyst', territories: ['GT'] },
  bruno: { institution: 'observatory', role: 'analyst', territories: ['GT'] },
  carla: { institution: 'secretariat', role: 'coordinator', territories: ['GT', 'MX', 'CR'] },
  dario: { institution: 'border', role: 'duty-officer', territories: ['GT-12'] },
  elena: { institution: 'neighbour', role: 'duty-officer', territories: ['MX-CHP'] },
  fidel: { institution: 'neighbour', role: 'coordinator', territories: ['MX'] },
  hugo: { institution: 'secretariat', role: 'administrator', territories: [] },
} as const
export type Name = keyof typeof cast
const names = Object.keys(cast) as Name[]
export const emailOf = (name: Name): string => `${name}@prueba.example`

const region: DemonstrationRegion = {
  institutions: Object.entries(institutions).map(([key, institution]) => ({ key, ...institution })),
  people: names.map((name) => {
    const { institution, role, territories } = cast[name]
    return { name, email: emailOf(name), institution, roles: [role], territories: [...territories], language: 'es' }
  }),
}

export interface Delivered {
  to: string[]
  text: string
}

/** A real SMTP server on this machine that keeps what it receives; while `refuses` is true it takes nothing. */
const openMailbox = async () => {
  const mailbox = { letters: [] as Delivered[], refuses: false, port: 0, close: (): Promise<void> => new Promise((done) => server.close(done)) }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, done) => done(mailbox.refuses ? new Error('not now') : null),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        mailbox.letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  mailbox.port = (server.server.address() as AddressInfo).port
  return mailbox
}

const actorsOf = (loaded: Awaited<ReturnType<typeof loadDemonstrationPeople>>): Record<Name, Actor> => {
  const actors = names.map((name): [Name, Actor] => {
    const { institution, role, territories } = cast[name]
    const { kind, country } = institutions[institution]
    return [name, {
      kind: 'person', id: loaded.people[emailOf(name)] ?? null, name, email: emailOf(name), roles: [role], territories, acts: actsOfRole(role), language: 'es',
      institution: { id: loaded.institutions[institution] ?? '', kind, country },
    }]
  })
  return Object.fromEntries(actors) as Record<Name, Actor>
}

/** Every file below a folder. */
const filesBelow = (folder: string): Buffer[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)))

/** The node, its people and its mailbox. `clock.now` may be moved. `isReal`: once its people are there it is no demonstration. */
export const openAlertsNode = async ({ isReal = false } = {}) => {
  const database = await testDatabase()
  const mailbox = await openMailbox()
  const clock = { now: new Date('2026-06-01T12:00:00.250Z') }
  const mail = { url: `smtp://127.0.0.1:${mailbox.port}`, from: 'sidmi@prueba.example' }
  const config = { ...readConfig({ SIDMI_DATA: database.dataFolder }), mail, sender: 'nodo.prueba.example', publicUrl: 'https://nodo.prueba.example' }
  const node = { config, log: openLog('silent'), publicUrl: config.publicUrl, isDemonstration: true, files: openFileStore(database.dataFolder), mail: openMail(config) }
  const nobody: Actor = { ...systemActor, kind: 'anonymous', name: '', acts: anonymousActs }
  const system = createSystem({ node, database, modules: [accounts, uploads, catalogues, notices, collection, statistics, warning, alerts], anonymous: nobody, now: () => clock.now })
  const loaded = await loadDemonstrationPeople(system, region)
  const people: Record<string, Actor> = actorsOf(loaded)
  node.isDemonstration = !isReal
  const senderOf = ({ headers }: Pick<FastifyRequest, 'headers'>): Actor => people[String(headers['x-who'])] ?? nobody
  const live = await openLive(system, async (requests) => requests.map(senderOf))
  const app = await createServer({ system, live, identify: async (request) => senderOf(request) })
  let asked = 0
  /** From another address now and then: the node answers only so many requests a minute from one. */
  const address = (): string => `10.0.0.${(Math.floor((asked += 1) / 500) % 250) + 1}`
  const ask = (who: Name | 'nobody' | 'gina', method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    app.inject({ method, url, remoteAddress: address(), headers: { 'x-who': who }, ...(payload && { payload }) })
  return {
    mailbox, clock, ask,
    institution: (key: InstitutionKey): string => loaded.institutions[key] ?? '',
    /** Performs a call that must succeed and returns its reply. */
    does: async <T = Record<string, unknown>>(who: Name | 'gina', method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<T & { allowed: string[] }> => {
      const answer = await ask(who, method, url, payload)
      if (answer.statusCode >= 300) throw new Error(`${who} ${method} ${url}: ${answer.statusCode} ${answer.body}`)
      return answer.json()
    },
    /** Sends a file to an upload address. */
    send: (who: Name, url: string, file: Buffer) =>
      app.inject({ method: 'POST', url, headers: { 'x-who': who, 'content-type': 'application/octet-stream' }, payload: file }),
    /** The contents of every file the node keeps. */
    everyFile: () => filesBelow(database.dataFolder),
    /** The topics that reach the person's open screen from now on. */
    hears: (who: Name): string[] => {
      const topics: string[] = []
      live.listen({ personId: people[who]?.id ?? '', hear: ({ topic }) => void topics.push(topic) })
      return topics
    },
    /** What the person's open screen hears from now on, or first of what it missed since; `session` is what its stream was opened with. */
    screen: (who: Name, { session = who, after }: { session?: string; after?: string } = {}) => {
      const heard: News[] = []
      const request = { headers: { 'x-who': session } } as unknown as FastifyRequest
      const stop = live.listen({ personId: people[who]?.id ?? '', request, hear: (news) => void heard.push(news) }, after)
      return { heard, position: live.position, stop }
    },
    /** From now on the person is another, as when their role was changed. */
    becomes: (who: Name, changes: Partial<Actor>): void => void (people[who] = { ...people[who]!, ...changes }),
    idOf: (who: Name): string => people[who]?.id ?? '',
    /** The actor of somebody who came later, to ask as `name`. */
    adds: (name: string, changes: Partial<Actor> & { id: string }): void => void (people[name] = { ...actorsOf(loaded).dario, name, ...changes }),
    /** Performs an act as the node itself does. */
    performs: (act: string, input: object) => performAny(system, system.acts.get(act as ActName)!, { actor: systemActor, input }),
    /** Begins a download as the person; its body waits to be read. */
    downloads: (who: Name, act: string, input: object) => performDownload(system, system.acts.get(act as ActName)!, { actor: people[who]!, input }),
    /** The database as its owner, to hold something back in the middle of an act. */
    owner: database.owner,
    work: () => workUntilIdle(system),
    plantSignal: (what?: string) => plantSignal(database.owner, what),
    minutePasses: () => everyMinute(system),
    close: async (): Promise<void> => {
      await app.close()
      await live.close()
      await mailbox.close()
      await database.drop()
    },
  }
}

const words = JSON.stringify({ es: 'Prueba', en: 'Test' })

/** An open signal about San Marcos, as a run of the detector would leave it; its id. */
const plantSignal = async (owner: Db, what = 'kidnapping'): Promise<string> => {
  await sql`insert into collection.source (id, name, publisher, licence, attribution, note, url, is_public, is_demonstration, cadence)
    values ('prueba', ${words}, 'Prueba', 'Prueba', ${words}, ${words}, 'https://prueba.example', true, true, 'weekly') on conflict do nothing`.execute(owner)
  await sql`insert into collection.measure values ('prueba', 'cases', 'case-files', ${words}, true, 1) on conflict do nothing`.execute(owner)
  const { rows } = await sql<{ id: string }>`
    with run as (insert into warning.run (at, series, judged, signals, alpha, method) values (now(), 1, 1, 1, 0.001, 'farrington-flexible') returning id)
    insert into warning.signal (run_id, source_id, measure, grain, place, dimension, what, since, period_start, observed, expected, upperbound, score, chance, curve, found_at)
    select id, 'prueba', 'cases', 'week', 'GT-12', 'offence', ${what}, '2026-05-18', '2026-05-25', 12, 4, 9, 1.6, 0.0001, '[]', now() from run returning id`.execute(owner)
  return rows[0]!.id
}

/** What the schedule makes the node do, and the work that follows from it. */
const everyMinute = async (system: System): Promise<void> => {
  await performAny(system, system.acts.get('notice.sendDue')!, { actor: systemActor, input: {} })
  await workUntilIdle(system)
}

/** Complete content for duty officers of San Marcos. */
export const contentFor = (changes: Partial<AlertContent> = {}): AlertContent => ({
  ...templateOf('kidnapping-zone'),
  offence: 'kidnapping',
  territories: ['GT-12'],
  audience: { ...emptyAudience, roles: ['duty-officer'], territories: ['GT-12'] },
  title: { es: 'Secuestros cerca del paso', en: 'Kidnappings near the crossing' },
  summary: { es: 'Tres casos en una semana.', en: 'Three cases in a week.' },
  expires: '2026-06-15T12:00:00.000Z',
  ...changes,
})
