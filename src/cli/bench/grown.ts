// Sources of any size for the benches, written straight into the database: the rows an import of the same file would leave, sooner.
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { demonstrationCsv } from '../../modules/demonstration/index.ts'
import { demonstrationSource } from '../../modules/demonstration/model.ts'
import type { System } from '../../platform/system.ts'

/** Rows are asked for a little above the size: the region makes about as many as it is told. */
const above = 1.03

/** The region's file of at least about so many rows; kept in the folder. */
export const grownFile = async (folder: string, records: number): Promise<string> => {
  const file = join(folder, `region-${records}.csv`)
  if (existsSync(file)) return file
  await pipeline(Readable.from(demonstrationCsv({ records: Math.round(records * above), seed: 2017 }, new Date())), createWriteStream(file))
  return file
}

export const sourceOfSize = (records: number): string => `bench-${records}`

const describeSource = async ({ database: { owner } }: System, source: string): Promise<void> => {
  await sql`insert into collection.source (id, name, publisher, licence, attribution, note, url, is_public, is_demonstration, cadence)
    select ${source}, name, publisher, licence, attribution, note, url, is_public, is_demonstration, cadence from collection.source where id = ${demonstrationSource}`.execute(owner)
  await sql`insert into collection.measure (source_id, id, unit, name, is_default, position)
    select ${source}, id, unit, name, is_default, position from collection.measure where source_id = ${demonstrationSource}`.execute(owner)
  await sql`insert into collection.profile (sha256, id, version, source_id, definition) values (${source}, ${source}, 1, ${source}, '{}')`.execute(owner)
}

/** Makes the source's next release and gives its id. */
export const nextRelease = async ({ database: { owner } }: System, source: string): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    with delivered as (
      insert into collection.delivery (id, source_id, territories, file_sha256, file_name, file_bytes, state, received_at, counts)
      values (gen_random_uuid(), ${source}, '{}', ${source}, 'bench.csv', 1, 'done', now(), '{}') returning id)
    insert into collection.release (source_id, number, delivery_id, at, profile_sha256, scope)
    select ${source}, (select coalesce(max(number), 0) + 1 from collection.release where source_id = ${source}), id, now(), ${source}, 'full' from delivered
    returning id`.execute(owner)
  return rows[0]?.id ?? 0
}

const isThere = async ({ database: { owner } }: System, source: string): Promise<boolean> =>
  (await sql`select from collection.source where id = ${source}`.execute(owner)).rows.length > 0

const insertRows = async (client: pg.Client, source: string, release: number): Promise<void> => {
  await client.query(`insert into collection.observation (source_id, since_release, key, measure, line, grain, period_start, country, territory, offence, sex, age_band, nationality, value)
    select '${source}', ${String(release)}, decode(md5(concat_ws('|', week, territory, offence, sex, age_band, nationality)), 'hex'), 'incidents', line, 'week', week,
      left(territory, 2), territory, offence, sex, age_band, nationality, incidents from platform.bench`)
}

/** A source of the file's rows, made once; `source` is safe to write into SQL. */
export const growSource = async (system: System, source: string, file: string): Promise<void> => {
  if (await isThere(system, source)) return
  const client = new pg.Client({ ...system.database.ownerConnection, statement_timeout: 0 })
  await client.connect()
  try {
    await client.query('create unlogged table platform.bench (week date, territory text, offence text, sex text, age_band text, nationality text, incidents int, line int generated always as identity)')
    await pipeline(createReadStream(file), client.query(copyFrom('copy platform.bench (week, territory, offence, sex, age_band, nationality, incidents) from stdin with (format csv, header)')))
    await describeSource(system, source)
    await insertRows(client, source, await nextRelease(system, source))
    await client.query('vacuum analyze collection.observation')
  } finally {
    await client.query('drop table if exists platform.bench')
    await client.end()
  }
}
