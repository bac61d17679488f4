// Figures by SQL: the observations behind them, and sums of what the columns do not hold: an earlier state, or a source too large for them.
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { mondayOfCode, weekCode } from '../../../platform/weeks.ts'
import { dimensions, isTime, notStated, type Cell, type Dimension, type FigureSource, type Filters } from '../model.ts'
import { firstDay, lastDay } from '../rules.ts'
import type { State } from './states.ts'

/** Which observations: one measure of one source, as far as the actor may see it. */
export interface Scope {
  source: Pick<FigureSource, 'id' | 'isPublic'>
  measure: string
  filters: Filters
  actor: Actor
  /** As it stands now without one. */
  state?: State | null
}

/** Which countries and territories the actor may see of the source; null: all. Public sources are seen by all. */
export const visibleIn = ({ source, actor }: Pick<Scope, 'source' | 'actor'>): readonly string[] | null =>
  source.isPublic || actor.kind === 'system' ? null : actor.territories

// A week belongs to the month and year of its Thursday, as in ISO 8601.
const day = sql`(period_start + case when grain = 'week' then 3 else 0 end)`

// The only columns a question can reach: no name in SQL ever comes from what was asked.
const columns: Record<Dimension, RawBuilder<unknown>> = {
  year: sql`extract(year from ${day})::int`,
  month: sql`date_trunc('month', ${day})::date`,
  week: sql`date_trunc('week', period_start)::date`,
  country: sql`country`,
  territory: sql`territory`,
  municipality: sql`municipality`,
  offence: sql`offence`,
  category: sql`category`,
  subcategory: sql`subcategory`,
  modality: sql`modality`,
  region: sql`region`,
  sex: sql`sex`,
  age_band: sql`age_band`,
  nationality: sql`nationality`,
  route: sql`route`,
  cause: sql`cause`,
}

const visible = (scope: Scope): RawBuilder<unknown> => {
  const codes = visibleIn(scope)
  return codes === null ? sql`true` : sql`(country = any(${[...codes]}::text[]) or territory = any(${[...codes]}::text[]))`
}

const isEarlier = (state: Scope['state']): state is State => state?.isLatest === false

const relation = ({ state }: Scope): RawBuilder<unknown> =>
  isEarlier(state) ? sql`collection.shared_observation_history` : sql`collection.shared_observation`

const readers: Partial<Record<Dimension, (value: string) => string | undefined>> = {
  month: (value) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? `${value}-01` : undefined),
  week: mondayOfCode,
}

const typeOf = (dimension: Dimension): RawBuilder<unknown> => {
  if (dimension === 'year') return sql`int[]`
  return isTime(dimension) ? sql`date[]` : sql`text[]`
}

const oneOf = (dimension: Dimension, asked: readonly string[]): RawBuilder<unknown> => {
  const read = readers[dimension] ?? ((value: string) => (dimension === 'year' && !/^\d{4}$/.test(value) ? undefined : value))
  const values = asked.filter((value) => value !== notStated).map(read).filter((value) => value !== undefined)
  const among = sql`${columns[dimension]} = any(${values}::${typeOf(dimension)})`
  return asked.includes(notStated) ? sql`(${among} or ${columns[dimension]} is null)` : among
}

const conditions = (scope: Scope): RawBuilder<unknown> => {
  const { source, measure, filters, state } = scope
  const parts = [
    sql`observation.source_id = ${source.id}`,
    sql`measure = ${measure}`,
    visible(scope),
    ...(isEarlier(state) ? [sql`since_release <= ${state.id} and (until_release is null or until_release > ${state.id})`] : []),
    ...dimensions.filter((dimension) => filters[dimension].length > 0).map((dimension) => oneOf(dimension, filters[dimension])),
    ...(filters.from ? [sql`${day} >= ${firstDay(filters.from)}::date`] : []),
    ...(filters.to ? [sql`${day} <= ${lastDay(filters.to)}::date`] : []),
  ]
  return sql.join(parts, sql` and `)
}

