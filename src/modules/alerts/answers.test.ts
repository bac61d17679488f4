// Stories of reaching people and of their answers: acknowledgement, board, escalation, figures, what is carried, and what e-mail says. Refusals first.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contentFor, emailOf, openAlertsNode, type Name } from '../../../tests/alerts-node.ts'
import { png } from '../../../tests/attachments.ts'
import { emptyAudience, type AlertContent } from './model/content.ts'
import type { AnswerFigures, Board } from './model/answers.ts'
import type { CarriedAlerts } from './model/carried.ts'
import type { AlertView } from './model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode()
})
afterAll(() => node.close())
const minutesPass = (minutes: number): void => {
  node.clock.now = new Date(node.clock.now.getTime() + minutes * 60_000)
}
beforeEach(async () => {
  minutesPass(1)
  await node.work()
  node.mailbox.letters.length = 0
})

/** Of San Marcos, for the duty officers of Chiapas: elena. */
const forChiapas = (changes: Partial<AlertContent> = {}): AlertContent =>
  contentFor({ audience: { ...emptyAudience, roles: ['duty-officer'], territories: ['MX-CHP'] }, ...changes })

/** Of San Marcos, for a whole institution: elena and fidel. */
const forNeighbours = (changes: Partial<AlertContent> = {}): AlertContent =>
  contentFor({ audience: { ...emptyAudience, institutions: [node.institution('neighbour')], territories: ['MX-CHP'] }, ...changes })

const published = async (content?: AlertContent): Promise<string> => {
  const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { content: content ?? contentFor() })
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })
  return id
}
const updated = async (id: string, content: AlertContent): Promise<void> => {
  await node.does('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content })
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 2 })
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 2 })
}
const answers = (who: Name, id: string, answer: object) => node.ask(who, 'POST', `/api/alerts/${id}/acknowledgement`, answer)
const boardOf = (id: string) => node.does<Board>('ana', 'GET', `/api/alerts/${id}/board`)
const readBy = (who: Name, id: string) => node.does<AlertView>(who, 'GET', `/api/alerts/${id}`)

describe('alert.acknowledge', () => {
  test('strangers learn nothing; what was done is chosen from a list; whoever did not receive it has nothing to acknowledge', async () => {
    const id = await published()
    const nothing = await answers('elena', randomUUID(), { did: 'acting', note: '' })
    const strange = await answers('elena', id, { did: 'acting', note: '' })
    expect([strange.statusCode, strange.body]).toEqual([404, nothing.body])
    for (const answer of [{}, { note: 'Patrulla enviada' }, { did: 'nada' }]) expect((await answers('dario', id, answer)).json<{ fields: object }>().fields).toHaveProperty('did')
    expect((await answers('ana', id, { did: 'read' })).json<{ code: string }>().code).toBe('alert.nothingToAcknowledge')
    expect((await answers('dario', id, { did: 'read', version: 7, kind: 'Alert' })).json<{ code: string }>().code).toBe('alert.nothingToAcknowledge')
    expect((await boardOf(id)).acknowledged).toBe(0)
  })

  test('the first time stays, and of the words those written last, in whatever order they arrive and however often', async () => {
    const id = await published()
    minutesPass(30)
    const at = (minutes: number): string => new Date(node.clock.now.getTime() + minutes * 60_000).toISOString()
    const late = { did: 'done', note: 'Cerrado el paso', writtenAt: at(-5) }
    const early = { did: 'acting', note: 'Patrulla enviada', writtenAt: at(-20) }
    for (const answer of [late, early, early, late]) expect((await answers('dario', id, answer)).statusCode).toBe(200)
    const [row] = (await boardOf(id)).items
    expect(row).toMatchObject({ did: 'done', note: 'Cerrado el paso', acknowledgedAt: node.clock.now.toISOString(), writtenAt: at(-5) })
    await answers('dario', id, { did: 'informed', note: 'Avisado el turno', writtenAt: at(600) })
    expect((await boardOf(id)).items[0]).toMatchObject({ did: 'informed', note: 'Avisado el turno', writtenAt: null })
  })

  test('what was written about the first version does not answer the second', async () => {
    const id = await published()
    await updated(id, contentFor({ severity: 'Severe' }))
    await answers('dario', id, { did: 'read', note: 'de antes', version: 1, kind: 'Alert' })
    expect((await readBy('dario', id)).received).toMatchObject({ version: 2, acknowledgedAt: null })
    await answers('dario', id, { did: 'acting', note: '' })
    expect((await readBy('dario', id)).received).toMatchObject({ version: 2, did: 'acting' })
  })
})

