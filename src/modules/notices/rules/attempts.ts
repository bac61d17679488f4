// How often something is tried again, and after how long.
import { severities, type Severity } from '../model/channels.ts'
import type { DispatchState } from '../model/sending.ts'

const mostAttempts = 10
const firstWaitMinutes = 5

/** Minutes until the next attempt after so many: 10, 20, 40 … up to about 21 hours. */
export const waitAfter = (attempts: number): number => firstWaitMinutes * 2 ** Math.min(attempts, 8)

/** What a dispatch is after its attempt, the first being 1; `error` is null when it was taken. */
export const stateAfter = (error: string | null, attempts: number): DispatchState => {
  if (error === null) return 'sent'
  return attempts >= mostAttempts ? 'failed' : 'queued'
}

/** What each of a person's browsers answered to a push: null when it was woken, `gone` when it no longer exists, else a code. */
export type Waking = string | null

/**
 * What a push to several browsers comes to, of which `before` were woken by earlier attempts. Those that did not answer are tried again
 * alone; whoever was told on one of them was told, also when the others never answer.
 */
export const pushed = (wakings: readonly Waking[], before: number, attempts: number): { error: string | null; state: DispatchState; isTold: boolean } => {
  const isTold = before > 0 || wakings.includes(null)
  const failing = wakings.find((waking) => waking !== null && waking !== 'gone')
  if (failing !== undefined) {
    const state = stateAfter(failing, attempts)
    return { error: failing, state: isTold && state === 'failed' ? 'sent' : state, isTold }
  }
  return isTold ? { error: null, state: 'sent', isTold } : { error: 'gone', state: 'dropped', isTold }
}

/** What an institution's system or a push service says: null when it took the message, else a code. */
export const errorIn = (status: number): string | null => (status >= 200 && status < 300 ? null : `http-${String(status)}`)

const mostTogether = 20

interface Group {
  ids: string[]
  severity: Severity
}

const inGroups = (ids: readonly string[], severity: Severity): Group[] =>
  Array.from({ length: Math.ceil(ids.length / mostTogether) }, (_, at) => ({ ids: ids.slice(at * mostTogether, (at + 1) * mostTogether), severity }))

/**
 * Which dispatches are sent in one transaction: letters and calls one by one, so that a crash repeats no more than one;
 * pushes of one severity in groups, since one that comes again takes the place of the first.
 */
export const together = (due: readonly { id: string; channel: string; severity: Severity }[]): Group[] => {
  const pushes = Map.groupBy(due.filter(({ channel }) => channel === 'push'), ({ severity }) => severity)
  return [
    ...due.filter(({ channel }) => channel !== 'push').map(({ id, severity }) => ({ ids: [id], severity })),
    ...[...pushes].flatMap(([severity, each]) => inGroups(each.map(({ id }) => id), severity)),
  ]
}

/** Its place among the work that waits: what is grave goes before what is not, and before both goes the handing out itself. */
export const priorityOf = (severity: Severity): number => 1 + severities.indexOf(severity)
