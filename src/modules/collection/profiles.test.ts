// Making a profile: from a file of an invented publisher to figures, by an analyst and nobody else.
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { realFile } from '../../../tests/collection-files.ts'
import { inventedLines, inventedMonths } from '../../../tests/invented-files.ts'
import { story, type Client, type Person, type TestNode } from '../../../tests/people.ts'
import type { DeliveryReceipt, ObservationView, SourceView } from './model/delivery.ts'
import type { Draft, DraftView, Previewed, ProfileList } from './model/draft.ts'
import { withMeaning, withPart, withSource } from './model/draft-changes.ts'
import type { SourceDefinition } from './model/profile.ts'

const sketched = async (person: Client, name: string, file: Uint8Array): Promise<DraftView & { allowed: string[] }> => {
  const { id } = await person.uploads<{ id: string }>(`/api/profiles/drafts?name=${name}`, file)
  return person.sees(`/api/profiles/drafts/${id}`)
}

const tried = (person: Client, id: string, draft: Draft, more = {}): Promise<Previewed> => person.does('POST', `/api/profiles/drafts/${id}/preview`, { draft, ...more })

const described = (draft: Draft, name: string): Draft =>
  withSource(draft, { name: { es: name, en: '' }, publisher: 'Observatorio Inventado', licence: 'inventado', url: 'https://observatorio.example/datos', isPublic: true })

const decided = (draft: Draft): Draft => withMeaning(withMeaning(draft, 'place', 'Tamaulipsa', 'MX-TAM'), 'offence', 'Tráfico de personas', 'smuggling')

interface Published { id: string; version: number; source: string; profile: string; profileVersion: number }

const publishes = (person: Client, { id, version }: { id: string; version: number }, draft: Draft): Promise<Published> => person.does('POST', `/api/profiles/drafts/${id}/publication`, { version, draft })

const published = async (person: Client, name: string): Promise<Published & { draft: Draft }> => {
  const view = await sketched(person, 'observatorio-2024.csv', inventedMonths)
  const draft = described(decided(view.draft), name)
  return { ...(await publishes(person, view, draft)), draft }
}

const receipt = async (person: Client, node: TestNode, id: string): Promise<DeliveryReceipt> => {
  await node.works()
  return person.sees(`/api/deliveries/${id}`)
}

const figuresOf = async (node: TestNode, source: string): Promise<unknown[]> =>
  (await sql`select to_char(period_start, 'YYYY-MM') as month, offence, territory, value, withheld from collection.shared_observation
    where source_id = ${source} and (value > 0 or value is null) order by 1, 2 nulls last, 3`.execute(node.database.db)).rows

const refusedUpload = async (person: Client, body: string | Buffer): Promise<{ status: number; code: string; title: string }> => {
  const response = await person.asks({ method: 'POST', url: '/api/profiles/drafts?name=x.csv', headers: { 'content-type': 'application/octet-stream' }, payload: body })
  return response.json()
}

story('profile.sketch: those who deliver or stand guard do not make profiles, and what is no table is refused in words', async ({ carla, bruno, nadie, dario }) => {
  for (const person of [carla, bruno]) expect((await refusedUpload(person, 'a,b\n1,2\n')).status).toBe(404)
  expect((await refusedUpload(nadie, 'a,b\n1,2\n')).status).toBe(401)
  expect(await refusedUpload(dario, '')).toMatchObject({ status: 422, code: 'profile.unreadable', title: expect.stringMatching(/vacío/) as string })
  expect(await refusedUpload(dario, Buffer.from('255044462d312e34', 'hex'))).toMatchObject({ status: 422, title: expect.stringMatching(/PDF/) as string })
})

story('profile.sketch: a character that no database takes, in a title or a word, is shown as an unknown letter', async ({ dario }) => {
  const lines = ['Chiapas', 'Oaxaca\\u0000', 'Puebla\\ud800'].map((state, at) => `{"anio":2024,"estado":"${state}","casos":${at},"nota\\u0000s":"x"}`)
  const { draft } = await sketched(dario, 'lineas.jsonl', Buffer.from(lines.join('\n')))
  expect(draft.profile.unused).toContain('nota\uFFFDs')
})

