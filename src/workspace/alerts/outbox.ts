// Acknowledgements on their way: written with or without network, kept until the node has them, sent once.
import { useEffect, useState } from 'react'
import type { Deed } from '../../modules/alerts/model/answers.ts'
import { callAct, refresh, type ApiProblem } from '../kit/kit.ts'
import { forget, keep, kept, keptUnder, watchKept } from '../kit/kept.ts'
import { mayPass, outboxOf } from '../kit/outbox.ts'
import { queryClient } from '../kit/query.ts'

/** An answer to one message of an alert. */
export interface Answer {
  alert: string
  version: number
  kind: 'Alert' | 'Update' | 'Cancel'
  did: Deed
  note: string
  /** ISO instant: the node keeps what was written last, in whatever order it arrives. */
  writtenAt: string
  /** Why the node did not take it, in the reader's language; it is then not sent again. */
  refusal?: string
}

const answersOf = (person: string): string => `${outboxOf(person)}acknowledgement:`
const keyOf = (person: string, alert: string): string => `${answersOf(person)}${alert}`

const sendOne = async ({ alert, refusal: _, ...answer }: Answer): Promise<void> => {
  await callAct('POST', '/api/alerts/:id/acknowledgement', { id: alert, ...answer })
  await refresh(queryClient, ['alert'])
}

/** Sends it now; without network it is kept and `waiting`. Throws what the node refused. */
export const giveAnswer = async (person: string, answer: Answer): Promise<'sent' | 'waiting'> => {
  const key = keyOf(person, answer.alert)
  try {
    await sendOne(answer)
    await forget([key])
    return 'sent'
  } catch (problem) {
    if (!mayPass(problem)) throw problem
    await keep(key, answer)
    return 'waiting'
  }
}

/** Sends every acknowledgement of the person that waits. */
export const sendAnswers = async (person: string): Promise<void> => {
  for (const [key, answer] of await keptUnder<Answer>(answersOf(person))) {
    if (answer.refusal !== undefined) continue
    try {
      await sendOne(answer)
      await forget([key])
    } catch (problem) {
      if (mayPass(problem)) return
      await keep(key, { ...answer, refusal: (problem as ApiProblem).title })
    }
  }
}

export const dropAnswer = (person: string, alert: string): Promise<void> => forget([keyOf(person, alert)])

/** What the person answered to an alert that the node does not have yet. */
export const useWaitingAnswer = (person: string | undefined, alert: string): Answer | undefined => {
  const [answer, setAnswer] = useState<Answer>()
  useEffect(() => {
    if (person === undefined) return
    let isHere = true
    const look = (): void => void kept<Answer>(keyOf(person, alert)).then((found) => isHere && setAnswer(found))
    const stop = watchKept(look)
    look()
    return () => {
      isHere = false
      stop()
    }
  }, [person, alert])
  return answer
}
