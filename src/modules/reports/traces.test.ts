// What whoever reads the database's own bookkeeping could still see: when, and in what order, reporters' words came. After the night, nothing.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { storiesOn, type StoryPeople } from '../../../tests/people.ts'
import { makeReport, proof, type Made } from '../../../tests/reports.ts'
import { openUnit, type OpenUnit } from '../../../tests/units.ts'
import { enqueueAct } from '../../platform/work/queue.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })

let shelter: OpenUnit | undefined
const shelterOf = async (people: StoryPeople): Promise<OpenUnit> => (shelter ??= await openUnit(people))

/** A report with a second receipt, whose question and answer were made at the same time. */
const sentWithDecoy = async (people: StoryPeople): Promise<Made> => {
  const { key } = await shelterOf(people)
  const { sent: { kept, reader, body } } = await makeReport([key], 'lo inocente')
  const made = await makeReport([key], 'lo verdadero', { decoy: { kept, reader, messages: [{ from: 'reporter', body }, { from: 'unit', body }] } })
  await people.nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(people.nadie) })
  return made
}

/** Nights of the node's own: so many days later it puts in order what came before. */
const aNight = async ({ node }: StoryPeople, days = 1): Promise<void> => {
  node.passes(days * 24 * 3_600_000)
  await enqueueAct(node.system.database.db, 'report.shuffle', {})
  await node.works()
}

interface Row {
  id: string
  transaction: string
  /** The number PostgreSQL gives a long value when it is written, one after the other. */
  chunk: string
}

const written = async ({ node }: StoryPeople): Promise<Row[]> =>
  (await sql<Row>`select id, xmin::text as transaction, pg_column_toast_chunk_id(body)::bigint::text as chunk from reports.message where kind <> 'note' and person_id is null order by id`.execute(node.database.owner)).rows

story('report.shuffle: of what was said neither the transaction nor the place nor the number of its bytes tells what came together', async (people) => {
  for (let at = 0; at < 6; at += 1) await sentWithDecoy(people)
  const before = await written(people)
  expect(new Set(before.map(({ transaction }) => transaction)).size).toBe(6)
  await aNight(people)
  const after = await written(people)
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  expect(new Set(after.map(({ transaction }) => transaction)).size).toBe(1)
  expect(after.map(({ chunk }) => Number(chunk))).toEqual(after.map(({ chunk }) => Number(chunk)).toSorted((one, other) => one - other))
})

story('report.shuffle: also after the node was down for weeks, and after a report that others were joined to was withdrawn', async (people) => {
  const { fatima, nadie, node } = people
  const today = node.system.now().toISOString().slice(0, 10)
  const made = [await sentWithDecoy(people), await sentWithDecoy(people), await sentWithDecoy(people)]
  const deskOf = async ({ sent: { id } }: Made) => (await sql<{ id: string }>`select id from reports.desk where report_id = ${id}::uuid`.execute(node.database.owner)).rows[0]!.id
  const [one = '', into = '', other = ''] = await Promise.all(made.map(deskOf))
  for (const desk of [one, other]) await fatima.does('POST', `/api/reports/${desk}/join`, { into })
  await nadie.does('POST', '/api/reports/withdraw', { lookup: made[1]!.lookup, proof: 'x' })
  await aNight(people, 20)
  const { rows } = await sql`
    select xmin::text from reports.message where day >= ${today}::date union select xmin::text from reports.same
    union select xmin::text from reports.report union select xmin::text from reports.desk`.execute(node.database.owner)
  expect(rows).toHaveLength(1)
})

test('report.count, report.settle: what follows from what reporters did is worked out once a day, at an hour of its own', () => {
  const daily = ['report.count', 'report.settle', 'report.shuffle'].map((act) => reports.schedules?.filter((each) => each.act === act).map(({ cron }) => cron))
  for (const crons of daily) expect(crons).toEqual([expect.stringMatching(/^\d+ \d+ \* \* \*$/)])
})
