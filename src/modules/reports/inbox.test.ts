// What officers do with reports over HTTP: boxes, coding, the conversation, passing on, ending, export; refusals first. And the database as second lock.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Person, type StoryPeople } from '../../../tests/people.ts'
import { base64, makeReport, newSecret, proof, type Made } from '../../../tests/reports.ts'
import { openUnit, type OpenUnit } from '../../../tests/units.ts'
import { padded, unpadded } from '../../platform/seal/padding.ts'
import { openWith, sealTo } from '../../platform/seal/seal.ts'
import { enqueueAct } from '../../platform/work/queue.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues, offences } from '../catalogues/index.ts'
import { collection } from '../collection/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'
import type { ReporterView } from './model.ts'
import type { AnswerFigures } from './model/figures.ts'
import type { ReportList, ReportView } from './model/inbox.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection, units, reports] })

interface Setting {
  unit: OpenUnit
  other: OpenUnit
}
let setting: Setting | undefined
const settingOf = async (people: StoryPeople): Promise<Setting> => (setting ??= { unit: await openUnit(people), other: await openUnit(people) })

const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'base64'))
const words = (text: string) => padded({ version: 1, language: 'es', text, files: [] })

/** A report that has arrived, and its desk's id. */
const arrived = async (people: StoryPeople, text: string, more = {}): Promise<Made & { desk: string }> => {
  const { unit } = await settingOf(people)
  const made = await makeReport([unit.key], text, more)
  await people.nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(people.nadie) })
  const { rows } = await sql<{ id: string }>`select id from reports.desk where report_id = ${made.sent.id}::uuid`.execute(people.node.database.owner)
  return { ...made, desk: rows[0]!.id }
}

const boxOf = (person: Person, box: string): Promise<ReportList> => person.sees<ReportList>(`/api/reports?box=${box}`)
const isIn = async (person: Person, box: string, desk: string): Promise<boolean> => (await boxOf(person, box)).items.some(({ id }) => id === desk)
const read = (person: Person, desk: string) => person.sees<ReportView & { allowed: string[] }>(`/api/reports/${desk}`)

const answerTo = async (people: StoryPeople, made: Made, seen: string | null, text = 'respuesta') => {
  const { unit } = await settingOf(people)
  return { message: randomUUID(), seen, files: [], body: base64(await sealTo([made.reader.recipient, unit.key.recipient], words(text))) }
}

const coding = { offence: offences()[0]!.code, territory: 'GT', month: '2026-01', sex: 'female', ageBand: '18--20', nationality: 'HN', modusOperandi: ['deceit'] }

story('report.list, report.read, report.fetchFile, report.code, report.assign, conversation.answer, conversation.note, report.transfer, report.join, report.part, report.reject, report.close, report.reopen, report.export: nobody but members, and never migration control', async (people) => {
  const made = await arrived(people, 'solo para la unidad')
  const paths: ['GET' | 'POST', string][] = [
    ['GET', ''], ['GET', `/files/${randomUUID()}`], ['GET', '/export'],
    ...['code', 'assign', 'answer', 'note', 'transfer', 'join', 'part', 'reject', 'close', 'reopen'].map((act): ['POST', string] => ['POST', `/${act}`]),
  ]
  const full = {
    coding, person: null, ...(await answerTo(people, made, null)), note: randomUUID(), into: randomUUID(), reason: 'abuse', unit: randomUUID(), key: randomUUID(), messages: [],
  }
  for (const person of [people.hugo, people.elena, people.ana, people.bruno]) {
    for (const [method, path] of paths) {
      const refusal = await person.isRefused(method, `/api/reports/${made.desk}${path}`, method === 'POST' ? full : undefined)
      expect([person.name, path, refusal.code]).toEqual([person.name, path, 'request.notFound'])
    }
    expect(await person.status('GET', '/api/reports')).toBe(404)
  }
  for (const [method, path] of paths) expect((await people.nadie.isRefused(method, `/api/reports/${made.desk}${path}`, method === 'POST' ? full : undefined)).code).toBe('request.signInFirst')
})

