// SQL of what the node does by itself: past days remembered whole and shuffled, and whom to tell of news.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

export interface SettledDay {
  day: string
  reports: number
  /** SHA-256 of the day's report ids, sorted, a line each. */
  digest: string
}

/** Days before this one that are not yet remembered, each with its reports. */
const unsettledDays = async (db: Db, before: string): Promise<{ day: string; ids: string[] }[]> =>
  (await sql<{ day: string; ids: string[] }>`
    select day, array_agg(id::text order by id) as ids from reports.report
    where day < ${before}::date and not exists (select from reports.settled_day as settled where settled.day = report.day) group by day order by day`.execute(db)).rows

/** Keeps the count and digest of each past day that has none yet. */
export const settleDays = async (db: Db, before: string): Promise<SettledDay[]> => {
  const days = (await unsettledDays(db, before)).map(({ day, ids }) => ({ day, reports: ids.length, digest: createHash('sha256').update(ids.join('\n')).digest('hex') }))
  for (const { day, reports, digest } of days) {
    await sql`insert into reports.settled_day (day, reports, digest) values (${day}::date, ${reports}, decode(${digest}, 'hex'))`.execute(db)
  }
  return days
}

/** Writes the rows of the days before that one anew, in the order of their random ids: messages since the last time, all else whole, as some of it was changed of late. */
export const shuffleDays = async (db: Db, before: string): Promise<void> => {
  await sql`select set_config('statement_timeout', '0', true)`.execute(db)
  await sql`select reports.shuffle(${before}::date)`.execute(db)
}

/** Members of the units, given by their ids or by ids of their keys. */
export const membersOf = async (db: Db, unitsOrKeys: readonly string[]): Promise<string[]> =>
  (await sql<{ person: string }>`
    select distinct person from units.shared_member
    where unit = any (${[...unitsOrKeys]}::uuid[]) or unit in (select unit from units.shared_key where id = any (${[...unitsOrKeys]}::uuid[]))`.execute(db)).rows.map(({ person }) => person)
