// Stories of custodians: two outside the unit give its key back together, neither alone, in everyone's sight.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Person, type StoryPeople, type TestNode } from '../../../tests/people.ts'
import { anotherKeyOf, base64, fromBase64, identitiesOf, openUnit, ownKeyOf, proofOf, receives, unitOf } from '../../../tests/units.ts'
import { newKeyPair, openWith, sealTo } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { units } from './index.ts'
import type { KeyRing, UnitView } from './model.ts'

const story = storiesOn({ modules: [accounts, units] })
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const ringOf = (person: Person): Promise<KeyRing> => person.sees<KeyRing>('/api/keys')

interface Entrusted {
  id: string
  key: string
  identity: string
}

/** Entrusts a unit's key to two custodians, as the holder's browser does. */
const entrusted = async (node: TestNode, holder: Person, unit: Entrusted, [first, second]: readonly [{ id: string; recipient: string }, { id: string; recipient: string }]) => {
  const sealed = base64(await sealTo([first.recipient], await sealTo([second.recipient], unit.identity)))
  return { first: first.id, second: second.id, parts: [{ key: unit.key, sealed }], proof: await proofOf(holder, unit.id, await ownKeyOf(node, holder)) }
}

story('key.entrust: two different people from outside, entitled, with keys of their own; never migration control', async ({ node, elena, bruno, dario, carla, fatima, gael, hugo }) => {
  await receives(elena, bruno)
  await receives(elena, dario, bruno)
  const opened = await openUnit({ node, fatima, gael })
  const unit = { id: opened.id, key: opened.key.id, identity: opened.identity }
  const custodian = async (person: Person) => ({ id: person.id, recipient: (await ownKeyOf(node, person)).recipient })
  const [one, two, any] = [await custodian(bruno), await custodian(dario), await newKeyPair()]
  const path = `/api/units/${unit.id}/custody`
  const body = (pair: Parameters<typeof entrusted>[3]) => entrusted(node, fatima, unit, pair)
  expect(await gael.status('POST', path, await body([one, two]))).toBe(404)
  const wrong: Parameters<typeof entrusted>[3][] = [
    [one, one], [one, await custodian(gael)], [one, { id: hugo.id, recipient: any.recipient }], [{ id: elena.id, recipient: any.recipient }, two], [one, { id: carla.id, recipient: any.recipient }],
  ]
  for (const pair of wrong) expect(await fatima.isRefused('POST', path, await body(pair))).toMatchObject({ code: 'key.wrongCustodians' })
  expect(await fatima.isRefused('POST', path, { ...(await body([one, two])), parts: [] })).toMatchObject({ status: 400 })
  expect(await fatima.isRefused('POST', path, { ...(await body([one, two])), proof: 'adivinada' })).toMatchObject({ code: 'key.notProven' })
  const done = await fatima.does<UnitView>('POST', path, await body([one, two]))
  expect(done.keys[0]!.custodians).toEqual({ first: { id: bruno.id, name: bruno.name }, second: { id: dario.id, name: dario.name }, isReady: true })
  expect(await fatima.does('POST', `/api/units/${unit.id}/removals`, { person: gael.id })).toMatchObject({ isOpen: true, gaps: [] })
  expect(await fatima.isRefused('POST', `/api/units/${unit.id}/removals`, { person: fatima.id })).toMatchObject({ status: 409 })
})

story('key.entrust: neither custodian alone opens anything, not even with what the other is sent', async ({ node, bruno, dario, fatima, gael }) => {
  const opened = await openUnit({ node, fatima, gael })
  const [one, two] = [await ownKeyOf(node, bruno), await ownKeyOf(node, dario)]
  const entrusting = await entrusted(node, fatima, { id: opened.id, key: opened.key.id, identity: opened.identity }, [{ id: bruno.id, recipient: one.recipient }, { id: dario.id, recipient: two.recipient }])
  await fatima.does('POST', `/api/units/${opened.id}/custody`, entrusting)
  const custody = (await ringOf(bruno)).custodies.find(({ unit }) => unit === opened.id)!
  const outer = fromBase64(custody.parts[0]!.sealed)
  await expect(openWith([two.identity], outer)).rejects.toThrow()
  const inner = await openWith([one.identity], outer)
  await expect(openWith([one.identity], inner)).rejects.toThrow()
  expect(text(await openWith([two.identity], inner))).toBe(opened.identity)
  expect((await ringOf(dario)).custodies).toEqual([])
})