story('profile.sketch, profile.read: a file nobody described is read whole, with what was guessed and why', async ({ dario }) => {
  const { draft, preview, findings, allowed } = await sketched(dario, 'observatorio-2024.csv', inventedMonths)
  expect(preview.columns.map(({ name, role }) => [name, role])).toEqual([['Entidad', 'place'], ['Tipo de delito', 'offence'], ['Sexo', 'sex'], ['Ene-24', 'period'], ['Feb-24', 'period'], ['Mar-24', 'period']])
  expect(draft.profile).toMatchObject({ encodings: ['windows-1252', 'utf-8'], thousands: '.', suppressed: ['<5'], notDelivered: ['', 's/d'], territory: { kind: 'name', country: 'MX' } })
  expect(draft.profile.leftOut).toEqual([{ column: 'Entidad', values: ['Nacional'], why: 'total' }, { column: 'Entidad', values: ['Fuente: Observatorio Inventado de Movilidad. Cifras preliminares.'], why: 'not-wanted' }])
  expect(preview.counts).toEqual({ read: 10, accepted: 5, refused: 2, totals: 2, notWanted: 1, figures: 14, withheld: 1 })
  expect(preview.unknown.map(({ word, suggestions }) => [word, suggestions[0]?.meaning])).toEqual([['Tamaulipsa', 'MX-TAM'], ['Tráfico de personas', 'tip']])
  expect(preview.totals.map(({ period, value, withheld }) => [period, value, withheld])).toEqual([['2024-01', 1259, 0], ['2024-02', 1043, 1], ['2024-03', 50, 0]])
  expect(findings.filter(({ certainty }) => certainty === 'ask').map(({ says }) => says.es)).toEqual([expect.stringMatching(/archivo más nuevo/)])
  expect(findings.map(({ says }) => says.en).join(' ')).toMatch(/Windows-1252.*semicolon.*line 4.*«?“?Nacional/s)
  expect(allowed).toEqual(['profile.preview', 'profile.save', 'profile.publish', 'profile.discard'])
})

story('profile.preview: each change is tried at once and nothing is kept of it; a column taken for something else is worked out anew', async ({ dario, carla }) => {
  const view = await sketched(dario, 'observatorio-2024.csv', inventedMonths)
  expect((await carla.isRefused('POST', `/api/profiles/drafts/${view.id}/preview`, { draft: view.draft })).status).toBe(404)
  const mended = await tried(dario, view.id, decided(view.draft))
  expect(mended.preview).toMatchObject({ counts: { accepted: 7, refused: 0 }, unknown: [] })
  const other = await tried(dario, view.id, view.draft, { edits: [{ column: 'Sexo', role: 'unused' }, { column: 'Tipo de delito', role: 'category' }] })
  expect(other.preview.columns.map(({ role }) => role)).toEqual(['place', 'category', 'unused', 'period', 'period', 'period'])
  expect(other.draft.profile.offence).toBeUndefined()
  const again = await tried(dario, view.id, other.draft, { edits: [{ column: 'Sexo', role: 'sex' }, { column: 'Tipo de delito', role: 'offence' }] })
  expect(again.draft.profile.words.sex?.codes).toEqual({ Mujeres: 'female', Hombres: 'male' })
  expect(again.preview.counts).toEqual(view.preview.counts)
  expect((await dario.sees<DraftView>(`/api/profiles/drafts/${view.id}`)).draft).toEqual(view.draft)
})

story('profile.preview, profile.watch: the whole file is checked when asked', async ({ dario, bruno }) => {
  const long = ['mes,estado,victimas', ...Array.from({ length: 5000 }, (_, at) => `2024-${String((at % 12) + 1).padStart(2, '0')},${at === 4999 ? 'Chiappas' : 'Chiapas'}-${at},1`.replace(/-(\d+),1$/, ',1'))].join('\n')
  const view = await sketched(dario, 'largo.csv', Buffer.from(`${long}\n`))
  expect(view.preview).toMatchObject({ isWhole: false, counts: { read: 2000 } })
  const threads: number[] = []
  const counting = ({ threadId }: { threadId: number }): unknown => threads.push(threadId)
  process.on('worker', counting)
  await tried(dario, view.id, view.draft)
  expect(threads).toEqual([])
  const whole = await tried(dario, view.id, view.draft, { isWhole: true })
  process.off('worker', counting)
  // Others are answered while a thread of its own reads it.
  expect(threads).toHaveLength(1)
  expect(whole.preview).toMatchObject({ isWhole: true, counts: { read: 5000 } })
  expect(whole.preview.unknown.map(({ word }) => word)).toEqual(['Chiappas'])
  expect(await dario.sees(`/api/profiles/drafts/${view.id}/progress`)).toMatchObject({ rows: null })

  const many = Promise.all(Array.from({ length: 12 }, () => dario.status('POST', `/api/profiles/drafts/${view.id}/preview`, { draft: view.draft, isWhole: true })))
  // Each that waits holds one of the node's ten connections to the database: the others are left to everybody else.
  expect(await dario.sees('/api/profiles')).toHaveProperty('drafts')
  const statuses = await many
  expect([...new Set(statuses)].toSorted()).toEqual([200, 429])
  expect(statuses.filter((status) => status === 200).length).toBeLessThan(10)
  expect(await bruno.status('GET', `/api/profiles/drafts/${view.id}/progress`)).toBe(404)
})

