// SQL of trafficking records: kept by key, read by the institution that holds them, counted for all.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Coded, Standard } from '../model/fields.ts'

export interface NewRecord {
  key: Buffer
  position: number
  coded: Coded
}

interface Keeping {
  intakeId: string
  institutionId: string
  standard: Standard
  now: Date
}

interface Kept {
  added: number
  changed: number
  unchanged: number
}

interface Units {
  event: Record<string, string>
  victim: Record<string, string>
  perpetrator: Record<string, string>
  reportingEntity: Record<string, string>
}

const codedOf = ({ event, victim, perpetrator, reportingEntity }: Units): Coded => ({ event, victim, perpetrator, 'reporting-entity': reportingEntity })

const unitsOf = sql`event, victim, perpetrator, reporting_entity as "reportingEntity"`

const given = (records: readonly NewRecord[]) => {
  const rows = records.map(({ key, position, coded }) => ({ key: key.toString('hex'), position, ...coded, reporting_entity: coded['reporting-entity'] }))
  return sql`(select decode(key, 'hex') as key, position, event, victim, perpetrator, reporting_entity from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as row (key text, position integer, event jsonb, victim jsonb, perpetrator jsonb, reporting_entity jsonb))`
}

/** Keeps records, each once by its key, and which intake brought them: new ones are added, known ones that differ take the new values. The keys must all differ. */
export const keepRecords = async (db: Db, records: readonly NewRecord[], { intakeId, institutionId, standard, now }: Keeping): Promise<Kept> => {
  const { rows } = await sql<{ known: number; same: number }>`
    with given as materialized ${given(records)},
    before as (select (record.event, record.victim, record.perpetrator, record.reporting_entity) =
        (given.event, given.victim, given.perpetrator, given.reporting_entity) as is_same
      from given join trafficking.record on record.key = given.key and record.institution_id = ${institutionId}::uuid),
    kept as (insert into trafficking.record (institution_id, key, intake_id, position, standard, received_at, event, victim, perpetrator, reporting_entity)
      select ${institutionId}::uuid, key, ${intakeId}::uuid, position, ${standard}, ${now}, event, victim, perpetrator, reporting_entity from given order by position
      on conflict (institution_id, key) do update set intake_id = excluded.intake_id, position = excluded.position, standard = excluded.standard,
        event = excluded.event, victim = excluded.victim, perpetrator = excluded.perpetrator, reporting_entity = excluded.reporting_entity
      where (record.event, record.victim, record.perpetrator, record.reporting_entity) <>
        (excluded.event, excluded.victim, excluded.perpetrator, excluded.reporting_entity))
    select count(*) as known, count(*) filter (where is_same) as same from before`.execute(db)
  await sql`
    insert into trafficking.brought (record_id, intake_id, position, standard, event, victim, perpetrator, reporting_entity)
    select record.id, ${intakeId}::uuid, given.position, ${standard}, given.event, given.victim, given.perpetrator, given.reporting_entity
    from ${given(records)} as given join trafficking.record on record.key = given.key and record.institution_id = ${institutionId}::uuid order by given.position`.execute(db)
  const { known = 0, same = 0 } = rows[0] ?? {}
  return { added: records.length - known, changed: known - same, unchanged: same }
}

export interface StoredRecord {
  id: string
  standard: Standard
  receivedAt: Date
  coded: Coded
}

/** A page of an institution's records, the newest first, and how many there are. */
export const recordsOf = async (db: Db, institutionId: string, page: { limit: number; offset: number }): Promise<{ records: StoredRecord[]; total: number }> => {
  const { rows } = await sql<Units & Omit<StoredRecord, 'coded'>>`
    select id, standard, received_at as "receivedAt", ${unitsOf} from trafficking.record where institution_id = ${institutionId}::uuid
    order by seq desc limit ${page.limit} offset ${page.offset}`.execute(db)
  const counted = await sql<{ total: number }>`select count(*) as total from trafficking.record where institution_id = ${institutionId}::uuid`.execute(db)
  return { records: rows.map(({ id, standard, receivedAt, ...units }) => ({ id, standard, receivedAt, coded: codedOf(units) })), total: counted.rows[0]?.total ?? 0 }
}

interface Wanted {
  institutionId: string
  /** Records that came by this standard; all of them when absent. */
  standard: Standard | undefined
  /** Only what this file or form brought, as it brought it. */
  intake: string | undefined
}

const pageSize = 1000

/** An institution's records in the order they came, page after page. */
export async function* everyRecord(db: Db, { institutionId, standard, intake }: Wanted): AsyncGenerator<Coded> {
  const ofStandard = standard === undefined ? sql`true` : sql`standard = ${standard}`
  const kept = intake === undefined
    ? sql`trafficking.record where institution_id = ${institutionId}::uuid`
    : sql`trafficking.brought where intake_id = ${intake}::uuid`
  const order = intake === undefined ? sql`seq` : sql`position::bigint`
  for (let after = -1; ;) {
    const { rows } = await sql<Units & { at: number }>`
      select ${order} as at, ${unitsOf} from ${kept} and ${ofStandard} and ${order} > ${after} order by ${order} limit ${pageSize}`.execute(db)
    yield* rows.map(codedOf)
    if (rows.length < pageSize) return
    after = Number(rows.at(-1)?.at)
  }
}

/** Records alike in these fields, counted; whether they are the institution's own. */
export const alikeRecords = async (db: Db, institutionId: string | null, fields: readonly string[]): Promise<{ facts: Record<string, string>; count: number; isOwn: boolean }[]> => {
  const asked = sql.join([...new Set(fields)].flatMap((field) => [sql`${field}::text`, sql`facts.whole -> ${field}`]))
  return (await sql<{ facts: Record<string, string>; count: number; isOwn: boolean }>`
    select jsonb_strip_nulls(jsonb_build_object(${asked})) as facts, count(*) as count, institution_id is not distinct from ${institutionId}::uuid as "isOwn"
    from trafficking.record cross join lateral (select event || victim || perpetrator || reporting_entity as whole) as facts
    group by 1, 3`.execute(db)).rows
}

/** Takes back what an intake brought: a record that another one brought too stays, as the newest of them has it. */
export const removeRecordsOf = async (db: Db, intakeId: string): Promise<void> => {
  await sql`
    with standing as (select distinct on (other.record_id) other.*
      from trafficking.brought as gone join trafficking.brought as other on other.record_id = gone.record_id and other.intake_id <> gone.intake_id
      where gone.intake_id = ${intakeId}::uuid order by other.record_id, other.seq desc)
    update trafficking.record set intake_id = standing.intake_id, position = standing.position, standard = standing.standard,
      event = standing.event, victim = standing.victim, perpetrator = standing.perpetrator, reporting_entity = standing.reporting_entity
    from standing where record.id = standing.record_id`.execute(db)
  await sql`delete from trafficking.record where intake_id = ${intakeId}::uuid`.execute(db)
  await sql`delete from trafficking.brought where intake_id = ${intakeId}::uuid`.execute(db)
}
