// Dear work the node does for strangers whose browsers run no programs (sealing on arrival, slow hashes): few at a time, the others wait their turn.
import { platformProblems } from '../../../platform/problems.ts'

const atOnce = 2
/** Beyond, nobody more is let wait. */
const mostWaiting = 100
const secondsToWait = 30

let working = 0
const waiting: (() => void)[] = []

const turn = async (): Promise<void> => {
  if (working < atOnce) {
    working += 1
    return
  }
  if (waiting.length >= mostWaiting) throw platformProblems.tooMany({ seconds: secondsToWait })
  await new Promise<void>((resolve) => waiting.push(resolve))
}

/** Hands the place on to whoever waits longest. */
const leave = (): void => {
  const next = waiting.shift()
  if (next) next()
  else working -= 1
}

/** Does the work in its turn. Throws `request.tooMany` when too many wait already. */
export const inTurn = async <R>(work: () => Promise<R>): Promise<R> => {
  await turn()
  return work().finally(leave)
}
