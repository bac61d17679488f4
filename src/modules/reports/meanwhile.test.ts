// What comes between an officer's look and act: a withdrawal leaves nothing behind, nothing is closed unread, and a closed unit still reads what it has.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type StoryPeople } from '../../../tests/people.ts'
import { base64, makeReport, proof, type Made } from '../../../tests/reports.ts'
import { openUnit, type OpenUnit } from '../../../tests/units.ts'
import { padded, unpadded } from '../../platform/seal/padding.ts'
import { openWith, sealTo } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues, offences } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'
import type { ReporterView } from './model.ts'
import type { ReportList, ReportView } from './model/inbox.ts'

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })

let shelter: OpenUnit | undefined
const shelterOf = async (people: StoryPeople): Promise<OpenUnit> => (shelter ??= await openUnit(people))

/** A report to those units, and its desk at each, in their order. */
const arrived = async ({ node, nadie }: StoryPeople, to: readonly OpenUnit[]): Promise<Made & { desks: string[] }> => {
  const made = await makeReport(to.map(({ key }) => key), 'lo que pasó')
  await nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(nadie) })
  const { rows } = await sql<{ id: string; unit: string }>`select id, unit_id as unit from reports.desk where report_id = ${made.sent.id}::uuid`.execute(node.database.owner)
  return { ...made, desks: to.map(({ id }) => rows.find(({ unit }) => unit === id)!.id) }
}

const sealed = async (to: readonly string[], text: string) => base64(await sealTo(to, padded({ version: 1, language: 'es', text, files: [] })))
const read = ({ fatima }: StoryPeople, desk: string | undefined) => fatima.sees<ReportView & { allowed: string[] }>(`/api/reports/${desk ?? ''}`)

/** What is done while each of these waits for the report, in the order in which they came. */
const inTurn = async ({ node }: StoryPeople, { sent: { id } }: Made, acts: readonly (() => Promise<{ statusCode: number; json: () => { code?: string } }>)[]) => {
  const waiting = async (): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(node.database.owner)).rows[0]!.n
  const replies = await node.database.owner.transaction().execute(async (db) => {
    await sql`select from reports.report where id = ${id}::uuid for update`.execute(db)
    const started: ReturnType<(typeof acts)[number]>[] = []
    for (const act of acts) {
      started.push(act())
      await expect.poll(waiting, { timeout: 20_000 }).toBe(started.length)
    }
    return started
  })
  return (await Promise.all(replies)).map((reply) => [reply.statusCode, reply.json().code])
}

const coding = { offence: offences()[0]!.code, territory: 'GT', month: null, sex: null, ageBand: null, nationality: null, modusOperandi: [] }

story('report.withdraw, conversation.answer, conversation.note, report.code: what was on its way while the report was withdrawn is refused and leaves nothing', async (people) => {
  const { node, nadie, fatima } = people
  const unit = await shelterOf(people)
  const body = await sealed([unit.key.recipient], 'no debe quedar')
  const late: [string, object][] = [['answer', { message: randomUUID(), seen: null, files: [], body }], ['note', { note: randomUUID(), body }], ['code', { coding }]]
  for (const [act, payload] of late) {
    const made = await arrived(people, [unit])
    const [desk = ''] = made.desks
    const replies = await inTurn(people, made, [
      () => nadie.asks({ method: 'POST', url: '/api/reports/withdraw', payload: { lookup: made.lookup, proof: 'x' } }),
      () => fatima.asks({ method: 'POST', url: `/api/reports/${desk}/${act}`, payload }),
    ])
    expect([act, ...replies]).toEqual([act, [200, undefined], [409, 'report.withdrawn']])
    const { rows } = await sql`select id::text from reports.message where report_id = ${made.sent.id}::uuid union select act from reports.step where desk_id = ${desk}::uuid
      union select offence from reports.coding where desk_id = ${desk}::uuid`.execute(node.database.owner)
    expect(rows).toEqual([])
    expect((await fatima.isRefused('POST', `/api/reports/${desk}/note`, { note: randomUUID(), body })).code).toBe('report.withdrawn')
    expect((await read(people, desk)).allowed).toEqual(['report.export'])
  }
})

