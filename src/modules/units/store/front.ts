// SQL of what other modules ask about units: whose they are and which keys they have.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

/** A key of a unit, current or retired, by its public half. */
export interface KnownKey {
  id: string
  unit: string
  recipient: string
  isCurrent: boolean
}

const keys = (condition: ReturnType<typeof sql>) => sql<KnownKey>`
  select id, unit, recipient, is_current as "isCurrent" from units.shared_key where ${condition}`

export const keyById = async (db: Db, id: string): Promise<KnownKey | undefined> => (await keys(sql`id = ${id}::uuid`).execute(db)).rows[0]

/** Every key of the unit; at most one is current. */
export const keysOf = async (db: Db, unit: string): Promise<KnownKey[]> => (await keys(sql`unit = ${unit}::uuid`).execute(db)).rows

/** Units the person is a member of today; none for whoever may not hold keys. */
export const unitsOfPerson = async (db: Db, person: string): Promise<{ unit: string; isLead: boolean }[]> =>
  (await sql<{ unit: string; isLead: boolean }>`select unit, is_lead as "isLead" from units.shared_member where person = ${person}::uuid`.execute(db)).rows
