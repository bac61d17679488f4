// The life of a bulletin over HTTP on a real PostgreSQL: composed, reviewed by a second person, published as it stood, corrected, withdrawn.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { bytesOf } from '../../../tests/collection-files.ts'
import { observedRelease, observedSource } from '../../../tests/observed.ts'
import { storiesOn, type Person, type TestNode } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { accounts } from '../accounts/index.ts'
import { alerts } from '../alerts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from '../collection/index.ts'
import { statistics } from '../statistics/index.ts'
import { warning } from '../warning/index.ts'
import { correctBulletin } from './actions/editing.ts'
import { bulletins } from './index.ts'
import type { BulletinContent, BulletinView, PublicBulletin } from './model.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection, statistics, warning, alerts, bulletins] })

const rows = (chiapas: number): string => [
  'cve_entidad,entidad,periodo,categoria,sexo,cve_municipio,municipio,conteo,consultado_en',
  `07,CHIAPAS,2024-01,LOCALIZADA_CON_VIDA,MUJER,,,${chiapas},2026-07-09`,
  '20,OAXACA,2024-02,LOCALIZADA_CON_VIDA,MUJER,,,7,2026-07-09',
  '07,CHIAPAS,2023-01,LOCALIZADA_CON_VIDA,HOMBRE,,,40,2026-07-09', '',
].join('\n')

const deliver = (node: TestNode, chiapas: number) => importFile(node.system, { sourceId: 'rnpdno', body: bytesOf(rows(chiapas)), name: 'rnpdno.csv' })

const delivered = new WeakSet<TestNode['system']>()

const fill = async (node: TestNode): Promise<void> => {
  if (delivered.has(node.system)) return
  delivered.add(node.system)
  await deliver(node, 50)
}

const compose = (who: Person): Promise<BulletinView> => who.does<BulletinView>('POST', '/api/bulletins', { from: '2024-01-01', to: '2024-12-31' })

const written = (content: BulletinContent): BulletinContent => ({
  ...content, title: { es: 'Boletín de prueba', en: 'Test bulletin' }, lead: { es: 'Lo que pasó.\nY más.', en: 'What happened.' },
  blocks: [...content.blocks, { kind: 'text', heading: { es: 'Qué hacer', en: 'What to do' }, note: { es: 'Cuidar <b>.', en: 'Care.' } }],
})

const inReview = async (author: Person): Promise<BulletinView> => {
  const first = await compose(author)
  const revised = await author.does<BulletinView>('PUT', `/api/bulletins/${first.id}`, { basedOn: first.version, content: written(first.content) })
  return author.does<BulletinView>('POST', `/api/bulletins/${first.id}/submission`, { basedOn: revised.version })
}

story('bulletin.compose: begins with the key figures of the period, and nobody outside knows of it', async ({ dario, bruno, nadie, node }) => {
  await fill(node)
  expect(await dario.isRefused('POST', '/api/bulletins', { from: '2024-12-31', to: '2024-01-01' })).toMatchObject({ code: 'bulletin.badPeriod' })
  const bulletin = await compose(dario)
  const figure = bulletin.filled.find((block) => block.kind === 'figure')
  expect(figure).toMatchObject({ figure: { total: 57, before: 40, release: 1, places: [{ code: 'MX-CHP', value: 50 }, { code: 'MX-OAX', value: 7 }] } })
  expect((await dario.sees<BulletinView & { allowed: string[] }>(`/api/bulletins/${bulletin.id}`)).allowed).toEqual(expect.arrayContaining(['bulletin.revise', 'bulletin.submit', 'bulletin.discard']))
  expect(await nadie.status('GET', `/api/public/bulletins/${bulletin.id}`)).toBe(404)
  expect(await nadie.status('GET', `/bulletins/${bulletin.id}/bulletin.pdf`)).toBe(404)
  expect(await bruno.status('GET', `/api/bulletins/${bulletin.id}`)).toBeGreaterThanOrEqual(403)
})

