// Speaks with the node: nothing is sent along but what is said, and a broken connection is told apart from a refusal.
/** The node's «no»: the page has the sentence for its code. */
export interface Refusal {
  code: string
  offset?: number
  /** What the units’ keys are now, when they are no longer those it was sealed to. */
  keys?: string[]
  recipients?: string[]
}

export type Reply<T> = { ok: T } | { refused: Refusal } | 'unreachable'

const patience = 120_000

/** Phones of 2016 may have no `AbortSignal.timeout`. */
export const within = (ms: number): AbortSignal => {
  const abort = new AbortController()
  setTimeout(() => abort.abort(), ms)
  return abort.signal
}

/** `unreachable`: no network, or a node that cannot answer now; it may be asked again. */
export const ask = async <T>(path: string, init: RequestInit = {}): Promise<Reply<T>> => {
  try {
    const response = await fetch(path, { ...init, credentials: 'omit', cache: 'no-store', referrerPolicy: 'same-origin', signal: within(patience) })
    if (response.status >= 500 || response.status === 429) return 'unreachable'
    const body: unknown = await response.json()
    return response.ok ? { ok: body as T } : { refused: body as Refusal }
  } catch {
    return 'unreachable'
  }
}

export const post = <T>(path: string, body: unknown): Promise<Reply<T>> =>
  ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

const waits = [2000, 4000, 8000, 15_000, 30_000]

/** Until the network is back, the person presses the button, or some seconds have passed. */
export const untilWorthAsking = (attempt: number, isPressed: Promise<unknown>): Promise<unknown> => {
  const ms = waits[Math.min(attempt, waits.length - 1)] ?? 30_000
  const isBack = new Promise((resolve) => addEventListener('online', resolve, { once: true }))
  return Promise.race([isPressed, isBack, new Promise((resolve) => setTimeout(resolve, ms))])
}
