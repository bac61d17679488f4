// Secrets the node itself must read again (of authenticators) kept encrypted with a key that is never in the database.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/** The keys of this node's accounts, derived from one kept secret for each use. */
export interface Keys {
  seal: Uint8Array
  mac: Uint8Array
}

/** The keys that a node's kept secret makes. */
export const keysFrom = (secret: string): Keys => {
  const derived = (use: string): Uint8Array => new Uint8Array(hkdfSync('sha256', Buffer.from(secret), 'sidmi.accounts', use, 32))
  return { seal: derived('seal'), mac: derived('mac') }
}

/** nonce ‖ ciphertext ‖ tag. `owner` is bound in: moved to another person's row it no longer opens. */
export const sealSecret = ({ seal }: Keys, owner: string, text: string): Buffer => {
  const nonce = randomBytes(nonceLength)
  const writer = createCipheriv(cipher, seal, nonce).setAAD(Buffer.from(owner))
  return Buffer.concat([nonce, writer.update(text, 'utf8'), writer.final(), writer.getAuthTag()])
}

/** Opens what `sealSecret` closed for the same owner; throws when anything was altered. */
export const openSecret = ({ seal }: Keys, owner: string, sealed: Uint8Array): string => {
  const reader = createDecipheriv(cipher, seal, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  reader.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(-tagLength))
  return Buffer.concat([reader.update(sealed.subarray(nonceLength, -tagLength)), reader.final()]).toString('utf8')
}

/** A keyed fingerprint: what was counted or handed out cannot be told from the database alone. */
export const fingerprint = ({ mac }: Keys, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', mac).update(JSON.stringify(parts)).digest()
