// Measures imports of one file in a process of their own, each beside a bare COPY of the same rows on the same server.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { importFile, type ImportResult } from '../../modules/collection/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { System } from '../../platform/system.ts'
import { openSystem } from '../../system.ts'
import { median, seconds, timed, times, type Finding } from './finding.ts'
import { inOwnProcess } from './own-process.ts'

/** The files of one bench: the same rows packed and plain, and with some figures changed. */
export interface BenchFiles {
  source: string
  isDemonstration: boolean
  packed: string | null
  plain: string
  revised: string
}

const rounds = 3

const columns = `source_id, measure, key, since_release, line, grain, period_start, country, territory, municipality, offence, category, subcategory,
  modality, region, sex, age_band, nationality, route, cause, lat, lon, value, withheld`

const asOwner = async <T>(connection: pg.ClientConfig, use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

const emptied = (system: System): Promise<unknown> =>
  asOwner(system.database.ownerConnection, (client) => client.query('truncate collection.observation, collection.release, collection.refusal, collection.delivery cascade; checkpoint'))

/** What the yardstick's process, which is not the node, is told: where the database is, the file of rows, and whether the rows are to be written there first. */
export interface CopyTask {
  connection: pg.ClientConfig
  rows: string
  isNew: boolean
}

/** The standing observations as COPY writes them. */
const kept = (client: pg.Client, file: string): Promise<void> =>
  pipeline(client.query(copyTo(`copy (select ${columns} from collection.observation where until_release is null order by id) to stdout`)), createWriteStream(file))

/** The yardstick: a COPY of the rows into a plain table without an index, its commit included, in seconds. */
export const measureCopy = ({ connection, rows, isNew }: CopyTask): Promise<Finding[]> => asOwner(connection, async (client) => {
  if (isNew) await kept(client, rows)
  await client.query(`create table platform.bench as select ${columns} from collection.observation limit 0; checkpoint`)
  const { seconds: taken } = await timed(() => pipeline(createReadStream(rows, { highWaterMark: 2 ** 18 }), client.query(copyFrom('copy platform.bench from stdin'))))
  await client.query('drop table platform.bench')
  return [{ what: 'bare COPY', measured: String(taken), yardstick: '—', ratio: '—', bar: '—' }]
})

const bareCopy = async ({ database }: System, rows: string, isNew = false): Promise<number> => {
  const [copy] = await inOwnProcess('SIDMI_BENCH_COPY', { connection: database.ownerConnection, rows, isNew } satisfies CopyTask)
  return Number(copy?.measured)
}

interface Measured {
  seconds: number
  bare: number
  result: ImportResult
}

const inMiddle = (measured: readonly Measured[]): Measured => {
  const middle = median(measured.map((each) => each.seconds / each.bare))
  return measured.find((each) => each.seconds / each.bare === middle)!
}

const imported = (system: System, { source }: BenchFiles, file: string): Promise<{ seconds: number; result: ImportResult }> =>
  timed(() => importFile(system, { sourceId: source, body: createReadStream(file), name: basename(file) }))

const finding = (what: string, { seconds: taken, bare }: Measured): Finding =>
  ({ what, measured: seconds(taken), yardstick: `bare COPY ${seconds(bare)}`, ratio: times(taken / bare), bar: '4 ×' })

const firstImports = async (system: System, files: BenchFiles, { file, rows }: { file: string; rows: string }): Promise<Measured> => {
  const measured: Measured[] = []
  for (let round = 0; round < rounds; round += 1) {
    await emptied(system)
    const import_ = await imported(system, files, file)
    measured.push({ ...import_, bare: await bareCopy(system, rows, true) })
  }
  return inMiddle(measured)
}

const all = async (system: System, files: BenchFiles, rows: string): Promise<Finding[]> => {
  const packed = files.packed && (await firstImports(system, files, { file: files.packed, rows }))
  const plain = await firstImports(system, files, { file: files.plain, rows })
  const count = plain.result.accepted.toLocaleString('en')
  const besideCopy = async (file: string): Promise<Measured> => ({ ...(await imported(system, files, file)), bare: await bareCopy(system, rows) })
  const [again, revised] = [await besideCopy(files.plain), await besideCopy(files.revised)]
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  return [
    ...(packed ? [finding(`first import of ${count} rows, ${basename(files.packed ?? '')}`, packed)] : []),
    finding(`first import of ${count} rows, plain CSV`, plain),
    finding('the same file again: nothing changes', again),
    finding(`the same file with ${revised.result.cells.revised.toLocaleString('en')} figures revised`, revised),
    { what: 'peak memory of the process over all of these, besides PostgreSQL', measured: `${peak} MB`, yardstick: '400 MB', ratio: times(peak / 400), bar: '1 ×' },
  ]
}

/** Imports the files into a node made for this, with a database of its own: what is measured is emptied in between. */
export const measureImports = async (files: BenchFiles): Promise<Finding[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'sidmi-bench-'))
  const config = readConfig({ SIDMI_DATA: folder, SIDMI_LOG_LEVEL: 'error' })
  const system = await openSystem(config, { purpose: 'command', kind: files.isDemonstration ? 'demonstration' : 'real' })
  try {
    return await all(system, files, join(folder, 'rows'))
  } finally {
    await system.database.close()
    await rm(folder, { recursive: true, force: true })
  }
}
