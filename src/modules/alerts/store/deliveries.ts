// Whose screen a message stands on since when: who received it, and that they acknowledged it.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Deed } from '../model/answers.ts'
import type { AudiencePerson } from '../rules/audience.ts'

/** Someone active who could be addressed. */
export interface Person extends AudiencePerson {
  id: string
}

/** Every active person, as an audience sees them. */
export const activePeople = async (db: Db): Promise<Person[]> => {
  const { rows } = await sql<Person>`
    select id, roles, institution_id as "institutionId", institution_kind as "institutionKind", territories
    from accounts.shared_person where is_active`.execute(db)
  return rows
}

/** The names of institutions, in alphabetical order. */
export const institutionNames = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from accounts.shared_institution where id = any (${[...ids]}::uuid[]) order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Who holds the message in force; nobody before the first. For whoever holds only an earlier one the alert has already ended. */
export const holdersInForce = async (db: Db, alertId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct delivery.person_id as id from alerts.delivery
    join alerts.message on message.id = delivery.message_id
    join alerts.alert on alert.id = message.alert_id and alert.version_in_force = message.version
    where message.alert_id = ${alertId} and message.kind <> 'Cancel'`.execute(db)
  return rows.map(({ id }) => id)
}

/** One delivery per person, done at once; gives those who did not have the message before. */
export const insertDeliveries = async (db: Db, messageId: string, people: readonly string[], now: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    insert into alerts.delivery (id, message_id, person_id, channel, state, attempts, created_at, changed_at)
    select gen_random_uuid(), ${messageId}, person, 'workspace', 'sent', 0, ${now}, ${now} from unnest(${[...people]}::uuid[]) as person
    on conflict (message_id, person_id, channel) do nothing returning person_id as id`.execute(db)
  return rows.map(({ id }) => id)
}

export interface Answered {
  version: number
  kind: string
}

/** The person's delivery of one message of the alert. */
export const deliveryOf = async (db: Db, of: { alertId: string; person: string }, { version, kind }: Answered): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select delivery.id from alerts.delivery join alerts.message on message.id = delivery.message_id
    where message.alert_id = ${of.alertId}::uuid and message.version = ${version} and message.kind = ${kind} and delivery.person_id = ${of.person}::uuid`.execute(db)
  return rows[0]?.id
}

export interface NewAnswer {
  did: Deed
  note: string
  writtenAt: Date
  now: Date
}

export interface KeptAnswer {
  at: Date
  did: Deed
  note: string
}

/** Keeps the first time, and of the answers the one written last, in whatever order they arrive; gives what then stands. */
export const setAcknowledged = async (db: Db, deliveryId: string, { did, note, writtenAt, now }: NewAnswer): Promise<KeptAnswer> => {
  const { rows } = await sql<KeptAnswer>`
    update alerts.delivery set acknowledged_at = coalesce(acknowledged_at, ${now}), changed_at = ${now},
      did = case when kept.stands then delivery.did else ${did} end,
      note = case when kept.stands then delivery.note else ${note} end,
      written_at = case when kept.stands then delivery.written_at else greatest(delivery.created_at, least(${writtenAt}, ${now}::timestamptz)) end
    from (select id, coalesce(written_at > ${writtenAt}, false) as stands from alerts.delivery where id = ${deliveryId}::uuid for update) as kept
    where delivery.id = kept.id
    returning delivery.acknowledged_at as at, delivery.did, delivery.note`.execute(db)
  return rows[0]!
}
