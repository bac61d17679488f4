// SQL of passkeys and of the challenges they answer.
import type { Db } from '../../../platform/db/database.ts'
import { credentialProblems } from '../problems.ts'
import { brokenConstraint } from './constraints.ts'

export interface NewPasskey {
  personId: string
  credentialId: string
  publicKey: Uint8Array
  counter: number
  transports: readonly string[]
  name: string
}

export const insertPasskey = async (db: Db, passkey: NewPasskey, now: Date): Promise<void> => {
  const { personId, credentialId, publicKey, counter, transports, name } = passkey
  await db.insertInto('accounts.passkey').values({
    person_id: personId, credential_id: credentialId, public_key: Buffer.from(publicKey), counter, transports: [...transports], name, created_at: now,
  }).execute().catch(brokenConstraint({ passkey_credential_once: () => credentialProblems.passkeyTaken() }))
}

export const passkeysOf = (db: Db, personId: string) =>
  db.selectFrom('accounts.passkey').where('person_id', '=', personId).orderBy('created_at')
    .select(['id', 'name', 'credential_id as credentialId', 'created_at as createdAt', 'last_used_at as lastUsedAt']).execute()

/** A passkey of an active person, by the credential the browser names; locked until commit. */
export const passkeyByCredential = (db: Db, credentialId: string) =>
  db.selectFrom('accounts.passkey as passkey').innerJoin('accounts.person as person', 'person.id', 'passkey.person_id')
    .where('passkey.credential_id', '=', credentialId).where('person.is_active', '=', true)
    .select(['passkey.id', 'passkey.person_id as personId', 'passkey.public_key as publicKey', 'passkey.counter', 'passkey.transports'])
    .forUpdate('passkey').executeTakeFirst()

export const usePasskey = async (db: Db, id: string, counter: number, now: Date): Promise<void> => {
  await db.updateTable('accounts.passkey').set({ counter, last_used_at: now }).where('id', '=', id).execute()
}

/** Whether the person had that passkey. */
export const deletePasskey = async (db: Db, personId: string, id: string): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('accounts.passkey').where('person_id', '=', personId).where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export interface NewChallenge {
  challenge: string
  purpose: 'register' | 'sign-in'
  personId: string | null
  expiresAt: Date
}

export const insertChallenge = async (db: Db, { challenge, purpose, personId, expiresAt }: NewChallenge): Promise<string> => {
  const row = await db.insertInto('accounts.challenge').values({ challenge, purpose, person_id: personId, expires_at: expiresAt }).returning('id').executeTakeFirstOrThrow()
  return row.id
}

interface Asked {
  id: string
  purpose: 'register' | 'sign-in'
  personId: string | null
  now: Date
}

/** Takes a challenge away and returns it: each answers once, for whom it was made, while it lasts. */
export const takeChallenge = async (db: Db, { id, purpose, personId, now }: Asked): Promise<string | undefined> => {
  const row = await db.deleteFrom('accounts.challenge')
    .where('id', '=', id).where('purpose', '=', purpose).where('expires_at', '>', now)
    .where('person_id', personId === null ? 'is' : '=', personId)
    .returning('challenge').executeTakeFirst()
  return row?.challenge
}
