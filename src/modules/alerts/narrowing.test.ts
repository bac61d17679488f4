// Stories of circles that change: a narrower version followed by its end, slow readers of files, and somebody who joins while it is published.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentFor, openAlertsNode, type Name } from '../../../tests/alerts-node.ts'
import { png } from '../../../tests/attachments.ts'
import { emptyAudience, type AlertContent } from './model/content.ts'
import type { AlertView } from './model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode()
})
afterAll(() => node.close())

const approved = async (id: string, basedOn: number): Promise<void> => {
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn })
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn })
}
const refusedReading = async (who: Name | 'nobody', url: string): Promise<number> => (await node.ask(who, 'GET', url)).statusCode

/** For elena alone, whoever had it before; what it says now is told by words that no earlier version has. */
const narrower = (tlp: AlertContent['tlp'], attachments: string[]): AlertContent => contentFor({
  tlp, attachments, title: { es: 'Operativo reservado', en: '' }, summary: { es: 'Operativo reservado', en: '' },
  audience: { ...emptyAudience, people: [node.idOf('elena')] }, desk: { isClosed: tlp === 'red', people: tlp === 'red' ? [node.idOf('carla')] : [] },
})

test.each(['red', 'green'] as const)('alert.cancel, alert.close: who held only a wider version learns nothing of the TLP:%s one that took its place', async (tlp) => {
  for (const [ending, reason] of [['cancellation', 'Motivo reservado'], ['closure', 'Motivo reservado']] as const) {
    const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { content: contentFor({ title: { es: 'El paso', en: '' } }) })
    await approved(id, 1)
    const { attachments } = (await node.send('ana', `/api/alerts/${id}/attachments?basedOn=1&name=secreto.png`, png())).json<AlertView>()
    const file = attachments[0]!.id
    await node.does('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 2, content: narrower(tlp, [file]) })
    await approved(id, 3)
    const before = await node.does<AlertView>('dario', 'GET', `/api/alerts/${id}`)
    await node.does('carla', 'POST', `/api/alerts/${id}/${ending}`, { reason })

    const seen = await node.does<AlertView>('dario', 'GET', `/api/alerts/${id}`)
    expect(seen).toEqual({ ...before, allowed: seen.allowed })
    expect([seen.state, seen.version, seen.title.es, seen.received?.kind, seen.endNote, seen.attachments, seen.comparable]).toEqual(['closed', 1, 'El paso', 'Alert', null, [], [1]])
    const lists = ['/api/alerts', '/api/alerts?box=received', '/api/alerts?box=desk', '/api/alerts/carried', '/api/watches', '/api/public/alerts', '/alerts/atom.xml', '/es/alerts']
    for (const url of [`/api/alerts/${id}`, `/alerts/${id}/cap.xml`, `/alerts/${id}/stix.json`, ...lists]) {
      expect([url, (await node.ask('dario', 'GET', url)).body.match(/reservado|secreto|Cancel/i)?.[0]]).toEqual([url, undefined])
    }
    for (const url of [`/alerts/${id}/attachments/${file}`, `/api/alerts/${id}/comparison?before=1&after=3`, `/api/alerts/${id}/board`, `/api/public/alerts/${id}`, `/es/alerts/${id}`]) {
      expect([url, await refusedReading('dario', url)]).toEqual([url, 404])
    }
    expect((await node.does<AlertView>('elena', 'GET', `/api/alerts/${id}`))).toMatchObject({ state: ending === 'closure' ? 'closed' : 'cancelled', endNote: reason })
  }
})

test('alert.attachment: readers who take their time keep nobody from reading', async () => {
  const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { content: contentFor() })
  const { attachments } = (await node.send('ana', `/api/alerts/${id}/attachments?basedOn=1&name=a.png`, png())).json<AlertView>()
  const input = { id, attachment: attachments[0]!.id }
  const open = []
  for (let reader = 0; reader < 12; reader += 1) open.push(await node.downloads('ana', 'alert.attachment', input))
  expect((await node.ask('ana', 'GET', `/alerts/${id}/attachments/${input.attachment}`)).statusCode).toBe(200)
  for (const { body } of open) for await (const part of body) expect(part.length).toBeGreaterThan(0)
})

test('alert.publish, alert.welcome: who joins while it is being published receives it all the same', async () => {
  const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { content: contentFor() })
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
  const waiting = async (): Promise<number> =>
    (await sql<{ waiting: number }>`select count(*)::int as waiting from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`.execute(node.owner)).rows[0]!.waiting
  const untilWaiting = async (many: number, isOver = (): boolean => false): Promise<void> => {
    for (let tries = 0; tries < 500 && !isOver() && (await waiting()) < many; tries += 1) await new Promise((resume) => setTimeout(resume, 10))
  }
  const both = await node.owner.transaction().execute(async (held) => {
    await sql`lock table alerts.message in share mode`.execute(held)
    const publishing = node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })
    await untilWaiting(1)
    const person = { language: 'es', institutionId: node.institution('border'), roles: ['duty-officer'], territories: ['GT-12'], email: 'gina@prueba.example', name: 'Gina' }
    const invited = await node.does<{ id: string }>('hugo', 'POST', '/api/people', person)
    node.adds('gina', { id: invited.id })
    let isOver = false
    const welcoming = node.performs('alert.welcome', { id: invited.id }).then(() => void (isOver = true))
    await untilWaiting(2, () => isOver)
    return [publishing, welcoming]
  })
  await Promise.all(both)
  expect((await node.ask('gina', 'GET', `/api/alerts/${id}`)).statusCode).toBe(200)
})
