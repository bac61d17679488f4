// SQL of the order in which an institution's people are told next.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Plan } from '../model/escalation.ts'

export interface PlanRow {
  institutionId: string
  name: string
  country: string
  people: string[] | null
  extreme: number | null
  severe: number | null
  moderate: number | null
  members: { id: string; name: string; roles: string[] }[]
}

/** Institutions with active people, their plans, and their people; of one institution only when its id is given. */
export const plansOf = async (db: Db, institution: string | null): Promise<PlanRow[]> =>
  (await sql<PlanRow>`
    select institution.id as "institutionId", institution.name, institution.country, plan.people,
      plan.extreme_minutes as extreme, plan.severe_minutes as severe, plan.moderate_minutes as moderate,
      json_agg(json_build_object('id', person.id, 'name', person.name, 'roles', person.roles) order by person.name) as members
    from accounts.shared_institution as institution
    join accounts.shared_person as person on person.institution_id = institution.id and person.is_active
    left join notices.escalation_plan as plan on plan.institution_id = institution.id
    where ${institution}::uuid is null or institution.id = ${institution}::uuid
    group by institution.id, institution.name, institution.country, plan.people, plan.extreme_minutes, plan.severe_minutes, plan.moderate_minutes
    order by institution.name`.execute(db)).rows

export const keepPlan = async (db: Db, institution: string, { people, minutes }: Plan, set: { by: string | null; now: Date }): Promise<void> => {
  await sql`
    insert into notices.escalation_plan (institution_id, people, extreme_minutes, severe_minutes, moderate_minutes, set_by, set_at)
    values (${institution}::uuid, ${[...people]}::uuid[], ${minutes.Extreme}, ${minutes.Severe}, ${minutes.Moderate}, ${set.by}::uuid, ${set.now})
    on conflict (institution_id) do update set people = excluded.people, extreme_minutes = excluded.extreme_minutes, severe_minutes = excluded.severe_minutes,
      moderate_minutes = excluded.moderate_minutes, set_by = excluded.set_by, set_at = excluded.set_at`.execute(db)
}
