// Stories of whoever signs in as somebody of a unit and has none of their keys: a key of their own in place of theirs brings nothing of the unit's, and everybody sees it.
import { expect } from 'vitest'
import { storiesOn, type Person, type StoryPeople } from '../../../tests/people.ts'
import { anotherKeyOf, base64, fromBase64, openUnit, ownKeyOf, proofOf, receives, renewedKeyOf, wrapFor, type OpenUnit } from '../../../tests/units.ts'
import { newKeyPair, openWith, sealTo, type KeyPair } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { units } from './index.ts'
import type { KeyRing, UnitView } from './model.ts'

const story = storiesOn({ modules: [accounts, units] })

type Officers = Pick<StoryPeople, 'node' | 'fatima' | 'gael'>

/** A unit of fatima and gael, both with keys they made themselves. */
const openedUnit = async ({ node, fatima, gael }: Officers): Promise<OpenUnit> => {
  for (const person of [fatima, gael]) await renewedKeyOf(node, person)
  return openUnit({ node, fatima, gael })
}

const unitAs = (person: Person, { id }: OpenUnit): Promise<UnitView> => person.sees<UnitView>(`/api/units/${id}`)
const memberOf = ({ members }: UnitView, { id }: Person) => members.find(({ person }) => person === id)!
const recipientOf = async (person: Person): Promise<string> => (await person.sees<KeyRing>('/api/keys')).keys.find(({ isCurrent }) => isCurrent)!.recipient

/** What of the unit's keys this key of the person's own opens, the newest first. */
const opens = async (person: Person, { id }: OpenUnit, { identity }: KeyPair): Promise<string[]> => {
  const { units: held } = await person.sees<KeyRing>('/api/keys')
  const wraps = held.find((each) => each.id === id)!.keys.flatMap((key) => key.wraps)
  const opened = await Promise.all(wraps.map(({ sealed }) => openWith([identity], fromBase64(sealed)).then((bytes) => new TextDecoder().decode(bytes), () => undefined)))
  return opened.filter((each) => each !== undefined)
}

/** A new key of the unit, sealed to the own keys that the node says these people have today; with the proof that fatima opens the one before. */
const nextKey = async ({ node, fatima }: Officers, unit: OpenUnit, people: readonly Person[], proof?: string) => {
  const next = await newKeyPair()
  const wraps = await Promise.all(people.map(async (person) => ({ person: person.id, sealed: base64(await sealTo([await recipientOf(person)], next.identity)) })))
  return { next, body: { recipient: next.recipient, wraps, proof: proof ?? await proofOf(fatima, unit.id, await ownKeyOf(node, fatima)) } }
}

/** A unit's key for two custodians, sealed to the own keys that the node says they have today. */
const inCustodyOf = async ({ identity }: Pick<KeyPair, 'identity'>, [first, second]: readonly [Person, Person]) =>
  ({ first: first.id, second: second.id, sealed: base64(await sealTo([await recipientOf(first)], await sealTo([await recipientOf(second)], identity))) })

/** The unit with two custodians from outside. */
const entrustedUnit = async ({ node, elena, bruno, dario, fatima, gael }: StoryPeople): Promise<OpenUnit> => {
  await receives(elena, bruno)
  await receives(elena, dario, bruno)
  for (const person of [bruno, dario]) await renewedKeyOf(node, person)
  const unit = await openedUnit({ node, fatima, gael })
  const { sealed, ...both } = await inCustodyOf(unit, [bruno, dario])
  await fatima.does('POST', `/api/units/${unit.id}/custody`, { ...both, parts: [{ key: unit.key.id, sealed }], proof: await proofOf(fatima, unit.id, await ownKeyOf(node, fatima)) })
  return unit
}

