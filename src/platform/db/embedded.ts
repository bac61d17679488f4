// Supervises the PostgreSQL of a data folder: makes it, starts it, shares it with other commands, and stops it.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, DatabaseError, type ClientConfig } from 'pg'
import { giveToServer, launchOf, workingIn } from './native.ts'
import { databaseProblems } from './problems.ts'
import { keptSecret } from '../secrets.ts'

export interface EmbeddedOptions {
  dataFolder: string
  /** A node has its data folder to itself; commands share the server of whoever started it. */
  purpose: 'node' | 'command'
  /** Settings of postgresql.conf, e.g. { shared_buffers: '512MB' }; `fsync: 'off'` only for tests. */
  settings?: Record<string, string>
  /** Milliseconds a node waits for a command that holds the folder; 60,000 unless told. */
  patience?: number
  log: (event: string, facts?: Record<string, unknown>) => void
}

export interface EmbeddedServer {
  /** Connects as the owner of everything. */
  connection: ClientConfig
  /** Stops the server if this process started it, once no other command uses it. */
  stop: () => Promise<void>
}

interface Running {
  socket: string
  purpose: string
  process: number
}

type State = Running | 'waiting' | 'absent'

const port = 5432
const longestSocketPath = 107
const prefix = 'sidmi-postgres-'

const folderOf = (dataFolder: string): string => join(resolve(dataFolder), 'postgres')

const ownerConnection = (dataFolder: string, socket: string, database: string): ClientConfig => ({
  host: socket,
  port,
  user: 'sidmi',
  password: keptSecret(dataFolder, 'database-owner'),
  database,
})

/** Opens the server of a data folder, starting it unless another process of SIDMI already has. */
export const embeddedServer = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const deadline = Date.now() + (options.patience ?? 60_000)
  for (let round = 0; ; round += 1) {
    const state = await look(options.dataFolder)
    if (state === 'absent') {
      const started = await start(options)
      if (started) return started
    } else if (state !== 'waiting' && mayShare(state, options)) {
      return { connection: await ownDatabase(options.dataFolder, state.socket), stop: () => Promise.resolve() }
    } else if (Date.now() > deadline) {
      throw databaseProblems.busy({ folder: options.dataFolder, process: state === 'waiting' ? 0 : state.process })
    }
    if (round === 20) options.log('database.waiting', { folder: options.dataFolder })
    await pause(50)
  }
}

const mayShare = (running: Running, { dataFolder, purpose }: EmbeddedOptions): boolean => {
  const node = running.purpose === 'node'
  if (purpose === 'node' && node) throw databaseProblems.alreadyRunning({ folder: dataFolder, process: running.process })
  return purpose === 'command' || node
}

/** Who serves this folder now; a server whose starter died is told to stop, and a stale lock file is cleared away. */
const look = async (dataFolder: string): Promise<State> => {
  const folder = folderOf(dataFolder)
  const [server, , , , socket] = lockLines(folder)
  if (server === undefined || !socket) return 'absent'
  const here = workingIn(realpathSync(folder), readdirSync('/proc'))
  const running = await ask(dataFolder, socket)
  if (running === 'absent') return here.length > 0 ? 'waiting' : forget(folder, socket)
  if (running === 'waiting') return 'waiting'
  const orphan = here.includes(Number(server)) && !existsSync(`/proc/${String(running.process)}`)
  if (orphan) process.kill(Number(server), 'SIGINT')
  return orphan ? 'waiting' : running
}