describe('alert.board, acknowledgement.figures: how long answers take', () => {
  test('the board tells institutions and people, the silent first; only to those behind the alert', async () => {
    const id = await published(forChiapas({ audience: { ...emptyAudience, roles: ['duty-officer'] } }))
    minutesPass(9)
    await answers('dario', id, { did: 'acting', note: '' })
    for (const who of ['dario', 'elena', 'fidel'] as const) expect((await node.ask(who, 'GET', `/api/alerts/${id}/board`)).statusCode).toBe(404)
    const board = await boardOf(id)
    expect(board.institutions.map(({ institution, acknowledged, people, firstMinutes }) => [institution, acknowledged, people, firstMinutes])).toEqual([
      ['Policía vecina de prueba', 0, 1, null], ['Policía de frontera de prueba', 1, 1, 9],
    ])
    expect([board.acknowledged, board.waiting, board.medianMinutes, board.ninetyMinutes]).toEqual([1, 1, 9, 9])
    expect(board.items.map(({ person }) => person)).toEqual(['elena', 'dario'])
  })

  test('figures count only the alerts one stands behind', async () => {
    expect((await node.ask('dario', 'GET', '/api/acknowledgements/figures')).statusCode).toBe(404)
    expect((await node.ask('ana', 'GET', '/api/acknowledgements/figures?days=0')).statusCode).toBe(400)
    const { items } = await node.does<AnswerFigures>('ana', 'GET', '/api/acknowledgements/figures?days=30')
    const border = items.find(({ institution, severity }) => institution === 'Policía de frontera de prueba' && severity === 'Extreme')
    expect(border?.alerts).toBeGreaterThan(2)
    expect(border?.medianMinutes).not.toBeNull()
    expect(items.find(({ institution }) => institution === 'Policía vecina de prueba')).toMatchObject({ acknowledged: 0, medianMinutes: null, ninetyMinutes: null })
    expect((await node.does<AnswerFigures>('fidel', 'GET', '/api/acknowledgements/figures?days=30')).items.every(({ alerts }) => alerts <= 1)).toBe(true)
  })
})

describe('alert.escalate: when nobody of an institution acknowledges, the next person of its order is told', () => {
  const plan = (people: Name[]) => ({ people: people.map((name) => node.idOf(name)), minutes: { Extreme: 15, Severe: 60, Moderate: null } })
  /** Sets the order; whatever elena received before is answered. */
  const orders = async (people: Name[]): Promise<void> => {
    const { items } = await node.does<{ items: { id: string }[] }>('elena', 'GET', '/api/alerts?box=received')
    for (const { id } of items) await answers('elena', id, { did: 'read' })
    await node.does('fidel', 'PUT', `/api/escalations/${node.institution('neighbour')}`, plan(people))
  }
  const told = async (): Promise<string[]> => {
    await node.performs('alert.escalate', {})
    await node.work()
    return node.mailbox.letters.splice(0).flatMap(({ to }) => to)
  }

  test('not before its time, one after another, each once, and no more once somebody answered', async () => {
    await orders(['fidel', 'elena'])
    const id = await published(forNeighbours())
    await node.work()
    expect((await told()).toSorted()).toEqual([emailOf('elena'), emailOf('fidel')])
    minutesPass(14)
    expect(await told()).toEqual([])
    minutesPass(1)
    expect(await told()).toEqual([emailOf('fidel')])
    expect(await told()).toEqual([])
    expect((await readBy('fidel', id)).received).toMatchObject({ version: 1 })
    minutesPass(15)
    expect(await told()).toEqual([emailOf('elena')])
    minutesPass(60)
    expect(await told()).toEqual([])
    const silent = (await boardOf(id)).institutions[0]
    expect([silent?.escalated.map(({ person }) => person), silent?.hasPlan]).toEqual([['fidel', 'elena'], true])

    const other = await published(forNeighbours())
    await node.work()
    await answers('elena', other, { did: 'acting' })
    minutesPass(30)
    node.mailbox.letters.length = 0
    expect(await told()).toEqual([])
  })

  test('a change that is only being written, with a file put on or taken off, stops nothing', async () => {
    await orders(['fidel', 'elena'])
    const id = await published(forNeighbours())
    await node.does('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content: forNeighbours({ severity: 'Moderate' }) })
    expect((await readBy('ana', id)).state).toBe('draft')
    await node.work()
    node.mailbox.letters.length = 0
    minutesPass(15)
    expect(await told()).toEqual([emailOf('fidel')])
    const sent = (await node.send('ana', `/api/alerts/${id}/attachments?basedOn=2&name=a.png`, png())).json<AlertView>()
    minutesPass(15)
    expect(await told()).toEqual([emailOf('elena')])
    await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: sent.version })
    await node.does('carla', 'POST', `/api/alerts/${id}/closure`, { reason: 'Concluyó' })
  })

  test('whoever an alert did not reach is never told of it, nor anyone of one that is moderate, cancelled or expired', async () => {
    await orders(['fidel'])
    const closer = forChiapas({ tlp: 'amber' })
    const ids = [await published(closer), await published(forChiapas({ audience: { ...emptyAudience, people: [node.idOf('elena')] } })), await published(forChiapas()), await published(forChiapas({ severity: 'Moderate' })), await published(forChiapas()), await published(forChiapas({ expires: new Date(node.clock.now.getTime() + 300_000).toISOString() }))]
    await node.does('carla', 'POST', `/api/alerts/${ids[4]!}/cancellation`, { reason: 'Se detuvo a los responsables' })
    await node.work()
    node.mailbox.letters.length = 0
    minutesPass(16)
    expect(await told()).toEqual([])
    for (const id of ids) expect((await node.ask('fidel', 'GET', `/api/alerts/${id}`)).statusCode).toBe(404)
  })
})

