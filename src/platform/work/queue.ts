// Work to be done later, kept in PostgreSQL in the same transaction as what caused it.
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { Event } from '../module.ts'

/** The queue of an act: what people wait for while it matters has workers of its own, and never stands behind imports or the night's work. */
export const taskOf = (name: string): 'urgent' | 'perform' => (name.startsWith('notice.') || name === 'alert.escalate' ? 'urgent' : 'perform')

export interface Standing {
  /** What has a lower number goes first; 0 unless told. */
  priority?: number
  /** Work under the name of the act and this key that still waits gives way to this. */
  key?: string
}

const keyOf = (name: string, key: string | undefined): string | null => (key === undefined ? null : `${name}:${key}`)

/** Has a worker perform the act as the node. The payload may hold ids and codes, never contents. */
export const enqueueAct = async (db: Db, name: string, input: Record<string, unknown>, { priority = 0, key }: Standing = {}): Promise<void> => {
  await sql`select graphile_worker.add_job(${taskOf(name)}, ${JSON.stringify({ name, input })}::json, max_attempts => 12, priority => ${priority}, job_key => ${keyOf(name, key)})`.execute(db)
}

/** Whether any keyed work of the act still waits for a worker, or is at hand. */
export const isWaiting = async (db: Db, name: string): Promise<boolean> =>
  (await sql`select from graphile_worker.jobs where starts_with(key, ${`${name}:`}) and attempts < max_attempts limit 1`.execute(db)).rows.length > 0

/** Has a worker carry out a reaction to a remembered event; the event's number makes it unique. */
export const enqueueReaction = async (db: Db, name: string, event: Event): Promise<void> => {
  await sql`select graphile_worker.add_job('react', ${JSON.stringify({ name, event })}::json, max_attempts => 12, job_key => ${`${name}:${event.seq}`})`.execute(db)
}