story('report.list: the database shows nothing to a query that forgot to say for whom, nor to migration control', async (people) => {
  const made = await arrived(people, 'dos cerrojos')
  const { node, hugo, fatima, elena } = people
  await sql`insert into units.member (unit_id, person_id, added_at) values (${(await settingOf(people)).unit.id}::uuid, ${hugo.id}::uuid, now())`.execute(node.database.owner)
  const tables = ['report', 'desk', 'message', 'resealed', 'file', 'coding', 'step']
  const seen = (person: string | null) => node.database.db.transaction().execute(async (db) => {
    if (person !== null) await sql`select set_config('sidmi.person', ${person}, true)`.execute(db)
    const counts = await Promise.all(tables.map(async (table) => (await sql<{ n: number }>`select count(*) as n from ${sql.id('reports', table)}`.execute(db)).rows[0]!.n))
    return counts.reduce((sum, each) => sum + each, 0)
  })
  expect([await seen(null), await seen(''), await seen(hugo.id), await seen(elena.id), await seen(randomUUID())]).toEqual([0, 0, 0, 0, 0])
  expect(await seen(fatima.id)).toBeGreaterThan(0)
  await expect(sql`insert into reports.step (desk_id, unit_id, act, at) values (${made.desk}::uuid, ${(await settingOf(people)).unit.id}::uuid, 'x', now())`.execute(node.database.db)).rejects.toThrow('row-level security')
  await sql`delete from units.member where person_id = ${hugo.id}::uuid`.execute(node.database.owner)
})

story('report.list, report.read: a new report is in its box, opens with the unit’s key, and says what may be done', async (people) => {
  const made = await arrived(people, 'ábrase con la llave')
  expect(await isIn(people.fatima, 'new', made.desk)).toBe(true)
  for (const box of ['mine', 'waiting', 'overdue', 'aside', 'closed']) expect(await isIn(people.fatima, box, made.desk)).toBe(false)
  const view = await read(people.gael, made.desk)
  const { identity } = (await settingOf(people)).unit
  expect(unpadded(await openWith([identity], bytes(view.body)))).toMatchObject({ text: 'ábrase con la llave' })
  expect(view).toMatchObject({ state: 'new', consents: made.sent.consents, reader: { recipient: made.reader.recipient }, members: [{ name: 'Fátima Prueba' }, { name: 'Gael Prueba' }] })
  expect(view.allowed).toEqual(expect.arrayContaining(['report.code', 'conversation.answer', 'report.close']))
  expect(view.allowed).not.toContain('report.reopen')
  expect((await people.node.remembers('report.read')).at(-1)).toMatchObject({ subject: made.desk, actorId: people.gael.id })
  await sql`update reports.desk set answer_by = current_date - 1 where id = ${made.desk}::uuid`.execute(people.node.database.owner)
  expect(await isIn(people.fatima, 'overdue', made.desk)).toBe(true)
})

story('report.code: codes of the catalogues only, no month that is still to come', async (people) => {
  const { desk } = await arrived(people, 'por codificar')
  for (const [wrong, code] of [[{ offence: 'nothing' }, 'report.unknownCode'], [{ territory: 'ZZ' }, 'report.unknownCode'], [{ nationality: 'ZZ' }, 'report.unknownCode'], [{ month: '2999-01' }, 'report.monthAhead']] as const) {
    expect((await people.fatima.isRefused('POST', `/api/reports/${desk}/code`, { coding: { ...coding, ...wrong } })).code).toBe(code)
  }
  expect(await people.fatima.does('POST', `/api/reports/${desk}/code`, { coding })).toMatchObject({ state: 'open', offence: coding.offence, coding: { ...coding, by: { id: people.fatima.id } } })
})

story('report.assign: to members of the unit only, and then it is theirs', async (people) => {
  const { desk } = await arrived(people, 'por encargar')
  expect((await people.fatima.isRefused('POST', `/api/reports/${desk}/assign`, { person: people.ana.id })).code).toBe('report.notAMember')
  await people.fatima.does('POST', `/api/reports/${desk}/assign`, { person: people.gael.id })
  expect([await isIn(people.gael, 'mine', desk), await isIn(people.fatima, 'mine', desk), await isIn(people.fatima, 'new', desk)]).toEqual([true, false, false])
})

