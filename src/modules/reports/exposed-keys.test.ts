// Reports sealed to a key that is no longer current: one replaced still opens for the unit and is taken; one that migration control may have is not.
import { expect } from 'vitest'
import { storiesOn, type Person, type StoryPeople } from '../../../tests/people.ts'
import { makeQuickReport } from '../../../tests/reports.ts'
import { base64, openUnit, ownKeyOf, proofOf, receives, wrapFor } from '../../../tests/units.ts'
import { newKeyPair, sealTo } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })

interface View { name: string; territories: string[]; institution: { id: string } }

/** What the administrator does: the person works for the institution of another one from now on; and the node has heard of it. */
const moves = async ({ node, elena }: StoryPeople, person: Person, like: Person): Promise<void> => {
  const [{ name, territories }, { institution }] = [await elena.sees<View>(`/api/people/${person.id}`), await elena.sees<View>(`/api/people/${like.id}`)]
  await elena.does('PUT', `/api/people/${person.id}`, { name, territories, institutionId: institution.id, roles: ['reception-officer'] })
  await node.works()
}

story('report.send: from a page opened before, to a key that was replaced, a report is taken; to one that migration control may have, not, nor once it was replaced', async (people) => {
  const { node, elena, carla, fatima, gael, hugo, nadie } = people
  await receives(elena, carla)
  const [unit, other] = [await openUnit(people), await openUnit(people)]
  for (const { id } of [unit, other]) {
    await wrapFor(node, fatima, { unit: id, person: carla })
    await fatima.does('POST', `/api/units/${id}/removals`, { person: gael.id })
  }
  const rotates = async (id: string): Promise<void> => {
    const next = await newKeyPair()
    const wraps = await Promise.all([fatima, carla].map(async (person) => ({ person: person.id, sealed: base64(await sealTo([(await ownKeyOf(node, person)).recipient], next.identity)) })))
    await fatima.does('POST', `/api/units/${id}/rotation`, { recipient: next.recipient, wraps, proof: await proofOf(fatima, id, await ownKeyOf(node, fatima)) })
  }
  const sends = async (...keys: { id: string; recipient: string }[]) => (await nadie.asks({ method: 'POST', url: '/api/reports', payload: await makeQuickReport(keys, 'de una página abierta antes') })).json<{ code?: string; day?: string }>()
  await rotates(other.id)
  expect(await sends(other.key)).toMatchObject({ isRepeated: false })
  await moves(people, gael, hugo)
  const refused = { status: 409, code: 'report.unknownKey' }
  for (const keys of [[unit.key], [other.key], [other.key, unit.key]]) expect(await sends(...keys)).toMatchObject(refused)
  await rotates(unit.id)
  expect(await sends(unit.key)).toMatchObject(refused)
  const { units: offered } = await nadie.sees<{ units: { id: string; key: { id: string; recipient: string } }[] }>('/api/units/public')
  expect(await sends(...offered.filter(({ id }) => id === unit.id || id === other.id).map(({ key }) => key))).toMatchObject({ isRepeated: false })
})
