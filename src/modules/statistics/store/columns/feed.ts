// Fills columns from the database: a source whole, or only what its newer releases changed; always one state, read in one transaction.
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { readCopied, type CopiedRow } from './copied.ts'
import { grains, grainStep } from './periods.ts'
import { append, columns, emptyTable, type Column, type Row, type Table } from './table.ts'

/** A state of a source. `delivery` tells apart two databases that count their releases alike; a withdrawal has none. */
export interface ReleaseMark {
  release: number
  delivery: string | null
}

/** One source's columns at one release, by measure. */
export interface Book extends ReleaseMark {
  source: string
  tables: Map<string, Table>
}

const grainNumbers = grains.map((grain, at) => `when '${grain}' then ${at + 1}`).join(' ')

const expressions: Partial<Record<Column, string>> = {
  period: `((period_start - date '1970-01-01') * ${grainStep} + case grain ${grainNumbers} else 0 end)::text`,
  square: `floor(lat * 2)::int::text || ' ' || floor(lon * 2)::int::text`,
}

const fields = ['measure', 'value::float8', ...columns.map((column) => expressions[column] ?? column)]

const copyOf = (relation: string, condition: string): string =>
  `copy (select ${fields.join(', ')} from collection.${relation} where source_id = current_setting('sidmi.source') and ${condition}) to stdout (format binary)`

const since = `current_setting('sidmi.since')::bigint`
const until = `current_setting('sidmi.until')::bigint`
const standing = copyOf('shared_observation', 'true')
const added = copyOf('shared_observation_history', `since_release > ${since} and since_release <= ${until} and (until_release is null or until_release > ${until})`)
const withdrawn = copyOf('shared_observation_history', `until_release > ${since} and until_release <= ${until} and since_release <= ${since}`)

/** What may stop a reading: called now and then with what was read so far. */
export type Watch = (book: Book) => void

const rowsBetweenWatches = 65_536

const taker = (book: Book, sign: 1 | -1, watch: Watch): ((copied: CopiedRow) => void) => {
  const row: Row = { sign, value: null, codes: new Int32Array(columns.length) }
  let rows = 0
  let [name, table] = ['', emptyTable()]
  return ({ bytes, starts, ends }) => {
    const measure = bytes.toString('utf8', starts[0], ends[0])
    if (measure !== name) {
      name = measure
      table = book.tables.get(measure) ?? emptyTable()
      book.tables.set(measure, table)
    }
    row.value = starts[1] === -1 ? null : bytes.readDoubleBE(starts[1])
    for (let column = 0; column < columns.length; column += 1) {
      const start = starts[column + 2]!
      row.codes[column] = start === -1 ? 0 : table.dictionaries[column]!.codeOf(bytes, start, ends[column + 2]!)
    }
    append(table, row)
    rows += 1
    if (rows % rowsBetweenWatches === 0) watch(book)
  }
}

const copyInto = async (client: pg.Client, statement: string, take: (copied: CopiedRow) => void): Promise<void> => {
  await readCopied(client.query(copyTo(statement)) as AsyncIterable<Buffer>, fields.length, take)
}

const latest = async (client: pg.Client, source: string): Promise<ReleaseMark | null> => {
  const { rows } = await client.query<{ release: string; delivery: string | null }>(
    'select id::text as release, delivery::text as delivery from collection.shared_release where source_id = $1 order by number desc limit 1', [source])
  return rows[0] ? { release: Number(rows[0].release), delivery: rows[0].delivery } : null
}

const isKnown = async (client: pg.Client, { source, release, delivery }: Book): Promise<boolean> => {
  const { rows } = await client.query('select from collection.shared_release where id = $1 and source_id = $2 and delivery is not distinct from $3', [release, source, delivery])
  return rows.length > 0
}

const inSnapshot = async <T>(connection: pg.ClientConfig, run: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ ...connection, statement_timeout: 0, application_name: 'sidmi columns' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await run(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

const set = (client: pg.Client, words: Record<string, string>): Promise<unknown> =>
  client.query(`select ${Object.keys(words).map((_, at) => `set_config($${at * 2 + 1}, $${at * 2 + 2}, true)`).join(', ')}`, Object.entries(words).flat())

/** Reads a source whole, as it stands. Null when it has no release. */
export const readBook = (connection: pg.ClientConfig, source: string, watch: Watch): Promise<Book | null> =>
  inSnapshot(connection, async (client) => {
    const mark = await latest(client, source)
    if (!mark) return null
    const book: Book = { source, ...mark, tables: new Map() }
    await set(client, { 'sidmi.source': source })
    await copyInto(client, standing, taker(book, 1, watch))
    return book
  })

/** Brings the book to the newest release; false when it is not of this database's history and must be read anew. */
export const advance = (connection: pg.ClientConfig, book: Book, watch: Watch): Promise<boolean> =>
  inSnapshot(connection, async (client) => {
    const mark = await latest(client, book.source)
    if (!mark || !(await isKnown(client, book))) return false
    if (mark.release === book.release) return true
    await set(client, { 'sidmi.source': book.source, 'sidmi.since': String(book.release), 'sidmi.until': String(mark.release) })
    await copyInto(client, added, taker(book, 1, watch))
    await copyInto(client, withdrawn, taker(book, -1, watch))
    Object.assign(book, mark)
    return true
  })