story('conversation.answer: reaches the reporter sealed, once; not when another message came meanwhile', async (people) => {
  const made = await arrived(people, 'pregunto')
  const { unit } = await settingOf(people)
  const answer = await answerTo(people, made, null, 'le contesto')
  for (let turn = 0; turn < 2; turn += 1) await people.fatima.does('POST', `/api/reports/${made.desk}/answer`, answer)
  expect(await isIn(people.fatima, 'waiting', made.desk)).toBe(true)
  const shown = await people.nadie.does<ReporterView>('POST', '/api/reports/open', { lookup: made.lookup, proof: 'x' })
  expect(shown).toMatchObject({ state: 'waiting', messages: [{ id: answer.message, from: 'unit', unit: unit.id }] })
  expect(unpadded(await openWith([made.reader.identity], bytes(shown.messages[0]!.body)))).toMatchObject({ text: 'le contesto' })
  const reply = { lookup: made.lookup, id: randomUUID(), files: [], proof: await proof(people.nadie), body: base64(await sealTo([unit.key.recipient, made.reader.recipient], words('gracias'))) }
  await people.nadie.does('POST', '/api/reports/add', reply)
  expect((await people.gael.isRefused('POST', `/api/reports/${made.desk}/answer`, await answerTo(people, made, answer.message))).code).toBe('conversation.moved')
  expect(await read(people.gael, made.desk)).toMatchObject({ state: 'open', lastFrom: 'reporter', messages: 2 })
})

story('conversation.note: for the unit alone; the reporter never gets it', async (people) => {
  const made = await arrived(people, 'con nota')
  const { unit } = await settingOf(people)
  const note = { note: randomUUID(), body: base64(await sealTo([unit.key.recipient], words('nota interna'))) }
  for (let turn = 0; turn < 2; turn += 1) await people.fatima.does('POST', `/api/reports/${made.desk}/note`, note)
  expect((await read(people.gael, made.desk)).notes).toMatchObject([{ id: note.note, by: { id: people.fatima.id } }])
  expect((await people.nadie.does<ReporterView>('POST', '/api/reports/open', { lookup: made.lookup, proof: 'x' })).messages).toEqual([])
})

story('report.transfer: sealed anew and whole, to a kind the reporter agreed to, and then it is both units’', async (people) => {
  const made = await arrived(people, 'para otra unidad')
  const refusing = await arrived(people, 'que no se pase', { consents: { contact: false, count: true, passOn: [] } })
  const { unit, other } = await settingOf(people)
  await people.fatima.does('POST', `/api/reports/${made.desk}/answer`, await answerTo(people, made, null))
  const before = await read(people.fatima, made.desk)
  const anew = async (body: string) => base64(await sealTo([other.key.recipient], await openWith([unit.identity], bytes(body))))
  const whole = {
    unit: other.id, key: other.key.id, files: [], body: await anew(before.body),
    messages: await Promise.all(before.conversation.map(async ({ id, body }) => ({ id, body: await anew(body) }))),
  }
  const wrong: [string, object, string][] = [
    [refusing.desk, { ...whole, messages: [] }, 'report.notAgreed'], [made.desk, { ...whole, messages: [] }, 'report.incomplete'],
    [made.desk, { ...whole, key: unit.key.id }, 'report.cannotReceive'], [made.desk, { ...whole, unit: unit.id, key: unit.key.id }, 'report.hasIt'],
  ]
  for (const [desk, body, code] of wrong) expect((await people.fatima.isRefused('POST', `/api/reports/${desk}/transfer`, body as Record<string, unknown>)).code).toBe(code)
  const after = await people.fatima.does<ReportView>('POST', `/api/reports/${made.desk}/transfer`, whole)
  expect(after.units.map(({ id }) => id).toSorted()).toEqual([unit.id, other.id].toSorted())
  const { items } = await people.gael.sees<ReportList>(`/api/reports?box=new&unit=${other.id}`)
  expect(items).toHaveLength(1)
  const there = await read(people.gael, items[0]!.id)
  expect(unpadded(await openWith([other.identity], bytes(there.body)))).toMatchObject({ text: 'para otra unidad' })
  expect(unpadded(await openWith([other.identity], bytes(there.conversation[0]!.body)))).toMatchObject({ text: 'respuesta' })
  const shown = await people.nadie.does<ReporterView>('POST', '/api/reports/open', { lookup: made.lookup, proof: 'x' })
  expect(shown.keys.toSorted()).toEqual([unit.key.id, other.key.id].toSorted())
  const [here, now] = [before.unit, there.unit].map(({ id, name }) => ({ id, name, kind: 'shelter', institution: 'Albergue de prueba', isSealedTo: true }))
  expect(shown.units).toEqual([here, now].toSorted((one, two) => one!.name.localeCompare(two!.name)))
  expect(shown.messages.map(({ unit: speaks }) => speaks)).toEqual([unit.id])
})

