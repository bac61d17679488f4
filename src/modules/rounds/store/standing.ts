// What stands in collection, as the round and the grid ask for it; read through collection's views, never copied.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Grain } from '../../collection/model.ts'
import type { StandingFigure } from '../rules/grid/grid.ts'
import type { Appearance } from '../rules/standing.ts'

/** Figures that stand or ever stood of these sources in the days [from, until), by source, counted together by period, place and deliverer. */
export const appearancesOf = async (db: Db, sources: readonly string[], { from, until }: { from: string; until: string }): Promise<ReadonlyMap<string, Appearance[]>> => {
  const { rows } = await sql<Appearance & { source: string }>`
    select source_id as source, grain, period_start as start, coalesce(territory, country) as place, institution_id as "institutionId",
      min(released_at) as "firstAt", bool_or(stands) as stands
    from collection.shared_appearance
    where source_id = any (${[...sources]}::text[]) and period_start >= ${from} and period_start < ${until}
    group by 1, 2, 3, 4, 5`.execute(db)
  return Map.groupBy(rows, ({ source }) => source)
}

export interface FigureQuestion {
  source: string
  grain: Grain
  start: string
  measures: readonly string[]
  /** ISO codes; a country covers its territories. Undefined: everywhere. */
  places: readonly string[] | undefined
  /** Only what this institution delivered. Undefined: whoever did. */
  deliverer: string | undefined
}

const inPlaces = (places: readonly string[] | undefined): RawBuilder<unknown> =>
  places === undefined ? sql`true` : sql`(coalesce(territory, country) = any (${[...places]}::text[]) or country = any (${[...places]}::text[]))`

const isDeliveredBy = (institution: string): RawBuilder<unknown> =>
  sql`coalesce(delivery in (select id from collection.shared_delivery where institution_id = ${institution}::uuid), false)`

const ofPeriod = ({ source, grain, start, measures, places }: Omit<FigureQuestion, 'deliverer'>): RawBuilder<unknown> =>
  sql`source_id = ${source} and grain = ${grain} and period_start = ${start} and measure = any (${[...measures]}::text[]) and ${inPlaces(places)}`

/** The figures that stand of one source and period, added up by what they say; those withheld as their sign. More than `limit` are cut. */
export const figuresOf = async (db: Db, { deliverer, ...question }: FigureQuestion, limit: number): Promise<StandingFigure[]> => {
  const { rows } = await sql<StandingFigure>`
    select measure, coalesce(territory, country) as territory, municipality, offence, category, subcategory, modality, region, sex, age_band,
      nationality, route, cause, withheld, sum(value) as value
    from collection.shared_observation
    where ${ofPeriod(question)} and ${deliverer === undefined ? sql`true` : isDeliveredBy(deliverer)}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 order by 2, 4, 9, 10, 11 limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, value: Number(row.value) }))
}

/** Whether figures stand in these places and period that another institution, or the node, delivered. */
export const standsOfOthers = async (db: Db, institution: string, question: Omit<FigureQuestion, 'deliverer'>): Promise<boolean> => {
  const { rows } = await sql`select from collection.shared_observation where ${ofPeriod(question)} and not ${isDeliveredBy(institution)} limit 1`.execute(db)
  return rows.length > 0
}

/** Whether a delivery of that id had a file of that SHA-256. */
export const isReceiptGenuine = async (db: Db, id: string, sha256: string): Promise<boolean> => {
  const { rows } = await sql`select from collection.shared_receipt where id = ${id}::uuid and file_sha256 = ${sha256.toLowerCase()}`.execute(db)
  return rows.length > 0
}

/** Whether a delivery of that id was received. */
export const isReceived = async (db: Db, id: string): Promise<boolean> => {
  const { rows } = await sql`select from collection.shared_receipt where id = ${id}::uuid`.execute(db)
  return rows.length > 0
}
