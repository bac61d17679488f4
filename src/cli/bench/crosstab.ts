// Measures the figures at 0.1, 1 and 10 million records: the columns in memory, the act around them, DuckDB and bare SQL beside them.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openColumns, reportFigures } from '../../modules/statistics/index.ts'
import { dimensions, type Dimension, type Filters } from '../../modules/statistics/model.ts'
import { readConfig } from '../../platform/config.ts'
import type { System } from '../../platform/system.ts'
import { openSystem } from '../../system.ts'
import { openDuck, type Duck } from './duck.ts'
import { medianSeconds, seconds, timed, times, type Finding } from './finding.ts'
import type { Growth, MeasuredQuestion } from './growth.ts'
import { growSource, grownFile, nextRelease, sourceOfSize } from './grown.ts'

const sizes = (process.env.SIDMI_BENCH_SIZES ?? '100000,1000000,10000000').split(',').map(Number)
const patience = 3_600_000
const limit = 1_000_000
/** Of each question to the columns and to DuckDB; the first few find loops that are not compiled yet. */
const askings = 15

interface Question {
  name: string
  by: Dimension[]
  filters: Partial<Filters>
  duck: string
  bare: string
}

const questions: Question[] = [
  {
    name: '4 dimensions', by: ['month', 'territory', 'offence', 'sex'], filters: {},
    duck: 'select month, territory, offence, sex, sum(incidents) as value, count(*) as records from figures group by all',
    bare: `select date_trunc('month', period_start + 3), territory, offence, sex, sum(value), count(*)
      from collection.shared_observation where source_id = $source group by 1, 2, 3, 4`,
  },
  {
    name: '2 dimensions, filtered', by: ['territory', 'offence'],
    filters: { nationality: ['HN', 'VE', 'GT'], age_band: ['12-17', '18-29'], from: '2020', to: '2024' },
    duck: `select territory, offence, sum(incidents) as value, count(*) as records from figures where month between '2020-01-01' and '2024-12-01'
      and nationality in ('HN', 'VE', 'GT') and age_band in ('12-17', '18-29') group by all`,
    bare: `select territory, offence, sum(value), count(*) from collection.shared_observation where source_id = $source
      and period_start + 3 between '2020-01-01' and '2024-12-31' and nationality in ('HN', 'VE', 'GT') and age_band in ('12-17', '18-29') group by 1, 2`,
  },
]

const everything = Object.fromEntries(dimensions.map((dimension) => [dimension, []])) as unknown as Filters

type Columns = ReturnType<typeof openColumns>

interface Bench {
  system: System
  columns: Columns
  source: string
  release: number
  duck: Duck | null
}

const cellsOf = async ({ columns, source, release }: Bench, { by, filters }: Question) => {
  const question = { by, filters: { ...everything, ...filters }, visible: null, limit }
  const answered = await columns.ask({ kind: 'cells', source, release, measure: 'incidents', question })
  if (!('cells' in answered)) throw new Error(`The columns did not answer for ${source}: ${JSON.stringify(answered)}`)
  return answered.cells
}

/** Throws unless the columns and DuckDB give as many cells, with the same sum and the same number of records. */
const holdAgainst = async (bench: Bench, question: Question): Promise<number> => {
  const { sums, total, observations } = await cellsOf(bench, question)
  const theirs = await bench.duck?.rows(question.duck)
  const add = (name: string): number => (theirs ?? []).reduce((sum, row) => sum + Number(row[name]), 0)
  if (theirs && (theirs.length !== sums.length || add('value') !== total || add('records') !== observations)) {
    throw new Error(`${question.name}: ${sums.length} cells, sum ${total} of ${observations} here; ${theirs.length}, ${add('value')}, ${add('records')} in DuckDB`)
  }
  return sums.length
}


const measure = async (bench: Bench, question: Question): Promise<MeasuredQuestion> => {
  const { system, source, duck } = bench
  const cells = await holdAgainst(bench, question)
  const bare = () => sql.raw(question.bare.replace('$source', `'${source}'`)).execute(system.database.owner)
  return {
    question: question.name, cells,
    columns: await medianSeconds(() => cellsOf(bench, question), askings),
    duck: (await duck?.seconds(question.duck, askings)) ?? null,
    act: await medianSeconds(() => reportFigures(system, { source, by: question.by, filters: question.filters }), 3),
    bare: await medianSeconds(bare, 1),
  }
}

const openAt = async (columns: Columns, source: string, release: number): Promise<number> =>
  (await timed(() => columns.ask({ kind: 'facts', source, release }))).seconds

