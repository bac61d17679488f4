// The node's own secrets for notices: files of its data folder, never in the database.
import { createECDH, createHmac } from 'node:crypto'
import { keptSecret } from '../../../platform/secrets.ts'

export interface PushKeys {
  publicKey: string
  privateKey: string
}

/** The node's VAPID keys (RFC 8292): the private one is 32 random bytes, made once; the public one follows from it. */
export const pushKeys = (dataFolder: string): PushKeys => {
  const privateKey = keptSecret(dataFolder, 'push')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(privateKey, 'base64url')
  return { privateKey, publicKey: curve.getPublicKey('base64url') }
}

/** The secret shared with one webhook: 43 characters that follow from its id, so that it is kept nowhere. */
export const webhookSecret = (dataFolder: string, id: string): string =>
  createHmac('sha256', keptSecret(dataFolder, 'notices')).update(`webhook:${id}`).digest('base64url')

/** A name for a letter that stays the same when it is sent again, and tells nothing. */
export const letterId = (dataFolder: string, ...parts: readonly string[]): string =>
  createHmac('sha256', keptSecret(dataFolder, 'notices')).update(JSON.stringify(['letter', ...parts])).digest('hex').slice(0, 32)