story('key.rotate: whoever made a key in place of a member’s receives nothing of the next one, and those who hold it do without them', async (people) => {
  const { node, fatima, gael } = people
  const unit = await openedUnit(people)
  const intruder = await anotherKeyOf(gael)
  const path = `/api/units/${unit.id}/rotation`
  expect(await fatima.isRefused('POST', path, (await nextKey(people, unit, [fatima, gael])).body)).toMatchObject({ status: 409, code: 'key.membersChanged' })
  const { next, body } = await nextKey(people, unit, [fatima])
  expect(await fatima.does<UnitView>('POST', path, body)).toMatchObject({ isOpen: false, gaps: ['oneHolder'], keys: [{ recipient: next.recipient, holders: [fatima.id] }, {}] })
  expect(await opens(gael, unit, intruder)).toEqual([])
  // It is still his to be given, by somebody who asked him for its finger print.
  expect(memberOf(await unitAs(fatima, unit), gael).rekeyedAt).not.toBeNull()
  const own = await renewedKeyOf(node, gael)
  await wrapFor(node, fatima, { unit: unit.id, person: gael })
  expect(await opens(gael, unit, own)).toEqual([next.identity, unit.identity])
  expect(await unitAs(fatima, unit)).toMatchObject({ isOpen: true, gaps: [] })
  expect(memberOf(await unitAs(fatima, unit), gael)).toMatchObject({ holds: true, rekeyedAt: null })
})

story('key.rotate: a lead in whose place somebody made a key gives the unit’s to that one first, knowingly', async (people) => {
  const { fatima } = people
  const unit = await openedUnit(people)
  const path = `/api/units/${unit.id}/rotation`
  const { body } = await nextKey(people, unit, [fatima, people.gael])
  await anotherKeyOf(fatima)
  expect(await fatima.isRefused('POST', path, body)).toMatchObject({ status: 409, code: 'key.holdFirst' })
  expect(await fatima.isRefused('POST', path, { ...body, wraps: body.wraps.slice(1) })).toMatchObject({ code: 'key.holdFirst' })
  const wraps = [{ key: unit.key.id, sealed: base64(await sealTo([await recipientOf(fatima)], unit.identity)) }]
  await fatima.does('POST', `/api/units/${unit.id}/members`, { person: fatima.id, wraps, proof: body.proof })
  const { body: known } = await nextKey(people, unit, [fatima, people.gael], body.proof)
  expect(await fatima.does('POST', path, known)).toMatchObject({ isOpen: true, rotation: null })
})

story('key.create, key.rotate: everybody of the unit sees that a member or a custodian made another key, and custodians are kept only while both can do their part', async (people) => {
  const { fatima, gael, bruno, dario } = people
  const unit = await entrustedUnit(people)
  const path = `/api/units/${unit.id}/rotation`
  const rotating = async (pair: readonly [Person, Person], holders: readonly Person[]) => {
    const { next, body } = await nextKey(people, unit, holders)
    return { ...body, custody: await inCustodyOf(next, pair) }
  }
  expect(await fatima.isRefused('POST', path, await rotating([dario, bruno], [fatima, gael]))).toMatchObject({ code: 'key.membersChanged' })
  const before = await fatima.does<UnitView>('POST', path, await rotating([bruno, dario], [fatima, gael]))
  expect(before.keys.map(({ custodians }) => custodians?.isReady)).toEqual([true, true])
  expect(before.steps.map(({ what }) => what)).toEqual(['rotated', 'entrusted', 'added', 'madeKey', 'created'])
  expect(before.members.map(({ rekeyedAt }) => rekeyedAt)).toEqual([null, null])
  await anotherKeyOf(gael)
  await anotherKeyOf(dario)
  const seen = await unitAs(fatima, unit)
  expect(seen.steps.slice(0, 2).map(({ what, by }) => [what, by])).toEqual([['rekeyed', dario.name], ['rekeyed', gael.name]])
  expect(memberOf(seen, gael)).toMatchObject({ holds: false, rekeyedAt: expect.stringMatching(/Z$/) as string })
  expect(memberOf(seen, fatima).rekeyedAt).toBeNull()
  expect(seen.keys[0]!.custodians).toMatchObject({ isReady: false })
  const body = await rotating([bruno, dario], [fatima])
  expect(await fatima.isRefused('POST', path, body)).toMatchObject({ status: 409, code: 'key.membersChanged' })
  expect(await fatima.does<UnitView>('POST', path, { ...body, custody: null })).toMatchObject({ keys: [{ custodians: null, holders: [fatima.id] }, {}, {}] })
})
