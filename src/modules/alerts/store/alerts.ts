// Alerts and their versions in the database, and which of them a person may learn of.
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Deed } from '../model/answers.ts'
import type { AlertContent, AlertState } from '../model/content.ts'

/** The last message addressed to the person reading, with its content. */
export interface ReceivedMessage {
  deliveryId: string
  version: number
  kind: MessageKind
  at: string
  acknowledgedAt: string | null
  note: string | null
  did: Deed | null
  content: AlertContent
}

export type MessageKind = 'Alert' | 'Update' | 'Cancel'

/** An alert as one person finds it: its version at hand, and what was addressed to them. */
export interface Alert {
  id: string
  reference: string
  state: AlertState
  version: number
  versionInForce: number | null
  authorId: string
  authorName: string
  institutionId: string
  institutionName: string
  signalId: string | null
  returnReason: string | null
  endNote: string | null
  changedAt: Date
  content: AlertContent
  territories: string[]
  /** Who wrote any version since the one in force. */
  editorIds: string[]
  received: ReceivedMessage | null
}

const mostListed = 500

/** The alert with this id; `undefined` when there is none. Acts that change it lock it first, so that two never cross. */
export const alertById = async (db: Db, actor: Actor, id: string): Promise<Alert | undefined> => {
  const { rows } = await alertsWhere(actor, sql`alert.id = ${id}`).execute(db)
  return rows[0]
}

/** As `alertById`, held against other changes until the transaction ends. */
export const lockedAlertById = async (db: Db, actor: Actor, id: string): Promise<Alert | undefined> => {
  await sql`select from alerts.alert where id = ${id} for update`.execute(db)
  return alertById(db, actor, id)
}

/** What the person may see, the latest first: all of it, only what was addressed to them, or only what they prepare or review. */
export const visibleAlerts = async (db: Db, actor: Actor, box?: 'received' | 'desk'): Promise<Alert[]> => {
  const condition = { received: isReceived, desk: isBehind(actor), all: visibleTo(actor) }[box ?? 'all']
  const { rows } = await alertsWhere(actor, condition).execute(db)
  return rows
}

/** Until the transaction ends nobody else begins an alert with this signal: of two at the same moment the second sees the first. */
export const holdSignal = async (db: Db, signalId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alerts.signal ${signalId}`}, 0))`.execute(db)
}

/** The reference of an alert begun with this signal that has not ended and that the person may see. */
export const visibleAlertOfSignal = async (db: Db, actor: Actor, signalId: string): Promise<string | undefined> => {
  const isOfSignal = sql`alert.signal_id = ${signalId}::uuid and alert.state not in ('cancelled', 'closed')`
  const { rows } = await alertsWhere(actor, sql`${isOfSignal} and ${visibleTo(actor)}`).execute(db)
  return rows[0]?.reference
}

const isReceived = sql<boolean>`received.delivery_id is not null`

/** Used by every list: what the person prepares, reviews or received. */
const visibleTo = (actor: Actor): RawBuilder<boolean> => sql`(${isReceived} or ${isBehind(actor)})`

/** The same question as `isBehind` of the rules, asked of the database. */
const isBehind = (actor: Actor): RawBuilder<boolean> => {
  const worksOn = actor.acts.has('alert.draft') || actor.acts.has('alert.publish')
  const ofInstitution = sql`(${worksOn} and alert.institution_id = ${actor.institution?.id ?? null}::uuid)`
  const hasLeftTheDesk = sql`(alert.state <> 'draft' or alert.version_in_force is not null or alert.return_reason is not null)`
  const territories = [...actor.territories]
  const answersForAll = sql`jsonb_array_length(version.content -> 'territories') > 0 and not exists (
    select from jsonb_array_elements_text(version.content -> 'territories') as code
    where not (code = any (${territories}::text[]) or split_part(code, '-', 1) = any (${territories}::text[])))`
  const isAtDesk = sql`(not (version.content -> 'desk' ->> 'isClosed')::boolean or alert.author_id = ${actor.id}::uuid
    or version.content -> 'desk' -> 'people' @> jsonb_build_array(${actor.id}::text))`
  return sql`(${isAtDesk} and (${ofInstitution} or (${actor.acts.has('alert.publish')} and ${hasLeftTheDesk} and ${answersForAll})))`
}

