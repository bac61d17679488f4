// Observations written straight into a test's database, release by release, as an import would leave them.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../src/platform/db/database.ts'

export interface ObservedRow {
  measure: string
  grain: 'day' | 'week' | 'month' | 'year' | 'undated'
  start: string | null
  /** Null: withheld by the source. */
  value: number | null
  lat?: number | null
  lon?: number | null
  words: Partial<Record<'country' | 'territory' | 'municipality' | 'offence' | 'category' | 'sex' | 'age_band' | 'nationality', string>>
}

export const observedSource = async (owner: Db, id: string, measures: readonly string[] = ['victims']): Promise<void> => {
  await sql`insert into collection.source (id, name, publisher, licence, attribution, note, url, is_public, is_demonstration, cadence)
    values (${id}, '{"es":"Fuente","en":"Source"}', 'P', 'CC0', '{"es":"De P","en":"By P"}', '{"es":"","en":""}', 'https://example.org/', true, false, 'monthly')`.execute(owner)
  for (const [position, measure] of measures.entries()) {
    await sql`insert into collection.measure (source_id, id, unit, name, is_default, position)
      values (${id}, ${measure}, 'victims', '{"es":"Medida","en":"Measure"}', ${position === 0}, ${position})`.execute(owner)
  }
  await sql`insert into collection.profile (sha256, id, version, source_id, definition) values (${`profile ${id}`}, ${id}, 1, ${id}, '{}')`.execute(owner)
}

/** Makes the source's next release of these rows, in one transaction; of what stands, every `withdrawEvery`-th row is closed. Gives the release's id. */
export const observedRelease = (owner: Db, source: string, rows: readonly ObservedRow[], withdrawEvery = 0): Promise<number> =>
  owner.transaction().execute(async (db) => {
    const delivery = randomUUID()
    await sql`insert into collection.delivery (id, source_id, territories, file_sha256, file_name, file_bytes, state, received_at, counts)
      values (${delivery}::uuid, ${source}, '{}', 'x', 'quien-entrego.csv', 1, 'done', now(), '{}')`.execute(db)
    const made = await sql<{ id: number }>`insert into collection.release (source_id, number, delivery_id, at, profile_sha256, scope)
      select ${source}, coalesce(max(number), 0) + 1, ${delivery}::uuid, now(), ${`profile ${source}`}, 'full' from collection.release where source_id = ${source} returning id`.execute(db)
    const id = made.rows[0]?.id ?? 0
    if (withdrawEvery > 0) {
      await sql`update collection.observation set until_release = ${id} where source_id = ${source} and until_release is null and id % ${withdrawEvery} = 0`.execute(db)
    }
    const flat = rows.map(({ words, ...row }, at) => ({ ...row, ...words, line: at + 2, withheld: row.value === null ? '<5' : null }))
    await sql`insert into collection.observation (source_id, since_release, key, measure, line, grain, period_start, value, withheld, lat, lon,
        country, territory, municipality, offence, category, sex, age_band, nationality)
      select ${source}, ${id}, decode(md5(random()::text), 'hex'), measure, line, grain, start, value, withheld, lat, lon,
        country, territory, municipality, offence, category, sex, age_band, nationality
      from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as row (measure text, line int, grain text, start date, value numeric, withheld text, lat float8, lon float8,
        country text, territory text, municipality text, offence text, category text, sex text, age_band text, nationality text)`.execute(db)
    return id
  })
