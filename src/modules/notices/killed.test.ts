// A node killed without warning while it sends: afterwards everyone has their letter, and whoever got it twice got the same one.
import type { AddressInfo } from 'node:net'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { lettersAtOnce } from '../../platform/work/mail.ts'

const readers = 120
let database: TestDatabase
let server: SMTPServer
const letters: { to: string; name: string }[] = []
let heard: () => void = () => undefined

beforeAll(async () => {
  database = await testDatabase()
  server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', name: /^Message-ID: (.+)$/im.exec(Buffer.concat(parts).toString())?.[1] ?? '' })
        heard()
        done()
      })
    },
  })
  // A killed process leaves its connection cut off.
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
})
afterAll(async () => {
  await new Promise<void>((done) => server.close(done))
  await database.drop()
})

/** A notice to many people, as the act that tells them leaves it. */
const queue = async (): Promise<void> => {
  const notice = randomUUID()
  await sql`insert into accounts.institution (name, kind, country, is_demonstration) values ('Policía de prueba', 'police', 'GT', true)`.execute(database.owner)
  await sql`insert into accounts.person (email, name, language, institution_id, is_demonstration)
    select 'guardia' || number || '@prueba.example', 'Guardia', 'es', institution.id, true from accounts.institution, generate_series(1, ${readers}::int) as number`.execute(database.owner)
  await sql`insert into notices.notice (id, subject_id, address, severity, is_exercise, made_at) values (${notice}, gen_random_uuid(), '/alerts/prueba', 'Extreme', false, now())`.execute(database.owner)
  await sql`insert into notices.dispatch (id, notice_id, channel, recipient_id, state, attempts, due_at, created_at, changed_at)
    select gen_random_uuid(), ${notice}, 'email', id, 'queued', 0, now(), now(), now() from accounts.person`.execute(database.owner)
}

const waiting = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from notices.dispatch where state <> 'sent'`.execute(database.db)).rows[0]!.n

const sending = (): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, '../../../tools/run.mjs'), 'tests/crash/send-notices.ts', database.databaseUrl, database.dataFolder, String((server.server.address() as AddressInfo).port)], { stdio: ['ignore', 'ignore', 'inherit'] })

/** Kills the process at the moment the mail server has one more letter than so many. */
const killedAfter = async (count: number): Promise<void> => {
  const child = sending()
  const ended = new Promise((done) => child.once('close', done))
  heard = () => void (letters.length > count && child.kill('SIGKILL'))
  await ended
  heard = () => undefined
}

test('notice.send: killed in the middle, again and again, none is lost', async () => {
  await queue()
  for (const count of [5, 30, 70]) await killedAfter(count)
  expect(await waiting()).toBeGreaterThan(0)
  const last = sending()
  await expect.poll(waiting, { timeout: 60_000, interval: 100 }).toBe(0)
  last.kill('SIGKILL')
  const byPerson = Map.groupBy(letters, ({ to }) => to)
  expect(byPerson.size).toBe(readers)
  for (const [, copies] of byPerson) expect(new Set(copies.map(({ name }) => name)).size).toBe(1)
  expect(new Set(letters.map(({ name }) => name)).size).toBe(readers)
  // Only what was under way at one of the three kills may come twice.
  expect(letters.length - readers).toBeLessThanOrEqual(3 * lettersAtOnce)
})
