// Stories of large imports: stopped in the middle, full of refusals, first and repeated, and the same whichever way the rows went.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Client, type TestNode } from '../../../tests/people.ts'
import { bytesOf } from '../../../tests/collection-files.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import type { DeliveryReceipt } from './model/delivery.ts'
import { refusalsKept } from './model/reading.ts'
import { collection, importFile, type ImportResult } from './index.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection] })

const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const rows = (...lines: string[]): string => [header, ...lines, ''].join('\n')
const weeks = (count: number, line: (at: number) => string): string => rows(...Array.from({ length: count }, (_, at) => line(at)))

const importing = (node: TestNode, text: string | Uint8Array): Promise<ImportResult> =>
  importFile(node.system, { sourceId: 'demo-region', body: bytesOf(text), name: 'archivo.csv' })

const delivers = (client: Client, text: string): Promise<{ id: string }> => client.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=grande.csv', text)

const kept = async (node: TestNode): Promise<unknown[]> =>
  (await sql`select measure, encode(key, 'hex') as key, line, grain, period_start, country, territory, offence, sex, age_band, nationality, value
    from collection.observation where until_release is null order by key`.execute(node.database.owner)).rows

/** As before anything was delivered. */
const emptied = async (node: TestNode): Promise<void> => {
  await sql`truncate collection.observation, collection.release, collection.delivery cascade`.execute(node.database.owner)
}

const counted = async (node: TestNode): Promise<{ cells: number; releases: number; refusals: number }> => {
  const { rows: found } = await sql<{ cells: number; releases: number; refusals: number }>`
    select (select count(*) from collection.observation) as cells, (select count(*) from collection.release) as releases,
      (select count(*) from collection.refusal) as refusals`.execute(node.database.owner)
  return found[0]!
}

const untilUnderWay = async (client: Client, id: string): Promise<DeliveryReceipt> => {
  for (;;) {
    const receipt = await client.sees<DeliveryReceipt>(`/api/deliveries/${id}`)
    if ((receipt.progress?.rows ?? 0) > 0 || receipt.state !== 'received') return receipt
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

story('delivery.cancel: only who delivered it or an analyst; then nothing of it stays, and another delivery goes through', async ({ ana, bruno, carla, node }) => {
  const text = weeks(60_000, (at) => `2024-W${String((at % 50) + 1).padStart(2, '0')},GT-16,robbery,male,band ${at},HN,1`)
  const { id } = await delivers(carla, text)
  expect(await bruno.status('POST', `/api/deliveries/${id}/cancellation`)).toBe(404)
  expect(await ana.status('POST', `/api/deliveries/${id}/cancellation`)).toBe(404)
  const working = node.works()
  const during = await untilUnderWay(carla, id)
  expect(during).toMatchObject({ state: 'received', progress: { step: 'reading', number: 1, steps: 3 } })
  expect(await carla.does('POST', `/api/deliveries/${id}/cancellation`)).toMatchObject({ id, state: 'cancelled' })
  await working
  expect(await carla.sees(`/api/deliveries/${id}`)).toMatchObject({ state: 'cancelled', counts: null, release: null, progress: null, problem: null })
  expect(await counted(node)).toEqual({ cells: 0, releases: 0, refusals: 0 })
  expect(await node.remembers('delivery.cancel')).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }, { outcome: 'done' }])
  const again = await delivers(carla, text)
  await node.works()
  expect(await carla.sees(`/api/deliveries/${again.id}`)).toMatchObject({ state: 'done', release: 1, counts: { added: 60_000 } })
  expect(await carla.isRefused('POST', `/api/deliveries/${again.id}/cancellation`)).toMatchObject({ code: 'delivery.notBeingRead' })
})

story('delivery.cancel: a delivery that waits to be read is stopped by an analyst before it begins', async ({ carla, dario, node }) => {
  await emptied(node)
  const { id } = await delivers(carla, rows('2024-W01,GT-16,robbery,male,18-29,HN,7'))
  expect(await dario.does('POST', `/api/deliveries/${id}/cancellation`)).toMatchObject({ state: 'cancelled' })
  await node.works()
  expect(await carla.sees(`/api/deliveries/${id}`)).toMatchObject({ state: 'cancelled', counts: null })
  expect(await counted(node)).toEqual({ cells: 0, releases: 0, refusals: 0 })
})

