// From what was staged to a release: what is new, what differs and what is gone, found and written by a few statements.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { CellCounts } from '../model/delivery.ts'
import type { Profile } from '../model/profile.ts'
import { comparedColumns, observedColumns } from './columns.ts'
import { spareOthers, spareRefused, type Deliverer } from './sparing.ts'

export type Scope = Profile['scope']

const columns = (names: readonly string[], table: string) => sql.raw(names.map((name) => `${table}.${name}`).join(', '))

/** How many cells of the source stand now, and which profile coded the newest release. */
export const standingOf = async (db: Db, sourceId: string): Promise<{ standing: number; profileId: string | null }> => {
  const { rows } = await sql<{ standing: number; profileId: string | null }>`
    select (select count(*) from collection.observation where source_id = ${sourceId} and until_release is null) as standing,
      (select profile.id from collection.release join collection.profile on profile.sha256 = release.profile_sha256
        where release.source_id = ${sourceId} order by release.number desc limit 1) as "profileId"`.execute(db)
  return rows[0] ?? { standing: 0, profileId: null }
}

// What stands in the scope of the file and is not in it is withdrawn: its row of `changed` has no place among the staged.
const within: Record<Scope, ReturnType<typeof sql>> = {
  full: sql`true`,
  partial: sql`false`,
  'territory-periods': sql`(standing.measure, coalesce(standing.country, ''), coalesce(standing.territory, ''), standing.grain, coalesce(standing.period_start, '-infinity')) in
    (select measure, coalesce(country, ''), coalesce(territory, ''), grain, coalesce(period_start, '-infinity') from staged where grain is not null)`,
}

// Both sides are read once, whole. Staged rows that only spare a key find it too: what was refused is not gone.
const compare = async (db: Db, sourceId: string, scope: Scope): Promise<void> => {
  const join = scope === 'partial' ? sql`left join` : sql`full join`
  await sql`create temp table changed on commit drop as
    select staged.ctid as place, staged.line, standing.id as standing_id
    from staged ${join} (select id, measure, key, ${columns(comparedColumns, 'observation')} from collection.observation
      where source_id = ${sourceId} and until_release is null) as standing
      on standing.measure = staged.measure and standing.key = staged.key
    where case when staged.key is null then ${within[scope]}
      else staged.grain is not null
        and (standing.id is null or row(${columns(comparedColumns, 'staged')}) is distinct from row(${columns(comparedColumns, 'standing')})) end`.execute(db)
}

export interface Changes {
  cells: CellCounts
  rows: { added: number; revised: number }
  /** Figures the file lacks that stay: as another institution's, and as perhaps those of refused rows. */
  spared: { others: number; refused: number }
}

const countChanges = async (db: Db): Promise<Omit<Changes, 'spared'>> => {
  const { rows } = await sql<CellCounts & { rowsAdded: number; rowsRevised: number }>`
    select coalesce(sum(added), 0) as added, coalesce(sum(revised), 0) as revised,
      (select count(*) from staged where grain is not null) - coalesce(sum(added + revised), 0) as unchanged,
      (select count(*) from changed where place is null) as withdrawn,
      count(*) filter (where revised > 0) as "rowsRevised", count(*) filter (where revised = 0) as "rowsAdded"
    from (select count(*) filter (where standing_id is null) as added, count(standing_id) as revised from changed where place is not null group by line) as by_row`.execute(db)
  const { rowsAdded = 0, rowsRevised = 0, added = 0, revised = 0, unchanged = 0, withdrawn = 0 } = rows[0] ?? {}
  return { cells: { added, revised, unchanged, withdrawn }, rows: { added: rowsAdded, revised: rowsRevised } }
}

// Before the database has counted a table it takes it for small and would compare every row with every other.
const joinWholeTables = async (db: Db, isOn: boolean): Promise<void> => {
  await sql`select set_config('enable_nestloop', ${isOn ? 'off' : 'on'}, true)`.execute(db)
}

export interface Comparison {
  sourceId: string
  scope: Scope
  /** Who may take back only their own; undefined when the file speaks for the whole source. */
  deliverer: Deliverer | undefined
  /** Refused rows that only what is like them tells apart. */
  unkeyed: number
}

/** Finds what the staged cells would change of what stands. */
export const findChanges = async (db: Db, { sourceId, scope, deliverer, unkeyed }: Comparison): Promise<Changes> => {
  await joinWholeTables(db, true)
  await compare(db, sourceId, scope)
  const others = deliverer && scope !== 'partial' ? await spareOthers(db, sourceId, deliverer) : 0
  const refused = unkeyed > 0 && scope !== 'partial' ? await spareRefused(db, unkeyed) : 0
  await joinWholeTables(db, false)
  return { ...(await countChanges(db)), spared: { others, refused } }
}

/** The id a release will have, so that its observations can be written before it is. */
export const nextRelease = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('collection.release', 'id')) as id`.execute(db)
  return rows[0]?.id ?? 0
}

export interface NewRelease {
  /** Of `nextRelease`. */
  id: number
  sourceId: string
  deliveryId: string
  at: Date
  profileSha256: string
  scope: Scope
}

export const insertRelease = async (db: Db, { id, sourceId, deliveryId, at, profileSha256, scope }: NewRelease): Promise<void> => {
  await sql`insert into collection.release (id, source_id, number, delivery_id, at, profile_sha256, scope) overriding system value
    select ${id}::bigint, ${sourceId}, coalesce(max(number), 0) + 1, ${deliveryId}::uuid, ${at}, ${profileSha256}, ${scope}
    from collection.release where source_id = ${sourceId}`.execute(db)
}

const pagesAtOnce = 2000

const stagedPages = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ pages: number }>`select (pg_relation_size('staged') / current_setting('block_size')::int)::int as pages`.execute(db)
  return rows[0]?.pages ?? 0
}

// Part by part of the staged table, so that whoever waits sees how far it got.
const insertChanged = async (db: Db, { id, sourceId }: NewRelease, written: (cells: number) => void): Promise<void> => {
  const pages = await stagedPages(db)
  for (let first = 0; first < pages; first += pagesAtOnce) {
    const [from, to] = [`(${first},0)`, `(${first + pagesAtOnce},0)`]
    const { numAffectedRows } = await sql`insert into collection.observation (source_id, since_release, ${sql.raw(observedColumns.join(', '))})
      select ${sourceId}, ${id}::bigint, ${columns(observedColumns, 'staged')} from staged join changed on staged.ctid = changed.place
      where staged.ctid >= ${from}::tid and staged.ctid < ${to}::tid and changed.place >= ${from}::tid and changed.place < ${to}::tid`.execute(db)
    written(Number(numAffectedRows ?? 0))
  }
}

/** Writes the changes found as the source's next release; `written` is told of cells as they are written. */
export const writeRelease = async (db: Db, release: NewRelease, written: (cells: number) => void): Promise<void> => {
  await insertRelease(db, release)
  await sql`update collection.observation set until_release = ${release.id}::bigint from changed where observation.id = changed.standing_id`.execute(db)
  await insertChanged(db, release, written)
}
