// A node of its own that receives reports on an embedded database: to be killed, or to have everything it holds looked through.
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setFlagsFromString, writeHeapSnapshot } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'kysely'
import { accounts, anonymousActs, identify } from '../../src/modules/accounts/index.ts'
import { reports } from '../../src/modules/reports/index.ts'
import { units } from '../../src/modules/units/index.ts'
import { systemActor } from '../../src/platform/access.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { createServer } from '../../src/platform/http/server.ts'
import { openLog } from '../../src/platform/log.ts'
import { createSystem } from '../../src/platform/system.ts'
import { openFileStore } from '../../src/platform/work/files.ts'
import { openLive } from '../../src/platform/work/live.ts'
import { openMail } from '../../src/platform/work/mail.ts'
import { startWorker } from '../../src/platform/work/worker.ts'

const [dataFolder = '', recipient = '', unitName = ''] = process.argv.slice(2)
const log = openLog('debug')
const quiet = (): void => undefined
const config = readConfig({ SIDMI_DATA: dataFolder, SIDMI_LOG_LEVEL: 'debug' })
const database = await openDatabase({ dataFolder, applicationName: 'reports', purpose: 'node', log: quiet })
await migrate(database.ownerConnection, { log: quiet })

/** Two members who hold the unit's key, so that it can receive; what is wrapped for them opens nothing. */
const addMembers = async (): Promise<void> => {
  for (const [at, name] of ['Fátima', 'Gael'].entries()) {
    await sql`
      with person as (insert into accounts.person (email, name, language, institution_id) select ${`${at}@prueba.example`}, ${name}, 'es', id from accounts.institution returning id),
      role as (insert into accounts.role_grant (person_id, role, granted_at) select id, 'reception-officer', now() from person),
      own as (insert into units.personal_key (person_id, recipient, made_at) select id, ${`${recipient.slice(0, -1)}${at}`}, now() from person returning id),
      member as (insert into units.member (unit_id, person_id, added_at) select unit.id, person.id, now() from units.unit cross join person)
      insert into units.wrap (unit_key_id, personal_key_id, sealed, wrapped_at)
        select unit_key.id, own.id, convert_to('age-encryption.org/v1 ', 'UTF8'), now() from units.unit_key cross join own`.execute(database.owner)
  }
}

/** A unit with one key; on a second start the same. */
const keyId = async (): Promise<string> => {
  await sql`insert into accounts.institution (name, kind, country) values ('Albergue', 'shelter', 'GT') on conflict do nothing`.execute(database.owner)
  await sql`insert into units.unit (institution_id, name, country, territories, created_at)
    select id, ${unitName}, 'GT', '{GT}', now() from accounts.institution where kind = 'shelter' on conflict do nothing`.execute(database.owner)
  await sql`insert into units.unit_key (unit_id, recipient, made_at) select id, ${recipient}, now() from units.unit on conflict do nothing`.execute(database.owner)
  if ((await sql`select from units.member`.execute(database.owner)).rows.length === 0) await addMembers()
  return (await sql<{ id: string }>`select id from units.unit_key where recipient = ${recipient}`.execute(database.owner)).rows[0]!.id
}

const node = { config, log, publicUrl: config.publicUrl, isDemonstration: false, files: openFileStore(dataFolder), mail: openMail(config) }
const anonymous = { ...systemActor, kind: 'anonymous', name: '', acts: anonymousActs } as const
const system = createSystem({ node, database, modules: [accounts, units, reports], anonymous, now: () => new Date() })
const live = await openLive(system)
const worker = await startWorker(system)
const app = await createServer({ system, live, identify })
await app.listen({ host: '127.0.0.1', port: 0 })
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc')
  for (let turn = 0; turn < 5; turn += 1) runInNewContext('gc')()
}

const piece = Buffer.alloc(1024 ** 2)
/** Every page of memory the process may write to, as it is. */
const dumpMemory = (path: string): void => {
  const [memory, file] = [openSync('/proc/self/mem', 'r'), openSync(path, 'w')]
  for (const line of readFileSync('/proc/self/maps', 'utf8').split('\n').filter((each) => / rw-p /.test(each))) {
    const [from = 0, to = 0] = line.split(' ')[0]!.split('-').map((word) => Number.parseInt(word, 16))
    for (let at = from; at < to; at += piece.length) {
      try {
        writeSync(file, piece, 0, readSync(memory, piece, 0, Math.min(piece.length, to - at), at))
      } catch {
        break // a page that cannot be read holds nothing we could have put there
      }
    }
  }
  closeSync(memory)
  closeSync(file)
}

const orders: Record<string, (path: string) => Promise<void> | void> = {
  snapshot: (path) => {
    collectGarbage()
    writeHeapSnapshot(path)
  },
  memory: dumpMemory,
  stop: async () => {
    await app.close()
    await worker.stop()
    await live.close()
    await database.close()
  },
}
createInterface({ input: process.stdin }).on('line', (line) => {
  const [order = '', ...path] = line.split(' ')
  void Promise.resolve(orders[order]?.(path.join(' '))).then(() => say(`done ${order}`)).then(() => order === 'stop' && process.exit(0))
})
say(`listening ${(app.server.address() as AddressInfo).port} ${await keyId()}`)