story('profile.save: a draft waits for its analyst; what somebody else saved meanwhile is not written over', async ({ dario, ana, carla, node }) => {
  const view = await sketched(dario, 'observatorio-2024.csv', inventedMonths)
  const path = `/api/profiles/drafts/${view.id}`
  expect((await carla.isRefused('PUT', path, { version: 1, draft: view.draft })).status).toBe(404)
  expect(await dario.does('PUT', path, { version: 1, draft: described(view.draft, 'Primero') })).toMatchObject({ version: 2 })
  expect(await ana.isRefused('PUT', path, { version: 1, draft: described(view.draft, 'Segundo') })).toMatchObject({ status: 409, code: 'profile.changedMeanwhile' })
  expect((await dario.sees<DraftView>(path)).draft.source.name.es).toBe('Primero')
  expect((await node.remembers('profile.save')).at(-1)).toMatchObject({ outcome: 'refused' })
})

story('profile.discard: a discarded draft is gone', async ({ dario }) => {
  const view = await sketched(dario, 'observatorio-2024.csv', inventedMonths)
  await dario.does('DELETE', `/api/profiles/drafts/${view.id}`)
  expect(await dario.status('GET', `/api/profiles/drafts/${view.id}`)).toBe(404)
  expect((await dario.sees<ProfileList>('/api/profiles')).drafts.map(({ id }) => id)).not.toContain(view.id)
})

story('profile.publish: not before everything is said; then it is a source that institutions deliver to', async ({ dario, carla, node }) => {
  const view = await sketched(dario, 'observatorio-2024.csv', inventedMonths)
  const bare = await dario.isRefused('POST', `/api/profiles/drafts/${view.id}/publication`, { version: 1, draft: view.draft })
  expect(bare).toMatchObject({ status: 409, code: 'profile.incomplete', title: expect.stringMatching(/quién publica.*licencia/) as string })
  const strange = described(withMeaning(view.draft, 'offence', 'Tráfico de personas', 'nosuch'), 'Rara')
  expect(await dario.isRefused('POST', `/api/profiles/drafts/${view.id}/publication`, { version: 1, draft: strange })).toMatchObject({ code: 'profile.unknownWords' })
  expect(await dario.isRefused('POST', `/api/profiles/drafts/${view.id}/delivery`)).toMatchObject({ code: 'profile.notPublished' })
  expect(await publishes(dario, view, described(decided(view.draft), 'Observatorio de prueba'))).toMatchObject({ source: 'observatorio-de-prueba', profileVersion: 1 })
  const { items } = await carla.sees<{ items: SourceView[] }>('/api/sources')
  expect(items.find(({ id }) => id === 'observatorio-de-prueba')).toMatchObject({ name: { es: 'Observatorio de prueba', en: 'Observatorio de prueba' }, mayDeliver: true, columns: [['Entidad', 'Sexo', 'Tipo de delito']], measures: [{ unit: 'victims' }] })
  expect((await node.remembers('profile.publish')).at(-1)).toMatchObject({ outcome: 'done', actorId: dario.id })
})

