// The life of a bulletin over HTTP on a real PostgreSQL: composed, reviewed by a second person, published as it stood, corrected, withdrawn.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { bytesOf } from '../../../tests/collection-files.ts'
import { storiesOn, type Person, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { alerts } from '../alerts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from '../collection/index.ts'
import { statistics } from '../statistics/index.ts'
import { warning } from '../warning/index.ts'
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
  for (const text of ['Boletín de prueba', 'Cuidar &lt;b&gt;.', 'Chiapas', 'En los mismos días del año anterior']) expect(page).toContain(text)
  expect((await nadie.asks({ method: 'GET', url: '/en/bulletins' })).body).toContain('Test bulletin')
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

const hasReader = spawnSync('pdftotext', ['-v']).error === undefined

story(`bulletin.print: a PDF${hasReader ? ' that poppler reads' : ' (not read back: pdftotext is not installed)'}, in both languages`, async ({ dario, ana, nadie, node }) => {
  await fill(node)
  const bulletin = await inReview(dario)
  const draft = await dario.asks({ method: 'GET', url: `/bulletins/${bulletin.id}/bulletin.pdf` })
  await ana.does('POST', `/api/bulletins/${bulletin.id}/publication`, { basedOn: bulletin.version })
  const published = await nadie.asks({ method: 'GET', url: `/bulletins/${bulletin.id}/bulletin.pdf?lang=en` })
  for (const reply of [draft, published]) expect(reply.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  if (!hasReader) return
  const textOf = (bytes: Buffer): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'bulletin.pdf')
    writeFileSync(file, bytes)
    return spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout
  }
  expect(textOf(draft.rawPayload)).toContain('BORRADOR')
  const english = textOf(published.rawPayload)
  for (const text of ['Test bulletin', 'Chiapas', 'release', 'What to do']) expect(english).toContain(text)
  expect(english).not.toContain('DRAFT')
})
