// What was written on this device and waits for the network: sent by itself, one window at a time, each thing under a key of its own, so that it arrives exactly once.
import { ApiProblem } from './api.ts'
import { keptSession } from './kept.ts'

/** Sends what one module has waiting for a person; what cannot be sent now stays where it is. */
export type Sender = (person: string) => Promise<void>

interface Session {
  person: { id: string } | null
}

/** Where a person's own things on their way are kept. */
export const outboxOf = (person: string): string => `${person}:outbox:`

/** Refusals that may pass by themselves: no network, a session that ended, a node that restarts or is busy. */
export const mayPass = (problem: unknown): boolean =>
  !(problem instanceof ApiProblem) || problem.status === 0 || problem.status === 401 || problem.status === 429 || problem.status >= 500

let senders: readonly Sender[] = []

/** Sends everything of the person who works here. */
export const sendWaiting = async (): Promise<void> => {
  const person = (await keptSession<Session>())?.person?.id
  if (person === undefined) return
  await navigator.locks.request('sidmi.outbox', { ifAvailable: true }, async (lock) => {
    if (lock) for (const send of senders) await send(person)
  })
}

const everyMs = 20_000

/** Keeps trying: when the network comes back, and every twenty seconds while the page is open. */
export const startOutbox = (all: readonly Sender[]): void => {
  senders = all
  const attempt = (): void => void sendWaiting().catch(() => undefined)
  addEventListener('online', attempt)
  setInterval(attempt, everyMs)
  attempt()
}
