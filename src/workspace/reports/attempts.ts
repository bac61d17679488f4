// When a broken transfer is tried again, how long it waits before, and when it is given up.
import { ApiProblem } from '../kit/api.ts'

const waits = [1000, 2000, 4000, 8000, 15_000]

/** Whether another attempt may help: the network was cut, or the node was busy or away. */
export const mayPass = (error: unknown): boolean => error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500)

/** Waits before the attempt after this one, each time longer. Throws what broke it once there were enough. */
export const untilNextAttempt = async (attempt: number, broken: unknown): Promise<void> => {
  const wait = waits[attempt]
  if (wait === undefined) throw broken
  await new Promise((resolve) => setTimeout(resolve, wait))
}