describe('alert.carry: what is read without network', () => {
  test('one’s own received alerts in force; never TLP:RED, nor what ended, nor how it came to be', async () => {
    expect((await node.ask('nobody', 'GET', '/api/alerts/carried')).statusCode).toBe(401)
    const id = await published()
    const red = await published(contentFor({
      tlp: 'red', desk: { isClosed: true, people: [node.idOf('carla')] },
      audience: { ...emptyAudience, roles: ['duty-officer'], institutions: [node.institution('border')] },
    }))
    const over = await published()
    await node.does('carla', 'POST', `/api/alerts/${over}/closure`, { reason: 'Concluyó el operativo' })
    const { items } = await node.does<CarriedAlerts>('dario', 'GET', '/api/alerts/carried')
    const carried = items.map((alert) => alert.id)
    expect([carried.includes(id), carried.includes(red), carried.includes(over)]).toEqual([true, false, false])
    expect(items.every(({ workshop, content, received }) => workshop === null && content.audience.roles.length === 0 && received !== null)).toBe(true)
    expect((await node.does<CarriedAlerts>('ana', 'GET', '/api/alerts/carried')).items).toEqual([])
  })
})

describe('notice.send, notice.sendDue: an e-mail says only that there is something to read', () => {
  test('arrives exactly once, however often the work is repeated, and not at all to whoever acknowledged before', async () => {
    const id = await published()
    await node.work()
    await node.minutePasses()
    expect(node.mailbox.letters.map(({ to }) => to)).toEqual([[emailOf('dario')]])
    const text = node.mailbox.letters[0]!.text.replace(/=\r?\n/g, '')
    expect(text).toContain(`/app/alerts/${id}`)
    expect(text).not.toMatch(/Secuestro|Tres casos|GREEN|San Marcos|Extrem/)
  })

  test('a mail server that refuses is asked again later, and then only once; an update takes the place of what still waits', async () => {
    node.mailbox.refuses = true
    const id = await published()
    await node.work()
    expect((await boardOf(id)).items[0]?.mail).toBe('queued')
    node.mailbox.refuses = false
    await node.minutePasses()
    expect(node.mailbox.letters).toHaveLength(0)
    minutesPass(11)
    await node.minutePasses()
    await node.minutePasses()
    expect(node.mailbox.letters).toHaveLength(1)
    expect((await boardOf(id)).items[0]?.mail).toBe('sent')

    node.mailbox.refuses = true
    const other = await published()
    await node.work()
    node.mailbox.refuses = false
    await updated(other, contentFor({ severity: 'Severe' }))
    minutesPass(60)
    await node.minutePasses()
    expect(node.mailbox.letters).toHaveLength(2)
    await answers('dario', other, { did: 'read' })
    expect((await boardOf(other)).acknowledged).toBe(1)
  })
})
