// What there is to ask: sources, measures, periods and dimensions; counted once for each release and kept.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { unitNames, type Unit } from '../../collection/model.ts'
import { dimensions, isTime, type Dimension, type FigureMeasure, type FigureSource, type SourceCoverage } from '../model.ts'
import { factsAt } from './answers.ts'
import { factsFrom, type Facts } from './facts.ts'

type FactsByMeasure = Record<string, Facts>

/** Counts up whenever `Facts` changes: what an earlier program kept is then counted anew. */
const form = 1

const nothing: Facts = { grain: null, from: null, to: null, observations: 0, dimensions: [], hasPoints: false }

interface SourceRow extends FigureSource {
  releaseId: number | null
  release: number | null
  at: Date | null
}

const sourceRows = async (db: Db, id?: string): Promise<SourceRow[]> => {
  const { rows } = await sql<SourceRow>`
    select id, name, attribution, note, publisher, licence, url, is_public as "isPublic", is_demonstration as "isDemonstration",
      release_id as "releaseId", release_number as release, released_at as at
    from collection.shared_source where ${id === undefined ? sql`true` : sql`id = ${id}`} order by is_demonstration, id`.execute(db)
  return rows
}

const measureRows = async (db: Db, source: string): Promise<FigureMeasure[]> => {
  const { rows } = await sql<Omit<FigureMeasure, 'unitName'> & { unit: Unit }>`
    select id, name, unit, is_default as "isDefault" from collection.shared_measure where source_id = ${source} order by position`.execute(db)
  return rows.map((row) => ({ ...row, unitName: unitNames[row.unit] }))
}

const stated = dimensions.filter((dimension) => !isTime(dimension))

const countFacts = async (db: Db, source: string): Promise<FactsByMeasure> => {
  const flags = stated.map((dimension) => sql`bool_or(${sql.ref(dimension)} is not null) as ${sql.ref(dimension)}`)
  const { rows } = await sql<Record<Dimension, boolean> & { measure: string; grains: string[]; from: string | null; to: string | null; observations: number; hasPoints: boolean }>`
    select measure, array_agg(distinct grain) as grains, min(period_start) as "from", max(period_start) as "to", count(*) as observations,
      bool_or(lat is not null) as "hasPoints", ${sql.join(flags)}
    from collection.shared_observation where source_id = ${source} group by measure`.execute(db)
  return Object.fromEntries(rows.map(({ measure, grains, from, to, observations, hasPoints, ...flag }) => {
    return [measure, factsFrom({ grains, from, to, observations, hasPoints, stated: stated.filter((dimension) => flag[dimension]) })]
  }))
}

// A download reads from a snapshot that nothing can be written in: it counts for itself.
const mayKeep = async (db: Db): Promise<boolean> =>
  (await sql<{ only: string }>`select current_setting('transaction_read_only') as only`.execute(db)).rows[0]?.only === 'off'

// Kept by release: a new release is counted anew, so what was kept is never wrong.
const factsOf = async (db: Db, { id: source, releaseId, release }: Pick<SourceRow, 'id' | 'releaseId' | 'release'>): Promise<FactsByMeasure> => {
  if (releaseId === null) return {}
  const kept = await sql<{ facts: FactsByMeasure }>`
    select facts from statistics.coverage where source_id = ${source} and release = ${release} and form = ${form}`.execute(db)
  const [row] = kept.rows
  if (row) return row.facts
  const facts = (await factsAt(db, source, releaseId)) ?? (await countFacts(db, source))
  if (!(await mayKeep(db))) return facts
  await sql`insert into statistics.coverage (source_id, release, form, facts) values (${source}, ${release}, ${form}, ${JSON.stringify(facts)})
    on conflict on constraint coverage_key do nothing`.execute(db)
  await sql`delete from statistics.coverage where source_id = ${source} and (release < ${release} or form < ${form})`.execute(db)
  return facts
}

const covered = async (db: Db, { release, releaseId, at, ...source }: SourceRow): Promise<SourceCoverage> => {
  const [measures, facts] = [await measureRows(db, source.id), await factsOf(db, { id: source.id, release, releaseId })]
  return {
    ...source,
    release: release === null || at === null ? null : { number: release, at: at.toISOString() },
    measures: measures.map((measure) => ({ ...measure, ...(facts[measure.id] ?? nothing) })),
  }
}

/** Every source the node knows, those with demonstration data last. */
export const listCoverage = async (db: Db): Promise<SourceCoverage[]> => {
  const found: SourceCoverage[] = []
  for (const row of await sourceRows(db)) found.push(await covered(db, row))
  return found
}

export const coverageOf = async (db: Db, id: string): Promise<SourceCoverage | undefined> => {
  const [row] = await sourceRows(db, id)
  return row && covered(db, row)
}

export const listSourceIds = async (db: Db): Promise<string[]> => (await sourceRows(db)).map((row) => row.id)
