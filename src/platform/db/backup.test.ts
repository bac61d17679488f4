// A backup comes back row for row, between embedded and external databases; a bad one changes nothing.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { backup, restore, upgrade, type NodePlace } from './backup.ts'
import { storedSequences, storedTables } from './contents.ts'
import { openDatabase } from './database.ts'
import { writeEnding } from './ending.ts'

const fileName = 'ab'.repeat(32)
let source: TestDatabase
let folder = ''
let whole = ''

const asOwner = async <T>(place: NodePlace, use: (client: Client) => Promise<T>): Promise<T> => {
  const database = await openDatabase({ ...place, purpose: 'command', applicationName: 'test', log: () => undefined })
  const client = new Client(database.ownerConnection)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
    await database.close()
  }
}

/** Every table with a digest of its rows, and where every sequence stands. */
const everything = (place: NodePlace): Promise<unknown> =>
  asOwner(place, async (client) => {
    const tables = await storedTables(client)
    const digests: [string, unknown][] = []
    await client.query("set timezone = 'UTC'")
    for (const { name } of tables) {
      const { rows } = await client.query(`select count(*)::int, md5(string_agg(item::text, '~' order by item::text collate "C")) from ${name} item`)
      digests.push([name, rows[0]])
    }
    return { tables: digests, sequences: await storedSequences(client) }
  })

const isEmpty = (place: NodePlace): Promise<boolean> =>
  asOwner(place, async (client) => (await client.query("select from pg_namespace where nspname = 'platform'")).rowCount === 0)

const placeOf = ({ dataFolder, databaseUrl }: TestDatabase): NodePlace => ({ dataFolder, databaseUrl })

const filling = `
  insert into accounts.institution (name, kind, country) values ('Fiscalía "Ñandú"', 'prosecutor', 'GT'), (E'tab\\t line\\n back\\\\slash', 'shelter', 'MX');
  insert into accounts.person (email, name, language, institution_id, territories)
    select 'ana@example.org', 'Ana', 'es', id, '{GT,"a,b"}' from accounts.institution limit 1;
  select audit.append(now(), 'test.fill', 'system', null, 'subject ' || number, 'done', '{a,b}') from generate_series(1, 200) number;
  insert into collection.observation (source_id, measure, key, since_release, line, grain, period_start, value)
    select 'test', 'cases', decode(lpad(to_hex(number), 64, '0'), 'hex'), 1, number, 'month', date '2020-01-01', number / 3.0 from generate_series(1, 60000) number;
  insert into reports.report (id, lookup, day, recipient, identity, keys, may_contact, may_count, pass_on)
    select gen_random_uuid(), sha256(number::text::bytea), date '2026-01-01', 'age1', '', '{}', true, true, '{}' from generate_series(1, 20) number;
  select graphile_worker.add_job('nothing', '{"id": 1}'::json);
  update graphile_worker._private_jobs set locked_at = now(), locked_by = 'someone'`

beforeAll(async () => {
  source = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'sidmi backup '))
  whole = join(folder, 'whole.tar.zst')
  await asOwner(placeOf(source), (client) => client.query(filling))
  const files = join(source.dataFolder, 'files')
  mkdirSync(join(files, 'ab'), { recursive: true })
  mkdirSync(join(files, 'incoming'))
  writeFileSync(join(files, 'ab', fileName), 'a received file')
  writeFileSync(join(files, 'incoming', 'half'), 'not yet received')
  writeFileSync(join(source.dataFolder, 'secrets', 'accounts'), 'kept')
  await backup(placeOf(source), whole)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await source.drop()
})

test('a backup is a private file that ordinary tools can open', () => {
  expect(statSync(whole).mode & 0o777).toBe(0o600)
  expect(existsSync(`${whole}.part`)).toBe(false)
  const listed = spawnSync('tar', ['-tf', '-'], { input: zstdDecompressSync(readFileSync(whole)), encoding: 'utf8' }).stdout.split('\n')
  expect(listed).toEqual(expect.arrayContaining(['backup.json', 'tables/audit.event/000001', 'tables/collection.observation/000002', `files/ab/${fileName}`, 'closing.json']))
})

test('of what is hidden from some, a backup does not tell in which order it came', () => {
  const head = spawnSync('tar', ['-xOf', '-', 'tables/reports.report/000001'], { input: zstdDecompressSync(readFileSync(whole)), encoding: 'utf8' }).stdout
  const ids = head.trim().split('\n').map((row) => row.split('\t')[0])
  expect(ids).toHaveLength(20)
  expect(ids).toEqual(ids.toSorted())
})

test('refused: a backup over another file, and of nothing', async () => {
  await expect(backup(placeOf(source), whole)).rejects.toMatchObject({ code: 'database.backupExists' })
  const empty = await testDatabase({ template: null })
  await expect(backup(placeOf(empty), join(folder, 'none'))).rejects.toMatchObject({ code: 'database.nothingToBackUp' })
  await empty.drop()
})

