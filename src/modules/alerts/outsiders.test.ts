// Nobody outside a circle learns that an alert exists: random circles, everybody on the node, and every act that lists or reads.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentFor, openAlertsNode, type Name } from '../../../tests/alerts-node.ts'
import { png } from '../../../tests/attachments.ts'
import { emptyAudience, type Audience } from './model/content.ts'
import type { AlertView } from './model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode()
  for (const who of everybody) await node.ask(who, 'POST', '/api/watches', { kind: 'offence', code: 'kidnapping' })
})
afterAll(() => node.close())

const everybody = ['ana', 'bruno', 'carla', 'dario', 'elena', 'fidel', 'hugo'] as const
type Person = (typeof everybody)[number]

/** Who each is, told here again and apart, so that the test does not ask the code whether the code is right. */
const facts: Record<Person, { role: string; institution: 'observatory' | 'border' | 'neighbour' | 'secretariat'; kind: string; places: string[] }> = {
  ana: { role: 'analyst', institution: 'observatory', kind: 'statistics', places: ['GT'] },
  bruno: { role: 'analyst', institution: 'observatory', kind: 'statistics', places: ['GT'] },
  carla: { role: 'coordinator', institution: 'secretariat', kind: 'secretariat', places: ['GT', 'MX', 'CR'] },
  dario: { role: 'duty-officer', institution: 'border', kind: 'police', places: ['GT-12'] },
  elena: { role: 'duty-officer', institution: 'neighbour', kind: 'police', places: ['MX-CHP'] },
  fidel: { role: 'coordinator', institution: 'neighbour', kind: 'police', places: ['MX'] },
  hugo: { role: 'administrator', institution: 'secretariat', kind: 'secretariat', places: [] },
}

interface Circle {
  roles: string[]
  institutions: (typeof facts)[Person]['institution'][]
  kinds: string[]
  territories: string[]
  corridors: string[]
  borderPoints: string[]
  people: Person[]
  isClosed: boolean
  sees: Person[]
}

const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
const circles: fc.Arbitrary<Circle> = fc.record({
  roles: some('duty-officer', 'coordinator', 'administrator'), institutions: some('border', 'neighbour'), kinds: some('police', 'secretariat'),
  territories: some('GT-12', 'MX', 'PA'), corridors: some('suchiate-tapachula', 'HN>MX-CHP'), borderPoints: some('mx-gt-cd-hidalgo'),
  people: some<Person>('dario', 'elena', 'hugo'), isClosed: fc.boolean(), sees: fc.constant<Person[]>(['carla']),
})

/** What the corridors and the border point above touch, read off a map. */
const ground: Record<string, string[]> = { 'suchiate-tapachula': ['GT-12', 'MX-CHP'], 'HN>MX-CHP': ['HN', 'MX-CHP'], 'mx-gt-cd-hidalgo': ['GT-12', 'MX-CHP'] }

const isNamed = (circle: Circle, person: Person): boolean => {
  const { role, institution, kind, places } = facts[person]
  const where = [...circle.territories, ...[...circle.corridors, ...circle.borderPoints].flatMap((code) => ground[code]!)]
  const asks = [
    { asked: circle.roles.length > 0, met: circle.roles.includes(role) },
    { asked: circle.institutions.length + circle.kinds.length > 0, met: circle.institutions.includes(institution) || circle.kinds.includes(kind) },
    { asked: where.length > 0, met: where.some((code) => places.some((place) => code === place || code.startsWith(`${place}-`) || place.startsWith(`${code}-`))) },
  ].filter(({ asked }) => asked)
  return circle.people.includes(person) || (asks.length > 0 && asks.every(({ met }) => met))
}

const audienceOf = (circle: Circle): Audience => ({
  ...emptyAudience, roles: circle.roles, institutions: circle.institutions.map(node.institution), institutionKinds: circle.kinds,
  territories: circle.territories, corridors: circle.corridors, borderPoints: circle.borderPoints, people: circle.people.map(node.idOf),
})

/** Everything by which somebody could learn of it: what each says when it does not tell. */
const lists = ['/api/alerts', '/api/alerts?box=received', '/api/alerts?box=desk', '/api/watches', '/api/public/alerts', '/alerts/atom.xml', '/es/alerts']
const readings = (id: string, file: string) => [
  `/api/alerts/${id}`, `/api/alerts/${id}/comparison?before=1&after=2`, `/api/alerts/${id}/board`, `/api/public/alerts/${id}`,
  `/alerts/${id}/cap.xml`, `/alerts/${id}/stix.json`, `/alerts/${id}/attachments/${file}`, `/es/alerts/${id}`,
]
const changing = (id: string): [string, object][] => [
  [`/api/alerts/${id}/submission`, { basedOn: 2 }], [`/api/alerts/${id}/publication`, { basedOn: 2 }], [`/api/alerts/${id}/return`, { basedOn: 2, reason: 'Probando' }],
  [`/api/alerts/${id}/cancellation`, { reason: 'Probando' }], [`/api/alerts/${id}/closure`, { reason: 'Probando' }], [`/api/alerts/${id}/acknowledgement`, { did: 'read', note: '' }],
  [`/api/alerts/${id}/detachment`, { basedOn: 2, attachment: id }],
]

