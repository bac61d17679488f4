// Opening a session for someone who proved who they are, and giving it a new token when its rights change.
import type { Db } from '../../../platform/db/database.ts'
import type { Browser, Factor, Tokens } from '../model.ts'
import { sessionLimits } from '../rules/session.ts'
import { endSession, insertSession, keepDevice, rotateSession } from '../store/sessions.ts'
import { newToken, tokenHash } from './credentials/tokens.ts'

interface Proved {
  personId: string
  factor: Factor
  browser: Browser
  now: Date
}

/** Opens a session, ends the one this browser had, and marks the browser as known to the account. */
export const openSession = async (db: Db, { personId, factor, browser, now }: Proved): Promise<Tokens> => {
  if (browser.session) await endSession(db, tokenHash(browser.session))
  const session = newToken()
  const device = browser.device ?? newToken()
  const expiresAt = new Date(now.getTime() + sessionLimits.longest)
  await insertSession(db, { tokenHash: tokenHash(session), personId, factor, agent: browser.agent, now, expiresAt })
  await keepDevice(db, tokenHash(device), personId, now)
  return { session, device }
}

/** A new token for the same session, and its newly proved factor. */
export const renewSession = async (db: Db, browser: Browser, factor?: Factor): Promise<Tokens> => {
  const session = newToken()
  await rotateSession(db, { tokenHash: tokenHash(browser.session ?? ''), newHash: tokenHash(session), factor })
  return { session }
}
