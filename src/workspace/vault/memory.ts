// What the vault holds while it is open: secret identities, in this variable and nowhere else, until it is locked.
import { queryClient } from '../kit/query.ts'

/** One of the person's own keys, opened. */
export interface OwnIdentity {
  key: string
  isCurrent: boolean
  identity: string
}

/** A key of a unit, opened. */
export interface UnitIdentity {
  key: string
  recipient: string
  isCurrent: boolean
  identity: string
}

export interface Opened {
  person: string
  own: readonly OwnIdentity[]
  units: ReadonlyMap<string, readonly UnitIdentity[]>
}

const idleMs = 15 * 60_000
const checkMs = 20_000
const signsOfLife = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

const listeners = new Set<() => void>()
let opened: Opened | undefined
let lastSign = 0
let stopWatching = (): void => undefined

export const current = (): Opened | undefined => opened

export const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const set = (next: Opened | undefined): void => {
  opened = next
  for (const listener of listeners) listener()
}

const noteSign = (): void => void (lastSign = Date.now())

const lockWhenIdle = (): void => {
  if (Date.now() - lastSign > idleMs) lock()
}

const isHere = (person: string): boolean => queryClient.getQueryData<{ person: { id: string } | null }>(['session'])?.person?.id === person

/** Whoever signs out, or in as somebody else, leaves nothing open behind. */
const lockWhenGone = (): void => {
  if (opened && !isHere(opened.person)) lock()
}

const watch = (): (() => void) => {
  noteSign()
  const timer = setInterval(lockWhenIdle, checkMs)
  for (const sign of signsOfLife) addEventListener(sign, noteSign, { passive: true, capture: true })
  const stopListening = queryClient.getQueryCache().subscribe(lockWhenGone)
  return () => {
    clearInterval(timer)
    for (const sign of signsOfLife) removeEventListener(sign, noteSign, { capture: true })
    stopListening()
  }
}

/** Keeps what was opened, from now until it is locked: by hand, after 15 idle minutes, or at signing out. Nothing of whoever is gone by now. */
export const hold = (next: Opened): void => {
  if (!isHere(next.person)) return
  if (!opened) stopWatching = watch()
  set(next)
}

/** Keeps what more was opened with the same identities of one's own; nothing when the vault was locked meanwhile. */
export const holdMore = (next: Opened): void => {
  if (opened?.own === next.own) hold(next)
}

/** Forgets every identity. */
export const lock = (): void => {
  stopWatching()
  stopWatching = () => undefined
  set(undefined)
}
