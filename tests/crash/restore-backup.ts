// A process to be killed: restores a backup into an external database.
import { restore } from '../../src/platform/db/backup.ts'

const [dataFolder = '', databaseUrl = '', file = ''] = process.argv.slice(2)
await restore({ dataFolder, databaseUrl }, file)
