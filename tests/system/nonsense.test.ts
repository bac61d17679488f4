// Nonsense at every act: months that are none, endless numbers, lists where one word belongs, letters no database keeps. Each is answered by a sentence, never by a fault of the node.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { actsOfRole, roleNames } from '../../src/modules/accounts/index.ts'
import { importFile } from '../../src/modules/collection/index.ts'
import { systemActor, type Actor } from '../../src/platform/access.ts'
import type { AnyAct } from '../../src/platform/action.ts'
import { performAny, performDownload } from '../../src/platform/perform.ts'
import { Problem } from '../../src/platform/problem.ts'
import { modules } from '../../src/system.ts'
import { bytesOf } from '../collection-files.ts'
import { story, type Person, type TestNode } from '../people.ts'

const rows = ['t,geo,nat,lat,lon,type,route,cause,dead,surv,location', '2024-03-01,MX,HND,14.1,-92.1,,Ruta,Drowning,2,,Río', '2024-04-02,GT,HND,14.2,-92.1,,Ruta,Violence,3,1,Río', '']

/** A person who may do everything, at an institution that exists. */
const anybody = async (node: TestNode, { id }: Person): Promise<Actor> => {
  const { rows: [found] } = await sql<{ institution: string }>`select institution_id as institution from accounts.person where id = ${id}::uuid`.execute(node.database.owner)
  return {
    ...systemActor, kind: 'person', id, roles: [...roleNames], acts: new Set(roleNames.flatMap((role) => [...actsOfRole(role)])), territories: ['MX', 'GT'],
    institution: { id: found?.institution ?? '', kind: 'secretariat', country: 'MX' },
  }
}

/** What an address can carry. */
const words = [
  '', ' ', '0', '-1', '1e9', '1e309', 'NaN', '99999999999999999999', '0000', '0000-01', '0000-01-01', '0000-Q1', '0000-W01', '9999', '9999-12', '9999-12-31', '2024-13', '2024-00', '2024-W99',
  '2023-02-30', '-0001-01-01', '2024-01-01T99:99:99Z', '\0', 'a\0b', '\ud800', '%', '\'', '*', '(', '\\', '__proto__', 'constructor', 'x'.repeat(3000),
]
const oddities: readonly unknown[] = [...words, ['2024-01', '2024-01'], ['', ''], ['0000-01', '\0'], Array.from({ length: 300 }, () => 'x')]

interface Shape {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  anyOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  minimum?: number
}

const known: Record<string, unknown> = {
  source: 'iom-missing-migrants', measure: 'dead_and_missing', rows: 'country', columns: 'sex', period: 'month', flow: 'IOM_MISSING_MIGRANTS__DEAD_AND_MISSING', country: 'MX', territory: 'GT-16', email: 'nadie@prueba.example', language: 'es', format: 'csv', number: 1,
}

const formed: Record<string, () => string> = { uuid: randomUUID, date: () => '2024-01-01', 'date-time': () => '2024-01-01T00:00:00Z' }

const typed: Record<string, (shape: Shape, name: string) => unknown> = {
  object: (shape) => objectOf(shape),
  array: ({ items = {} }, name) => [sampleOf(items, name)],
  integer: ({ minimum = 1 }) => Math.max(1, minimum),
  number: ({ minimum = 1 }) => Math.max(1, minimum),
  boolean: () => true,
}

/** Something the schema takes, so that one odd entry is looked at by itself. */
const sampleOf = (shape: Shape, name: string): unknown => {
  const given = [shape.default, shape.const, shape.enum?.[0], known[name]].find((value) => value !== undefined)
  if (given !== undefined) return given
  if (shape.anyOf) return sampleOf(shape.anyOf[0] ?? {}, name)
  const make = typed[shape.type ?? ''] ?? formed[shape.format ?? ''] ?? (() => 'una palabra cualquiera')
  return make(shape, name)
}

const objectOf = ({ properties = {}, required = [] }: Shape): Record<string, unknown> =>
  Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {}, name)]))

const shapeOf = (act: AnyAct): Shape => z.toJSONSchema(act.input, { io: 'input', unrepresentable: 'any' }) as Shape

interface Trial {
  node: TestNode
  actor: Actor
}

const attempt = async ({ node: { system }, actor }: Trial, act: AnyAct, input: Record<string, unknown>): Promise<unknown> => {
  const wanted = { actor, input }
  if (act.kind !== 'download') return performAny(system, act, wanted)
  for await (const piece of (await performDownload(system, act, wanted)).body) void piece
  return undefined
}

/** SDMX's own answer to a parameter that a node does not offer; it comes with its sentence too. */
const notOffered = 501

const faultOf = async (trial: Trial, act: AnyAct, input: Record<string, unknown>): Promise<string | undefined> => {
  try {
    await attempt(trial, act, input)
    return undefined
  } catch (error) {
    if (error instanceof Problem && (error.status < 500 || error.status === notOffered)) return undefined
    return error instanceof Error ? error.message : String(error)
  }
}

const faultsOf = async (trial: Trial, act: AnyAct): Promise<string[]> => {
  const shape = shapeOf(act)
  const base = objectOf(shape)
  const faults = new Set<string>()
  for (const name of Object.keys(shape.properties ?? {})) {
    await Promise.all(oddities.map(async (odd) => {
      const fault = await faultOf(trial, act, { ...base, [name]: odd })
      if (fault !== undefined) faults.add(`${act.name} ${name}=${JSON.stringify(odd).slice(0, 40)}: ${fault.slice(0, 100)}`)
    }))
  }
  return [...faults]
}

const askedOf = ({ routes = [] }: (typeof modules)[number]): AnyAct[] => [...new Set(routes.filter(({ act }) => act.kind !== 'upload').map(({ act }) => act))]

let isFilled = false

const fillOnce = async (node: TestNode): Promise<void> => {
  if (isFilled) return
  isFilled = true
  await importFile(node.system, { sourceId: 'iom-missing-migrants', body: bytesOf(rows.join('\n')), name: 'filas.csv' })
}

describe.each(modules.filter((module) => askedOf(module).length > 0).map((module) => [module.name, module] as const))('%s', (_, module) => {
  for (const act of askedOf(module)) {
    story(`${act.name}: nonsense is answered with a sentence`, async ({ ana, node }) => {
      await fillOnce(node)
      expect(await faultsOf({ node, actor: await anybody(node, ana) }, act)).toEqual([])
    })
  }
})
