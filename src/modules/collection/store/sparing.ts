// What a file lacks and yet does not withdraw: figures of other institutions, and those that its refused rows may have brought.
// Works on `changed` of a comparison, whose rows without a place among the staged are figures about to end.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { dimensionNames } from './columns.ts'

/** An institution and where it may speak for; `territories` empty means anywhere. */
export interface Deliverer {
  institutionId: string
  territories: readonly string[]
}

const place = sql.raw(`coalesce(standing.territory, standing.country, '')`)

const isElsewhere = (territories: readonly string[]) =>
  (territories.length === 0 ? sql`false` : sql`not (${place} = any(${[...territories]}::text[]) or split_part(${place}, '-', 1) = any(${[...territories]}::text[]))`)

/** Of a source that several institutions deliver to, keeps what another one delivered or what is of a place not the deliverer's; how many. */
export const spareOthers = async (db: Db, sourceId: string, { institutionId, territories }: Deliverer): Promise<number> => {
  const { numAffectedRows } = await sql`delete from changed using collection.observation as standing
    where changed.place is null and standing.id = changed.standing_id and (
      coalesce(standing.origin_release, standing.since_release) in (select release.id from collection.release join collection.delivery on delivery.id = release.delivery_id
        where release.source_id = ${sourceId} and delivery.institution_id <> ${institutionId}::uuid)
      or ${isElsewhere(territories)})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

const said = (table: string) => sql.raw(`row(${dimensionNames.map((name) => `${table}.${name}`).join(', ')})::text`)

// Only where there is no doubt: as many figures of a measure end as refused rows are like them, or fewer.
const spareLike = async (db: Db): Promise<{ figures: number; rows: number }> => {
  const { rows } = await sql<{ figures: number; rows: number }>`with
    likeness as (select ${said('staged')} as said, period_start, count(*) as rows from staged where grain is null and key = ''::bytea group by 1, 2),
    ending as (select changed.ctid as place, standing.measure, standing.period_start, ${said('standing')} as said
      from changed join collection.observation as standing on standing.id = changed.standing_id where changed.place is null),
    alike as (select ending.place, ending.measure, likeness.rows, count(*) over (partition by ending.measure, likeness.said, likeness.period_start) as figures
      from ending join likeness on likeness.said = ending.said and (likeness.period_start is null or likeness.period_start = ending.period_start)),
    kept as (delete from changed using alike where changed.ctid = alike.place and alike.figures <= alike.rows returning alike.measure)
    select coalesce(sum(figures), 0)::int as figures, coalesce(max(figures), 0)::int as rows from (select count(*) as figures from kept group by measure) as by_measure`.execute(db)
  return rows[0] ?? { figures: 0, rows: 0 }
}

// When no more figures of a measure end than there are refused rows, each may be what such a row said before.
const spareAsMany = async (db: Db, refused: number): Promise<number> => {
  const { numAffectedRows } = await sql`delete from changed where place is null and ${refused}::bigint >= (
    select max(figures) from (select count(*) as figures from changed as ending join collection.observation as standing on standing.id = ending.standing_id
      where ending.place is null group by standing.measure) as by_measure)`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Of a source whose rows are known by all they say, keeps what its refused rows may have said before; how many figures. */
export const spareRefused = async (db: Db, refused: number): Promise<number> => {
  const like = await spareLike(db)
  return like.figures + (await spareAsMany(db, refused - like.rows))
}
