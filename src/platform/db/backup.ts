// Backup to one file, restore from it into an empty node, and upgrade with a backup first: one call each.
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { Client } from 'pg'
import { storedEvents, verifyChain } from '../audit.ts'
import type { Closing, Opening } from './contents.ts'
import { openDatabase, type Database } from './database.ts'
import { dump } from './dump.ts'
import { writeEnding } from './ending.ts'
import { load, placeFiles, verifyBackup } from './load.ts'
import { migrate, migrationsFolder, prepareQueue, readMigrations, type Migration } from './migrate.ts'
import { databaseProblems } from './problems.ts'

/** Where a node keeps its things; its settings fit. */
export interface NodePlace {
  dataFolder: string
  databaseUrl?: string | undefined
}

/** What a backup holds: tables, rows in them, files, and the bytes of the backup itself. */
export interface BackupSummary {
  tables: number
  rows: number
  files: number
  bytes: number
}

const log = (): void => undefined

const withDatabase = async <T>(place: NodePlace, purpose: 'node' | 'command', use: (database: Database) => Promise<T>): Promise<T> => {
  const database = await openDatabase({ ...place, purpose, applicationName: `sidmi ${purpose}`, log })
  try {
    return await use(database)
  } finally {
    await database.close()
  }
}

/** Long silences and long statements are ordinary here. */
const withOwner = async <T>(database: Database, use: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client(database.ownerConnection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

const isEmpty = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query<{ found: string | null }>("select to_regclass('platform.migration')::text as found")
  return !rows[0]?.found
}

const summary = async ({ tables, files }: Closing, file: string): Promise<BackupSummary> => ({
  tables: Object.keys(tables).length,
  rows: Object.values(tables).reduce((sum, { rows }) => sum + rows, 0),
  files: Object.keys(files).length,
  bytes: (await stat(file)).size,
})

/** Writes the node, as it is at one moment, to a new private file; it may be running. */
export const backup = (place: NodePlace, file: string): Promise<BackupSummary> =>
  withDatabase(place, 'command', (database) => withOwner(database, (client) => writeBackup(client, place, file)))

const writeBackup = async (client: Client, { dataFolder }: NodePlace, file: string): Promise<BackupSummary> => {
  if (existsSync(file)) throw databaseProblems.backupExists({ file })
  if (await isEmpty(client)) throw databaseProblems.nothingToBackUp({ folder: dataFolder })
  const closing: Closing = { tables: {}, files: {} }
  const draft = `${file}.part`
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 6 } })
  try {
    await pipeline(dump(client, dataFolder, closing), compress, createWriteStream(draft, { mode: 0o600 }))
    await writeEnding(draft)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  return summary(closing, file)
}

/** Brings a backup into an empty node; a damaged one, or a node that is not empty, is refused with nothing changed. */
export const restore = async (place: NodePlace, file: string): Promise<BackupSummary> => {
  if (!existsSync(file)) throw databaseProblems.noBackup({ file })
  const verified = await verifyBackup(file)
  const migrations = knownMigrations(verified.opening)
  await withDatabase(place, 'node', async (database) => {
    await withOwner(database, async (client) => {
      if (!(await isEmpty(client))) throw databaseProblems.notEmpty({ folder: place.dataFolder })
      await prepareQueue(client, database.ownerConnection)
      await load(client, file, verified, migrations)
      await placeFiles(file, place.dataFolder)
      await client.query('commit')
    })
    await migrate(database.ownerConnection, { log })
  })
  return summary(verified.closing, file)
}

/** The backup's migrations as this program has them; later ones are applied to the restored rows. */
const knownMigrations = ({ migrations }: Opening): Migration[] => {
  const known = new Map(readMigrations(migrationsFolder()).map((migration) => [migration.name, migration]))
  return migrations.map(({ name, hash }) => {
    const migration = known.get(name)
    if (!migration) throw databaseProblems.newerDatabase({ name })
    if (migration.hash !== hash) throw databaseProblems.changedMigration({ name })
    return migration
  })
}

export interface Upgrade {
  /** The file that holds the state before. */
  backup: string
  /** Names of the migrations applied; none when the database was up to date. */
  applied: string[]
  /** Acts in the memory, which was verified afterwards. */
  events: number
}

/** Backs the stopped node up into its data folder, applies what is missing, and verifies its memory. */
export const upgrade = (place: NodePlace): Promise<Upgrade> =>
  withDatabase(place, 'node', async (database) => {
    const file = join(place.dataFolder, 'backups', `before-upgrade-${new Date().toISOString().replaceAll(':', '-')}.tar.zst`)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    await withOwner(database, (client) => writeBackup(client, place, file))
    const applied = await migrate(database.ownerConnection, { log })
    const verdict = await verifyChain(storedEvents(database.owner))
    if (!verdict.ok) throw databaseProblems.brokenMemory({ event: verdict.brokenAt, file })
    return { backup: file, applied, events: verdict.events }
  })
