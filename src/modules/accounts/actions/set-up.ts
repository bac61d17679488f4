// The code that opens an empty node to its first administrator: shown in the terminal, kept only as a hash.
import type { System } from '../../../platform/system.ts'
import { replaceSetUpCode } from '../store/invitations.ts'
import { hasPeople } from '../store/people.ts'
import { codeHash, newCode } from './credentials/tokens.ts'
import { keysOf } from './own-account.ts'

/** A fresh code while the node has nobody; the one before stops working. */
export const offerSetUp = async (system: System): Promise<string | undefined> => {
  const { db } = system.database
  if (await hasPeople(db)) return undefined
  const code = newCode(4)
  await db.transaction().execute((transaction) => replaceSetUpCode(transaction, codeHash(keysOf(system.node), code), system.now()))
  return code
}
