// A unit nobody knows does not receive at once: announced, doubted, vouched for by whoever proves a key; an administrator with everybody's sign-in cannot hurry it.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Person, type StoryPeople } from '../../../tests/people.ts'
import { base64, openUnit, ownKeyOf, proofOf, unitOf, type OpenUnit } from '../../../tests/units.ts'
import { newKeyPair, sealTo, sealWithPassphrase, type KeyPair } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { notices } from '../notices/index.ts'
import { units } from './index.ts'
import type { Explanation, UnitView } from './model.ts'

const story = storiesOn({ modules: [accounts, notices, units] })

const explained = ({ nadie }: Pick<StoryPeople, 'nadie'>): Promise<Explanation> => nadie.sees<Explanation>('/api/units/access')
const offered = async ({ nadie }: Pick<StoryPeople, 'nadie'>): Promise<string[]> => (await nadie.sees<{ units: { id: string }[] }>('/api/units/public')).units.map(({ id }) => id)
const view = (person: Person, id: string): Promise<UnitView> => person.sees<UnitView>(`/api/units/${id}`)

/** An institution as an administrator adds it: of no demonstration. */
const institution = (elena: Person, name: string, kind = 'shelter') => elena.does<{ id: string }>('POST', '/api/institutions', { name, kind, country: 'GT' })

const moves = async (elena: Person, person: Person, to: string): Promise<void> => {
  const { name, territories } = await elena.sees<{ name: string; territories: string[] }>(`/api/people/${person.id}`)
  await elena.does('PUT', `/api/people/${person.id}`, { name, territories, institutionId: to, roles: ['reception-officer'] })
}

let places = 0
/** A unit of a new institution with a key that two hold. */
const newcomer = async (people: StoryPeople, kind = 'shelter'): Promise<OpenUnit & { institution: string }> => {
  const { node, elena, carla, bruno } = people
  const { id } = await institution(elena, `Casa sin conocer ${String((places += 1))}`, kind)
  for (const person of [carla, bruno]) await moves(elena, person, id)
  return { ...(await openUnit({ node, fatima: carla, gael: bruno })), institution: id }
}

const ages = ({ node }: Pick<StoryPeople, 'node'>, unit: string, days: number) =>
  sql`update units.unit set announced_at = announced_at - make_interval(days => ${days}::int), receives_from = receives_from - make_interval(days => ${days}::int) where id = ${unit}::uuid`.execute(node.database.owner)

const told = async ({ node }: Pick<StoryPeople, 'node'>, subject: string): Promise<string[]> =>
  (await sql<{ person: string }>`select distinct dispatch.recipient_id as person from notices.dispatch join notices.notice on notice.id = dispatch.notice_id where notice.subject_id = ${subject}::uuid`.execute(node.database.owner)).rows.map(({ person }) => person)

story('key.make: the first unit of a node, which nobody could vouch for, receives at once; becoming of another kind it waits like any other', async (people) => {
  const { node, elena } = people
  const unit = await newcomer(people)
  expect(await offered(people)).toContain(unit.id)
  const { items } = await elena.sees<{ items: { id: string; name: string; country: string }[] }>('/api/institutions')
  const { name, country } = items.find(({ id }) => id === unit.institution)!
  await elena.does('PUT', `/api/institutions/${unit.institution}`, { name, country, kind: 'police' })
  await node.works()
  expect(await offered(people)).not.toContain(unit.id)
  expect((await explained(people)).announced.map(({ id }) => id)).toContain(unit.id)
})