story('bulletin.revise, bulletin.submit: refused while something is missing or when someone else saved', async ({ dario, node }) => {
  await fill(node)
  const first = await compose(dario)
  const refusal = await dario.isRefused('POST', `/api/bulletins/${first.id}/submission`, { basedOn: first.version })
  expect(refusal).toMatchObject({ status: 422, code: 'bulletin.incomplete' })
  const revised = await dario.does<BulletinView>('PUT', `/api/bulletins/${first.id}`, { basedOn: first.version, content: written(first.content) })
  expect(await dario.isRefused('PUT', `/api/bulletins/${first.id}`, { basedOn: first.version, content: written(first.content) })).toMatchObject({ code: 'bulletin.stale' })
  expect((await dario.does<BulletinView>('POST', `/api/bulletins/${first.id}/submission`, { basedOn: revised.version })).state).toBe('review')
})

story('bulletin.publish: by a second person, frozen as it stood whatever is delivered later', async ({ dario, ana, nadie, node }) => {
  await fill(node)
  const bulletin = await inReview(dario)
  expect(await dario.status('POST', `/api/bulletins/${bulletin.id}/publication`, { basedOn: bulletin.version })).toBe(404)
  const own = await inReview(ana)
  expect(await ana.isRefused('POST', `/api/bulletins/${own.id}/publication`, { basedOn: own.version })).toMatchObject({ code: 'bulletin.fourEyes' })
  await ana.does('POST', `/api/bulletins/${bulletin.id}/publication`, { basedOn: bulletin.version })
  await deliver(node, 90)
  const seen = await nadie.sees<PublicBulletin>(`/api/public/bulletins/${bulletin.id}`)
  expect(seen.blocks.find((block) => block.kind === 'figure')).toMatchObject({ figure: { total: 57, release: 1 } })
  const page = (await nadie.asks({ method: 'GET', url: `/es/bulletins/${bulletin.id}` })).body
  for (const text of ['Boletín de prueba', 'Cuidar &lt;b&gt;.', 'Chiapas', 'En los mismos días del año anterior (1 ene 2023 – 28 feb 2023): 40', 'La fuente llega hasta el 29 feb 2024', 'Cifras mínimas']) expect(page).toContain(text)
  expect((await nadie.asks({ method: 'GET', url: '/en/bulletins' })).body).toContain('Test bulletin')
})

story('bulletin.compose: days the source does not reach are not compared, residents of two years are no figure, one country is told by months', async ({ dario, node }) => {
  const row = (measure: string, start: string, value: number, territory?: string) => ({ measure, grain: 'month' as const, start, value, words: { country: 'MX', ...(territory && { territory }) } })
  const { owner } = node.database
  await observedSource(owner, 'half')
  await observedRelease(owner, 'half', [row('victims', '2021-01-01', 30), row('victims', '2021-11-01', 70), row('victims', '2022-01-01', 60), row('victims', '2022-06-01', 5)])
  const first = await dario.does<BulletinView>('POST', '/api/bulletins', { from: '2022-01-01', to: '2022-12-31' })
  const figure = first.filled.find((block) => block.kind === 'figure' && block.figure?.total === 65)
  expect(figure).toMatchObject({ form: 'months', figure: { reaches: '2022-06-30', before: 30 } })
  await observedSource(owner, 'people')
  await sql`update collection.measure set unit = 'residents' where source_id = 'people'`.execute(owner)
  await observedRelease(owner, 'people', [{ ...row('victims', '2021-01-01', 1000, 'MX-CHP'), grain: 'year' }, { ...row('victims', '2022-01-01', 1010, 'MX-CHP'), grain: 'year' }])
  const block = { kind: 'figure' as const, heading: { es: 'Gente', en: 'People' }, note: { es: '', en: '' }, source: 'people', measure: 'victims', offence: null, form: 'ranking' as const }
  const of = async (from: string) => dario.does<BulletinView>('PUT', `/api/bulletins/${first.id}`, { basedOn: (await dario.sees<BulletinView>(`/api/bulletins/${first.id}`)).version, content: { ...first.content, from, blocks: [block] } })
  expect((await of('2021-01-01')).filled).toMatchObject([{ figure: null }])
  expect((await of('2022-01-01')).filled).toMatchObject([{ figure: { total: 1010, isMinimum: false } }])
})

