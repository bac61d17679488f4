// What the run reads of the observations: which measures can be judged, and their series.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { SeriesDimension, SignalGrain } from '../model.ts'
import type { WrittenSeries } from '../rules/series.ts'

/** A dimension a combination may be made of; `nationality` only where the source says no manner. */
const manners = ['modality', 'cause', 'subcategory', 'nationality'] as const
export type Manner = (typeof manners)[number]

/** A measure whose observations can be judged: by week or month, by territory or country, by offence or the source's category. */
export interface Judgeable {
  sourceId: string
  measure: string
  unit: string
  grain: SignalGrain
  place: 'territory' | 'country'
  dimension: SeriesDimension
  statesZeros: boolean
  hasRoute: boolean
  /** The manner its combinations are told by. */
  manner: Manner | null
  /** First days of the first and the last period. */
  first: string
  last: string
  release: number | null
}

const weekOrMonth = sql`case when o.grain = 'month' then 'month' else 'week' end`

/** The default measure of every source that has dated observations; days are counted by week. */
export const judgeable = async (db: Db, source: string | undefined): Promise<Judgeable[]> => {
  const { rows } = await sql<Judgeable>`
    with seen as (
      select o.source_id, o.measure, ${weekOrMonth} as grain, min(o.period_start) as first, max(o.period_start) as last, bool_or(o.value = 0) as states_zeros,
        count(o.territory) > 0 as has_territory, count(o.offence) > 0 as has_offence, count(o.route) > 0 as has_route,
        count(o.modality) > 0 as has_modality, count(o.cause) > 0 as has_cause, count(o.subcategory) > 0 as has_subcategory, count(o.nationality) > 0 as has_nationality
      from collection.shared_observation o
      join collection.shared_measure m on m.source_id = o.source_id and m.id = o.measure and m.is_default
      where o.grain in ('day', 'week', 'month') and o.period_start is not null and (${source ?? null}::text is null or o.source_id = ${source ?? null})
      group by o.source_id, o.measure, ${weekOrMonth}
    )
    select seen.source_id as "sourceId", seen.measure, m.unit, seen.grain, case when has_territory then 'territory' else 'country' end as place,
      case when has_offence then 'offence' else 'category' end as dimension, coalesce(states_zeros, false) as "statesZeros", has_route as "hasRoute",
      case when has_modality then 'modality' when has_cause then 'cause' when has_subcategory then 'subcategory' when has_nationality then 'nationality' end as manner,
      to_char(date_trunc(seen.grain, seen.first), 'YYYY-MM-DD') as first, to_char(date_trunc(seen.grain, seen.last), 'YYYY-MM-DD') as last, s.release_number as release
    from seen
    join collection.shared_measure m on m.source_id = seen.source_id and m.id = seen.measure
    join collection.shared_source s on s.id = seen.source_id
    order by seen.source_id, seen.measure, seen.grain`.execute(db)
  return rows
}

/** How many periods after the first an observation is. */
export const periodOf = ({ grain, first }: Pick<Judgeable, 'grain' | 'first'>): RawBuilder<number> =>
  (grain === 'week'
    ? sql`((period_start - ${first}::date) / 7)`
    : sql`((extract(year from period_start) - extract(year from ${first}::date)) * 12 + extract(month from period_start) - extract(month from ${first}::date))::int`)

/** The observations of the measure that are dated by its week or month. */
export const ofMeasure = ({ sourceId, measure, grain }: Pick<Judgeable, 'sourceId' | 'measure' | 'grain'>): RawBuilder<boolean> =>
  sql`source_id = ${sourceId} and measure = ${measure} and period_start is not null and ${grain === 'month' ? sql`grain = 'month'` : sql`grain in ('day', 'week')`}`

/** A long job: the server's usual patience with one statement, and with a transaction that waits for threads, is not enough. */
export const takeTime = async (db: Db): Promise<void> => {
  await sql`select set_config('statement_timeout', '900000', true), set_config('idle_in_transaction_session_timeout', '0', true)`.execute(db)
}

/** The series of one measure, one row each, in the order of place and word; only those with a case. */
export const seriesOf = async (db: Db, what: Judgeable): Promise<WrittenSeries[]> => {
  const [place, dimension] = [sql.ref(what.place), sql.ref(what.dimension)]
  const { rows } = await sql<WrittenSeries>`
    with cell as (
      select ${place} as place, ${dimension} as what, ${periodOf(what)} as at, sum(value) as value
      from collection.shared_observation
      where ${ofMeasure(what)} and ${place} is not null and ${dimension} is not null
      group by 1, 2, 3
    )
    select place, what, string_agg(at || ':' || coalesce(value::float8::text, 'NaN'), ' ') as cells
    from cell group by 1, 2 having max(value) > 0 order by place collate "C", what collate "C"`.execute(db)
  return rows
}

export const sourceOfDelivery = async (db: Db, delivery: string): Promise<string | undefined> =>
  (await sql<{ source: string }>`select source_id as source from collection.shared_delivery where id = ${delivery}::uuid`.execute(db)).rows[0]?.source
