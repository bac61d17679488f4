// Releases read from the database: who made each, what it changed cell by cell, what that sums to, and which years it lost.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { Unit } from '../model.ts'
import type { Counts, Reading } from '../model/delivery.ts'
import type { Profile } from '../model/profile.ts'
import type { CellFilters, LostPeriod, RevisedCell, WithdrawnCells } from '../model/release.ts'
import { codedColumns } from './observations.ts'

export interface StoredRelease {
  id: number
  number: number
  at: Date
  kind: 'delivery' | 'withdrawal'
  scope: Profile['scope']
  expectedScope: Profile['scope'] | null
  withdraws: number | null
  withdrawnCells: WithdrawnCells | null
  reason: string | null
  deliveryId: string | null
  fileName: string | null
  institutionId: string | null
  institution: string | null
  person: string | null
  counts: Counts | { cells: { added: number; revised: number; withdrawn: number } } | null
  reading: Reading | null
}

/** Every release of a source, the newest first. */
export const releasesOf = async (db: Db, sourceId: string): Promise<StoredRelease[]> => {
  const { rows } = await sql<StoredRelease>`
    select release.id, release.number, release.at, release.kind, release.scope, profile.definition ->> 'scope' as "expectedScope",
      release.withdraws, release.withdrawn_cells as "withdrawnCells", release.reason, release.delivery_id as "deliveryId",
      delivery.file_name as "fileName", institution.id as "institutionId", institution.name as institution, person.name as person,
      coalesce(release.counts, delivery.counts) as counts, delivery.reading
    from collection.release
      left join collection.delivery on delivery.id = release.delivery_id
      left join collection.profile on profile.sha256 = release.profile_sha256
      left join accounts.shared_institution as institution on institution.id = coalesce(release.institution_id, delivery.institution_id)
      left join accounts.shared_person as person on person.id = coalesce(release.person_id, delivery.person_id)
    where release.source_id = ${sourceId} order by release.number desc`.execute(db)
  return rows
}

export interface ReleasedSource {
  id: string
  name: Text
  isPublic: boolean
  measures: { id: string; name: Text; unit: Unit }[]
  releases: StoredRelease[]
}

export const releasedSource = async (db: Db, id: string): Promise<ReleasedSource | undefined> => {
  const found = await sql<{ name: Text; isPublic: boolean }>`select name, is_public as "isPublic" from collection.source where id = ${id}`.execute(db)
  const [source] = found.rows
  if (!source) return undefined
  const measures = await sql<{ id: string; name: Text; unit: Unit }>`select id, name, unit from collection.measure where source_id = ${id} order by position`.execute(db)
  return { id, ...source, measures: measures.rows, releases: await releasesOf(db, id) }
}

/** Before the database has counted a table it takes it for small and would compare every row with every other. */
export const joinWholeTables = async (db: Db): Promise<void> => {
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(db)
}

// One row for each cell that differs between the two states: the new observation or, of what went, the old one.
const changedIn = (source: string, release: number): RawBuilder<unknown> => sql`
  fresh as materialized (select * from collection.observation where source_id = ${source} and since_release = ${release}),
  gone as materialized (select * from collection.observation where source_id = ${source} and until_release = ${release}),
  changed as (
    select fresh.*, gone.value as before, fresh.value as after, case when gone.id is null then 'added' else 'revised' end as change
      from fresh left join gone on gone.measure = fresh.measure and gone.key = fresh.key
    union all
    select gone.*, gone.value, null, 'withdrawn' from gone
      where not exists (select from fresh where fresh.measure = gone.measure and fresh.key = gone.key))`

const firstDay = (month: string): string => (month.length === 4 ? `${month}-01-01` : `${month}-01`)
const span = (month: string): string => (month.length === 4 ? '1 year' : '1 month')

/** From the first day of one month or year to the last of another. */
export const within = ({ from, to }: { from?: string | null | undefined; to?: string | null | undefined }): RawBuilder<unknown> => sql`true
  ${from ? sql`and period_start >= ${firstDay(from)}::date` : sql``}
  ${to ? sql`and period_start < ${firstDay(to)}::date + ${span(to)}::interval` : sql``}`

const asked = ({ measure, place, from, to }: CellFilters): RawBuilder<unknown> => sql`${within({ from, to })}
  ${measure ? sql`and measure = ${measure}` : sql``} ${place ? sql`and (territory = ${place} or country = ${place})` : sql``}`

