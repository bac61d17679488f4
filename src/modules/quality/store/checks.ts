// What the checks look at: points, monthly sums and rows of one day and place, each counted by the database.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { EqualRows, NearRows } from '../rules/incidents.ts'
import type { MonthlySums } from '../rules/pairs.ts'
import type { MonthSeries } from '../rules/series.ts'

/** The rows of one country and point. */
export interface PlacedRows {
  country: string
  lat: number
  lon: number
  isPart: boolean
  day: string | null
  cells: number
  rows: number
  observations: number[]
  delivery: string
}

const first = (column: string, limit: number): RawBuilder<unknown> => sql`(array_agg(${sql.ref(column)} order by o.id))[1:${sql.lit(limit)}]`

/** Every point of a source that some row of a release after `since` gives, with all its rows. */
export const placedRows = async (db: Db, source: string, since: number): Promise<PlacedRows[]> => {
  const { rows } = await sql<PlacedRows>`
    with touched as (select distinct country, lat, lon from collection.shared_observation
      where source_id = ${source} and lat is not null and country is not null and release_id > ${since})
    select o.country, o.lat, o.lon, coalesce(bool_or(o.category ~* 'split'), false) as "isPart", min(o.period_start)::text as day, count(*)::int as cells,
      count(distinct (o.delivery, o.line))::int as rows, ${first('o.id', 100)} as observations, (${first('o.delivery', 1)})[1] as delivery
    from collection.shared_observation o join touched using (country, lat, lon) where o.source_id = ${source} group by 1, 2, 3`.execute(db)
  return rows
}

/** Monthly sums of every measure of the publisher of a source, and of the other sources named. */
export const monthlySums = async (db: Db, source: string, others: readonly string[]): Promise<MonthlySums[]> => {
  const { rows } = await sql<Omit<MonthlySums, 'months'> & { months: string[]; values: number[] }>`
    with cell as (
      select o.source_id, o.measure, to_char(o.period_start, 'YYYY-MM') as month, sum(o.value)::float8 as value
      from collection.shared_observation o
      where o.grain in ('day', 'month') and (o.source_id = any(${[...others]}::text[])
        or o.source_id in (select id from collection.shared_source where publisher = (select publisher from collection.shared_source where id = ${source})))
      group by 1, 2, 3)
    select cell.source_id as source, cell.measure, s.publisher, m.unit, array_agg(month order by month) as months, array_agg(coalesce(value, 0) order by month) as values
    from cell join collection.shared_source s on s.id = cell.source_id join collection.shared_measure m on m.source_id = cell.source_id and m.id = cell.measure
    group by 1, 2, 3, 4 order by 1, 2`.execute(db)
  return rows.map(({ months, values, ...sums }) => ({ ...sums, months: new Map(months.map((month, at) => [month, values[at] ?? 0])) }))
}

/** The monthly series of a source: by measure, by territory or country, and by offence or the source's own category. */
export const monthSeries = async (db: Db, source: string): Promise<MonthSeries[]> => {
  const { rows } = await sql<MonthSeries>`
    with cell as (
      select measure, coalesce(territory, country, '') as place, coalesce(offence, category, '') as what,
        (extract(year from period_start) * 12 + extract(month from period_start) - 1)::int as month, sum(value)::float8 as value
      from collection.shared_observation where source_id = ${source} and grain = 'month' and value is not null group by 1, 2, 3, 4),
    ends as (select measure, max(month) as last from cell group by 1)
    select measure, place, what, last, array_agg(month order by month) as months, array_agg(value order by month) as values
    from cell join ends using (measure) group by 1, 2, 3, 4 order by 1, 2, 3`.execute(db)
  return rows
}

