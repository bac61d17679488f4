// SQL of recoveries by custodians, and of taking keys from people who passed to migration control.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

export interface Recovery {
  id: string
  unitId: string
  personId: string
  firstPerson: string
  secondPerson: string
  isWaiting: boolean
  /** Keys whose inner part was handed on. */
  keys: string[]
  /** The second custodian's own key they are sealed to; null once it is over. */
  secondKey: string | null
}

export const recoveryById = async (db: Db, id: string): Promise<Recovery | undefined> =>
  (await sql<Recovery>`select id, unit_id as "unitId", person_id as "personId", first_person as "firstPerson", second_person as "secondPerson",
      done_at is null and stopped_at is null as "isWaiting",
      coalesce((select json_agg(unit_key_id) from units.recovery_part where recovery_id = recovery.id), '[]'::json) as keys,
      (select second_key_id from units.recovery_part where recovery_id = recovery.id limit 1) as "secondKey"
    from units.recovery where id = ${id}::uuid`.execute(db)).rows[0]

/** The first custodians' own keys that these keys of a unit are sealed to. */
export const firstKeysOf = async (db: Db, unitKeys: readonly string[]): Promise<string[]> =>
  (await sql<{ key: string }>`select distinct first_key_id as key from units.custody where unit_key_id = any (${[...unitKeys]}::uuid[])`.execute(db)).rows.map(({ key }) => key)

interface HandedOn {
  unit: string
  person: string
  first: string
  second: string
  secondKey: string
  parts: readonly { key: string; sealed: string }[]
}

/** Keeps what the first custodian hands on to the second. */
export const insertRecovery = async (db: Db, { unit, person, first, second, secondKey, parts }: HandedOn, now: Date): Promise<void> => {
  const { rows } = await sql<{ id: string }>`insert into units.recovery (unit_id, person_id, first_person, second_person, handed_at)
    values (${unit}::uuid, ${person}::uuid, ${first}::uuid, ${second}::uuid, ${now}) returning id`.execute(db)
  for (const { key, sealed } of parts) {
    await sql`insert into units.recovery_part (recovery_id, unit_key_id, second_key_id, sealed)
      values (${rows[0]!.id}::uuid, ${key}::uuid, ${secondKey}::uuid, ${Buffer.from(sealed, 'base64')})`.execute(db)
  }
}

/** Ends a recovery, done or stopped; what was handed on goes, and that the second custodian could open it is kept. */
export const endRecovery = async (db: Db, id: string, how: 'done' | 'stopped', now: Date): Promise<void> => {
  await sql`with gone as (delete from units.recovery_part where recovery_id = ${id}::uuid returning unit_key_id)
    insert into units.once_held (unit_key_id, person_id) select gone.unit_key_id, recovery.second_person from gone join units.recovery on recovery.id = ${id}::uuid
    on conflict do nothing`.execute(db)
  await sql`update units.recovery set ${sql.ref(`${how}_at`)} = ${now} where id = ${id}::uuid`.execute(db)
}

interface Held {
  unit: string
  person: string
}

export interface Dropped extends Held {
  /** Still a member or custodian, or with something sealed to them; false: they only once had a key that is not yet known as exposed. */
  holds: boolean
}

/** People of migration control, by person or institution, who are members, hold wraps or are custodians, or once could open a key, with the units concerned. */
export const heldByMigrationControl = async (db: Db, id: string): Promise<Dropped[]> =>
  (await sql<Dropped>`select unit, person, bool_or(holds) as holds from (
      select member.unit_id as unit, member.person_id as person, true as holds from units.member
      union all
      select unit_key.unit_id, personal_key.person_id, true from units.wrap join units.personal_key on personal_key.id = wrap.personal_key_id
        join units.unit_key on unit_key.id = wrap.unit_key_id
      union all
      select unit_key.unit_id, personal_key.person_id, true from units.custody join units.personal_key on personal_key.id in (custody.first_key_id, custody.second_key_id)
        join units.unit_key on unit_key.id = custody.unit_key_id
      union all
      select recovery.unit_id, personal_key.person_id, true from units.recovery_part as part join units.recovery on recovery.id = part.recovery_id
        join units.personal_key on personal_key.id = part.second_key_id
      union all
      select unit_key.unit_id, could_open.person_id, false from units.could_open join units.unit_key on unit_key.id = could_open.unit_key_id and unit_key.exposed_at is null) as held
    join accounts.shared_person on shared_person.id = held.person
    where shared_person.institution_kind = 'migration' and (shared_person.id = ${id}::uuid or shared_person.institution_id = ${id}::uuid)
    group by unit, person order by unit, person`.execute(db)).rows

/** From now on nothing sealed to a key of the unit that the person can open, or once could, is taken; whether today's is among them. */
export const exposeKeys = async (db: Db, { unit, person }: Held, now: Date): Promise<boolean> => {
  const { rows } = await sql<{ isCurrent: boolean }>`update units.unit_key set exposed_at = coalesce(exposed_at, ${now}) from units.could_open
    where could_open.unit_key_id = unit_key.id and could_open.person_id = ${person}::uuid and unit_key.unit_id = ${unit}::uuid
    returning unit_key.retired_at is null as "isCurrent"`.execute(db)
  return rows.some(({ isCurrent }) => isCurrent)
}

/** Takes away everything of the unit that is sealed to the person as custodian. */
export const removeCustody = async (db: Db, { unit, person }: Held): Promise<void> => {
  await sql`delete from units.custody using units.unit_key, units.personal_key where unit_key.id = custody.unit_key_id and unit_key.unit_id = ${unit}::uuid
    and personal_key.id in (custody.first_key_id, custody.second_key_id) and personal_key.person_id = ${person}::uuid`.execute(db)
  await sql`delete from units.recovery_part using units.personal_key, units.unit_key where unit_key.id = recovery_part.unit_key_id and unit_key.unit_id = ${unit}::uuid
    and personal_key.id = recovery_part.second_key_id and personal_key.person_id = ${person}::uuid`.execute(db)
}
