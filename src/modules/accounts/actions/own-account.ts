// What acts on one's own account share: whose it is, proof of the password, and the keys of the node.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Node } from '../../../platform/node.ts'
import type { Text } from '../../../platform/text.ts'
import type { PersonView } from '../model.ts'
import { credentialProblems } from '../problems.ts'
import { passwordFault } from '../rules/password.ts'
import { passwordHashOf } from '../store/credentials.ts'
import { personById } from '../store/people.ts'
import { accountsSecret } from '../store/secret.ts'
import { countAttempt } from './attempts.ts'
import { hashPassword, verifyPassword } from './credentials/argon2id.ts'
import { keysFrom, type Keys } from './credentials/sealed-secret.ts'

/** For `on`: the account of whoever asks. */
export const ownAccount = async (_input: unknown, db: Db, actor: Actor): Promise<PersonView | undefined> =>
  actor.id === null ? undefined : personById(db, actor.id)

/** For `may`. */
export const isOneself = (actor: Actor, person: PersonView): boolean => actor.id === person.id

export const onOwnAccount: Text = { es: 'sobre la propia cuenta', en: 'on one’s own account' }

/** The keys of this node's accounts. */
export const keysOf = (node: Node): Keys => keysFrom(accountsSecret(node.config.dataFolder))

interface Proof {
  db: Db
  node: Node
  now: Date
  personId: string
  password: string
}

/** Refuses whoever does not know the account's password; wrong guesses make the next one wait. */
export const provePassword = async ({ db, node, now, personId, password }: Proof): Promise<void> => {
  const attempt = countAttempt(node, { device: `proof ${personId}` }, now)
  if (!(await verifyPassword(password, await passwordHashOf(db, personId)))) throw credentialProblems.wrongPassword()
  attempt.succeed()
}

/** The hash of a new password that is good enough for this person. `field` is the input it came in. */
export const hashGoodPassword = async (password: string, about: { name: string; email: string }, field: string): Promise<string> => {
  const fault = passwordFault(password, [about.email, about.name])
  if (!fault) return hashPassword(password)
  const { text } = credentialProblems[fault]()
  throw credentialProblems[fault](undefined, { fields: { [field]: text } })
}
