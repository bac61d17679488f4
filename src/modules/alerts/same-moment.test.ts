// What two people do to the same thing at the same moment.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAlertsNode } from '../../../tests/alerts-node.ts'
import type { AlertSummary } from './model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode()
})
afterAll(() => node.close())

const waiting = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`.execute(node.owner)).rows[0]!.n

test('alert.draft: of two drafts begun with one signal at the same moment the second is told of the first', async () => {
  const [signalId, otherId] = [await node.plantSignal(), await node.plantSignal('extortion')]
  const drafts = await node.owner.transaction().execute(async (held) => {
    // Both have asked whether there is one before either can write it.
    await sql`lock table alerts.alert in share row exclusive mode`.execute(held)
    const asked = [node.ask('ana', 'POST', '/api/alerts', { signalId }), node.ask('bruno', 'POST', '/api/alerts', { signalId })]
    await expect.poll(waiting, { timeout: 10_000 }).toBe(2)
    return asked
  })
  const answers = await Promise.all(drafts)
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409])
  const refused = answers.find(({ statusCode }) => statusCode === 409)!.json<{ code: string; title: string }>()
  const { items } = await node.does<{ items: AlertSummary[] }>('ana', 'GET', '/api/alerts?box=desk')
  expect([refused.code, items.length, refused.title.includes(items[0]!.reference)]).toEqual(['alert.alreadyDrafted', 1, true])
  expect((await node.ask('bruno', 'POST', '/api/alerts', { signalId: otherId })).statusCode).toBe(201)
})
