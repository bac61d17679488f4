// The people and institutions of the round: who answers for an institution, whom to tell, what there is to choose from.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'

export interface Contact {
  id: string
  name: string
  institutionId: string
}

/** Active people who may deliver, by name. */
export const focalPoints = async (db: Db): Promise<Contact[]> => {
  const { rows } = await sql<Contact>`
    select id, name, institution_id as "institutionId" from accounts.shared_person
    where is_active and 'focal-point' = any (roles) order by name, id`.execute(db)
  return rows
}

/** Who is told of an obligation: its active contacts, or, when it has none, the institution's focal points. */
export const contactsOf = async (db: Db, { contacts, institutionId }: { contacts: readonly string[]; institutionId: string }): Promise<string[]> => {
  const everybody = await focalPoints(db)
  const named = await activePeopleOf(db, institutionId)
  const chosen = contacts.filter((id) => named.has(id))
  return chosen.length > 0 ? chosen : everybody.filter((person) => person.institutionId === institutionId).map(({ id }) => id)
}

/** The names of the institution's active people, by id. */
export const activePeopleOf = async (db: Db, institutionId: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from accounts.shared_person where is_active and institution_id = ${institutionId}::uuid`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Active coordinators who look after the country: those of no particular territory, or of one in it. */
export const coordinatorsOf = async (db: Db, country: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from accounts.shared_person where is_active and 'coordinator' = any (roles)
      and (cardinality(territories) = 0 or exists (select from unnest(territories) as territory where left(territory, 2) = ${country}))`.execute(db)
  return rows.map(({ id }) => id)
}

export interface Institution {
  id: string
  name: string
  country: string
}

export const institutions = async (db: Db): Promise<Institution[]> =>
  (await sql<Institution>`select id, name, country from accounts.shared_institution order by country, name`.execute(db)).rows

export interface Source {
  id: string
  name: Text
  cadence: string
}

/** Sources figures can be delivered to. */
export const knownSources = async (db: Db): Promise<Source[]> =>
  (await sql<Source>`select id, name, cadence from collection.shared_source order by id`.execute(db)).rows
