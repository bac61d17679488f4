// The list of modules (the only file that names them all) and how a system is opened over a database.
import { sql } from 'kysely'
import { accounts, anonymousActs } from './modules/accounts/index.ts'
import { alerts } from './modules/alerts/index.ts'
import { bulletins } from './modules/bulletins/index.ts'
import { catalogues } from './modules/catalogues/index.ts'
import { collection } from './modules/collection/index.ts'
import { demonstration } from './modules/demonstration/index.ts'
import { exchange } from './modules/exchange/index.ts'
import { notices } from './modules/notices/index.ts'
import { portal } from './modules/portal/index.ts'
import { rounds } from './modules/rounds/index.ts'
import { quality } from './modules/quality/index.ts'
import { reports } from './modules/reports/index.ts'
import { statistics } from './modules/statistics/index.ts'
import { trafficking } from './modules/trafficking/index.ts'
import { units } from './modules/units/index.ts'
import { uploads } from './modules/uploads/index.ts'
import { warning } from './modules/warning/index.ts'
import type { Actor } from './platform/access.ts'
import type { Config } from './platform/config.ts'
import { openDatabase, type Database, type Db } from './platform/db/database.ts'
import { migrate } from './platform/db/migrate.ts'
import { openLog } from './platform/log.ts'
import type { Module } from './platform/module.ts'
import { createSystem, type System } from './platform/system.ts'
import { openFileStore } from './platform/work/files.ts'
import { openMail } from './platform/work/mail.ts'

export const modules: readonly Module[] = [portal, accounts, uploads, catalogues, notices, units, collection, statistics, quality, warning, alerts, rounds, exchange, trafficking, bulletins, reports, demonstration]

const anonymous = (config: Config): Actor => ({
  kind: 'anonymous', id: null, name: '', email: null, institution: null, roles: [], territories: [], acts: anonymousActs, language: config.language,
})

const isDemonstration = async (db: Db): Promise<boolean> => {
  const { rows } = await sql<{ is_demonstration: boolean }>`select is_demonstration from platform.node`.execute(db)
  return rows[0]?.is_demonstration ?? false
}

/** Decides, once, whether a new node is the demonstration region or a real, empty one. */
export const decideKind = async (owner: Db, kind: 'demonstration' | 'real'): Promise<void> => {
  await sql`insert into platform.node (is_demonstration) values (${kind === 'demonstration'}) on conflict do nothing`.execute(owner)
}

/** A system over an open, migrated database. Its clock can be set in tests. */
export const assemble = async (config: Config, database: Database, now: () => Date = () => new Date()): Promise<System> => {
  const log = openLog(config.logLevel)
  const node = {
    config, log, publicUrl: config.publicUrl, isDemonstration: await isDemonstration(database.db),
    files: openFileStore(config.dataFolder), mail: openMail(config),
  }
  return createSystem({ node, database, modules, anonymous: anonymous(config), now })
}

export interface OpenOptions {
  purpose: 'node' | 'command'
  /** The kind a new node gets; a node that exists keeps its own. Without it the question stays open for the first start. */
  kind?: 'demonstration' | 'real'
  progress?: (step: string) => void
}

/** Opens the node's database, brings it up to date and prepares every module. */
export const openSystem = async (config: Config, options: OpenOptions): Promise<System> => {
  const log = openLog(config.logLevel)
  const database = await openDatabase({
    dataFolder: config.dataFolder, databaseUrl: config.databaseUrl, applicationName: `sidmi ${options.purpose}`, purpose: options.purpose,
    log: (event, facts) => log.info({ event, ...facts }, 'database'),
  })
  try {
    options.progress?.('database')
    await migrate(database.ownerConnection, { log: (event, facts) => log.info({ event, ...facts }, 'migration') })
    if (options.kind) await decideKind(database.owner, options.kind)
    const system = await assemble(config, database)
    for (const module of system.modules) await module.prepare?.(system)
    return system
  } catch (error) {
    await database.close()
    throw error
  }
}
