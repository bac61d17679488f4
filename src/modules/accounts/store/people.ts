// SQL of people and the roles they hold.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Language } from '../../../platform/text.ts'
import type { InstitutionKind, PersonChange, PersonState, PersonView, Role } from '../model.ts'
import { personProblems } from '../problems.ts'
import { brokenConstraint } from './constraints.ts'

const rolesOf = sql<Role[]>`array(select role from accounts.role_grant where role_grant.person_id = person.id order by role)`

const stateOf = sql<PersonState>`case when not person.is_active then 'inactive'
  when exists (select from accounts.credential_password where credential_password.person_id = person.id) then 'active' else 'invited' end`

const hasFactor = sql<boolean>`exists (select from accounts.credential_totp totp where totp.person_id = person.id and totp.is_confirmed)
  or exists (select from accounts.passkey where passkey.person_id = person.id)`

const lastSeen = sql<Date | null>`(select max(last_seen_at) from accounts.session where session.person_id = person.id)`

const rows = (db: Db) =>
  db.selectFrom('accounts.person as person')
    .innerJoin('accounts.institution as institution', 'institution.id', 'person.institution_id')
    .select([
      'person.id', 'person.email', 'person.name', 'person.territories', 'person.is_demonstration as isDemonstration',
      sql<Language>`person.language`.as('language'), stateOf.as('state'), rolesOf.as('roles'), hasFactor.as('hasSecondFactor'),
      lastSeen.as('lastSeenAt'), 'institution.id as institutionId', 'institution.name as institutionName',
      sql<InstitutionKind>`institution.kind`.as('institutionKind'), 'institution.country as country',
    ])

type PersonRow = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

const viewOf = ({ institutionId, institutionName, institutionKind, country, lastSeenAt, ...row }: PersonRow): PersonView => ({
  ...row,
  institution: { id: institutionId, name: institutionName, kind: institutionKind, country },
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
})

/** Everyone with an account, by name. */
export const listPeople = async (db: Db): Promise<PersonView[]> => (await rows(db).orderBy('person.name').execute()).map(viewOf)

export const personById = async (db: Db, id: string): Promise<PersonView | undefined> => {
  const row = await rows(db).where('person.id', '=', id).executeTakeFirst()
  return row && viewOf(row)
}

/** The demonstration people who can sign in, by country and name. */
export const listDemonstration = async (db: Db): Promise<PersonView[]> => {
  const found = await rows(db).where('person.is_demonstration', '=', true).where('person.is_active', '=', true)
    .orderBy('institution.country').orderBy('person.name').execute()
  return found.map(viewOf)
}

export const personIdOf = async (db: Db, email: string): Promise<string | undefined> =>
  (await db.selectFrom('accounts.person').where('email', '=', email).select('id').executeTakeFirst())?.id

export const hasPeople = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('accounts.person').select('id').limit(1).executeTakeFirst()) !== undefined

export interface NewPerson {
  email: string
  name: string
  language: Language
  institutionId: string
  territories: readonly string[]
}

/** Keeps a new person, without roles or credentials, and returns the id. */
export const insertPerson = async (db: Db, { email, name, language, institutionId, territories }: NewPerson): Promise<string> => {
  const row = await db.insertInto('accounts.person')
    .values({ email, name, language, institution_id: institutionId, territories: [...territories] })
    .returning('id').executeTakeFirstOrThrow()
    .catch(brokenConstraint({
      person_email_once: () => personProblems.emailTaken({ email }),
      person_institution: () => personProblems.noInstitution(),
    }))
  return row.id
}

export const updatePerson = async (db: Db, { id, name, institutionId, territories }: PersonChange): Promise<void> => {
  await db.updateTable('accounts.person').set({ name, institution_id: institutionId, territories }).where('id', '=', id).execute()
    .catch(brokenConstraint({ person_institution: () => personProblems.noInstitution() }))
}

/** Makes the person's roles exactly these. */
export const replaceRoles = async (db: Db, id: string, roles: readonly Role[], by: { id: string | null; now: Date }): Promise<void> => {
  await db.deleteFrom('accounts.role_grant').where('person_id', '=', id).$if(roles.length > 0, (some) => some.where('role', 'not in', roles)).execute()
  if (roles.length === 0) return
  const grants = roles.map((role) => ({ person_id: id, role, granted_by: by.id, granted_at: by.now }))
  await db.insertInto('accounts.role_grant').values(grants).onConflict((same) => same.columns(['person_id', 'role']).doNothing()).execute()
}

export const setActive = async (db: Db, id: string, isActive: boolean): Promise<void> => {
  await db.updateTable('accounts.person').set({ is_active: isActive }).where('id', '=', id).execute()
}

export const setLanguage = async (db: Db, id: string, language: Language): Promise<void> => {
  await db.updateTable('accounts.person').set({ language }).where('id', '=', id).execute()
}

/** The active administrators, locked until commit, so that two of them cannot remove each other at once. */
export const lockAdministrators = async (db: Db): Promise<string[]> => {
  const found = await db.selectFrom('accounts.role_grant')
    .innerJoin('accounts.person', 'accounts.person.id', 'accounts.role_grant.person_id')
    .where('role', '=', 'administrator').where('is_active', '=', true)
    .orderBy('accounts.person.id').select('accounts.person.id').forUpdate().execute()
  return found.map(({ id }) => id)
}
