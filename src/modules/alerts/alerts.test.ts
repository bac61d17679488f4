// Stories of alerts over HTTP on a real PostgreSQL: refusals first, then the whole life.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contentFor, openAlertsNode, type Name } from '../../../tests/alerts-node.ts'
import type { Board } from './model/answers.ts'
import { emptyAudience, type AlertContent } from './model/content.ts'
import type { AlertView, Comparison, Conflict } from './model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode()
})
afterAll(() => node.close())
beforeEach(() => {
  node.clock.now = new Date(node.clock.now.getTime() + 60_000)
})

const drafted = (content: AlertContent = contentFor(), who: Name = 'ana') => node.does<AlertView>(who, 'POST', '/api/alerts', { content })
const inReview = async (content?: AlertContent): Promise<AlertView & { allowed: string[] }> => {
  const { id } = await drafted(content)
  return node.does<AlertView>('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
}
const published = async (content?: AlertContent): Promise<string> => {
  const { id } = await inReview(content)
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })
  return id
}
const updatedOnce = async (id: string, version: number): Promise<void> => {
  await node.does('ana', 'PUT', `/api/alerts/${id}`, { basedOn: version, content: contentFor({ severity: 'Severe' }) })
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: version + 1 })
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: version + 1 })
}
const readBy = (who: Name, id: string) => node.does<AlertView>(who, 'GET', `/api/alerts/${id}`)
const listedFor = async (who: Name, query = ''): Promise<string[]> =>
  (await node.does<{ items: { id: string }[] }>(who, 'GET', `/api/alerts${query}`)).items.map(({ id }) => id)

const publicContent = contentFor({
  tlp: 'clear',
  audience: { ...emptyAudience, roles: ['duty-officer'], territories: ['GT'], isPublic: true },
})

describe('alert.read, alert.list: nobody outside learns that it exists', () => {
  test('a stranger to it gets the answer of what does not exist, and no list or feed tells it', async () => {
    const id = await published()
    const nothing = await node.ask('elena', 'GET', `/api/alerts/${randomUUID()}`)
    for (const who of ['elena', 'fidel'] as const) {
      const answer = await node.ask(who, 'GET', `/api/alerts/${id}`)
      expect([answer.statusCode, answer.body]).toEqual([404, nothing.body])
      expect(await listedFor(who)).not.toContain(id)
      expect((await node.ask(who, 'GET', `/alerts/${id}/cap.xml`)).statusCode).toBe(404)
    }
    expect((await node.ask('nobody', 'GET', '/alerts/atom.xml')).body).not.toContain(id)
    expect((await node.ask('nobody', 'GET', '/api/public/alerts')).body).not.toContain(id)
    expect((await node.ask('nobody', 'GET', `/api/public/alerts/${id}`)).statusCode).toBe(404)
    expect((await node.ask('nobody', 'GET', `/alerts/${id}/cap.xml`)).statusCode).toBe(404)
  })

  test('a draft is of its institution alone; its reviewer sees it once it is sent', async () => {
    const { id } = await drafted()
    expect((await node.ask('carla', 'GET', `/api/alerts/${id}`)).statusCode).toBe(404)
    expect(await listedFor('carla')).not.toContain(id)
    expect(await listedFor('bruno')).toContain(id)
    await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
    expect(await listedFor('carla', '?box=desk')).toContain(id)
    expect(await listedFor('dario')).not.toContain(id)
  })

  test('whoever receives it is told what it says, not who else got it nor how it came to be', async () => {
    const id = await published()
    const view = await readBy('dario', id)
    expect(view.workshop).toBeNull()
    expect(view.content.audience).toEqual(emptyAudience)
    expect(view.allowed).toEqual(['alert.acknowledge', 'alert.compare'])
    expect((await node.ask('dario', 'GET', `/api/alerts/${id}/board`)).statusCode).toBe(404)
  })
})

