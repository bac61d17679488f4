// Stories of what an alert carries: files, links, exercises, closed desks, versions side by side; refusals first.
import { createHash, randomUUID } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contentFor, openAlertsNode, type Name } from '../../../tests/alerts-node.ts'
import { csv, jpeg, pdf, planted, png } from '../../../tests/attachments.ts'
import { emptyAudience, type AlertContent } from './model/content.ts'
import type { AlertView, Comparison, Recipients } from './model/views.ts'

let node: Awaited<ReturnType<typeof openAlertsNode>>
beforeAll(async () => {
  node = await openAlertsNode({ isReal: true })
})
afterAll(() => node.close())
beforeEach(() => {
  node.clock.now = new Date(node.clock.now.getTime() + 60_000)
})

type View = AlertView & { allowed: string[] }
const drafted = (content: AlertContent = contentFor(), more: object = {}) => node.does<AlertView>('ana', 'POST', '/api/alerts', { content, ...more })
const revised = (id: string, basedOn: number, content: AlertContent) => node.does<AlertView>('ana', 'PUT', `/api/alerts/${id}`, { basedOn, content })
const published = async ({ id, version }: AlertView): Promise<string> => {
  await node.does('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: version })
  await node.does('carla', 'POST', `/api/alerts/${id}/publication`, { basedOn: version })
  return id
}
const readBy = (who: Name, id: string) => node.does<AlertView>(who, 'GET', `/api/alerts/${id}`)
const status = async (who: Name | 'nobody', url: string): Promise<number> => (await node.ask(who, 'GET', url)).statusCode

const publicContent = contentFor({ tlp: 'clear', audience: { ...emptyAudience, roles: ['duty-officer'], territories: ['GT-12'], isPublic: true } })

const filesOf = (id: string, basedOn: number, name = 'mapa.png'): string => `/api/alerts/${id}/attachments?basedOn=${basedOn}&name=${encodeURIComponent(name)}`
const sendFile = (who: Name, id: string, basedOn: number, file: Buffer) => node.send(who, filesOf(id, basedOn), file)
const attached = async (id: string, basedOn: number, file: Buffer, name?: string): Promise<View> => {
  const answer = await node.send('ana', filesOf(id, basedOn, name), file)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<View>()
}
const code = (answer: { json: () => unknown }): string => (answer.json() as { code: string }).code

describe('alert.attach, alert.attachment, alert.detach', () => {
  test('only who prepares it, in front of its version, a checked file; nothing unchecked reaches the disk', async () => {
    const { id } = await drafted()
    for (const who of ['carla', 'dario', 'elena'] as const) expect((await sendFile(who, id, 1, png())).statusCode).toBe(404)
    expect(code(await sendFile('ana', id, 2, png()))).toBe('alert.stale')
    expect(code(await sendFile('ana', id, 1, Buffer.from('GIF89a')))).toBe('attachment.unknownType')
    expect(code(await sendFile('ana', id, 1, pdf({ objects: '8 0 obj << /S /JavaScript >> endobj' })))).toBe('attachment.activePdf')
    expect(code(await sendFile('ana', id, 1, csv('2026-01,=1,2')))).toBe('attachment.formula')
    expect((await sendFile('ana', id, 1, Buffer.alloc(10 * 1024 ** 2 + 1))).statusCode).toBe(413)
    await attached(id, 1, jpeg({ orientation: 6 }), 'Foto de Juana.jpeg')
    const kept = node.everyFile()
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.some((bytes) => bytes.includes(planted))).toBe(false)
  })

  test('another alert’s file, or one that does not exist, cannot be written into a version', async () => {
    const [one, other] = [await drafted(), await drafted()]
    const { attachments } = await attached(other.id, 1, png())
    for (const file of [attachments[0]!.id, randomUUID()]) {
      expect(code(await node.ask('ana', 'PUT', `/api/alerts/${one.id}`, { basedOn: 1, content: contentFor({ attachments: [file] }) }))).toBe('alert.notLinkable')
      expect(await status('ana', `/alerts/${one.id}/attachments/${file}`)).toBe(404)
    }
    expect(code(await node.ask('ana', 'POST', '/api/alerts', { content: contentFor({ attachments: [attachments[0]!.id] }) }))).toBe('alert.notLinkable')
  })

  test('given out only to those who may read a version with it, as a file that can do nothing', async () => {
    const { id } = await drafted()
    const view = await attached(id, 1, pdf(), 'plano<script>.pdf')
    const [file] = view.attachments
    expect([view.version, file?.name, file?.kind]).toEqual([2, 'planoscript.pdf', 'pdf'])
    const address = `/alerts/${id}/attachments/${file!.id}`
    for (const who of ['carla', 'dario', 'elena', 'nobody'] as const) expect(await status(who, address)).toBe(404)
    await published(view)
    for (const who of ['elena', 'fidel', 'nobody'] as const) expect(await status(who, address)).toBe(404)
    const given = await node.ask('dario', 'GET', address)
    expect([given.statusCode, given.headers['content-type'], given.headers['x-content-type-options']]).toEqual([200, 'application/pdf', 'nosniff'])
    expect(given.headers['content-disposition']).toMatch(/^attachment; filename="planoscript.pdf"/)
    expect(given.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    expect(given.rawPayload.includes(planted)).toBe(false)
  })

  test('taken off by a new version: who has the old one keeps it, who gets the update does not have it', async () => {
    const { id } = await drafted()
    const view = await attached(id, 1, png())
    const file = view.attachments[0]!.id
    await published(view)
    expect((await node.ask('dario', 'POST', `/api/alerts/${id}/detachment`, { basedOn: 2, attachment: file })).statusCode).toBe(404)
    expect((await node.ask('ana', 'POST', `/api/alerts/${id}/detachment`, { basedOn: 2, attachment: randomUUID() })).statusCode).toBe(404)
    const without = await node.does<AlertView>('ana', 'POST', `/api/alerts/${id}/detachment`, { basedOn: 2, attachment: file })
    expect((await readBy('dario', id)).attachments).toHaveLength(1)
    await published(without)
    expect((await readBy('dario', id)).attachments).toEqual([])
    const { differences } = await node.does<Comparison>('ana', 'GET', `/api/alerts/${id}/comparison?before=2&after=3`)
    expect(differences).toEqual([{ field: 'attachments', before: ['mapa.png'], after: [] }])
  })

  test('alert.cap: a public file is a resource with its digest, and anyone may fetch it', async () => {
    const view = await attached((await drafted(publicContent)).id, 1, png())
    const id = await published(view)
    const cap = new XMLParser().parse((await node.ask('nobody', 'GET', `/alerts/${id}/cap.xml`)).body)
    const { resource } = cap.alert.info[0]
    const given = await node.ask('nobody', 'GET', new URL(resource.uri).pathname)
    expect([given.statusCode, resource.size, resource.mimeType]).toEqual([200, given.rawPayload.length, 'image/png'])
    expect(resource.digest).toBe(createHash('sha1').update(given.rawPayload).digest('hex'))
    expect((await node.ask('nobody', 'GET', `/es/alerts/${id}`)).body).toContain('mapa.png')
  })
})

describe('links', () => {
  test('what one may not see cannot be linked, and is told like what does not exist', async () => {
    const { id } = await drafted()
    const view = await node.does<{ id: string }>('bruno', 'POST', '/api/views', { name: 'De Bruno', question: { source: 'prueba', measure: 'cases' } }).catch(() => undefined)
    const links = (changes: Partial<AlertContent['links']>) => contentFor({ links: { signals: [], views: [], protocols: [], ...changes } })
    const wrong = [links({ signals: [randomUUID()] }), links({ views: [view?.id ?? 'aaaaaaaaaa'] }), links({ protocols: ['none'] })]
    for (const content of wrong) expect(code(await node.ask('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content }))).toBe('alert.notLinkable')
  })

  test('a signal is shown to those who work with signals and to nobody else; protocols to everyone', async () => {
    const signal = await node.plantSignal()
    const view = await revised((await drafted()).id, 1, contentFor({ links: { signals: [signal], views: [], protocols: ['cargo-inspection'] } }))
    expect(view.links.signals).toMatchObject([{ id: signal, place: { es: 'San Marcos' } }])
    const id = await published(view)
    const seen = await readBy('dario', id)
    expect([seen.links.signals, seen.content.links.signals, seen.links.protocols.map((protocol) => protocol.id)]).toEqual([[], [], ['cargo-inspection']])
    expect(JSON.stringify(seen)).not.toContain(signal)
  })

  test('protocol.list: for who works here, with basis and source', async () => {
    expect((await node.ask('nobody', 'GET', '/api/protocols')).statusCode).toBe(401)
    const { items } = await node.does<{ items: { steps: { basis: string[] }[]; source: { es: string } }[] }>('dario', 'GET', '/api/protocols')
    expect([items.length, items.every(({ steps, source }) => steps.length > 3 && source.es !== '')]).toEqual([8, true])
  })
})

test('an exercise says so in CAP and Atom, to who reads it, and never turns into a real alert', async () => {
  const id = await published(await drafted({ ...publicContent, isExercise: true }))
  expect([(await readBy('dario', id)).isExercise, (await node.ask('nobody', 'GET', `/alerts/${id}/cap.xml`)).body.includes('<status>Exercise</status>')]).toEqual([true, true])
  expect((await node.ask('nobody', 'GET', '/alerts/atom.xml')).body).toContain('<title>EJERCICIO: Secuestros')
  expect((await node.ask('nobody', 'GET', `/es/alerts/${id}`)).body).toContain('EJERCICIO')
  expect((await node.ask('nobody', 'GET', `/alerts/${id}/stix.json`)).body).toContain('"exercise"')
  expect(code(await node.ask('ana', 'PUT', `/api/alerts/${id}`, { basedOn: 1, content: { ...publicContent, isExercise: false } }))).toBe('alert.exerciseIsFixed')
})

describe('a closed desk', () => {
  test('alert.draft: from its first instant only its author sees it; who is named sees it then', async () => {
    const { id } = await drafted(contentFor(), { isClosed: true })
    for (const who of ['bruno', 'carla', 'dario'] as const) {
      expect(await status(who, `/api/alerts/${id}`)).toBe(404)
      expect((await node.ask(who, 'GET', '/api/alerts')).body).not.toContain(id)
    }
    const answer = await node.ask('ana', 'POST', `/api/alerts/${id}/submission`, { basedOn: 1 })
    expect(Object.keys(answer.json<{ fields: object }>().fields)).toEqual(['desk.people'])
    const { items } = await node.does<Recipients>('ana', 'GET', '/api/alerts/recipients?q=carla')
    expect(items).toMatchObject([{ name: 'carla', mayPublish: true }])
    const named = await revised(id, 1, contentFor({ desk: { isClosed: true, people: [items[0]!.id] } }))
    expect(named.workshop?.desk).toEqual(['carla'])
    await published(named)
    expect(await status('bruno', `/api/alerts/${id}`)).toBe(404)
    expect((await readBy('dario', id)).content.desk).toEqual({ isClosed: false, people: [] })
  })

  test('a signal it begins with is not marked: nobody learns from it that something is prepared', async () => {
    const signal = await node.plantSignal('robbery')
    await node.does('ana', 'POST', '/api/alerts', { signalId: signal, isClosed: true })
    expect((await node.does('bruno', 'GET', `/api/signals/${signal}`))['state']).toBe('open')
  })

  test('alert.findRecipients: for who drafts; nothing but names and institutions', async () => {
    expect((await node.ask('dario', 'GET', '/api/alerts/recipients?q=a')).statusCode).toBe(404)
    const { items } = await node.does<Recipients>('ana', 'GET', '/api/alerts/recipients?q=dar')
    expect(Object.keys(items[0]!).sort()).toEqual(['id', 'institution', 'mayPublish', 'name'])
    expect((await node.does<Recipients>('ana', 'GET', '/api/alerts/recipients?q=%25')).items).toEqual([])
  })
})

describe('alert.compare', () => {
  test('who received two versions sees what changed between them, but not for whom they are nor what was never sent', async () => {
    const id = await published(await drafted())
    await revised(id, 1, contentFor({ severity: 'Minor' }))
    const third = await revised(id, 2, contentFor({ severity: 'Severe', readers: { police: { es: 'Otra cosa', en: '' } }, audience: { ...emptyAudience, roles: ['duty-officer'] } }))
    await published(third)
    expect((await readBy('dario', id)).comparable).toEqual([1, 3])
    expect(code(await node.ask('dario', 'GET', `/api/alerts/${id}/comparison?before=1&after=2`))).toBe('alert.noSuchVersion')
    const { differences } = await node.does<Comparison>('dario', 'GET', `/api/alerts/${id}/comparison?before=1&after=3`)
    expect(differences.map(({ field }) => field)).toContain('readers.police.es')
    expect(differences.some(({ field }) => /^(audience|desk|links)/.test(field))).toBe(false)
    const whole = await node.does<Comparison>('ana', 'GET', `/api/alerts/${id}/comparison?before=1&after=3`)
    expect(whole.differences.map(({ field }) => field)).toContain('audience.territories')
  })

  test('who is no longer named keeps what they had, as ended, and learns nothing more', async () => {
    const id = await published(await drafted())
    await published(await revised(id, 1, contentFor({ title: { es: 'Otro asunto', en: '' }, audience: { ...emptyAudience, roles: ['duty-officer'], territories: ['MX'] } })))
    const seen = await readBy('dario', id)
    expect([seen.state, seen.isInForce, seen.title.es, seen.version]).toEqual(['closed', false, 'Secuestros cerca del paso', 1])
    expect((await readBy('elena', id)).title.es).toBe('Otro asunto')
  })
})

test('alert.welcome: who joins a circle receives what is still in force, once, and nothing that ended', async () => {
  const audience = { ...emptyAudience, roles: ['duty-officer'], borderPoints: ['mx-gt-cd-hidalgo'] }
  const [held, ended] = [await published(await drafted(contentFor({ audience }))), await published(await drafted(contentFor({ audience })))]
  await node.does('carla', 'POST', `/api/alerts/${ended}/closure`, { reason: 'Concluyó' })
  const other = await published(await drafted(contentFor({ audience: { ...audience, borderPoints: ['mx-gt-ciudad-cuauhtemoc'] } })))
  const place = (territories: string[]) => ({ language: 'es', institutionId: node.institution('neighbour'), roles: ['duty-officer'], territories })
  const { id } = await node.does<{ id: string }>('hugo', 'POST', '/api/people', { ...place(['PA']), email: 'gina@prueba.example', name: 'Gina' })
  node.adds('gina', { id, territories: ['MX-CHP'] })
  const lists = async (): Promise<string[]> => (await node.does<{ items: { id: string }[] }>('gina', 'GET', '/api/alerts')).items.map((alert) => alert.id)
  await node.work()
  expect(await lists()).not.toContain(held)
  await node.does('hugo', 'PUT', `/api/people/${id}`, { ...place(['MX-CHP']), name: 'Gina' })
  await node.work()
  await node.performs('alert.welcome', { id })
  const seen = await lists()
  expect([seen.filter((each) => each === held), seen.includes(ended), seen.includes(other)]).toEqual([[held], false, true])
  expect((await node.ask('gina', 'POST', `/api/alerts/${held}/acknowledgement`, { did: 'read', note: '' })).statusCode).toBe(200)
})

test('alert.welcome: an institution that becomes of another kind receives what is in force for that kind', async () => {
  const id = await published(await drafted(contentFor({ audience: { ...emptyAudience, institutionKinds: ['consulate'] } })))
  await node.does('hugo', 'PUT', `/api/institutions/${node.institution('border')}`, { name: 'Consulado de prueba', kind: 'consulate', country: 'GT' })
  expect(await status('dario', `/api/alerts/${id}`)).toBe(404)
  await node.work()
  expect(await status('dario', `/api/alerts/${id}`)).toBe(200)
  expect(await status('elena', `/api/alerts/${id}`)).toBe(404)
})
