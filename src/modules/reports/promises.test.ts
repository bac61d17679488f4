// What a unit promises and what is counted: each unit its own days until the first answer; what tells of the same is counted once, whatever becomes of it.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type StoryPeople } from '../../../tests/people.ts'
import { base64, makeReport, proof, type Made } from '../../../tests/reports.ts'
import { openUnit, type OpenUnit } from '../../../tests/units.ts'
import { padded } from '../../platform/seal/padding.ts'
import { openWith, sealTo } from '../../platform/seal/seal.ts'
import { enqueueAct } from '../../platform/work/queue.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues, offences } from '../catalogues/index.ts'
import { collection } from '../collection/index.ts'
import type { UnitView } from '../units/model.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'
import type { AnswerFigures } from './model/figures.ts'
import type { ReportList, ReportView } from './model/inbox.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection, units, reports] })

/** A report to those units, and its desk at each, in their order. */
const arrived = async ({ node, nadie }: StoryPeople, to: readonly OpenUnit[]): Promise<Made & { desks: string[] }> => {
  const made = await makeReport(to.map(({ key }) => key), 'lo que pasó')
  await nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(nadie) })
  const { rows } = await sql<{ id: string; unit: string }>`select id, unit_id as unit from reports.desk where report_id = ${made.sent.id}::uuid`.execute(node.database.owner)
  return { ...made, desks: to.map(({ id }) => rows.find(({ unit }) => unit === id)!.id) }
}

const daysLater = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const read = ({ fatima }: StoryPeople, desk: string | undefined) => fatima.sees<ReportView>(`/api/reports/${desk ?? ''}`)

const promises = async ({ fatima }: StoryPeople, { id }: OpenUnit, promisedDays: unknown): Promise<number> => {
  const { name, country, represents, territories, offences: codes } = await fatima.sees<UnitView>(`/api/units/${id}`)
  return fatima.status('PUT', `/api/units/${id}`, { name, country, represents, territories, offences: codes, promisedDays })
}

/** A day later: what was promised anew today counts. */
const nextDay = ({ node }: StoryPeople) => sql`update units.unit set promised_since = promised_since - 1`.execute(node.database.owner)

const shown = async ({ nadie }: StoryPeople, { id }: OpenUnit): Promise<number | undefined> =>
  (await nadie.sees<{ units: { id: string; promisedDays: number }[] }>('/api/units/public')).units.find((unit) => unit.id === id)?.promisedDays

story('unit.change, report.send, report.transfer: each unit promises its own days; reporters see them, and the inbox goes by them', async (people) => {
  const { node, nadie, fatima, gael } = people
  const [quick, slow] = [await openUnit(people), await openUnit(people)]
  for (const wrong of [0, 61, 2.5, 'mañana']) expect(await promises(people, quick, wrong), String(wrong)).toBe(400)
  const { name, country, territories } = await fatima.sees<UnitView>(`/api/units/${quick.id}`)
  expect(await gael.status('PUT', `/api/units/${quick.id}`, { name, country, territories, promisedDays: 1 })).toBe(404)
  expect(await promises(people, quick, 2)).toBe(200)
  await nextDay(people)
  expect([await shown(people, quick), await shown(people, slow)]).toEqual([2, 7])
  const page = await nadie.asks({ method: 'POST', url: '/es/report', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, payload: 'at=contact&go=next&country=GT' })
  expect(page.body).toContain('Promete responder en 2 días.')

  const both = await arrived(people, [quick, slow])
  expect([await read(people, both.desks[0]), await read(people, both.desks[1])].map(({ answerBy }) => answerBy)).toEqual([daysLater(2), daysLater(7)])
  const one = await arrived(people, [slow])
  const anew = base64(await sealTo([quick.key.recipient], await openWith([slow.identity], new Uint8Array(Buffer.from(one.sent.body, 'base64')))))
  await fatima.does('POST', `/api/reports/${one.desks[0]!}/transfer`, { unit: quick.id, key: quick.key.id, body: anew, messages: [], files: [] })
  const { items } = await fatima.sees<ReportList>(`/api/reports?box=new&unit=${quick.id}`)
  expect(items.map(({ answerBy }) => answerBy)).toEqual([daysLater(2), daysLater(2)])

  // Three days on, what was promised in two is overdue, and what was promised in seven is not.
  await sql`update reports.desk set day = day - 3, answer_by = answer_by - 3`.execute(node.database.owner)
  const overdue = await fatima.sees<ReportList>('/api/reports?box=overdue')
  expect(overdue.items.map(({ id, unit }) => [id, unit.id])).toEqual(expect.arrayContaining([[both.desks[0], quick.id]]))
  expect(overdue.items.every(({ unit }) => unit.id === quick.id)).toBe(true)
})

