// Proof that whoever acts can really open a key, and not only sign in as somebody who can: the node seals a word to the key and asks for it.
// Without it, an administrator who resets somebody's sign-in could put a key of their own in place of a unit's. What proves to hold a unit's
// key is its identity alone, not something sealed that claims to be it.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Node } from '../../../platform/node.ts'
import { sealTo } from '../../../platform/seal/seal.ts'
import { Challenge, ChallengeFor, proofBegins } from '../model.ts'
import { keyProblems } from '../problems.ts'
import { worksWhereReportsArrive } from '../rules.ts'
import { provingRecipient } from '../store/keys.ts'
import { unitsSecret } from '../store/secret.ts'

/** A word serves for this long, and for as long again. */
const windowMs = 10 * 60_000

const wordOf = (node: Node, { person, about, window }: { person: string; about: string; window: number }): string =>
  proofBegins + createHmac('sha256', unitsSecret(node.config.dataFolder)).update(`${person} ${about} ${window}`).digest('base64url')

const windowOf = (now: Date): number => Math.floor(now.getTime() / windowMs)

const isSame = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

interface Proving {
  node: Node
  actor: Actor
  /** The unit or own key that is acted upon. */
  about: string
  proof: string
  now: Date
}

/** Refuses whoever did not open the word that was sealed to the key. */
export const refuseUnproven = ({ node, actor, about, proof, now }: Proving): void => {
  const words = [0, 1].map((before) => wordOf(node, { person: actor.id!, about, window: windowOf(now) - before }))
  if (!words.some((word) => isSame(word, proof))) throw keyProblems.notProven()
}

export const challengeKey = action({
  name: 'key.challenge',
  summary: { es: 'Pedir la palabra que prueba que puedo abrir una llave', en: 'Ask for the word that proves I can open a key' },
  input: ChallengeFor,
  output: Challenge,
  on: ({ about }, db, actor) => provingRecipient(db, about, actor.id!),
  may: (actor) => worksWhereReportsArrive(actor),
  condition: { es: 'miembro de la unidad, o es la propia llave; solo quien la tiene abre la respuesta', en: 'a member of the unit, or one’s own key; only whoever holds it opens the answer' },
  async run({ input, subject, actor, node, now }) {
    const word = wordOf(node, { person: actor.id!, about: input.about, window: windowOf(now) })
    return { sealed: Buffer.from(await sealTo([subject], word)).toString('base64') }
  },
  remember: () => ({ nothing: 'the act it is asked for is remembered' }),
})
