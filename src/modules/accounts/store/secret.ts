// The node's own secret for accounts: a file of its data folder, never in the database.
import { keptSecret } from '../../../platform/secrets.ts'

/** 43 characters, base64url; made the first time. */
export const accountsSecret = (dataFolder: string): string => keptSecret(dataFolder, 'accounts')
