// SQL of the coded part as it is counted: one row a report, only those whose reporters agreed.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Counted } from '../rules/counting.ts'

/** Every report that may be counted, by its newest coding; duplicates and rejected ones left out. The transaction asks as the node. */
export const countable = async (db: Db): Promise<Counted[]> =>
  (await sql<Counted>`
    select month, territory, offence, sex, "ageBand", nationality from (
      select distinct on (coding.report_id) to_char(coding.month, 'YYYY-MM') as month, coding.territory, coding.offence, coding.sex, coding.age_band as "ageBand", coding.nationality
      from reports.coding join reports.report on report.id = coding.report_id and report.may_count and not report.is_withdrawn
        join reports.desk on desk.id = coding.desk_id and desk.joined_to is null and desk.state <> 'rejected'
      order by coding.report_id, coding.coded_at desc) as newest
    order by month, territory, offence, sex, "ageBand", nationality`.execute(db)).rows

/** Keeps the digest of what is to be counted now; whether it is another than before. */
export const isAnotherCount = async (db: Db, digest: Buffer, day: string): Promise<boolean> => {
  const { rows } = await sql`
    insert into reports.counted (digest, day) values (${digest}, ${day}::date)
    on conflict (is_only) do update set digest = excluded.digest, day = excluded.day where counted.digest <> excluded.digest returning day`.execute(db)
  return rows.length > 0
}
