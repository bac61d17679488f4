// The vault's front door: what is sealed to one's units opens here, in the browser's memory, and nowhere else.
import { openStreamWith, openWith, type SizedStream } from '../../platform/seal/seal.ts'
import { current, lock, type Opened, type UnitIdentity } from './memory.ts'
import { proofFor } from './proof.ts'
import { useOpened, useRing } from './use-ring.ts'

export { VaultGate } from './gate.tsx'
export { FingerPrint } from './finger-print.tsx'
export { useRing } from './use-ring.ts'
export type { UnitIdentity } from './memory.ts'

export interface Vault {
  /** `none`: no key of one's own yet. */
  state: 'none' | 'locked' | 'open'
  /** What was sealed to the unit, with any of its keys. Throws when the vault is locked or none of them opens it. */
  openSealed: (unitId: string, sealed: Uint8Array) => Promise<Uint8Array>
  /** The same for what is larger than memory. */
  openSealedStream: (unitId: string, sealed: ReadableStream<Uint8Array>) => Promise<SizedStream>
  /** What to seal to so that the unit can read it. Throws when one does not hold its current key. */
  recipientOf: (unitId: string) => string
  /** The unit's keys that are open, for giving them to another person. */
  identitiesOf: (unitId: string) => readonly UnitIdentity[]
  /** What was sealed to oneself. */
  openOwn: (sealed: Uint8Array) => Promise<Uint8Array>
  /** Shows the node that a unit's key opens here, or one's own: what an act on it asks for. Throws when it does not. */
  prove: (about: string) => Promise<string>
  lock: () => void
}

const heldOf = (opened: Opened | undefined, unitId: string): readonly UnitIdentity[] => opened?.units.get(unitId) ?? []

const openedOrThrow = (): Opened => {
  const opened = current()
  if (!opened) throw new Error('the vault is locked')
  return opened
}

const identitiesFor = (unitId: string): string[] => {
  const held = heldOf(openedOrThrow(), unitId).map(({ identity }) => identity)
  if (held.length === 0) throw new Error('no key of this unit')
  return held
}

const operations: Omit<Vault, 'state'> = {
  openSealed: async (unitId, sealed) => openWith(identitiesFor(unitId), sealed),
  openSealedStream: async (unitId, sealed) => openStreamWith(identitiesFor(unitId), sealed),
  recipientOf: (unitId) => {
    const key = heldOf(openedOrThrow(), unitId).find(({ isCurrent }) => isCurrent)
    if (!key) throw new Error('the unit’s current key is not held')
    return key.recipient
  },
  identitiesOf: (unitId) => heldOf(current(), unitId),
  openOwn: async (sealed) => openWith(openedOrThrow().own.map(({ identity }) => identity), sealed),
  prove: async (about) => {
    const opened = openedOrThrow()
    return proofFor(about, [...heldOf(opened, about), ...opened.own].map(({ identity }) => identity))
  },
  lock,
}

/** The vault as it stands; the component is drawn again when it opens, locks or learns of a new key. */
export const useVault = (): Vault => {
  const opened = useOpened()
  const { data } = useRing()
  const state = opened ? 'open' : data?.keys.length === 0 ? 'none' : 'locked'
  return { state, ...operations }
}

