// With both numbers on the table: what a second receipt leads to looks in every state as a report does, byte by byte but for what is said.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Client, type StoryPeople } from '../../../tests/people.ts'
import { base64, makeQuickReport, proof } from '../../../tests/reports.ts'
import { openUnit, type OpenUnit } from '../../../tests/units.ts'
import { padded, unpadded } from '../../platform/seal/padding.ts'
import { keptOf, lookupOf, newReceipt, openIdentity } from '../../platform/seal/receipt.ts'
import { openWith, sealTo } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { changeConsents, openReport, withdrawReport, addToReport } from './actions/sending.ts'
import { readSentFile } from './actions/files.ts'
import { reports } from './index.ts'
import type { MessagePlaintext } from './model/answers.ts'
import type { ReporterView } from './model.ts'
import { fromBase64, recipientsFor, sealMessage, sealReport } from './rules/sealing.ts'

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })

let shelter: OpenUnit | undefined
const shelterOf = async (people: StoryPeople): Promise<OpenUnit> => (shelter ??= await openUnit(people))

const consents = { contact: false, count: true, passOn: ['shelter' as const] }

interface Pair {
  real: string
  decoy: string
}

/** A report and its decoy, sent as a browser sends them. */
const sendBoth = async (people: StoryPeople, answer: string | undefined): Promise<Pair> => {
  const { key } = await shelterOf(people)
  const [real, decoy] = [newReceipt(), newReceipt()]
  const report = await sealReport({
    id: randomUUID(), receipt: real, units: [{ key }], files: [], consents, plaintext: { version: 1, language: 'es', sent: '2026-01-01', text: 'lo verdadero', answers: {}, files: [] },
    decoy: { receipt: decoy, language: 'es', said: { question: '¿Abren hoy?', answer } },
  })
  await people.nadie.does('POST', '/api/reports', { ...report, proof: await proof(people.nadie) })
  return { real, decoy }
}

