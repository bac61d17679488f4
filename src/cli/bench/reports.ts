// Measures how many sealed reports the node takes in: from 1, 8 and 32 reporters in a process of their own, over HTTP into the database with its disk writes.
import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'kysely'
import { identify } from '../../modules/accounts/index.ts'
import { workDone } from '../../modules/reports/index.ts'
import { readConfig } from '../../platform/config.ts'
import { createServer } from '../../platform/http/server.ts'
import { padded } from '../../platform/seal/padding.ts'
import { lookupOf, sealIdentity } from '../../platform/seal/receipt.ts'
import { newKeyPair, sealTo, type KeyPair } from '../../platform/seal/seal.ts'
import type { System } from '../../platform/system.ts'
import { openLive } from '../../platform/work/live.ts'
import { startWorker } from '../../platform/work/worker.ts'
import { openSystem } from '../../system.ts'
import { median, medianSeconds, seconds, times, type Finding } from './finding.ts'
import type { Orders, Sent } from './reports-clients.ts'

/** `SIDMI_BENCH_SECONDS` shortens it. */
const duration = Number(process.env.SIDMI_BENCH_SECONDS ?? 60)
/** More than can be sent in a second: none waits for its work. */
const mostPerSecond = 1200
const text = 'x'.repeat(2000)

const oneUnit = async ({ database: { owner } }: System, { recipient }: KeyPair): Promise<string> => {
  await sql`insert into accounts.institution (name, kind, country) values ('Bench', 'shelter', 'GT')`.execute(owner)
  await sql`insert into units.unit (institution_id, name, country, territories, created_at) select id, 'Bench', 'GT', '{GT}', now() from accounts.institution where name = 'Bench'`.execute(owner)
  return (await sql<{ id: string }>`insert into units.unit_key (unit_id, recipient, made_at) select id, ${recipient}, now() from units.unit where name = 'Bench' returning id`.execute(owner)).rows[0]!.id
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

interface Making {
  folder: string
  count: number
  key: string
  unit: KeyPair
}

/** What all reports of the bench have in common: the sealed text too, which the node cannot tell. */
const writeCommon = async ({ folder, key, unit }: Making): Promise<string> => {
  const body = base64(await sealTo([unit.recipient], padded({ version: 1, language: 'es', text, files: [] })))
  const reader = { recipient: unit.recipient, identity: base64(await sealIdentity('1234567812345678', unit.identity)) }
  const file = join(folder, 'common')
  await writeFile(file, JSON.stringify({ reader, keys: [key], body, files: [], consents: { contact: true, count: true, passOn: [] } }))
  return file
}

async function* ownParts(count: number): AsyncGenerator<string> {
  for (let at = 0; at < count; at += 1) {
    yield `${JSON.stringify({ id: randomUUID(), kept: randomBytes(32).toString('base64url'), proof: await workDone() })}\n`
  }
}

/** Files of what is common and, a line each, of what is each report's own, its work done. */
const makeReports = async (making: Making): Promise<Pick<Orders, 'common' | 'own'>> => {
  const own = join(making.folder, 'own')
  await writeFile(own, ownParts(making.count))
  return { common: await writeCommon(making), own }
}

const run = promisify(execFile)

const clients = async (orders: Orders): Promise<Sent> => {
  const words = [...process.execArgv, process.argv[1] ?? '', 'bench-clients', JSON.stringify(orders)]
  return JSON.parse((await run(process.execPath, words, { maxBuffer: 256 * 1024 ** 2 })).stdout) as Sent
}

const reportsIn = async ({ database: { owner } }: System): Promise<number> => (await sql<{ n: number }>`select count(*) as n from reports.report`.execute(owner)).rows[0]!.n

const at = (took: readonly number[], share: number): number => took.toSorted((a, b) => a - b)[Math.floor(took.length * share)] ?? Number.NaN

const findingOf = (count: number, sent: Sent, more: { lost: number; megabytes: number }): Finding[] => {
  const perSecond = sent.answered / sent.seconds
  const p99 = at(sent.took, 0.99)
  const who = `${count} ${count === 1 ? 'reporter' : 'reporters'}, ${sent.seconds.toFixed(0)} s`
  return [
    { what: `${who}: reports kept a second (${sent.answered} kept, ${sent.failed} refused or failed, ${more.lost} lost)`, measured: `${perSecond.toFixed(0)}/s`, yardstick: '200/s', ratio: times(perSecond / 200), bar: count === 8 ? '1 ×' : '—' },
    { what: `${who}: slowest in a hundred (middle ${seconds(median(sent.took) / 1000)})`, measured: seconds(p99 / 1000), yardstick: '500 ms', ratio: times(p99 / 500), bar: '1 ×' },
    { what: `${who}: most memory of the node, besides PostgreSQL`, measured: `${more.megabytes.toFixed(0)} MB`, yardstick: '500 MB', ratio: times(more.megabytes / 500), bar: '1 ×' },
  ]
}

/** What the bench itself left while it made the reports is no part of what the node needs. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
}

const mostMemory = (): { stop: () => number } => {
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 100)
  return {
    stop: () => {
      clearInterval(timer)
      return most / 1024 ** 2
    },
  }
}

interface Round {
  system: System
  port: number
  folder: string
  key: string
  unit: KeyPair
}

const measure = async ({ system, port, folder, key, unit }: Round, count: number): Promise<Finding[]> => {
  const files = await makeReports({ folder, count: duration * mostPerSecond, key, unit })
  const before = await reportsIn(system)
  collectGarbage()
  const memory = mostMemory()
  const sent = await clients({ port, clients: count, seconds: duration, ...files })
  const lost = before + sent.answered - (await reportsIn(system))
  return findingOf(count, sent, { lost, megabytes: memory.stop() })
}

const apart = async (unit: KeyPair): Promise<Finding[]> => {
  const sealing = await medianSeconds(() => sealTo([unit.recipient], padded({ text })))
  const receipt = await medianSeconds(async () => [await lookupOf('1234567812345678'), await sealIdentity('1234567812345678', unit.identity)], 3)
  const none = { yardstick: '—', ratio: '—', bar: '—' }
  return [
    { what: 'apart, in the reporter’s browser: sealing a text of 2 kB, padded to 16 KiB', measured: seconds(sealing), ...none },
    { what: 'apart, in the reporter’s browser: what the receipt is looked up by, and sealing the identity with it', measured: seconds(receipt), ...none },
  ]
}

/** Opens an empty node of its own, and lets 1, 8 and 32 reporters send to it. */
export const benchReports = async (): Promise<Finding[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'sidmi-bench-'))
  const system = await openSystem(readConfig({ ...process.env, SIDMI_DATA: join(folder, 'node'), SIDMI_LOG_LEVEL: 'error' }), { purpose: 'node', kind: 'real' })
  const live = await openLive(system)
  const worker = await startWorker(system)
  const app = await createServer({ system, live, identify })
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const unit = await newKeyPair()
    const round = { system, port: (app.server.address() as AddressInfo).port, folder, unit, key: await oneUnit(system, unit) }
    const findings: Finding[] = []
    for (const count of [1, 8, 32]) findings.push(...(await measure(round, count)))
    return [...findings, ...(await apart(unit))]
  } finally {
    await app.close()
    await worker.stop()
    await live.close()
    await system.database.close()
    await rm(folder, { recursive: true, force: true })
  }
}
