// SQL of one report as its unit opens it: everything sealed, and what was set beside it.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Consents } from '../model.ts'
import type { Coding, ReportView } from '../model/inbox.ts'
import type { Desk, Unit } from './desks.ts'

export interface Beside {
  recipient: string
  consents: Consents
  isWithdrawn: boolean
}

/** What is known of the report in the open. */
export const besideReport = async (db: Db, reportId: string): Promise<Beside> => {
  const { rows } = await sql<{ recipient: string; contact: boolean; count: boolean; passOn: Consents['passOn']; isWithdrawn: boolean }>`
    select recipient, may_contact as contact, may_count as count, pass_on as "passOn", is_withdrawn as "isWithdrawn" from reports.report where id = ${reportId}::uuid`.execute(db)
  const { recipient, isWithdrawn, ...consents } = rows[0]!
  return { recipient, isWithdrawn, consents }
}

/** Every unit that has the report. */
export const unitsOfReport = async (db: Db, reportId: string): Promise<Unit[]> =>
  (await sql<Unit>`select unit.id, unit.name, unit.kind from units.shared_unit as unit where unit.id in (select reports.units_of(${reportId}::uuid)) order by unit.name, unit.id`.execute(db)).rows

/** What the unit has of a report: what the reporter said, what it said or noted itself, and what another unit passed on to it. */
const isOfUnit = (unitId: string) => sql`(message.kind in ('report', 'reporter') or message.unit_id = ${unitId}::uuid
  or exists (select from reports.resealed as passed where passed.message_id = message.id and passed.unit_id = ${unitId}::uuid))`

export interface Words {
  id: string
  seq: number
  kind: 'report' | 'reporter' | 'unit' | 'note'
  by: { id: string; name: string } | null
  day: string
  at: Date | null
  body: Buffer
  files: string[]
}

/** The report and all that was said and noted, in order, each as it is sealed to the unit. */
export const wordsOf = async (db: Db, { reportId, unit }: Pick<Desk, 'reportId' | 'unit'>): Promise<Words[]> =>
  (await sql<Words>`
    select message.id, message.seq, message.kind, message.day, message.at, coalesce(resealed.body, message.body) as body,
      case when person.id is not null then json_build_object('id', person.id, 'name', person.name) end as by,
      array(select coalesce(anew.id, file.id)::text from reports.file left join reports.file as anew on anew.replaces = file.id and anew.unit_id = ${unit.id}::uuid
        where file.message_id = message.id and file.unit_id is null order by file.id) as files
    from reports.message left join reports.resealed on resealed.message_id = message.id and resealed.unit_id = ${unit.id}::uuid
      left join accounts.shared_person as person on person.id = message.person_id
    where message.report_id = ${reportId}::uuid and ${isOfUnit(unit.id)} order by message.seq`.execute(db)).rows

/** The report's files as they are sealed to the unit. */
export const filesOf = async (db: Db, { reportId, unit }: Pick<Desk, 'reportId' | 'unit'>): Promise<(ReportView['sealedFiles'][number] & { place: string })[]> =>
  (await sql<ReportView['sealedFiles'][number] & { place: string }>`
    select id, bytes, day, place, replaces from reports.file
    where report_id = ${reportId}::uuid and exists (select from reports.message where message.id = file.message_id and ${isOfUnit(unit.id)}) and (unit_id = ${unit.id}::uuid or (unit_id is null and not exists
      (select from reports.file as anew where anew.replaces = file.id and anew.unit_id = ${unit.id}::uuid))) order by id`.execute(db)).rows

interface StoredCoding extends Omit<Coding, 'month'> {
  month: string | null
  by: { id: string; name: string }
  at: Date
}

/** The coded part the unit set. */
export const codingOf = async (db: Db, deskId: string): Promise<StoredCoding | undefined> =>
  (await sql<StoredCoding>`
    select offence, territory, to_char(month, 'YYYY-MM') as month, sex, age_band as "ageBand", nationality, modus_operandi as "modusOperandi",
      json_build_object('id', person.id, 'name', person.name) as by, coded_at as at
    from reports.coding join accounts.shared_person as person on person.id = coding.coded_by where desk_id = ${deskId}::uuid`.execute(db)).rows[0]

/** Sets the coded part, in place of an earlier one. */
export const keepCoding = async (db: Db, desk: Desk, coding: Coding, by: { personId: string; now: Date }): Promise<void> => {
  const month = coding.month === null ? null : `${coding.month}-01`
  await sql`
    insert into reports.coding (desk_id, report_id, unit_id, offence, territory, month, sex, age_band, nationality, modus_operandi, coded_by, coded_at)
    values (${desk.id}::uuid, ${desk.reportId}::uuid, ${desk.unit.id}::uuid, ${coding.offence}, ${coding.territory}, ${month}::date, ${coding.sex}, ${coding.ageBand},
      ${coding.nationality}, ${coding.modusOperandi}::text[], ${by.personId}::uuid, ${by.now})
    on conflict (desk_id) do update set offence = excluded.offence, territory = excluded.territory, month = excluded.month, sex = excluded.sex, age_band = excluded.age_band,
      nationality = excluded.nationality, modus_operandi = excluded.modus_operandi, coded_by = excluded.coded_by, coded_at = excluded.coded_at`.execute(db)
}

/** What officers did with the desk, oldest first. */
export const stepsOf = async (db: Db, deskId: string): Promise<{ act: string; by: { id: string; name: string } | null; at: Date }[]> =>
  (await sql<{ act: string; by: { id: string; name: string } | null; at: Date }>`
    select step.act, step.at, case when person.id is not null then json_build_object('id', person.id, 'name', person.name) end as by
    from reports.step left join accounts.shared_person as person on person.id = step.person_id where step.desk_id = ${deskId}::uuid order by step.at`.execute(db)).rows

/** Desks joined to this one. */
export const joinedTo = async (db: Db, deskId: string): Promise<string[]> =>
  (await sql<{ id: string }>`select id from reports.desk where joined_to = ${deskId}::uuid order by id`.execute(db)).rows.map(({ id }) => id)

/** Desks that tell of the same as this one, in either direction, and are not joined to each other now. */
export const sameAs = async (db: Db, deskId: string): Promise<string[]> =>
  (await sql<{ id: string }>`select other.id from reports.same join reports.desk as other on other.id in (same.desk_id, same.other_id) and other.id <> ${deskId}::uuid
      join reports.desk on desk.id = ${deskId}::uuid
    where ${deskId}::uuid in (same.desk_id, same.other_id) and other.joined_to is distinct from desk.id and desk.joined_to is distinct from other.id order by other.id`.execute(db)).rows.map(({ id }) => id)

export const nameOfPerson = async (db: Db, id: string): Promise<string> =>
  (await sql<{ name: string }>`select name from accounts.shared_person where id = ${id}::uuid`.execute(db)).rows[0]?.name ?? ''

export interface LastSaid {
  id: string
  kind: 'reporter' | 'unit'
  personId: string | null
}

/** The last thing said between the unit and the reporter; undefined before anything was. */
export const lastSaid = async (db: Db, { reportId, unit }: Pick<Desk, 'reportId' | 'unit'>): Promise<LastSaid | undefined> =>
  (await sql<LastSaid>`select id, kind, person_id as "personId" from reports.message where report_id = ${reportId}::uuid and kind in ('reporter', 'unit') and ${isOfUnit(unit.id)}
    order by seq desc limit 1`.execute(db)).rows[0]
