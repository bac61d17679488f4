// Year by place by kind of one measure: all that public pages need, counted once for each release and kept.
import { sql } from 'kysely'
import { systemActor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { dimensions, type Dimension, type Filters, type MeasureCoverage, type SourceCoverage } from '../model.ts'
import { sumFigures } from './answers.ts'
import { statesOf } from './states.ts'

/**
 * The sum of one year (null: undated) in one place and of one kind (null: not stated). `value` is null when the source withholds
 * all of it; `withheld`: how many observations it keeps back.
 */
export interface CubeCell {
  year: number | null
  place: string | null
  kind: string | null
  value: number | null
  withheld: number
}

export interface CubeOf {
  source: SourceCoverage
  measure: MeasureCoverage
  by: Dimension
  kindOf: Dimension | null
}

/** Counts up whenever `CubeCell` changes: what an earlier program kept is then counted anew. */
const form = 2

const everything = Object.fromEntries(dimensions.map((dimension) => [dimension, []])) as unknown as Filters
const enough = 100_000

const count = async (db: Db, { source, measure, by, kindOf }: CubeOf): Promise<CubeCell[]> => {
  const { asked: state } = await statesOf(db, source.id)
  const { rows } = await sumFigures(db, { source, measure: measure.id, filters: everything, actor: systemActor, state }, ['year', by, ...(kindOf ? [kindOf] : [])], enough)
  return rows.map((row) => ({
    year: row.year as number | null, place: row[by] as string | null, kind: kindOf && (row[kindOf] as string | null),
    value: row.value as number | null, withheld: Number(row.withheld ?? 0),
  }))
}

/** The whole measure, whoever asks: what is not public must be rounded before it leaves. */
export const cubeOf = async (db: Db, asked: CubeOf): Promise<CubeCell[]> => {
  const { source, measure, by } = asked
  const release = source.release?.number ?? 0
  const kept = await sql<{ cells: CubeCell[] }>`select cells from statistics.cube
    where source_id = ${source.id} and measure = ${measure.id} and place = ${by} and release = ${release} and form = ${form}`.execute(db)
  const [row] = kept.rows
  if (row) return row.cells
  const cells = await count(db, asked)
  await sql`insert into statistics.cube (source_id, measure, place, release, form, cells)
    values (${source.id}, ${measure.id}, ${by}, ${release}, ${form}, ${JSON.stringify(cells)}) on conflict on constraint cube_key do nothing`.execute(db)
  await sql`delete from statistics.cube where source_id = ${source.id} and (release < ${release} or form < ${form})`.execute(db)
  return cells
}
