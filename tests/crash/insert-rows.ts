// A process to be killed: inserts one row after another into the embedded database and prints each that is committed.
import { sql } from 'kysely'
import { openDatabase } from '../../src/platform/db/database.ts'

const [dataFolder = ''] = process.argv.slice(2)
const database = await openDatabase({ dataFolder, applicationName: 'crash', purpose: 'node', log: () => undefined })
await sql`create table if not exists public.kept (number int primary key)`.execute(database.owner)
for (let number = 1; ; number += 1) {
  await sql`insert into public.kept values (${number})`.execute(database.owner)
  process.stdout.write(`${String(number)}\n`)
}
