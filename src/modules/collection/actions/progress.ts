// What this process is importing now: how far each delivery got, how long it will still take, and how it is stopped.
import { readingSteps, type ReadingStep } from '../model.ts'
import type { Progress } from '../model/delivery.ts'

/** An import under way. Lost with the process, like the import itself. */
export interface UnderWay {
  step: ReadingStep
  /** When the step began, by `performance.now()`. */
  since: number
  rows: number
  /** How much of the step is done and how much there is: bytes while reading, cells while writing. */
  done: number
  total: number
  stop: AbortController
  /** Set once somebody stopped the import: settles when the statement at hand was cancelled. */
  stopping: Promise<void> | undefined
  /** The database's number for the connection that imports. */
  connection: number
}

const underWay = new Map<string, UnderWay>()

/** Notes that an import begins; it ends with `forget`. */
export const begin = (deliveryId: string, { bytes, connection }: { bytes: number; connection: number }): UnderWay => {
  const began: UnderWay = { step: 'reading', since: performance.now(), rows: 0, done: 0, total: bytes, stop: new AbortController(), stopping: undefined, connection }
  underWay.set(deliveryId, began)
  return began
}

export const forget = (deliveryId: string): void => void underWay.delete(deliveryId)

/** Notes that another step begins; `total` is 0 when how far it got cannot be known. */
export const goOn = (work: UnderWay, step: ReadingStep, total = 0): void => void Object.assign(work, { step, total, done: 0, since: performance.now() })

/** Stops an import of this process: first the statement at hand by `cancel`, then the reading. Nothing happens when it is not under way. */
export const stopUnderWay = async (deliveryId: string, cancel: (connection: number) => Promise<void>): Promise<void> => {
  const work = underWay.get(deliveryId)
  if (work) await (work.stopping ??= cancel(work.connection).finally(() => work.stop.abort()))
}

const soonest = 2000
const leastShare = 0.02

// Only what was measured in this step of this import speaks for the rest of it.
const secondsLeft = ({ since }: UnderWay, share: number): number | null => {
  const taken = performance.now() - since
  return taken < soonest || share < leastShare ? null : Math.ceil((taken * (1 - share)) / share / 1000)
}

/** How far an import of this process got; null when it is not importing the delivery. */
export const progressOf = (deliveryId: string): Progress | null => {
  const work = underWay.get(deliveryId)
  if (!work) return null
  const { step, rows, done, total } = work
  const share = total === 0 ? null : Math.min(1, done / total)
  return { step, steps: readingSteps.length, number: readingSteps.indexOf(step) + 1, rows, share, secondsLeft: share === null ? null : secondsLeft(work, share) }
}
