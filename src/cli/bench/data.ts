// Measures the import against a bare COPY of the same rows, and the crosstab against the bare SQL.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { importFile } from '../../modules/collection/index.ts'
import { demonstrationCsv } from '../../modules/demonstration/index.ts'
import { demonstrationSource } from '../../modules/demonstration/model.ts'
import { reportFigures } from '../../modules/statistics/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { System } from '../../platform/system.ts'
import { openSystem } from '../../system.ts'
import { medianSeconds, seconds, timed, times, type Finding } from './finding.ts'

const records = Number(process.env.SIDMI_BENCH_RECORDS ?? 300_000)

const bareCopy = async (system: System, file: string): Promise<number> => {
  const client = new pg.Client(system.database.ownerConnection)
  await client.connect()
  await client.query('create table platform.bench (week date, territory text, offence text, sex text, age_band text, nationality text, incidents int)')
  const { seconds: taken } = await timed(() => pipeline(createReadStream(file), client.query(copyFrom('copy platform.bench from stdin with (format csv, header)'))))
  await client.query('drop table platform.bench')
  await client.end()
  return taken
}

const importFindings = async (system: System, file: string): Promise<Finding> => {
  const yardstick = await bareCopy(system, file)
  const { seconds: taken, result } = await timed(() => importFile(system, { sourceId: demonstrationSource, body: createReadStream(file), name: 'bench.csv' }))
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  return {
    what: `import of ${result.accepted.toLocaleString('en')} rows, peak ${peak} MB`, measured: seconds(taken), yardstick: `bare COPY ${seconds(yardstick)}`,
    ratio: times(taken / yardstick), bar: '4 × (part 2)',
  }
}

const crosstab = async (system: System, by: readonly string[]): Promise<Finding> => {
  const names = sql.join(by.map((dimension) => sql.ref(dimension)))
  const bare = () => sql`select ${names}, sum(value) from collection.observation where source_id = ${demonstrationSource} and until_release is null group by ${names}`.execute(system.database.db)
  const act = () => reportFigures(system, { source: demonstrationSource, by })
  const [measured, yardstick] = [await medianSeconds(act), await medianSeconds(bare)]
  return { what: `crosstab by ${by.join(' × ')}`, measured: seconds(measured), yardstick: `bare SQL ${seconds(yardstick)}`, ratio: times(measured / yardstick), bar: 'half of DuckDB at 10 M (part 2)' }
}

/** Import and crosstab over a region of SIDMI_BENCH_RECORDS rows (300,000) in a node of its own. */
export const benchData = async (): Promise<Finding[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'sidmi-bench-'))
  const system = await openSystem(readConfig({ ...process.env, SIDMI_DATA: folder, SIDMI_LOG_LEVEL: 'error' }), { purpose: 'command', kind: 'demonstration' })
  try {
    const file = join(folder, 'bench.csv')
    await pipeline(Readable.from(demonstrationCsv({ records, seed: 2017 }, new Date())), createWriteStream(file))
    return [await importFindings(system, file), await crosstab(system, ['territory', 'offence']), await crosstab(system, ['territory', 'offence', 'sex', 'age_band'])]
  } finally {
    await system.database.close()
    await rm(folder, { recursive: true, force: true })
  }
}
