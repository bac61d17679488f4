// Before the tests: one PostgreSQL that need not survive a crash, and on it one migrated database to copy from.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/platform/db/database.ts'
import { embeddedServer } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { urlOf, type TestServer } from './places.ts'

const template = `sidmi_template_${String(process.pid)}`
const log = (): void => undefined
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** `SIDMI_TEST_DATABASE_URL` names an outside PostgreSQL, as a user that may create databases and roles. */
const serverFor = async (dataFolder: string): Promise<Pick<TestServer, 'connection'> & { stop: () => Promise<void> }> => {
  const address = process.env.SIDMI_TEST_DATABASE_URL
  if (!address) return embeddedServer({ dataFolder, purpose: 'node', settings, log })
  const { host, port, user, password, database } = new Client({ connectionString: address })
  const connection = { host, port, ...(user && { user }), ...(password && { password }), ...(database && { database }) }
  return { connection, stop: () => Promise.resolve() }
}

const run = async (connection: TestServer['connection'], statement: string): Promise<void> => {
  const client = new Client(connection)
  await client.connect()
  await client.query(statement)
  await client.end()
}

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sidmi-test-server-'))
  const { connection, stop } = await serverFor(dataFolder)
  await run(connection, `create database ${template} template template0`)
  const databaseUrl = urlOf({ ...connection, database: template })
  const database = await openDatabase({ dataFolder, databaseUrl, applicationName: 'sidmi tests', purpose: 'node', log })
  await migrate(database.ownerConnection, { log })
  await database.close()
  project.provide('testServer', { connection, template })
  return async () => {
    await run(connection, `drop database ${template} with (force)`)
    await run(connection, `drop role sidmi_app_${template}`)
    await stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
