// The work by which anybody who sends a file shows that it is meant, so that officers’ files need not wait as those of unknown programs do.
import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { sizeAsked } from '../../modules/reports/model/file-sizes.ts'
import { callAct } from '../kit/api.ts'

/** What the node asks of a file of that size, done; some seconds for the largest. Throws ApiProblem. */
export const workFor = async (bytes: number): Promise<string> => {
  const { parameters, signature = '' } = await callAct<Challenge>('GET', '/api/reports/challenge', { bytes: sizeAsked(bytes) })
  const challenge = { parameters, signature }
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}
