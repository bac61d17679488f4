// Stories of a unit's key: giving, taking, replacing and exporting it; nothing but what is sealed ever reaches the node.
import { expect } from 'vitest'
import { storiesOn, type Person } from '../../../tests/people.ts'
import { anotherKeyOf, base64, identitiesOf, openUnit, ownKeyOf, proofOf, receives, wrapFor } from '../../../tests/units.ts'
import { newKeyPair, openWith, sealTo } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { units } from './index.ts'
import type { KeyRing, UnitView } from './model.ts'

const story = storiesOn({ modules: [accounts, units] })
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
/** What any person at all may send as sealed. */
const sealedNothing = base64(new TextEncoder().encode('age-encryption.org/v1\n'))

story('key.wrap: only whoever leads gives the key, whole, and never to other institutions, roles or migration control', async ({ node, elena, bruno, carla, fatima, gael, hugo }) => {
  const { id, key, identity } = await openUnit({ node, fatima, gael })
  const proof = await proofOf(fatima, id, await ownKeyOf(node, fatima))
  const give = async (person: Person, recipient: string) => ({ person: person.id, wraps: [{ key: key.id, sealed: base64(await sealTo([recipient], identity)) }], proof })
  const { recipient } = await newKeyPair()
  expect(await gael.status('POST', `/api/units/${id}/members`, await give(carla, recipient))).toBe(404)
  for (const person of [carla, elena, hugo, bruno]) expect(await fatima.isRefused('POST', `/api/units/${id}/members`, await give(person, recipient)), person.name).toMatchObject({ code: 'key.cannotReceive' })
  await receives(elena, bruno)
  await ownKeyOf(node, bruno)
  expect(await fatima.isRefused('POST', `/api/units/${id}/members`, await give(bruno, recipient))).toMatchObject({ code: 'key.cannotReceive' })
  await receives(elena, carla)
  await ownKeyOf(node, carla)
  expect(await fatima.isRefused('POST', `/api/units/${id}/members`, { person: carla.id, wraps: [{ key: id, sealed: sealedNothing }], proof })).toMatchObject({ code: 'key.incomplete' })
  expect(await fatima.isRefused('POST', `/api/units/${id}/members`, { ...(await give(carla, recipient)), proof: 'adivinada' })).toMatchObject({ code: 'key.notProven' })
  await wrapFor(node, fatima, { unit: id, person: carla })
  expect((await identitiesOf(carla, await ownKeyOf(node, carla), id)).map((held) => held.identity)).toEqual([identity])
  const seen = await gael.sees<UnitView>(`/api/units/${id}`)
  expect(seen.steps.map(({ what, about }) => [what, about]).slice(0, 2)).toEqual([['added', 'Carla Prueba'], ['added', 'Gael Prueba']])
})

story('key.unwrap: the last but one stays; whoever goes loses everything, and the key is to be replaced', async ({ node, carla, fatima, gael }) => {
  const { id } = await openUnit({ node, fatima, gael })
  expect(await gael.status('POST', `/api/units/${id}/removals`, { person: fatima.id })).toBe(404)
  expect(await fatima.isRefused('POST', `/api/units/${id}/removals`, { person: carla.id })).toMatchObject({ code: 'unit.notAMember' })
  expect(await fatima.isRefused('POST', `/api/units/${id}/removals`, { person: fatima.id })).toMatchObject({ code: 'unit.onlyLead' })
  expect(await fatima.isRefused('POST', `/api/units/${id}/removals`, { person: gael.id })).toMatchObject({ status: 409, code: 'key.tooFew' })
  expect(await gael.isRefused('POST', `/api/units/${id}/removals`, { person: gael.id })).toMatchObject({ code: 'key.tooFew' })
  await wrapFor(node, fatima, { unit: id, person: carla })
  const after = await gael.does<UnitView>('POST', `/api/units/${id}/removals`, { person: gael.id })
  expect(after).toMatchObject({ isOpen: true, rotation: { reason: 'removed' } })
  expect(await identitiesOf(gael, await ownKeyOf(node, gael), id)).toEqual([])
  expect(await gael.status('POST', `/api/units/${id}/removals`, { person: carla.id })).toBe(404)
})