story('delivery.import: a file into an empty source and into one that has figures leave the same rows', async ({ node }) => {
  await emptied(node)
  const text = weeks(3000, (at) => `2024-W${String((at % 50) + 1).padStart(2, '0')},GT-16,robbery,"male",band \\ ${at},HN,${at % 7}`)
  await importing(node, text)
  const first = await kept(node)
  await emptied(node)
  await importing(node, rows('2023-W01,MX-CHP,robbery,male,18-29,HN,7'))
  const result = await importing(node, text)
  expect(result).toMatchObject({ added: 3000, cells: { added: 3000, revised: 0, withdrawn: 0 }, release: 2 })
  expect((await kept(node)).filter((row) => (row as { territory: string }).territory === 'GT-16')).toEqual(first)
  expect(await importing(node, text)).toMatchObject({ added: 0, unchanged: 3000, release: 2 })
})

story('delivery.import: the first file of a source with repeated rows: the first stands, the others are refused with its line', async ({ node }) => {
  await emptied(node)
  const line = (at: number): string => `2024-W${String((at % 50) + 1).padStart(2, '0')},GT-16,robbery,male,band ${at % 1000},HN,1`
  const result = await importing(node, weeks(1003, line))
  expect(result).toMatchObject({ read: 1003, accepted: 1000, refusedCount: 3, added: 1000, cells: { added: 1000 }, release: 1 })
  expect(result.refused).toMatchObject([{ line: 1002, reason: { en: expect.stringContaining('line 2') } }, { line: 1003 }, { line: 1004 }])
  expect(await counted(node)).toEqual({ cells: 1000, releases: 1, refusals: 3 })
})

story('delivery.refusals: of many refused rows the first reasons are kept, and the download has every row', async ({ carla, node }) => {
  await emptied(node)
  const count = 10_500
  const { id } = await delivers(carla, weeks(count, (at) => `2024-W01,GT-16,robbery,male,band ${at},HN,${at === 0 ? 1 : 'x'}`))
  await node.works()
  const receipt = await carla.sees<DeliveryReceipt>(`/api/deliveries/${id}?refusals=10000`)
  expect(receipt).toMatchObject({ state: 'done', counts: { read: count, accepted: 1, refused: count - 1 } })
  expect(receipt.refusals).toHaveLength(10_000)
  const file = await carla.asks({ method: 'GET', url: `/api/deliveries/${id}/refusals` })
  const lines = file.body.trimEnd().split('\r\n')
  expect(lines).toHaveLength(count)
  expect(lines.at(-1)).toContain(`band ${count - 1}`)
  expect(lines.at(-1)).toContain('no es un número')
})

story('delivery.import: what a refused row would say is not taken for withdrawn, whether its reason is kept or not', async ({ node }) => {
  await emptied(node)
  const line = (value: string) => (at: number): string => `2024-W01,GT-16,robbery,male,band ${at},HN,${value}`
  await importing(node, weeks(300, line('2')))
  expect(await importing(node, weeks(300, line('x')))).toMatchObject({ refusedCount: 300, cells: { withdrawn: 0 } })
  const mixed = await importing(node, rows(...Array.from({ length: 200 }, (_, at) => line(at === 0 ? '3' : 'x')(at))))
  expect(mixed).toMatchObject({ refusedCount: 199, cells: { added: 0, revised: 1, withdrawn: 100 } })
})

