// A thread's side of the catalogues, which it does not hold: it asks the node and waits for the answer.
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import type { CodebookQuestion } from '../model/reading.ts'

/** Names of what may be asked, the port it is asked at, and the bell that rings when there is an answer. */
export interface Asked {
  questions: readonly string[]
  catalogues: MessagePort
  bell: Int32Array<SharedArrayBuffer>
}

const patience = 60_000
const mostRemembered = 100_000

const answered = ({ catalogues, bell }: Asked, question: CodebookQuestion): unknown => {
  Atomics.store(bell, 0, 0)
  catalogues.postMessage(question)
  if (Atomics.wait(bell, 0, 0, patience) === 'timed-out') throw new Error('The catalogues did not answer')
  return (receiveMessageOnPort(catalogues)?.message as { answer: unknown }).answer
}

const remembering = (asked: Asked, name: string) => {
  const answers = new Map<string, unknown>()
  return (...words: string[]): unknown => {
    const key = words.join('\u001f')
    if (!answers.has(key)) {
      if (answers.size >= mostRemembered) answers.clear()
      answers.set(key, answered(asked, { name, words }))
    }
    return answers.get(key)
  }
}

/** Functions that ask the node: those `startAnswered` was given there. */
export const asking = <Answers>(asked: Asked): Answers => Object.fromEntries(asked.questions.map((name) => [name, remembering(asked, name)])) as Answers