story('key.rotate: exactly the members that remain; earlier reports still open', async ({ node, carla, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael })
  const report = await sealTo([unit.key.recipient], 'lo de antes')
  const [forFatima, forGael] = [await ownKeyOf(node, fatima), await ownKeyOf(node, gael)]
  const next = await newKeyPair()
  const wrap = async (person: Person, to: string) => ({ person: person.id, sealed: base64(await sealTo([to], next.identity)) })
  const wraps = [await wrap(fatima, forFatima.recipient), await wrap(gael, forGael.recipient)]
  const proof = await proofOf(fatima, unit.id, forFatima)
  expect(await gael.status('POST', `/api/units/${unit.id}/rotation`, { recipient: next.recipient, wraps, proof })).toBe(404)
  expect(await fatima.isRefused('POST', `/api/units/${unit.id}/rotation`, { recipient: next.recipient, wraps, proof: await proofOf(gael, unit.id, forGael) })).toMatchObject({ code: 'key.notProven' })
  expect(await fatima.isRefused('POST', `/api/units/${unit.id}/rotation`, { recipient: next.recipient, wraps: wraps.slice(0, 1), proof })).toMatchObject({ code: 'key.membersChanged' })
  expect(await fatima.isRefused('POST', `/api/units/${unit.id}/rotation`, { recipient: next.recipient, wraps: [...wraps, await wrap(carla, forGael.recipient)], proof })).toMatchObject({ code: 'key.membersChanged' })
  expect(await fatima.isRefused('POST', `/api/units/${unit.id}/rotation`, { recipient: unit.key.recipient, wraps, proof })).toMatchObject({ code: 'key.taken' })
  const rotated = await fatima.does<UnitView>('POST', `/api/units/${unit.id}/rotation`, { recipient: next.recipient, wraps, proof })
  expect(rotated).toMatchObject({ isOpen: true, rotation: null, keys: [{ isCurrent: true, recipient: next.recipient }, { isCurrent: false }] })
  const held = (await identitiesOf(gael, forGael, unit.id)).map(({ identity }) => identity)
  expect(held).toEqual([next.identity, unit.identity])
  expect(text(await openWith(held, report))).toBe('lo de antes')
  await wrapFor(node, fatima, { unit: unit.id, person: carla })
  expect((await identitiesOf(carla, await ownKeyOf(node, carla), unit.id))).toHaveLength(2)
})

story('key.create: after a lost passphrase another member gives the key again, and the earlier passphrase still opens', async ({ node, fatima, gael, nadie }) => {
  const unit = await openUnit({ node, fatima, gael })
  const before = await ownKeyOf(node, gael)
  await anotherKeyOf(gael)
  expect(await fatima.sees<UnitView>(`/api/units/${unit.id}`)).toMatchObject({ isOpen: false, gaps: ['oneHolder'] })
  expect((await nadie.sees<{ units: { id: string }[] }>('/api/units/public')).units.map(({ id }) => id)).not.toContain(unit.id)
  expect((await identitiesOf(gael, before, unit.id)).map(({ identity }) => identity)).toEqual([unit.identity])
  const recipient = (await gael.sees<KeyRing>('/api/keys')).keys.find(({ isCurrent }) => isCurrent)!.recipient
  const sealed = base64(await sealTo([recipient], unit.identity))
  const proof = await proofOf(gael, unit.id, before)
  expect(await gael.isRefused('POST', `/api/units/${unit.id}/members`, { person: gael.id, wraps: [{ key: unit.id, sealed }], proof })).toMatchObject({ code: 'key.incomplete' })
  expect(await gael.does('POST', `/api/units/${unit.id}/members`, { person: gael.id, isLead: true, wraps: [{ key: unit.key.id, sealed }], proof })).toMatchObject({ isOpen: true })
  expect((await gael.sees<UnitView>(`/api/units/${unit.id}`)).members.find(({ person }) => person === gael.id)).toMatchObject({ isLead: false, holds: true })
})

story('key.export: only whoever holds the key, and every member sees who did', async ({ node, elena, hugo, bruno, fatima, gael }) => {
  const { id } = await openUnit({ node, fatima, gael })
  await ownKeyOf(node, fatima)
  for (const person of [elena, hugo, bruno]) expect(await person.status('POST', `/api/units/${id}/export`), person.name).toBe(404)
  await fatima.does('POST', `/api/units/${id}/export`)
  expect((await fatima.sees<UnitView>(`/api/units/${id}`)).steps[0]).toMatchObject({ what: 'exported', by: fatima.name })
  expect((await node.remembers('key.export')).filter(({ outcome }) => outcome === 'done')).toEqual([{ outcome: 'done', actorId: fatima.id, subject: id, changed: [] }])
})

story('key.challenge: whoever signs in as a lead but cannot open the key changes nothing of it', async ({ node, elena, hugo, bruno, fatima, gael }) => {
  const unit = await openUnit({ node, fatima, gael })
  for (const person of [elena, hugo, bruno]) expect(await person.status('GET', `/api/keys/challenge?about=${unit.id}`), person.name).toBe(404)
  // With the session of a lead alone: a key of one's own in place of hers, and then the unit's.
  const before = await ownKeyOf(node, fatima)
  const [mine, theirs] = [await anotherKeyOf(fatima), await newKeyPair()]
  await expect(proofOf(fatima, unit.id, mine)).rejects.toThrow()
  const wraps = [{ person: fatima.id, sealed: sealedNothing }, { person: gael.id, sealed: sealedNothing }]
  expect(await fatima.isRefused('POST', `/api/units/${unit.id}/rotation`, { recipient: theirs.recipient, wraps, proof: '' })).toMatchObject({ code: 'key.notProven' })
  const word = await proofOf(fatima, unit.id, before)
  expect(word).toMatch(/^sidmi-proof-[\w-]{43}$/)
  node.passes(21 * 60_000)
  expect(await fatima.isRefused('POST', `/api/units/${unit.id}/rotation`, { recipient: theirs.recipient, wraps, proof: word })).toMatchObject({ code: 'key.notProven' })
})
