// Readings whose year comes from the file's name or title: one reads every year's file, several each their own, and no year takes another's place.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { story, type Person, type TestNode } from '../../../tests/people.ts'
import type { DeliveryReceipt, ObservationView } from './model/delivery.ts'
import type { Draft, DraftView } from './model/draft.ts'
import { withPart, withSource } from './model/draft-changes.ts'

interface Published { id: string; version: number; source: string; profile: string }

const csv = (chiapas: number, oaxaca = 4): Buffer => Buffer.from(`Estado,Casos\nChiapas,${chiapas}\nOaxaca,${oaxaca}\n`)

const named = (draft: Draft, name: string): Draft =>
  withSource(draft, { name: { es: name, en: '' }, publisher: 'Observatorio Inventado', licence: 'inventado', url: 'https://observatorio.example/datos', isPublic: true })

const draftOf = async (person: Person, { id }: { id: string }): Promise<DraftView> => person.sees(`/api/profiles/drafts/${id}`)

const publishes = (person: Person, { id, version }: DraftView, draft: Draft): Promise<Published> => person.does('POST', `/api/profiles/drafts/${id}/publication`, { version, draft })

const published = async (dario: Person, name: string, file: string): Promise<Published> => {
  const view = await draftOf(dario, await dario.uploads<{ id: string }>(`/api/profiles/drafts?name=${file}`, csv(1)))
  return publishes(dario, view, named(view.draft, name))
}

const deliveries = (carla: Person, node: TestNode, source: string) => async (name: string, body: Buffer): Promise<DeliveryReceipt> => {
  const { id } = await carla.uploads<{ id: string }>(`/api/deliveries?source=${source}&name=${name}`, body)
  await node.works()
  return carla.sees(`/api/deliveries/${id}`)
}

const standing = async (node: TestNode, source: string): Promise<string[]> =>
  (await sql<{ said: string }>`select concat_ws(' ', to_char(period_start, 'YYYY'), territory, value::int) as said from collection.shared_observation where source_id = ${source} order by 1`.execute(node.database.db)).rows.map(({ said }) => said)

story('profile.publish, delivery.receive: a reading whose year comes from a file’s name reads the files of other years too, and all of them stand', async ({ dario, carla, node }) => {
  const { source } = await published(dario, 'Casos por año (prueba)', 'casos_2023.csv')
  const delivers = deliveries(carla, node, source)
  for (const [year, chiapas] of [['2023', 3], ['2024', 3], ['2025', 7]] as const) {
    const receipt = await delivers(`casos_${year}.csv`, csv(chiapas))
    expect(receipt).toMatchObject({ state: 'done', counts: { accepted: 2, added: 2, revised: 0, cells: { withdrawn: 0 } } })
    expect(receipt.reading?.notes.map(({ es }) => es).join(' ')).toMatch(`todo se cuenta en ${year}`)
  }
  expect(await standing(node, source)).toEqual(['2023 MX-CHP 3', '2023 MX-OAX 4', '2024 MX-CHP 3', '2024 MX-OAX 4', '2025 MX-CHP 7', '2025 MX-OAX 4'])
  const again = await delivers('casos_2024_corregido.csv', csv(5))
  expect(again).toMatchObject({ counts: { revised: 1, unchanged: 1, cells: { withdrawn: 0 } }, revisions: [{ before: 3, after: 5 }] })
  expect(await carla.sees<ObservationView>(`/api/observations/${again.revisions[0]?.id ?? 0}`)).toMatchObject({ start: '2024-01-01', value: 5, line: 2, row: [{ value: 'Chiapas' }, { value: '5' }] })
  expect(await standing(node, source)).toEqual(['2023 MX-CHP 3', '2023 MX-OAX 4', '2024 MX-CHP 5', '2024 MX-OAX 4', '2025 MX-CHP 7', '2025 MX-OAX 4'])
})

story('profile.publish, delivery.receive: a file that names no year, or several, is refused in words by a reading that has its year from a name, and nothing is counted', async ({ dario, carla, node }) => {
  const { source } = await published(dario, 'Casos sin año (prueba)', 'casos_2023.csv')
  const delivers = deliveries(carla, node, source)
  expect(await delivers('casos.csv', csv(9))).toMatchObject({ state: 'failed', problem: { es: expect.stringMatching(/este no dice ninguno. Póngalo en el nombre, como «cifras 2023.csv»/) as string } })
  expect(await delivers('casos_2024_2025.csv', csv(9))).toMatchObject({ state: 'failed', problem: { es: expect.stringMatching(/dice 2024, 2025. Deje uno solo/) as string } })
  expect(await standing(node, source)).toEqual([])
})

story('profile.sketchDelivery, profile.publish: several readings of one source, one for each year, stand beside each other and read each their own file', async ({ dario, carla, node }) => {
  const first = await published(dario, 'Casos de tres lecturas (prueba)', 'casos_2023.csv')
  const delivers = deliveries(carla, node, first.source)
  await delivers('casos_2023.csv', csv(3))
  const readings = [first.profile]
  const files = [await delivers('casos_2024.csv', csv(8)), await delivers('casos_2025.csv', csv(9))]
  const views: DraftView[] = []
  for (const { id } of files) views.push(await draftOf(dario, await dario.does<{ id: string }>('POST', '/api/profiles/drafts/from-delivery', { delivery: id })))
  for (const [at, view] of views.entries()) {
    expect(view.draft.profile.period).toMatchObject({ kind: 'fixed', start: `${2024 + at}-01-01`, inTitle: true })
    const leftOut = [...view.draft.profile.leftOut, { column: 'Estado', values: ['Oaxaca'], why: 'not-wanted' as const }]
    readings.push((await publishes(dario, view, withPart(view.draft, { leftOut }))).profile)
  }
  expect(new Set(readings).size).toBe(3)
  const read: unknown[] = []
  for (const year of ['2025', '2023', '2024', '2026']) read.push((await delivers(`casos_${year}.csv`, csv(Number(year) - 2000))).reading?.profileId)
  expect(read.slice(0, 3)).toEqual([readings[2], readings[0], readings[1]])
  expect(await standing(node, first.source)).toEqual(expect.arrayContaining(['2023 MX-CHP 23', '2023 MX-OAX 4', '2024 MX-CHP 24', '2025 MX-CHP 25', '2026 MX-CHP 26']))
})

story('profile.sketch: two files that hold the same are told apart by the year in their names', async ({ dario }) => {
  for (const year of ['2021', '2022']) {
    const { draft } = await draftOf(dario, await dario.uploads<{ id: string }>(`/api/profiles/drafts?name=iguales_${year}.csv`, csv(6)))
    expect(draft.profile.period).toMatchObject({ start: `${year}-01-01` })
  }
})
