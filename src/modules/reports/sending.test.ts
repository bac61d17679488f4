// Reports sent, found again by their receipt, added to and withdrawn, over HTTP as anybody; refusals first.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Client, type StoryPeople } from '../../../tests/people.ts'
import { base64, makeReport, newSecret, proof, type Made } from '../../../tests/reports.ts'
import { listenToLog } from '../../../tests/planted.ts'
import { openUnit, type OpenUnit } from '../../../tests/units.ts'
import { padded, unpadded } from '../../platform/seal/padding.ts'
import { lookupOf, openIdentity } from '../../platform/seal/receipt.ts'
import { openWith, sealTo } from '../../platform/seal/seal.ts'
import { enqueueAct } from '../../platform/work/queue.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'
import type { ReporterView } from './model.ts'

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })

let shelter: OpenUnit | undefined
const shelterOf = async (people: StoryPeople): Promise<OpenUnit> => (shelter ??= await openUnit(people))

const text = (bytes: Uint8Array): unknown => unpadded(bytes)
const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'base64'))

const sent = async (people: StoryPeople, words: string, more = {}): Promise<Made> => {
  const made = await makeReport([(await shelterOf(people)).key], words, more)
  await people.nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(people.nadie) })
  return made
}

const open = (client: Client, { lookup }: Pick<Made, 'lookup'>): Promise<ReporterView> => client.does<ReporterView>('POST', '/api/reports/open', { lookup })

const count = async ({ node }: StoryPeople): Promise<number> => (await sql<{ n: number }>`select count(*) as n from reports.report`.execute(node.database.owner)).rows[0]!.n

story('report.challenge, report.send: refused, with nothing kept and nothing repeated, is what does not fit', async (people) => {
  const { nadie } = people
  const { key } = await shelterOf(people)
  const made = await makeReport([key], 'una frase que no vuelve')
  const work = await proof(nadie)
  const before = await count(people)
  const wrong: [Record<string, unknown>, number, string][] = [
    [{ ...made.sent, proof: 'bm90aGluZw==' }, 409, 'report.workRefused'],
    [{ ...made.sent, keys: [randomUUID()], proof: work }, 409, 'report.unknownKey'],
    [{ ...made.sent, keys: [], proof: work }, 400, 'request.invalid'],
    [{ ...made.sent, body: 'una frase que no vuelve', proof: work }, 400, 'request.invalid'],
    [{ ...made.sent, kept: made.receipt, proof: work }, 400, 'request.invalid'],
    [{ ...made.sent, files: [{ id: randomUUID(), secret: newSecret() }], proof: work }, 409, 'report.filesMissing'],
  ]
  for (const [body, status, code] of wrong) {
    const reply = await nadie.asks({ method: 'POST', url: '/api/reports', payload: body })
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([status, code])
    for (const word of ['frase', made.receipt, made.lookup]) expect(reply.body).not.toContain(word)
  }
  expect(await count(people)).toBe(before)
})

story('report.send: one piece of work serves one report, also when it is sent again', async (people) => {
  const { key } = await shelterOf(people)
  const [one, other] = [await makeReport([key], 'uno'), await makeReport([key], 'otro')]
  const work = await proof(people.nadie)
  const first = await people.nadie.does('POST', '/api/reports', { ...one.sent, proof: work })
  expect(first).toEqual({ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string, isRepeated: false, hasDecoy: false, allowed: [] })
  expect(await people.nadie.does('POST', '/api/reports', { ...one.sent, body: other.sent.body, proof: work })).toEqual({ ...first, isRepeated: true })
  expect(await people.nadie.isRefused('POST', '/api/reports', { ...other.sent, proof: work })).toMatchObject({ status: 409, code: 'report.workRefused' })
  expect(await people.nadie.does('POST', '/api/reports', other.sent)).toEqual(first)
})

story('report.send: twelve times at once it arrives exactly once, and all but one are told that it was here', async (people) => {
  const { key } = await shelterOf(people)
  const made = await makeReport([key], 'una vez')
  const work = await proof(people.nadie)
  const before = await count(people)
  const answers = await Promise.all(Array.from({ length: 12 }, () => people.nadie.does('POST', '/api/reports', { ...made.sent, proof: work })))
  expect(answers.filter((answer) => !answer.isRepeated)).toHaveLength(1)
  expect(await count(people)).toBe(before + 1)
})