story('report.join: to another of the same unit; report.reopen parts them again', async (people) => {
  const [one, two] = [await arrived(people, 'uno'), await arrived(people, 'el mismo')]
  for (const into of [two.desk, randomUUID()]) expect((await people.fatima.isRefused('POST', `/api/reports/${two.desk}/join`, { into })).code).toBe('report.cannotJoin')
  expect(await people.fatima.does('POST', `/api/reports/${two.desk}/join`, { into: one.desk })).toMatchObject({ joinedTo: one.desk })
  expect((await read(people.fatima, one.desk)).joined).toEqual([two.desk])
  expect((await people.fatima.isRefused('POST', `/api/reports/${two.desk}/close`, { seen: null })).code).toBe('report.isOver')
  expect(await people.fatima.does('POST', `/api/reports/${two.desk}/reopen`)).toMatchObject({ joinedTo: null, state: 'open' })
})

story('report.join: of two at the same moment, each to the other, one is refused', async (people) => {
  const [one, two] = [await arrived(people, 'primero'), await arrived(people, 'segundo')]
  const join = (desk: string, into: string) => people.fatima.asks({ method: 'POST', url: `/api/reports/${desk}/join`, payload: { into } })
  const replies = await Promise.all([join(one.desk, two.desk), join(two.desk, one.desk)])
  expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
})

story('report.join, report.add, conversation.answer: a joined report is still answered, and comes back when its reporter speaks or the other ends', async (people) => {
  const joined = async () => {
    const [one, two] = [await arrived(people, 'el primero'), await arrived(people, 'el repetido')]
    await people.fatima.does('POST', `/api/reports/${two.desk}/join`, { into: one.desk })
    return { one, two }
  }
  const isBack = async (desk: string) => (await read(people.fatima, desk)).joinedTo === null && (await isIn(people.fatima, 'closed', desk)) === false
  const spoken = await joined()
  await people.fatima.does('POST', `/api/reports/${spoken.two.desk}/answer`, await answerTo(people, spoken.two, null))
  const { unit } = await settingOf(people)
  await people.nadie.does('POST', '/api/reports/add', { lookup: spoken.two.lookup, id: randomUUID(), files: [], proof: await proof(people.nadie), body: base64(await sealTo([unit.key.recipient, spoken.two.reader.recipient], words('sigo aquí'))) })
  expect(await isBack(spoken.two.desk)).toBe(true)
  const withdrawn = await joined()
  await people.nadie.does('POST', '/api/reports/withdraw', { lookup: withdrawn.one.lookup, proof: 'x' })
  expect(await isBack(withdrawn.two.desk)).toBe(true)
  const ended = await joined()
  await people.fatima.does('POST', `/api/reports/${ended.one.desk}/close`, { seen: null })
  expect(await isBack(ended.two.desk)).toBe(true)
  expect((await people.fatima.isRefused('POST', `/api/reports/${ended.two.desk}/join`, { into: ended.one.desk })).code).toBe('report.cannotJoin')
})

story('report.reject, report.close, report.reopen: an end has a reason and a name, and is not for ever', async (people) => {
  const made = await arrived(people, 'se termina')
  expect((await people.fatima.isRefused('POST', `/api/reports/${made.desk}/reject`, { reason: 'because', seen: null })).status).toBe(400)
  expect((await people.fatima.isRefused('POST', `/api/reports/${made.desk}/reopen`)).code).toBe('report.notOver')
  expect(await people.fatima.does('POST', `/api/reports/${made.desk}/reject`, { reason: 'not-competent', seen: null })).toMatchObject({ state: 'rejected', ending: { reason: 'not-competent', by: { id: people.fatima.id } } })
  expect(await isIn(people.fatima, 'closed', made.desk)).toBe(true)
  expect((await people.fatima.isRefused('POST', `/api/reports/${made.desk}/code`, { coding })).code).toBe('report.isOver')
  await people.gael.does('POST', `/api/reports/${made.desk}/reopen`)
  expect(await people.gael.does('POST', `/api/reports/${made.desk}/close`, { seen: null })).toMatchObject({ state: 'closed', history: [{ act: 'report.reject' }, { act: 'report.reopen' }, { act: 'report.close' }] })
  await people.nadie.does('POST', '/api/reports/withdraw', { lookup: made.lookup, proof: 'x' })
  expect(await read(people.gael, made.desk)).toMatchObject({ state: 'withdrawn', body: '', conversation: [], coding: null })
  expect((await people.gael.isRefused('POST', `/api/reports/${made.desk}/reopen`)).code).toBe('report.withdrawn')
})

