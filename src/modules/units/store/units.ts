// SQL of units: what they are, who belongs to them, and everything about their keys but the sealed parts.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { NewUnit, PublicUnit, Receiver, RotationReason, Step } from '../model.ts'
import type { Unit } from '../rules.ts'
import { announced } from './announcing.ts'

const moment = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
const nameOf = (column: string) => sql.raw(`(select name from accounts.shared_person where shared_person.id = ${column})`)
const personOf = (column: string) => sql`json_build_object('id', ${sql.raw(column)}, 'name', ${nameOf(column)})`
const list = (query: ReturnType<typeof sql>) => sql`coalesce((${query}), '[]'::json)`

const keys = list(sql`select json_agg(json_build_object(
    'id', key.id, 'recipient', key.recipient, 'isCurrent', key.retired_at is null, 'madeAt', ${moment('key.made_at')},
    'holders', ${list(sql`select json_agg(distinct holder.person_id) from units.holder where holder.unit_key_id = key.id`)},
    'wrappedFor', ${list(sql`select json_agg(distinct own.person_id) from units.wrap join units.personal_key as own on own.id = wrap.personal_key_id where wrap.unit_key_id = key.id`)},
    'custodians', (select json_build_object('first', ${personOf('one.person_id')}, 'second', ${personOf('two.person_id')},
        'isReady', exists (select from units.kept_in_custody where kept_in_custody.unit_key_id = key.id))
      from units.custody join units.personal_key as one on one.id = custody.first_key_id join units.personal_key as two on two.id = custody.second_key_id
      where custody.unit_key_id = key.id)) order by key.made_at desc)
  from units.unit_key as key where key.unit_id = unit.id`)

/** Of `member` of `unit`: an earlier key of their own was given the unit's, and today's was not. */
const rekeyedAt = sql`(select ${moment('own.made_at')} from units.personal_key as own
    where own.person_id = member.person_id and own.retired_at is null
      and not exists (select from units.wrap join units.unit_key on unit_key.id = wrap.unit_key_id where wrap.personal_key_id = own.id and unit_key.unit_id = unit.id)
      and exists (select from units.wrap join units.unit_key on unit_key.id = wrap.unit_key_id join units.personal_key as earlier on earlier.id = wrap.personal_key_id
        where unit_key.unit_id = unit.id and earlier.person_id = own.person_id))`

const members = list(sql`select json_agg(json_build_object(
    'person', member.person_id, 'name', ${nameOf('member.person_id')}, 'isLead', member.is_lead, 'addedAt', ${moment('member.added_at')},
    'isEntitled', exists (select from units.shared_member where shared_member.unit = unit.id and shared_member.person = member.person_id),
    'holds', exists (select from units.holder join units.unit_key on unit_key.id = holder.unit_key_id and unit_key.retired_at is null
      where holder.unit_id = unit.id and holder.person_id = member.person_id),
    'recipient', (select recipient from units.personal_key where personal_key.person_id = member.person_id and personal_key.retired_at is null),
    'rekeyedAt', ${rekeyedAt})
    order by member.added_at, member.person_id)
  from units.member where member.unit_id = unit.id`)

const recoveries = list(sql`select json_agg(json_build_object(
    'id', recovery.id, 'first', ${personOf('recovery.first_person')}, 'second', ${personOf('recovery.second_person')}, 'person', ${personOf('recovery.person_id')},
    'handedAt', ${moment('recovery.handed_at')},
    'state', case when recovery.done_at is not null then 'done' when recovery.stopped_at is not null then 'stopped' else 'waiting' end) order by recovery.handed_at desc)
  from units.recovery where recovery.unit_id = unit.id`)

const steps = list(sql`select json_agg(json_build_object(
    'what', step.what, 'by', ${nameOf('step.by_person')}, 'about', ${nameOf('step.about_person')}, 'at', ${moment('step.at')}) order by step.seq desc)
  from units.step where step.unit_id = unit.id`)

const units = (condition: ReturnType<typeof sql>) => sql<Unit>`
  select unit.id, unit.institution_id as "institutionId", unit.name, institution.kind, institution.name as institution, unit.country, unit.represents,
    unit.territories, unit.offences, unit.promised_days as "promisedDays", shared_unit.is_open as "isOpen", ${moment('unit.closed_at')} as "closedAt",
    ${moment('unit.rotation_due_at')} as "rotationDueAt", unit.rotation_reason as "rotationReason", ${announced} as announced,
    ${keys} as keys, ${members} as members, ${recoveries} as recoveries, ${steps} as steps
  from units.unit
    join units.shared_unit on shared_unit.id = unit.id
    join accounts.shared_institution as institution on institution.id = unit.institution_id
  where ${condition} order by unit.name, unit.id`

export const unitById = async (db: Db, id: string): Promise<Unit | undefined> => (await units(sql`unit.id = ${id}::uuid`).execute(db)).rows[0]

/** As `unitById`, held against another change until the transaction ends. */
export const lockedUnit = async (db: Db, id: string): Promise<Unit | undefined> => {
  await sql`select from units.unit where id = ${id}::uuid for update`.execute(db)
  return unitById(db, id)
}

const keptBy = (person: string) => sql`unit.id in (
    select unit_key.unit_id from units.custody join units.unit_key on unit_key.id = custody.unit_key_id
      join units.personal_key on personal_key.id in (custody.first_key_id, custody.second_key_id) where personal_key.person_id = ${person}::uuid)`