story('report.send: an id that is known under another receipt is refused, and so is a receipt with another id', async (people) => {
  const made = await sent(people, 'mío')
  for (const body of [{ ...made.sent, kept: newSecret() }, { ...made.sent, id: randomUUID() }]) {
    expect(await people.nadie.isRefused('POST', '/api/reports', { ...body, proof: await proof(people.nadie) })).toMatchObject({ status: 409, code: 'report.taken' })
  }
})

story('report.open: a wrong receipt gets one and the same answer on a whole second; a right one its conversation on a whole second', async (people) => {
  const made = await sent(people, 'lo que pasó')
  const began = performance.now()
  const wrong = await people.nadie.isRefused('POST', '/api/reports/open', { lookup: await lookupOf('1234567812345678') })
  const waited = performance.now() - began
  expect(wrong).toMatchObject({ status: 404, code: 'report.notFound' })
  expect(waited).toBeGreaterThan(990)
  const view = await open(people.nadie, made)
  expect(performance.now() - began - waited).toBeGreaterThan(990)
  expect(view).toMatchObject({ state: 'new', messages: [], consents: made.sent.consents, keys: made.sent.keys })
  expect(await openIdentity(made.receipt, bytes(view.identity))).toBe(made.reader.identity)
})

story('report.add: what is added is read by the reporter and by the unit, once, in order', async (people) => {
  const made = await sent(people, 'primero')
  const { key, identity } = await shelterOf(people)
  const ids = [randomUUID(), randomUUID()]
  const repeated: boolean[] = []
  for (const id of [...ids, ids[0]!]) {
    const body = base64(await sealTo([key.recipient, made.reader.recipient], padded({ version: 1, language: 'es', text: id, files: [] })))
    const added = await people.nadie.does<{ isRepeated: boolean; messages: unknown[] }>('POST', '/api/reports/add', { lookup: made.lookup, id, body, files: [], keys: [key.id], proof: await proof(people.nadie) })
    repeated.push(added.isRepeated)
  }
  expect(repeated).toEqual([false, false, true])
  const { messages } = await open(people.nadie, made)
  expect(messages.map(({ id, from, unit }) => [id, from, unit])).toEqual(ids.map((id) => [id, 'reporter', null]))
  for (const each of [identity, made.reader.identity]) expect(text(await openWith([each], bytes(messages[0]!.body)))).toMatchObject({ text: ids[0] })
  expect(await people.nadie.isRefused('POST', '/api/reports/add', { lookup: newSecret(), id: randomUUID(), body: messages[0]!.body, files: [] })).toMatchObject({ code: 'report.notFound' })
})

story('report.add: sealed to keys that are no longer the units’, it is refused with those of now and nothing is kept', async (people) => {
  const made = await sent(people, 'llaves viejas')
  const { key } = await shelterOf(people)
  const reply = await people.nadie.asks({ method: 'POST', url: '/api/reports/add', payload: { lookup: made.lookup, id: randomUUID(), body: made.sent.body, files: [], keys: [randomUUID()], proof: await proof(people.nadie) } })
  expect(reply.json()).toMatchObject({ status: 409, code: 'conversation.moved', keys: [key.id], recipients: [key.recipient] })
  expect((await open(people.nadie, made)).messages).toEqual([])
})

story('report.send, report.open: what is sent and carried opens nothing by itself', async (people) => {
  const made = await sent(people, 'lo lleva otra persona')
  for (const path of ['open', 'consent', 'withdraw', 'add']) {
    const body = { lookup: made.sent.kept, id: randomUUID(), body: made.sent.body, files: [], consents: made.sent.consents }
    expect(await people.nadie.isRefused('POST', `/api/reports/${path}`, body)).toMatchObject({ code: 'report.notFound' })
  }
})

