// Stories of what live news brings to open screens: the line of the list to whoever received the alert, and to everyone else no more than before.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { contentFor, openAlertsNode, type Name } from '../../../tests/alerts-node.ts'
import type { News } from '../../platform/work/live.ts'
import { emptyAudience, type AlertContent } from './model/content.ts'
import type { AlertSummary, AlertView } from './model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode()
})
afterAll(() => node.close())

type Screen = ReturnType<typeof node.screen>
const screens = new Map<string, Screen>()
const open = (who: Name, session: string = who): void => void screens.set(`${who}${session === who ? '' : ` as ${session}`}`, node.screen(who, { session }))
beforeEach(() => {
  for (const who of ['ana', 'carla', 'dario', 'elena', 'fidel', 'hugo'] as const) open(who)
})
afterEach(() => {
  for (const { stop } of screens.values()) stop()
  screens.clear()
})

const linesIn = (heard: readonly News[]): AlertSummary[] => heard.flatMap(({ brought }) => (brought === undefined ? [] : (JSON.parse(brought) as { items: AlertSummary[] }).items))

/** What each screen was brought since it was opened, once whoever is named heard of something new. */
const brought = async (...readers: string[]): Promise<Record<string, AlertSummary[]>> => {
  await expect.poll(() => readers.filter((reader) => !screens.get(reader)!.heard.some(({ address, brought: line }) => address !== undefined || line !== undefined))).toEqual([])
  return Object.fromEntries([...screens].map(([name, { heard }]): [string, AlertSummary[]] => [name, linesIn(heard)]).filter(([, lines]) => lines.length > 0))
}

const listed = async (who: Name, id: string): Promise<AlertSummary[]> =>
  (await node.does<{ items: AlertSummary[] }>(who, 'GET', '/api/alerts?box=received')).items.filter((each) => each.id === id)

const approved = async (id: string, basedOn: number): Promise<void> => {
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn })
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn })
}
const published = async (changes: Partial<AlertContent> = {}): Promise<string> => {
  const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { content: contentFor(changes) })
  await approved(id, 1)
  return id
}
const forgetHeard = (): void => {
  for (const { heard } of screens.values()) heard.length = 0
}
const forPeople = (...who: Name[]): Partial<AlertContent> => ({ audience: { ...emptyAudience, people: who.map((each) => node.idOf(each)) } })

test('alert.publish: to each who received it the very line of their list, with what they watch; to its author and its approver a topic; to others nothing', async () => {
  await node.does('dario', 'POST', '/api/watches', { kind: 'territory', code: 'GT' })
  const id = await published(forPeople('dario', 'elena'))
  const lines = await brought('dario', 'elena')
  expect(Object.keys(lines).toSorted()).toEqual(['dario', 'elena'])
  expect(lines.dario).toEqual(await listed('dario', id))
  expect(lines.elena).toEqual(await listed('elena', id))
  expect([lines.dario![0]!.matches.map(({ code }) => code), lines.elena![0]!.matches]).toEqual([['GT'], []])
  expect([screens.get('fidel')!.heard, screens.get('hugo')!.heard]).toEqual([[], []])
  expect(screens.get('ana')!.heard.every((news) => !('brought' in news) && !('address' in news))).toBe(true)
})

test.each(['red', 'green'] as const)('alert.publish, alert.cancel, alert.close: of a narrower TLP:%s version only those it is for are brought anything', async (tlp) => {
  for (const [ending, kind, state] of [['cancellation', 'Cancel', 'cancelled'], ['closure', 'Update', 'closed']] as const) {
    const id = await published(forPeople('dario', 'elena'))
    await brought('dario', 'elena')
    forgetHeard()
    const title = { es: 'Operativo reservado', en: 'Reserved operation' }
    const desk = { isClosed: tlp === 'red', people: tlp === 'red' ? [node.idOf('carla')] : [] }
    await node.does('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content: contentFor({ ...forPeople('elena'), tlp, title, desk }) })
    await approved(id, 2)
    expect(Object.entries(await brought('elena')).map(([who, [line]]) => [who, line?.title, line?.tlp, line?.received?.kind])).toEqual([['elena', title, tlp, 'Update']])
    forgetHeard()
    await node.does('carla', 'POST', `/api/alerts/${id}/${ending}`, { reason: 'Motivo reservado' })
    const ended = await brought('elena')
    expect(Object.entries(ended).map(([who, [line]]) => [who, line?.state, line?.received?.kind, line?.isInForce])).toEqual([['elena', state, kind, false]])
    expect(ended.elena).toEqual(await listed('elena', id))
    expect([...screens].filter(([, { heard }]) => JSON.stringify(heard).includes('eservado')).map(([who]) => who)).toEqual(['elena'])
    expect(screens.get('dario')!.heard).toEqual([])
    forgetHeard()
  }
})

test('alert.list: who is signed out, is somebody else by now, or may no longer list alerts is told the topic alone', async () => {
  open('dario', 'nobody')
  open('dario', 'fidel')
  const acts = new Set(['alert.read'])
  node.becomes('elena', { acts })
  const id = await published(forPeople('dario', 'elena'))
  expect(await brought('dario', 'dario as nobody', 'dario as fidel', 'elena')).toEqual({ dario: await listed('dario', id) })
  const told = (name: string) => screens.get(name)!.heard.filter(({ address }) => address === `/alerts/${id}`).map(({ topic }) => topic)
  expect([told('dario as nobody'), told('dario as fidel'), told('elena')]).toEqual([['alert'], ['alert'], ['alert']])
})

test('alert.publish: a screen that was cut off is told afterwards where there is something new, and nothing of what it says', async () => {
  const at = screens.get('dario')!.position()
  const id = await published(forPeople('dario'))
  await brought('dario')
  const { heard, stop } = node.screen('dario', { after: at })
  stop()
  expect(heard.map(({ topic, address, brought: line }) => [topic, address, line])).toEqual([['alert', `/alerts/${id}`, undefined]])
})
