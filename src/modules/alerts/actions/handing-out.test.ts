// Which alerts an institution's own system may learn of.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentFor, openAlertsNode } from '../../../../tests/alerts-node.ts'
import { emptyAudience, type AlertContent } from '../model/content.ts'
import type { AlertView } from '../model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode()
  for (const key of ['border', 'observatory'] as const) {
    await sql`insert into notices.webhook (id, institution_id, url, set_at) values (gen_random_uuid(), ${node.institution(key)}, 'https://sistema.prueba.example/', now())`.execute(node.owner)
  }
})
afterAll(() => node.close())

const calls = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from notices.dispatch where channel = 'webhook'`.execute(node.owner)).rows[0]!.n

const publishing = async (content: AlertContent): Promise<number> => {
  const before = await calls()
  const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { content })
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })
  return await calls() - before
}

describe('alert.publish, watch.tell: the webhook of an institution', () => {
  const base = contentFor()
  const closed = () => ({ ...base.desk, isClosed: true, people: [node.idOf('carla')] })
  const ofBorder = () => ({ ...emptyAudience, institutions: [node.institution('border')] })
  test.each<[string, () => Partial<AlertContent>, number]>([
    ['TLP:GREEN to a circle', () => ({ tlp: 'green' }), 1],
    ['TLP:AMBER to an institution', () => ({ tlp: 'amber', audience: ofBorder() }), 1],
    ['TLP:AMBER+STRICT', () => ({ tlp: 'amber+strict', audience: ofBorder() }), 0],
    ['TLP:RED', () => ({ tlp: 'red', audience: { ...ofBorder(), roles: ['duty-officer'] }, desk: closed() }), 0],
    ['TLP:GREEN that names a person too', () => ({ tlp: 'green', audience: { ...base.audience, people: [node.idOf('dario')] } }), 0],
  ])('%s', async (_, changes, expected) => expect(await publishing(contentFor(changes()))).toBe(expected))

  test('of a signal that somebody watches for no system learns', async () => {
    await node.does('ana', 'POST', '/api/watches', { kind: 'offence', code: 'kidnapping' })
    const before = await calls()
    expect((await node.performs('watch.tell', { signals: [{ id: await node.plantSignal(), territory: 'GT-12', offence: 'kidnapping' }] })).output).toEqual({ told: 1 })
    expect(await calls()).toBe(before)
  })
})
