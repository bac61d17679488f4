// SQL of keys: people's own, units', and everything sealed to them. Sealed parts leave only to whom they are sealed.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { KeyRing } from '../model.ts'
import type { By } from './units.ts'

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64')
const base64 = (column: string) => sql.raw(`translate(encode(${column}, 'base64'), E'\\n', '')`)
const moment = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

/** Keeps a new key of the person's own and retires the one before; undefined when its recipient is known already. */
export const insertPersonalKey = async (db: Db, { person, recipient, now }: { person: string; recipient: string; now: Date }): Promise<string | undefined> => {
  await sql`update units.personal_key set retired_at = ${now} where person_id = ${person}::uuid and retired_at is null`.execute(db)
  const { rows } = await sql<{ id: string }>`insert into units.personal_key (person_id, recipient, made_at) values (${person}::uuid, ${recipient}, ${now})
    on conflict on constraint personal_key_recipient_once do nothing returning id`.execute(db)
  return rows[0]?.id
}

export interface OwnKey {
  id: string
  personId: string
  isCurrent: boolean
  locks: { id: string; kind: 'passphrase' | 'passkey' }[]
}

const ownKeys = (condition: ReturnType<typeof sql>) => sql<OwnKey>`
  select id, person_id as "personId", retired_at is null as "isCurrent",
    coalesce((select json_agg(json_build_object('id', lock.id, 'kind', lock.kind)) from units.lock where lock.personal_key_id = key.id), '[]'::json) as locks
  from units.personal_key as key where ${condition} for update of key`

/** One's own key, locked until commit. */
export const ownKey = async (db: Db, id: string): Promise<OwnKey | undefined> => (await ownKeys(sql`key.id = ${id}::uuid`).execute(db)).rows[0]

/** The key that a lock opens. */
export const keyOfLock = async (db: Db, lock: string): Promise<OwnKey | undefined> =>
  (await ownKeys(sql`key.id = (select personal_key_id from units.lock where lock.id = ${lock}::uuid)`).execute(db)).rows[0]

export const currentKeyOf = async (db: Db, person: string): Promise<OwnKey | undefined> =>
  (await ownKeys(sql`key.person_id = ${person}::uuid and key.retired_at is null`).execute(db)).rows[0]

export interface NewLock {
  kind: 'passphrase' | 'passkey'
  name: string
  hint: string | null
  sealed: string
}

/** Keeps another way to open the key; a passphrase takes the place of the one before. */
export const keepLock = async (db: Db, key: string, { kind, name, hint, sealed }: NewLock, now: Date): Promise<void> => {
  if (kind === 'passphrase') await sql`delete from units.lock where personal_key_id = ${key}::uuid and kind = 'passphrase'`.execute(db)
  await sql`insert into units.lock (personal_key_id, kind, name, hint, sealed, made_at) values (${key}::uuid, ${kind}, ${name}, ${hint}, ${bytes(sealed)}, ${now})`.execute(db)
}

export const deleteLock = async (db: Db, id: string): Promise<void> => {
  await sql`delete from units.lock where id = ${id}::uuid`.execute(db)
}

/** Retires the unit's key and keeps a new one; undefined when its recipient is known already. */
export const insertUnitKey = async (db: Db, unit: string, recipient: string, { by, now }: By): Promise<string | undefined> => {
  await sql`update units.unit_key set retired_at = ${now} where unit_id = ${unit}::uuid and retired_at is null`.execute(db)
  const { rows } = await sql<{ id: string }>`insert into units.unit_key (unit_id, recipient, made_by, made_at) values (${unit}::uuid, ${recipient}, ${by}::uuid, ${now})
    on conflict on constraint unit_key_recipient_once do nothing returning id`.execute(db)
  return rows[0]?.id
}

/**
 * The current own keys of those of the people who may hold keys, by person; who may not, or has none, is absent.
 * Their accounts stay as they are until commit, so that nobody passes to migration control meanwhile.
 */
