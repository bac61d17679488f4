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

interface Here {
  person: { id: string } | null
}

/** Alerts are kept for whoever works here, as the node says, and for nobody else. */
const forgetAlertsOfOthers = async (person: string | undefined): Promise<void> => {
  const all = await keptUnder('')
  const others = all.map(([key]) => key).filter((key) => /^[^:]+:alerts?(:|$)/.test(key) && ownerOf(key) !== person)
  if (others.length > 0) await forget(others)
}

/** Keeps who is working here, so that the workspace opens without network; nobody, when nobody has signed in. What others had received goes. */
export const keepSession = async (session: Here): Promise<void> => {
  if (session.person) await keep(sessionKey, session).catch(() => undefined)
  else await forget([sessionKey])
  await forgetAlertsOfOthers(session.person?.id)
}

export const keptSession = <T>(): Promise<T | undefined> => kept<T>(sessionKey)

const ownerOf = (key: string): string => key.slice(0, key.indexOf(':'))

const isHere = async (person: string): Promise<boolean> => (await keptSession<Here>())?.person?.id === person

/**
 * Keeps what was read for the person a key begins with, while they are the one who works here: what was on its way when they left is not
 * kept after all. Fails like `keep`.
 */
export const keepRead = async (key: string, value: unknown): Promise<void> => {
  if (!(await isHere(ownerOf(key)))) return
  await keep(key, value)
  if (!(await isHere(ownerOf(key)))) await forget([key])
}

/** Where a person's own things are kept: `${personId}:draft:…` typed and not sent, `${personId}:outbox:…` on its way. */
export const unsentOf = async (personId: string): Promise<number> => {
  const own = await keptUnder(`${personId}:`)
  return own.filter(([key]) => /^[^:]+:(draft|outbox):/.test(key)).length
}

/** Forgets everything kept for the person, sent or not; that they work here first, so that nothing more is kept meanwhile. */
export const forgetPerson = async (personId: string): Promise<void> => {
  await forget([sessionKey])
  const own = await keptUnder(`${personId}:`)
  await forget(own.map(([key]) => key))
}
