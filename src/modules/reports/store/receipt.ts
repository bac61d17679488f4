// SQL of what a receipt leads to: the conversation, consents, withdrawal.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { unitKinds } from '../../units/model.ts'
import type { Consents, ReporterView, ReportState } from '../model.ts'

interface Said {
  id: string
  from: 'unit' | 'reporter'
  unit: string | null
  day: string
  body: Buffer
  files: string[]
}

/**
 * The conversation as it stands today, without the report itself and without what units keep among themselves.
 * What a second receipt leads to is told alike: its answers come on a day of their own, from one of the units it was said to be for.
 */
export const conversationOf = async (db: Db, reportId: string, today: string): Promise<ReporterView['messages']> => {
  const { rows } = await sql<Said>`
    select message.id, message.kind as "from", message.day, message.body,
      case message.kind when 'unit' then coalesce(message.unit_id, (select key.unit from reports.report join units.shared_key as key on key.id = report.keys[1] where report.id = ${reportId}::uuid)) end as unit,
      array(select file.id::text from reports.file where file.message_id = message.id and file.unit_id is null order by file.id) as files
    from reports.message where message.report_id = ${reportId}::uuid and message.kind in ('reporter', 'unit') and message.day <= ${today}::date order by message.day, message.seq`.execute(db)
  return rows.map((row) => ({ ...row, body: row.body.toString('base64') }))
}

interface Stand {
  id: string
  unitId: string
  state: ReportState
}

/** How the report stands before each of its units. */
export const desksOf = async (db: Db, reportId: string): Promise<Stand[]> =>
  (await sql<Stand>`select id, unit_id as "unitId", state from reports.desk where report_id = ${reportId}::uuid`.execute(db)).rows

/** The units that have the report. What a second receipt leads to has no desks, and the units of the keys it came with. */
const theirs = (reportId: string) => sql`theirs as (
  select unit_id as unit from reports.desk where report_id = ${reportId}::uuid
  union select key.unit from reports.report join units.shared_key as key on key.id = any (report.keys)
    where report.id = ${reportId}::uuid and not exists (select from reports.desk where desk.report_id = report.id))`

/**
 * Who has the report, by name, once that is not what its reporter chose: it was passed on, or one receives no more. Else none is named, and behind a
 * second receipt, which has no desks, nobody ever is: whoever makes somebody open it does not read there whom they wrote to.
 */
export const unitsBehind = async (db: Db, reportId: string): Promise<ReporterView['units']> =>
  (await sql<ReporterView['units'][number]>`
    with theirs as (
      select unit.id, unit.name, institution.name as institution, case when unit.kind = any (${[...unitKinds]}::text[]) then unit.kind end as kind,
        exists (select from units.shared_key as key where key.unit = unit.id and key.is_current) as "isSealedTo",
        exists (select from reports.report join units.shared_key as key on key.id = any (report.keys) where report.id = desk.report_id and key.unit = unit.id) as "isChosen"
      from reports.desk join units.shared_unit as unit on unit.id = desk.unit_id join accounts.shared_institution as institution on institution.id = unit.institution_id
      where desk.report_id = ${reportId}::uuid)
    select id, name, institution, kind, "isSealedTo" from theirs
    where exists (select from theirs as each where each.kind is null or not each."isChosen") order by name, id`.execute(db)).rows

/** Whom what is written now reaches: all units of the report, but for those whose key migration control may have. Told alike behind a second receipt. */
export const reachOf = async (db: Db, reportId: string): Promise<ReporterView['reach']> => {
  const { rows } = await sql<{ isReached: boolean }>`
    with ${theirs(reportId)} select exists (select from units.shared_key as key where key.unit = theirs.unit and key.is_current) as "isReached" from theirs`.execute(db)
  if (rows.every(({ isReached }) => isReached)) return 'all'
  return rows.some(({ isReached }) => isReached) ? 'some' : 'none'
}

/**
 * Current keys of the report's units, which what is said from now on is sealed to: also of one that is closed or does not receive for a while,
 * since it still opens and answers what it has; of none that migration control may have.
 */
export const currentKeysOf = async (db: Db, reportId: string): Promise<{ id: string; recipient: string }[]> =>
  (await sql<{ id: string; recipient: string }>`
    with ${theirs(reportId)} select key.id, key.recipient from theirs join units.shared_key as key on key.unit = theirs.unit and key.is_current order by key.id`.execute(db)).rows

/** What waited, was over or joined to another is at work again once the reporter has spoken; what is new stays new. */
export const reopenDesks = async (db: Db, reportId: string): Promise<void> => {
  await sql`update reports.desk set state = case state when 'new' then 'new' else 'open' end, joined_to = null, reason = null, ended_by = null, ended_at = null
    where report_id = ${reportId}::uuid and (state in ('waiting', 'closed', 'rejected') or joined_to is not null)`.execute(db)
}

export const updateConsents = async (db: Db, reportId: string, { contact, count, passOn }: Consents): Promise<void> => {
  await sql`update reports.report set may_contact = ${contact}, may_count = ${count}, pass_on = ${passOn}::text[] where id = ${reportId}::uuid`.execute(db)
}

/** Forgets what the report's desks told the same as. What was so through them alone is kept as the same directly: it is still counted once. */
const forgetSameOf = async (db: Db, reportId: string): Promise<void> => {
  await sql`
    with theirs as (select id from reports.desk where report_id = ${reportId}::uuid),
    gone as (delete from reports.same using theirs where theirs.id in (same.desk_id, same.other_id)
      returning same.unit_id, case theirs.id when same.desk_id then same.other_id else same.desk_id end as id, theirs.id = same.desk_id as is_above),
    near as (select unit_id, id, first_value(id) over (partition by unit_id order by bool_or(is_above) desc, id) as top from gone group by unit_id, id)
    insert into reports.same (desk_id, other_id, unit_id) select id, top, unit_id from near where id <> top on conflict do nothing`.execute(db)
}

/** Marks the report withdrawn and empties everything that was said. Its files belong to nobody from now on: the next sweep removes them, and no job of its own tells when. */
export const emptyReport = async (db: Db, reportId: string): Promise<void> => {
  await sql`update reports.report set is_withdrawn = true, may_contact = false, may_count = false, pass_on = '{}' where id = ${reportId}::uuid`.execute(db)
  await forgetSameOf(db, reportId)
  await sql`update reports.desk set joined_to = null where joined_to in (select id from reports.desk where report_id = ${reportId}::uuid)`.execute(db)
  await sql`update reports.desk set state = 'withdrawn', joined_to = null, reason = null, ended_by = null, ended_at = null where report_id = ${reportId}::uuid`.execute(db)
  await sql`update reports.file set report_id = null, message_id = null, unit_id = null, day = '1970-01-01' where report_id = ${reportId}::uuid`.execute(db)
  await sql`delete from reports.resealed where report_id = ${reportId}::uuid`.execute(db)
  await sql`delete from reports.coding where report_id = ${reportId}::uuid`.execute(db)
  await sql`delete from reports.message where report_id = ${reportId}::uuid`.execute(db)
}
