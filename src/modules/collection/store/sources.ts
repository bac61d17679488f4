// Sources and their measures in the database: a copy of the shipped profiles, for joins and for other modules' views.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Unit } from '../model.ts'
import type { Profile, SourceDefinition } from '../model/profile.ts'
import type { Standing } from '../rules/definitions.ts'

export const keepSource = async (db: Db, { source, measures }: SourceDefinition): Promise<void> => {
  const { id, publisher, licence, url, cadence, isPublic, isDemonstration } = source
  const [name, attribution, note] = [source.name, source.attribution, source.note].map((text) => JSON.stringify(text))
  await sql`insert into collection.source (id, name, publisher, licence, attribution, note, url, is_public, is_demonstration, cadence)
    values (${id}, ${name}, ${publisher}, ${licence}, ${attribution}, ${note}, ${url}, ${isPublic}, ${isDemonstration}, ${cadence})
    on conflict (id) do update set name = excluded.name, publisher = excluded.publisher, licence = excluded.licence, attribution = excluded.attribution,
      note = excluded.note, url = excluded.url, is_public = excluded.is_public, is_demonstration = excluded.is_demonstration, cadence = excluded.cadence`.execute(db)
  for (const [position, measure] of measures.entries()) {
    await sql`insert into collection.measure (source_id, id, unit, name, is_default, position)
      values (${id}, ${measure.id}, ${measure.unit}, ${JSON.stringify(measure.name)}, ${measure.isDefault}, ${position})
      on conflict (source_id, id) do update set unit = excluded.unit, name = excluded.name, is_default = excluded.is_default, position = excluded.position`.execute(db)
  }
}

/** What the table of sources says of one: who may see it, and what its measures count. */
export const keptSource = async (db: Db, id: string): Promise<Standing | undefined> => {
  const { rows: [source] } = await sql<Standing['source']>`select is_public as "isPublic", is_demonstration as "isDemonstration" from collection.source where id = ${id}`.execute(db)
  if (!source) return undefined
  const { rows } = await sql<{ id: string; unit: Unit }>`select id, unit from collection.measure where source_id = ${id}`.execute(db)
  return { source, units: Object.fromEntries(rows.map((measure) => [measure.id, measure.unit])) }
}

/** The newest release of each source that has one: its number and time. */
export const latestReleases = async (db: Db): Promise<Map<string, { number: number; at: Date }>> => {
  const { rows } = await sql<{ id: string; number: number; at: Date }>`
    select id, release_number as number, released_at as at from collection.shared_source where release_number is not null`.execute(db)
  return new Map(rows.map(({ id, number, at }) => [id, { number, at }]))
}

/** Keeps the wording of a profile that codes a file, under its hash. */
export const keepProfile = async (db: Db, sourceId: string, { profile, sha256 }: { profile: Profile; sha256: string }): Promise<void> => {
  await sql`insert into collection.profile (sha256, id, version, source_id, definition)
    values (${sha256}, ${profile.id}, ${profile.version}, ${sourceId}, ${JSON.stringify(profile)}) on conflict do nothing`.execute(db)
}