/** Units of the person's institution, and those of which the person is a custodian. */
export const unitsSeenBy = async (db: Db, { person, institution }: { person: string; institution: string }): Promise<Unit[]> =>
  (await units(sql`unit.institution_id = ${institution}::uuid or ${keptBy(person)}`).execute(db)).rows

/** Units of which the person is a member or a custodian. */
export const unitsOf = async (db: Db, person: string): Promise<Unit[]> =>
  (await units(sql`unit.id in (select member.unit_id from units.member where member.person_id = ${person}::uuid) or ${keptBy(person)}`).execute(db)).rows

/** Units that receive, for anyone to choose among and seal to. */
export const openUnits = async (db: Db): Promise<PublicUnit[]> =>
  (await sql<PublicUnit>`select unit.id, unit.name, institution.name as institution, unit.kind, unit.country, unit.represents, unit.territories, unit.offences,
      json_build_object('id', unit.key_id, 'recipient', unit.recipient) as key, unit.promised_days as "promisedDays"
    from units.shared_unit as unit join accounts.shared_institution as institution on institution.id = unit.institution_id
    where unit.is_open order by unit.country, unit.name, unit.id`.execute(db)).rows

/** Everyone a key can be wrapped for: entitled, with a key of their own. */
export const receivers = async (db: Db, institution: string): Promise<Receiver[]> =>
  (await sql<Receiver>`select entitled.person_id as person, entitled.name, entitled.institution_name as institution,
      entitled.institution_id = ${institution}::uuid as "isOfInstitution", personal_key.recipient
    from units.entitled join units.personal_key on personal_key.person_id = entitled.person_id and personal_key.retired_at is null
    order by entitled.name, entitled.person_id`.execute(db)).rows

export interface By {
  by: string | null
  now: Date
}

/** Keeps a new unit of the institution and returns its id; undefined when the institution has one of that name. */
export const insertUnit = async (db: Db, institution: string, unit: NewUnit, { by, now }: By): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`insert into units.unit (institution_id, name, country, represents, territories, offences, promised_days, created_by, created_at)
    values (${institution}::uuid, ${unit.name}, ${unit.country}, ${unit.represents}, ${unit.territories}, ${unit.offences}, ${unit.promisedDays}, ${by}::uuid, ${now})
    on conflict on constraint unit_one_name do nothing returning id`.execute(db)
  return rows[0]?.id
}

const today = sql`(now() at time zone 'UTC')::date`

/** Another promise counts from the next day; until then the one of this morning does, however often it is changed. */
const promise = (days: number) => sql`promised_days = ${days},
    promised_before = case when promised_days = ${days} or promised_since > ${today} then promised_before else promised_days end,
    promised_since = case when promised_days = ${days} then promised_since else ${today} + 1 end`

/** Whether the unit could be changed so: false when the institution has another of that name. */
export const updateUnit = async (db: Db, id: string, unit: NewUnit): Promise<boolean> => {
  const { numAffectedRows } = await sql`update units.unit set name = ${unit.name}, country = ${unit.country}, represents = ${unit.represents},
    territories = ${unit.territories}, offences = ${unit.offences}, ${promise(unit.promisedDays)}
    where id = ${id}::uuid and not exists (select from units.unit as other
      where other.institution_id = unit.institution_id and other.name = ${unit.name} and other.id <> unit.id)`.execute(db)
  return numAffectedRows === 1n
}

export const setClosed = async (db: Db, id: string, closedAt: Date | null): Promise<void> => {
  await sql`update units.unit set closed_at = ${closedAt} where id = ${id}::uuid`.execute(db)
}

/** Asks for a new key, for the gravest reason yet; `null` when there is a new one. */
export const setRotation = async (db: Db, id: string, due: { reason: RotationReason; now: Date } | null): Promise<void> => {
  await sql`update units.unit set rotation_due_at = ${due === null ? null : sql`coalesce(rotation_due_at, ${due.now})`},
    rotation_reason = ${due === null ? null : sql`case when rotation_reason = 'migration' then 'migration' else ${due.reason} end`} where id = ${id}::uuid`.execute(db)
}

/** Adds the person to the unit, or changes whether they lead it. */
export const keepMember = async (db: Db, unit: string, { person, isLead }: { person: string; isLead: boolean }, { by, now }: By): Promise<void> => {
  await sql`insert into units.member (unit_id, person_id, is_lead, added_by, added_at) values (${unit}::uuid, ${person}::uuid, ${isLead}, ${by}::uuid, ${now})
    on conflict (unit_id, person_id) do update set is_lead = ${isLead}`.execute(db)
}

/** Takes the person out of the unit, with everything of its keys that was wrapped for them; that they could open those is kept. */
export const removeMember = async (db: Db, unit: string, person: string): Promise<void> => {
  await sql`with gone as (delete from units.wrap using units.personal_key, units.unit_key where personal_key.id = wrap.personal_key_id and unit_key.id = wrap.unit_key_id
      and personal_key.person_id = ${person}::uuid and unit_key.unit_id = ${unit}::uuid returning wrap.unit_key_id)
    insert into units.once_held (unit_key_id, person_id) select distinct unit_key_id, ${person}::uuid from gone on conflict do nothing`.execute(db)
  await sql`delete from units.member where unit_id = ${unit}::uuid and person_id = ${person}::uuid`.execute(db)
}

/** Notes for every member what was done. */
export const noteStep = async (db: Db, unit: string, { what, about = null }: { what: Step; about?: string | null }, { by, now }: By): Promise<void> => {
  await sql`insert into units.step (unit_id, what, by_person, about_person, at) values (${unit}::uuid, ${what}, ${by}::uuid, ${about}::uuid, ${now})`.execute(db)
}
