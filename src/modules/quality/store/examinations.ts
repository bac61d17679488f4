// How far each source was examined, and what the examination counted for its score.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { Unit } from '../../collection/model.ts'
import type { Marks } from '../rules/score.ts'

/** Counts up whenever a check or its marks change: every source is then examined anew and whole. */
export const form = 1

export interface ExaminedSource {
  id: string
  name: Text
  isPublic: boolean
  isDemonstration: boolean
  cadence: string
  release: number
  releaseNumber: number
  releasedAt: Date
}

export const sourceToExamine = async (db: Db, id: string): Promise<ExaminedSource | undefined> => (await sourcesWithRelease(db, id))[0]

/** The sources that have a release, or one of them. */
export const sourcesWithRelease = async (db: Db, id?: string): Promise<ExaminedSource[]> => {
  const { rows } = await sql<ExaminedSource>`
    select id, name, is_public as "isPublic", is_demonstration as "isDemonstration", cadence, release_id as release, release_number as "releaseNumber", released_at as "releasedAt"
    from collection.shared_source where release_id is not null and ${id === undefined ? sql`true` : sql`id = ${id}`} order by is_demonstration, id`.execute(db)
  return rows
}

export interface Examination { release: number; form: number; at: Date; marks: Marks }

export const examinationOf = async (db: Db, source: string): Promise<Examination | undefined> => {
  const { rows } = await sql<Examination>`select release, form, at, marks from quality.examination where source_id = ${source}`.execute(db)
  return rows[0]
}

export const allExaminations = async (db: Db): Promise<Map<string, Examination>> => {
  const { rows } = await sql<Examination & { source: string }>`select source_id as source, release, form, at, marks from quality.examination`.execute(db)
  return new Map(rows.map(({ source, ...examination }) => [source, examination]))
}

/**
 * Holds the source against a second examination until the transaction ends, without the limit on a statement's time. Tables are joined
 * whole: before the database has counted them it takes them for small and would compare every row with every other.
 */
export const beginExamination = async (db: Db, source: string): Promise<void> => {
  await sql`select set_config('statement_timeout', '0', true), set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true)`.execute(db)
  await sql`select pg_advisory_xact_lock(hashtext('quality.examination'), hashtext(${source}))`.execute(db)
}

export const keepExamination = async (db: Db, source: ExaminedSource, { at, milliseconds, marks }: { at: Date; milliseconds: number; marks: Marks }): Promise<void> => {
  await sql`insert into quality.examination (source_id, release, release_number, form, at, milliseconds, marks)
    values (${source.id}, ${source.release}, ${source.releaseNumber}, ${form}, ${at}, ${Math.round(milliseconds)}, ${JSON.stringify(marks)}::jsonb)
    on conflict (source_id) do update set release = excluded.release, release_number = excluded.release_number, form = excluded.form, at = excluded.at,
      milliseconds = excluded.milliseconds, marks = excluded.marks`.execute(db)
}

type Counted = Pick<Marks, 'cells' | 'placed' | 'stated' | 'periods' | 'expected' | 'lastEnd' | 'grain'>

const periodUnit = sql`case when bool_or(grain in ('day', 'month')) then 'month' when bool_or(grain = 'week') then 'week' when bool_or(grain = 'year') then 'year' end`

/** What stands of a source: cells, how many name a territory or a point, and how many periods of those between its first and last. */
export const countSource = async (db: Db, source: string): Promise<Counted> => {
  const { rows } = await sql<Counted>`
    with kind as (select ${periodUnit} as unit from collection.shared_observation where source_id = ${source}),
    o as (select * from collection.shared_observation where source_id = ${source}),
    period as (select distinct date_trunc(unit, period_start)::date as start from o, kind where period_start is not null and unit is not null),
    ends as (select min(start) as first, max(start) as last, count(*)::int as periods from period)
    select (select count(*)::int from o) as cells, (select count(*)::int from o where territory is not null or lat is not null) as placed,
      (select count(*)::int from o where country is not null or territory is not null or lat is not null) as stated, kind.unit as grain, ends.periods,
      case when ends.first is null then 0 else (select count(*)::int from generate_series(ends.first::timestamp, ends.last::timestamp, ('1 ' || kind.unit)::interval)) end as expected,
      case when ends.last is null then null else (ends.last + ('1 ' || kind.unit)::interval)::date::text end as "lastEnd"
    from kind, ends`.execute(db)
  return rows[0] ?? { cells: 0, placed: 0, stated: 0, periods: 0, expected: 0, lastEnd: null, grain: null }
}

export const offencesByMeasure = async (db: Db, source: string): Promise<{ measure: string; unit: Unit; offences: string[] }[]> => {
  const { rows } = await sql<{ measure: string; unit: Unit; offences: string[] }>`
    select o.measure, m.unit, array_agg(distinct o.offence order by o.offence) as offences
    from collection.shared_observation o join collection.shared_measure m on m.source_id = o.source_id and m.id = o.measure
    where o.source_id = ${source} and o.offence is not null group by 1, 2`.execute(db)
  return rows
}

export interface DeliveryOutcome { id: string; fileName: string; institutionId: string | null; institution: string | null; receivedAt: Date; read: number; accepted: number; refused: number }

/** The newest imported deliveries of a source. */
export const deliveriesOf = async (db: Db, source: string, limit: number): Promise<DeliveryOutcome[]> => {
  const { rows } = await sql<DeliveryOutcome>`
    select d.delivery as id, f.file_name as "fileName", d.institution_id as "institutionId", i.name as institution, d.received_at as "receivedAt", d.read, d.accepted, d.refused
    from collection.shared_delivery_outcome d join collection.shared_delivery f on f.id = d.delivery left join accounts.shared_institution i on i.id = d.institution_id
    where d.source_id = ${source} and d.state = 'done' order by d.received_at desc limit ${limit}`.execute(db)
  return rows
}

export const measureNames = async (db: Db): Promise<Map<string, Text>> => {
  const { rows } = await sql<{ source: string; id: string; name: Text }>`select source_id as source, id, name from collection.shared_measure`.execute(db)
  return new Map(rows.map(({ source, id, name }) => [`${source}|${id}`, name]))
}
