// Stories of what people watch for: their own alone, told once, and never a way to what is not theirs to read.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentFor, emailOf, openAlertsNode, type Name } from '../../../tests/alerts-node.ts'
import { emptyAudience, type AlertContent } from './model/content.ts'
import type { WatchList, WatchView } from './model/files-and-watches.ts'
import type { AlertView } from './model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode()
})
afterAll(() => node.close())

const published = async (content: AlertContent): Promise<string> => {
  const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { content })
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })
  return id
}
const watchesOf = (who: Name) => node.does<WatchList>(who, 'GET', '/api/watches')
const watching = (who: Name, kind: string, code: string) => node.does<WatchView>(who, 'POST', '/api/watches', { kind, code })
const received = async (who: Name): Promise<string[]> => (await node.does<{ items: { id: string }[] }>(who, 'GET', '/api/alerts?box=received')).items.map(({ id }) => id)

describe('watch.set, watch.end', () => {
  test('only people who work here, only what exists; another’s does not exist', async () => {
    expect((await node.ask('nobody', 'GET', '/api/watches')).statusCode).toBe(401)
    for (const who of ['nobody', 'hugo'] as const) expect((await node.ask(who, 'POST', '/api/watches', { kind: 'vehicle', code: 'tanker' })).statusCode).toBeGreaterThanOrEqual(401)
    const wrong = [['offence', 'none'], ['territory', 'ZZ'], ['corridor', 'none'], ['border-point', 'none'], ['vehicle', 'rocket'], ['document', 'none']]
    for (const [kind, code] of wrong) expect((await node.ask('dario', 'POST', '/api/watches', { kind, code })).json<{ code: string }>().code).toBe('watch.unknownCode')
    const { id } = await watching('dario', 'vehicle', 'tanker')
    expect((await node.ask('elena', 'DELETE', `/api/watches/${id}`)).statusCode).toBe(404)
    expect((await node.ask('dario', 'DELETE', `/api/watches/${randomUUID()}`)).statusCode).toBe(404)
    expect((await watchesOf('elena')).items).toEqual([])
  })

  test('setting twice is once; ended, it is gone', async () => {
    const first = await watching('dario', 'corridor', 'istmo-mx')
    expect((await watching('dario', 'corridor', 'istmo-mx')).id).toBe(first.id)
    expect((await watchesOf('dario')).items.find(({ id }) => id === first.id)?.name.es).toBe('Istmo mexicano')
    await node.does('dario', 'DELETE', `/api/watches/${first.id}`)
    expect((await watchesOf('dario')).items.some(({ id }) => id === first.id)).toBe(false)
  })
})

describe('watch.list', () => {
  test('marks what one may see, and tells nothing of what one may not', async () => {
    await watching('dario', 'document', 'impostor')
    await watching('elena', 'document', 'impostor')
    const id = await published(contentFor({ documents: ['impostor'] }))
    expect((await watchesOf('dario')).alerts).toMatchObject([{ id, matches: [{ kind: 'document', code: 'impostor', name: { es: 'Documento auténtico de otra persona' } }] }])
    expect((await watchesOf('elena')).alerts).toEqual([])
    expect((await node.ask('elena', 'GET', '/api/watches')).body).not.toContain(id)
  })

  test('a public alert reaches who watches for what it is about, though it does not name them', async () => {
    await watching('elena', 'vehicle', 'goods-train')
    const audience = { ...emptyAudience, territories: ['GT-12'] }
    const reserved = await published(contentFor({ vehicles: ['goods-train'], audience }))
    const open = await published(contentFor({ vehicles: ['goods-train'], tlp: 'clear', audience: { ...audience, isPublic: true } }))
    await node.work()
    expect([(await received('elena')).includes(reserved), (await received('elena')).includes(open), (await received('fidel')).includes(open)]).toEqual([false, true, false])
    expect(node.mailbox.letters.some(({ to }) => to.includes(emailOf('elena')))).toBe(true)
    expect(node.mailbox.letters.some(({ text }) => /tren|train|Secuestro/i.test(text))).toBe(false)
  })
})

describe('watch.tell', () => {
  test('a signal of what an analyst watches is told once; who does not work with signals sees none', async () => {
    await watching('bruno', 'corridor', 'suchiate-tapachula')
    await watching('dario', 'offence', 'kidnapping')
    const signal = { id: await node.plantSignal(), territory: 'GT-12', offence: 'kidnapping' }
    const elsewhere = { ...signal, id: randomUUID(), territory: 'GT-16' }
    const tell = () => node.performs('watch.tell', { signals: [signal, elsewhere] })
    expect((await tell()).output).toEqual({ told: 1 })
    expect((await tell()).output).toEqual({ told: 0 })
    const seen = (await watchesOf('bruno')).items.flatMap(({ signals }) => signals)
    expect(seen.map(({ id, what, place }) => [id, what.es, place.es])).toEqual([[signal.id, 'Secuestro', 'San Marcos']])
    expect((await node.ask('dario', 'GET', '/api/watches')).body).not.toContain(signal.id)
    expect((await node.ask('dario', 'POST', '/api/watches/tell', {})).statusCode).toBe(404)
  })
})
