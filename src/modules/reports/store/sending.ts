// SQL of what reporters send: a report once by its id, and what is added to it once by the message's.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Consents, SendReport } from '../model.ts'
import { asBringer, hashOf, kept } from './asking.ts'

type Files = SendReport['files']

export interface Arriving {
  report: SendReport
  day: string
  isAside: boolean
}

/** The day the report of this receipt and id came; undefined when it did not. */
export const dayOfReport = async (db: Db, id: string): Promise<string | undefined> =>
  (await sql<{ day: string }>`select day from reports.report where id = ${id}::uuid and lookup = reports.asked_lookup()`.execute(db)).rows[0]?.day

/** Whether what stands under this second receipt was kept: with the report, or with one that came before under its id. */
export const isDecoyKept = async (db: Db, { kept: sent }: NonNullable<SendReport['decoy']>): Promise<boolean> => {
  await asBringer(db, sent)
  return (await sql`select from reports.report where lookup = reports.asked_lookup()`.execute(db)).rows.length > 0
}

const columns = sql`id, lookup, day, recipient, identity, keys, may_contact, may_count, pass_on, last_seq`

/** Keeps a report with its desks, each promised an answer as its unit does, and its body, unless its id or receipt is known; whether it was kept now. Without every key known, nothing is. */
export const insertReport = async (db: Db, { report, day, isAside }: Arriving): Promise<boolean> => {
  const { id, kept: sent, reader, keys, body, consents } = report
  const { rows } = await sql<{ id: string }>`
    with chosen as (select id, unit from units.shared_key where id = any (${keys}::uuid[]) and not is_exposed),
    added as (insert into reports.report (${columns})
      select ${id}::uuid, ${hashOf(sent)}, ${day}::date, ${reader.recipient}, decode(${reader.identity}, 'base64'), ${keys}::uuid[],
        ${consents.contact}, ${consents.count}, ${consents.passOn}::text[], 0
      where (select count(*) from chosen) = ${new Set(keys).size}
      on conflict do nothing returning id),
    desks as (insert into reports.desk (report_id, unit_id, day, is_aside, answer_by)
      select added.id, unit.id, ${day}::date, ${isAside}, ${day}::date + unit.promised_days from added cross join units.shared_unit as unit where unit.id in (select chosen.unit from chosen)),
    said as (insert into reports.message (id, report_id, seq, kind, day, body)
      select gen_random_uuid(), added.id, 0, 'report', ${day}::date, decode(${body}, 'base64') from added)
    select id from added`.execute(db)
  return rows.length > 0
}

/** Whether every key is one of a unit's, current or replaced, that nobody of migration control may have. */
export const areKeysKnown = async (db: Db, keys: readonly string[]): Promise<boolean> =>
  (await sql<{ count: number }>`select count(*) as count from units.shared_key where id = any (${[...keys]}::uuid[]) and not is_exposed`.execute(db)).rows[0]?.count === new Set(keys).size

type WithDecoy = Pick<SendReport, 'keys' | 'consents'> & { decoy: NonNullable<SendReport['decoy']> }

/**
 * Keeps what a second receipt leads to: a report like any other, with the same keys and consents, but no desk: so no unit has it.
 * What units say in it is of the day `answered`. Whether it was kept: its receipt may be known already.
 */
export const insertDecoy = async (db: Db, { decoy: { kept: sent, reader, messages }, keys, consents }: WithDecoy, { today: day, answered }: { today: string; answered: string }): Promise<boolean> => {
  const said = JSON.stringify(messages.map(({ from, body }, at) => ({ kind: from, seq: at + 1, day: from === 'unit' ? answered : day, body })))
  await asBringer(db, sent)
  const { rows } = await sql<{ id: string }>`
    insert into reports.report (${columns})
      values (gen_random_uuid(), ${hashOf(sent)}, ${day}::date, ${reader.recipient}, decode(${reader.identity}, 'base64'), ${keys}::uuid[],
        ${consents.contact}, ${consents.count}, ${consents.passOn}::text[], ${messages.length})
      on conflict do nothing returning id`.execute(db)
  const [added] = rows
  if (!added) return false
  await sql`
    insert into reports.message (id, report_id, seq, kind, day, body)
      select gen_random_uuid(), ${added.id}::uuid, said.seq, said.kind, said.day, decode(said.body, 'base64')
      from jsonb_to_recordset(${said}::jsonb) as said (kind text, seq integer, day date, body text)`.execute(db)
  return true
}

export interface Found {
  id: string
  day: string
  identity: Buffer
  keys: string[]
  mayContact: boolean
  mayCount: boolean
  passOn: Consents['passOn']
  isWithdrawn: boolean
}

/** The report the transaction's receipt leads to; with `isLocked` nobody else changes it until the transaction ends. */
export const reportOfReceipt = async (db: Db, isLocked: boolean): Promise<Found | undefined> =>
  (await sql<Found>`select id, day, identity, keys, may_contact as "mayContact", may_count as "mayCount", pass_on as "passOn", is_withdrawn as "isWithdrawn"
    from reports.report where lookup = reports.asked_lookup() ${isLocked ? sql`for update` : sql``}`.execute(db)).rows[0]

/** Lets nobody else say anything in the report until the transaction ends. */
export const lockReport = async (db: Db, reportId: string): Promise<void> => {
  await sql`select from reports.report where id = ${reportId}::uuid for update`.execute(db)
}

/** The next number of a message of the report; its row stays locked until the transaction ends. */
const nextNumber = async (db: Db, reportId: string): Promise<number> => {
  const { rows } = await sql<{ seq: number }>`update reports.report set last_seq = last_seq + 1 where id = ${reportId}::uuid returning last_seq as seq`.execute(db)
  return rows[0]!.seq
}

export const isMessageKnown = async (db: Db, id: string): Promise<boolean> =>
  (await sql`select from reports.message where id = ${id}::uuid`.execute(db)).rows.length > 0

export interface NewMessage {
  id: string
  reportId: string
  kind: 'reporter' | 'unit' | 'note'
  unitId: string | null
  personId: string | null
  day: string
  /** Only of notes. */
  at: Date | null
  body: string
}

/** Keeps a message under the report's next number; whether its id was still free. */
export const insertMessage = async (db: Db, message: NewMessage): Promise<boolean> => {
  const seq = await nextNumber(db, message.reportId)
  const { rows } = await sql`insert into reports.message (id, report_id, seq, kind, unit_id, person_id, day, at, body)
    values (${message.id}::uuid, ${message.reportId}::uuid, ${seq}, ${message.kind}, ${message.unitId}::uuid, ${message.personId}::uuid, ${message.day}::date,
      ${message.at}, decode(${message.body}, 'base64')) on conflict do nothing returning id`.execute(db)
  return rows.length > 0
}

export interface Naming {
  reportId: string
  messageId: string | null
  unitId: string | null
}

/** Makes whole files, sent before, part of a report; how many of them were. The transaction must hold their secrets. */
export const nameFiles = async (db: Db, files: Files, { reportId, messageId, unitId }: Naming): Promise<number> => {
  if (files.length === 0) return 0
  const { rows } = await sql`
    update reports.file set report_id = ${reportId}::uuid, unit_id = ${unitId}::uuid,
      message_id = coalesce(${messageId}::uuid, (select message.id from reports.message where message.report_id = ${reportId}::uuid and message.seq = 0))
    where id = any (${files.map(({ id }) => id)}::uuid[]) and secret = any (${files.map(({ secret }) => kept(secret))}::bytea[]) and report_id is null and is_whole
    returning id`.execute(db)
  return rows.length
}