/** What an import of ten thousand rows leaves: half of them revisions of what stood. */
const revise = async (system: System, source: string): Promise<number> => {
  const release = await nextRelease(system, source)
  await sql`with revised as (
      update collection.observation set until_release = ${release} where id in (
        select id from collection.observation where source_id = ${source} and until_release is null order by id limit 5000) returning *)
    insert into collection.observation (source_id, since_release, key, measure, line, grain, period_start, country, territory, offence, sex, age_band, nationality, value)
    select source_id, ${release}, key, measure, line, grain, period_start, country, territory, offence, sex, age_band, nationality, value + 1 + extra
    from revised, generate_series(0, 1) as extra`.execute(system.database.owner)
  return release
}

/** Takes the release back, so that a second run finds what the first did. */
const unrevise = async ({ database: { owner } }: System, release: number): Promise<void> => {
  await sql`delete from collection.observation where since_release = ${release}`.execute(owner)
  await sql`update collection.observation set until_release = null where until_release = ${release}`.execute(owner)
  await sql`delete from collection.release where id = ${release}`.execute(owner)
}

/** Seconds from a release to the first right answer about it. */
const freshen = async ({ system, source }: Bench): Promise<number> => {
  const release = await revise(system, source)
  const { result, seconds: taken } = await timed(() => reportFigures(system, { source, by: [] }))
  const { rows } = await sql<{ value: number }>`select sum(value) as value from collection.shared_observation where source_id = ${source}`.execute(system.database.owner)
  if (result.rows[0]?.value !== rows[0]?.value) throw new Error(`After a release ${source} answered ${String(result.rows[0]?.value)}, the database holds ${String(rows[0]?.value)}`)
  await unrevise(system, release)
  return taken
}

const latestOf = async ({ database: { db } }: System, source: string): Promise<number> =>
  (await sql<{ id: number }>`select release_id as id from collection.shared_source where id = ${source}`.execute(db)).rows[0]?.id ?? 0

const growthAt = async (system: System, folder: string, records: number): Promise<Growth> => {
  const source = sourceOfSize(records)
  const file = await grownFile(folder, records)
  await growSource(system, source, file)
  const release = await latestOf(system, source)
  const first = openColumns(system, patience)
  const fill = await openAt(first, source, release)
  await first.close()
  const columns = openColumns(system, patience)
  const reopen = await openAt(columns, source, release)
  const duck = await openDuck(folder, file)
  const bench: Bench = { system, columns, source, release, duck }
  try {
    const measured: MeasuredQuestion[] = []
    for (const question of questions) measured.push(await measure(bench, question))
    const { observations } = await cellsOf(bench, { ...questions[0]!, by: [] })
    return { records: observations, fill, reopen, fresh: await freshen(bench), measured }
  } finally {
    duck?.close()
    await columns.close()
  }
}

const findingsOf = ({ records, measured, fresh }: Growth): Finding[] => [
  ...measured.map(({ question, cells, columns, duck, bare }) => ({
    what: `${records.toLocaleString('en')} records, ${question} (${cells.toLocaleString('en')} cells)`, measured: seconds(columns),
    yardstick: duck === null ? `bare SQL ${seconds(bare)} (DuckDB not found: not compared)` : `DuckDB, 2 threads ${seconds(duck)}`,
    ratio: times(columns / (duck ?? bare)), bar: '0.5 × of DuckDB at 10 M',
  })),
  { what: `${records.toLocaleString('en')} records, first right answer after a release of 10,000 rows`, measured: seconds(fresh), yardstick: '1 s', ratio: times(fresh), bar: '1 ×' },
]

/**
 * The figures at each of SIDMI_BENCH_SIZES (100,000, 1 and 10 million records), in a node of their own.
 * SIDMI_BENCH_FOLDER keeps that node, so that a second run need not fill it again.
 */
export const benchCrosstab = async (): Promise<{ findings: Finding[]; growth: Growth[] }> => {
  const kept = process.env.SIDMI_BENCH_FOLDER
  if (kept) await mkdir(kept, { recursive: true })
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'sidmi-bench-')))
  const system = await openSystem(readConfig({ ...process.env, SIDMI_DATA: folder, SIDMI_LOG_LEVEL: 'error' }), { purpose: 'command', kind: 'demonstration' })
  try {
    const growth: Growth[] = []
    for (const records of sizes) growth.push(await growthAt(system, folder, records))
    return { findings: growth.slice(-1).flatMap(findingsOf), growth }
  } finally {
    await system.database.close()
    if (!kept) await rm(folder, { recursive: true, force: true })
  }
}