describe('alert.publish', () => {
  test('the author cannot approve, nor who edited it, and both are told why', async () => {
    const { id } = await drafted(contentFor(), 'carla')
    const revised = { basedOn: 1, content: contentFor({ severity: 'Severe' }) }
    await node.does('carla', 'PUT', `/api/alerts/${id}`, revised)
    await node.does('carla', 'POST', `/api/alerts/${id}/submission`, { basedOn: 2 })
    const answer = await node.ask('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 2 })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'alert.fourEyes'])
    const view = await readBy('carla', id)
    expect(view.workshop?.cannotApprove?.es).toContain('otra persona')
    expect(view.allowed).not.toContain('alert.publish')
  })

  test('an analyst is not granted it; a coordinator of another country is not asked', async () => {
    const { id } = await inReview()
    for (const who of ['bruno', 'fidel', 'dario'] as const) {
      expect((await node.ask(who, 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })).statusCode).toBe(404)
    }
  })

  test('what was approved is what was read: a version changed meanwhile is refused', async () => {
    const { id } = await inReview()
    await node.does('carla', 'POST', `/api/alerts/${id}/return`, { basedOn: 1, reason: 'Falta el lugar' })
    for (const who of ['ana', 'carla'] as const) expect((await readBy(who, id)).workshop?.returnReason).toBe('Falta el lugar')
    expect(await listedFor('carla', '?box=desk')).toContain(id)
    await node.does('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content: contentFor({ severity: 'Minor' }) })
    await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 2 })
    const answer = await node.ask('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })
    expect(answer.json<{ code: string }>().code).toBe('alert.stale')
  })

  test('two approvals at once publish once', async () => {
    const { id } = await inReview()
    const answers = await Promise.all([1, 2].map(() => node.ask('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 1 })))
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
    expect((await readBy('ana', id)).workshop?.messages).toHaveLength(1)
  })
})

test('alert.draft, alert.publish: from a signal it takes place, offence and explanation; it is raised once the alert is published', async () => {
  const signalId = await node.plantSignal()
  expect((await node.ask('ana', 'POST', '/api/alerts', { signalId: randomUUID() })).statusCode).toBe(404)
  const draft = await node.does<AlertView>('ana', 'POST', '/api/alerts', { signalId })
  expect(draft.content).toMatchObject({ kind: 'rise', offence: 'kidnapping', territories: ['GT-12'], title: { es: 'Aumento: Secuestro, San Marcos' } })
  expect([draft.workshop?.signalId, draft.content.summary.es === '', draft.content.summary.en === '']).toEqual([signalId, false, false])
  const refusal = async (who: Name, body: object): Promise<[number, string | undefined]> => {
    const answer = await node.ask(who, 'POST', '/api/alerts', body)
    return [answer.statusCode, answer.json<{ code?: string }>().code]
  }
  const stateFor = async (who: Name): Promise<unknown> => (await node.does(who, 'GET', `/api/signals/${signalId}`))['state']
  for (const body of [{ signalId }, { signalId, content: contentFor() }]) expect(await refusal('bruno', body)).toEqual([409, 'alert.alreadyDrafted'])
  expect([await stateFor('bruno'), await stateFor('carla'), (await refusal('carla', { signalId }))[0]]).toEqual(['open', 'open', 201])

  await node.does('ana', 'PUT', `/api/alerts/${draft.id}`, { basedOn: 1, content: contentFor() })
  await node.does('ana', 'POST', `/api/alerts/${draft.id}/submission`, { basedOn: 2 })
  expect(await stateFor('bruno')).toBe('open')
  await node.does('carla', 'POST', `/api/alerts/${draft.id}/publication`, { basedOn: 2 })
  expect([await stateFor('bruno'), await refusal('bruno', { signalId })]).toEqual(['raised', [409, 'signal.alreadyDecided']])
  await updatedOnce(draft.id, 2)
})

test('alert.submit: what is missing is told field by field', async () => {
  const { id } = await node.does<AlertView>('ana', 'POST', '/api/alerts', { kind: 'rise' })
  const answer = await node.ask('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
  expect(answer.statusCode).toBe(400)
  expect(Object.keys(answer.json<{ fields: object }>().fields)).toEqual(['title.es', 'summary.es', 'territories', 'audience'])
})

test('alert.revise: two people editing: the second is shown the difference, nothing is overwritten', async () => {
  const { id } = await drafted()
  await node.does('bruno', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content: contentFor({ severity: 'Minor' }) })
  const mine = { basedOn: 1, content: contentFor({ title: { es: 'Otro título', en: '' } }) }
  const answer = await node.ask('ana', 'PUT', `/api/alerts/${id}`, mine)
  const conflict = answer.json<Conflict & { code: string }>()
  expect([answer.statusCode, conflict.code, conflict.current.version, conflict.current.by]).toEqual([409, 'alert.stale', 2, 'bruno'])
  expect(conflict.differences.map(({ field }) => field)).toEqual(['severity', 'title.es', 'title.en'])
  expect((await readBy('ana', id)).content).toEqual(contentFor({ severity: 'Minor' }))

  const saved = await node.does<AlertView>('ana', 'PUT', `/api/alerts/${id}`, { ...mine, basedOn: 2 })
  expect([saved.version, saved.title.es]).toEqual([3, 'Otro título'])
  const { differences } = await node.does<Comparison>('bruno', 'GET', `/api/alerts/${id}/comparison?before=1&after=2`)
  expect(differences).toEqual([{ field: 'severity', before: 'Extreme', after: 'Minor' }])
})

test('alert.return: only who may decide on it, in review, in front of its version and with a reason; then it is a draft again', async () => {
  const { id } = await drafted()
  const returned = (who: Name, body: object) => node.ask(who, 'POST', `/api/alerts/${id}/return`, body)
  expect((await returned('carla', { basedOn: 1, reason: 'Falta el lugar' })).statusCode).toBe(404)
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
  for (const who of ['bruno', 'dario', 'fidel'] as const) expect((await returned(who, { basedOn: 1, reason: 'No me gusta' })).statusCode).toBe(404)
  expect((await returned('carla', { basedOn: 1, reason: ' ' })).json<{ fields: object }>().fields).toHaveProperty('reason')
  expect((await returned('carla', { basedOn: 2, reason: 'Falta el lugar' })).json<{ code: string }>().code).toBe('alert.stale')
  expect((await readBy('ana', id)).state).toBe('review')
  expect((await returned('carla', { basedOn: 1, reason: 'Falta el lugar' })).statusCode).toBe(200)
  const view = await readBy('ana', id)
  expect([view.state, view.workshop?.returnReason, view.allowed.includes('alert.submit')]).toEqual(['draft', 'Falta el lugar', true])
  expect((await returned('carla', { basedOn: 1, reason: 'Otra vez' })).json<{ code: string }>().code).toBe('alert.notInReview')
})

test('alert.compare: for those behind it, between versions that exist', async () => {
  const id = await published()
  await node.does('bruno', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content: contentFor({ severity: 'Minor', territories: ['GT-13'] }) })
  expect((await node.ask('dario', 'GET', `/api/alerts/${id}/comparison?before=1&after=2`)).statusCode).toBe(404)
  expect((await node.ask('ana', 'GET', `/api/alerts/${id}/comparison?before=1&after=7`)).json<{ code: string }>().code).toBe('alert.noSuchVersion')
  const { differences } = await node.does<Comparison>('ana', 'GET', `/api/alerts/${id}/comparison?before=2&after=1`)
  expect(differences.find(({ field }) => field === 'severity')).toMatchObject({ before: 'Minor', after: 'Extreme' })
  expect(differences.map(({ field }) => field).toSorted()).toEqual(['severity', 'territories'])
})

describe('a whole life', () => {
  test('alert.publish, alert.acknowledge, alert.board, alert.cancel: delivered to exactly those it names, and told when it ends', async () => {
    const id = await published(contentFor({ audience: { ...emptyAudience, roles: ['duty-officer'], institutions: [node.institution('border')] } }))
    expect(await listedFor('dario', '?box=received')).toContain(id)
    expect(await listedFor('ana', '?box=received')).not.toContain(id)

    node.clock.now = new Date(node.clock.now.getTime() + 9 * 60_000)
    await node.does('dario', 'POST', `/api/alerts/${id}/acknowledgement`, { did: 'acting', note: 'Patrulla enviada' })
    const again = () => node.does<{ acknowledgedAt: string }>('dario', 'POST', `/api/alerts/${id}/acknowledgement`, { did: 'acting', note: 'Patrulla enviada' })
    const times = (await Promise.all([again(), again()])).map(({ acknowledgedAt }) => acknowledgedAt)
    expect(times).toEqual([node.clock.now.toISOString(), node.clock.now.toISOString()])
    const board = await node.does<Board>('ana', 'GET', `/api/alerts/${id}/board`)
    expect(board.items.map(({ person, note }) => [person, note])).toEqual([['dario', 'Patrulla enviada']])
    expect([board.acknowledged, board.waiting, board.medianMinutes]).toEqual([1, 0, 9])

    await node.does('carla', 'POST', `/api/alerts/${id}/cancellation`, { reason: 'Se detuvo a los responsables' })
    const ended = await readBy('dario', id)
    expect([ended.state, ended.received?.kind, ended.received?.acknowledgedAt, ended.endNote]).toEqual(['cancelled', 'Cancel', null, 'Se detuvo a los responsables'])
    expect((await node.ask('carla', 'POST', `/api/alerts/${id}/cancellation`, { reason: 'otra vez' })).statusCode).toBe(409)
  })

  test('alert.revise of one in force: receivers keep what they have until a second person approves the update', async () => {
    const id = await published()
    const change = contentFor({ summary: { es: 'Ya son cinco casos.', en: '' } })
    await node.does('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content: change })
    expect((await readBy('dario', id)).content.summary.es).toBe('Tres casos en una semana.')
    await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 2 })
    const updated = await node.does<AlertView>('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 2 })
    expect(updated.state).toBe('updated')
    const view = await readBy('dario', id)
    expect([view.state, view.content.summary.es, view.received?.kind]).toEqual(['updated', 'Ya son cinco casos.', 'Update'])
    const cap = await node.ask('dario', 'GET', `/alerts/${id}/cap.xml`)
    expect(cap.body).toMatch(/<msgType>Update<[\s\S]*<references>nodo\.prueba\.example,urn:uuid:[\w-]+,2026-06-01T\d\d:\d\d:00-00:00<\/references>/)
    expect(cap.body).toContain('<restriction>TLP:GREEN.')
  })

  test('alert.close: a closed alert stays readable and ends', async () => {
    const id = await published()
    await node.does('carla', 'POST', `/api/alerts/${id}/closure`, { reason: 'Concluyó el operativo' })
    const view = await readBy('dario', id)
    expect([view.state, view.isInForce]).toEqual(['closed', false])
  })

  test('alert.measureReach: counts whom it would reach', async () => {
    const reach = await node.does('ana', 'GET', '/api/alerts/reach?roles=duty-officer&territories=GT')
    expect([reach.people, reach.institutions]).toEqual([1, 1])
  })
})

describe('the public', () => {
  test('alert.publicList, alert.publicRead, alert.feed, alert.cap: reads it as pages, Atom and CAP, in both languages', async () => {
    const id = await published(publicContent)
    for (const [language, title] of [['es', 'Secuestros cerca del paso'], ['en', 'Kidnappings near the crossing']] as const) {
      expect((await node.ask('nobody', 'GET', `/${language}/alerts`)).body).toContain(title)
      expect((await node.ask('nobody', 'GET', `/${language}/alerts/${id}`)).body).toMatch(new RegExp(`<h1>(EJERCICIO|EXERCISE): ${title}</h1>`))
    }
    const feed = await node.ask('nobody', 'GET', '/alerts/atom.xml')
    expect(feed.headers['content-type']).toContain('application/atom+xml')
    expect(feed.body).toContain(`href="https://nodo.prueba.example/alerts/${id}/cap.xml"`)
    const cap = await node.ask('nobody', 'GET', `/alerts/${id}/cap.xml`)
    expect(cap.headers['content-type']).toContain('application/cap+xml')
    expect(cap.body).toContain('<status>Exercise</status>')
    expect(cap.body).toContain('<scope>Public</scope>')
    expect(cap.body).toMatch(/<areaDesc>San Marcos<\/areaDesc>\s*<polygon>/)
  })

  test('an update that is no longer public leaves the public page', async () => {
    const id = await published(publicContent)
    const content = { ...publicContent, tlp: 'green' as const, audience: { ...publicContent.audience, isPublic: false } }
    await node.does('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content })
    await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 2 })
    await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: 2 })
    expect((await node.ask('nobody', 'GET', `/es/alerts/${id}`)).statusCode).toBe(404)
    expect((await node.ask('nobody', 'GET', `/alerts/${id}/cap.xml`)).statusCode).toBe(404)
    expect((await node.ask('nobody', 'GET', '/alerts/atom.xml')).body).not.toContain(id)
  })
})