story('key.handOn and key.recover: both custodians, one after the other, for the person the first one named; every step is seen', async ({ node, elena, bruno, dario, carla, fatima, gael, hugo, nadie }) => {
  const opened = await openUnit({ node, fatima, gael })
  const report = await sealTo([opened.key.recipient], 'no se perdió')
  const [one, two] = [await ownKeyOf(node, bruno), await ownKeyOf(node, dario)]
  const entrusting = await entrusted(node, fatima, { id: opened.id, key: opened.key.id, identity: opened.identity }, [{ id: bruno.id, recipient: one.recipient }, { id: dario.id, recipient: two.recipient }])
  await fatima.does('POST', `/api/units/${opened.id}/custody`, entrusting)
  await receives(elena, carla)
  const forCarla = await ownKeyOf(node, carla)
  for (const person of [fatima, gael]) await elena.does('POST', `/api/people/${person.id}/deactivation`)
  expect((await nadie.sees<{ units: { id: string }[] }>('/api/units/public')).units.map(({ id }) => id)).not.toContain(opened.id)

  const custody = (await ringOf(bruno)).custodies.find(({ unit }) => unit === opened.id)!
  expect(custody.people.map(({ person }) => person)).toEqual([carla.id])
  const inner = base64(await openWith([one.identity], fromBase64(custody.parts[0]!.sealed)))
  const handing = { person: carla.id, parts: [{ key: opened.key.id, sealed: inner }], proof: await proofOf(bruno, custody.to, one) }
  for (const person of [dario, carla, hugo, elena]) expect(await person.status('POST', `/api/units/${opened.id}/recovery`, handing), person.name).toBe(404)
  for (const person of [hugo, dario, bruno]) expect(await bruno.isRefused('POST', `/api/units/${opened.id}/recovery`, { ...handing, person: person.id })).toMatchObject({ code: 'key.cannotReceive' })
  expect(await bruno.isRefused('POST', `/api/units/${opened.id}/recovery`, { ...handing, parts: [{ key: opened.id, sealed: inner }] })).toMatchObject({ code: 'key.incomplete' })
  expect(await bruno.isRefused('POST', `/api/units/${opened.id}/recovery`, { ...handing, proof: 'adivinada' })).toMatchObject({ code: 'key.notProven' })
  await bruno.does('POST', `/api/units/${opened.id}/recovery`, handing)
  expect(await bruno.isRefused('POST', `/api/units/${opened.id}/recovery`, handing)).toMatchObject({ code: 'key.recoveryWaits' })

  const waiting = (await ringOf(dario)).recoveries.find(({ unit }) => unit === opened.id)!
  expect(waiting).toMatchObject({ first: { id: bruno.id }, person: { id: carla.id }, recipient: forCarla.recipient })
  const recovered = text(await openWith([two.identity], fromBase64(waiting.parts[0]!.sealed)))
  expect(recovered).toBe(opened.identity)
  const wraps = [{ key: opened.key.id, sealed: base64(await sealTo([forCarla.recipient], recovered)) }]
  const proof = await proofOf(dario, waiting.to, two)
  for (const person of [bruno, carla, hugo]) expect(await person.status('POST', `/api/recoveries/${waiting.id}/completion`, { wraps, proof }), person.name).toBe(404)
  expect(await dario.isRefused('POST', `/api/recoveries/${waiting.id}/completion`, { wraps, proof: 'adivinada' })).toMatchObject({ code: 'key.notProven' })
  expect(await dario.isRefused('POST', `/api/recoveries/${waiting.id}/completion`, { wraps: [{ ...wraps[0], key: opened.id }], proof })).toMatchObject({ code: 'key.incomplete' })
  await dario.does('POST', `/api/recoveries/${waiting.id}/completion`, { wraps, proof })
  expect(await dario.isRefused('POST', `/api/recoveries/${waiting.id}/completion`, { wraps, proof })).toMatchObject({ code: 'key.recoveryOver' })

  const [held] = await identitiesOf(carla, forCarla, opened.id)
  expect(text(await openWith([held!.identity], report))).toBe('no se perdió')
  const unit = await carla.sees<UnitView>(`/api/units/${opened.id}`)
  expect(unit).toMatchObject({ isOpen: true, rotation: { reason: 'recovered' }, recoveries: [{ state: 'done' }] })
  expect(unit.steps.slice(0, 2).map(({ what, by, about }) => [what, by, about])).toEqual([['recovered', dario.name, carla.name], ['handedOn', bruno.name, carla.name]])
  expect(unit.members.find(({ person }) => person === carla.id)).toMatchObject({ isLead: true, holds: true })
  for (const act of ['key.handOn', 'key.recover']) expect((await node.remembers(act)).filter(({ outcome, subject }) => outcome === 'done' && subject === opened.id), act).toHaveLength(1)
  for (const person of [fatima, gael]) await elena.does('POST', `/api/people/${person.id}/activation`)
})