story('report.figures, report.settle: nothing under five cases; then how long until the first answer, worked out at night and never at the minute of an answer or a withdrawal', async (people) => {
  const figures = async () => (await people.nadie.sees<AnswerFigures>('/api/reports/figures')).kinds
  const figuresAfterANight = () => enqueueAct(people.node.database.db, 'report.settle', {}).then(() => people.node.works()).then(figures)
  let last: Pick<Made, 'lookup'> = { lookup: '' }
  await sql`update reports.desk set is_aside = true`.execute(people.node.database.owner)
  for (let at = 0; at < 5; at += 1) {
    const made = last = await arrived(people, String(at))
    expect(await figuresAfterANight()).toEqual([])
    await sql`update reports.desk set day = current_date - 1 where id = ${made.desk}::uuid`.execute(people.node.database.owner)
    await people.fatima.does('POST', `/api/reports/${made.desk}/answer`, await answerTo(people, made, null))
  }
  expect(await figures()).toEqual([])
  const told = [{ kind: 'shelter', promised: { least: 7, most: 7 }, cases: 5, medianDays: 1, inTimePercent: 100 }]
  expect(await figuresAfterANight()).toEqual(told)
  await people.nadie.does('POST', '/api/reports/withdraw', { lookup: last.lookup, proof: 'x' })
  expect(await figures()).toEqual(told)
  expect(await figuresAfterANight()).toEqual([])
  expect((await people.nadie.isRefused('GET', `/api/reports/${newSecret()}`)).status).toBe(401)
})

story('report.count: what was coded and may be counted is delivered as a source, in fives; what was said never, nor that there is one more; with fewer than five left nothing stands', async (people) => {
  const { node } = people
  const counting = () => enqueueAct(node.database.db, 'report.count', {}).then(() => node.works())
  const delivered = async () => (await sql<{ territory: string; value: number | null; nationality: string | null }>`
    select territory, value, nationality from collection.shared_observation where source_id = 'sidmi-reports' order by territory`.execute(node.database.db)).rows
  await sql`delete from reports.coding`.execute(node.database.owner)
  const consents = { contact: true, count: false, passOn: [] }
  const coded = async (codes: object, sent = {}): Promise<Made> => {
    const made = await arrived(people, 'no se cuenta lo dicho', sent)
    await people.fatima.does('POST', `/api/reports/${made.desk}/code`, { coding: { ...coding, ...codes } })
    return made
  }
  const first = await coded({ territory: 'GT-01' })
  for (const nationality of ['HN', 'HN', 'SV', 'SV']) await coded({ territory: 'GT-01', nationality })
  await coded({ territory: 'GT-02' })
  await coded({ territory: 'GT-01' }, { consents })
  const releases = async () => (await sql<{ number: number }>`select number from collection.release where source_id = 'sidmi-reports'`.execute(node.database.owner)).rows.length
  await counting()
  const five = { territory: 'GT-01', value: 5, nationality: null }
  expect(await delivered()).toEqual([five])
  // One more, in a cell that is told or in one that is not, changes nothing that anybody reads.
  const more = await coded({ territory: 'GT-01', nationality: 'SV' })
  await coded({ territory: 'GT-03' })
  await counting()
  expect([await delivered(), await releases()]).toEqual([[five], 1])
  const withdraws = ({ lookup }: Made) => people.nadie.does('POST', '/api/reports/withdraw', { lookup, proof: 'x' })
  await withdraws(first)
  await counting()
  expect([await delivered(), await releases()]).toEqual([[five], 1])
  await withdraws(more)
  await counting()
  expect([await delivered(), await releases()]).toEqual([[], 2])
  await counting()
  expect(await releases()).toBe(2)
  expect((await people.nadie.sees<{ items: { id: string }[] }>('/api/sources').catch(() => ({ items: [] }))).items).toEqual([])
})
