// Colleagues by name, for whoever chooses whom an alert is for.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { AudiencePerson } from '../rules/audience.ts'

export interface FoundPerson {
  id: string
  name: string
  institution: string
  roles: string[]
}

const mostFound = 20

/** Active people whose name or institution contains the words; those of `ids` always, first. */
export const findPeople = async (db: Db, { q, ids }: { q: string; ids: readonly string[] }): Promise<FoundPerson[]> => {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<FoundPerson>`
    select id, name, institution_name as institution, roles from accounts.shared_person
    where id = any (${[...ids]}::uuid[]) or (is_active and (name ilike ${pattern} or institution_name ilike ${pattern}))
    order by id = any (${[...ids]}::uuid[]) desc, name, id limit ${mostFound + ids.length}`.execute(db)
  return rows
}

/** Their names, in alphabetical order. */
export const personNames = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from accounts.shared_person where id = any (${[...ids]}::uuid[]) order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** The person as a circle sees them; undefined when they are not active. */
export const activePerson = async (db: Db, id: string): Promise<AudiencePerson | undefined> => {
  const { rows } = await sql<AudiencePerson>`
    select id, roles, institution_id as "institutionId", institution_kind as "institutionKind", territories
    from accounts.shared_person where is_active and id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** Everyone active of an institution. */
export const peopleOfInstitution = async (db: Db, institutionId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select id from accounts.shared_person where is_active and institution_id = ${institutionId}::uuid`.execute(db)
  return rows.map(({ id }) => id)
}
