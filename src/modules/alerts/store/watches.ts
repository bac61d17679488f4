// What people watch for, and the signals that matched, in the database.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { WatchKind } from '../model/codes.ts'

export interface Watch {
  id: string
  personId: string
  kind: WatchKind
  code: string
  createdAt: Date
}

const columns = sql`watch.id, watch.person_id as "personId", watch.kind, watch.code, watch.created_at as "createdAt"`

/** One person's, the oldest first. */
export const watchesOf = (db: Db, personId: string | null): Promise<Watch[]> => watchesAmong(db, [personId])

/** Those of several people, the oldest first. */
export const watchesAmong = async (db: Db, people: readonly (string | null)[]): Promise<Watch[]> =>
  (await sql<Watch>`select ${columns} from alerts.watch where person_id = any (${[...people]}::uuid[]) order by created_at, kind, code`.execute(db)).rows

/** Those of everybody who is active, with what each is here. */
export const everyWatch = async (db: Db): Promise<(Watch & { roles: string[] })[]> =>
  (await sql<Watch & { roles: string[] }>`select ${columns}, person.roles from alerts.watch join accounts.shared_person as person on person.id = watch.person_id and person.is_active`.execute(db)).rows

/** Setting what is already set changes nothing. */
export const insertWatch = async (db: Db, { id, personId, kind, code, createdAt }: Watch): Promise<void> => {
  await sql`insert into alerts.watch (id, person_id, kind, code, created_at)
    values (${id}, ${personId}, ${kind}, ${code}, ${createdAt}) on conflict (person_id, kind, code) do nothing`.execute(db)
}

export const deleteWatch = async (db: Db, id: string): Promise<void> => {
  await sql`delete from alerts.watch where id = ${id}`.execute(db)
}

export interface WatchedSignal {
  watchId: string
  signalId: string
  place: string
  what: string
  foundAt: Date
}

/** Whether it had not been told before. */
export const keepWatchedSignal = async (db: Db, { watchId, signalId, place, what, foundAt }: WatchedSignal): Promise<boolean> => {
  const result = await sql`insert into alerts.watched_signal (watch_id, signal_id, place, what, found_at)
    values (${watchId}, ${signalId}, ${place}, ${what}, ${foundAt}) on conflict do nothing`.execute(db)
  return result.numAffectedRows === 1n
}

const mostSignals = 200

/** The signals that matched one person's watches, the latest first. */
export const watchedSignalsOf = async (db: Db, personId: string | null): Promise<WatchedSignal[]> => {
  const { rows } = await sql<WatchedSignal>`
    select watch_id as "watchId", signal_id as "signalId", place, what, found_at as "foundAt"
    from alerts.watched_signal join alerts.watch on watch.id = watch_id
    where watch.person_id = ${personId}::uuid order by found_at desc limit ${mostSignals}`.execute(db)
  return rows
}
