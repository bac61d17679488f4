// Reads a backup: first all of it to see that it is whole, then into an empty database in one transaction.
import { createReadStream } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { readArchive, type ArchivedFile } from './archive.ts'
import { Closing, copyTarget, counter, liftableRules, memoryHead, Opening, quoted, storedTables, type Counted, type StoredTable } from './contents.ts'
import { isKept, plainValues } from './dump.ts'
import { bytesBeforeEnding } from './ending.ts'
import type { Migration } from './migrate.ts'
import { databaseProblems } from './problems.ts'

export interface Backup {
  opening: Opening
  closing: Closing
}

const damaged = (where: string): Error => databaseProblems.damagedBackup({ where })

/** The decompressed bytes; whatever the decompressor complains of means that the backup is damaged. */
async function* plainBytes(path: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { end: (await bytesBeforeEnding(path)) - 1 })
  const plain = createZstdDecompress()
  const flow = pipeline(source, plain).catch(() => undefined)
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) yield chunk
  } catch {
    throw damaged(path)
  } finally {
    source.destroy()
    plain.destroy()
    await flow
  }
}

const filesOf = (path: string): AsyncGenerator<ArchivedFile> => readArchive(plainBytes(path))

const wholeBody = async ({ body }: ArchivedFile): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const parsed = async <T>(file: ArchivedFile, schema: { parse: (value: unknown) => T }): Promise<T> => {
  const content = await wholeBody(file)
  try {
    return schema.parse(JSON.parse(content.toString('utf8')))
  } catch {
    throw damaged(file.name)
  }
}

const tablePiece = /^tables\/([^/]+)\/\d{6}$/

/** Reads the whole backup and answers with what it says of itself, if every byte of it is as it was written. */
export const verifyBackup = async (path: string): Promise<Backup> => {
  const counts = { tables: new Map<string, ReturnType<typeof counter>>(), files: new Map<string, ReturnType<typeof counter>>() }
  let opening: Opening | undefined
  let closing: Closing | undefined
  for await (const file of filesOf(path)) {
    if (file.name === 'backup.json') opening = await parsed(file, Opening)
    else if (file.name === 'closing.json') closing = await parsed(file, Closing)
    else await countFile(file, counts)
  }
  if (!opening || !closing) throw damaged('closing.json')
  for (const { name } of opening.tables) counts.tables.set(name, counts.tables.get(name) ?? counter())
  same(counts.tables, closing.tables)
  same(counts.files, closing.files)
  return { opening, closing }
}

const countFile = async (file: ArchivedFile, counts: Record<'tables' | 'files', Map<string, ReturnType<typeof counter>>>): Promise<void> => {
  const table = tablePiece.exec(file.name)?.[1]
  if (table === undefined && !isKept(file.name)) throw damaged(file.name)
  const [into, name] = table === undefined ? [counts.files, file.name] : [counts.tables, table]
  const count = into.get(name) ?? counter()
  into.set(name, count)
  for await (const chunk of file.body) count.add(chunk)
}

const same = (found: Map<string, ReturnType<typeof counter>>, expected: Record<string, Counted>): void => {
  const names = new Set([...found.keys(), ...Object.keys(expected)])
  for (const name of names) {
    const result = found.get(name)?.result()
    if (!result || result.sha256 !== expected[name]?.sha256 || result.bytes !== expected[name].bytes) throw damaged(name)
  }
}

/** Everything of the backup into an empty database: the state before or the whole backup, nothing between. */
export const load = async (client: Client, path: string, { opening, closing }: Backup, migrations: Migration[]): Promise<void> => {
  await client.query('begin')
  await client.query(plainValues)
  await buildSchema(client, migrations)
  const rules = await liftableRules(client)
  for (const { drop } of rules) await client.query(drop)
  const tables = await tablesToFill(client, opening)
  await client.query(`truncate ${[...tables.values()].map(({ name }) => quoted(name)).join(', ')}`)
  await fill(client, path, tables)
  for (const { name, value, isCalled } of opening.sequences) await client.query('select setval($1, $2, $3)', [quoted(name), value, isCalled])
  for (const { restore } of rules) await client.query(restore)
  await client.query(releaseJobs)
  await refreshViews(client)
  await verifyLoaded(client, { opening, closing })
}

/** Work that was under way at the moment of the backup is begun again: nobody here holds it. */
const releaseJobs = `
  update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null;
  update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`

const buildSchema = async (client: Client, migrations: Migration[]): Promise<void> => {
  await client.query('create schema platform; create table platform.migration (name text primary key, hash text not null, applied_at timestamptz not null default now())')
  for (const { sql } of migrations) await client.query(sql)
}

/** Tables by name as the backup holds them; one this program does not know means it cannot be restored whole. */
const tablesToFill = async (client: Client, { tables }: Opening): Promise<Map<string, StoredTable>> => {
  const known = new Map((await storedTables(client)).map((table) => [table.name, new Set(table.columns)]))
  const foreign = tables.find(({ name, columns }) => !columns.every((column) => known.get(name)?.has(column)))
  if (foreign) throw databaseProblems.foreignTable({ table: foreign.name })
  return new Map(tables.map((table) => [table.name, table]))
}

const fill = async (client: Client, path: string, tables: Map<string, StoredTable>): Promise<void> => {
  for await (const file of filesOf(path)) {
    const table = tables.get(tablePiece.exec(file.name)?.[1] ?? '')
    if (table) await pipeline(file.body, client.query(copyFrom(`copy ${copyTarget(table)} from stdin`)))
    else await drain(file)
  }
}

const drain = async ({ body }: ArchivedFile): Promise<void> => {
  for await (const chunk of body) chunk.subarray(0, 0)
}

const refreshViews = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>("select format('%I.%I', schemaname, matviewname) as name from pg_matviews")
  for (const { name } of rows) await client.query(`refresh materialized view ${name}`)
}

const verifyLoaded = async (client: Client, { opening, closing }: Backup): Promise<void> => {
  for (const { name } of opening.tables) {
    const { rows } = await client.query<{ rows: number }>(`select count(*)::float8 as rows from ${quoted(name)}`)
    if (rows[0]?.rows !== closing.tables[name]?.rows) throw damaged(name)
  }
  const { head } = await memoryHead(client)
  if (head !== opening.memory.head) throw damaged('audit.event')
}

/** Puts the kept files in place, each whole or not at all. */
export const placeFiles = async (path: string, dataFolder: string): Promise<void> => {
  for await (const file of filesOf(path)) {
    if (isKept(file.name)) await placeFile(file, join(dataFolder, file.name))
    else await drain(file)
  }
}

const placeFile = async ({ body }: ArchivedFile, path: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.restoring`
  const handle = await open(draft, 'w', 0o600)
  try {
    for await (const chunk of body) await handle.write(chunk)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, path)
}
