// Who sends a request: from the token of its session to an actor with the acts it may perform.
import type { Actor } from '../../../platform/access.ts'
import type { System } from '../../../platform/system.ts'
import type { Language } from '../../../platform/text.ts'
import { actsOf, isEnrolled } from '../rules/access.ts'
import { isAlive, isWorthTouching, sessionLimits } from '../rules/session.ts'
import { sessionsByToken, touchSession, type SessionRow } from '../store/sessions.ts'
import { tokenHash } from './credentials/tokens.ts'

const actorOf = (row: SessionRow, language: Language): Actor => {
  const { personId, name, email, roles, territories, institutionId, institutionKind, country, factor, isDemonstration } = row
  return {
    kind: 'person', id: personId, name, email, roles, territories, language,
    institution: { id: institutionId, kind: institutionKind, country },
    acts: actsOf({ roles, kind: institutionKind, isEnrolled: isEnrolled(factor, isDemonstration) }),
  }
}

interface Asking {
  token: string | undefined
  /** The language the request asks for; without one, the person's own. */
  language: Language | undefined
}

/** The person of a living session; anyone else is anonymous. Being seen keeps the session alive. */
export const identifyToken = async (system: System, { token, language }: Asking): Promise<Actor> => {
  const anonymous = { ...system.anonymous, ...(language && { language }) }
  const [row] = token ? await sessionsByToken(system.database.db, [tokenHash(token)]) : []
  const now = system.now()
  if (!row || !isAlive(row, sessionLimits, now)) return anonymous
  if (isWorthTouching(row.lastSeenAt, now)) await touchSession(system.database.db, row.sessionId, now)
  return actorOf(row, language ?? row.language)
}

/** Who these are now, in their order and in one query. Nobody is seen by it: an open screen alone keeps no session alive. */
export const identifyUnseen = async (system: System, asking: readonly Asking[]): Promise<Actor[]> => {
  const hashes = asking.map(({ token }) => (token ? tokenHash(token) : undefined))
  const rows = await sessionsByToken(system.database.db, hashes.filter((hash) => hash !== undefined))
  const alive = new Map(rows.filter((row) => isAlive(row, sessionLimits, system.now())).map((row) => [row.tokenHash.toString('hex'), row]))
  return hashes.map((hash, at) => {
    const row = hash && alive.get(hash.toString('hex'))
    return row ? actorOf(row, asking[at]?.language ?? row.language) : system.anonymous
  })
}
