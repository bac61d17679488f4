// SQL of institutions.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { InstitutionKind, InstitutionView, NewInstitution } from '../model.ts'
import { institutionProblems } from '../problems.ts'
import { brokenConstraint } from './constraints.ts'

const views = (db: Db) =>
  db.selectFrom('accounts.institution').select(({ selectFrom, fn }) => [
    'id', 'name', 'country', 'is_demonstration as isDemonstration', sql<InstitutionKind>`kind`.as('kind'),
    selectFrom('accounts.person').whereRef('institution_id', '=', 'accounts.institution.id').where('is_active', '=', true)
      .select(fn.countAll<number>().as('people')).$asScalar().$notNull().as('people'),
  ])

/** Every institution of the node, by country and name. */
export const listInstitutions = (db: Db): Promise<InstitutionView[]> => views(db).orderBy('country').orderBy('name').execute()

export const institutionById = (db: Db, id: string): Promise<InstitutionView | undefined> => views(db).where('id', '=', id).executeTakeFirst()

const nameTaken = (name: string) => brokenConstraint({ institution_one_name_per_country: () => institutionProblems.nameTaken({ name }) })

/** Keeps a new institution and returns its id. */
export const insertInstitution = async (db: Db, { name, kind, country }: NewInstitution): Promise<string> => {
  const row = await db.insertInto('accounts.institution').values({ name, kind, country }).returning('id').executeTakeFirstOrThrow().catch(nameTaken(name))
  return row.id
}

export const updateInstitution = async (db: Db, id: string, { name, kind, country }: NewInstitution): Promise<void> => {
  await db.updateTable('accounts.institution').set({ name, kind, country }).where('id', '=', id).execute().catch(nameTaken(name))
}
