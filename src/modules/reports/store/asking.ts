// For whom the transaction asks: the first statement of every other one here, since the database shows nothing without it.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

/** What is kept of a lookup or of a file's secret: its SHA-256. */
export const kept = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** The hash of a lookup as it is sent with a new report, in bytes. */
export const hashOf = (sent: string): Buffer => Buffer.from(sent, 'base64url')

const asHolder = async (db: Db, hash: Buffer, secrets: readonly string[]): Promise<void> => {
  const held = secrets.map((secret) => kept(secret).toString('hex')).join(',')
  await sql`select set_config('sidmi.lookup', ${hash.toString('hex')}, true), set_config('sidmi.secrets', ${held}, true)`.execute(db)
}

/** Asks as whoever holds the receipt. */
export const asReporter = (db: Db, lookup: string, secrets: readonly string[] = []): Promise<void> => asHolder(db, kept(lookup), secrets)

/** Asks as whoever hands a report in, perhaps for somebody else: its hash is known, its receipt is not. Nothing but its day may be answered. */
export const asBringer = (db: Db, sent: string, secrets: readonly string[] = []): Promise<void> => asHolder(db, hashOf(sent), secrets)

/** Asks as whoever holds the secrets of files. */
export const asSender = async (db: Db, secrets: readonly string[]): Promise<void> => {
  await sql`select set_config('sidmi.secrets', ${secrets.map((secret) => kept(secret).toString('hex')).join(',')}, true)`.execute(db)
}

/** Asks as a person: sees what the units they belong to may see. */
export const asPerson = async (db: Db, id: string | null, secrets: readonly string[] = []): Promise<void> => {
  await asSender(db, secrets)
  await sql`select set_config('sidmi.person', ${id ?? ''}, true)`.execute(db)
}

/** Asks as the node itself: for counting, tidying and the coded part alone. */
export const asNode = async (db: Db): Promise<void> => {
  await sql`select set_config('sidmi.for', 'node', true)`.execute(db)
}
