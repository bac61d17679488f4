// SQL of announcing: since when a unit's first key is public, who vouches for it, who doubts it, and who is told.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { ExplainedUnit } from '../model.ts'

/** Of `unit`, as one column; null before it has a key. */
export const announced = sql`(select json_build_object(
    'since', to_char(announcing.announced_at at time zone 'UTC', 'YYYY-MM-DD'), 'until', to_char(waiting.until at time zone 'UTC', 'YYYY-MM-DD'), 'waits', waiting.why,
    'vouchedBy', array(select distinct voucher.name from units.vouch join units.unit as voucher on voucher.id = vouch.by_unit_id where vouch.unit_id = announcing.id order by voucher.name),
    'doubts', (select count(*) from units.doubt where doubt.unit_id = announcing.id))
  from units.unit as announcing join units.waiting on waiting.unit_id = announcing.id where announcing.id = unit.id and announcing.announced_at is not null)`

type Told = Omit<ExplainedUnit, 'print'>

/** Units that receive, and those announced that wait to; the print is the caller's. */
export const explainedUnits = async (db: Db): Promise<(Told & { isOpen: boolean })[]> =>
  (await sql<Told & { isOpen: boolean }>`select unit.id, unit.name, institution.name as institution, unit.kind, unit.country, unit.represents, unit.territories, unit.offences,
      json_build_object('id', unit.key_id, 'recipient', unit.recipient) as key, unit.promised_days as "promisedDays", unit.is_open as "isOpen", ${announced} as announced
    from units.shared_unit as unit join accounts.shared_institution as institution on institution.id = unit.institution_id
      join units.unit as own on own.id = unit.id join units.waiting on waiting.unit_id = unit.id
    where unit.is_open or (waiting.why is not null and unit.key_id is not null and own.closed_at is null
      and unit.kind in ('prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police'))
    order by unit.country, unit.name, unit.id`.execute(db)).rows

/** Announces the unit as of its institution's kind today, for so many days; a node's first unit, which nobody could vouch for, receives at once. Whether anybody has to wait for it. */
export const announceUnit = async (db: Db, unit: string, { now, days }: { now: Date; days: number }): Promise<boolean> => {
  const isFirst = sql`unit.announced_at is null and not exists (select from units.unit_key where unit_key.unit_id <> unit.id)`
  await sql`update units.unit set announced_at = ${now}, announced_kind = institution.kind,
      receives_from = ${now}::timestamptz + case when ${isFirst} then interval '0' else make_interval(days => ${days}::int) end
    from accounts.shared_institution as institution where institution.id = unit.institution_id and unit.id = ${unit}::uuid`.execute(db)
  return (await sql`select from units.waiting where unit_id = ${unit}::uuid and why is not null`.execute(db)).rows.length > 0
}

/** Units of the institution that were announced as of another kind; nobody has vouched for what they are now. */
export const announcedAsAnother = async (db: Db, institution: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select unit.id from units.unit join accounts.shared_institution as institution on institution.id = unit.institution_id
    where institution.id = ${institution}::uuid and unit.announced_kind <> institution.kind order by unit.id for update of unit`.execute(db)
  return rows.map(({ id }) => id)
}

/** Everything said for and against the unit is forgotten. */
export const forgetWords = async (db: Db, unit: string): Promise<void> => {
  await sql`delete from units.vouch where unit_id = ${unit}::uuid`.execute(db)
  await sql`delete from units.doubt where unit_id = ${unit}::uuid`.execute(db)
}

interface Word {
  unit: string
  person: string
}

export const keepVouch = async (db: Db, { unit, person, as, now }: Word & { as: string; now: Date }): Promise<void> => {
  await sql`insert into units.vouch (unit_id, person_id, by_unit_id, at) values (${unit}::uuid, ${person}::uuid, ${as}::uuid, ${now}) on conflict do nothing`.execute(db)
}

/** Keeps or takes back the person's doubt. */
export const keepDoubt = async (db: Db, { unit, person, isDoubted, now }: Word & { isDoubted: boolean; now: Date }): Promise<void> => {
  if (isDoubted) await sql`insert into units.doubt (unit_id, person_id, at) values (${unit}::uuid, ${person}::uuid, ${now}) on conflict do nothing`.execute(db)
  else await sql`delete from units.doubt where unit_id = ${unit}::uuid and person_id = ${person}::uuid`.execute(db)
}

/** Every reception officer of the node, to be told of a unit that was announced. */
export const everyOfficer = async (db: Db): Promise<string[]> =>
  (await sql<{ person: string }>`select person_id as person from units.entitled order by person_id`.execute(db)).rows.map(({ person }) => person)