story('report.consent, report.withdraw: the reporter changes what was agreed to, and takes everything back', async (people) => {
  const made = await sent(people, 'esto se borra')
  for (const path of ['consent', 'withdraw']) {
    expect(await people.nadie.isRefused('POST', `/api/reports/${path}`, { lookup: newSecret(), consents: made.sent.consents })).toMatchObject({ code: 'report.notFound' })
  }
  const consents = { contact: false, count: false, passOn: [] }
  expect(await people.nadie.does('POST', '/api/reports/consent', { lookup: made.lookup, consents })).toMatchObject({ consents })
  expect(await people.nadie.does('POST', '/api/reports/withdraw', { lookup: made.lookup })).toMatchObject({ state: 'withdrawn', messages: [] })
  const { rows } = await sql`select from reports.message where report_id = ${made.sent.id}::uuid`.execute(people.node.database.owner)
  expect(rows).toHaveLength(0)
  const more = { lookup: made.lookup, id: randomUUID(), body: made.sent.body, files: [] }
  expect(await people.nadie.isRefused('POST', '/api/reports/add', more)).toMatchObject({ code: 'report.withdrawn' })
})

story('report.send: many without work are accepted, and set aside', async (people) => {
  const { key } = await shelterOf(people)
  const flood = await Promise.all(Array.from({ length: 24 }, async (_, at) => ({ ...(await makeReport([key], String(at))).sent })))
  await Promise.all(flood.map((each) => people.nadie.does('POST', '/api/reports', each)))
  const proven = await sent(people, 'con trabajo hecho')
  const { rows } = await sql<{ id: string; isAside: boolean }>`select report_id as id, is_aside as "isAside" from reports.desk`.execute(people.node.database.owner)
  const aside = new Map(rows.map(({ id, isAside }) => [id, isAside]))
  expect(flood.filter(({ id }) => aside.get(id)).length).toBeGreaterThan(0)
  expect(flood.every(({ id }) => aside.has(id))).toBe(true)
  expect(aside.get(proven.sent.id)).toBe(false)
})

story('report.settle, report.shuffle, report.tellNews: past days are remembered whole, by count and digest, and nothing else of a reporter is', async (people) => {
  const { node } = people
  const old = await sent(people, 'hace un mes')
  const { sent: { kept, reader, body } } = await makeReport([(await shelterOf(people)).key], 'lo de la segunda clave')
  await sent(people, 'hoy', { decoy: { kept, reader, messages: [{ from: 'reporter', body }, { from: 'unit', body }] } })
  const before = await count(people)
  await sql`update reports.desk set day = day - 30, state = 'open'`.execute(node.database.owner)
  await sql`update reports.report set day = day - 30 where id = ${old.sent.id}::uuid`.execute(node.database.owner)
  node.passes(24 * 3_600_000)
  for (const name of ['report.settle', 'report.shuffle', 'report.tellNews']) await enqueueAct(node.system.database.db, name, {})
  await node.works()
  const remembered = await node.remembers('report.settle')
  expect(remembered).toHaveLength(1)
  expect(remembered[0]!.changed.map((each) => each.replace(/^\d{4}-\d\d-\d\d (\d+) [0-9a-f]{64}$/, '$1'))).toEqual(['1', String(before - 1)])
  for (const act of ['report.send', 'report.open', 'report.add', 'report.challenge', 'report.withdraw']) expect(await node.remembers(act)).toEqual([])
  const { rows } = await sql`select distinct xmin::text from reports.report union select distinct xmin::text from reports.desk union select distinct xmin::text from reports.message`.execute(node.database.owner)
  expect(rows).toHaveLength(1)
})

story('report.send, report.open: no line in the log, no figure in the metrics, no limit by address', async (people) => {
  const { nadie, node } = people
  const lines = listenToLog(node)
  const made = await sent(people, 'sin rastro')
  await open(nadie, made)
  await nadie.isRefused('POST', '/api/reports/open', { lookup: newSecret(), proof: 'x' })
  expect(lines.filter((line) => line.includes('report'))).toEqual([])
  const metrics = await node.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })
  const told = metrics.body.split('\n').filter((line) => /reports\/(open|add|challenge|consent|withdraw|files)|method="POST",route="\/api\/reports"/.test(line))
  expect([metrics.statusCode, told]).toEqual([200, []])
  const statuses = new Set<number>()
  for (let turn = 0; turn < 1300; turn += 1) statuses.add((await nadie.asks({ method: 'GET', url: `/api/reports/files/${randomUUID()}/offset` })).statusCode)
  expect([...statuses]).toEqual([400])
})
