// SQL of sessions and of the browsers people signed in with before.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Language } from '../../../platform/text.ts'
import type { Factor, InstitutionKind, Role } from '../model.ts'

export interface NewSession {
  tokenHash: Buffer
  personId: string
  factor: Factor
  agent: string
  now: Date
  expiresAt: Date
}

export const insertSession = async (db: Db, { tokenHash, personId, factor, agent, now, expiresAt }: NewSession): Promise<void> => {
  await db.insertInto('accounts.session').values({
    token_hash: tokenHash, person_id: personId, factor, agent, started_at: now, last_seen_at: now, expires_at: expiresAt,
  }).execute()
}

/** The sessions of these tokens, each with all that makes its actor; only of active people. */
export const sessionsByToken = (db: Db, tokenHashes: readonly Buffer[]) =>
  db.selectFrom('accounts.session as session')
    .innerJoin('accounts.shared_person as person', 'person.id', 'session.person_id')
    .where('session.token_hash', '=', sql<Buffer>`any (${[...tokenHashes]}::bytea[])`).where('person.is_active', '=', true)
    .select([
      'session.id as sessionId', 'session.token_hash as tokenHash', 'session.last_seen_at as lastSeenAt', 'session.expires_at as expiresAt', sql<Factor>`session.factor`.as('factor'),
      sql<string>`person.id`.as('personId'), sql<string>`person.name`.as('name'), sql<string>`person.email`.as('email'),
      sql<Language>`person.language`.as('language'), sql<Role[]>`person.roles`.as('roles'), sql<string[]>`person.territories`.as('territories'),
      sql<boolean>`person.is_demonstration`.as('isDemonstration'), sql<string>`person.institution_id`.as('institutionId'),
      sql<InstitutionKind>`person.institution_kind`.as('institutionKind'), sql<string>`person.country`.as('country'),
    ])
    .execute()

export type SessionRow = Awaited<ReturnType<typeof sessionsByToken>>[number]

export const touchSession = async (db: Db, id: string, now: Date): Promise<void> => {
  await db.updateTable('accounts.session').set({ last_seen_at: now }).where('id', '=', id).execute()
}

interface Changed {
  tokenHash: Buffer
  newHash: Buffer
  factor: Factor | undefined
}

/** Gives a session a new token, and a factor when one was just proved; the old token is worth nothing from then on. */
export const rotateSession = async (db: Db, { tokenHash, newHash, factor }: Changed): Promise<void> => {
  await db.updateTable('accounts.session').set({ token_hash: newHash, ...(factor && { factor }) }).where('token_hash', '=', tokenHash).execute()
}

export const sessionsOf = async (db: Db, personId: string, alive: { after: Date; seenAfter: Date }) =>
  db.selectFrom('accounts.session').where('person_id', '=', personId)
    .where('expires_at', '>', alive.after).where('last_seen_at', '>', alive.seenAfter).orderBy('last_seen_at', 'desc')
    .select(['id', 'token_hash as tokenHash', 'started_at as startedAt', 'last_seen_at as lastSeenAt', 'expires_at as expiresAt', 'agent',
      sql<Factor>`factor`.as('factor')])
    .execute()

export const endSession = async (db: Db, tokenHash: Buffer): Promise<void> => {
  await db.deleteFrom('accounts.session').where('token_hash', '=', tokenHash).execute()
}

/** Ends one of the person's sessions by id; false when it is not theirs. */
export const endSessionById = async (db: Db, personId: string, id: string): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('accounts.session').where('person_id', '=', personId).where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends all the person's sessions, but the one with this token when given. */
export const endSessionsOf = async (db: Db, personId: string, but?: Buffer): Promise<void> => {
  await db.deleteFrom('accounts.session').where('person_id', '=', personId)
    .$if(but !== undefined, (some) => some.where('token_hash', '!=', but ?? Buffer.alloc(0))).execute()
}

/** Whether this browser signed in to the account with that e-mail before. */
export const isKnownDevice = async (db: Db, tokenHash: Buffer, email: string): Promise<boolean> => {
  const row = await db.selectFrom('accounts.device').innerJoin('accounts.person', 'accounts.person.id', 'accounts.device.person_id')
    .where('token_hash', '=', tokenHash).where('email', '=', email).select('accounts.person.id').executeTakeFirst()
  return row !== undefined
}

export const keepDevice = async (db: Db, tokenHash: Buffer, personId: string, now: Date): Promise<void> => {
  await db.insertInto('accounts.device').values({ token_hash: tokenHash, person_id: personId, last_used_at: now })
    .onConflict((same) => same.columns(['token_hash', 'person_id']).doUpdateSet({ last_used_at: now })).execute()
}

/** Removes what no longer counts: ended sessions, unanswered challenges, browsers not seen for long, old invitations. */
export const sweep = async (db: Db, now: Date, longAgo: Date): Promise<void> => {
  await db.deleteFrom('accounts.session').where('expires_at', '<', now).execute()
  await db.deleteFrom('accounts.challenge').where('expires_at', '<', now).execute()
  await db.deleteFrom('accounts.device').where('last_used_at', '<', longAgo).execute()
  await db.deleteFrom('accounts.invitation').where('expires_at', '<', longAgo).execute()
}
