// Verdicts on signals, never changed: a new one counts from when it is given.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { GivenVerdict, Verdict } from '../model/verdicts.ts'

export const keepVerdict = async (db: Db, given: { signal: string; verdict: Verdict; note: string; by: string; at: Date }): Promise<void> => {
  await sql`insert into warning.verdict (signal_id, verdict, note, person_id, at)
    values (${given.signal}::uuid, ${given.verdict}, ${given.note}, ${given.by}::uuid, ${given.at})`.execute(db)
}

/** All verdicts on a signal, the newest first. */
export const verdictsOn = async (db: Db, signal: string): Promise<(Omit<GivenVerdict, 'at'> & { at: Date })[]> =>
  (await sql<Omit<GivenVerdict, 'at'> & { at: Date }>`
    select verdict.verdict, verdict.note, person.name as by, verdict.at
    from warning.verdict join accounts.shared_person as person on person.id = verdict.person_id
    where verdict.signal_id = ${signal}::uuid order by verdict.id desc`.execute(db)).rows

/** Signals by source, detectors, month found and verdict that counts (null: none yet). */
export interface JudgedCount {
  source: string
  sourceName: Text
  detectors: string[]
  month: string
  verdict: Verdict | null
  count: number
}

export const judgedCounts = async (db: Db): Promise<JudgedCount[]> =>
  (await sql<JudgedCount>`
    select signal.source_id as source, source.name as "sourceName", signal.detectors, to_char(signal.found_at at time zone 'UTC', 'YYYY-MM') as month, latest.verdict, count(*)::int as count
    from warning.signal
    join collection.shared_source source on source.id = signal.source_id
    left join lateral (select verdict.verdict from warning.verdict where verdict.signal_id = signal.id order by verdict.id desc limit 1) as latest on true
    group by 1, 2, 3, 4, 5 order by 4, 1, 3, 5`.execute(db)).rows