story('report.close, report.reject: nothing is ended over what its reporter or a colleague said and was not on the screen', async (people) => {
  const { nadie, fatima, gael } = people
  const unit = await shelterOf(people)
  const made = await arrived(people, [unit])
  const [desk = ''] = made.desks
  const to = [unit.key.recipient, made.reader.recipient]
  const added = randomUUID()
  await nadie.does('POST', '/api/reports/add', { lookup: made.lookup, id: added, files: [], proof: await proof(nadie), body: await sealed(to, 'algo más') })
  const ends = async (seen: string | null) => [
    await fatima.isRefused('POST', `/api/reports/${desk}/close`, { seen }), await fatima.isRefused('POST', `/api/reports/${desk}/reject`, { seen, reason: 'abuse' }),
  ]
  for (const { code, title } of await ends(null)) expect([code, title]).toEqual(['report.unread', expect.stringContaining('La persona escribió otra vez')])
  const answer = randomUUID()
  await gael.does('POST', `/api/reports/${desk}/answer`, { message: answer, seen: added, files: [], body: await sealed(to, 'respuesta') })
  for (const { code, title } of await ends(added)) expect([code, title]).toEqual(['report.unread', expect.stringContaining('Su unidad respondió')])
  expect(await read(people, desk)).toMatchObject({ state: 'waiting', ending: null })
  expect((await fatima.isRefused('POST', `/api/reports/${desk}/close`)).status).toBe(400)
  expect(await fatima.does('POST', `/api/reports/${desk}/close`, { seen: answer })).toMatchObject({ state: 'closed' })
})

story('report.close, conversation.answer: an answer on its way while the report was closed is refused, and what is closed does not wait', async (people) => {
  const { fatima, gael } = people
  const unit = await shelterOf(people)
  const made = await arrived(people, [unit])
  const [desk = ''] = made.desks
  const body = await sealed([unit.key.recipient, made.reader.recipient], 'respuesta')
  const replies = await inTurn(people, made, [
    () => gael.asks({ method: 'POST', url: `/api/reports/${desk}/close`, payload: { seen: null } }),
    () => fatima.asks({ method: 'POST', url: `/api/reports/${desk}/answer`, payload: { message: randomUUID(), seen: null, files: [], body } }),
  ])
  expect(replies).toEqual([[200, undefined], [409, 'report.isOver']])
  expect(await read(people, desk)).toMatchObject({ state: 'closed', conversation: [], ending: { by: { id: gael.id } } })
})

story('report.open, report.read: a unit whose institution became migration control is named as what it is, gets nothing new, and hides the report from nobody', async (people) => {
  const { node, nadie } = people
  const [one, other] = [await openUnit(people), await openUnit(people)]
  const made = await arrived(people, [one, other])
  const { rows: [control] } = await sql<{ id: string }>`insert into accounts.institution (name, kind, country) values ('Control de prueba', 'migration', 'GT') returning id`.execute(node.database.owner)
  await sql`update units.unit set institution_id = ${control!.id}::uuid where id = ${other.id}::uuid`.execute(node.database.owner)
  await sql`update units.unit_key set exposed_at = now() where unit_id = ${other.id}::uuid`.execute(node.database.owner)
  const view = await nadie.does<ReporterView>('POST', '/api/reports/open', { lookup: made.lookup, proof: 'x' })
  expect(view.keys).toEqual([one.key.id])
  expect(view.units.map(({ id, institution, kind, isSealedTo }) => [id, institution, kind, isSealedTo])).toEqual(expect.arrayContaining([
    [one.id, 'Albergue de prueba', 'shelter', true], [other.id, 'Control de prueba', null, false],
  ]))
  expect((await read(people, made.desks[0])).units.map(({ kind }) => kind).toSorted()).toEqual(['migration', 'shelter'])
})

story('report.open, report.add, report.transfer: a unit that was closed still gets what the reporter writes next, reads it and passes it on', async (people) => {
  const { nadie, fatima } = people
  const [closing, open, third] = [await openUnit(people), await openUnit(people), await openUnit(people)]
  const made = await arrived(people, [closing, open])
  await fatima.does('POST', `/api/units/${closing.id}/closing`)
  const view = await nadie.does<ReporterView>('POST', '/api/reports/open', { lookup: made.lookup, proof: 'x' })
  expect(view.keys.toSorted()).toEqual([closing.key.id, open.key.id].toSorted())
  const body = await sealed([...view.recipients, made.reader.recipient], 'también para la que cerró')
  await nadie.does('POST', '/api/reports/add', { lookup: made.lookup, id: randomUUID(), files: [], proof: await proof(nadie), keys: view.keys, body })
  const there = await read(people, made.desks[0])
  expect(there.allowed).toContain('conversation.answer')
  const opens = (text: string) => openWith([closing.identity], new Uint8Array(Buffer.from(text, 'base64')))
  expect(unpadded(await opens(there.conversation[0]!.body))).toMatchObject({ text: 'también para la que cerró' })
  const anew = async (text: string) => base64(await sealTo([third.key.recipient], await opens(text)))
  await fatima.does('POST', `/api/reports/${there.id}/transfer`, {
    unit: third.id, key: third.key.id, files: [], body: await anew(there.body), messages: [{ id: there.conversation[0]!.id, body: await anew(there.conversation[0]!.body) }],
  })
  expect((await fatima.sees<ReportList>(`/api/reports?box=new&unit=${third.id}`)).items).toHaveLength(1)
})