story('report.figures: what units promise stands beside how long they take, and in time is by each one’s own promise', async (people) => {
  const { node, nadie, fatima } = people
  await sql`update reports.desk set is_aside = true`.execute(node.database.owner)
  const [quick, slow] = [await openUnit(people), await openUnit(people)]
  await promises(people, quick, 2)
  await nextDay(people)
  for (let at = 0; at < 10; at += 1) {
    const { desks: [desk = ''], reader } = await arrived(people, [at % 2 === 0 ? quick : slow])
    await sql`update reports.desk set day = day - 4, answer_by = answer_by - 4 where id = ${desk}::uuid`.execute(node.database.owner)
    const body = base64(await sealTo([reader.recipient, (at % 2 === 0 ? quick : slow).key.recipient], padded({ version: 1, language: 'es', text: 'respuesta', files: [] })))
    await fatima.does('POST', `/api/reports/${desk}/answer`, { message: randomUUID(), seen: null, files: [], body })
  }
  await enqueueAct(node.database.db, 'report.settle', {})
  await node.works()
  const { kinds } = await nadie.sees<AnswerFigures>('/api/reports/figures')
  expect(kinds).toEqual([{ kind: 'shelter', promised: { least: 2, most: 7 }, cases: 10, medianDays: 4, inTimePercent: 50 }])
  for (const [lang, told] of [['es', ['2 a 7 días', '4 días', '50 %', '10 o más']], ['en', ['2 to 7 days', '4 days', '50 %', '10 or more']]] as const) {
    const page = await nadie.asks({ method: 'GET', url: `/${lang}/answer-times`, headers: { accept: 'text/html' } })
    for (const words of told) expect(page.body).toContain(words)
  }
})

const coding = { offence: offences()[0]!.code, territory: 'GT', month: '2026-01', sex: 'female', ageBand: '18--20', nationality: 'HN', modusOperandi: ['deceit'] }

story('report.join, report.part, report.count: what tells of the same is counted once, also after a closing, a word of its reporter or another unit’s coding', async (people) => {
  const { node, nadie, fatima, hugo } = people
  const [unit, other] = [await openUnit(people), await openUnit(people)]
  const counted = async (): Promise<number> => {
    await enqueueAct(node.database.db, 'report.count', {})
    await node.works()
    return (await sql<{ value: number }>`select coalesce(sum(value), 0)::int as value from collection.shared_observation where source_id = 'sidmi-reports'`.execute(node.database.db)).rows[0]!.value
  }
  const coded = async (desk: string) => fatima.does('POST', `/api/reports/${desk}/code`, { coding })
  const apart = await Promise.all(Array.from({ length: 3 }, () => arrived(people, [unit])))
  for (const { desks } of apart) await coded(desks[0]!)
  const first = await arrived(people, [unit])
  const again = await arrived(people, [unit, other])
  for (const desk of [first.desks[0]!, ...again.desks]) await coded(desk)
  const [joined = ''] = again.desks
  expect(await counted()).toBe(5)
  expect(await fatima.isRefused('POST', `/api/reports/${joined}/part`)).toMatchObject({ code: 'report.notJoined' })
  await fatima.does('POST', `/api/reports/${joined}/join`, { into: first.desks[0]! })
  expect(await counted()).toBe(0)
  await fatima.does('POST', `/api/reports/${first.desks[0]!}/close`, { seen: null })
  expect(await read(people, joined)).toMatchObject({ joinedTo: null, countedWith: [first.desks[0]] })
  expect(await read(people, first.desks[0])).toMatchObject({ countedWith: [joined] })
  await coded(joined)
  expect(await counted()).toBe(0)
  await nadie.does('POST', '/api/reports/add', { lookup: again.lookup, id: randomUUID(), files: [], proof: await proof(nadie), body: base64(await sealTo([unit.key.recipient, again.reader.recipient], padded({ version: 1, language: 'es', text: 'algo más', files: [] }))) })
  await fatima.does('POST', `/api/reports/${first.desks[0]!}/reopen`)
  expect(await counted()).toBe(0)
  expect(await hugo.status('POST', `/api/reports/${joined}/part`)).toBe(404)
  await fatima.does('POST', `/api/reports/${joined}/part`)
  expect((await node.remembers('report.part')).filter(({ outcome }) => outcome === 'done')).toMatchObject([{ subject: joined, changed: ['joinedTo'] }])
  expect(await read(people, joined)).toMatchObject({ countedWith: [] })
  expect(await counted()).toBe(5)
})

