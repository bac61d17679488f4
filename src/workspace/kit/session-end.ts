// Notices that the session ended while somebody was working, so that the shell can offer to sign in without losing the screen.
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let hasEnded = false

const set = (value: boolean): void => {
  hasEnded = value
  for (const listener of listeners) listener()
}

export const noteSessionEnded = (): void => set(true)
export const noteSessionBack = (): void => set(false)

export const useSessionEnded = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, () => hasEnded)