story('key.stopRecovery: any member stops a recovery nobody asked for, and what was handed on is gone', async ({ node, bruno, dario, carla, hugo, ana }) => {
  const own = await ownKeyOf(node, carla)
  const { id } = await unitOf(carla)
  const pair = await newKeyPair()
  const made = await carla.does<UnitView>('POST', `/api/units/${id}/key`, { recipient: pair.recipient, wraps: [{ person: carla.id, sealed: base64(await sealTo([own.recipient], pair.identity)) }], proof: await proofOf(carla, id, own) })
  const key = made.keys[0]!.id
  expect(made).toMatchObject({ isOpen: false, gaps: ['oneHolder'] })
  const [one, two] = [await ownKeyOf(node, bruno), await ownKeyOf(node, dario)]
  const entrusting = await entrusted(node, carla, { id, key, identity: pair.identity }, [{ id: bruno.id, recipient: one.recipient }, { id: dario.id, recipient: two.recipient }])
  expect(await carla.does('POST', `/api/units/${id}/custody`, entrusting)).toMatchObject({ isOpen: true, gaps: [] })
  expect(await carla.isRefused('POST', `/api/units/${id}/recovery/stop`)).toMatchObject({ code: 'key.recoveryOver' })
  const inner = base64(await openWith([one.identity], fromBase64(entrusting.parts[0]!.sealed)))
  const { to } = (await ringOf(bruno)).custodies.find(({ unit }) => unit === id)!
  await bruno.does('POST', `/api/units/${id}/recovery`, { person: carla.id, parts: [{ key, sealed: inner }], proof: await proofOf(bruno, to, one) })
  for (const person of [hugo, ana]) expect(await person.status('POST', `/api/units/${id}/recovery/stop`), person.name).toBe(404)
  expect((await carla.sees<UnitView>(`/api/units/${id}`)).recoveries[0]).toMatchObject({ state: 'waiting', person: { id: carla.id } })
  await carla.does('POST', `/api/units/${id}/recovery/stop`)
  expect((await ringOf(dario)).recoveries).toEqual([])
  expect((await sql`select from units.recovery_part`.execute(node.database.owner)).rows).toEqual([])
})

/** What any person at all may send as sealed. */
const sealedNothing = base64(new TextEncoder().encode('age-encryption.org/v1\n'))

/** A unit of fatima and gael that bruno and dario keep, with what bruno can hand on. */
const kept = async ({ node, bruno, dario, fatima, gael }: Pick<StoryPeople, 'node' | 'bruno' | 'dario' | 'fatima' | 'gael'>) => {
  const opened = await openUnit({ node, fatima, gael })
  const [one, two] = [await ownKeyOf(node, bruno), await ownKeyOf(node, dario)]
  const entrusting = await entrusted(node, fatima, { id: opened.id, key: opened.key.id, identity: opened.identity }, [{ id: bruno.id, recipient: one.recipient }, { id: dario.id, recipient: two.recipient }])
  await fatima.does('POST', `/api/units/${opened.id}/custody`, entrusting)
  const { to, parts } = (await ringOf(bruno)).custodies.find(({ unit }) => unit === opened.id)!
  const inner = base64(await openWith([one.identity], fromBase64(parts[0]!.sealed)))
  return { ...opened, one, two, to, handing: { parts: [{ key: opened.key.id, sealed: inner }], proof: await proofOf(bruno, to, one) } }
}

