// SQL of invitations and of the code that opens an empty node.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Language } from '../../../platform/text.ts'

export interface NewInvitationRow {
  personId: string
  purpose: 'join' | 'renew'
  now: Date
  expiresAt: Date
}

/** Keeps an invitation and returns its id; earlier ones of the person stop working. */
export const insertInvitation = async (db: Db, { personId, purpose, now, expiresAt }: NewInvitationRow): Promise<string> => {
  await db.deleteFrom('accounts.invitation').where('person_id', '=', personId).where('used_at', 'is', null).execute()
  const row = await db.insertInto('accounts.invitation')
    .values({ person_id: personId, purpose, created_at: now, expires_at: expiresAt }).returning('id').executeTakeFirstOrThrow()
  return row.id
}

/** An invitation that still works, of an active person; locked until commit, so that it is accepted once. */
export const openInvitation = (db: Db, id: string, now: Date) =>
  db.selectFrom('accounts.invitation as invitation')
    .innerJoin('accounts.person as person', 'person.id', 'invitation.person_id')
    .innerJoin('accounts.institution as institution', 'institution.id', 'person.institution_id')
    .where('invitation.id', '=', id).where('invitation.used_at', 'is', null).where('invitation.expires_at', '>', now).where('person.is_active', '=', true)
    .select([
      'invitation.id', 'invitation.expires_at as expiresAt', sql<'join' | 'renew'>`invitation.purpose`.as('purpose'), 'person.id as personId',
      'person.name', 'person.email', sql<Language>`person.language`.as('language'), 'institution.name as institution',
      'person.is_demonstration as isDemonstration',
    ])
    .forUpdate('invitation').executeTakeFirst()

export type OpenInvitation = NonNullable<Awaited<ReturnType<typeof openInvitation>>>

export const spendInvitation = async (db: Db, id: string, now: Date): Promise<void> => {
  await db.updateTable('accounts.invitation').set({ used_at: now }).where('id', '=', id).execute()
}

/** Makes this the only code that opens the node. */
export const replaceSetUpCode = async (db: Db, codeHash: Buffer, now: Date): Promise<void> => {
  await db.deleteFrom('accounts.set_up').execute()
  await db.insertInto('accounts.set_up').values({ code_hash: codeHash, created_at: now }).execute()
}

/** Uses the set-up code up; false when it is another. */
export const spendSetUpCode = async (db: Db, codeHash: Buffer): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('accounts.set_up').where('code_hash', '=', codeHash).executeTakeFirst()
  return numDeletedRows > 0n
}