story('report.join, report.withdraw: nothing of a withdrawn report stays linked, and what told the same through it alone is still counted once', async (people) => {
  const { node, nadie, fatima } = people
  const unit = await openUnit(people)
  const [first, middle, last, apart] = await Promise.all(Array.from({ length: 4 }, () => arrived(people, [unit])))
  const desk = (made: { desks: string[] } | undefined): string => made?.desks[0] ?? ''
  for (const [one, into] of [[last, middle], [apart, middle], [middle, first]]) await fatima.does('POST', `/api/reports/${desk(one)}/join`, { into: desk(into) })
  const linked = async () => (await sql<{ one: string; other: string }>`select desk_id as one, other_id as other from reports.same where unit_id = ${unit.id}::uuid`.execute(node.database.owner)).rows
  expect(await linked()).toHaveLength(3)
  await nadie.does('POST', '/api/reports/withdraw', { lookup: middle?.lookup, proof: 'x' })
  const left = [last, apart].map((each) => ({ one: desk(each), other: desk(first) }))
  expect(await linked()).toEqual(expect.arrayContaining(left))
  expect(await linked()).toHaveLength(2)
  await nadie.does('POST', '/api/reports/withdraw', { lookup: first?.lookup, proof: 'x' })
  expect((await linked()).flatMap(({ one, other }) => [one, other]).toSorted()).toEqual([desk(last), desk(apart)].toSorted())
  await nadie.does('POST', '/api/reports/withdraw', { lookup: apart?.lookup, proof: 'x' })
  expect(await linked()).toEqual([])
})

story('conversation.answer: what moved says who wrote meanwhile', async (people) => {
  const { nadie, fatima, gael } = people
  const unit = await openUnit(people)
  const { desks: [desk = ''], lookup, reader } = await arrived(people, [unit])
  const sealed = async (text: string) => base64(await sealTo([unit.key.recipient, reader.recipient], padded({ version: 1, language: 'es', text, files: [] })))
  const answer = async (seen: string | null) => ({ message: randomUUID(), seen, files: [], body: await sealed('respuesta') })
  const first = await answer(null)
  await fatima.does('POST', `/api/reports/${desk}/answer`, first)
  expect((await gael.isRefused('POST', `/api/reports/${desk}/answer`, await answer(null))).title).toContain('otra persona de su unidad respondió')
  expect((await fatima.isRefused('POST', `/api/reports/${desk}/answer`, await answer(null))).title).toContain('Lo que usted envió antes sí llegó')
  await nadie.does('POST', '/api/reports/add', { lookup, id: randomUUID(), files: [], proof: await proof(nadie), body: await sealed('gracias') })
  expect((await gael.isRefused('POST', `/api/reports/${desk}/answer`, await answer(first.message))).title).toContain('la persona escribió otra vez')
  const keys = await nadie.isRefused('POST', '/api/reports/add', { lookup, id: randomUUID(), files: [], proof: await proof(nadie), body: await sealed('algo más'), keys: [randomUUID()] })
  expect(keys.code).toBe('conversation.moved')
  expect(keys.title).toMatch(/llave .* cambió|key .* changed/)
})

story('unit.change, report.send: a changed promise counts from the next day, so that by when an answer is due tells no hour of the day a report came', async (people) => {
  const { node, nadie, fatima } = people
  const unit = await openUnit(people)
  const due = async (): Promise<string> => (await read(people, (await arrived(people, [unit])).desks[0])).answerBy
  const asSeen = async (): Promise<[number | undefined, string]> => [await shown(people, unit), await due()]
  const before = await due()
  await promises(people, unit, 41)
  expect((await fatima.sees<UnitView>(`/api/units/${unit.id}`)).promisedDays).toBe(41)
  expect(await asSeen()).toEqual([7, daysLater(7)])
  expect(await due()).toBe(before)
  const page = await nadie.asks({ method: 'POST', url: '/es/report', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, payload: 'at=contact&go=next&country=GT' })
  expect([page.body.includes('Promete responder en 7 días.'), page.body.includes('Promete responder en 41 días.')]).toEqual([true, false])
  await promises(people, unit, 43)
  expect(await asSeen()).toEqual([7, daysLater(7)])
  await nextDay(people)
  expect(await asSeen()).toEqual([43, daysLater(43)])
  const kept = async () => (await sql`select promised_before, promised_since from units.unit where id = ${unit.id}::uuid`.execute(node.database.owner)).rows
  const asItWas = await kept()
  await promises(people, unit, 43)
  expect(await kept()).toEqual(asItWas)
  await promises(people, unit, 44)
  expect(await asSeen()).toEqual([43, daysLater(43)])
  await promises(people, unit, 44)
  await nextDay(people)
  expect(await asSeen()).toEqual([44, daysLater(44)])
})
