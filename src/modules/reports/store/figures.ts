// SQL of what is told to everybody: how long until the first answer.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { UnitKind } from '../../units/model.ts'

export interface AnswerTime {
  kind: UnitKind
  /** Reports that were answered, or whose promised day has passed. */
  cases: number
  /** Days until half of them were answered; null when fewer than half were. */
  medianDays: number | null
  promised: { least: number; most: number } | null
  /** How many were answered by the promised day. */
  inTime: number
}

const never = 1_000_000

/** By kind of unit, over reports received since that day; floods, duplicates and withdrawn ones left out. The transaction asks as the node. */
export const answerTimes = async (db: Db, { since, today }: { since: string; today: string }): Promise<AnswerTime[]> =>
  (await sql<AnswerTime>`
    select unit.kind, count(*) as cases, count(*) filter (where desk.answered <= desk.answer_by) as "inTime",
      nullif(percentile_disc(0.5) within group (order by coalesce(desk.answered - desk.day, ${never})), ${never}) as "medianDays",
      (select json_build_object('least', min(promised_days), 'most', max(promised_days)) from units.shared_unit as open where open.kind = unit.kind and open.is_open having count(*) > 0) as promised
    from reports.desk join units.shared_unit as unit on unit.id = desk.unit_id
    where desk.day >= ${since}::date and not desk.is_aside and desk.joined_to is null and desk.state <> 'withdrawn'
      and (desk.answered is not null or desk.answer_by < ${today}::date)
    group by unit.kind order by unit.kind`.execute(db)).rows
