// SQL of what people sign in with: passwords, authenticators, passkeys, recovery codes.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

/** What signing in needs to know of an account, found by e-mail. */
export interface Credentials {
  personId: string
  isActive: boolean
  isDemonstration: boolean
  hash: string | null
  sealedTotp: Buffer | null
  lastStep: number
  hasPasskey: boolean
}

/** Locks the person first and reads after: of two attempts with one code the second sees that it was used. */
export const credentialsOf = async (db: Db, email: string): Promise<Credentials | undefined> => {
  await db.selectFrom('accounts.person').where('email', '=', email).select('id').forUpdate().execute()
  return db.selectFrom('accounts.person as person')
    .leftJoin('accounts.credential_password as password', 'password.person_id', 'person.id')
    .leftJoin('accounts.credential_totp as totp', (join) => join.onRef('totp.person_id', '=', 'person.id').on('totp.is_confirmed', '=', true))
    .where('person.email', '=', email)
    .select([
      'person.id as personId', 'person.is_active as isActive', 'person.is_demonstration as isDemonstration', 'password.hash as hash',
      'totp.sealed_secret as sealedTotp', sql<number>`coalesce(totp.last_step, 0)`.as('lastStep'),
      sql<boolean>`exists (select from accounts.passkey where passkey.person_id = person.id)`.as('hasPasskey'),
    ])
    .executeTakeFirst()
}

export const passwordHashOf = async (db: Db, personId: string): Promise<string | undefined> =>
  (await db.selectFrom('accounts.credential_password').where('person_id', '=', personId).select('hash').executeTakeFirst())?.hash

export const setPasswordHash = async (db: Db, personId: string, hash: string, now: Date): Promise<void> => {
  const changed = { hash, changed_at: now }
  await db.insertInto('accounts.credential_password').values({ person_id: personId, ...changed })
    .onConflict((same) => same.column('person_id').doUpdateSet(changed)).execute()
}

/** Keeps the secret of an authenticator whose first code is still to come. */
export const offerTotp = async (db: Db, personId: string, sealed: Buffer): Promise<void> => {
  const fresh = { sealed_secret: sealed, is_confirmed: false, last_step: 0 }
  await db.insertInto('accounts.credential_totp').values({ person_id: personId, ...fresh })
    .onConflict((same) => same.column('person_id').doUpdateSet(fresh)).execute()
}

export const totpOf = (db: Db, personId: string): Promise<{ sealed: Buffer; isConfirmed: boolean } | undefined> =>
  db.selectFrom('accounts.credential_totp').where('person_id', '=', personId)
    .select(['sealed_secret as sealed', 'is_confirmed as isConfirmed']).executeTakeFirst()

/** Remembers the step of the code just used, so that it works once. */
export const useTotp = async (db: Db, personId: string, step: number): Promise<void> => {
  await db.updateTable('accounts.credential_totp').set({ is_confirmed: true, last_step: step }).where('person_id', '=', personId).execute()
}

export const deleteTotp = async (db: Db, personId: string): Promise<void> => {
  await db.deleteFrom('accounts.credential_totp').where('person_id', '=', personId).execute()
}

export const replaceRecoveryCodes = async (db: Db, personId: string, hashes: readonly Buffer[]): Promise<void> => {
  await db.deleteFrom('accounts.recovery_code').where('person_id', '=', personId).execute()
  if (hashes.length === 0) return
  await db.insertInto('accounts.recovery_code').values(hashes.map((hash) => ({ person_id: personId, code_hash: hash }))).execute()
}

/** Uses a recovery code up; false when there is none like it. */
export const spendRecoveryCode = async (db: Db, personId: string, hash: Buffer): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('accounts.recovery_code').where('person_id', '=', personId).where('code_hash', '=', hash).executeTakeFirst()
  return numDeletedRows > 0n
}

export const countRecoveryCodes = async (db: Db, personId: string): Promise<number> => {
  const row = await db.selectFrom('accounts.recovery_code').where('person_id', '=', personId).select(({ fn }) => fn.countAll<number>().as('left')).executeTakeFirstOrThrow()
  return row.left
}

/** Takes away every factor and the password; what remains is the account. */
export const deleteCredentials = async (db: Db, personId: string): Promise<void> => {
  for (const table of ['credential_password', 'credential_totp', 'passkey', 'recovery_code', 'device'] as const) {
    await db.deleteFrom(`accounts.${table}`).where('person_id', '=', personId).execute()
  }
}
