// SQL of passing a report on: another unit gets a desk, and everything sealed anew to its key.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { UnitKind } from '../../units/model.ts'
import { kept } from './asking.ts'
import type { Desk } from './desks.ts'

export interface Target {
  id: string
  kind: UnitKind
  keyId: string
  promisedDays: number
}

/** A unit that can receive now, with its current key. */
export const openTarget = async (db: Db, unitId: string): Promise<Target | undefined> =>
  (await sql<Target>`select id, kind, key_id as "keyId", promised_days as "promisedDays" from units.shared_unit where id = ${unitId}::uuid and is_open`.execute(db)).rows[0]

interface Anew {
  unit: Target
  body: string
  messages: readonly { id: string; body: string }[]
  day: string
  answerBy: string
}

/** Opens the other unit's desk and keeps what was sealed anew for it. */
export const openDesk = async (db: Db, { reportId }: Desk, { unit, body, messages, day, answerBy }: Anew): Promise<void> => {
  await sql`insert into reports.desk (report_id, unit_id, day, answer_by) values (${reportId}::uuid, ${unit.id}::uuid, ${day}::date, ${answerBy}::date)`.execute(db)
  await sql`
    insert into reports.resealed (message_id, unit_id, report_id, body)
    select message.id, ${unit.id}::uuid, message.report_id, decode(coalesce(given.body, ${body}), 'base64')
    from reports.message left join jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as given (id uuid, body text) on given.id = message.id
    where message.report_id = ${reportId}::uuid and (message.seq = 0 or given.id is not null)`.execute(db)
}

interface NamedAnew {
  id: string
  replaces: string
  secret: string
}

/** Puts files sealed anew in the place of the report's own, for the other unit alone; how many were. */
export const nameAnew = async (db: Db, files: readonly NamedAnew[], { reportId, unitId }: { reportId: string; unitId: string }): Promise<number> => {
  let named = 0
  for (const { id, replaces, secret } of files) {
    const { rows } = await sql`
      update reports.file set report_id = ${reportId}::uuid, unit_id = ${unitId}::uuid,
        replaces = (select coalesce(old.replaces, old.id) from reports.file as old where old.id = ${replaces}::uuid),
        message_id = (select old.message_id from reports.file as old where old.id = ${replaces}::uuid)
      where id = ${id}::uuid and secret = ${kept(secret)} and report_id is null and is_whole
        and exists (select from reports.file as old where old.id = ${replaces}::uuid and old.report_id = ${reportId}::uuid) returning id`.execute(db)
    named += rows.length
  }
  return named
}