test('refused: a backup into a node that holds data, or from a file that is not there', async () => {
  const before = await everything(placeOf(source))
  await expect(restore(placeOf(source), whole)).rejects.toMatchObject({ code: 'database.notEmpty' })
  expect(await everything(placeOf(source))).toEqual(before)
  await expect(restore(placeOf(source), join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'database.noBackup' })
})

const bent = (path: string, at: (size: number) => number): void => {
  const bytes = readFileSync(path)
  const position = at(bytes.length)
  bytes.writeUInt8(bytes.readUInt8(position) ^ 255, position)
  writeFileSync(path, bytes)
}

/** One row changed with care: the archive is in order and well compressed. */
const forged = async (path: string): Promise<void> => {
  const bytes = zstdDecompressSync(readFileSync(path))
  bytes.write('subject 8', bytes.indexOf('subject 7'))
  writeFileSync(path, zstdCompressSync(bytes))
  await writeEnding(path)
}

test.each<[string, (path: string) => void | Promise<void>]>([
  ['with one row changed', forged],
  ['cut in the middle', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
  ['cut by its last bytes', (path) => truncateSync(path, statSync(path).size - 5)],
  ['empty', (path) => truncateSync(path, 0)],
  ['altered in the middle', (path) => bent(path, (size) => Math.floor(size / 2))],
  ['altered near the end', (path) => bent(path, (size) => size - 40)],
  ['another kind of file', (path) => writeFileSync(path, 'not a backup')],
])('refused with nothing changed: a backup %s', async (what, damage) => {
  const path = join(folder, what)
  copyFileSync(whole, path)
  await damage(path)
  const target = await testDatabase({ template: null })
  await expect(restore(placeOf(target), path)).rejects.toMatchObject({ code: 'database.damagedBackup' })
  expect(await isEmpty(placeOf(target))).toBe(true)
  await target.drop()
})

test('a backup comes back row for row in an embedded database, and from there in an external one', async () => {
  const before = await everything(placeOf(source))
  const embedded = { dataFolder: join(folder, 'embedded node') }
  const restored = await restore(embedded, whole)
  expect(restored).toMatchObject({ files: 2 })
  const freed = await asOwner(embedded, (client) => client.query('select from graphile_worker._private_jobs where locked_at is not null'))
  expect(freed.rowCount).toBe(0)
  expect(readFileSync(join(embedded.dataFolder, 'files/ab', fileName), 'utf8')).toBe('a received file')
  expect(readFileSync(join(embedded.dataFolder, 'secrets/accounts'), 'utf8')).toBe('kept')
  const again = join(folder, 'again.tar.zst')
  await backup(embedded, again)
  const external = await testDatabase({ template: null })
  await restore(placeOf(external), again)
  await asOwner(placeOf(source), (client) => client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null'))
  const after = await everything(placeOf(source))
  expect(after).not.toEqual(before)
  expect(await everything(embedded)).toEqual(after)
  expect(await everything(placeOf(external))).toEqual(after)
  await external.drop()
})

test('a restored database still refuses what the original refused', async () => {
  const target = await testDatabase({ template: null })
  await restore(placeOf(target), whole)
  const next = 'insert into collection.observation (source_id, measure, key, since_release, line, grain, value) values ($1, $1, $2, 1, 1, $3, 1) returning id'
  const added = await asOwner(placeOf(target), (client) => client.query<{ id: string }>(next, ['test', Buffer.from('x'), 'undated']))
  expect(added.rows).toEqual([{ id: '60001' }])
  const orphan = "insert into accounts.person (email, name, language, institution_id) values ('b@example.org', 'B', 'es', gen_random_uuid())"
  await expect(asOwner(placeOf(target), (client) => client.query(orphan))).rejects.toThrow('person_institution')
  await target.drop()
})

test('a restore killed in the middle leaves the node empty, and can be repeated', async () => {
  const target = await testDatabase({ template: null })
  const program = join(import.meta.dirname, '../../../tests/crash/restore-backup.ts')
  const child = spawn(process.execPath, [program, target.dataFolder, target.databaseUrl, whole], { stdio: 'ignore' })
  const ended = new Promise((done) => child.once('close', done))
  const copying = "select from pg_stat_activity where datname = current_database() and query like 'copy%' and state = 'active'"
  await asOwner(placeOf(target), async (client) => {
    while (child.exitCode === null && (await client.query(copying)).rowCount === 0) await pause(5)
  })
  child.kill('SIGKILL')
  await ended
  expect(child.signalCode).toBe('SIGKILL')
  expect(await isEmpty(placeOf(target))).toBe(true)
  await restore(placeOf(target), whole)
  expect(await isEmpty(placeOf(target))).toBe(false)
  await target.drop()
})

test('an upgrade backs up first and verifies the memory afterwards', async () => {
  const done = await upgrade(placeOf(source))
  expect(done).toMatchObject({ applied: [], events: 200 })
  expect(statSync(done.backup).size).toBeGreaterThan(1000)
})