story('bulletin.return, bulletin.discard, bulletin.list, bulletin.read: back with a reason, and out of the list', async ({ dario, ana, node }) => {
  await fill(node)
  const bulletin = await inReview(dario)
  const returned = await ana.does<BulletinView>('POST', `/api/bulletins/${bulletin.id}/return`, { basedOn: bulletin.version, reason: 'Falta el mapa' })
  expect(returned).toMatchObject({ state: 'draft', returnReason: 'Falta el mapa' })
  expect((await dario.sees<BulletinView>(`/api/bulletins/${bulletin.id}`)).returnReason).toBe('Falta el mapa')
  await dario.does('POST', `/api/bulletins/${bulletin.id}/discard`, { basedOn: bulletin.version })
  const { items } = await dario.sees<{ items: { id: string }[] }>('/api/bulletins')
  expect(items.map(({ id }) => id)).not.toContain(bulletin.id)
})

story('bulletin.correct, bulletin.withdraw, bulletin.publicList, bulletin.publicRead: nothing disappears, each says what became of it', async ({ dario, ana, nadie, node }) => {
  await fill(node)
  const first = await inReview(dario)
  await ana.does('POST', `/api/bulletins/${first.id}/publication`, { basedOn: first.version })
  const correction = await dario.does<BulletinView>('POST', `/api/bulletins/${first.id}/correction`)
  const sent = await dario.does<BulletinView>('POST', `/api/bulletins/${correction.id}/submission`, { basedOn: correction.version })
  await ana.does('POST', `/api/bulletins/${correction.id}/publication`, { basedOn: sent.version })
  expect(await nadie.sees<PublicBulletin>(`/api/public/bulletins/${first.id}`)).toMatchObject({ correctedBy: correction.id })
  await ana.does('POST', `/api/bulletins/${first.id}/withdrawal`, { reason: 'Contaba dos veces' })
  expect((await nadie.asks({ method: 'GET', url: `/es/bulletins/${first.id}` })).body).toContain('Contaba dos veces')
  const { items } = await nadie.sees<{ items: { id: string }[] }>('/api/public/bulletins')
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, correction.id]))
})

story('bulletin.correct: somebody without an institution is refused, as in composing one', async ({ dario, ana, node }) => {
  await fill(node)
  const first = await inReview(dario)
  await ana.does('POST', `/api/bulletins/${first.id}/publication`, { basedOn: first.version })
  const actor = { ...systemActor, kind: 'person' as const, id: dario.id, acts: new Set(['bulletin.correct' as const]) }
  await expect(perform(node.system, correctBulletin, { actor, input: { id: first.id } })).rejects.toMatchObject({ status: 404 })
})

const hasReader = spawnSync('pdftotext', ['-v']).error === undefined

const readBack = (bytes: Buffer, how: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'bulletin.pdf')
  writeFileSync(file, bytes)
  return spawnSync('pdftotext', [how, file, '-'], { encoding: 'utf8' }).stdout
}

const textOf = (bytes: Buffer): string => readBack(bytes, '-layout')

/** How high each word is, in points. */
const letterHeights = (bytes: Buffer): number[] =>
  [...readBack(bytes, '-bbox').matchAll(/yMin="([\d.]+)"[^>]*yMax="([\d.]+)"/g)].map(([, top, bottom]) => Number(bottom) - Number(top))

