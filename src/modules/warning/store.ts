// Every SQL statement of early warning.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Text } from '../../platform/text.ts'
import type { CurvePoint, SeriesDimension, SignalGrain } from './model.ts'
import type { Rise } from './rules/judging.ts'
import type { SparseSeries } from './rules/series.ts'

/** A measure whose observations can be judged: by week or month, by territory or country, by offence or the source's category. */
export interface Judgeable {
  sourceId: string
  measure: string
  grain: SignalGrain
  place: 'territory' | 'country'
  dimension: SeriesDimension
  statesZeros: boolean
  first: string
  last: string
  release: number | null
}

/** The default measure of every source that has enough dated observations; days are counted by week. */
export const judgeable = async (db: Db, source: string | undefined): Promise<Judgeable[]> => {
  const { rows } = await sql<Judgeable>`
    select o.source_id as "sourceId", o.measure, case when o.grain = 'month' then 'month' else 'week' end as grain,
      case when bool_or(o.territory is not null) then 'territory' else 'country' end as place,
      case when bool_or(o.offence is not null) then 'offence' else 'category' end as dimension,
      bool_or(o.value = 0) as "statesZeros", max(s.release_number) as release,
      to_char(date_trunc(case when o.grain = 'month' then 'month' else 'week' end, min(o.period_start)), 'YYYY-MM-DD') as first,
      to_char(date_trunc(case when o.grain = 'month' then 'month' else 'week' end, max(o.period_start)), 'YYYY-MM-DD') as last
    from collection.shared_observation o
    join collection.shared_measure m on m.source_id = o.source_id and m.id = o.measure and m.is_default
    join collection.shared_source s on s.id = o.source_id
    where o.grain in ('day', 'week', 'month') and (${source ?? null}::text is null or o.source_id = ${source ?? null})
    group by o.source_id, o.measure, case when o.grain = 'month' then 'month' else 'week' end, o.grain`.execute(db)
  return rows
}

/** The series of one measure, one row each, their periods in order. */
export const seriesOf = async (db: Db, what: Judgeable): Promise<SparseSeries[]> => {
  const [place, dimension] = [sql.ref(what.place), sql.ref(what.dimension)]
  const { rows } = await sql<SparseSeries>`
    with cell as (
      select ${place} as place, ${dimension} as what, date_trunc(${what.grain}, period_start)::date as start, sum(value) as value
      from collection.shared_observation
      where source_id = ${what.sourceId} and measure = ${what.measure} and period_start is not null and ${place} is not null and ${dimension} is not null
      group by 1, 2, 3
    )
    select place, what, array_agg(to_char(start, 'YYYY-MM-DD') order by start) as starts, array_agg(value::float8 order by start) as values
    from cell group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export const sourceOfDelivery = async (db: Db, delivery: string): Promise<string | undefined> =>
  (await sql<{ source: string }>`select source_id as source from collection.shared_delivery where id = ${delivery}::uuid`.execute(db)).rows[0]?.source

export const keepRun = async (db: Db, run: { at: Date; series: number; judged: number; signals: number; alpha: number }): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    insert into warning.run (at, series, judged, signals, alpha, method)
    values (${run.at}, ${run.series}, ${run.judged}, ${run.signals}, ${run.alpha}, 'farrington-flexible') returning id`.execute(db)
  return rows[0]!.id
}

type Kept = 'new' | 'continued' | 'decided'

