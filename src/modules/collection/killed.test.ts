// A process killed without warning in the middle of an import leaves the old state; the import is then done whole.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'esbuild'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from './index.ts'
import { bytesOf } from '../../../tests/collection-files.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection] })

const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const manyRows = (count: number): string =>
  [header, ...Array.from({ length: count }, (_, at) => `2024-W${String((at % 50) + 1).padStart(2, '0')},GT-16,robbery,male,band ${at},HN,1`), ''].join('\n')

const root = join(import.meta.dirname, '../../..')

const builtProgram = async (): Promise<string> => {
  const folder = join(root, 'node_modules/.cache/sidmi-crash')
  mkdirSync(folder, { recursive: true })
  const entryPoints = ['tests/crash/import-file.ts', 'src/modules/collection/actions/reading-thread.ts'].map((file) => join(root, file))
  await build({ entryPoints, entryNames: '[name]', outdir: folder, bundle: true, platform: 'node', format: 'esm', packages: 'external', jsx: 'automatic' })
  return join(folder, 'import-file.js')
}

const runningStatement = async (node: TestNode): Promise<string> => {
  const { rows } = await sql<{ query: string }>`
    select query from pg_stat_activity where application_name = 'crash' and state = 'active' and datname = current_database()`.execute(node.database.owner)
  return rows.map((row) => row.query.trim()).join(';')
}

/** Runs the import in a process of its own and kills it while the database carries out a statement that begins so. */
const killedDuring = async (node: TestNode, program: string, file: string, beginning: string): Promise<void> => {
  const child = spawn(process.execPath, [program, node.database.dataFolder, node.database.databaseUrl, file], { stdio: ['ignore', 'inherit', 'inherit'] })
  const ended = new Promise<'ended'>((done) => child.once('close', () => done('ended')))
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the import ended before «${beginning}» was seen`)
    if ((await runningStatement(node)).includes(beginning)) break
    await wait(2)
  }
  child.kill('SIGKILL')
  await ended
}

const state = async (node: TestNode): Promise<{ cells: number; releases: number; refusals: number; waiting: number }> => {
  const { rows } = await sql<{ cells: number; releases: number; refusals: number; waiting: number }>`
    select (select count(*) from collection.observation) as cells, (select count(*) from collection.release) as releases,
      (select count(*) from collection.refusal) as refusals, (select count(*) from collection.delivery where state = 'received') as waiting`.execute(node.database.owner)
  return rows[0] ?? { cells: 0, releases: 0, refusals: 0, waiting: 0 }
}

story('delivery.import: killed while rows come in, first or later, and while the release is written, it leaves the old state; then it is done whole', async ({ node }) => {
  const program = await builtProgram()
  const file = join(node.database.dataFolder, 'big.csv')
  writeFileSync(file, manyRows(40_000))
  await killedDuring(node, program, file, 'copy collection.observation')
  expect(await state(node)).toEqual({ cells: 0, releases: 0, refusals: 0, waiting: 1 })
  await importFile(node.system, { sourceId: 'demo-region', body: bytesOf(`${header}\n2023-W01,GT-16,robbery,male,18-29,HN,7\n`), name: 'old.csv' })
  await killedDuring(node, program, file, 'copy staged')
  expect(await state(node)).toEqual({ cells: 1, releases: 1, refusals: 0, waiting: 2 })
  await killedDuring(node, program, file, 'insert into collection.observation')
  expect(await state(node)).toEqual({ cells: 1, releases: 1, refusals: 0, waiting: 3 })
  await node.works()
  expect(await state(node)).toEqual({ cells: 40_001, releases: 2, refusals: 0, waiting: 0 })
})
