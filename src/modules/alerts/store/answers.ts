// Who has answered the last message of an alert, and how long answers took.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { AnswerFigures, Board, Deed } from '../model/answers.ts'

export interface BoardRow {
  person: string
  institution: string
  institutionId: string
  deliveredAt: Date
  acknowledgedAt: Date | null
  writtenAt: Date | null
  did: Deed | null
  note: string | null
  mail: Board['items'][number]['mail']
  push: Board['items'][number]['push']
}

const lastMessage = (alertId: string) => sql`(select id from alerts.message where alert_id = ${alertId} order by sent_at desc, version desc, kind = 'Cancel' desc limit 1)`

/** What became of telling a person by a channel; what was dropped is as if there had been nothing to send. */
const toldBy = (channel: string) => sql`coalesce((select case state when 'dropped' then 'none' else state end from notices.shared_dispatch as told
  where told.notice_id = shown.message_id and told.person_id = shown.person_id and told.channel = ${channel}), 'none')`

/** Everyone the alert's last message went to, those who have not answered first. */
export const boardOf = async (db: Db, alertId: string): Promise<BoardRow[]> => {
  const { rows } = await sql<BoardRow>`
    select person.name as person, institution.name as institution, institution.id as "institutionId", shown.created_at as "deliveredAt",
      shown.acknowledged_at as "acknowledgedAt", case when shown.written_at < shown.acknowledged_at then shown.written_at end as "writtenAt", shown.did, shown.note,
      ${toldBy('email')} as mail, ${toldBy('push')} as push
    from alerts.delivery as shown
    join accounts.shared_person as person on person.id = shown.person_id
    join accounts.shared_institution as institution on institution.id = person.institution_id
    where shown.channel = 'workspace' and shown.message_id = ${lastMessage(alertId)}
    order by shown.acknowledged_at nulls first, institution.name, person.name`.execute(db)
  return rows
}

export interface EscalationRow {
  institutionId: string
  person: string
  at: Date
}

/** Who was told next of the alert's last message, in order. */
export const escalationsOf = async (db: Db, alertId: string): Promise<EscalationRow[]> => {
  const { rows } = await sql<EscalationRow>`
    select escalation.institution_id as "institutionId", person.name as person, escalation.at
    from alerts.escalation join accounts.shared_person as person on person.id = escalation.person_id
    where escalation.message_id = ${lastMessage(alertId)} order by escalation.step`.execute(db)
  return rows
}

/** Which of the institutions have set whom to tell next. */
export const plannedAmong = async (db: Db, institutions: readonly string[]): Promise<string[]> =>
  (await sql<{ id: string }>`select institution_id as id from notices.shared_escalation_plan
    where institution_id = any (${[...institutions]}::uuid[]) and cardinality(people) > 0`.execute(db)).rows.map(({ id }) => id)

/** Per institution and severity: how many deliveries of the given alerts since then, how many answered, how long they took. */
export const answerFigures = async (db: Db, alertIds: readonly string[], since: Date): Promise<AnswerFigures['items']> => {
  const { rows } = await sql<AnswerFigures['items'][number]>`
    select institution.name as institution, institution.country, version.content ->> 'severity' as severity,
      count(distinct message.alert_id)::int as alerts, count(*)::int as delivered, count(delivery.acknowledged_at)::int as acknowledged,
      percentile_cont(0.5) within group (order by taken.minutes) as "medianMinutes", percentile_cont(0.9) within group (order by taken.minutes) as "ninetyMinutes"
    from alerts.delivery
    join alerts.message on message.id = delivery.message_id
    join alerts.version on version.alert_id = message.alert_id and version.number = message.version
    join accounts.shared_person as person on person.id = delivery.person_id
    join accounts.shared_institution as institution on institution.id = person.institution_id
    cross join lateral (select (extract(epoch from delivery.acknowledged_at - delivery.created_at) / 60)::float8 as minutes) as taken
    where delivery.channel = 'workspace' and message.kind <> 'Cancel' and message.alert_id = any (${[...alertIds]}::uuid[]) and message.sent_at >= ${since}
    group by institution.id, institution.name, institution.country, version.content ->> 'severity'
    order by institution.name, severity`.execute(db)
  return rows
}