export const holdableKeys = async (db: Db, people: readonly string[], institution: string | null): Promise<Map<string, string>> => {
  await sql`select from accounts.shared_person where id = any (${people}::uuid[]) for share`.execute(db)
  const { rows } = await sql<{ person: string; key: string }>`select personal_key.person_id as person, personal_key.id as key
    from units.personal_key join units.entitled on entitled.person_id = personal_key.person_id
    where personal_key.retired_at is null and personal_key.person_id = any (${people}::uuid[])
      and (${institution}::uuid is null or entitled.institution_id = ${institution}::uuid)`.execute(db)
  return new Map(rows.map(({ person, key }) => [person, key]))
}

/** Keeps a unit's key sealed to somebody's own. What is there already stays: nobody spoils what another can open. */
export const keepWrap = async (db: Db, { unitKey, personalKey, sealed }: { unitKey: string; personalKey: string; sealed: string }, { by, now }: By): Promise<void> => {
  await sql`insert into units.wrap (unit_key_id, personal_key_id, sealed, wrapped_by, wrapped_at)
    values (${unitKey}::uuid, ${personalKey}::uuid, ${bytes(sealed)}, ${by}::uuid, ${now})
    on conflict (unit_key_id, personal_key_id) do nothing`.execute(db)
}

export interface NewCustody {
  unitKey: string
  first: string
  second: string
  sealed: string
}

/** Keeps a unit's key with two custodians, by their own keys, in place of those before. */
export const keepCustody = async (db: Db, { unitKey, first, second, sealed }: NewCustody, { by, now }: By): Promise<void> => {
  await sql`delete from units.custody where unit_key_id = ${unitKey}::uuid`.execute(db)
  await sql`insert into units.custody (unit_key_id, first_key_id, second_key_id, sealed, entrusted_by, entrusted_at)
    values (${unitKey}::uuid, ${first}::uuid, ${second}::uuid, ${bytes(sealed)}, ${by}::uuid, ${now})`.execute(db)
}

const own = (person: string) => sql<KeyRing['keys'][number]>`
  select key.id, key.recipient, key.retired_at is null as "isCurrent", ${moment('key.made_at')} as "madeAt",
    coalesce((select json_agg(json_build_object('id', lock.id, 'kind', lock.kind, 'name', lock.name, 'hint', lock.hint, 'sealed', ${base64('lock.sealed')},
      'madeAt', ${moment('lock.made_at')}) order by lock.made_at) from units.lock where lock.personal_key_id = key.id), '[]'::json) as locks
  from units.personal_key as key where key.person_id = ${person}::uuid order by key.made_at desc`

const unitsOf = (person: string) => sql<KeyRing['units'][number]>`
  select unit.id, unit.name, shared_member.is_lead as "isLead",
    coalesce((select json_agg(json_build_object('id', unit_key.id, 'recipient', unit_key.recipient, 'isCurrent', unit_key.retired_at is null,
      'wraps', coalesce((select json_agg(json_build_object('to', wrap.personal_key_id, 'sealed', ${base64('wrap.sealed')}))
        from units.wrap join units.personal_key on personal_key.id = wrap.personal_key_id
        where wrap.unit_key_id = unit_key.id and personal_key.person_id = ${person}::uuid), '[]'::json)) order by unit_key.made_at desc)
      from units.unit_key where unit_key.unit_id = unit.id), '[]'::json) as keys
  from units.shared_member join units.unit on unit.id = shared_member.unit
  where shared_member.person = ${person}::uuid order by unit.name, unit.id`

/** People of the unit's institution to whom a recovered key can be given. */
const candidates = sql`coalesce((select json_agg(json_build_object('person', entitled.person_id, 'name', entitled.name, 'institution', entitled.institution_name,
    'isOfInstitution', true, 'recipient', personal_key.recipient) order by entitled.name)
  from units.entitled join units.personal_key on personal_key.person_id = entitled.person_id and personal_key.retired_at is null
  where entitled.institution_id = unit.institution_id), '[]'::json)`