story('delivery.import: a row cut short could be any that stands: nothing is withdrawn for the file that holds it, and the receipt says so', async ({ carla, node }) => {
  await emptied(node)
  const line = (value: string) => (at: number): string => `2024-W01,GT-16,robbery,male,band ${at},HN,${value}`
  await importing(node, weeks(10, line('2')))
  const cut = rows(...Array.from({ length: 7 }, (_, at) => line(at === 0 ? '3' : '2')(at)), '2024-W01,GT-16,robbery')
  const { id } = await delivers(carla, cut)
  await node.works()
  const receipt = await carla.sees<DeliveryReceipt>(`/api/deliveries/${id}`)
  expect(receipt).toMatchObject({ counts: { refused: 1, cells: { revised: 1, withdrawn: 0 } }, reading: { scope: 'partial' } })
  expect(receipt.reading?.notes.map(({ es }) => es).join(' ')).toMatch(/no se retiró ninguna cifra/)
  expect(await importing(node, weeks(7, line('3')))).toMatchObject({ cells: { revised: 6, withdrawn: 3 } })
})

story('delivery.refusals: of very many repeated rows the first reasons are kept and the rest counted', async ({ node }) => {
  await emptied(node)
  await importing(node, rows('2023-W01,GT-16,robbery,male,18-29,HN,7'))
  const result = await importing(node, weeks(refusalsKept + 503, (at) => `2024-W01,GT-16,robbery,male,band ${at < 3 ? 'x' : at % 2},HN,${at < 3 ? 'x' : 1}`))
  expect(result).toMatchObject({ accepted: 2, refusedCount: refusalsKept + 501, cells: { added: 2 } })
  expect(await counted(node)).toMatchObject({ refusals: refusalsKept })
})

const incidentsHeader = 't,geo,nat,lat,lon,type,route,cause,dead,surv,location'
const incident = (day: number, dead: string, lat: string): string => `2024-03-${String(day).padStart(2, '0')},MX,HND,${lat},-92.1,,Route,Drowning,${dead},,Río`
const incidents = (...lines: string[]): string => [incidentsHeader, ...lines, ''].join('\n')

const standingDead = async (node: TestNode): Promise<[string, number][]> =>
  (await sql<{ day: string; dead: number }>`select period_start::text as day, value::int as dead from collection.observation
    where source_id = 'iom-missing-migrants' and measure = 'dead_and_missing' and until_release is null order by 1, 2`.execute(node.database.owner)).rows.map(({ day, dead }) => [day, dead])

const brings = (node: TestNode, text: string): Promise<ImportResult> =>
  importFile(node.system, { sourceId: 'iom-missing-migrants', body: bytesOf(text), name: 'iom.csv' })

const notesOf = async (node: TestNode, { delivery }: ImportResult): Promise<string> => {
  const { rows: found } = await sql<{ notes: { es: string }[] }>`select reading -> 'notes' as notes from collection.delivery where id = ${delivery}::uuid`.execute(node.database.owner)
  return (found[0]?.notes ?? []).map(({ es }) => es).join(' ')
}

story('delivery.import: where a row is known by all it says, a refused one keeps the figure it is like, and a changed one still takes the place of the one before', async ({ node }) => {
  await emptied(node)
  await brings(node, incidents(incident(1, '2', '14.1'), incident(2, '3', '14.2'), incident(3, '4', '14.3')))
  const result = await brings(node, incidents(incident(1, 'dos', '14.1'), incident(2, '5', '14.2'), incident(3, '4', '14.3')))
  expect(result).toMatchObject({ refusedCount: 1, cells: { added: 2, withdrawn: 2 } })
  expect(await standingDead(node)).toEqual([['2024-03-01', 2], ['2024-03-02', 5], ['2024-03-03', 4]])
  expect(await notesOf(node, result)).toMatch(/1 fila fue rechazada.* Quedaron como estaban 2 cifras.* Se retiraron 2 cifras/)
  const mended = await brings(node, incidents(incident(1, '7', '14.1'), incident(2, '5', '14.2'), incident(3, '4', '14.3')))
  expect(await standingDead(node)).toEqual([['2024-03-01', 7], ['2024-03-02', 5], ['2024-03-03', 4]])
  expect(await notesOf(node, mended)).not.toMatch(/rechazada/)
})

