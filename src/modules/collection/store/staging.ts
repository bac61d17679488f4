// Rows on their way in: copied straight among the observations when a source has none, else to a table of the import's own transaction.
import { sql, type RawBuilder } from 'kysely'
import { copyInto } from '../../../platform/db/copy.ts'
import type { Db } from '../../../platform/db/database.ts'
import { storable, storableJson } from '../../../platform/db/storable.ts'
import type { Refusal } from '../model/coding.ts'
import { suspectBytes } from '../model/reading.ts'
import { observedColumns, stagedColumns } from './columns.ts'

/** Makes the transaction ready for long work on one source: alone in it, without the limit on a statement's time. */
export const aloneWith = async (db: Db, sourceId: string): Promise<void> => {
  await sql`select set_config('statement_timeout', '0', true), set_config('work_mem', '64MB', true)`.execute(db)
  await sql`select pg_advisory_xact_lock(hashtext('collection.import'), hashtext(${sourceId}))`.execute(db)
}

/** The database's number for this connection, by which another can cancel what it is doing. */
export const connectionOf = async (db: Db): Promise<number> => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0

/** Cancels the statement a connection of the same role is carrying out, if any. */
export const cancelStatement = async (db: Db, connection: number): Promise<void> => {
  await sql`select pg_cancel_backend(${connection}::int)`.execute(db)
}

/** Where the rows of a file are copied to. */
export interface Landing {
  statement: string
  /** Values of the columns before those of the row. */
  before: (string | number)[]
  sparesKeys: boolean
}

/** Among the observations at once: for a source that has none, so that there is nothing to compare with. */
export const landingOfFirst = (sourceId: string, release: number): Landing => ({
  statement: `copy collection.observation (source_id, since_release, ${observedColumns.join(', ')}) from stdin`, before: [sourceId, release], sparesKeys: false,
})

/** In the table `staged`, made here. */
export const landingToCompare = async (db: Db): Promise<Landing> => {
  await sql.raw(`create temp table staged (${stagedColumns}) on commit drop`).execute(db)
  return { statement: `copy staged (${observedColumns.join(', ')}) from stdin`, before: [], sparesKeys: true }
}

export { sentWhenAsked } from '../../../platform/db/copy.ts'

export const copyRows = (db: Db, { statement }: Landing, rows: AsyncIterable<Uint8Array>): Promise<void> => copyInto(db, statement, rows)

/** Whether the source ever had an observation. */
export const hasObservations = async (db: Db, sourceId: string): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`select exists (select from collection.observation where source_id = ${sourceId}) as found`.execute(db)
  return rows[0]?.found ?? false
}

/** Beginnings of keys that perhaps come more than once; undefined when any may. */
export type Suspects = readonly string[] | undefined

const suspected = (suspects: Suspects): RawBuilder<unknown> =>
  suspects ? sql`substr(key, 1, ${sql.lit(suspectBytes)}) = any(${suspects.map((each) => Buffer.from(each, 'hex'))}::bytea[])` : sql`true`

/** Whether some key stands twice among what was copied for the first release of a source. */
export const hasRepeatsInFirst = async (db: Db, { sourceId, release }: { sourceId: string; release: number }, suspects: Suspects): Promise<boolean> => {
  const { rows } = await sql`select from collection.observation where source_id = ${sourceId} and since_release = ${release} and ${suspected(suspects)}
    group by measure, key having count(*) > 1 limit 1`.execute(db)
  return rows.length > 0
}

const kept = (text: string | null): string | null => (text === null ? null : storable(text))

export const insertRefusals = async (db: Db, deliveryId: string, refusals: readonly Refusal[]): Promise<void> => {
  if (refusals.length === 0) return
  await sql`insert into collection.refusal (delivery_id, line, reason, column_name, value)
    select ${deliveryId}::uuid, * from unnest(${refusals.map((each) => each.line)}::int[], ${refusals.map((each) => storableJson(each.reason))}::jsonb[],
      ${refusals.map((each) => kept(each.column))}::text[], ${refusals.map((each) => kept(each.value))}::text[])`.execute(db)
}

/** Tells apart the staged rows of one key, in a source that has such rows: each keeps its place in the count. */
export const numberEqualRows = async (db: Db, suspects: Suspects): Promise<void> => {
  await sql`update staged set key = staged.key || int4send(equal.nth) from (
      select ctid as place, (row_number() over (partition by measure, key order by line) - 1)::int as nth from staged where grain is not null and ${suspected(suspects)}
    ) equal where staged.ctid = equal.place and equal.nth > 0`.execute(db)
}

interface Repeats {
  deliveryId: string
  suspects: Suspects
  /** The refusal of a row that repeats the one on a line. */
  refusalOf: (earlier: number) => Omit<Refusal, 'line'>
  /** How many reasons are kept; of more, only how many there are. */
  most: number
}

/** Refuses every staged row that repeats the key of an earlier one. Returns how many rows and cells. */
export const refuseRepeatedRows = async (db: Db, { deliveryId, suspects, refusalOf, most }: Repeats): Promise<{ rows: number; cells: number }> => {
  await sql`create temp table repeated on commit drop as
    select measure, key, min(line) as first from staged where grain is not null and ${suspected(suspects)} group by measure, key having count(*) > 1`.execute(db)
  await sql`create temp table repeating on commit drop as
    select staged.line, min(first) as first from repeated join staged using (measure, key) where staged.line > first and grain is not null group by staged.line`.execute(db)
  const rows = (await sql<{ rows: number }>`select count(*) as rows from repeating`.execute(db)).rows[0]?.rows ?? 0
  if (rows === 0) return { rows: 0, cells: 0 }
  const told = (await sql<{ line: number; first: number }>`select line, first from repeating order by line limit ${most}`.execute(db)).rows
  await insertRefusals(db, deliveryId, told.map(({ line, first }) => ({ line, ...refusalOf(first) })))
  const deleted = await sql`delete from staged using repeating where repeating.line = staged.line and grain is not null`.execute(db)
  return { rows, cells: Number(deleted.numAffectedRows ?? 0) }
}

/** A point the transaction can go back to when the file turns out unreadable. */
export const markStart = async (db: Db): Promise<void> => {
  await sql`savepoint reading`.execute(db)
}

/** Forgets all that was copied and refused since the mark. */
export const backToStart = async (db: Db): Promise<void> => {
  await sql`rollback to savepoint reading`.execute(db)
}