story('key.make: the first key is announced to everybody who receives, and on the public page; the unit receives after seven days', async (people) => {
  const { carla, fatima } = people
  await ownKeyOf(people.node, fatima)
  const unit = await newcomer(people)
  expect(await view(carla, unit.id)).toMatchObject({ isOpen: false, gaps: ['announced'], announced: { waits: 'announced', vouchedBy: [], doubts: 0 } })
  expect(await offered(people)).not.toContain(unit.id)
  const public_ = await explained(people)
  expect(public_.units.map(({ id }) => id)).not.toContain(unit.id)
  const shown = public_.announced.find(({ id }) => id === unit.id)!
  expect(shown).toMatchObject({ print: expect.stringMatching(/^([0-9a-f]{4} ?){4}$/) as string, key: { recipient: unit.key.recipient } })
  expect(Date.parse(shown.announced!.until) - Date.parse(shown.announced!.since)).toBe(7 * 86_400_000)
  expect(await told(people, unit.id)).toContain(fatima.id)
  await ages(people, unit.id, 6)
  expect(await offered(people)).not.toContain(unit.id)
  await ages(people, unit.id, 1)
  expect(await offered(people)).toContain(unit.id)
  expect((await explained(people)).units.find(({ id }) => id === unit.id)).toMatchObject({ announced: { waits: null, vouchedBy: [] } })
})

story('unit.doubt: while an officer of another institution does not know it, days alone do not open it; the doubt can be taken back', async (people) => {
  const { node, carla, fatima, hugo, elena, ana } = people
  const unit = await newcomer(people)
  for (const person of [hugo, elena, ana, carla]) expect(await person.status('POST', `/api/units/${unit.id}/doubts`, { isDoubted: true }), person.name).toBe(404)
  await fatima.does('POST', `/api/units/${unit.id}/doubts`, { isDoubted: true })
  await ages(people, unit.id, 30)
  expect(await view(carla, unit.id)).toMatchObject({ isOpen: false, gaps: ['doubted'], announced: { doubts: 1 } })
  expect((await view(carla, unit.id)).steps[0]).toMatchObject({ what: 'doubted', by: fatima.name })
  expect((await node.remembers('unit.doubt')).filter(({ outcome, subject }) => outcome === 'done' && subject === unit.id)).toHaveLength(1)
  await fatima.does('POST', `/api/units/${unit.id}/doubts`, { isDoubted: false })
  expect(await offered(people)).toContain(unit.id)
  expect(await fatima.isRefused('POST', `/api/units/${unit.id}/doubts`, { isDoubted: true })).toMatchObject({ code: 'unit.notWaiting' })
})

story('unit.vouch: only whoever proves the key of another unit that receives; then it receives at once, doubted or not', async (people) => {
  const { node, carla, fatima, gael, hugo } = people
  const known = await openUnit(people)
  const closed = await unitOf(fatima)
  const unit = await newcomer(people)
  const proof = await proofOf(fatima, known.id, await ownKeyOf(node, fatima))
  const vouches = (person: Person, more: Record<string, unknown> = {}) => person.isRefused('POST', `/api/units/${unit.id}/vouching`, { as: known.id, proof, ...more })
  for (const person of [hugo, carla]) expect((await vouches(person)).status, person.name).toBe(404)
  expect(await vouches(fatima, { proof: 'adivinada' })).toMatchObject({ status: 403, code: 'key.notProven' })
  expect(await vouches(gael)).toMatchObject({ code: 'key.notProven' })
  expect(await vouches(fatima, { as: closed.id })).toMatchObject({ code: 'unit.cannotVouch' })
  expect(await vouches(fatima, { as: unit.id })).toMatchObject({ code: 'unit.cannotVouch' })
  await gael.does('POST', `/api/units/${unit.id}/doubts`, { isDoubted: true })
  await fatima.does('POST', `/api/units/${unit.id}/vouching`, { as: known.id, proof })
  expect(await offered(people)).toContain(unit.id)
  expect((await explained(people)).units.find(({ id }) => id === unit.id)?.announced).toMatchObject({ waits: null, vouchedBy: [expect.stringContaining('Unidad de prueba') as string] })
  expect((await view(carla, unit.id)).steps[0]).toMatchObject({ what: 'vouched', by: fatima.name })
})

