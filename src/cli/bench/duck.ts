// DuckDB as the yardstick of the crosstab: no dependency of the node, used where it is found.
import { join } from 'node:path'
import { medianSeconds } from './finding.ts'

interface DuckReply {
  fetchAllChunks: () => Promise<{ rowCount: number }[]>
}

interface DuckReader {
  getRowObjects: () => Record<string, unknown>[]
}

interface DuckConnection {
  run: (statement: string) => Promise<DuckReply>
  runAndReadAll: (statement: string) => Promise<DuckReader>
  closeSync: () => void
}

interface DuckModule {
  DuckDBInstance: { create: (path: string, options: Record<string, string>) => Promise<{ connect: () => Promise<DuckConnection>; closeSync: () => void }> }
}

export interface Duck {
  rows: (statement: string) => Promise<Record<string, unknown>[]>
  /** Median seconds until every chunk of the answer is at hand, in DuckDB's own columns. */
  seconds: (statement: string, askings: number) => Promise<number>
  close: () => void
}

const load = async (): Promise<DuckModule | null> => {
  const name: string = process.env.SIDMI_BENCH_DUCKDB ?? '@duckdb/node-api'
  return import(name).then((found: DuckModule) => found, () => null)
}

const coded = ['territory', 'offence', 'sex', 'age_band', 'nationality']

/**
 * The file's rows in a native table on two threads, in the form that answers soonest: words as enumerations, the month already told.
 * Null when DuckDB is not installed; SIDMI_BENCH_DUCKDB says where its package's main file is.
 */
export const openDuck = async (folder: string, file: string): Promise<Duck | null> => {
  const duck = await load()
  if (!duck) return null
  const instance = await duck.DuckDBInstance.create(join(folder, `${String(Date.now())}.duckdb`), { threads: '2' })
  const connection = await instance.connect()
  await connection.run(`create table region as select *, date_trunc('month', week + interval 3 day)::date as month from read_csv('${file}')`)
  for (const word of coded) await connection.run(`create type ${word}_word as enum (select distinct ${word} from region where ${word} is not null)`)
  await connection.run(`create table figures as select month, ${coded.map((word) => `${word}::${word}_word as ${word}`).join(', ')}, incidents from region`)
  await connection.run('drop table region')
  await connection.run('checkpoint')
  return {
    rows: async (statement) => (await connection.runAndReadAll(statement)).getRowObjects(),
    seconds: (statement, askings) => medianSeconds(async () => (await connection.run(statement)).fetchAllChunks(), askings),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
