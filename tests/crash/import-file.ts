// A process to be killed: imports a file into the demonstration source of a node's database.
import { createReadStream } from 'node:fs'
import { accounts, anonymousActs } from '../../src/modules/accounts/index.ts'
import { collection, importFile } from '../../src/modules/collection/index.ts'
import { systemActor } from '../../src/platform/access.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { createSystem } from '../../src/platform/system.ts'
import { openFileStore } from '../../src/platform/work/files.ts'
import { openMail } from '../../src/platform/work/mail.ts'

const [dataFolder = '', databaseUrl = '', file = ''] = process.argv.slice(2)
const config = readConfig({ SIDMI_DATA: dataFolder, DATABASE_URL: databaseUrl })
const database = await openDatabase({ dataFolder, databaseUrl, applicationName: 'crash', purpose: 'command', log: () => undefined })
const node = { config, log: openLog('silent'), publicUrl: '', isDemonstration: true, files: openFileStore(dataFolder), mail: openMail(config) }
const anonymous = { ...systemActor, kind: 'anonymous', acts: anonymousActs } as const
const system = createSystem({ node, database, modules: [accounts, collection], anonymous, now: () => new Date() })
await importFile(system, { sourceId: 'demo-region', body: createReadStream(file), name: 'big.csv' })
