// The institutions people belong to.
import { action } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import { InstitutionChange, InstitutionList, InstitutionView, NewInstitution } from '../model.ts'
import { institutionProblems } from '../problems.ts'
import { changedFields } from '../rules/access.ts'
import { insertInstitution, institutionById, listInstitutions, updateInstitution } from '../store/institutions.ts'

const reread = async (db: Db, id: string): Promise<InstitutionView> => {
  const institution = await institutionById(db, id)
  if (!institution) throw new Error('the institution just written is gone')
  return institution
}

export const listAllInstitutions = action({
  name: 'institution.list',
  summary: { es: 'Ver las instituciones', en: 'See the institutions' },
  input: NoInput,
  output: InstitutionList,
  may: anyoneGranted,
  run: async ({ db }) => ({ items: await listInstitutions(db) }),
  remember: () => ({ nothing: 'names of institutions, seen by everyone who works here' }),
})

export const createInstitution = action({
  name: 'institution.create',
  summary: { es: 'Añadir una institución', en: 'Add an institution' },
  input: NewInstitution,
  output: InstitutionView,
  may: anyoneGranted,
  run: async ({ input, db }) => reread(db, await insertInstitution(db, input)),
  remember: ({ output }) => ({ subject: output.id }),
})

const becomesMigration = (before: { kind: string }, after: { kind: string }): boolean => before.kind !== 'migration' && after.kind === 'migration'

export const changeInstitution = action({
  name: 'institution.change',
  summary: { es: 'Corregir una institución', en: 'Correct an institution' },
  input: InstitutionChange,
  output: InstitutionView,
  on: ({ id }, db) => institutionById(db, id),
  may: anyoneGranted,
  async run({ input, subject, db }) {
    // Otherwise a change of label would give migration control a unit that receives reports.
    if (subject.kind === 'migration' && input.kind !== 'migration') throw institutionProblems.staysMigration()
    if (becomesMigration(subject, input) && input.confirms !== subject.name) throw institutionProblems.confirmMigration(subject)
    await updateInstitution(db, subject.id, input)
    return reread(db, subject.id)
  },
  remember: ({ subject, output }) => ({ subject: subject.id, changed: [...changedFields(subject, output), ...(becomesMigration(subject, output) ? ['becameMigrationControl'] : [])] }),
})