/** What reached whom: of each alert the last message addressed to each of the people. */
const lastMessages = (people: readonly (string | null)[], content: RawBuilder<unknown>, which = sql<boolean>`true`): RawBuilder<unknown> => sql`
    select distinct on (delivery.person_id, message.alert_id) message.alert_id, delivery.id as delivery_id, delivery.person_id, json_build_object(
      'deliveryId', delivery.id, 'version', message.version, 'kind', message.kind, 'content', ${content}, 'note', delivery.note, 'did', delivery.did,
      'at', ${iso(sql`delivery.created_at`)}, 'acknowledgedAt', ${iso(sql`delivery.acknowledged_at`)}) as told
    from alerts.delivery
    join alerts.message on message.id = delivery.message_id
    join alerts.version on version.alert_id = message.alert_id and version.number = message.version
    where delivery.person_id = any (${[...people]}::uuid[]) and delivery.channel = 'workspace' and ${which}
    order by delivery.person_id, message.alert_id, message.sent_at desc, message.version desc, message.kind = 'Cancel' desc`

export type LastMessage = Omit<ReceivedMessage, 'content'>

/** The last message of one alert to each of these people; who received none is absent. */
export const lastMessagesTo = async (db: Db, id: string, people: readonly string[]): Promise<(LastMessage & { personId: string })[]> => {
  const { rows } = await sql<{ personId: string; told: LastMessage }>`
    select person_id as "personId", told from (${lastMessages(people, sql`null::jsonb`, sql`message.alert_id = ${id}::uuid`)}) as received`.execute(db)
  return rows.map(({ personId, told }) => ({ ...told, personId }))
}

const alertsWhere = (actor: Actor, condition: RawBuilder<unknown>): RawBuilder<Alert> => sql<Alert>`
  with received as (${lastMessages([actor.id], sql`version.content`)})
  select alert.id, alert.reference, alert.state, alert.version, alert.version_in_force as "versionInForce",
    alert.author_id as "authorId", author.name as "authorName", alert.institution_id as "institutionId", institution.name as "institutionName",
    alert.signal_id as "signalId", alert.return_reason as "returnReason", alert.end_note as "endNote", alert.changed_at as "changedAt",
    version.content, array(select jsonb_array_elements_text(version.content -> 'territories')) as territories,
    array(select distinct written_by::text from alerts.version as edited
      where edited.alert_id = alert.id and edited.number > coalesce(alert.version_in_force, 0)) as "editorIds",
    received.told as received
  from alerts.alert
  join alerts.version on version.alert_id = alert.id and version.number = alert.version
  join accounts.shared_person as author on author.id = alert.author_id
  join accounts.shared_institution as institution on institution.id = alert.institution_id
  left join received on received.alert_id = alert.id
  where ${condition}
  order by alert.changed_at desc limit ${mostListed}`

const iso = (moment: RawBuilder<unknown>): RawBuilder<string> => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export interface NewAlert {
  id: string
  reference: string
  authorId: string
  institutionId: string
  signalId: string | null
  content: AlertContent
  now: Date
}

export const insertAlert = async (db: Db, alert: NewAlert): Promise<void> => {
  const { id, now } = alert
  await sql`
    insert into alerts.alert (id, reference, state, version, author_id, institution_id, signal_id, created_at, changed_at)
    values (${id}, ${alert.reference}, 'draft', 1, ${alert.authorId}, ${alert.institutionId}, ${alert.signalId}, ${now}, ${now})`.execute(db)
  await insertVersion(db, { alertId: id, number: 1, content: alert.content, by: alert.authorId, now })
}

export interface NewVersion {
  alertId: string
  number: number
  content: AlertContent
  by: string
  now: Date
}

export const insertVersion = async (db: Db, { alertId, number, content, by, now }: NewVersion): Promise<void> => {
  await sql`
    insert into alerts.version (alert_id, number, content, written_by, written_at)
    values (${alertId}, ${number}, ${JSON.stringify(content)}, ${by}, ${now})`.execute(db)
}

/** What of an alert's standing changes; what is left out stays. */
export interface Standing {
  state: AlertState
  version?: number
  versionInForce?: number
  returnReason?: string | null
  endNote?: string
}

export const setStanding = async (db: Db, id: string, standing: Standing, now: Date): Promise<void> => {
  const { state, version = null, versionInForce = null, endNote = null } = standing
  const reason = standing.returnReason === undefined ? sql`return_reason` : sql`${standing.returnReason}`
  await sql`
    update alerts.alert set state = ${state}, version = coalesce(${version}, version), version_in_force = coalesce(${versionInForce}, version_in_force),
      return_reason = ${reason}, end_note = coalesce(${endNote}, end_note), changed_at = ${now}
    where id = ${id}`.execute(db)
}

export interface VersionRow {
  number: number
  content: AlertContent
  byId: string
  byName: string
  at: Date
}

/** Every version of an alert, the first first. */
export const versionsOf = async (db: Db, alertId: string): Promise<VersionRow[]> => {
  const { rows } = await sql<VersionRow>`
    select version.number, version.content, version.written_by as "byId", person.name as "byName", version.written_at as at
    from alerts.version join accounts.shared_person as person on person.id = version.written_by
    where version.alert_id = ${alertId} order by version.number`.execute(db)
  return rows
}
