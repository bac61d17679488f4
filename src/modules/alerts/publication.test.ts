// A node killed without warning while it publishes: afterwards each alert is published with every delivery, or not at all.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { killedAt } from '../../../tests/crash/killed.ts'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'

const officers = 300
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

interface Kept {
  id: string
  state: string
  inForce: number | null
  messages: number
  deliveries: number
  emails: number
  remembered: number
}

const kept = async (): Promise<Kept[]> =>
  (await sql<Kept>`
    select id, state, version_in_force as "inForce",
      (select count(*) from alerts.message where alert_id = alert.id) as messages,
      (select count(*) from alerts.delivery join alerts.message on message.id = message_id where alert_id = alert.id) as deliveries,
      (select count(*) from notices.dispatch join alerts.message on message.id = notice_id where alert_id = alert.id and dispatch.channel = 'email') as emails,
      (select count(*) from audit.event where act = 'alert.publish' and subject = alert.id::text and outcome = 'done') as remembered
    from alerts.alert order by created_at`.execute(database.db)).rows

/** Ids after the given word in what the killed process printed. */
const named = (lines: readonly string[], word: string): string[] => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))

test('alert.publish: killed in the middle, the state is the old or the new one, never between', async () => {
  const whole = { state: 'published', inForce: 1, messages: 1, deliveries: officers, emails: officers, remembered: 1 }
  const untouched = { state: 'review', inForce: null, messages: 0, deliveries: 0, emails: 0, remembered: 0 }
  const published: string[] = []
  for (const atMost of [1, 2, 3]) {
    let begun = 0
    const words = ['tests/crash/publish-alerts.ts', database.databaseUrl, database.dataFolder, String(officers)]
    const lines = await killedAt('../../tools/run.mjs', words, (line) => line.startsWith('publishing') && ++begun === atMost)
    expect(named(lines, 'publishing').length).toBeGreaterThanOrEqual(atMost)
    published.push(...named(lines, 'published'))
  }
  const alerts = (await kept()).filter(({ state }) => state !== 'draft')
  for (const { id, ...alert } of alerts) {
    expect(alert).toEqual(published.includes(id) || alert.state === 'published' ? whole : untouched)
  }
  expect(alerts.filter(({ id }) => published.includes(id))).toHaveLength(published.length)
  expect(alerts.length).toBeGreaterThan(published.length)
})
