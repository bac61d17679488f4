// The embedded server of a data folder: shared and refused as it should be, and nothing lost when its node is killed.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { killedAt } from '../../../tests/crash/killed.ts'
import { embeddedServer, type EmbeddedServer } from './embedded.ts'
import { migrate } from './migrate.ts'

const log = (): void => undefined

let pattern = ''
let dataFolder = ''
beforeAll(async () => {
  pattern = mkdtempSync(join(tmpdir(), 'sidmi pattern '))
  await (await embeddedServer({ dataFolder: pattern, purpose: 'node', log })).stop()
})
afterAll(() => {
  rmSync(pattern, { recursive: true })
})
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'sidmi data '))
  execFileSync('cp', ['-a', `${pattern}/.`, dataFolder])
})
afterEach(() => {
  rmSync(dataFolder, { recursive: true, force: true })
})

const open = (purpose: 'node' | 'command', patience = 300): Promise<EmbeddedServer> => embeddedServer({ dataFolder, purpose, patience, log })

const ask = async (server: EmbeddedServer, statement: string): Promise<unknown[]> => {
  const client = new Client(server.connection)
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(statement)
  await client.end()
  return rows
}

const serverProcess = (): number => Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
const isAlive = (id: number): boolean => {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

test('a second node on the same folder is refused, a command joins in', async () => {
  const node = await open('node')
  await expect(open('node')).rejects.toMatchObject({ code: 'database.alreadyRunning' })
  const command = await open('command')
  expect(await ask(command, 'select 1 as one')).toEqual([{ one: 1 }])
  await command.stop()
  expect(await ask(node, 'show fsync')).toEqual([{ fsync: 'on' }])
  await node.stop()
})

test('a node waits for a command that holds the folder, and says so when it takes too long', async () => {
  const command = await open('command')
  await expect(open('node')).rejects.toMatchObject({ code: 'database.busy' })
  const waiting = open('node', 20_000)
  await command.stop()
  await (await waiting).stop()
})

test('no server is left behind by a stop', async () => {
  const node = await open('node')
  const id = serverProcess()
  await node.stop()
  expect(isAlive(id)).toBe(false)
})

test('a password that is not the one kept is refused in a sentence', async () => {
  const node = await open('node')
  writeFileSync(join(dataFolder, 'secrets/database-owner'), 'another')
  await expect(open('command')).rejects.toMatchObject({ code: 'database.wrongSecret' })
  await node.stop()
})

test('a lock file left by a power cut does not stop the next start, even when its number is in use again', async () => {
  await (await open('node')).stop()
  const folder = join(dataFolder, 'postgres')
  writeFileSync(join(folder, 'postmaster.pid'), `${String(process.pid)}\n${folder}\n0\n5432\n${folder}\n\n  1 1\nready\n`)
  await (await open('node')).stop()
})

test('a node killed without warning loses no committed row', async () => {
  const printed = await killedAt('insert-rows.ts', [dataFolder], (line) => Number(line) >= 300)
  const node = await open('node', 20_000)
  const [found] = await ask(node, 'select count(*)::int, max(number)::int from public.kept')
  await node.stop()
  expect(found).toEqual({ count: expect.any(Number) as number, max: (found as { count: number }).count })
  expect((found as { count: number }).count).toBeGreaterThanOrEqual(Number(printed.at(-1)))
})

test('a database server killed without warning loses no committed row', async () => {
  const first = await open('node')
  await ask(first, 'create table public.kept (number int); insert into public.kept select generate_series(1, 1000)')
  process.kill(serverProcess(), 'SIGKILL')
  const second = await open('node', 20_000)
  expect(await ask(second, 'select count(*)::int from public.kept')).toEqual([{ count: 1000 }])
  await second.stop()
})

test('a migration killed in the middle leaves the state before it, and the next start completes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sidmi migrations '))
  writeFileSync(join(folder, '0001-first.sql'), 'create table public.first (number int)')
  const second = (seconds: number): string => `create table public.second (number int); select pg_sleep(${String(seconds)});`
  writeFileSync(join(folder, '0002-second.sql'), second(30))
  await killedAt('migrate-folder.ts', [dataFolder, folder], (line) => line.startsWith('0002'))
  const node = await open('node', 20_000)
  const names = "select to_regclass('public.first')::text as first, to_regclass('public.second')::text as second"
  expect(await ask(node, names)).toEqual([{ first: 'first', second: null }])
  writeFileSync(join(folder, '0002-second.sql'), second(0))
  expect(await migrate(node.connection, { folder, log })).toEqual(['0002-second.sql'])
  expect(await ask(node, names)).toEqual([{ first: 'first', second: 'second' }])
  await node.stop()
  rmSync(folder, { recursive: true })
})
