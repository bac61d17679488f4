// Work to be done later, kept in PostgreSQL in the same transaction as what caused it.
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { Event } from '../module.ts'

/** Has a worker perform the act as the node. The payload may hold ids and codes, never contents. */
export const enqueueAct = async (db: Db, name: string, input: Record<string, unknown>): Promise<void> => {
  await sql`select graphile_worker.add_job('perform', ${JSON.stringify({ name, input })}::json, max_attempts => 12)`.execute(db)
}

/** Has a worker carry out a reaction to a remembered event; the event's number makes it unique. */
export const enqueueReaction = async (db: Db, name: string, event: Event): Promise<void> => {
  await sql`select graphile_worker.add_job('react', ${JSON.stringify({ name, event })}::json, max_attempts => 12, job_key => ${`${name}:${event.seq}`})`.execute(db)
}