story('unit.announceAgain: a unit whose institution becomes of another kind stops receiving at once and is announced anew, whoever vouched before', async (people) => {
  const { node, elena, carla, fatima } = people
  const known = await openUnit(people)
  const unit = await newcomer(people, 'police')
  await fatima.does('POST', `/api/units/${unit.id}/vouching`, { as: known.id, proof: await proofOf(fatima, known.id, await ownKeyOf(node, fatima)) })
  expect(await offered(people)).toContain(unit.id)
  const { items } = await elena.sees<{ items: { id: string; name: string; country: string }[] }>('/api/institutions')
  const { name, country } = items.find(({ id }) => id === unit.institution)!
  await elena.does('PUT', `/api/institutions/${unit.institution}`, { name, country, kind: 'shelter' })
  expect(await offered(people)).not.toContain(unit.id)
  await node.works()
  expect(await view(carla, unit.id)).toMatchObject({ isOpen: false, gaps: ['announced'], announced: { vouchedBy: [] } })
  expect((await view(carla, unit.id)).steps[0]).toMatchObject({ what: 'announced', by: null })
  expect((await node.remembers('unit.announceAgain')).filter(({ outcome, subject }) => outcome === 'done' && subject === unit.institution)).toHaveLength(1)
  await elena.does('PUT', `/api/institutions/${unit.institution}`, { name: `${name} nueva`, country, kind: 'shelter' })
  await node.works()
  expect((await node.remembers('unit.announceAgain')).filter(({ outcome, subject }) => outcome === 'done' && subject === unit.institution)).toHaveLength(1)
})

/** With nothing but the person's session, as an administrator gets it by resetting their sign-in: a key in place of theirs. */
const takesOver = async (person: Person): Promise<KeyPair> => {
  const pair = await newKeyPair()
  await person.does('POST', '/api/keys', { recipient: pair.recipient, replaces: true, lock: { kind: 'passphrase', sealed: base64(await sealWithPassphrase('una frase de quien administra', pair.identity, 8)) } })
  return pair
}

story('key.make, unit.vouch: an administrator with the sign-in of a lead and of everybody who could vouch makes a first key, and the unit is still not offered', async (people) => {
  const { elena, fatima, gael, carla, bruno } = people
  const known = await openUnit(people)
  const { id: shelter } = await institution(elena, 'Casa de la que alguien dirige')
  await moves(elena, carla, shelter)
  const { id } = await unitOf(carla)
  // The lead's sign-in is reset, and a second person of the institution is made up.
  await moves(elena, bruno, shelter)
  const [mine, second] = [await takesOver(carla), await takesOver(bruno)]
  const pair = await newKeyPair()
  const wraps = await Promise.all([[carla, mine] as const].map(async ([person, own]) => ({ person: person.id, sealed: base64(await sealTo([own.recipient], pair.identity)) })))
  const made = await carla.does<UnitView>('POST', `/api/units/${id}/key`, { recipient: pair.recipient, wraps, proof: await proofOf(carla, id, mine) })
  await carla.does('POST', `/api/units/${id}/members`, {
    person: bruno.id, isLead: false, wraps: [{ key: made.keys[0]!.id, sealed: base64(await sealTo([second.recipient], pair.identity)) }], proof: await proofOf(carla, id, mine),
  })
  expect(await view(carla, id)).toMatchObject({ isOpen: false, gaps: ['announced'] })
  for (const person of [fatima, gael]) {
    const theirs = await takesOver(person)
    await expect(proofOf(person, known.id, theirs)).rejects.toThrow()
    const ring = await person.sees<{ keys: { id: string; isCurrent: boolean }[] }>('/api/keys')
    const ownProof = await proofOf(person, ring.keys.find(({ isCurrent }) => isCurrent)!.id, theirs)
    expect(await person.isRefused('POST', `/api/units/${id}/vouching`, { as: known.id, proof: ownProof })).toMatchObject({ status: expect.toSatisfy((status: number) => status === 403 || status === 409) as number })
  }
  expect(await offered(people)).not.toContain(id)
})
