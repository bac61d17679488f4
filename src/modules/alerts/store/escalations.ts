// Institutions of which nobody has acknowledged an alert in force for too long, and who was told next.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { AlertContent } from '../model/content.ts'

export interface OrderedPerson {
  id: string
  roles: string[]
}

export interface Unanswered {
  messageId: string
  alertId: string
  severity: AlertContent['severity']
  isExercise: boolean
  institutionId: string
  /** The order of the institution; only those still active and of it. */
  people: OrderedPerson[]
  recipients: string[]
  told: string[]
}

/** Of each alert in force, the institutions whose next step is due: so many times the minutes of their plan without an answer. */
export const unanswered = async (db: Db, now: Date): Promise<Unanswered[]> => {
  const { rows } = await sql<Unanswered>`
    with last as (
      select distinct on (message.alert_id) message.id, message.alert_id, message.kind, version.content
      from alerts.alert join alerts.message on message.alert_id = alert.id
      join alerts.version on version.alert_id = message.alert_id and version.number = message.version
      where alert.version_in_force is not null and alert.state not in ('cancelled', 'closed')
      order by message.alert_id, message.sent_at desc, message.version desc),
    silent as (
      select last.id as message_id, last.alert_id, last.content, person.institution_id, min(delivery.created_at) as since, array_agg(person.id) as recipients
      from last join alerts.delivery on delivery.message_id = last.id and delivery.channel = 'workspace'
      join accounts.shared_person as person on person.id = delivery.person_id
      where last.kind <> 'Cancel' and (last.content ->> 'expires')::timestamptz > ${now}
      group by last.id, last.alert_id, last.content, person.institution_id
      having count(delivery.acknowledged_at) = 0),
    stepped as (
      select silent.*, array(select escalation.person_id from alerts.escalation
        where escalation.message_id = silent.message_id and escalation.institution_id = silent.institution_id order by step) as told
      from silent)
    select stepped.message_id as "messageId", stepped.alert_id as "alertId", stepped.content ->> 'severity' as severity, (stepped.content ->> 'isExercise')::boolean as "isExercise",
      stepped.institution_id as "institutionId", stepped.recipients, stepped.told,
      array(select json_build_object('id', named.id, 'roles', person.roles) from unnest(plan.people) with ordinality as named (id, place)
        join accounts.shared_person as person on person.id = named.id and person.is_active and person.institution_id = plan.institution_id order by named.place) as people
    from stepped join notices.shared_escalation_plan as plan on plan.institution_id = stepped.institution_id
    cross join lateral (select case stepped.content ->> 'severity' when 'Extreme' then plan.extreme_minutes when 'Severe' then plan.severe_minutes
      when 'Moderate' then plan.moderate_minutes end as minutes) as patience
    where patience.minutes is not null and cardinality(stepped.told) < cardinality(plan.people)
      and stepped.since + make_interval(mins => patience.minutes * (cardinality(stepped.told) + 1)) <= ${now}`.execute(db)
  return rows
}

/** False when another worker was first. */
export const insertEscalation = async (db: Db, { messageId, institutionId, told }: Unanswered, person: string, now: Date): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    insert into alerts.escalation (message_id, institution_id, step, person_id, at)
    values (${messageId}::uuid, ${institutionId}::uuid, ${told.length + 1}, ${person}::uuid, ${now}) on conflict do nothing`.execute(db)
  return numAffectedRows === 1n
}
