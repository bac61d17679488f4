// Writes a backup: one moment of the database, table by table, then the files the node keeps.
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { archived, archiveEnd, archivedStream } from './archive.ts'
import { copySource, counter, memoryHead, storedSequences, storedTables, type Closing, type Counted, type Opening, type StoredTable } from './contents.ts'

const pieceBytes = 4 * 1024 * 1024

const asJson = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

/** Settings under which values are written the same whatever the server's own settings are. */
export const plainValues = `set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601'; set local timezone = 'UTC';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0; set local row_security = off`

/** The bytes of the archive. `client` belongs to the owner; the moment is that of the first byte. */
export async function* dump(client: Client, dataFolder: string, closing: Closing): AsyncGenerator<Buffer> {
  await client.query('begin isolation level repeatable read, read only')
  await client.query(plainValues)
  const opening = await openingOf(client)
  yield* archived('backup.json', asJson(opening))
  for (const table of opening.tables) closing.tables[table.name] = yield* tableOf(client, table)
  await client.query('commit')
  for (const name of await keptFiles(dataFolder)) closing.files[name] = yield* fileOf(dataFolder, name)
  yield* archived('closing.json', asJson(closing))
  yield archiveEnd()
}

const openingOf = async (client: Client): Promise<Opening> => {
  const migrations = await client.query<{ name: string; hash: string }>('select name, hash from platform.migration order by name')
  const version = await client.query<{ version: string }>("select current_setting('server_version') as version")
  return {
    format: 'sidmi-backup-1',
    madeAt: new Date().toISOString(),
    postgres: version.rows[0]?.version ?? '',
    migrations: migrations.rows,
    tables: await storedTables(client),
    sequences: await storedSequences(client),
    memory: await memoryHead(client),
  }
}

/** In pieces of some megabytes that end with a row, because an archive must say each file's size before the file. */
async function* tableOf(client: Client, table: StoredTable): AsyncGenerator<Buffer, Counted> {
  const count = counter()
  const chunks = client.query(copyTo(`copy ${await copySource(client, table)} to stdout`)) as AsyncIterable<Buffer>
  let number = 0
  for await (const piece of piecesOf(counted(chunks, count.add))) {
    number += 1
    yield* archived(`tables/${table.name}/${String(number).padStart(6, '0')}`, piece)
  }
  return count.result()
}

async function* piecesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    const end = size + chunk.length < pieceBytes ? 0 : chunk.lastIndexOf(10) + 1
    if (end > 0) yield Buffer.concat([...held, chunk.subarray(0, end)])
    if (end > 0) held = []
    held.push(chunk.subarray(end))
    size = end > 0 ? chunk.length - end : size + chunk.length
  }
  if (size > 0) yield Buffer.concat(held)
}

const namesUnder = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Received files, the settings, and secrets other than the passwords of this database server. */
const keptFiles = async (dataFolder: string): Promise<string[]> => {
  const found = [...(await namesUnder(join(dataFolder, 'files'))), ...(await namesUnder(join(dataFolder, 'secrets'))), join(dataFolder, 'sidmi.config.json')]
  const names = found.map((file) => file.slice(dataFolder.length + 1))
  const present = await Promise.all(names.map((name) => stat(join(dataFolder, name)).then(() => name, () => undefined)))
  return present.filter((name) => name !== undefined && isKept(name)).sort() as string[]
}

/** Files still being received and passwords of the database server do not belong in a backup. */
export const isKept = (name: string): boolean =>
  /^files\/[0-9a-f]{2}\/[0-9a-f]{64}$|^secrets\/(?!database-)[\w-]+$|^sidmi\.config\.json$/.test(name)

async function* fileOf(dataFolder: string, name: string): AsyncGenerator<Buffer, Counted> {
  const path = join(dataFolder, name)
  const count = counter()
  const { size } = await stat(path)
  for await (const chunk of archivedStream(name, size, counted(createReadStream(path), count.add))) yield chunk
  return { ...count.result(), rows: 0 }
}

async function* counted(stream: AsyncIterable<Buffer>, add: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    add(chunk)
    yield chunk
  }
}