const writers: Partial<Record<Dimension, (value: string) => string>> = { month: (value) => value.slice(0, 7), week: weekCode }

const written = (dimension: Dimension, value: unknown): string | number | null => {
  const write = writers[dimension]
  return typeof value === 'string' && write ? write(value) : (value as string | number | null)
}

/** Sums over every cell. `withheld`: observations without a value, in no sum. */
export interface Sums {
  total: number
  undated: number
  observations: number
  withheld: number
}

export interface SummedCells extends Sums {
  rows: Cell[]
  /** There were more cells than asked for: then the sums are not of all. */
  isCut: boolean
}

/** One cell as it is answered. */
export const cellOf = (words: Cell, value: number | null, withheld: number): Cell => (withheld > 0 ? { ...words, value, withheld } : { ...words, value })

type Counted = Record<string, unknown> & Omit<Sums, 'total'> & { value: number | null }

const add = (sums: Sums, { value, undated, observations, withheld }: Counted): Sums => ({
  total: sums.total + (value ?? 0), undated: sums.undated + undated, observations: sums.observations + observations, withheld: sums.withheld + withheld,
})

// Words in the order of their letters' numbers, whatever the database's own order is.
const shown = (dimension: Dimension): RawBuilder<unknown> =>
  isTime(dimension) ? sql`${columns[dimension]} as ${sql.ref(dimension)}` : sql`${columns[dimension]} collate "C" as ${sql.ref(dimension)}`

/** Sums by the dimensions, in their order, what is not stated last, and over all; at most `limit` cells. */
export const sumCells = async (db: Db, scope: Scope, by: readonly Dimension[], limit: number): Promise<SummedCells> => {
  const places = sql.join(by.map((_, index) => sql.lit(index + 1)))
  const { rows } = await sql<Counted>`
    select ${sql.join([...by.map(shown), sql`sum(value) as value`])}, coalesce(sum(value) filter (where period_start is null), 0) as undated,
      count(*) as observations, count(*) filter (where value is null) as withheld
    from ${relation(scope)} observation where ${conditions(scope)}
    ${by.length > 0 ? sql`group by ${places} order by ${places}` : sql`having count(*) > 0`} limit ${sql.lit(limit + 1)}`.execute(db)
  const cells = rows.slice(0, limit).map((row) =>
    cellOf(Object.fromEntries(by.map((dimension) => [dimension, written(dimension, row[dimension])])), row.value, row.withheld))
  return { rows: cells, isCut: rows.length > limit, ...rows.reduce(add, { total: 0, undated: 0, observations: 0, withheld: 0 }) }
}

export interface Point {
  lat: number | null
  lon: number | null
  value: number
}

/** Sums over squares of half a degree; one more row, without coordinates, for what states none. */
export const sumPoints = async (db: Db, scope: Scope): Promise<Point[]> => {
  const { rows } = await sql<Point>`
    select floor(lat * 2) / 2 + 0.25 as lat, floor(lon * 2) / 2 + 0.25 as lon, coalesce(sum(value), 0) as value
    from ${relation(scope)} observation where ${conditions(scope)} group by 1, 2 order by 3 desc`.execute(db)
  return rows
}

interface ObservationRow extends Record<string, unknown> {
  id: string
  start: string | null
  grain: string
  value: number | null
  withheld: string | null
  file: string
  line: number
  release: number
  delivery: string
}

/** The observations behind a figure, the newest period first. */
export const listObservations = async (db: Db, scope: Scope, page: { limit: number; offset: number }): Promise<ObservationRow[]> => {
  const words = dimensions.filter((dimension) => !isTime(dimension)).map((dimension) => columns[dimension])
  const { rows } = await sql<ObservationRow>`
    select observation.id::text as id, period_start as start, grain, value, withheld, line, release, delivery::text as delivery,
      delivered.file_name as file, ${sql.join(words)}
    from ${relation(scope)} observation join collection.shared_delivery delivered on delivered.id = delivery
    where ${conditions(scope)} order by period_start desc nulls last, observation.id limit ${page.limit} offset ${page.offset}`.execute(db)
  return rows
}
