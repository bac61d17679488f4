// Notices and their dispatches: kept before anything is sent, handed out when due, held while one is sent.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Language } from '../../../platform/text.ts'
import { neverWaits, type Channel, type Severity } from '../model/channels.ts'
import type { DispatchState } from '../model/sending.ts'
import type { Planned } from '../rules/plan.ts'

export interface NewNotice {
  id: string
  subject: string
  address: string
  severity: Severity
  isExercise: boolean
  now: Date
}

/** The same notice again stays the one it was. */
export const insertNotice = async (db: Db, { id, subject, address, severity, isExercise, now }: NewNotice): Promise<void> => {
  await sql`insert into notices.notice (id, subject_id, address, severity, is_exercise, made_at)
    values (${id}::uuid, ${subject}::uuid, ${address}, ${severity}, ${isExercise}, ${now}) on conflict (id) do nothing`.execute(db)
}

/** One statement for all; who has a dispatch of the notice by that channel gets no second one. */
export const insertDispatches = async (db: Db, notice: string, planned: readonly Planned[], now: Date): Promise<void> => {
  const [recipients, channels, dues] = [planned.map(({ recipient }) => recipient), planned.map(({ channel }) => channel), planned.map(({ dueAt }) => dueAt.toISOString())]
  await sql`
    insert into notices.dispatch (id, notice_id, channel, recipient_id, state, attempts, due_at, created_at, changed_at)
    select gen_random_uuid(), ${notice}::uuid, channel, recipient, 'queued', 0, due, ${now}, ${now}
    from unnest(${recipients}::uuid[], ${channels}::text[], ${dues}::timestamptz[]) as planned (recipient, channel, due)
    on conflict (notice_id, recipient_id, channel) do nothing`.execute(db)
}

/**
 * An e-mail in the place of a push that did not arrive: for what is grave always, else where nothing else tells the person of it.
 * Who has an e-mail of the notice gets no second one. Gives whether one was made.
 */
export const insertInstead = async (db: Db, { noticeId, recipientId, severity }: Held, now: Date): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    insert into notices.dispatch (id, notice_id, channel, recipient_id, state, attempts, due_at, created_at, changed_at)
    select gen_random_uuid(), ${noticeId}::uuid, 'email', ${recipientId}::uuid, 'queued', 0, ${now}, ${now}, ${now}
    where ${neverWaits(severity)} or not exists (select from notices.dispatch
      where notice_id = ${noticeId}::uuid and recipient_id = ${recipientId}::uuid and channel <> 'push' and state in ('queued', 'sent'))
    on conflict (notice_id, recipient_id, channel) do nothing`.execute(db)
  return numAffectedRows === 1n
}

/** One to each webhook of an institution that any of the people is of. */
export const insertWebhookDispatches = async (db: Db, notice: string, people: readonly string[], now: Date): Promise<void> => {
  await sql`
    insert into notices.dispatch (id, notice_id, channel, recipient_id, state, attempts, due_at, created_at, changed_at)
    select gen_random_uuid(), ${notice}::uuid, 'webhook', webhook.id, 'queued', 0, ${now}, ${now}, ${now}
    from notices.webhook where webhook.ended_at is null and exists (
      select from accounts.shared_person as person where person.institution_id = webhook.institution_id and person.is_active and person.id = any (${[...people]}::uuid[]))
    on conflict (notice_id, recipient_id, channel) do nothing`.execute(db)
}

/** Drops what still waits for these people of earlier notices of the same: they are told the later one instead. */
export const dropSuperseded = async (db: Db, { id, subject, now }: NewNotice, people: readonly string[]): Promise<void> => {
  await sql`
    update notices.dispatch set state = 'dropped', last_error = 'superseded', changed_at = ${now}
    from notices.notice where notice.id = dispatch.notice_id and notice.subject_id = ${subject}::uuid and notice.id <> ${id}::uuid
      and dispatch.state = 'queued' and dispatch.recipient_id = any (${[...people]}::uuid[])`.execute(db)
}

/** Drops what still waits for a person about a subject. */
export const dropAbout = async (db: Db, about: { subject: string; person: string }, now: Date): Promise<void> => {
  await sql`
    update notices.dispatch set state = 'dropped', last_error = 'read', changed_at = ${now}
    from notices.notice where notice.id = dispatch.notice_id and notice.subject_id = ${about.subject}::uuid
      and dispatch.state = 'queued' and dispatch.recipient_id = ${about.person}::uuid`.execute(db)
}

/** Drops everything that waits for one recipient; gives how much. */
export const dropFor = async (db: Db, recipient: string, why: string, now: Date): Promise<number> => {
  const { numAffectedRows } = await sql`
    update notices.dispatch set state = 'dropped', last_error = ${why}, changed_at = ${now}
    where state = 'queued' and recipient_id = ${recipient}::uuid`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Drops what is due to people whose account is closed. */
export const dropUnreachable = async (db: Db, now: Date): Promise<void> => {
  await sql`
    update notices.dispatch set state = 'dropped', last_error = 'inactive', changed_at = ${now}
    from accounts.shared_person as person where person.id = dispatch.recipient_id and not person.is_active
      and dispatch.state = 'queued' and dispatch.due_at <= ${now}`.execute(db)
}

/** What was handed to a worker is handed out again after so long if no such work waits any more: then the work itself was lost. */
const leaseMinutes = 30
const handedOut = 'handed-out'

export interface Due {
  id: string
  channel: Channel | 'webhook'
  severity: Severity
}

/** Dispatches to hand to a worker now, the earliest first; each only once while its lease lasts or, with `isBehind`, while earlier ones still wait. */
export const takeDue = async (db: Db, { now, most, isBehind }: { now: Date; most: number; isBehind: boolean }): Promise<Due[]> => {
  const { rows } = await sql<Due>`
    update notices.dispatch set due_at = ${now}::timestamptz + make_interval(mins => ${leaseMinutes}), last_error = ${handedOut}
    from notices.notice where notice.id = dispatch.notice_id and dispatch.id in (
      select id from notices.dispatch where state = 'queued' and channel <> 'digest' and due_at <= ${now} and not (${isBehind} and last_error is not distinct from ${handedOut})
      order by due_at, created_at limit ${most} for update skip locked)
    returning dispatch.id, dispatch.channel, notice.severity`.execute(db)
  return rows
}

/** People whose daily digest is due. */
export const peopleWithDigest = async (db: Db, now: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct recipient_id as id from notices.dispatch where state = 'queued' and channel = 'digest' and due_at <= ${now}`.execute(db)
  return rows.map(({ id }) => id)
}