export type StoredChange = Omit<RevisedCell, 'label'>

// What a figure kept back would differ by is not known.
const difference = sql`(case change when 'added' then after when 'withdrawn' then -before else after - before end)`

const shownChange = sql`id, line, change, before, after, ${difference} as difference, ${difference} / nullif(before, 0) as share`

export interface ChangePage { limit: number; offset: number }

/** The cells that changed in the way asked for, the largest difference first. */
export const changedCells = async (db: Db, release: number, filters: CellFilters, { limit, offset }: ChangePage): Promise<StoredChange[]> => {
  const { rows } = await sql<StoredChange>`with ${changedIn(filters.source, release)}
    select ${codedColumns('changed')}, ${shownChange} from changed where change = ${filters.change} and ${asked(filters)}
    order by abs(${difference}) desc nulls last, id limit ${limit} offset ${offset}`.execute(db)
  return rows
}

export const countChanged = async (db: Db, release: number, filters: CellFilters): Promise<number> => {
  const { rows } = await sql<{ total: number }>`with ${changedIn(filters.source, release)}
    select count(*) as total from changed where change = ${filters.change} and ${asked(filters)}`.execute(db)
  return rows[0]?.total ?? 0
}

const fetched = 5000

/** All of them in batches, from one reading; in a transaction of the caller's. */
export async function* eachChangedCell(db: Db, release: number, filters: CellFilters): AsyncGenerator<StoredChange[]> {
  await sql`declare changed_cells no scroll cursor for with ${changedIn(filters.source, release)}
    select ${codedColumns('changed')}, ${shownChange} from changed where change = ${filters.change} and ${asked(filters)}
    order by abs(${difference}) desc nulls last, id`.execute(db)
  for (;;) {
    const { rows } = await sql<StoredChange>`fetch ${sql.lit(fetched)} from changed_cells`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < fetched) return
  }
}

export interface StoredEffect { measure: string; year: number | null; offence: string | null; category: string | null; cells: number; before: number | null; after: number | null }

/**
 * What the changed cells sum to by measure, year and offence (or the source's own category), before and after; the largest effect first.
 * Null: the source withholds all of it. Nought: nothing stood.
 */
export const effectsOf = async (db: Db, source: string, release: number, limit: number): Promise<StoredEffect[]> => {
  const { rows } = await sql<StoredEffect>`with ${changedIn(source, release)}
    select measure, extract(year from period_start)::int as year, offence, case when offence is null then category end as category, count(*) as cells,
      case when bool_or(change <> 'added') then sum(before) else 0 end as before, case when bool_or(change <> 'withdrawn') then sum(after) else 0 end as after
    from changed group by 1, 2, 3, 4 order by abs(coalesce(sum(after), 0) - coalesce(sum(before), 0)) desc, 1, 2 desc, 3, 4 limit ${limit}`.execute(db)
  return rows
}

/** Years of a measure of which something stood before the release and nothing after it. */
export const lostYears = async (db: Db, source: string, release: number): Promise<Omit<LostPeriod, 'measureName'>[]> => {
  const { rows } = await sql<Omit<LostPeriod, 'measureName'>>`
    with lost as (
      select measure, date_trunc('year', period_start)::date as first, count(*) as cells, sum(value) as value
      from collection.observation where source_id = ${source} and until_release = ${release} and period_start is not null group by 1, 2)
    select measure, extract(year from first)::int as year, cells, value from lost
    where not exists (select from collection.observation as standing
      where standing.source_id = ${source} and standing.measure = lost.measure and standing.period_start >= lost.first
        and standing.period_start < lost.first + interval '1 year' and standing.since_release <= ${release}
        and (standing.until_release is null or standing.until_release > ${release}))
    order by 2, 1`.execute(db)
  return rows
}

/** The newest release of a source at a moment; undefined when it had none yet. */
export const releaseAt = async (db: Db, sourceId: string, at: Date): Promise<{ id: number; number: number; at: Date } | undefined> => {
  const { rows } = await sql<{ id: number; number: number; at: Date }>`
    select id, number, at from collection.release where source_id = ${sourceId} and at <= ${at} order by number desc limit 1`.execute(db)
  return rows[0]
}