story(`bulletin.print: a PDF${hasReader ? ' that poppler reads' : ' (not read back: pdftotext is not installed)'}, in both languages`, async ({ dario, ana, nadie, node }) => {
  await fill(node)
  const bulletin = await inReview(dario)
  const draft = await dario.asks({ method: 'GET', url: `/bulletins/${bulletin.id}/bulletin.pdf` })
  await ana.does('POST', `/api/bulletins/${bulletin.id}/publication`, { basedOn: bulletin.version })
  const published = await nadie.asks({ method: 'GET', url: `/bulletins/${bulletin.id}/bulletin.pdf?lang=en` })
  for (const reply of [draft, published]) expect(reply.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect(published.rawPayload.toString('latin1')).toContain('/URI (https:')
  if (!hasReader) return
  expect(textOf(draft.rawPayload)).toContain('BORRADOR')
  const english = textOf(published.rawPayload)
  for (const text of ['Test bulletin', 'Chiapas', 'release', 'What to do']) expect(english).toContain(text)
  expect(english).not.toContain('DRAFT')
  expect(letterHeights(published.rawPayload).every((height) => height > 9)).toBe(true)
})

story('bulletin.publish, bulletin.print: what a source withholds is never nought, on the page, on paper or in what is kept', async ({ dario, ana, nadie, node }) => {
  const row = (territory: string, value: number | null, start: string) => ({ measure: 'victims', grain: 'month' as const, start, value, words: { country: 'MX', territory } })
  const { owner } = node.database
  await observedSource(owner, 'reserved')
  await sql`update collection.source set url = 'javascript:alert(1)' where id = 'reserved'`.execute(owner)
  await observedRelease(owner, 'reserved', [row('MX-CHP', 30, '2024-01-01'), row('MX-OAX', null, '2024-02-01'), row('MX-CHP', null, '2023-01-01'), row('MX-OAX', 6, '2023-12-01')])
  const block = { kind: 'figure' as const, heading: { es: 'Cifras', en: 'Figures' }, note: { es: '', en: '' }, source: 'reserved', measure: 'victims', offence: null }
  const reserved = (from: string, to: string): BulletinContent => ({
    from, to, title: { es: 'Reservas', en: 'Withheld' }, lead: { es: 'Hay cifras reservadas.', en: 'Some figures are withheld.' }, blocks: [{ ...block, form: 'map' }, { ...block, form: 'months' }],
  })
  const first = await compose(dario)
  const revised = await dario.does<BulletinView>('PUT', `/api/bulletins/${first.id}`, { basedOn: first.version, content: reserved('2024-01-01', '2024-12-31') })
  const sent = await dario.does<BulletinView>('POST', `/api/bulletins/${first.id}/submission`, { basedOn: revised.version })
  await ana.does('POST', `/api/bulletins/${first.id}/publication`, { basedOn: sent.version })
  const { blocks } = await nadie.sees<PublicBulletin>(`/api/public/bulletins/${first.id}`)
  expect(blocks).toMatchObject([
    { figure: { total: 30, withheld: 1, before: null, places: [{ code: 'MX-CHP', value: 30 }, { code: 'MX-OAX', value: null }] } },
    { figure: { months: [{ start: '2024-01-01', value: 30 }, { start: '2024-02-01', value: null }] } },
  ])
  const page = (await nadie.asks({ method: 'GET', url: `/es/bulletins/${first.id}` })).body
  for (const text of ['La fuente reserva 1 cifra, que no está sumada.', 'Oaxaca: sin datos']) expect(page).toContain(text)
  expect(page).toMatch(/Oaxaca<\/th><td[^>]*>reservado por la fuente/)
  const pdf = (await nadie.asks({ method: 'GET', url: `/bulletins/${first.id}/bulletin.pdf?lang=en` })).rawPayload
  expect(pdf.toString('latin1')).not.toContain('/URI (')
  if (hasReader) expect(textOf(pdf)).toMatch(/Oaxaca\s+withheld by the source/)
  const earlier = await compose(dario)
  const alone = await dario.does<BulletinView>('PUT', `/api/bulletins/${earlier.id}`, { basedOn: earlier.version, content: reserved('2023-01-01', '2023-01-31') })
  expect(alone.filled).toMatchObject([{ figure: { total: null, withheld: 1 } }, {}])
})