const custodies = (person: string) => sql<KeyRing['custodies'][number]>`
  select unit.id as unit, unit.name, custody.first_key_id as "to", json_build_object('id', two.id, 'name', two.name) as second, ${candidates} as people,
    json_agg(json_build_object('key', custody.unit_key_id, 'sealed', ${base64('custody.sealed')}) order by unit_key.made_at desc) as parts
  from units.custody
    join units.kept_in_custody on kept_in_custody.unit_key_id = custody.unit_key_id
    join units.unit_key on unit_key.id = custody.unit_key_id
    join units.unit on unit.id = unit_key.unit_id
    join accounts.shared_person as two on two.id = kept_in_custody.second_person
  where kept_in_custody.first_person = ${person}::uuid
  group by unit.id, custody.first_key_id, two.id, two.name order by unit.name, unit.id`

const handedOn = (person: string) => sql<KeyRing['recoveries'][number]>`
  select recovery.id, unit.id as unit, unit.name, part.second_key_id as "to", json_build_object('id', one.id, 'name', one.name) as first,
    json_build_object('id', receiver.id, 'name', receiver.name) as person, ${moment('recovery.handed_at')} as "handedAt",
    (select recipient from units.personal_key where personal_key.person_id = receiver.id and personal_key.retired_at is null) as recipient,
    json_agg(json_build_object('key', part.unit_key_id, 'recipient', unit_key.recipient, 'sealed', ${base64('part.sealed')}) order by unit_key.made_at desc) as parts
  from units.recovery
    join units.recovery_part as part on part.recovery_id = recovery.id
    join units.unit_key on unit_key.id = part.unit_key_id
    join units.unit on unit.id = recovery.unit_id
    join accounts.shared_person as one on one.id = recovery.first_person
    join accounts.shared_person as receiver on receiver.id = recovery.person_id
    join units.personal_key as own on own.id = part.second_key_id and own.person_id = ${person}::uuid
  where recovery.done_at is null and recovery.stopped_at is null
  group by recovery.id, unit.id, part.second_key_id, one.id, one.name, receiver.id, receiver.name order by recovery.handed_at`

const isEntitled = async (db: Db, person: string): Promise<boolean> =>
  (await sql`select from units.entitled where person_id = ${person}::uuid`.execute(db)).rows.length > 0

/** Everything sealed to the person. Whoever may not hold keys sees their own, and nothing of any unit. */
export const ringOf = async (db: Db, person: string): Promise<KeyRing> => {
  const keys = (await own(person).execute(db)).rows
  if (!(await isEntitled(db, person))) return { keys, units: [], custodies: [], recoveries: [] }
  const [units, custody, recoveries] = [(await unitsOf(person).execute(db)).rows, (await custodies(person).execute(db)).rows, (await handedOn(person).execute(db)).rows]
  return { keys, units, custodies: custody, recoveries }
}

/**
 * To what a word is sealed that proves holding. For a member of a unit: the unit's own current key, which only its true identity opens,
 * whatever was wrapped by whom; while the unit has none, the member's own. Or one's own key itself. Undefined when there is none.
 */
export const provingRecipient = async (db: Db, about: string, person: string): Promise<string | undefined> => {
  const { rows } = await sql<{ recipient: string }>`
    select own.recipient from units.personal_key as own where own.id = ${about}::uuid and own.person_id = ${person}::uuid
    union all
    select coalesce(unit_key.recipient, own.recipient) from units.shared_member as member
      left join units.unit_key on unit_key.unit_id = member.unit and unit_key.retired_at is null
      left join units.personal_key as own on own.person_id = member.person and own.retired_at is null
    where member.unit = ${about}::uuid and member.person = ${person}::uuid`.execute(db)
  return rows[0]?.recipient ?? undefined
}
