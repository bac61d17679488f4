// Obligations in the database, and what was said of their periods.
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { Cadence } from '../model/periods.ts'
import type { Said, Terms } from '../rules/standing.ts'

export interface Obligation extends Terms {
  id: string
  institution: string
  country: string
  sourceId: string
  sourceName: Text
  contacts: string[]
  remindBeforeDays: number
  escalateAfterDays: number
}

const obligationsWhere = async (db: Db, condition: RawBuilder<unknown>): Promise<Obligation[]> => {
  const { rows } = await sql<Obligation>`
    select obligation.id, obligation.institution_id as "institutionId", institution.name as institution, institution.country,
      obligation.source_id as "sourceId", source.name as "sourceName", obligation.territories, obligation.cadence,
      obligation.first_period as "firstPeriod", obligation.last_period as "lastPeriod", obligation.due_days as "dueDays",
      obligation.in_force_from as "inForceFrom", obligation.contacts, obligation.remind_before_days as "remindBeforeDays",
      obligation.escalate_after_days as "escalateAfterDays"
    from rounds.obligation
      join accounts.shared_institution as institution on institution.id = obligation.institution_id
      join collection.shared_source as source on source.id = obligation.source_id
    where ${condition} order by institution.country, institution.name, source.id, obligation.first_period`.execute(db)
  return rows
}

export const obligationById = async (db: Db, id: string): Promise<Obligation | undefined> =>
  (await obligationsWhere(db, sql`obligation.id = ${id}::uuid`))[0]

/** Those the person may see: all, or their own institution's. */
export const visibleObligations = (db: Db, actor: Actor, seesAll: boolean): Promise<Obligation[]> =>
  obligationsWhere(db, seesAll ? sql`true` : sql`obligation.institution_id = ${actor.institution?.id ?? null}::uuid`)

export interface NewObligation {
  institutionId: string
  sourceId: string
  territories: readonly string[]
  cadence: Cadence
  firstPeriod: string
  dueDays: number
  inForceFrom: string
  contacts: readonly string[]
  remindBeforeDays: number
  escalateAfterDays: number
}

/** Sets what the institution owes of the source from now on: a new obligation, or the one in force corrected. Returns its id. */
export const keepObligation = async (db: Db, terms: NewObligation, by: { id: string | null; now: Date }): Promise<string> => {
  const { institutionId, sourceId, cadence, firstPeriod, dueDays, inForceFrom, remindBeforeDays, escalateAfterDays } = terms
  const { rows } = await sql<{ id: string }>`
    insert into rounds.obligation (id, institution_id, source_id, territories, cadence, first_period, due_days, in_force_from, contacts,
      remind_before_days, escalate_after_days, set_at, set_by)
    values (gen_random_uuid(), ${institutionId}::uuid, ${sourceId}, ${[...terms.territories]}::text[], ${cadence}, ${firstPeriod}, ${dueDays},
      ${inForceFrom}, ${[...terms.contacts]}::uuid[], ${remindBeforeDays}, ${escalateAfterDays}, ${by.now}, ${by.id}::uuid)
    on conflict (institution_id, source_id) where last_period is null do update set territories = excluded.territories,
      cadence = excluded.cadence, first_period = excluded.first_period, due_days = excluded.due_days, in_force_from = excluded.in_force_from,
      contacts = excluded.contacts, remind_before_days = excluded.remind_before_days, escalate_after_days = excluded.escalate_after_days,
      set_at = excluded.set_at, set_by = excluded.set_by
    returning id`.execute(db)
  return rows[0]!.id
}

export const endObligation = async (db: Db, id: string, lastPeriod: string): Promise<void> => {
  await sql`update rounds.obligation set last_period = ${lastPeriod} where id = ${id}::uuid`.execute(db)
}

/** The day from which the obligation in force counts, if there is one. */
export const inForceFrom = async (db: Db, institutionId: string, sourceId: string): Promise<string | undefined> => {
  const { rows } = await sql<{ day: string }>`
    select in_force_from as day from rounds.obligation
    where institution_id = ${institutionId}::uuid and source_id = ${sourceId} and last_period is null`.execute(db)
  return rows[0]?.day
}

export const declareNothing = async (db: Db, obligation: string, period: string, by: { id: string; now: Date }): Promise<void> => {
  await sql`insert into rounds.declaration (obligation_id, period_start, declared_at, declared_by)
    values (${obligation}::uuid, ${period}, ${by.now}, ${by.id}::uuid) on conflict do nothing`.execute(db)
}

export const takeBackDeclaration = async (db: Db, obligation: string, period: string): Promise<void> => {
  await sql`delete from rounds.declaration where obligation_id = ${obligation}::uuid and period_start = ${period}`.execute(db)
}

export const keepExcuse = async (db: Db, { id, period, reason }: { id: string; period: string; reason: string }, by: { id: string; now: Date }): Promise<void> => {
  await sql`insert into rounds.excuse (obligation_id, period_start, reason, excused_at, excused_by)
    values (${id}::uuid, ${period}, ${reason}, ${by.now}, ${by.id}::uuid)
    on conflict (obligation_id, period_start) do update set reason = excluded.reason, excused_at = excluded.excused_at, excused_by = excluded.excused_by`.execute(db)
}

export const takeBackExcuse = async (db: Db, obligation: string, period: string): Promise<void> => {
  await sql`delete from rounds.excuse where obligation_id = ${obligation}::uuid and period_start = ${period}`.execute(db)
}

const unsaid: Said = { declaredAt: null, reason: null, remindedAt: null }

/** What was said of periods from `from` on: asked by obligation and period. */
export const saidSince = async (db: Db, from: string): Promise<(obligation: string, period: string) => Said> => {
  const { rows } = await sql<Said & { id: string; period: string }>`
    select id, period, max(declared_at) as "declaredAt", max(reason) as reason, max(reminded_at) as "remindedAt" from (
      select obligation_id as id, period_start as period, declared_at, null::text as reason, null::timestamptz as reminded_at from rounds.declaration
      union all select obligation_id, period_start, null, reason, null from rounds.excuse
      union all select obligation_id, period_start, null, null, created_at from rounds.reminder where occasion <> 'escalation'
    ) as said where period >= ${from} group by id, period`.execute(db)
  const known = new Map(rows.map(({ id, period, ...said }) => [`${id} ${period}`, said]))
  return (obligation, period) => known.get(`${obligation} ${period}`) ?? unsaid
}