story('profile.deliver, delivery.receive, observation.read: the file it was made from, and a newer one, become figures walked back to their lines', async ({ dario, carla, node }) => {
  const { id, source } = await published(dario, 'Observatorio entregado')
  const first = await receipt(dario, node, (await dario.does<{ id: string }>('POST', `/api/profiles/drafts/${id}/delivery`)).id)
  expect(first).toMatchObject({ state: 'done', counts: { read: 10, accepted: 7, refused: 0, leftOut: 3, withheld: 1 }, release: 1 })
  expect(await figuresOf(node, source)).toContainEqual({ month: '2024-02', offence: 'tip', territory: 'MX-CHP', value: null, withheld: '<5' })
  expect(await figuresOf(node, source)).toContainEqual({ month: '2024-01', offence: 'smuggling', territory: 'MX-VER', value: 5, withheld: null })
  const newer = Buffer.from(inventedMonths.toString('latin1').replace('1.204', '1.205').replace('Tamaulipsa', 'Tamaulipso'), 'latin1')
  const { id: second } = await carla.uploads<{ id: string }>(`/api/deliveries?source=${source}&name=nuevo.csv`, newer)
  const after = await receipt(carla, node, second)
  expect(after).toMatchObject({ counts: { accepted: 6, refused: 1, revised: 1 }, revisions: [{ before: 1204, after: 1205 }] })
  expect((await carla.asks({ method: 'GET', url: `/api/deliveries/${second}/refusals` })).rawPayload.toString('latin1')).toContain('Tamaulipso;Secuestro')
  const seen = await dario.sees<ObservationView>(`/api/observations/${after.revisions[0]?.id ?? 0}`)
  expect(seen).toMatchObject({ value: 1205, line: 5, fileName: 'nuevo.csv', unit: 'victims', profile: { version: 1 } })
  expect(seen.row).toContainEqual({ column: 'Ene-24', value: '1.205', isUsed: true })
})

story('profile.publish: a change is another version; figures already there keep the one that read them, words are remembered', async ({ dario, node }) => {
  const { id, version, source, draft } = await published(dario, 'Observatorio cambiado')
  const first = await receipt(dario, node, (await dario.does<{ id: string }>('POST', `/api/profiles/drafts/${id}/delivery`)).id)
  const { draft: kept } = await dario.sees<DraftView>(`/api/profiles/drafts/${id}`)
  const again = await publishes(dario, { id, version }, withPart(kept, { leftOut: [...kept.profile.leftOut, { column: 'Sexo', values: ['Hombres'], why: 'not-wanted' }] }))
  expect(again).toMatchObject({ source, profileVersion: 2 })
  const second = await receipt(dario, node, (await dario.does<{ id: string }>('POST', `/api/profiles/drafts/${id}/delivery`)).id)
  expect([first.reading?.profileVersion, second.reading?.profileVersion]).toEqual([1, 2])
  const { rows } = await sql<{ id: number }>`select id from collection.observation where source_id = ${source} and since_release = (select id from collection.release where source_id = ${source} and number = 1) order by id limit 1`.execute(node.database.db)
  expect(await dario.sees<ObservationView>(`/api/observations/${rows[0]?.id ?? 0}`)).toMatchObject({ profile: { version: 1 } })
  expect(draft.profile.leftOut).toHaveLength(2)
  const next = await sketched(dario, 'otro.csv', inventedMonths)
  expect(next.preview.unknown).toEqual([])
})

