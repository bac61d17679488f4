// Migrations are applied once, in order, whole; published ones never change.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { migrate, migrationsFolder, readManifest, readMigrations } from './migrate.ts'

let place: TestDatabase
let folder = ''
beforeAll(async () => {
  place = await testDatabase({ template: null })
})
afterAll(() => place.drop())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidmi-migrations-'))
  put('0001-one.sql', 'create table if not exists public.one (number int)')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const put = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text)
}
const run = (): Promise<string[]> => migrate(place.ownerConnection, { folder, log: () => undefined })

test('published migrations have not changed', () => {
  const names = readMigrations(migrationsFolder()).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(Object.keys(readManifest(migrationsFolder()))))
})

test('a changed published migration is refused', () => {
  put('manifest.json', JSON.stringify({ '0001-one.sql': 'another hash' }))
  expect(() => readMigrations(folder)).toThrow(/0001-one\.sql/)
})

test('what is missing is applied once, by one process at a time', async () => {
  const applied = await Promise.all([run(), run(), run()])
  expect(applied.flat()).toEqual(['0001-one.sql'])
  expect(await run()).toEqual([])
})

test('a failing migration leaves nothing and names itself', async () => {
  put('0002-bad.sql', 'create table public.two (number int); select 1 / 0;')
  await expect(run()).rejects.toMatchObject({ code: 'database.failedMigration' })
  const { rows } = await sql`select to_regclass('public.two')::text as two`.execute(place.owner)
  expect(rows).toEqual([{ two: null }])
})

test('an applied migration whose bytes changed is refused', async () => {
  put('0001-one.sql', `${readFileSync(join(folder, '0001-one.sql'), 'utf8')} -- changed`)
  await expect(run()).rejects.toMatchObject({ code: 'database.changedMigration' })
})

test('a database newer than the program is refused', async () => {
  rmSync(join(folder, '0001-one.sql'))
  put('0000-zero.sql', 'select 1')
  await expect(run()).rejects.toMatchObject({ code: 'database.newerDatabase' })
})
