// SQL of what is told to everybody: how long until the first answer, worked out once a day and kept.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { AnswerTime, ToldTime } from '../rules/answer-times.ts'

const never = 1_000_000

/** By kind of unit, over reports received since that day; floods, duplicates and withdrawn ones left out. The transaction asks as the node. */
export const answerTimes = async (db: Db, { since, today }: { since: string; today: string }): Promise<AnswerTime[]> =>
  (await sql<AnswerTime>`
    select unit.kind, count(*) as cases, count(*) filter (where desk.answered <= desk.answer_by) as "inTime",
      nullif(percentile_disc(0.5) within group (order by coalesce(desk.answered - desk.day, ${never})), ${never}) as "medianDays"
    from reports.desk join units.shared_unit as unit on unit.id = desk.unit_id
    where desk.day >= ${since}::date and not desk.is_aside and desk.joined_to is null and desk.state <> 'withdrawn'
      and (desk.answered is not null or desk.answer_by < ${today}::date)
    group by unit.kind order by unit.kind`.execute(db)).rows

/** Keeps what is told from that day on, in place of what was told before. */
export const keepTimes = async (db: Db, day: string, times: readonly ToldTime[]): Promise<void> => {
  await sql`delete from reports.answer_times`.execute(db)
  await sql`
    insert into reports.answer_times (kind, day, cases, median_days, in_time_percent)
    select kind, ${day}::date, cases, "medianDays", "inTimePercent"
    from jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as told (kind text, cases integer, "medianDays" integer, "inTimePercent" integer)`.execute(db)
}

interface KeptTime extends ToldTime {
  /** The day it was worked out. */
  day: string
  promised: { least: number; most: number } | null
}

/** What was kept, by kind of unit, beside what units promise today, which everybody may know at any time. */
export const keptTimes = async (db: Db): Promise<KeptTime[]> =>
  (await sql<KeptTime>`
    select kind, day, cases, median_days as "medianDays", in_time_percent as "inTimePercent",
      (select json_build_object('least', min(promised_days), 'most', max(promised_days)) from units.shared_unit as open where open.kind = answer_times.kind and open.is_open having count(*) > 0) as promised
    from reports.answer_times order by kind`.execute(db)).rows
