// The table of rights as the running system keeps it: every act tried by every kind of person it is not granted to.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { actsOfRole, roleNames } from '../../src/modules/accounts/index.ts'
import { systemActor, type Actor } from '../../src/platform/access.ts'
import { readConfig } from '../../src/platform/config.ts'
import { performAny, performDownload } from '../../src/platform/perform.ts'
import type { Problem } from '../../src/platform/problem.ts'
import type { System } from '../../src/platform/system.ts'
import { assemble, modules } from '../../src/system.ts'
import { testDatabase, type TestDatabase } from '../places.ts'

let database: TestDatabase
let system: System

beforeAll(async () => {
  database = await testDatabase()
  system = await assemble(readConfig({ SIDMI_DATA: database.dataFolder, SIDMI_LOG_LEVEL: 'silent' }), database)
})
afterAll(() => database.drop())

const acts = modules.flatMap((module) => module.actions)
const actorOf = (role: string): Actor => ({
  ...systemActor, kind: role === 'public' ? 'anonymous' : 'person', id: role === 'public' ? null : randomUUID(), roles: [role], acts: actsOfRole(role),
  institution: role === 'public' ? null : { id: randomUUID(), kind: 'police', country: 'MX' },
})

const answerTo = (role: string, name: string): Promise<string> => {
  const act = acts.find((each) => each.name === name)!
  const attempt = { actor: actorOf(role), input: {} }
  const done = act.kind === 'download' ? performDownload(system, act, attempt) : performAny(system, act, attempt)
  return done.then(() => 'done', (problem: Problem) => problem.code)
}

describe.each(roleNames)('a person whose only role is %s', (role) => {
  const denied = acts.filter((act) => !actsOfRole(role).has(act.name)).map((act) => act.name)

  test(`meets one and the same answer at each of the ${denied.length} acts not granted`, async () => {
    const answers = new Set<string>()
    for (const name of denied) answers.add(await answerTo(role, name))
    expect([...answers]).toEqual([role === 'public' ? 'request.signInFirst' : 'request.notFound'])
  })
})

test('every act granted to a role exists, and every address leads to an act of its module', () => {
  const known = new Set<string>(acts.map((act) => act.name))
  expect(roleNames.flatMap((role) => [...actsOfRole(role)]).filter((name) => !known.has(name))).toEqual([])
  for (const module of modules) {
    const own = new Set(module.actions)
    for (const { act } of [...(module.routes ?? []), ...(module.pages ?? [])]) expect(own.has(act), `${module.name}: ${act.name}`).toBe(true)
  }
})

test('what nobody signed in may do changes nothing but signing in and one’s own report', () => {
  const changing = modules.flatMap((module) => module.routes ?? []).filter((route) => route.method !== 'GET' && actsOfRole('public').has(route.act.name))
  expect([...new Set(changing.map((route) => route.act.name))].toSorted()).toEqual(
    ['invitation.accept', 'invitation.read', 'node.setUp', 'report.add', 'report.appendFile', 'report.beginFile', 'report.consent', 'report.guide', 'report.open', 'report.readFile',
      'report.send', 'report.withdraw', 'session.offerPasskey', 'session.start', 'session.startWithPasskey'])
})

const sources = (folder: string): string[] =>
  readdirSync(join(import.meta.dirname, '../..', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts')).map((file) => readFileSync(join(import.meta.dirname, '../..', folder, file), 'utf8'))

const title = /\b(?:describe|story|test|tell)(?:\.\w+\([^)]*\))?\(\s*[`'"]([^`'"]+)/g
const actNames = /[a-z]+\.[a-zA-Z]+/g

test('every act is named in the title of at least one story', () => {
  const titles = [...sources('src'), ...sources('tests')].flatMap((text) => [...text.matchAll(title)].map((match) => match[1]!))
  const told = new Set(titles.flatMap((each) => each.match(actNames) ?? []))
  expect(acts.map((act) => act.name).filter((name) => !told.has(name))).toEqual([])
})
