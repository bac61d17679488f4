// The program that seals, fetched while the person writes: age, receipts, padding, proof of work.
import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

export { unpadded } from '../platform/seal/padding.ts'
export { lookupOf, newReceipt, openIdentity, shownReceipt, typedReceipt } from '../platform/seal/receipt.ts'
export { openWith } from '../platform/seal/seal.ts'
export { fromBase64, namedFile, newSecret, recipientsFor, sealFile, sealMessage, sealReport } from '../modules/reports/rules/sealing.ts'

/** Does the work a challenge asks for; the answer as it is sent. */
export const prove = async (challenge: Challenge): Promise<string> => {
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}