/** What one dispatch needs to be sent. `email` and `language` are of the person; `url` of the webhook. */
export interface Held {
  id: string
  noticeId: string
  address: string
  severity: Severity
  isExercise: boolean
  channel: Channel | 'webhook'
  recipientId: string
  attempts: number
  email: string | null
  language: Language | null
  url: string | null
}

/** Those of the waiting dispatches that are held by this transaction now: not those done, with nobody there to get them, or held by another worker. */
export const holdDispatches = async (db: Db, ids: readonly string[]): Promise<Held[]> => {
  const { rows } = await sql<Held>`
    select dispatch.id, notice.id as "noticeId", notice.address, notice.severity, notice.is_exercise as "isExercise", dispatch.channel, dispatch.recipient_id as "recipientId", dispatch.attempts,
      person.email, person.language, webhook.url
    from notices.dispatch join notices.notice on notice.id = dispatch.notice_id
    left join accounts.shared_person as person on person.id = dispatch.recipient_id and person.is_active and dispatch.channel <> 'webhook'
    left join notices.webhook on webhook.id = dispatch.recipient_id and webhook.ended_at is null and dispatch.channel = 'webhook'
    where dispatch.id = any (${[...ids]}::uuid[]) and dispatch.state = 'queued' and (person.id is not null or webhook.id is not null)
    for update of dispatch skip locked`.execute(db)
  return rows
}

export interface HeldDigest {
  rows: { id: string; attempts: number }[]
  firstDue: Date
  email: string
  language: Language
}

/** Everything of a person's digest that is due, held; undefined when nothing is. */
export const holdDigest = async (db: Db, person: string, now: Date): Promise<HeldDigest | undefined> => {
  const { rows } = await sql<{ id: string; due: Date; attempts: number; email: string; language: Language }>`
    select dispatch.id, dispatch.due_at as due, dispatch.attempts, person.email, person.language
    from notices.dispatch join accounts.shared_person as person on person.id = dispatch.recipient_id and person.is_active
    where dispatch.recipient_id = ${person}::uuid and dispatch.state = 'queued' and dispatch.channel = 'digest' and dispatch.due_at <= ${now}
    order by dispatch.created_at for update of dispatch skip locked`.execute(db)
  const [first] = rows
  return first && {
    rows: rows.map(({ id, attempts }) => ({ id, attempts })), firstDue: first.due, email: first.email, language: first.language,
  }
}

export interface Outcome {
  state: DispatchState
  error: string | null
  /** Minutes until it is tried again, when it is. */
  waitMinutes: number
  now: Date
}

export const setOutcome = async (db: Db, ids: readonly string[], { state, error, waitMinutes, now }: Outcome): Promise<void> => {
  await sql`
    update notices.dispatch set state = ${state}, attempts = attempts + 1, last_error = ${error}, changed_at = ${now},
      due_at = ${now}::timestamptz + make_interval(mins => ${state === 'queued' ? waitMinutes : 0})
    where id = any (${[...ids]}::uuid[])`.execute(db)
}