story('key.recover: what is there already is never overwritten', async ({ node, bruno, dario, fatima, gael }) => {
  const { id, key, identity, two, handing } = await kept({ node, bruno, dario, fatima, gael })
  await bruno.does('POST', `/api/units/${id}/recovery`, { ...handing, person: gael.id })
  const waiting = (await ringOf(dario)).recoveries.find(({ unit }) => unit === id)!
  await dario.does('POST', `/api/recoveries/${waiting.id}/completion`, { wraps: [{ key: key.id, sealed: sealedNothing }], proof: await proofOf(dario, waiting.to, two) })
  expect((await identitiesOf(gael, await ownKeyOf(node, gael), id)).map((held) => held.identity)).toEqual([identity])
})

story('key.handOn, key.recover, key.rotate, key.wrap, key.entrust: whoever has the sessions of the lead and of both custodians, and none of their keys, gets and replaces nothing', async ({ node, bruno, dario, carla, fatima, gael }) => {
  const { id, key, two, handing } = await kept({ node, bruno, dario, fatima, gael })
  const mine = await anotherKeyOf(fatima)
  const guessed = { person: fatima.id, parts: [{ key: key.id, sealed: sealedNothing }], proof: '' }
  expect(await bruno.isRefused('POST', `/api/units/${id}/recovery`, guessed)).toMatchObject({ status: 403, code: 'key.notProven' })
  await bruno.does('POST', `/api/units/${id}/recovery`, { ...handing, person: fatima.id })
  const waiting = (await ringOf(dario)).recoveries.find(({ unit }) => unit === id)!
  const theirs = await anotherKeyOf(dario)
  const replaced = (await ringOf(dario)).keys.find(({ isCurrent }) => isCurrent)!.id
  const wraps = [{ key: key.id, sealed: base64(await sealTo([mine.recipient], 'otra cosa')) }]
  await expect(proofOf(dario, waiting.to, theirs)).rejects.toThrow()
  const withNewKey = { wraps, proof: await proofOf(dario, replaced, theirs) }
  expect(await dario.isRefused('POST', `/api/recoveries/${waiting.id}/completion`, withNewKey)).toMatchObject({ code: 'key.notProven' })

  // Even a custodian who opens theirs and seals something else for the lead makes nobody a holder who can act.
  await dario.does('POST', `/api/recoveries/${waiting.id}/completion`, { wraps, proof: await proofOf(dario, waiting.to, two) })
  const { sealed } = await fatima.sees<{ sealed: string }>(`/api/keys/challenge?about=${id}`)
  await expect(openWith([mine.identity], fromBase64(sealed))).rejects.toThrow()
  const own = (await ringOf(fatima)).keys.find(({ isCurrent }) => isCurrent)!.id
  const proof = await proofOf(fatima, own, mine)
  const members = (await fatima.sees<UnitView>(`/api/units/${id}`)).members.map(({ person }) => ({ person, sealed: sealedNothing }))
  const part = { key: key.id, sealed: sealedNothing }
  for (const [path, body] of [
    ['rotation', { recipient: (await newKeyPair()).recipient, wraps: members }], ['members', { person: carla.id, wraps: [part] }], ['custody', { first: bruno.id, second: carla.id, parts: [part] }],
  ] as const) expect(await fatima.isRefused('POST', `/api/units/${id}/${path}`, { ...body, proof }), path).toMatchObject({ code: 'key.notProven' })
  await anotherKeyOf(bruno)
  expect(await bruno.status('POST', `/api/units/${id}/recovery`, { ...handing, person: gael.id })).toBe(404)
})