/** An earlier signal of the same series whose last period touches this rise: the same rise, seen before. */
const sameRise = async (db: Db, what: Judgeable, rise: Rise): Promise<{ id: string; state: string } | undefined> => {
  const step = what.grain === 'week' ? '7 days' : '1 month'
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from warning.signal
    where source_id = ${what.sourceId} and measure = ${what.measure} and grain = ${what.grain} and place = ${rise.place}
      and dimension = ${what.dimension} and what = ${rise.what} and period_start >= ${rise.since}::date - ${step}::interval and since <= ${rise.period}::date
    order by period_start desc limit 1 for update`.execute(db)
  return rows[0]
}

/** Keeps a rise as a signal: a new one, the open one it continues, or nothing when somebody has already decided about it. */
export const keepRise = async (db: Db, what: Judgeable, rise: Rise, found: { runId: string; at: Date }): Promise<Kept> => {
  const earlier = await sameRise(db, what, rise)
  if (earlier && earlier.state !== 'open') return 'decided'
  const curve = JSON.stringify(rise.curve)
  if (earlier) {
    await sql`update warning.signal set run_id = ${found.runId}, period_start = ${rise.period}::date, observed = ${rise.observed}, expected = ${rise.expected},
      upperbound = ${rise.upperbound}, score = ${rise.score}, chance = ${rise.chance}, release_number = ${what.release}, curve = ${curve}::jsonb where id = ${earlier.id}`.execute(db)
    return 'continued'
  }
  await sql`insert into warning.signal (run_id, source_id, measure, grain, place, dimension, what, since, period_start, observed, expected, upperbound, score, chance,
      release_number, curve, found_at)
    values (${found.runId}, ${what.sourceId}, ${what.measure}, ${what.grain}, ${rise.place}, ${what.dimension}, ${rise.what}, ${rise.since}::date, ${rise.period}::date,
      ${rise.observed}, ${rise.expected}, ${rise.upperbound}, ${rise.score}, ${rise.chance}, ${what.release}, ${curve}::jsonb, ${found.at})`.execute(db)
  return 'new'
}

export interface StoredSignal {
  id: string
  sourceId: string
  sourceName: Text
  isDemonstration: boolean
  measureName: Text
  grain: SignalGrain
  place: string
  dimension: SeriesDimension
  what: string
  since: string
  period: string
  observed: number
  expected: number
  upperbound: number
  score: number
  chance: number
  release: number | null
  curve: CurvePoint[]
  state: 'open' | 'dismissed' | 'raised'
  reason: string | null
  alertId: string | null
  decidedAt: Date | null
  foundAt: Date
  judgedSeries: number
}

const signals = sql`
  select signal.id, signal.source_id as "sourceId", source.name as "sourceName", source.is_demonstration as "isDemonstration", measure.name as "measureName",
    signal.grain, signal.place, signal.dimension, signal.what, to_char(signal.since, 'YYYY-MM-DD') as since, to_char(signal.period_start, 'YYYY-MM-DD') as period,
    signal.observed, signal.expected, signal.upperbound, signal.score, signal.chance, signal.release_number as release, signal.state, signal.reason,
    signal.alert_id as "alertId", signal.decided_at as "decidedAt", signal.found_at as "foundAt", run.series as "judgedSeries"`

const joins = sql`
  from warning.signal
  join warning.run on run.id = signal.run_id
  join collection.shared_source source on source.id = signal.source_id
  join collection.shared_measure measure on measure.source_id = signal.source_id and measure.id = signal.measure`

/** The most unusual first; their curves stay behind. */
export const listStored = async (db: Db, state: string): Promise<StoredSignal[]> => {
  const { rows } = await sql<StoredSignal>`${signals}, '[]'::jsonb as curve ${joins}
    where ${state} = 'all' or signal.state = ${state} order by signal.chance, signal.score desc, signal.id limit 500`.execute(db)
  return rows
}

/** Signals of public sources, not dismissed, whose latest period is within the days; the most unusual first. */
export const publicSignalsOf = async (db: Db, { from, to }: { from: string; to: string }): Promise<StoredSignal[]> => {
  const { rows } = await sql<StoredSignal>`${signals}, '[]'::jsonb as curve ${joins}
    where source.is_public and signal.state <> 'dismissed' and signal.period_start between ${from}::date and ${to}::date
    order by signal.chance, signal.score desc, signal.id limit 200`.execute(db)
  return rows
}

export const signalById = async (db: Db, id: string): Promise<StoredSignal | undefined> =>
  (await sql<StoredSignal>`${signals}, signal.curve ${joins} where signal.id = ${id}::uuid`.execute(db)).rows[0]

export const latestRun = async (db: Db): Promise<{ at: Date; series: number; judged: number; signals: number } | undefined> =>
  (await sql<{ at: Date; series: number; judged: number; signals: number }>`select at, series, judged, signals from warning.run order by at desc limit 1`.execute(db)).rows[0]

interface Decision {
  id: string
  state: 'dismissed' | 'raised'
  reason: string | null
  alertId: string | null
  by: string | null
  at: Date
}

/** Decides an open signal; answers whether it still was open. */
export const decide = async (db: Db, { id, state, reason, alertId, by, at }: Decision): Promise<boolean> => {
  const result = await sql`update warning.signal set state = ${state}, reason = ${reason}, alert_id = ${alertId}::uuid, decided_by = ${by}::uuid, decided_at = ${at}
    where id = ${id}::uuid and state = 'open'`.execute(db)
  return result.numAffectedRows === 1n
}
