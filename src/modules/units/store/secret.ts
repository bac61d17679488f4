// The node's own secret for proofs of holding a key: a file of its data folder, never in the database.
import { keptSecret } from '../../../platform/secrets.ts'

/** 43 characters, base64url; made the first time. */
export const unitsSecret = (dataFolder: string): string => keptSecret(dataFolder, 'units')
