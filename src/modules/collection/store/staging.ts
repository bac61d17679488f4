// Rows on their way in: written in batches to tables that exist only inside the import's own transaction.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { Cell, Dimensions, Refusal } from '../model/coding.ts'

/** An accepted row: what it says once, and its cells. */
export interface AcceptedRow {
  line: number
  dimensions: Dimensions
  cells: readonly Cell[]
}

const dimensionTypes: Record<keyof Dimensions, 'text' | 'float8'> = {
  country: 'text', territory: 'text', municipality: 'text', offence: 'text', category: 'text', subcategory: 'text', modality: 'text', region: 'text',
  sex: 'text', age_band: 'text', nationality: 'text', route: 'text', cause: 'text', lat: 'float8', lon: 'float8',
}
const dimensionNames = Object.keys(dimensionTypes) as (keyof Dimensions)[]

/** The columns two observations of one key are compared by. */
export const comparedColumns = ['value', 'grain', 'period_start', ...dimensionNames]
/** The columns an observation takes from its row. */
export const observedColumns = ['measure', 'key', 'line', ...comparedColumns]

/** Makes the transaction ready for a long import of one source: alone in it, without the limit on a statement's time. */
export const beginStaging = async (db: Db, sourceId: string): Promise<void> => {
  await sql`select set_config('statement_timeout', '0', true), set_config('work_mem', '64MB', true)`.execute(db)
  await sql`select pg_advisory_xact_lock(hashtext('collection.import'), hashtext(${sourceId}))`.execute(db)
  const dimensions = dimensionNames.map((name) => `${name} ${dimensionTypes[name]}`).join(', ')
  await sql.raw(`create temp table staged (measure text, key bytea, line int, value numeric, grain text, period_start date, ${dimensions}) on commit drop`).execute(db)
  await sql`create temp table spared (measure text, key bytea) on commit drop`.execute(db)
}

type SqlType = 'text' | 'bytea' | 'int' | 'numeric' | 'date' | 'float8'

interface StagedColumn {
  name: string
  type: SqlType
  values: unknown[]
}

const columnsOf = (rows: readonly AcceptedRow[]): StagedColumn[] => {
  const ofCell = (name: string, type: SqlType, read: (cell: Cell) => unknown): StagedColumn => ({ name, type, values: rows.flatMap(({ cells }) => cells.map(read)) })
  const ofRow = (name: string, type: SqlType, read: (row: AcceptedRow) => unknown): StagedColumn => ({ name, type, values: rows.flatMap((row) => row.cells.map(() => read(row))) })
  return [
    ofCell('measure', 'text', (cell) => cell.measure),
    ofCell('key', 'bytea', (cell) => cell.key),
    ofRow('line', 'int', (row) => row.line),
    ofCell('value', 'numeric', (cell) => cell.value),
    ofCell('grain', 'text', (cell) => cell.grain),
    ofCell('period_start', 'date', (cell) => cell.start),
    ...dimensionNames.map((name) => ofRow(name, dimensionTypes[name], ({ dimensions }) => dimensions[name])),
  ]
}

// Most dimensions say one thing, often nothing, in a whole batch: they travel once and not once a row.
const isSame = ({ name, values }: StagedColumn): boolean => name !== 'key' && values.every((value) => value === values[0])

/** Adds the rows' cells to those staged. */
export const stageRows = async (db: Db, rows: readonly AcceptedRow[]): Promise<void> => {
  const columns = columnsOf(rows)
  if (columns[0]?.values.length === 0) return
  const varying = columns.filter((column) => !isSame(column))
  const cast = ({ type }: StagedColumn, value: unknown, suffix: string): RawBuilder<unknown> => sql`${value}::${sql.raw(type + suffix)}`
  const shown = columns.map((column) => (varying.includes(column) ? sql.ref(column.name) : cast(column, column.values[0], '')))
  await sql`insert into staged (${sql.join(columns.map(({ name }) => sql.ref(name)))}) select ${sql.join(shown)}
    from unnest(${sql.join(varying.map((column) => cast(column, column.values, '[]')))}) as batch (${sql.join(varying.map(({ name }) => sql.ref(name)))})`.execute(db)
}

/** Keys of refused rows: what stands under them is neither replaced nor withdrawn. */
export const spareKeys = async (db: Db, keys: readonly { measure: string; key: Buffer }[]): Promise<void> => {
  if (keys.length === 0) return
  await sql`insert into spared select * from unnest(${keys.map((each) => each.measure)}::text[], ${keys.map((each) => each.key)}::bytea[])`.execute(db)
}

export const insertRefusals = async (db: Db, deliveryId: string, refusals: readonly Refusal[]): Promise<void> => {
  if (refusals.length === 0) return
  await sql`insert into collection.refusal (delivery_id, line, reason, column_name, value)
    select ${deliveryId}::uuid, * from unnest(${refusals.map((each) => each.line)}::int[], ${refusals.map((each) => JSON.stringify(each.reason))}::jsonb[],
      ${refusals.map((each) => each.column)}::text[], ${refusals.map((each) => each.value)}::text[])`.execute(db)
}

/** Tells apart the rows of one key, in a source that has such rows: each keeps its place in the count. */
export const numberEqualRows = async (db: Db): Promise<void> => {
  await sql`update staged set key = staged.key || int4send(equal.nth) from (
      select ctid as place, (row_number() over (partition by measure, key order by line) - 1)::int as nth from staged
    ) equal where staged.ctid = equal.place and equal.nth > 0`.execute(db)
}

/** Refuses every row that repeats the key of an earlier one; `reason` has the place of its line as `%s`. Returns how many. */
export const refuseRepeatedRows = async (db: Db, deliveryId: string, reason: Text): Promise<number> => {
  await sql`create temp table repeated on commit drop as
    select measure, key, min(line) as first from staged group by measure, key having count(*) > 1`.execute(db)
  const { rows } = await sql<{ line: number }>`
    insert into collection.refusal (delivery_id, line, reason)
    select ${deliveryId}::uuid, staged.line, jsonb_build_object('es', format(${reason.es}::text, min(first)), 'en', format(${reason.en}::text, min(first)))
    from repeated join staged using (measure, key) where staged.line > first group by staged.line
    returning line`.execute(db)
  if (rows.length > 0) await sql`delete from staged using collection.refusal where refusal.delivery_id = ${deliveryId}::uuid and refusal.line = staged.line`.execute(db)
  return rows.length
}

export const endStaging = async (db: Db): Promise<void> => {
  await sql`analyze staged`.execute(db)
  await sql`analyze spared`.execute(db)
}

/** A point the transaction can go back to when the file turns out unreadable. */
export const markStart = async (db: Db): Promise<void> => {
  await sql`savepoint reading`.execute(db)
}

/** Forgets all that was staged and refused since the mark. */
export const backToStart = async (db: Db): Promise<void> => {
  await sql`rollback to savepoint reading`.execute(db)
}
