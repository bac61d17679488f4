// The demonstration's units that receive reports, as their officers reach them over HTTP, and what they open with their keys.
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import type { UnitView } from '../../src/modules/units/model.ts'
import { unpadded } from '../../src/platform/seal/padding.ts'
import { newKeyPair, openWith, openWithPassphrase, sealTo } from '../../src/platform/seal/seal.ts'
import type { Person } from '../people.ts'
import { base64, fromBase64, identitiesOf } from '../units.ts'
import { mailOf } from './people.ts'

type Json = Record<string, unknown>

/** Somebody signed in as a program does. */
const officer = async (address: string, mailbox: string): Promise<Person> => {
  const started = await fetch(`${address}/api/session`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: mailOf(mailbox), password: demonstrationPassword }),
  })
  const cookie = started.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
  const send = async <T>(method: string, path: string, body?: Json): Promise<T> => {
    const reply = await fetch(address + path, { method, headers: { cookie, ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }) })
    if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`)
    return (await reply.json()) as T
  }
  const asks = async ({ url }: { url: string }) => ({ rawPayload: Buffer.from(await (await fetch(address + url, { headers: { cookie } })).arrayBuffer()) })
  const { person } = await send<{ person: { id: string; name: string } }>('GET', '/api/session')
  return { id: person.id, name: person.name, email: mailOf(mailbox), does: send, sees: (path: string) => send('GET', path), asks } as unknown as Person
}

export interface Receiving {
  id: string
  name: string
  officer: Person
  /** What opens everything sealed to the unit. */
  identity: string
}

const mailboxes = ['recepcion.honduras', 'recepcion.ecuador']

/** The key of a demonstration's officer opens with the published passphrase. */
const ownIdentity = async (person: Person): Promise<string> => {
  const { keys } = await person.sees<{ keys: { isCurrent: boolean; locks: { sealed: string }[] }[] }>('/api/keys')
  const sealed = keys.find(({ isCurrent }) => isCurrent)?.locks[0]?.sealed ?? ''
  return new TextDecoder().decode(await openWithPassphrase(demonstrationPassword, fromBase64(sealed)))
}

/** The demonstration's units, each with an officer and its key. */
export const demonstrationUnits = async (address: string): Promise<Receiving[]> => {
  const { units } = (await (await fetch(`${address}/api/units/public`)).json()) as { units: { id: string; name: string }[] }
  const officers = await Promise.all(mailboxes.map((mailbox) => officer(address, mailbox)))
  const found = await Promise.all(officers.map(async (person) => {
    const identity = await ownIdentity(person)
    const ring = await person.sees<{ units: { id: string }[] }>('/api/keys')
    const unit = units.find(({ id }) => ring.units.some((own) => own.id === id))
    const [key] = unit ? await identitiesOf(person, { identity, recipient: '' }, unit.id) : []
    return unit && key ? [{ ...unit, officer: person, identity: key.identity }] : []
  }))
  return found.flat()
}

interface Told {
  id: string
  text: string
  carried?: boolean
  files: { id: string; name: string; type: string; bytes: number }[]
  answers: Json
  contact?: string
}

/** Everything the unit was sent, opened with its key. */
export const toldTo = async ({ id, officer: reader, identity }: Receiving): Promise<Told[]> => {
  const { items } = await reader.sees<{ items: { id: string }[] }>(`/api/reports?box=all&unit=${id}`)
  return Promise.all(items.map(async (item) => {
    const view = await reader.sees<{ body: string }>(`/api/reports/${item.id}`)
    return { ...(unpadded(await openWith([identity], fromBase64(view.body))) as Told), id: item.id }
  }))
}

/** A sealed file as the unit's officer gets it. */
export const fetchedBy = async ({ officer: reader }: Receiving, report: string, file: string): Promise<Uint8Array> =>
  new Uint8Array((await reader.asks({ method: 'GET', url: `/api/reports/${report}/files/${file}` })).rawPayload)

/** The unit's lead makes a new key for all who hold the one before, as their browser does; what opens it. */
export const rotated = async (unit: Receiving): Promise<Receiving> => {
  const { officer: lead, id } = unit
  const next = await newKeyPair()
  const { members } = await lead.sees<UnitView>(`/api/units/${id}`)
  const wraps = await Promise.all(members.flatMap(({ person, holds, recipient }) => (!holds || recipient === null ? [] : [sealTo([recipient], next.identity).then((sealed) => ({ person, sealed: base64(sealed) }))])))
  const { sealed } = await lead.sees<{ sealed: string }>(`/api/keys/challenge?about=${id}`)
  const proof = new TextDecoder().decode(await openWith([await ownIdentity(lead), unit.identity], fromBase64(sealed)))
  await lead.does('POST', `/api/units/${id}/rotation`, { recipient: next.recipient, wraps, proof })
  return { ...unit, identity: next.identity }
}

/** What of it holds those words. */
export const toldWith = async (unit: Receiving, words: string): Promise<Told[]> => (await toldTo(unit)).filter(({ text }) => text.includes(words))

/** The units of Honduras, which is suggested for what happened there, and of Ecuador, which is not. */
export const receivingUnits = async (address: string): Promise<[Receiving, Receiving]> => {
  const units = await demonstrationUnits(address)
  const [unit, other] = ['Honduras', 'Ecuador'].map((country) => units.find(({ name }) => name.includes(country)))
  if (!unit || !other) throw new Error('The demonstration’s units do not receive')
  return [unit, other]
}