const lockLines = (folder: string): string[] => {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

const forget = (folder: string, socket: string): 'absent' => {
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  removeTemporary(socket)
  return 'absent'
}

const removeTemporary = (socket: string): void => {
  if (basename(socket).startsWith(prefix)) rmSync(socket, { recursive: true, force: true })
}

const ask = async (dataFolder: string, socket: string): Promise<State> => {
  const client = new Client(ownerConnection(dataFolder, socket, 'postgres'))
  client.on('error', () => undefined)
  try {
    await client.connect()
    const answer = await client.query<{ cluster_name: string }>('show cluster_name')
    const [, purpose = '', id = '0'] = (answer.rows[0]?.cluster_name ?? '').split(' ')
    return { socket, purpose, process: Number(id) }
  } catch (error) {
    return refusal(error, dataFolder)
  } finally {
    await client.end().catch(() => undefined)
  }
}

const refusal = (error: unknown, dataFolder: string): State => {
  if (!(error instanceof DatabaseError)) return 'absent'
  if (error.code === '28P01') throw databaseProblems.wrongSecret({ folder: dataFolder })
  return 'waiting' // starting up, stopping, or for a moment without a free connection
}

const start = async (options: EmbeddedOptions): Promise<EmbeddedServer | undefined> => {
  const folder = folderOf(options.dataFolder)
  if (!existsSync(join(folder, 'PG_VERSION'))) await create(options)
  const socket = socketFolder(folder)
  const { child, said } = launch(folder, socket, options)
  await ready(child, folder)
  if (child.exitCode !== null || child.signalCode !== null) return cannotStart(said(), socket, options)
  const connection = await ownDatabase(options.dataFolder, socket)
  return { connection, stop: () => stop(child, connection, options) }
}

/** Made aside and moved into place, so that a folder half made is never taken for a database. */
const create = async ({ dataFolder, log, settings }: EmbeddedOptions): Promise<void> => {
  const folder = folderOf(dataFolder)
  log('database.creating', { folder })
  mkdirSync(dirname(folder), { recursive: true })
  clearDrafts(dirname(folder))
  const draft = `${folder}.new-${String(process.pid)}`
  const secret = `${draft}.secret`
  writeFileSync(secret, keptSecret(dataFolder, 'database-owner'), { mode: 0o600 })
  mkdirSync(draft, { mode: 0o700 })
  giveToServer(secret)
  giveToServer(draft)
  const complaint = await initdb(draft, secret, settings?.fsync === 'off')
  rmSync(secret)
  if (complaint !== undefined) {
    rmSync(draft, { recursive: true, force: true })
    throw databaseProblems.didNotStart({ folder, reason: lastWords(complaint) })
  }
  if (!existsSync(folder)) renameSync(draft, folder)
}

const clearDrafts = (parent: string): void => {
  const drafts = readdirSync(parent).filter((name) => /^postgres\.new-\d+/.test(name))
  const dead = drafts.filter((name) => !existsSync(`/proc/${/\d+/.exec(name)?.[0] ?? ''}`))
  for (const name of dead) rmSync(join(parent, name), { recursive: true })
}

/** Answers with what initdb complained of, if it failed. */
const initdb = async (folder: string, secret: string, hasty: boolean): Promise<string | undefined> => {
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=C.UTF-8']
  const access = ['--username=sidmi', `--pwfile=${secret}`, '--auth=scram-sha-256']
  const { child, said } = begin('initdb', [`--pgdata=${folder}`, ...locale, ...access, ...(hasty ? ['--no-sync'] : [])])
  await new Promise((done) => child.once('close', done))
  return child.exitCode === 0 ? undefined : said()
}

/** In a session of its own, so that Ctrl-C reaches the node alone, which then decides. */
const begin = (program: string, words: string[]): { child: ChildProcess; said: () => string } => {
  const { command, args, env } = launchOf(program, words)
  const child = spawn(command, args, { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  let tail = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-4000)))
  child.on('error', (error) => (tail += error.message))
  const end = (): boolean => child.kill('SIGINT')
  process.once('exit', end) // where the system cannot end a child with its parent
  child.once('close', () => process.off('exit', end))
  return { child, said: () => tail }
}

const socketFolder = (folder: string): string => {
  if (Buffer.byteLength(join(folder, `.s.PGSQL.${String(port)}`)) < longestSocketPath) return folder
  const parent = tmpdir().length < 60 ? tmpdir() : '/tmp'
  const made = mkdtempSync(join(parent, prefix))
  giveToServer(made)
  return made
}

/** Messages of the server carry no contents of rows or statements. */
const launch = (folder: string, socket: string, options: EmbeddedOptions): { child: ChildProcess; said: () => string } => {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    cluster_name: `sidmi ${options.purpose} ${String(process.pid)}`,
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    shared_buffers: '128MB',
    ...options.settings,
  }
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return begin('postgres', ['-D', folder, '-p', String(port), ...words])
}

const ready = async (child: ChildProcess, folder: string): Promise<void> => {
  const isReady = (): boolean => {
    const lines = lockLines(folder)
    return lines[0] === String(child.pid) && lines[7]?.trim() === 'ready'
  }
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null && !isReady()) await pause(15)
}

/** Another process was quicker: the caller looks again. Anything else is told. */
const cannotStart = (said: string, socket: string, { dataFolder }: EmbeddedOptions): undefined => {
  removeTemporary(socket)
  if (said.includes('lock file')) return undefined
  throw databaseProblems.didNotStart({ folder: dataFolder, reason: lastWords(said) })
}

const lastWords = (said: string): string => {
  const lines = said.trim().split('\n')
  const complaints = lines.filter((line) => /error|fatal|could not|cannot/i.test(line))
  return (complaints.length > 0 ? complaints : lines).slice(-3).join(' · ')
}

/** A connection to the database `sidmi`, made here the first time. */
const ownDatabase = async (dataFolder: string, socket: string): Promise<ClientConfig> => {
  const client = new Client(ownerConnection(dataFolder, socket, 'postgres'))
  await client.connect()
  const found = await client.query("select from pg_database where datname = 'sidmi'")
  if (found.rowCount === 0) await client.query('create database sidmi').catch(unlessThere)
  await client.end()
  return ownerConnection(dataFolder, socket, 'sidmi')
}

const unlessThere = (error: unknown): void => {
  if (!(error instanceof DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error
}

const stop = async (child: ChildProcess, connection: ClientConfig, options: EmbeddedOptions): Promise<void> => {
  if (options.purpose === 'command') await othersToLeave(connection, options)
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  const patience = setTimeout(() => child.kill('SIGQUIT'), 30_000)
  await ended
  clearTimeout(patience)
  removeTemporary(connection.host ?? '')
}

/** Other commands may have joined this one's server meanwhile: it stays up until the last has left. */
const othersToLeave = async (connection: ClientConfig, { log }: EmbeddedOptions): Promise<void> => {
  const client = new Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  const others = "select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
  for (let round = 0; (await client.query(others)).rowCount !== 0; round += 1) {
    if (round === 20) log('database.shared', {})
    await pause(100)
  }
  await client.end()
}
