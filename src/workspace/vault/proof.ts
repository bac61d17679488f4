// Showing the node that this browser can open a key: it seals a word to the key, and the word goes back opened.
import { callAct } from '../kit/kit.ts'
import { proofBegins } from '../../modules/units/model.ts'
import { openWith } from '../../platform/seal/seal.ts'

/**
 * The word for a unit or a key of one's own. Throws when none of the identities opens it, and when what opens is not such a word:
 * whatever a node asks, no report and no key leaves the browser this way.
 */
export const proofFor = async (about: string, identities: readonly string[]): Promise<string> => {
  const { sealed } = await callAct<{ sealed: string }>('GET', '/api/keys/challenge', { about })
  const word = new TextDecoder().decode(await openWith(identities, Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0))))
  if (!word.startsWith(proofBegins)) throw new Error('the node asked to open something else')
  return word
}
