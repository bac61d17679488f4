// Places to test in: a migrated database of one's own per test file, made from a template in milliseconds.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, escapeIdentifier, type ClientConfig } from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../src/platform/db/database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** The PostgreSQL of this test run, as its owner, and the name of the migrated template on it. */
export interface TestServer {
  connection: ClientConfig
  template: string
}

export interface TestDatabase extends Database {
  /** For a process of its own; its user is the owner. */
  databaseUrl: string
  /** An empty data folder for this database; removed with it. */
  dataFolder: string
  /** Closes everything and removes the database. */
  drop: () => Promise<void>
}

/** What DATABASE_URL would be for that connection. */
export const urlOf = ({ host = '', port = 5432, user = '', password, database = '' }: ClientConfig): string => {
  const words = [user, String(password ?? ''), database].map(encodeURIComponent)
  return `postgres://${words[0]}:${words[1]}@/${words[2]}?host=${encodeURIComponent(host)}&port=${String(port)}`
}

/** Runs one statement as the owner of the server, outside every test database. */
const command = async (connection: ClientConfig, statement: string): Promise<void> => {
  const client = new Client(connection)
  await client.connect()
  await client.query(statement)
  await client.end()
}

const testName = (): string => `sidmi_test_${randomBytes(6).toString('hex')}`

/** A database of one's own. Without `template` it is migrated; with `null` it is empty. */
export const testDatabase = async ({ template }: { template?: null } = {}): Promise<TestDatabase> => {
  const server = inject('testServer')
  const database = testName()
  const source = template === null ? 'template0' : server.template
  await command(server.connection, `create database ${database} template ${escapeIdentifier(source)}`)
  const databaseUrl = urlOf({ ...server.connection, database })
  const dataFolder = mkdtempSync(join(tmpdir(), 'sidmi test '))
  const opened = await openDatabase({ dataFolder, databaseUrl, applicationName: 'sidmi test', purpose: 'node', log: () => undefined })
  const drop = async (): Promise<void> => {
    await opened.close()
    await command(server.connection, `drop database ${database} with (force)`)
    await command(server.connection, `drop role if exists sidmi_app_${database}`)
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return { ...opened, databaseUrl, dataFolder, drop }
}
