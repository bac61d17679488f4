// The messages an alert issued: who sent them, what they said, and which of them anyone may read.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { AlertContent, AlertState } from '../model/content.ts'
import type { MessageKind } from './alerts.ts'

export interface NewMessage {
  id: string
  alertId: string
  version: number
  kind: MessageKind
  isPublic: boolean
  by: string
  note: string | null
  now: Date
}

export const insertMessage = async (db: Db, message: NewMessage): Promise<void> => {
  const { id, alertId, version, kind, isPublic, by, note, now } = message
  await sql`
    insert into alerts.message (id, alert_id, version, kind, is_public, sent_at, sent_by, note)
    values (${id}, ${alertId}, ${version}, ${kind}, ${isPublic}, ${now}, ${by}, ${note})`.execute(db)
}

/** A message with its content and what the alert has become since. */
export interface Message {
  id: string
  alertId: string
  alertState: AlertState
  version: number
  kind: MessageKind
  isPublic: boolean
  at: Date
  byId: string
  byName: string
  note: string | null
  content: AlertContent
  institutionId: string
  institutionName: string
  /** Addressed to the person asked about. */
  isMine: boolean
}

/** The messages of an alert in the order they were sent. */
export const messagesOf = async (db: Db, alertId: string, personId: string | null): Promise<Message[]> => {
  const { rows } = await sql<Message>`
    select message.id, message.alert_id as "alertId", alert.state as "alertState", message.version, message.kind,
      message.is_public as "isPublic", message.sent_at as at, message.sent_by as "byId", person.name as "byName", message.note,
      version.content, alert.institution_id as "institutionId", institution.name as "institutionName",
      exists (select from alerts.delivery where delivery.message_id = message.id and delivery.person_id = ${personId}::uuid) as "isMine"
    from alerts.message
    join alerts.alert on alert.id = message.alert_id
    join alerts.version on version.alert_id = message.alert_id and version.number = message.version
    join accounts.shared_person as person on person.id = message.sent_by
    join accounts.shared_institution as institution on institution.id = alert.institution_id
    where message.alert_id = ${alertId}
    order by message.sent_at, message.version, message.kind = 'Cancel'`.execute(db)
  return rows
}

/** Ids of the alerts whose last message is public, the latest first. */
export const publicAlertIds = async (db: Db, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select message.alert_id as id from alerts.message
    where message.is_public and not exists (
      select from alerts.message as later where later.alert_id = message.alert_id and not later.is_public
        and (later.sent_at, later.version) > (message.sent_at, message.version))
    group by message.alert_id order by max(message.sent_at) desc limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Until the transaction ends no publication reads whom it goes to while somebody is welcomed: one of the two sees the other.
 * Publications do not wait for one another.
 */
export const holdCircle = async (db: Db, by: 'publication' | 'welcome'): Promise<void> => {
  const lock = by === 'publication' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`
  await sql`select ${lock}(hashtext('alerts.circle'))`.execute(db)
}

export interface MessageInForce {
  id: string
  alertId: string
  content: AlertContent
}

/** The last message of every alert in force that has not been handed to the person. */
export const messagesInForce = async (db: Db, { without, now }: { without: string; now: Date }): Promise<MessageInForce[]> => {
  const { rows } = await sql<MessageInForce>`
    select message.id, message.alert_id as "alertId", version.content
    from alerts.alert
    join alerts.message on message.alert_id = alert.id and message.version = alert.version_in_force and message.kind <> 'Cancel'
    join alerts.version on version.alert_id = alert.id and version.number = alert.version_in_force
    where alert.state not in ('cancelled', 'closed') and (version.content ->> 'expires')::timestamptz > ${now}
      and not exists (select from alerts.delivery where delivery.message_id = message.id and delivery.person_id = ${without}::uuid)
    order by message.sent_at`.execute(db)
  return rows
}