story('profile.sketchDelivery: a file that matched nothing becomes one more profile of its source, without sending it again', async ({ carla, dario, bruno, node }) => {
  const file = 'semana,lugar,delito,sexo,edad,nacionalidad,hechos\n2024-W10,GT-16,robbery,male,18-29,HN,3\n2024-W11,GT-16,robbery,female,18-29,HN,4\n'
  const { id } = await carla.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=otras-columnas.csv', file)
  expect(await receipt(carla, node, id)).toMatchObject({ state: 'failed' })
  expect(await carla.status('POST', '/api/profiles/drafts/from-delivery', { delivery: id })).toBe(404)
  expect(await bruno.status('POST', '/api/profiles/drafts/from-delivery', { delivery: id })).toBe(404)
  const made = await dario.does<{ id: string }>('POST', '/api/profiles/drafts/from-delivery', { delivery: id })
  const view = await dario.sees<DraftView>(`/api/profiles/drafts/${made.id}`)
  expect(view.draft.source.id).toBe('demo-region')
  expect(view.preview.counts).toMatchObject({ read: 2, accepted: 2 })
  await publishes(dario, view, view.draft)
  const { id: second } = await carla.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=otras-columnas.csv', file)
  expect(await receipt(carla, node, second)).toMatchObject({ state: 'done', counts: { accepted: 2 } })
  const old = 'week,territory,offence,sex,age_band,nationality,incidents\n2023-W10,GT-16,robbery,male,18-29,HN,3\n'
  expect(await receipt(carla, node, (await carla.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=de-siempre.csv', old)).id)).toMatchObject({ state: 'done' })
})

const exported = async (person: Person, { source, profile }: Published): Promise<SourceDefinition> => (await person.asks({ method: 'GET', url: `/api/profiles/${source}/${profile}/export` })).json()

story('profile.export, profile.adopt: a profile goes to another node as JSON, is shown before it is taken, and reads the same there', async ({ dario, ana, carla, node }) => {
  const made = await published(dario, 'Observatorio compartido')
  const definition = await exported(dario, made)
  expect(definition).toMatchObject({ source: { id: 'observatorio-compartido' }, profiles: [{ version: 1, thousands: '.' }] })
  expect(await carla.status('GET', `/api/profiles/${made.source}/${made.profile}/export`)).toBe(404)
  expect(await ana.isRefused('POST', '/api/profiles/adoption', { definition: { source: {} } })).toMatchObject({ status: 422, code: 'profile.notValid' })
  const elsewhere = { ...definition, source: { ...definition.source, id: 'observatorio-vecino' } }
  const look = await ana.does<{ isNew: boolean; isTaken: boolean }>('POST', '/api/profiles/adoption', { definition: elsewhere })
  expect(look).toMatchObject({ isNew: true, isTaken: false, publisher: 'Observatorio Inventado' })
  const listed = async () => (await carla.sees<{ items: SourceView[] }>('/api/sources')).items.map(({ id }) => id)
  expect(await listed()).not.toContain('observatorio-vecino')
  await ana.does('POST', '/api/profiles/adoption', { definition: elsewhere, isTaken: true })
  expect(await listed()).toContain('observatorio-vecino')
  const { id } = await carla.uploads<{ id: string }>('/api/deliveries?source=observatorio-vecino&name=a.csv', inventedMonths)
  expect(await receipt(carla, node, id)).toMatchObject({ state: 'done', counts: { accepted: 7 } })
})

const isPublic = async (node: TestNode, source: string): Promise<unknown> =>
  (await sql`select is_public as "isPublic", (select string_agg(distinct unit, ' ') from collection.measure where source_id = source.id) as units from collection.source where id = ${source}`.execute(node.database.db)).rows[0]

story('profile.adopt, profile.publish: another reading of a source does not change who sees it nor what its measures count, even when all were retired', async ({ dario, ana, carla, node }) => {
  const view = await sketched(dario, 'observatorio-2024.csv', inventedMonths)
  const hidden = withSource(described(decided(view.draft), 'Observatorio reservado'), { isPublic: false })
  const made = await publishes(dario, view, hidden)
  const definition = await exported(dario, made)
  expect(await isPublic(node, made.source)).toEqual({ isPublic: false, units: 'victims' })
  const opened = { ...definition, source: { ...definition.source, isPublic: true, isByTerritory: true, deliveredFrom: ['US'] } }
  const counts = (unit: string) => ({ ...opened, measures: opened.measures.map((measure) => ({ ...measure, unit })) })
  const adopts = (body: unknown) => ana.does('POST', '/api/profiles/adoption', { definition: body, isTaken: true })
  const seen = async () => (await carla.sees<{ items: SourceView[] }>('/api/sources')).items.find(({ id }) => id === made.source)
  expect(await ana.isRefused('POST', '/api/profiles/adoption', { definition: counts('persons'), isTaken: true })).toMatchObject({ status: 409, code: 'profile.otherUnit', title: expect.stringMatching(/ya cuenta víctimas y esta lectura dice personas/) as string })
  expect(await adopts(opened)).toMatchObject({ isNew: false, isTaken: true })
  expect([await isPublic(node, made.source), await seen()]).toMatchObject([{ isPublic: false, units: 'victims' }, { isPublic: false, mayDeliver: true }])
  const { draft: kept } = await dario.sees<DraftView>(`/api/profiles/drafts/${made.id}`)
  const again = await publishes(dario, made, withSource(kept, { isPublic: true }))
  expect([await isPublic(node, made.source), await seen()]).toMatchObject([{ isPublic: false }, { isPublic: false }])
  await dario.does('POST', `/api/profiles/${again.source}/${again.profile}/retirement`)
  expect(await seen()).toBeUndefined()
  expect(await adopts(opened)).toMatchObject({ isNew: false })
  expect([await isPublic(node, made.source), await seen()]).toMatchObject([{ isPublic: false }, { isPublic: false, mayDeliver: true }])
})

story('profile.list, profile.retire: what is retired takes no more files, what it brought stays; what comes with the program is not retired', async ({ dario, carla, node }) => {
  const made = await published(dario, 'Observatorio retirado')
  await receipt(dario, node, (await dario.does<{ id: string }>('POST', `/api/profiles/drafts/${made.id}/delivery`)).id)
  const before = await figuresOf(node, made.source)
  expect(await carla.status('POST', `/api/profiles/${made.source}/${made.profile}/retirement`)).toBe(404)
  expect(await dario.isRefused('POST', '/api/profiles/demo-region/demo-weekly/retirement')).toMatchObject({ code: 'profile.shippedStays' })
  const waiting = await carla.uploads<{ id: string }>(`/api/deliveries?source=${made.source}`, inventedMonths)
  await dario.does('POST', `/api/profiles/${made.source}/${made.profile}/retirement`)
  expect(await receipt(carla, node, waiting.id)).toMatchObject({ state: 'failed', problem: { es: expect.stringMatching(/se retiró antes de que se leyera/) as string }, counts: null, release: null })
  const { profiles } = await dario.sees<ProfileList>('/api/profiles')
  expect(profiles.find(({ source }) => source === made.source)).toMatchObject({ isShipped: false, publishedBy: 'Darío Prueba', draftedBy: 'Darío Prueba', retiredAt: expect.any(String) as string })
  expect((await carla.asks({ method: 'POST', url: `/api/deliveries?source=${made.source}`, headers: { 'content-type': 'text/csv' }, payload: inventedMonths })).json()).toMatchObject({ code: 'delivery.unknownSource' })
  expect(await figuresOf(node, made.source)).toEqual(before)
  expect(before.length).toBeGreaterThan(0)
})

story('profile.sketch: JSON Lines in gzip, with peoples for countries and an undated row', async ({ dario, node }) => {
  const view = await sketched(dario, 'policia-guatemala.jsonl.gz', inventedLines)
  expect(view.draft.profile).toMatchObject({ period: { kind: 'date', style: 'DD/MM/YYYY', undated: ['Sin fecha'] }, territory: { kind: 'name', country: 'GT' }, nationality: { codes: { Hondureña: 'HN', Salvadoreña: 'SV', Venezolana: 'VE' }, unspecified: ['UNK'] } })
  const { source, id } = await publishes(dario, view, described(view.draft, 'Policía inventada'))
  await receipt(dario, node, (await dario.does<{ id: string }>('POST', `/api/profiles/drafts/${id}/delivery`)).id)
  const { rows } = await sql`select to_char(period_start, 'YYYY-MM-DD') as day, territory, nationality, offence, value from collection.shared_observation where source_id = ${source} order by 1`.execute(node.database.db)
  expect(rows).toEqual([
    { day: '2025-01-03', territory: 'GT-12', nationality: 'HN', offence: 'extortion', value: 3 },
    { day: '2025-01-14', territory: 'GT-12', nationality: 'SV', offence: 'extortion', value: 1 },
    { day: '2025-02-28', territory: 'GT-17', nationality: 'HN', offence: 'extortion', value: 6 },
    { day: '2025-03-02', territory: 'GT-13', nationality: 'VE', offence: 'extortion', value: 2 },
    { day: null, territory: 'GT-13', nationality: null, offence: 'extortion', value: 4 },
  ])
})

const glotip = realFile('unodc/data_glotip_2023-05-30.xlsx')

story(`profile.sketch, profile.deliver: UNODC’s own workbook through the studio; what the trial of the whole file counts is what the import counts${glotip ? '' : ' (not checked: ../shared/data is absent)'}`, async ({ dario, node }) => {
  if (!glotip) return
  const view = await sketched(dario, 'glotip.xlsx', readFileSync(glotip))
  expect(view.findings.map(({ says }) => says.es)).toContainEqual(expect.stringMatching(/Tiene las columnas de/))
  expect(view.draft.profile).toMatchObject({ suppressed: ['<5'], thousands: ',', territory: { kind: 'country' }, period: { kind: 'parts', year: 'Year' } })
  const { preview } = await tried(dario, view.id, view.draft, { isWhole: true })
  expect(preview.counts).toMatchObject({ read: 46_556, refused: preview.unknown.reduce((sum, { rows }) => sum + rows, 0) })
  const { id } = await publishes(dario, view, described(view.draft, 'GLOTIP de prueba'))
  const delivered = await receipt(dario, node, (await dario.does<{ id: string }>('POST', `/api/profiles/drafts/${id}/delivery`)).id)
  const { read, accepted, refused, totals, notWanted, withheld } = preview.counts
  expect(delivered.counts).toMatchObject({ read, accepted, refused, leftOut: totals + notWanted, withheld })
})
