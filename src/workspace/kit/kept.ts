// What this device keeps for the person who works on it, so that work goes on without network: who they are, what they were to fill in,
// drafts, and what waits to be sent. Coded figures of their own institution only; forgotten when they sign out.
import { createStore, delMany, entries, get, set } from 'idb-keyval'

const store = createStore('sidmi', 'kept')
const listeners = new Set<() => void>()
const elsewhere = new BroadcastChannel('sidmi.kept')
elsewhere.onmessage = () => listeners.forEach((listener) => listener())

const changed = (): void => {
  listeners.forEach((listener) => listener())
  elsewhere.postMessage('changed')
}

/** Told when anything kept changes, in this window or another. */
export const watchKept = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What was kept under the key; undefined when nothing was, or the browser keeps nothing. */
export const kept = <T>(key: string): Promise<T | undefined> => get<T>(key, store).catch(() => undefined)

/** Keeps a value; fails when the browser will not. */
export const keep = async (key: string, value: unknown): Promise<void> => {
  await set(key, value, store)
  changed()
}

export const forget = async (keys: readonly string[]): Promise<void> => {
  await delMany([...keys], store).catch(() => undefined)
  changed()
}

/** Everything kept under keys that begin so. */
export const keptUnder = async <T>(beginning: string): Promise<[key: string, value: T][]> => {
  const all = await entries<string, T>(store).catch(() => [])
  return all.filter(([key]) => key.startsWith(beginning))
}

const sessionKey = 'session'

/** Keeps who is working here, so that the workspace opens without network; nobody, when nobody has signed in. */
export const keepSession = async (session: { person: unknown }): Promise<void> => {
  if (session.person) await keep(sessionKey, session).catch(() => undefined)
  else await forget([sessionKey])
}

export const keptSession = <T>(): Promise<T | undefined> => kept<T>(sessionKey)

/** Where a person's own things are kept: `${personId}:draft:…` typed and not sent, `${personId}:outbox:…` on its way. */
export const unsentOf = async (personId: string): Promise<number> => {
  const own = await keptUnder(`${personId}:`)
  return own.filter(([key]) => /^[^:]+:(draft|outbox):/.test(key)).length
}

/** Forgets everything kept for the person, sent or not. */
export const forgetPerson = async (personId: string): Promise<void> => {
  const own = await keptUnder(`${personId}:`)
  await forget([sessionKey, ...own.map(([key]) => key)])
}
