// What is done with a unit's keys in the browser: made, sealed for each person, and only then sent.
import { callAct } from '../kit/kit.ts'
import { newKeyPair, sealTo } from '../../platform/seal/seal.ts'
import type { KeyRing, Receiver, UnitView } from '../../modules/units/model.ts'
import type { UnitIdentity, Vault } from '../vault/vault.ts'

const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
export const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const sealed = async (recipient: string, identity: string): Promise<string> => base64Of(await sealTo([recipient], identity))

/** Sealed to the second custodian, and that again to the first: ordinary age files, one inside the other. */
const nested = async (first: string, second: string, identity: string): Promise<string> => base64Of(await sealTo([first], await sealTo([second], identity)))

export interface Custodians {
  first: Receiver
  second: Receiver
}

type Prove = Vault['prove']
type Own = Pick<Vault, 'openOwn' | 'prove'>

interface NewKey {
  /** People of the unit who receive it. */
  members: readonly UnitView['members'][number][]
  custodians: Custodians | undefined
  prove: Prove
}

/** Makes the unit's first key, or the one that replaces it, for those people; custodians stay. */
export const giveNewKey = async (unit: UnitView, address: 'key' | 'rotation', { members, custodians, prove }: NewKey): Promise<void> => {
  const { recipient, identity } = await newKeyPair()
  const wraps = await Promise.all(members.map(async ({ person, recipient: own }) => ({ person, sealed: await sealed(own ?? '', identity) })))
  const custody = custodians && {
    first: custodians.first.person, second: custodians.second.person, sealed: await nested(custodians.first.recipient, custodians.second.recipient, identity),
  }
  await callAct('POST', `/api/units/:id/${address}`, { id: unit.id, recipient, wraps, proof: await prove(unit.id), ...(custody && { custody }) })
}

/** What the open vault holds of a unit, and how it shows that it does. */
interface Opened {
  held: readonly UnitIdentity[]
  prove: Prove
}

/** Gives every key of the unit that is open here to a person. */
export const giveKeys = async (unit: string, { held, prove }: Opened, receiver: { person: string; recipient: string; isLead: boolean }): Promise<void> => {
  const wraps = await Promise.all(held.map(async ({ key, identity }) => ({ key, sealed: await sealed(receiver.recipient, identity) })))
  await callAct('POST', '/api/units/:id/members', { id: unit, person: receiver.person, isLead: receiver.isLead, wraps, proof: await prove(unit) })
}

/** Entrusts every key of the unit that is open here to two custodians. */
export const entrust = async (unit: string, { held, prove }: Opened, { first, second }: Custodians): Promise<void> => {
  const parts = await Promise.all(held.map(async ({ key, identity }) => ({ key, sealed: await nested(first.recipient, second.recipient, identity) })))
  await callAct('POST', '/api/units/:id/custody', { id: unit, first: first.person, second: second.person, parts, proof: await prove(unit) })
}

/** The first custodian's part: opens the outer seal and hands on what is inside, still sealed to the second. */
export const handOn = async (custody: KeyRing['custodies'][number], person: string, { openOwn, prove }: Own): Promise<void> => {
  const parts = await Promise.all(custody.parts.map(async ({ key, sealed: outer }) => ({ key, sealed: base64Of(await openOwn(bytesOf(outer))) })))
  await callAct('POST', '/api/units/:id/recovery', { id: custody.unit, person, parts, proof: await prove(custody.to) })
}

/** The second custodian's part: opens the inner seal and seals the unit's identity for the person. Throws when it is not that key's. */
export const recover = async ({ id, to, recipient, parts }: KeyRing['recoveries'][number], { openOwn, prove }: Own): Promise<void> => {
  const wraps = await Promise.all(parts.map(async ({ key, sealed: inner }) => ({ key, sealed: await sealed(recipient ?? '', text(await openOwn(bytesOf(inner)))) })))
  await callAct('POST', '/api/recoveries/:recovery/completion', { recovery: id, wraps, proof: await prove(to) })
}