const learns = async (who: Name | 'nobody', id: string, file: string): Promise<string[]> => {
  const told: string[] = []
  for (const url of lists) if ((await node.ask(who, 'GET', url)).body.includes(id)) told.push(url)
  for (const url of readings(id, file)) if ((await node.ask(who, 'GET', url)).statusCode === 200) told.push(url)
  return told
}

/** An outsider reads nothing, and every attempt is answered as for an id that never was. */
const learnsNothing = async (who: Name | 'nobody', id: string, file: string): Promise<void> => {
  expect([who, await learns(who, id, file)]).toEqual([who, []])
  const never = '7d444840-9dc0-41d1-b245-5ffdce74fad2'
  for (const [at, [url, body]] of changing(id).entries()) {
    const [answer, none] = [await node.ask(who, 'POST', url, body), await node.ask(who, 'POST', changing(never)[at]![0], body)]
    expect([url, answer.statusCode, answer.body]).toEqual([url, none.statusCode, none.body])
  }
}

const behindDraft = ({ isClosed }: Circle): Person[] => (isClosed ? ['ana'] : ['ana', 'bruno'])

/** Brings one alert from draft to publication, and asks at each step who knows of it. */
const wholeLife = async (circle: Circle): Promise<void> => {
  const desk = { isClosed: circle.isClosed, people: circle.isClosed ? circle.sees.map(node.idOf) : [] }
  const content = contentFor({ audience: audienceOf(circle), desk })
  const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { content })
  const { attachments } = (await node.send('ana', `/api/alerts/${id}/attachments?basedOn=1&name=a.png`, png())).json<AlertView>()
  const file = attachments[0]!.id
  const outside = (inside: readonly Person[]) => everybody.filter((person) => !inside.includes(person))
  for (const who of [...outside(behindDraft(circle)), 'nobody' as const]) await learnsNothing(who, id, file)

  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 2 })
  const behind: Person[] = [...behindDraft(circle), 'carla']
  for (const who of [...outside(behind), 'nobody' as const]) await learnsNothing(who, id, file)

  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 2 })
  // Who only administers the node may not read alerts, even when named.
  const named = everybody.filter((person) => isNamed(circle, person) && facts[person].role !== 'administrator')
  for (const who of [...outside([...behind, ...named]), 'nobody' as const]) await learnsNothing(who, id, file)
  for (const who of named.filter((person) => !behind.includes(person))) {
    const url = [`/api/alerts/${id}`, `/alerts/${id}/cap.xml`, `/alerts/${id}/stix.json`, `/alerts/${id}/attachments/${file}`, '/api/alerts', '/api/alerts?box=received', '/api/watches']
    expect([who, (await learns(who, id, file)).filter((each) => url.includes(each)).sort()]).toEqual([who, url.sort()])
    const told = JSON.stringify(await node.does(who, 'GET', `/api/alerts/${id}`))
    expect(everybody.filter((other) => other !== who && told.includes(node.idOf(other)))).toEqual([])
  }
}

test('alert.list, alert.read, alert.compare, alert.board, alert.cap, alert.stix, alert.attachment, alert.publicList, alert.publicRead, alert.feed, watch.list: told to its circle and to nobody else', async () => {
  const isSomebody = (circle: Circle): boolean => circle.people.length + circle.roles.length + circle.institutions.length + circle.kinds.length + circle.territories.length + circle.corridors.length + circle.borderPoints.length > 0
  await fc.assert(fc.asyncProperty(circles.filter(isSomebody), wholeLife), { numRuns: 8, seed: 20260601, endOnFailure: true })
}, 180_000)

const untilHeard = async (topics: readonly string[]): Promise<void> => {
  for (let tries = 0; tries < 200 && !topics.includes('alert'); tries += 1) await new Promise((resume) => setTimeout(resume, 20))
}

/** Who of everybody heard something while it was done; the one who does it hears in any case, and last. */
const hearing = async (done: () => Promise<unknown>, insider: Person): Promise<Person[]> => {
  const heard = new Map(everybody.map((person) => [person, node.hears(person)]))
  await done()
  await untilHeard(heard.get(insider)!)
  return everybody.filter((person) => heard.get(person)!.includes('alert'))
}

test('alert.submit, alert.publish: not even the moment of a notice reaches the screen of an outsider', async () => {
  const audience = { ...emptyAudience, people: [node.idOf('elena')] }
  const begun = async (desk: { isClosed: boolean; people: string[] }): Promise<string> =>
    (await node.does<AlertView>('ana', 'POST', '/api/alerts', { content: contentFor({ audience, desk }) })).id
  const [open, closed] = [await begun({ isClosed: false, people: [] }), await begun({ isClosed: true, people: [node.idOf('carla')] })]
  const submit = (id: string) => () => node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
  const publish = (id: string) => () => node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })
  expect(await hearing(submit(open), 'ana')).toEqual(['ana', 'bruno', 'carla'])
  expect(await hearing(submit(closed), 'ana')).toEqual(['ana', 'carla'])
  expect(await hearing(publish(open), 'elena')).toEqual(['ana', 'bruno', 'carla', 'elena'])
  expect(await hearing(publish(closed), 'elena')).toEqual(['ana', 'carla', 'elena'])
})
