// Everything sealed to the person, as read from the node; whatever it newly brings is opened while the vault is open.
import { useEffect, useSyncExternalStore } from 'react'
import type { KeyRing } from '../../modules/units/model.ts'
import { useRead, useSession, type Reading } from '../kit/kit.ts'
import { current, subscribe, type Opened } from './memory.ts'

export const useOpened = (): Opened | undefined => useSyncExternalStore(subscribe, current)

/** The ring, and the keeping up of an open vault with it. */
export const useRing = (): Reading<KeyRing> => {
  const isOfReception = useSession()?.acts.includes('key.read') ?? false
  const ring = useRead<KeyRing>('/api/keys', {}, { topics: ['key', 'unit'], enabled: isOfReception })
  const { data } = ring
  useEffect(() => {
    const opened = current()
    // The cryptography is a download of its own, fetched when it is first needed.
    if (opened && data) void import('./opening.ts').then(({ absorb }) => absorb(data, opened))
  }, [data])
  return ring
}
