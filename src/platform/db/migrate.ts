// Brings the database to this version: plain SQL files in order, each whole or not at all, never changed once published.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { Client, Pool, type ClientConfig } from 'pg'
import { databaseProblems } from './problems.ts'

export interface Migration {
  name: string
  hash: string
  sql: string
}

export interface MigrateOptions {
  /** Folder of the migrations; that of this program unless told. */
  folder?: string
  log: (event: string, facts?: Record<string, unknown>) => void
}

const lock = 7_365_201 // any number, the same for every process that migrates

const programFolder = (from: string): string => (existsSync(join(from, 'package.json')) ? from : programFolder(dirname(from)))

/** The migrations of this program. */
export const migrationsFolder = (): string => join(programFolder(import.meta.dirname), 'migrations')

/** The migrations of a folder in order; refuses one whose bytes differ from the ones that were published. */
export const readMigrations = (folder: string): Migration[] => {
  const published = readManifest(folder)
  const names = readdirSync(folder).filter((file) => /^\d{4}-.+\.sql$/.test(file)).sort()
  return names.map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')
    const hash = createHash('sha256').update(sql).digest('hex')
    if (published[name] !== undefined && published[name] !== hash) throw databaseProblems.changedMigration({ name })
    return { name, hash, sql }
  })
}

/** Hashes of the published migrations by name. */
export const readManifest = (folder: string): Record<string, string> => {
  const file = join(folder, 'manifest.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
}

/** Applies what is missing and tells the names applied. One process migrates at a time; the others wait. */
export const migrate = async (owner: ClientConfig, { folder = migrationsFolder(), log }: MigrateOptions): Promise<string[]> => {
  const client = new Client(owner)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    const missing = await missingMigrations(client, readMigrations(folder))
    for (const migration of missing) {
      log('database.migrating', { migration: migration.name })
      await apply(client, migration)
    }
    await prepareQueue(client, owner)
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

const missingMigrations = async (client: Client, known: Migration[]): Promise<Migration[]> => {
  await client.query('create schema if not exists platform')
  await client.query(`create table if not exists platform.migration (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from platform.migration order by name')
  const applied = new Map(rows.map(({ name, hash }) => [name, hash]))
  const newer = rows.find(({ name }) => !known.some((migration) => migration.name === name))
  if (newer) throw databaseProblems.newerDatabase({ name: newer.name })
  const changed = known.find(({ name, hash }) => applied.has(name) && applied.get(name) !== hash)
  if (changed) throw databaseProblems.changedMigration({ name: changed.name })
  return known.filter(({ name }) => !applied.has(name))
}

const apply = async (client: Client, { name, hash, sql }: Migration): Promise<void> => {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into platform.migration (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw databaseProblems.failedMigration({ name, reason: error instanceof Error ? error.message : String(error) })
  }
}

/** The queue's own tables, and the serving role's way through their row-level security. */
export const prepareQueue = async (client: Client, owner: ClientConfig): Promise<void> => {
  const pool = new Pool({ ...owner, max: 1 })
  pool.on('error', () => undefined)
  pool.on('connect', (connection) => connection.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
  await client.query(`
    grant usage on schema graphile_worker to sidmi_app;
    grant select, insert, update, delete on all tables in schema graphile_worker to sidmi_app;
    grant usage on all sequences in schema graphile_worker to sidmi_app;
    grant execute on all functions in schema graphile_worker to sidmi_app;
    do $$ declare guarded record; begin
      for guarded in
        select class.relname from pg_class class
        where class.relnamespace = 'graphile_worker'::regnamespace and class.relrowsecurity
          and not exists (select from pg_policy policy where policy.polrelid = class.oid and policy.polname = 'sidmi_app')
      loop
        execute format('create policy sidmi_app on graphile_worker.%I to sidmi_app using (true) with check (true)', guarded.relname);
      end loop;
    end $$;`)
}
