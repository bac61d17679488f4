// SQL that keeps the made-up institutions and people of a demonstration, the same again when loaded again.
import type { Db } from '../../../platform/db/database.ts'
import type { NewInstitution } from '../model.ts'
import type { NewPerson } from './people.ts'

export const keepDemonstrationInstitution = async (db: Db, institution: NewInstitution): Promise<string> => {
  const row = await db.insertInto('accounts.institution').values({ ...institution, is_demonstration: true })
    .onConflict((same) => same.constraint('institution_one_name_per_country').doUpdateSet({ kind: institution.kind }))
    .returning('id').executeTakeFirstOrThrow()
  return row.id
}

export const keepDemonstrationPerson = async (db: Db, { institutionId, territories, ...person }: NewPerson): Promise<string> => {
  const kept = { ...person, institution_id: institutionId, territories: [...territories] }
  const row = await db.insertInto('accounts.person').values({ ...kept, is_demonstration: true })
    .onConflict((same) => same.constraint('person_email_once').doUpdateSet(kept))
    .returning('id').executeTakeFirstOrThrow()
  return row.id
}
