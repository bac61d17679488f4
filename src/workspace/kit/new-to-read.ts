// What arrived while somebody works and they have not opened yet: addresses only.
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let fresh: readonly string[] = []

const set = (next: readonly string[]): void => {
  if (next.length === fresh.length && next.every((address) => fresh.includes(address))) return
  fresh = next
  for (const listener of listeners) listener()
}

/** An address below /app where there is something new; the same twice is one. */
export const noteNew = (address: string): void => set([...new Set([...fresh, address])])

/** Read, or put off. */
export const dropNew = (addresses: readonly string[]): void => set(fresh.filter((address) => !addresses.includes(address)))

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useNewToRead = (): readonly string[] => useSyncExternalStore(subscribe, () => fresh)
