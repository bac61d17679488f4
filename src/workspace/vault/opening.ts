// Opening the vault: one's own identity by passphrase or passkey, then everything of the units that is wrapped for it.
import { Decrypter, Encrypter, webauthn } from 'age-encryption'
import type { KeyRing } from '../../modules/units/model.ts'
import { newKeyPair, openWith, openWithPassphrase, sealWithPassphrase } from '../../platform/seal/seal.ts'
import { hold, holdMore, type Opened, type OwnIdentity, type UnitIdentity } from './memory.ts'

/** The cost of guessing a passphrase, as base-2 logarithm: about a second on a desk. */
const workFactor = 18

type Lock = KeyRing['keys'][number]['locks'][number]
export type NewLock = Pick<Lock, 'kind' | 'name' | 'hint' | 'sealed'>

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
export const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
export const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** Lets what was just drawn be seen before the browser is busy for a second. */
const painted = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

const openedOrNot = <T>(opening: Promise<T>): Promise<T | undefined> => opening.catch(() => undefined)

/** What of a unit's keys is wrapped for these identities, opened; what does not open is left out. */
const unitOf = async (unit: KeyRing['units'][number], own: readonly OwnIdentity[]): Promise<UnitIdentity[]> => {
  const opening = unit.keys.map(async ({ id, recipient, isCurrent, wraps }): Promise<UnitIdentity | undefined> => {
    for (const { to, sealed } of wraps) {
      const mine = own.find(({ key }) => key === to)
      const identity = mine && (await openedOrNot(openWith([mine.identity], bytesOf(sealed))))
      if (identity) return { key: id, recipient, isCurrent, identity: text(identity) }
    }
    return undefined
  })
  return (await Promise.all(opening)).filter((each) => each !== undefined)
}

const withUnits = async (ring: KeyRing, person: string, own: readonly OwnIdentity[]): Promise<Opened> => {
  const units = await Promise.all(ring.units.map(async (unit) => [unit.id, await unitOf(unit, own)] as const))
  return { person, own, units: new Map(units.filter(([, identities]) => identities.length > 0)) }
}

let newest: KeyRing | undefined

/** Opens what the ring newly brings for a vault that is open already; nothing once it is locked, or something newer came. */
export const absorb = async (ring: KeyRing, opened: Opened): Promise<void> => {
  newest = ring
  const more = await withUnits(ring, opened.person, opened.own)
  if (ring === newest) holdMore(more)
}

/** Whether it opened; it is held unless the person is gone by then. The current key is tried first, then earlier ones: an old passphrase still opens what was wrapped then. */
export const openByPassphrase = async (ring: KeyRing, person: string, passphrase: string): Promise<boolean> => {
  await painted()
  for (const key of ring.keys) {
    const lock = key.locks.find(({ kind }) => kind === 'passphrase')
    const identity = lock && (await openedOrNot(openWithPassphrase(passphrase, bytesOf(lock.sealed))))
    if (identity) {
      hold(await withUnits(ring, person, [{ key: key.id, isCurrent: key.isCurrent, identity: text(identity) }]))
      return true
    }
  }
  return false
}

/** Opens with the passkey of a lock. Throws when the person or the browser does not give it. */
export const openByPasskey = async (ring: KeyRing, person: string, lock: Lock): Promise<void> => {
  const key = ring.keys.find(({ locks }) => locks.some(({ id }) => id === lock.id))
  if (!key || lock.hint === null) throw new Error('no such passkey')
  const opener = new Decrypter()
  opener.addIdentity(new webauthn.WebAuthnIdentity({ identity: lock.hint }))
  const identity = text(await opener.decrypt(bytesOf(lock.sealed)))
  hold(await withUnits(ring, person, [{ key: key.id, isCurrent: key.isCurrent, identity }]))
}

/** The identity sealed with a passphrase, as it is kept. */
export const passphraseLock = async (identity: string, passphrase: string): Promise<NewLock> => {
  await painted()
  return { kind: 'passphrase', name: '', hint: null, sealed: base64Of(await sealWithPassphrase(passphrase, identity, workFactor)) }
}

/** Makes a passkey that can encrypt (PRF) and seals the identity with it. Throws when the device cannot. */
export const passkeyLock = async (identity: string, name: string, keyName: string): Promise<NewLock> => {
  const hint = await webauthn.createCredential({ keyName })
  const sealer = new Encrypter()
  sealer.addRecipient(new webauthn.WebAuthnRecipient({ identity: hint }))
  return { kind: 'passkey', name, hint, sealed: base64Of(await sealer.encrypt(identity)) }
}

export interface OwnKeyMade {
  recipient: string
  identity: string
  lock: NewLock
}

/** A new key of one's own, with its passphrase. */
export const makeOwnKey = async (passphrase: string): Promise<OwnKeyMade> => {
  const { recipient, identity } = await newKeyPair()
  return { recipient, identity, lock: await passphraseLock(identity, passphrase) }
}

/** Keeps the vault open with a key just made, once the ring knows it. */
export const openMade = async (ring: KeyRing, person: string, { recipient, identity }: OwnKeyMade): Promise<void> => {
  const key = ring.keys.find((each) => each.recipient === recipient)
  if (key) hold(await withUnits(ring, person, [{ key: key.id, isCurrent: true, identity }]))
}
