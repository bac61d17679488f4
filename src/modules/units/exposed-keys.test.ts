// Stories of keys that somebody could open before they passed to migration control: removed first, or with the key in their hands as a custodian.
import { expect } from 'vitest'
import { storiesOn, type Person, type StoryPeople } from '../../../tests/people.ts'
import { base64, fromBase64, openUnit, ownKeyOf, proofOf, receives, wrapFor, type OpenUnit } from '../../../tests/units.ts'
import { newKeyPair, openWith, sealTo } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { keysOf, units } from './index.ts'
import type { KeyRing, UnitView } from './model.ts'

const story = storiesOn({ modules: [accounts, units] })

interface View { name: string; territories: string[]; institution: { id: string } }

/** What the administrator does: the person works for the institution of another one from now on; and the node has heard of it. */
const moves = async ({ node, elena }: Pick<StoryPeople, 'node' | 'elena'>, person: Person, like: Person): Promise<void> => {
  const [{ name, territories }, { institution }] = [await elena.sees<View>(`/api/people/${person.id}`), await elena.sees<View>(`/api/people/${like.id}`)]
  await elena.does('PUT', `/api/people/${person.id}`, { name, territories, institutionId: institution.id, roles: ['reception-officer'] })
  await node.works()
}

const unitAs = (person: Person, { id }: OpenUnit): Promise<UnitView> => person.sees<UnitView>(`/api/units/${id}`)
const offered = async ({ nadie }: Pick<StoryPeople, 'nadie'>): Promise<string[]> => (await nadie.sees<{ units: { id: string }[] }>('/api/units/public')).units.map(({ id }) => id)
const areCurrent = async ({ node }: Pick<StoryPeople, 'node'>, { id }: OpenUnit): Promise<boolean[]> => (await keysOf(node.system.database.db, id)).map(({ isCurrent }) => isCurrent).toSorted()

const rotates = async ({ node, fatima }: StoryPeople, unit: OpenUnit, people: readonly Person[]): Promise<UnitView> => {
  const next = await newKeyPair()
  const wraps = await Promise.all(people.map(async (person) => ({ person: person.id, sealed: base64(await sealTo([(await ownKeyOf(node, person)).recipient], next.identity)) })))
  return fatima.does<UnitView>('POST', `/api/units/${unit.id}/rotation`, { recipient: next.recipient, wraps, proof: await proofOf(fatima, unit.id, await ownKeyOf(node, fatima)) })
}

story('key.drop, key.unwrap: whoever was removed and then passes to migration control stops the unit as if still in it, until the key is replaced', async (people) => {
  const { elena, carla, fatima, gael, hugo, node } = people
  await receives(elena, carla)
  const [unit, replaced] = [await openUnit(people), await openUnit(people)]
  for (const each of [unit, replaced]) {
    await wrapFor(node, fatima, { unit: each.id, person: carla })
    await fatima.does('POST', `/api/units/${each.id}/removals`, { person: gael.id })
  }
  await rotates(people, replaced, [fatima, carla])
  expect(await unitAs(fatima, unit)).toMatchObject({ isOpen: true, rotation: { reason: 'removed' } })
  await moves(people, gael, hugo)
  expect(await unitAs(fatima, unit)).toMatchObject({ isOpen: false, gaps: ['migration'], rotation: { reason: 'migration' }, steps: [{ what: 'exposed', by: null, about: gael.name }, { what: 'removed' }, {}, {}, {}, {}] })
  expect(await areCurrent(people, unit)).toEqual([false])
  expect(await offered(people)).not.toContain(unit.id)
  // Of the other only the key before is no longer taken; nobody needs to do anything.
  expect(await unitAs(fatima, replaced)).toMatchObject({ isOpen: true, gaps: [], rotation: null, steps: [{ what: 'exposed' }, { what: 'rotated' }, {}, {}, {}, {}, {}] })
  expect(await offered(people)).toContain(replaced.id)
  // Once: also when the same is entered again.
  await moves(people, gael, hugo)
  expect((await unitAs(fatima, unit)).steps.filter(({ what }) => what === 'exposed')).toHaveLength(1)
  expect(await rotates(people, unit, [fatima, carla])).toMatchObject({ isOpen: true, rotation: null, gaps: [] })
  expect(await areCurrent(people, unit)).toEqual([false, true])
  await moves(people, gael, fatima)
})

story('key.drop, key.handOn, key.recover: a second custodian who had the key in their hands, or both custodians together, stop the unit; one alone does not', async (people) => {
  const { elena, bruno, dario, fatima, gael, hugo, node } = people
  await receives(elena, bruno)
  await receives(elena, dario, bruno)
  const [one, two] = [await ownKeyOf(node, bruno), await ownKeyOf(node, dario)]
  const entrusted = async (): Promise<OpenUnit> => {
    const unit = await openUnit(people)
    const sealed = base64(await sealTo([one.recipient], await sealTo([two.recipient], unit.identity)))
    await fatima.does('POST', `/api/units/${unit.id}/custody`, { first: bruno.id, second: dario.id, parts: [{ key: unit.key.id, sealed }], proof: await proofOf(fatima, unit.id, await ownKeyOf(node, fatima)) })
    return unit
  }
  const [stopped, untouched] = [await entrusted(), await entrusted()]
  const { to, parts } = (await bruno.sees<KeyRing>('/api/keys')).custodies.find((each) => each.unit === stopped.id)!
  const inner = base64(await openWith([one.identity], fromBase64(parts[0]!.sealed)))
  await bruno.does('POST', `/api/units/${stopped.id}/recovery`, { person: gael.id, parts: [{ key: stopped.key.id, sealed: inner }], proof: await proofOf(bruno, to, one) })
  await fatima.does('POST', `/api/units/${stopped.id}/recovery/stop`)
  expect(await unitAs(fatima, stopped)).toMatchObject({ isOpen: true, rotation: null })
  await moves(people, dario, hugo)
  expect(await unitAs(fatima, stopped)).toMatchObject({ isOpen: false, gaps: ['migration'] })
  expect(await unitAs(fatima, untouched)).toMatchObject({ isOpen: true, rotation: { reason: 'removed' } })
  await moves(people, dario, bruno)
  const both = await entrusted()
  const { id, name, country } = (await elena.sees<{ items: { id: string; name: string; country: string; kind: string }[] }>('/api/institutions')).items.find(({ kind }) => kind === 'prosecutor')!
  await elena.does('PUT', `/api/institutions/${id}`, { name, country, kind: 'migration', confirms: name })
  await node.works()
  expect(await unitAs(fatima, both)).toMatchObject({ isOpen: false, gaps: ['migration'], rotation: { reason: 'migration' } })
})