const act = async (client: Client, receipt: string, path: string, more = {}) => client.asks({ method: 'POST', url: `/api/reports/${path}`, payload: { lookup: await lookupOf(receipt), proof: 'done', ...more } })
const viewOf = async (client: Client, receipt: string): Promise<ReporterView> => (await act(client, receipt, 'open')).json<ReporterView>()
const page = async (client: Client, receipt: string): Promise<string> =>
  (await client.asks({ method: 'POST', url: '/es/report/back', payload: `number=${receipt}`, headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' } })).body

/** Says something as the holder of the number does. */
const add = async (client: Client, receipt: string, text: string): Promise<void> => {
  const view = await viewOf(client, receipt)
  const identity = await openIdentity(receipt, fromBase64(view.identity))
  const body = await sealMessage(await recipientsFor(view, identity), { version: 1, language: 'es', text, files: [] })
  expect((await act(client, receipt, 'add', { id: randomUUID(), body, files: [], keys: view.keys, proof: await proof(client) })).statusCode).toBe(200)
}

/** Whether this part of an age file's head, left alone in it, opens with the identity: then only the head's own checksum is wrong. */
const isOpenedAlone = (identity: string, stanza: string, rest: string): Promise<boolean> =>
  openWith([identity], Buffer.from(`age-encryption.org/v1\n-> ${stanza}\n---${rest}`, 'latin1')).catch(String).then((said) => String(said).includes('HMAC'))

/** To whom an age file is sealed, in the order it shows: its reader, or others, and of what form each part is. */
const sealedTo = async (identity: string, sealed: string): Promise<string[]> => {
  const [head = '', rest = ''] = Buffer.from(sealed, 'base64').toString('latin1').split(/\n---(.*)/s)
  const parts = head.split('\n-> ').slice(1)
  return Promise.all(parts.map(async (part) => `${(await isOpenedAlone(identity, part, rest)) ? 'the reader' : 'another'}: ${part.replaceAll(/[\w+/]{43}/g, '#')}`))
}

/** A view without what is chance or said: its fields in their order, who spoke when, how long each thing is, and to whom sealed in which order. */
const outline = async (receipt: string, view: ReporterView) => {
  const identity = await openIdentity(receipt, fromBase64(view.identity))
  return {
    ...view, identity: view.identity.length, recipients: [...view.recipients],
    messages: await Promise.all(view.messages.map(async ({ id, body, ...message }) => ({ id: id.length, ...message, body: body.length, sealedTo: await sealedTo(identity, body) }))),
  }
}

const outlineOfPage = (html: string, { real, decoy }: Pair): string =>
  html.replaceAll(real, '#').replaceAll(decoy, '#').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id').replace(/<p dir="auto">[^<]*/g, '<p>')

/** Both numbers are looked at. */
const areAlike = async ({ nadie }: StoryPeople, pair: Pair): Promise<ReporterView> => {
  const [real, decoy] = await Promise.all([act(nadie, pair.real, 'open'), act(nadie, pair.decoy, 'open')])
  expect(await outline(pair.decoy, decoy.json())).toEqual(await outline(pair.real, real.json()))
  expect(JSON.stringify(Object.keys(decoy.json<object>()))).toBe(JSON.stringify(Object.keys(real.json<object>())))
  expect(decoy.body.length).toBe(real.body.length)
  const named = ({ date: _date, ...headers }: Record<string, unknown>) => headers
  expect(named(decoy.headers)).toEqual(named(real.headers))
  return decoy.json()
}

/** The same on pages without programs. */
const areAlikeInPages = async ({ nadie }: StoryPeople, pair: Pair): Promise<void> => {
  const [real, decoy] = await Promise.all([page(nadie, pair.real), page(nadie, pair.decoy)])
  expect(outlineOfPage(decoy, pair)).toBe(outlineOfPage(real, pair))
  expect(decoy).toContain('Recibido el')
}

/** The unit answers the report, sealed in the order of an officer's browser: to the reporter, then to the unit. */
const answerReal = async (people: StoryPeople, real: string): Promise<void> => {
  const { key } = await shelterOf(people)
  const { fatima, node } = people
  const reader = (await sql<{ id: string; recipient: string }>`
    select desk.id, recipient from reports.desk join reports.report on report.id = desk.report_id
    where report.lookup = decode(${Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(await lookupOf(real)))).toString('hex')}, 'hex')`.execute(node.database.owner)).rows[0]!
  const { conversation } = await fatima.sees<{ conversation: { id: string }[] }>(`/api/reports/${reader.id}`)
  const body = base64(await sealTo([reader.recipient, key.recipient], padded({ version: 1, language: 'es', text: 'Sí, abrimos.', files: [] })))
  await fatima.does('POST', `/api/reports/${reader.id}/answer`, { message: randomUUID(), seen: conversation.at(-1)?.id ?? null, body, files: [] })
}

const daysMs = (count: number): number => count * 24 * 3_600_000

story('report.open, report.add: unanswered, a decoy stands like a report to which its reporter added a word: nobody has taken it up', async (people) => {
  const pair = await sendBoth(people, undefined)
  await add(people.nadie, pair.real, '¿Hay noticias?')
  expect((await areAlike(people, pair)).state).toBe('new')
  await Promise.all([pair.real, pair.decoy].map((receipt) => add(people.nadie, receipt, 'Sigo aquí.')))
  expect((await areAlike(people, pair)).state).toBe('new')
  await areAlikeInPages(people, pair)
})

story('report.open, conversation.answer: a decoy is answered one to three days later, then waits, and is read again once its holder writes', async (people) => {
  const pair = await sendBoth(people, 'Sí, abrimos.')
  await add(people.nadie, pair.real, '¿Abren hoy?')
  const asked = await areAlike(people, pair)
  expect([asked.messages.length, asked.units]).toEqual([1, []])
  const answeredAt = (await sql<{ days: number }>`select max(day) - min(day) as days from reports.message where report_id not in (select report_id from reports.desk)`.execute(people.node.database.owner)).rows[0]!.days
  expect([1, 2, 3]).toContain(answeredAt)
  await Promise.all([pair.real, pair.decoy].map((receipt) => add(people.nadie, receipt, 'Pregunto otra vez.')))
  people.node.passes(daysMs(answeredAt))
  await answerReal(people, pair.real)
  const answered = await areAlike(people, pair)
  expect([answered.state, answered.messages.map(({ from }) => from)]).toEqual(['waiting', ['reporter', 'reporter', 'unit']])
  const { messages } = await outline(pair.decoy, answered)
  expect(messages.map((each) => each.sealedTo.map((part) => part.split(':')[0]))).toEqual([['another', 'the reader'], ['another', 'the reader'], ['the reader', 'another']])
  await areAlikeInPages(people, pair)
  expect(await page(people.nadie, pair.decoy)).not.toMatch(/Quién tiene su reporte|Who has your report/)
  await Promise.all([pair.real, pair.decoy].map((receipt) => add(people.nadie, receipt, 'Gracias.')))
  expect((await areAlike(people, pair)).state).toBe('open')
})

story('report.send: of what was here before it is told whether its decoy is there, and only to whoever has the decoy’s hash', async (people) => {
  const { key } = await shelterOf(people)
  const [id, receipt, decoy] = [randomUUID(), newReceipt(), newReceipt()]
  const seal = (more = {}) => sealReport({ id, receipt, units: [{ key }], files: [], consents, plaintext: { version: 1, language: 'es', sent: '2026-01-01', text: 'lo verdadero', answers: {}, files: [] }, ...more })
  const sends = async (report: object) => people.nadie.does<{ isRepeated: boolean; hasDecoy: boolean }>('POST', '/api/reports', { ...report, proof: await proof(people.nadie) })
  const [plain, both] = [await seal(), await seal({ decoy: { receipt: decoy, language: 'es', said: { question: '¿Abren hoy?', answer: undefined } } })]
  expect(await sends(plain)).toMatchObject({ isRepeated: false, hasDecoy: false })
  expect(await sends(both)).toMatchObject({ isRepeated: true, hasDecoy: false })
  expect((await act(people.nadie, decoy, 'open')).statusCode).toBe(404)
  const [second, third] = [{ ...both, id: randomUUID(), kept: await keptOf(await lookupOf(newReceipt())) }, await seal({ decoy: { receipt: newReceipt(), language: 'es', said: { question: '¿Y mañana?', answer: undefined } } })]
  expect(await sends(second)).toMatchObject({ isRepeated: false, hasDecoy: true })
  expect(await sends(second)).toMatchObject({ isRepeated: true, hasDecoy: true })
  expect(await sends({ ...second, decoy: third.decoy })).toMatchObject({ isRepeated: true, hasDecoy: false })
})

story('report.consent, report.withdraw: what is allowed and taken back is allowed and taken back alike, with the same refusals', async (people) => {
  const pair = await sendBoth(people, undefined)
  await add(people.nadie, pair.real, '¿Abren hoy?')
  const both = [pair.real, pair.decoy]
  await Promise.all(both.map((receipt) => act(people.nadie, receipt, 'consent', { consents: { contact: true, count: false, passOn: ['consulate'] } })))
  await areAlike(people, pair)
  const refusals = await Promise.all(both.map((receipt) => act(people.nadie, receipt, 'add', { id: randomUUID(), body: base64(new Uint8Array(9)), files: [], keys: [randomUUID()] })))
  expect(refusals[0]!.body).toBe(refusals[1]!.body)
  await Promise.all(both.map((receipt) => act(people.nadie, receipt, 'withdraw')))
  expect((await areAlike(people, pair)).state).toBe('withdrawn')
  await areAlikeInPages(people, pair)
  const late = await Promise.all(both.map((receipt) => act(people.nadie, receipt, 'add', { id: randomUUID(), body: base64(new Uint8Array(9)), files: [] })))
  expect([late[0]!.body, late[0]!.statusCode]).toEqual([late[1]!.body, 409])
})

story('report.list, report.readFile: no unit sees or opens a decoy, and every answer to a number comes on whole seconds', async (people) => {
  const { identity } = await shelterOf(people)
  const pair = await sendBoth(people, 'Sí.')
  const view = await viewOf(people.nadie, pair.decoy)
  const own = await openIdentity(pair.decoy, fromBase64(view.identity))
  expect((unpadded(await openWith([own], fromBase64(view.messages[0]!.body))) as MessagePlaintext).text).toBe('¿Abren hoy?')
  await expect(openWith([identity], fromBase64(view.messages[0]!.body))).rejects.toThrow()
  const before = (await people.fatima.sees<{ items: unknown[] }>('/api/reports?box=all')).items.length
  await people.nadie.does('POST', '/api/reports', await makeQuickReport([(await shelterOf(people)).key], 'otro'))
  expect((await people.fatima.sees<{ items: unknown[] }>('/api/reports?box=all')).items).toHaveLength(before + 1)
  for (const each of [openReport, addToReport, changeConsents, withdrawReport, readSentFile]) expect(each.pace).toMatchObject({ step: 1000 })
})
