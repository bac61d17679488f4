// Receiving units for stories: real age keys, made and wrapped by the people themselves through the acts, as their browsers would.
import type { UnitView } from '../src/modules/units/model.ts'
import { newKeyPair, openWith, sealTo, sealWithPassphrase, type KeyPair } from '../src/platform/seal/seal.ts'
import type { Person, StoryPeople, TestNode } from './people.ts'

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

/** What opens the keys of the stories' people; weak, so that tests do not wait. */
export const testPassphrase = 'cinco palabras para una prueba'
const quickWorkFactor = 8

const madeOn = new WeakMap<object, Map<string, KeyPair>>()

/** The person's own key pair; made and kept on the node the first time. */
export const ownKeyOf = async ({ system }: TestNode, person: Person): Promise<KeyPair> => {
  const made = madeOn.get(system) ?? new Map<string, KeyPair>()
  madeOn.set(system, made)
  const known = made.get(person.email)
  if (known) return known
  const pair = await newKeyPair()
  await person.does('POST', '/api/keys', {
    recipient: pair.recipient, lock: { kind: 'passphrase', sealed: base64(await sealWithPassphrase(testPassphrase, pair.identity, quickWorkFactor)) },
  })
  made.set(person.email, pair)
  return pair
}

/** A key of the person's own in place of the one there is: all it takes is their session. */
export const anotherKeyOf = async (person: Person): Promise<KeyPair> => {
  const pair = await newKeyPair()
  await person.does('POST', '/api/keys', {
    recipient: pair.recipient, replaces: true, lock: { kind: 'passphrase', sealed: base64(await sealWithPassphrase(testPassphrase, pair.identity, quickWorkFactor)) },
  })
  return pair
}

/** Another key, made by the person: the one that `ownKeyOf` gives from now on. */
export const renewedKeyOf = async ({ system }: TestNode, person: Person): Promise<KeyPair> => {
  const pair = await anotherKeyOf(person)
  madeOn.set(system, (madeOn.get(system) ?? new Map<string, KeyPair>()).set(person.email, pair))
  return pair
}

/** The word the node sealed, opened with the person's own key or what it opens of the unit: proves that they can open what they act on. */
export const proofOf = async (person: Person, about: string, own: KeyPair): Promise<string> => {
  const { sealed } = await person.sees<{ sealed: string }>(`/api/keys/challenge?about=${about}`)
  const held = await identitiesOf(person, own, about).catch(() => [])
  return new TextDecoder().decode(await openWith([own.identity, ...held.map(({ identity }) => identity)], fromBase64(sealed)))
}

const competence = { country: 'GT', territories: ['GT'] }
let units = 0

/** A unit created by the person, without a key. */
export const unitOf = (lead: Person, more: Record<string, unknown> = {}): Promise<UnitView> => {
  units += 1
  return lead.does<UnitView>('POST', '/api/units', { name: `Unidad de prueba ${String(units)}`, ...competence, ...more })
}

export interface OpenUnit {
  id: string
  /** Its current key, as reporters see it. */
  key: { id: string; recipient: string }
  /** What opens everything sealed to it. */
  identity: string
}

/** Gives every key the unit has to the person, as the holder's browser does. */
export const wrapFor = async (node: TestNode, holder: Person, { unit, person, isLead = false }: { unit: string; person: Person; isLead?: boolean }): Promise<void> => {
  const own = await ownKeyOf(node, holder)
  const { recipient } = await ownKeyOf(node, person)
  const wraps = await Promise.all((await identitiesOf(holder, own, unit)).map(async ({ key, identity }) => ({ key, sealed: base64(await sealTo([recipient], identity)) })))
  await holder.does('POST', `/api/units/${unit}/members`, { person: person.id, isLead, wraps, proof: await proofOf(holder, unit, own) })
}

/** The identities of a unit's keys that the person can open. */
export const identitiesOf = async (person: Person, own: KeyPair, unit: string): Promise<{ key: string; identity: string }[]> => {
  const ring = await person.sees<{ units: { id: string; keys: { id: string; wraps: { sealed: string }[] }[] }[] }>('/api/keys')
  const keys = ring.units.find(({ id }) => id === unit)?.keys ?? []
  return Promise.all(keys.flatMap(({ id, wraps }) => wraps.map(async ({ sealed }) => ({ key: id, identity: new TextDecoder().decode(await openWith([own.identity], fromBase64(sealed))) }))))
}

/** A unit of the shelter that receives reports: fatima leads it, gael holds its key too. */
export const openUnit = async ({ node, fatima, gael }: Pick<StoryPeople, 'node' | 'fatima' | 'gael'>, more: Record<string, unknown> = {}): Promise<OpenUnit> => {
  const own = await ownKeyOf(node, fatima)
  const { id } = await unitOf(fatima, more)
  const pair = await newKeyPair()
  const made = await fatima.does<UnitView>('POST', `/api/units/${id}/key`, {
    recipient: pair.recipient, wraps: [{ person: fatima.id, sealed: base64(await sealTo([own.recipient], pair.identity)) }], proof: await proofOf(fatima, id, own),
  })
  await wrapFor(node, fatima, { unit: id, person: gael })
  return { id, identity: pair.identity, key: { id: made.keys[0]!.id, recipient: pair.recipient } }
}

/** Makes the person a reception officer, of another one's institution if told; what the administrator does. */
export const receives = async (elena: Person, person: Person, like: Person = person): Promise<void> => {
  const { name, territories } = await elena.sees<{ name: string; territories: string[] }>(`/api/people/${person.id}`)
  const { institution } = await elena.sees<{ institution: { id: string } }>(`/api/people/${like.id}`)
  await elena.does('PUT', `/api/people/${person.id}`, { name, territories, institutionId: institution.id, roles: ['reception-officer'] })
}
