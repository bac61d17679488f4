// Who a message goes to, by which channel, and what became of it.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Language } from '../../../platform/text.ts'
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

/** Everyone any message of the alert went to. */
export const everyRecipient = async (db: Db, alertId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct delivery.person_id as id from alerts.delivery
    join alerts.message on message.id = delivery.message_id where message.alert_id = ${alertId}`.execute(db)
  return rows.map(({ id }) => id)
}

/** One delivery per person on screen, done at once, and one by e-mail, waiting, when the node has a mail server. */
export const insertDeliveries = async (db: Db, messageId: string, people: readonly string[], how: { hasMail: boolean; now: Date }): Promise<void> => {
  await sql`
    insert into alerts.delivery (id, message_id, person_id, channel, state, attempts, created_at, changed_at)
    select gen_random_uuid(), ${messageId}, person, channel, state, 0, ${how.now}, ${how.now}
    from unnest(${[...people]}::uuid[]) as person,
      (values ('workspace', 'sent'), ('email', 'queued')) as way (channel, state)
    where channel = 'workspace' or ${how.hasMail}`.execute(db)
}

const firstWaitMinutes = 5

/** E-mails to hand to a worker now: new ones, and those whose wait after an attempt is over. Each is handed once per wait. */
export const takeDueDeliveries = async (db: Db, now: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    update alerts.delivery set changed_at = ${now}::timestamptz + interval '1 millisecond'
    where state = 'queued' and channel = 'email'
      and ((attempts = 0 and changed_at = created_at) or changed_at < ${now}::timestamptz - make_interval(mins => ${firstWaitMinutes} * (1 << least(attempts, 8))))
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

export interface Posting {
  id: string
  alertId: string
  attempts: number
  email: string
  language: Language
}

/** A waiting e-mail, held by this transaction; undefined when it is done, or another worker holds it. */
export const holdPosting = async (db: Db, id: string): Promise<Posting | undefined> => {
  const { rows } = await sql<Posting>`
    select delivery.id, message.alert_id as "alertId", delivery.attempts, person.email, person.language
    from alerts.delivery
    join alerts.message on message.id = delivery.message_id
    join accounts.shared_person as person on person.id = delivery.person_id
    where delivery.id = ${id} and delivery.channel = 'email' and delivery.state = 'queued'
    for update of delivery skip locked`.execute(db)
  return rows[0]
}

export const setPosted = async (db: Db, id: string, outcome: { state: 'queued' | 'sent' | 'failed'; error: string | null; now: Date }): Promise<void> => {
  await sql`
    update alerts.delivery set state = ${outcome.state}, attempts = attempts + 1, last_error = ${outcome.error}, changed_at = ${outcome.now}
    where id = ${id}`.execute(db)
}

/** Keeps the first time and the latest note; returns that time. */
export const setAcknowledged = async (db: Db, deliveryId: string, note: string, now: Date): Promise<Date> => {
  const { rows } = await sql<{ at: Date }>`
    update alerts.delivery set acknowledged_at = coalesce(acknowledged_at, ${now}), note = ${note}, changed_at = ${now}
    where id = ${deliveryId} returning acknowledged_at as at`.execute(db)
  return rows[0]!.at
}

export interface BoardRow {
  person: string
  institution: string
  deliveredAt: Date
  acknowledgedAt: Date | null
  note: string | null
  mail: 'queued' | 'sent' | 'failed' | 'none'
}

/** Everyone the alert's last message went to, those who have not answered first. */
export const boardOf = async (db: Db, alertId: string): Promise<BoardRow[]> => {
  const { rows } = await sql<BoardRow>`
    select person.name as person, institution.name as institution, shown.created_at as "deliveredAt",
      shown.acknowledged_at as "acknowledgedAt", shown.note, coalesce(mailed.state, 'none') as mail
    from alerts.delivery as shown
    join accounts.shared_person as person on person.id = shown.person_id
    join accounts.shared_institution as institution on institution.id = person.institution_id
    left join alerts.delivery as mailed
      on mailed.message_id = shown.message_id and mailed.person_id = shown.person_id and mailed.channel = 'email'
    where shown.channel = 'workspace' and shown.message_id = (
      select id from alerts.message where alert_id = ${alertId} order by sent_at desc, version desc limit 1)
    order by shown.acknowledged_at nulls first, institution.name, person.name`.execute(db)
  return rows
}
