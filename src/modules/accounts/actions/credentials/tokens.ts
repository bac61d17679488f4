// Random things handed to people: session and device tokens, recovery codes, the set-up code, invitation links.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { fingerprint, type Keys } from './sealed-secret.ts'

/** 256 random bits, base64url. Only its hash is ever stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

// Without letters and digits that are mistaken for each other.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

const randomSign = (): string => {
  for (;;) {
    const sign = alphabet[(randomBytes(1)[0] ?? 0) & 31]
    if (sign) return sign
  }
}

/** Groups of five signs a person can copy by hand (`k7m2p-…`); each sign carries just under 5 bits. */
export const newCode = (groups: number): string =>
  Array.from({ length: groups }, () => Array.from({ length: 5 }, randomSign).join('')).join('-')

/** The hash of a hand-copied code, whatever its case, spaces and dashes. */
export const codeHash = (keys: Keys, code: string): Buffer => fingerprint(keys, 'code', code.toLowerCase().replace(/[^a-z0-9]/g, ''))

export const recoveryCodeCount = 10

/**
 * The token of an invitation link, made from its id, so that the worker who sends the letter needs the id alone and the
 * database never holds it.
 */
export const invitationToken = (keys: Keys, id: string): string => `${id}.${fingerprint(keys, 'invitation', id).toString('base64url')}`

/** The invitation a token belongs to; undefined when the token was not made here. */
export const invitationOf = (keys: Keys, token: string): string | undefined => {
  const id = token.slice(0, token.indexOf('.'))
  const made = Buffer.from(invitationToken(keys, id))
  const given = Buffer.from(token)
  return made.length === given.length && timingSafeEqual(made, given) ? id : undefined
}
