// A workbook with a sheet for each year, from the studio to a figure walked back to its sheet and row. All figures are made up.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { bookOf, type MadeRows } from '../../../tests/packed-files.ts'
import { story } from '../../../tests/people.ts'
import type { DeliveryReceipt, ObservationView } from './model/delivery.ts'
import type { DraftView, Previewed } from './model/draft.ts'
import { withAnswer, withSource } from './model/draft-changes.ts'
import { lineWords } from './model/line.ts'

const year = (first: number): MadeRows => [['Estado', 'Víctimas'], ['Chiapas', first], ['Oaxaca', first + 5], ['Oaxacca', 1]]

story('profile.preview, delivery.receive, observation.read: the sheets of a workbook are one table; a later one may have more, and each figure leads to its sheet', async ({ dario, carla, node }) => {
  const { id } = await dario.uploads<{ id: string }>('/api/profiles/drafts?name=libro.xlsx', bookOf({ Portada: [['Informe']], 'Datos 2022': year(1), 'Datos 2023': year(10) }))
  const view = await dario.sees<DraftView>(`/api/profiles/drafts/${id}`)
  const answers = view.findings.flatMap((finding) => finding.answers.filter(({ isAgain }) => isAgain))
  const [together, , newest] = answers
  if (!together || !newest) throw new Error('The sheets were not asked about')
  const named = withSource(view.draft, { name: { es: 'Libro por años', en: '' }, publisher: 'Oficina inventada', licence: 'inventada', url: 'https://oficina.example/libro', isPublic: true })
  const alone = await dario.does<Previewed>('POST', `/api/profiles/drafts/${id}/preview`, { draft: withAnswer(named, newest), isAgain: true })
  expect(alone.draft.source).toEqual(named.source)
  expect(alone.preview.totals.map(({ period, value }) => [period, value])).toEqual([['2023', 25]])
  const both = await dario.does<Previewed>('POST', `/api/profiles/drafts/${id}/preview`, { draft: withAnswer(alone.draft, together), isAgain: true })
  expect(both.preview.totals.map(({ period, value }) => [period, value])).toEqual([['2022', 7], ['2023', 25]])

  const published = await dario.does<{ source: string }>('POST', `/api/profiles/drafts/${id}/publication`, { version: 1, draft: both.draft })
  const sent = await carla.uploads<{ id: string }>(`/api/deliveries?source=${published.source}&name=libro-2024.xlsx`, bookOf({ Portada: [['Informe']], 'Datos 2022': year(1), 'Datos 2023': year(10), 'Datos 2024': year(30) }))
  await node.works()
  const receipt = await carla.sees<DeliveryReceipt>(`/api/deliveries/${sent.id}`)
  expect(receipt.problem).toBeNull()
  expect(receipt.counts).toMatchObject({ read: 9, accepted: 6, refused: 3 })
  expect(receipt.reading?.notes[0]?.es).toBe('Se leyeron como una sola tabla las hojas «Datos 2022», «Datos 2023», «Datos 2024»; no se leyeron: «Portada».')
  expect(receipt.refusals.map(({ line }) => lineWords(line).es)).toEqual(['hoja 2, fila 4', 'hoja 3, fila 4', 'hoja 4, fila 4'])

  const refused = (await carla.asks({ method: 'GET', url: `/api/deliveries/${sent.id}/refusals` })).body
  expect(refused).toContain('Oaxacca,1,2024,')
  const mended = await carla.uploads<{ id: string }>(`/api/deliveries?source=${published.source}&name=corregidas.csv`, Buffer.from(refused.replaceAll('Oaxacca', 'Puebla')))
  await node.works()
  expect(await carla.sees<DeliveryReceipt>(`/api/deliveries/${mended.id}`)).toMatchObject({ state: 'done', counts: { read: 3, accepted: 3, added: 3 } })

  const { rows } = await sql<{ id: number }>`select id from collection.shared_observation where source_id = ${published.source} and value = 35`.execute(node.database.db)
  const found = await dario.sees<ObservationView>(`/api/observations/${rows[0]?.id ?? 0}`)
  expect([found.sheet, lineWords(found.line).en, found.row.map(({ value }) => value)]).toEqual(['Datos 2024', 'sheet 4, row 3', ['Oaxaca', '35', '2024']])
})

story('delivery.import, release.download: a row that repeats one of a sheet says which sheet and row it repeats, and so does the list of what changed', async ({ dario, carla, node }) => {
  const { id } = await dario.uploads<{ id: string }>('/api/profiles/drafts?name=anuario.xlsx', bookOf({ 'Datos 2022': year(1), 'Datos 2023': year(10) }))
  const { draft } = await dario.sees<DraftView>(`/api/profiles/drafts/${id}`)
  const named = withSource(draft, { name: { es: 'Anuario', en: '' }, publisher: 'Oficina inventada', licence: 'inventada', url: 'https://oficina.example/anuario', isPublic: true })
  const { source } = await dario.does<{ source: string }>('POST', `/api/profiles/drafts/${id}/publication`, { version: 1, draft: named })
  const book = bookOf({ 'Datos 2022': year(1), 'Datos 2023': [...year(10), ['Chiapas', 99]] })
  const sent = await carla.uploads<{ id: string }>(`/api/deliveries?source=${source}&name=anuario.xlsx`, book)
  await node.works()
  const { refusals } = await carla.sees<DeliveryReceipt>(`/api/deliveries/${sent.id}`)
  expect(refusals.map(({ reason }) => reason.es)).toContain('Repite la fila 2 de la hoja 2: los mismos datos identifican las dos filas. Deje una sola.')
  const tried = await dario.uploads<{ id: string }>('/api/profiles/drafts?name=anuario.xlsx', book)
  const { preview } = await dario.does<Previewed>('POST', `/api/profiles/drafts/${tried.id}/preview`, { draft: named })
  expect(preview.refusals.map(({ reason }) => reason.en)).toContain('It repeats row 2 of sheet 2: the same data identify both rows. Keep only one.')
  const changed = (await carla.asks({ method: 'GET', url: `/api/sources/${source}/releases/1/cells.csv?change=added` })).body
  expect(changed.split('\r\n').map((line) => line.split(',').at(-1))).not.toContain('1000000002')
  expect(changed).toContain('"hoja 1, fila 2"')
})
