// The serving role's limits, and how values come out of the database.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { openDatabase } from './database.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

const refusalOf = async (statement: string): Promise<string> =>
  sql.raw(statement.replace('OWNER', String(place.ownerConnection.user))).execute(place.db).then(
    () => 'done',
    (error: Error) => error.message,
  )

test.each([
  ['become the owner', 'set role OWNER'],
  ['rewrite the memory', "update audit.event set act = 'x'"],
  ['shorten the memory', 'delete from audit.event'],
  ['empty the memory', 'truncate audit.event'],
  ['append beside the function', "insert into audit.event values (1, now(), 'x', 'system', null, null, 'done', '{}', '', '')"],
  ['rewrite the list of migrations', 'delete from platform.migration'],
  ['create a schema', 'create schema mine'],
  ['create a role', 'create role other'],
])('the serving role cannot %s', async (_what, statement) => {
  expect(await refusalOf(statement)).toMatch(/permission denied|must be owner/)
})

test('the serving role can use the queue', async () => {
  const added = await sql<{ id: number }>`select (graphile_worker.add_job('nothing')).id`.execute(place.db)
  expect(added.rows).toHaveLength(1)
  const seen = await sql<{ count: number }>`select count(*) from graphile_worker.jobs`.execute(place.db)
  expect(seen.rows).toEqual([{ count: 1 }])
})

test('values come out as JavaScript means them', async () => {
  const { rows } = await sql`select 9007199254740991::int8 as whole, 1.25::numeric as exact, date '2024-02-29' as day,
    array[1, null]::int8[] as list, array[date '2024-02-29'] as days, timestamptz '2024-01-01T00:00:00Z' as at`.execute(place.db)
  const at = new Date('2024-01-01T00:00:00Z')
  expect(rows).toEqual([{ whole: 9007199254740991, exact: 1.25, day: '2024-02-29', list: [1, null], days: ['2024-02-29'], at }])
})

test('a number JavaScript cannot hold is an error, not another number', async () => {
  await expect(sql`select 9007199254740993::int8`.execute(place.db)).rejects.toThrow(RangeError)
})

test.each([
  ['nobody listens', 'postgres://a:b@127.0.0.1:1/x', 'database.unreachable'],
  ['it is no address', 'postgres://', 'database.unreachable'],
])('DATABASE_URL is refused in a sentence when %s', async (_when, databaseUrl, code) => {
  const opening = openDatabase({ dataFolder: place.dataFolder, databaseUrl, applicationName: 'x', purpose: 'node', log: () => undefined })
  await expect(opening).rejects.toMatchObject({ code })
})

test('a user without rights is told what is missing', async () => {
  await sql`create role poor login password 'poor'`.execute(place.owner).catch(() => undefined)
  const databaseUrl = place.databaseUrl.replace(/\/\/[^@]*@/, '//poor:poor@')
  await sql.raw(`grant connect on database ${String(place.ownerConnection.database)} to poor`).execute(place.owner)
  const dataFolder = `${place.dataFolder}/other`
  const opening = openDatabase({ dataFolder, databaseUrl, applicationName: 'x', purpose: 'node', log: () => undefined })
  await expect(opening).rejects.toMatchObject({ code: 'database.lacksRights' })
  await sql.raw(`revoke connect on database ${String(place.ownerConnection.database)} from poor; drop role poor`).execute(place.owner)
})