story('delivery.import: a refused row of which nothing could be read keeps what ends when no more ends than was refused; else the receipt says what was withdrawn', async ({ node }) => {
  await emptied(node)
  await brings(node, incidents(incident(1, '2', '14.1'), incident(2, '3', '14.2'), incident(3, '4', '14.3')))
  const unreadable = incident(1, '2', '95')
  const kept = await brings(node, incidents(unreadable, incident(2, '3', '14.2'), incident(3, '4', '14.3')))
  expect(kept).toMatchObject({ refusedCount: 1, cells: { added: 0, withdrawn: 0 } })
  const told = await brings(node, incidents(unreadable, incident(2, '9', '14.2'), incident(3, '4', '14.3')))
  expect(told).toMatchObject({ refusedCount: 1, cells: { added: 2, withdrawn: 4 } })
  expect(await standingDead(node)).toEqual([['2024-03-02', 9], ['2024-03-03', 4]])
  expect(await notesOf(node, told)).toMatch(/Se retiraron 4 cifras que el archivo ya no trae; alguna puede ser de una fila rechazada/)
})

story('delivery.import: characters that no database takes refuse their row, and do not leave the file unread', async ({ carla, node }) => {
  await emptied(node)
  const said = { week: '2024-W01', territory: 'GT-16', offence: 'robbery', sex: 'male', age_band: '18-29', nationality: 'HN', incidents: 3 }
  const lines = (...all: object[]): string => all.map((each) => JSON.stringify(each)).join('\n')
  for (const [territory, value] of [['GT\u0000', 'GT\uFFFD'], ['G\ud800', 'G\uFFFD']]) {
    const { id } = await carla.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=lineas.jsonl', lines(said, { ...said, territory }))
    await node.works()
    expect(await carla.sees(`/api/deliveries/${id}`)).toMatchObject({ state: 'done', counts: { read: 2, accepted: 1, refused: 1 }, refusals: [{ line: 2, column: 'territory', value }] })
  }
  const { id } = await carla.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=lineas.jsonl', lines({ ...said, 'not\u0000es': 1 }))
  await node.works()
  expect(await carla.sees(`/api/deliveries/${id}`)).toMatchObject({ state: 'done', counts: { accepted: 1 } })
})

story('delivery.import: of a source that several institutions deliver to, a file withdraws only what its own institution brought', async ({ carla, node }) => {
  await emptied(node)
  const line = (ages: string, count: number): string => `2024-W01,GT-16,robbery,male,${ages},HN,${count}`
  const deliveredFrom = async (territories: string | undefined, ...lines: string[]): Promise<DeliveryReceipt> => {
    const { id } = await delivers(carla, rows(...lines))
    if (territories !== undefined) await sql`update collection.delivery set territories = ${territories}::text[] where id = ${id}::uuid`.execute(node.database.owner)
    await node.works()
    return carla.sees<DeliveryReceipt>(`/api/deliveries/${id}`)
  }
  const delivered = (...lines: string[]) => deliveredFrom(undefined, ...lines)
  await delivered(line('0-17', 4), line('18-29', 5))
  await sql`update collection.delivery set institution_id = (select id from accounts.institution where name = 'Fiscalía de prueba')`.execute(node.database.owner)
  const first = await delivered(line('30-44', 2))
  expect(first).toMatchObject({ counts: { cells: { added: 1, withdrawn: 0 } }, reading: { scope: 'territory-periods' } })
  expect(first.reading?.notes.map(({ es }) => es).join(' ')).toMatch(/Siguen en vigor 2 cifras que este archivo no trae y que entregó otra institución/)
  const second = await delivered(line('0-17', 6))
  expect(second).toMatchObject({ counts: { cells: { added: 0, revised: 1, withdrawn: 1 } } })
  await delivered(line('30-44', 2), line('0-17', 6))
  const fromAnywhere = await deliveredFrom('{}', line('0-17', 7))
  expect(fromAnywhere).toMatchObject({ counts: { cells: { revised: 1, withdrawn: 1 } }, reading: { notes: [{ es: expect.stringMatching(/Sigue.* en vigor 1 cifra/) as string }] } })
  await importing(node, rows('2024-W01,GT-16,robbery,female,18-29,HN,3'))
  expect((await kept(node)).map((row) => (row as { value: number }).value)).toEqual([3])
})
