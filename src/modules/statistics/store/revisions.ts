// Each period as its first release said it and as it stands, out of every state the observations have had.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { dimensions, isTime, notStated, type Dimension, type TimeDimension } from '../model.ts'
import type { Revised } from '../model/revisions.ts'
import { firstDay, lastDay } from '../rules.ts'
import type { Scope as AnyScope } from './figures.ts'

type Scope = Omit<AnyScope, 'state'>

// A week belongs to the month and year of its Thursday, as in ISO 8601.
const day = sql`(period_start + case when grain = 'week' then 3 else 0 end)`
const periods: Record<TimeDimension, RawBuilder<string>> = {
  year: sql`to_char(${day}, 'YYYY')`, month: sql`to_char(${day}, 'YYYY-MM')`, week: sql`to_char(period_start, 'IYYY"-W"IW')`,
}

const columnOf = (dimension: Dimension): RawBuilder<unknown> => (isTime(dimension) ? periods[dimension] : sql.ref(dimension))

const oneOf = (dimension: Dimension, asked: readonly string[]): RawBuilder<unknown> => {
  const among = sql`${columnOf(dimension)} = any(${asked.filter((value) => value !== notStated)}::text[])`
  return asked.includes(notStated) ? sql`(${among} or ${columnOf(dimension)} is null)` : among
}

const visible = ({ source, actor }: Scope): RawBuilder<unknown> =>
  source.isPublic || actor.kind === 'system' ? sql`true` : sql`(country = any(${[...actor.territories]}::text[]) or territory = any(${[...actor.territories]}::text[]))`

const conditions = (scope: Scope): RawBuilder<unknown> => sql.join([
  sql`source_id = ${scope.source.id}`, sql`measure = ${scope.measure}`, sql`period_start is not null`, visible(scope),
  ...dimensions.filter((dimension) => scope.filters[dimension].length > 0).map((dimension) => oneOf(dimension, scope.filters[dimension])),
  ...(scope.filters.from ? [sql`${day} >= ${firstDay(scope.filters.from)}::date`] : []),
  ...(scope.filters.to ? [sql`${day} <= ${lastDay(scope.filters.to)}::date`] : []),
], sql` and `)

/** Every dated period: the number of the release it was first in, its sum then, and its sum now. */
export const listRevisions = async (db: Db, scope: Scope, step: TimeDimension): Promise<Revised[]> => {
  const { rows } = await sql<Revised>`
    with state as (
      select ${periods[step]} as period, since_release, until_release, value from collection.shared_observation_history where ${conditions(scope)}
    ), beginning as (select period, min(since_release) as since from state group by period)
    select state.period, release.number as release,
      sum(value) filter (where since_release <= since and (until_release is null or until_release > since)) as first,
      case when bool_or(until_release is null) then sum(value) filter (where until_release is null) else 0 end as now
    from state join beginning on beginning.period = state.period join collection.shared_release release on release.id = since
    group by state.period, release.number order by state.period`.execute(db)
  return rows
}

/** Every release of a source, oldest first. */
export const listReleases = async (db: Db, source: string): Promise<{ number: number; at: string }[]> => {
  const { rows } = await sql<{ number: number; at: Date }>`
    select number, released_at as at from collection.shared_release where source_id = ${source} order by number`.execute(db)
  return rows.map(({ number, at }) => ({ number, at: at.toISOString() }))
}
