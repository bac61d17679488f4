// What a backup holds of a database, read from PostgreSQL's catalogue: tables with their columns, sequences, foreign keys.
import { createHash } from 'node:crypto'
import { escapeIdentifier, type Client } from 'pg'
import { z } from 'zod'

/** A table as the backup names it (`alerts.alert`) and the columns that are copied: generated ones make themselves. */
export interface StoredTable {
  name: string
  columns: string[]
}

export interface Sequence {
  name: string
  value: string
  isCalled: boolean
}

const Counted = z.object({ rows: z.number(), bytes: z.number(), sha256: z.string() })
export type Counted = z.infer<typeof Counted>

/** First file of a backup: what it was made by and what it is about to hold. */
export const Opening = z.object({
  format: z.literal('sidmi-backup-1'),
  madeAt: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  /** Number and hash of the last remembered act. */
  memory: z.object({ events: z.number(), head: z.string() }),
})
export type Opening = z.infer<typeof Opening>

/** Last file of a backup: what it did hold. `rows` of a kept file is 0. */
export const Closing = z.object({ tables: z.record(z.string(), Counted), files: z.record(z.string(), Counted) })
export type Closing = z.infer<typeof Closing>

/** Counts lines, which in PostgreSQL's text format are rows, and bytes, while they pass. */
export const counter = (): { add: (chunk: Buffer) => void; result: () => Counted } => {
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  const add = (chunk: Buffer): void => {
    hash.update(chunk)
    bytes += chunk.length
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1
  }
  return { add, result: () => ({ rows, bytes, sha256: hash.digest('hex') }) }
}

/** `alerts.alert` as PostgreSQL must read it. */
export const quoted = (name: string): string => name.split('.').map(escapeIdentifier).join('.')

/** `"alerts"."alert" ("id", "title")` of a COPY. */
export const copyTarget = ({ name, columns }: StoredTable): string => `${quoted(name)} (${columns.map(escapeIdentifier).join(', ')})`

/**
 * What a COPY takes of a table. Of one whose rows are hidden from some, in the order of its first column, their id: in that of their coming a backup
 * would tell for ever, by the rows beside it that bear a time, when each of the day's came.
 */
export const copySource = async (client: Client, table: StoredTable): Promise<string> => {
  const { rows } = await client.query('select from pg_class where oid = $1::regclass and relrowsecurity', [quoted(table.name)])
  return rows.length === 0 ? copyTarget(table) : `(select ${table.columns.map(escapeIdentifier).join(', ')} from ${quoted(table.name)} order by 1)`
}

const ours = `schema.nspname !~ '^pg_' and schema.nspname not in ('information_schema', 'public')`

export const storedTables = async (client: Client): Promise<StoredTable[]> => {
  const { rows } = await client.query<StoredTable>(`
    select schema.nspname || '.' || class.relname as name, array(
      select attribute.attname::text from pg_attribute attribute
      where attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
      order by attribute.attnum) as columns
    from pg_class class join pg_namespace schema on schema.oid = class.relnamespace
    where class.relkind = 'r' and ${ours} and class.oid <> coalesce(to_regclass('graphile_worker.migrations'), 0::oid) order by 1`)
  return rows
}

export const storedSequences = async (client: Client): Promise<Sequence[]> => {
  const { rows } = await client.query<{ name: string }>(`
    select schema.nspname || '.' || class.relname as name
    from pg_class class join pg_namespace schema on schema.oid = class.relnamespace
    where class.relkind = 'S' and ${ours} order by 1`)
  const sequences: Sequence[] = []
  for (const { name } of rows) {
    const found = await client.query<{ value: string; called: boolean }>(`select last_value::text as value, is_called as called from ${quoted(name)}`)
    const [row] = found.rows
    if (row) sequences.push({ name, value: row.value, isCalled: row.called })
  }
  return sequences
}

export interface Rule {
  drop: string
  restore: string
}

/** Statements that lift each foreign key and each trigger of ours for a while, and that put it back as it was. */
export const liftableRules = async (client: Client): Promise<Rule[]> => {
  const keys = await client.query<Rule>(`
    select format('alter table %s drop constraint %I', item.conrelid::regclass, item.conname) as drop,
      format('alter table %s add constraint %I %s', item.conrelid::regclass, item.conname, pg_get_constraintdef(item.oid)) as restore
    from pg_constraint item join pg_namespace schema on schema.oid = item.connamespace
    where item.contype = 'f' and item.conparentid = 0 and ${ours}`)
  const triggers = await client.query<Rule>(`
    select format('alter table %s disable trigger %I', item.tgrelid::regclass, item.tgname) as drop,
      format('alter table %s enable %s trigger %I', item.tgrelid::regclass,
        case item.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, item.tgname) as restore
    from pg_trigger item join pg_class class on class.oid = item.tgrelid join pg_namespace schema on schema.oid = class.relnamespace
    where not item.tgisinternal and item.tgenabled <> 'D' and ${ours}`)
  return [...triggers.rows, ...keys.rows]
}

/** Number and hash of the last remembered act. */
export const memoryHead = async (client: Client): Promise<Opening['memory']> => {
  const { rows } = await client.query<{ events: string; head: string }>(
    "select seq::text as events, encode(hash, 'hex') as head from audit.event order by seq desc limit 1",
  )
  return rows[0] ? { events: Number(rows[0].events), head: rows[0].head } : { events: 0, head: '' }
}
