// COPY inside a transaction of Kysely: bytes streamed straight into a table, faster than statements could bring them.
import { getDefaultHighWaterMark } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery, type PostgresCursor, type PostgresCursorConstructor } from 'kysely'
import { from as copyFrom } from 'pg-copy-streams'
import type { Db } from './database.ts'

type Bytes = AsyncIterable<Uint8Array>

/** What Kysely hands a statement and its parameter to on the transaction's own connection; the one parameter is the bytes. */
function CopyingCursor(statement: string, [bytes]: unknown[]): PostgresCursor<never> {
  const copy = copyFrom(statement)
  const read = async (): Promise<never[]> => {
    await pipeline(bytes as Bytes, copy)
    return []
  }
  return Object.assign(copy, { read, close: () => Promise.resolve() })
}

/** The dialect's means of streaming; nothing here reads rows through it. */
export const copyingCursor = CopyingCursor as unknown as PostgresCursorConstructor

/** Bytes of at least this length have left for the database when the next are asked for: whoever made them may write over them. */
export const sentWhenAsked = getDefaultHighWaterMark(false)

/**
 * Carries out `copy … from stdin` with the bytes, on the connection of `db` (a transaction, or any connection of the pool).
 * When the bytes fail, the statement fails with their error and has copied nothing.
 */
export const copyInto = async (db: Db, statement: string, bytes: Bytes): Promise<void> => {
  for await (const page of db.getExecutor().stream(CompiledQuery.raw(statement, [bytes]), 1)) void page
}
