// Dear work that many may ask for at once: a few at a time, the others wait their turn.
import { platformProblems } from './problems.ts'

const secondsToWait = 30

export interface Turns {
  atOnce: number
  /** Beyond, nobody more is let wait. */
  mostWaiting: number
}

/** Work done in its turn, in the order it came. Throws `request.tooMany` when too many wait already. */
export const turns = ({ atOnce, mostWaiting }: Turns): (<R>(work: () => Promise<R>) => Promise<R>) => {
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
  return async (work) => {
    await turn()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
