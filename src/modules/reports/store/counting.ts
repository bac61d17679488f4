// SQL of the coded part as it is counted: only of reports whose reporters agreed, and which of them tell of the same.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Coded } from '../rules/counting.ts'

/** What units coded of reports that may be counted, in the order of the codes and not of their coming; rejected ones left out. The transaction asks as the node. */
export const countable = async (db: Db): Promise<Coded[]> =>
  (await sql<Coded>`
    select coding.report_id as report, (extract(epoch from coding.coded_at) * 1000)::double precision as "codedAt",
      to_char(coding.month, 'YYYY-MM') as month, coding.territory, coding.offence, coding.sex, coding.age_band as "ageBand", coding.nationality
    from reports.coding join reports.report on report.id = coding.report_id and report.may_count and not report.is_withdrawn
      join reports.desk on desk.id = coding.desk_id and desk.state <> 'rejected'
    order by 3, 4, 5, 6, 7, 8, 1`.execute(db)).rows

/** Pairs of reports that a unit joined and nobody parted again as different. The transaction asks as the node. */
export const joinedPairs = async (db: Db): Promise<[string, string][]> =>
  (await sql<{ one: string; other: string }>`
    select desk.report_id as one, other.report_id as other from reports.same
      join reports.desk on desk.id = same.desk_id join reports.desk as other on other.id = same.other_id order by 1, 2`.execute(db)).rows
    .map(({ one, other }) => [one, other])

export interface Standing {
  cells: number
  /** In which they are, or their parts. */
  countries: string[]
}

/** What collection still counts of reports. */
export const standingCount = async (db: Db): Promise<Standing> =>
  (await sql<Standing>`
    select count(*)::int as cells, coalesce(array_agg(distinct coalesce(country, split_part(territory, '-', 1))), '{}') as countries
    from collection.shared_observation where source_id = 'sidmi-reports'`.execute(db)).rows[0]!

/** Keeps the digest of what is to be counted now; whether it is another than before. */
export const isAnotherCount = async (db: Db, digest: Buffer, day: string): Promise<boolean> => {
  const { rows } = await sql`
    insert into reports.counted (digest, day) values (${digest}, ${day}::date)
    on conflict (is_only) do update set digest = excluded.digest, day = excluded.day where counted.digest <> excluded.digest returning day`.execute(db)
  return rows.length > 0
}
