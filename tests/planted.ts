// Looking for a word everywhere a node could have put it: every row of the database, every file, every line of the log.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import type { TestNode } from './people.ts'

/** Lets a story hear all that the node's log says from now on. */
export const listenToLog = (node: TestNode): string[] => {
  const lines: string[] = []
  node.system.node.log = pino({ level: 'trace', base: null }, { write: (line) => void lines.push(line) })
  return lines
}

const tablesOf = async (node: TestNode): Promise<{ schema: string; name: string }[]> => (await sql<{ schema: string; name: string }>`
  select table_schema as schema, table_name as name from information_schema.tables
  where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(node.database.owner)).rows

/** Where the word was found: tables and files, or nothing. Files are searched as bytes, in their names too. */
export const placesHolding = async (node: TestNode, word: string): Promise<string[]> => {
  const found: string[] = []
  for (const { schema, name } of await tablesOf(node)) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.id(schema, name)} as searched where searched::text ilike ${`%${word}%`}`.execute(node.database.owner)
    if ((rows[0]?.n ?? 0) > 0) found.push(`${schema}.${name}`)
  }
  const folder = node.system.node.config.dataFolder
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, file)
    if (file.includes(word) || (statSync(path).isFile() && readFileSync(path).includes(word))) found.push(file)
  }
  return found
}
