// Opens the node's database, embedded or external, as its owner and as the role that serves requests.
import { Kysely, PostgresDialect } from 'kysely'
import { Client, Pool, types, type ClientConfig, type PoolConfig } from 'pg'
import { copyingCursor } from './copy.ts'
import { embeddedServer, type EmbeddedServer } from './embedded.ts'
import { databaseProblems } from './problems.ts'
import { servingConnection } from './roles.ts'
import type { Tables } from './tables.ts'

/** The serving role's database, or a transaction on it. */
export type Db = Kysely<Tables>

export interface DatabaseOptions {
  dataFolder: string
  /** An external PostgreSQL of version 15 or newer; its user owns the database. Without it the embedded one is used. */
  databaseUrl?: string | undefined
  /** Shown by the server beside each connection, e.g. `sidmi node`. */
  applicationName: string
  /** A node has the embedded server to itself; commands share it. */
  purpose: 'node' | 'command'
  /** Connections of the serving role; 10 unless told. */
  poolSize?: number
  /** Milliseconds a statement of the serving role may take; 60,000 unless told. A long job says `set local statement_timeout`. */
  statementTimeout?: number
  /** Settings of the embedded server, e.g. { shared_buffers: '512MB' }. */
  settings?: Record<string, string>
  log: (event: string, facts?: Record<string, unknown>) => void
}

export interface Database {
  /** What serves requests: may do what migrations granted to `sidmi_app`. */
  db: Db
  /** The owner of everything: migrations, backup, verification. */
  owner: Db
  /** For libraries with a pool of their own, as the serving role. */
  connection: PoolConfig
  ownerConnection: ClientConfig
  close: () => Promise<void>
}

const oldestVersion = 150_000

export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const server = await serverOf(options)
  try {
    return await connect(server, options)
  } catch (error) {
    await server.stop()
    throw error
  }
}

const serverOf = async (options: DatabaseOptions): Promise<EmbeddedServer> => {
  if (!options.databaseUrl) return embeddedServer(options)
  return { connection: await externalOwner(options.databaseUrl), stop: () => Promise.resolve() }
}

const externalOwner = async (databaseUrl: string): Promise<ClientConfig> => {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  const { host, port, database, user, password, ssl } = client
  const address = `${host}:${String(port)}/${database ?? ''}`
  try {
    await client.connect()
    const { rows } = await client.query<{ number: number; version: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
    )
    const [found] = rows
    if (found && found.number < oldestVersion) throw databaseProblems.tooOld(found)
    return defined({ host, port, database, user, password, ssl })
  } catch (error) {
    throw error instanceof Error && error.name === 'Problem' ? error : databaseProblems.unreachable({ address, reason: reasonOf(error) })
  } finally {
    await client.end().catch(() => undefined)
  }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(String).join(', ')
  return error instanceof Error ? error.message : String(error)
}

const defined = (config: Record<string, unknown>): ClientConfig =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined && value !== null))

const connect = async (server: EmbeddedServer, options: DatabaseOptions): Promise<Database> => {
  const owner = { ...server.connection, application_name: options.applicationName }
  const connection: PoolConfig = {
    ...(await servingConnection(owner, options.dataFolder)),
    max: options.poolSize ?? 10,
    statement_timeout: options.statementTimeout ?? 60_000,
    idle_in_transaction_session_timeout: 600_000,
  }
  const pools = { db: poolOf(connection, options), owner: poolOf({ ...owner, max: 3 }, options) }
  const db = kyselyOver(pools.db)
  const ownerDb = kyselyOver(pools.owner)
  const close = async (): Promise<void> => {
    await Promise.all([db.destroy(), ownerDb.destroy()])
    await server.stop()
  }
  return { db, owner: ownerDb, connection, ownerConnection: owner, close }
}

/** Without a listener a stopping server would end the whole process. */
const poolOf = (config: PoolConfig, { log }: DatabaseOptions): Pool => {
  const pool = new Pool({ ...config, types: { getTypeParser }, connectionTimeoutMillis: 30_000 })
  pool.on('error', (error) => {
    log('database.connectionLost', { reason: error.message })
  })
  return pool
}

const kyselyOver = (pool: Pool): Db => new Kysely<Tables>({ dialect: new PostgresDialect({ pool, cursor: copyingCursor }) })

const wholeNumber = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`A whole number too large for JavaScript came from the database: ${text}`)
  return value
}

const listOf = (read: (text: string) => unknown) => (text: string): unknown => textList(text).map((item) => (item === null ? null : read(item)))

const arrayOfText: number = 1009
const textList = types.getTypeParser(arrayOfText, 'text') as (text: string) => (string | null)[]
const sameText = (text: string): string => text

/** By type of PostgreSQL: int8, numeric and date, then lists of them. A date stays `YYYY-MM-DD`: it has no time zone. */
const readers = new Map<number, (text: string) => unknown>([
  [20, wholeNumber],
  [1700, Number],
  [1082, sameText],
  [1016, listOf(wholeNumber)],
  [1231, listOf(Number)],
  [1182, listOf(sameText)],
])

const getTypeParser: typeof types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  (format !== 'binary' && readers.get(type)) || types.getTypeParser(type, format)
