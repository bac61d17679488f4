// A process to be killed: applies the migrations of a folder to the embedded database and prints each it begins.
import { openDatabase } from '../../src/platform/db/database.ts'
import { migrate } from '../../src/platform/db/migrate.ts'

const [dataFolder = '', folder = ''] = process.argv.slice(2)
const database = await openDatabase({ dataFolder, applicationName: 'crash', purpose: 'node', log: () => undefined })
const log = (event: string, facts?: Record<string, unknown>): void => {
  if (event === 'database.migrating') process.stdout.write(`${String(facts?.migration)}\n`)
}
await migrate(database.ownerConnection, { folder, log })
