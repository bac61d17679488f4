// What a second receipt leads to: the person's own words, or one of several ordinary questions with its answer. Shared by server and browser.
import { first, type Fields } from './steps.ts'
import { fill, type Words } from './words.ts'

export interface DecoySaid {
  question: string
  /** Undefined: nobody has answered yet. */
  answer: string | undefined
}

/** How many ready questions each language has: `decoyQuestion1` … with `decoyAnswer1` … */
export const readyDecoys = 8

/** `turn`: which of the ready ones, any number from 0; they are public, so words of one's own go first. */
export const decoySaid = (fields: Fields, words: Words, turn: number): DecoySaid => {
  const question = first(fields, 'decoyOwn')
  if (question !== undefined) return { question, answer: first(fields, 'decoyOwnAnswer') }
  const number = String((turn % readyDecoys) + 1)
  return { question: fill(words, `decoyQuestion${number}`), answer: fill(words, `decoyAnswer${number}`) }
}

/** A number for `decoySaid` that nobody can foresee. */
export const anyTurn = (): number => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0
