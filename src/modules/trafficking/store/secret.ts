// The node's own secret for trafficking records, and the keys it makes: a file of its data folder, never in the database.
import { createHmac } from 'node:crypto'
import { keptSecret } from '../../../platform/secrets.ts'

/** Turns what a file calls a record into 32 bytes: the same for the same words, and nothing leads back without the secret. */
export const recordKeys = (dataFolder: string): ((...parts: readonly string[]) => Buffer) => {
  const secret = keptSecret(dataFolder, 'trafficking')
  return (...parts) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest()
}