// Events one by one: the default measure of sources that give a day and a point.
const incidents = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select o.* from collection.shared_observation o join collection.shared_measure m on m.source_id = o.source_id and m.id = o.measure and m.is_default
  where o.grain = 'day' and o.lat is not null and o.value > 0 and ${which}`

const vague = sql.lit('unknown|desconocid')

/** Rows of one day, point and count, in the source and between it and others. */
export const equalRows = async (db: Db, source: string): Promise<EqualRows[]> => {
  const { rows } = await sql<EqualRows>`
    with own as (${incidents(sql`o.source_id = ${source}`)}),
    crowd as (select lat, lon, count(distinct period_start) - 1 as others, count(*) as rows from own group by 1, 2),
    seen as (select period_start, lat, lon, value from own group by 1, 2, 3, 4),
    o as (select each.* from (${incidents(sql`true`)}) as each join seen using (period_start, lat, lon, value))
    select array_agg(distinct o.source_id) as sources, o.period_start::text as day, o.lat, o.lon, min(o.country) as country, o.value::float8 as value, count(*)::int as rows,
      ${first('o.id', 100)} as observations, (array_agg(o.delivery order by (o.source_id = ${source}) desc, o.id))[1] as delivery,
      count(distinct o.nationality) = 1 and bool_and(o.nationality is not null) as "isSameNationality",
      count(distinct o.cause) = 1 and bool_and(o.cause !~* ${vague}) as "isSameCause", greatest(0, min(crowd.rows) - count(*))::int as crowd
    from o join crowd using (lat, lon) group by 2, 3, 4, 6 having count(*) > 1`.execute(db)
  return rows
}

interface NearRow extends Omit<NearRows, 'one' | 'other'> {
  one: number
  oneLat: number
  oneLon: number
  oneValue: number
  other: number
  otherLat: number
  otherLon: number
  otherValue: number
}

/** Pairs of rows of one day within ten kilometres, none marked by the source as part of one event, that are not simply equal. */
export const nearRows = async (db: Db, source: string): Promise<NearRows[]> => {
  const { rows } = await sql<NearRow>`
    with own as (${incidents(sql`o.source_id = ${source}`)}),
    crowd as (select round(lat::numeric, 1) as lat, round(lon::numeric, 1) as lon, count(*) as rows from own group by 1, 2),
    said as (select delivery, line, count(*) as figures from collection.shared_observation where source_id = ${source} and lat is not null and value > 0 group by 1, 2),
    pair as (
      select a.id as one, a.lat as "oneLat", a.lon as "oneLon", a.value::float8 as "oneValue", b.id as other, b.lat as "otherLat", b.lon as "otherLon", b.value::float8 as "otherValue",
        a.period_start::text as day, a.country, a.delivery,
        111.195 * sqrt((a.lat - b.lat) ^ 2 + ((a.lon - b.lon) * cos(radians(a.lat))) ^ 2) as kilometres,
        a.cause = b.cause and a.cause !~* ${vague} as "isSameCause", coalesce(a.nationality = b.nationality, false) as "isSameNationality",
        x.figures <> y.figures as "isComplementary", crowd.rows::int - 2 as crowd
      from own a join own b on b.period_start = a.period_start and b.id > a.id and abs(a.lat - b.lat) < 0.09 and abs(a.lon - b.lon) < 0.2
        join said x on x.delivery = a.delivery and x.line = a.line join said y on y.delivery = b.delivery and y.line = b.line
        join crowd on crowd.lat = round(a.lat::numeric, 1) and crowd.lon = round(a.lon::numeric, 1)
      where not (a.lat = b.lat and a.lon = b.lon and a.value = b.value) and coalesce(a.category, '') !~* 'split' and coalesce(b.category, '') !~* 'split')
    select * from pair where kilometres <= 10`.execute(db)
  return rows.map(({ one, oneLat, oneLon, oneValue, other, otherLat, otherLon, otherValue, ...pair }) => ({
    ...pair, crowd: Math.max(0, pair.crowd), isSameCause: pair.isSameCause ?? false,
    one: { id: one, lat: oneLat, lon: oneLon, value: oneValue }, other: { id: other, lat: otherLat, lon: otherLon, value: otherValue },
  }))
}

/** Which observations: of some measures, from one month to another, perhaps of one place and some offences or categories. */
export interface Asked { source: string; measures: readonly string[]; from: string; to: string; place?: string; whats?: readonly string[] }

/** The largest observations of a stretch, how many there are, and the delivery that brought the newest. */
export const observationsOf = async (db: Db, { source, measures, from, to, place, whats }: Asked): Promise<{ observations: number[]; cells: number; delivery: string | null }> => {
  const { rows } = await sql<{ observations: number[] | null; cells: number; delivery: string | null }>`
    select (array_agg(id order by value desc nulls last, id))[1:50] as observations, count(*)::int as cells, (array_agg(delivery order by release_id desc))[1] as delivery
    from collection.shared_observation where source_id = ${source} and measure = any(${[...measures]}::text[])
      and period_start >= ${`${from}-01`}::date and period_start < ${`${to}-01`}::date + interval '1 month'
      ${place === undefined ? sql`` : sql`and coalesce(territory, country, '') = ${place}`}
      ${whats === undefined ? sql`` : sql`and coalesce(offence, category, '') = any(${[...whats]}::text[])`}`.execute(db)
  const { observations = null, cells = 0, delivery = null } = rows[0] ?? {}
  return { observations: observations ?? [], cells, delivery }
}

/** The newest delivery of a source that made a release. */
export const newestDelivery = async (db: Db, source: string): Promise<string | null> => {
  const { rows } = await sql<{ delivery: string }>`select delivery from collection.shared_release where source_id = ${source} and delivery is not null order by number desc limit 1`.execute(db)
  return rows[0]?.delivery ?? null
}

export const sourceOfDelivery = async (db: Db, delivery: string): Promise<string | undefined> =>
  (await sql<{ source: string }>`select source_id as source from collection.shared_delivery where id = ${delivery}::uuid`.execute(db)).rows[0]?.source
