// A process to be killed: sends what waits, telling when it begins.
import { accounts } from '../../src/modules/accounts/index.ts'
import { notices } from '../../src/modules/notices/index.ts'
import { systemActor } from '../../src/platform/access.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { performAny } from '../../src/platform/perform.ts'
import { createSystem } from '../../src/platform/system.ts'
import { openFileStore } from '../../src/platform/work/files.ts'
import { openMail } from '../../src/platform/work/mail.ts'
import { startWorker } from '../../src/platform/work/worker.ts'

const [databaseUrl = '', dataFolder = '', mailPort = '0'] = process.argv.slice(2)
const mail = { url: `smtp://127.0.0.1:${mailPort}`, from: 'sidmi@prueba.example' }
const config = { ...readConfig({ SIDMI_DATA: dataFolder, SIDMI_LOG_LEVEL: 'silent' }), mail }
const database = await openDatabase({ dataFolder, databaseUrl, applicationName: 'crash', purpose: 'node', log: () => undefined })
const node = { config, log: openLog('silent'), publicUrl: config.publicUrl, isDemonstration: true, files: openFileStore(dataFolder), mail: openMail(config) }
const system = createSystem({ node, database, modules: [accounts, notices], anonymous: { ...systemActor, kind: 'anonymous' }, now: () => new Date() })
await performAny(system, system.acts.get('notice.sendDue')!, { actor: systemActor, input: {} })
await startWorker(system)
process.stdout.write('sending\n')
