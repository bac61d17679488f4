// SQL of webhooks: which institution's system is told where.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

export interface Webhook {
  id: string
  institutionId: string
  institutionName: string
  country: string
  url: string
  setAt: Date
  endedAt: Date | null
  /** The last try that ended, if there was any: its day in UTC, `YYYY-MM-DD`, and a code of what went wrong or null. */
  lastTry: { day: string; error: string | null } | null
}

const webhooksWhere = async (db: Db, condition: RawBuilder<unknown>): Promise<Webhook[]> =>
  (await sql<Webhook>`
    select webhook.id, webhook.institution_id as "institutionId", institution.name as "institutionName", institution.country, webhook.url,
      webhook.set_at as "setAt", webhook.ended_at as "endedAt", last.try as "lastTry"
    from notices.webhook join accounts.shared_institution as institution on institution.id = webhook.institution_id
    left join lateral (select json_build_object('day', to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD'), 'error', case when state = 'sent' then null else last_error end) as try
      from notices.dispatch where dispatch.recipient_id = webhook.id and attempts > 0 and (state in ('sent', 'failed') or state = 'queued' and last_error <> 'handed-out') order by changed_at desc limit 1) as last on true
    where ${condition} order by webhook.ended_at nulls first, institution.name, webhook.set_at desc`.execute(db)).rows

export const allWebhooks = (db: Db): Promise<Webhook[]> => webhooksWhere(db, sql`true`)
export const webhookById = async (db: Db, id: string): Promise<Webhook | undefined> => (await webhooksWhere(db, sql`webhook.id = ${id}::uuid`))[0]

/** The webhook in force of an institution, if any. */
export const webhookOf = async (db: Db, institution: string): Promise<string | undefined> =>
  (await sql<{ id: string }>`select id from notices.webhook where institution_id = ${institution}::uuid and ended_at is null for update`.execute(db)).rows[0]?.id

export const institutionExists = async (db: Db, id: string): Promise<boolean> =>
  (await sql`select from accounts.shared_institution where id = ${id}::uuid`.execute(db)).rows.length > 0

export const insertWebhook = async (db: Db, webhook: { id: string; institution: string; url: string; by: string | null; now: Date }): Promise<void> => {
  await sql`insert into notices.webhook (id, institution_id, url, set_by, set_at)
    values (${webhook.id}::uuid, ${webhook.institution}::uuid, ${webhook.url}, ${webhook.by}::uuid, ${webhook.now})`.execute(db)
}

export const endWebhookById = async (db: Db, id: string, now: Date): Promise<void> => {
  await sql`update notices.webhook set ended_at = ${now} where id = ${id}::uuid and ended_at is null`.execute(db)
}
