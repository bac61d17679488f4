// Stories of releases: what a newer file revised, what one lacked, and taking back a release or some places and periods.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { observedRelease, observedSource, type ObservedRow } from '../../../tests/observed.ts'
import { storiesOn, type Client, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import type { DeliveryReceipt, ObservationView } from './model/delivery.ts'
import type { ReleaseDetail, ReleaseList, WithdrawalDone } from './model/release.ts'
import { collection, importFile, releaseAt, type ImportResult } from './index.ts'
import { bytesOf } from '../../../tests/collection-files.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection] })
const world = storiesOn({ modules: [accounts, catalogues, collection] })

const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const rows = (...lines: string[]): string => [header, ...lines, ''].join('\n')
const gt = 'GT-16,kidnapping,female,18-29,HN'
const reason = 'La oficina contó dos veces la misma semana.'

const delivers = async (client: Client, node: TestNode, text: string): Promise<DeliveryReceipt> => {
  const { id } = await client.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=marzo.csv', text)
  await node.works()
  return client.sees<DeliveryReceipt>(`/api/deliveries/${id}`)
}

const importing = (node: TestNode, sourceId: string, text: string | Uint8Array): Promise<ImportResult> =>
  importFile(node.system, { sourceId, body: bytesOf(text), name: 'archivo.csv' })

const standing = async (node: TestNode, source: string): Promise<Record<string, number>> => {
  const { rows: found } = await sql<{ start: string; total: number }>`select period_start::text as start, sum(value)::int as total
    from collection.shared_observation where source_id = ${source} group by 1 order by 1`.execute(node.database.db)
  return Object.fromEntries(found.map(({ start, total }) => [start, total]))
}

const withdrawals = '/api/sources/demo-region/withdrawals'
const releases = '/api/sources/demo-region/releases'

story('release.withdraw: strangers, other institutions, empty reasons and empty wishes are refused', async ({ nadie, bruno, carla, dario, node }) => {
  const delivered = await delivers(carla, node, rows(`2024-W01,${gt},3`, `2024-W02,${gt},4`))
  expect(delivered.release).toBe(1)
  expect(await nadie.status('POST', withdrawals, { number: 1, reason })).toBe(401)
  expect(await bruno.status('POST', withdrawals, { number: 1, reason })).toBe(404)
  expect(await dario.isRefused('POST', withdrawals, { number: 1, reason: 'mal' })).toMatchObject({ fields: { reason: expect.any(String) as string } })
  expect(await dario.isRefused('POST', withdrawals, { reason })).toMatchObject({ code: 'release.sayWhat' })
  expect(await dario.isRefused('POST', withdrawals, { cells: { measures: ['incidents'] }, reason })).toMatchObject({ code: 'release.sayWhat' })
  expect(await dario.isRefused('POST', withdrawals, { number: 9, reason })).toMatchObject({ code: 'release.unknownRelease', status: 404 })
  expect(await dario.isRefused('POST', withdrawals, { cells: { places: ['HN'] }, reason })).toMatchObject({ code: 'release.nothingToWithdraw' })
  const { items } = await dario.sees<ReleaseList>(releases)
  expect(items).toHaveLength(1)
})

story('release.list, release.read: what a newer file revised, cell by cell, before and after, and what it sums to', async ({ carla, dario, nadie, node }) => {
  await delivers(carla, node, rows(`2024-W01,${gt},5`, `2024-W03,${gt},2`))
  const { items } = await dario.sees<ReleaseList>(releases)
  expect(items.map(({ number, kind, counts, isLatest }) => [number, kind, counts, isLatest])).toEqual([
    [2, 'delivery', { added: 1, revised: 1, withdrawn: 0 }, true], [1, 'delivery', { added: 2, revised: 0, withdrawn: 0 }, false],
  ])
  expect(items[0]).toMatchObject({ institution: 'Albergue de prueba', fileName: 'marzo.csv', scope: 'territory-periods' })
  const seen = await dario.sees<ReleaseDetail>(`${releases}/2`)
  expect(seen.cells).toMatchObject([{ before: 3, after: 5, difference: 2, start: '2024-01-01', territory: 'GT-16', line: 2 }])
  expect(seen.cells[0]?.share).toBeCloseTo(2 / 3)
  expect(seen.effects).toMatchObject([{ year: 2024, what: 'kidnapping', before: 3, after: 7, difference: 4 }])
  const added = await dario.sees<ReleaseDetail>(`${releases}/2?change=added&place=GT&from=2024-01&to=2024`)
  expect([added.total, added.cells.map(({ after }) => after)]).toEqual([1, [2]])
  expect((await dario.sees<ReleaseDetail>(`${releases}/2?change=added&place=MX`)).total).toBe(0)
  expect(await dario.status('GET', `${releases}/99`)).toBe(404)
  expect(await nadie.status('GET', releases)).toBe(401)
})

story('release.download: the revised cells leave as a table with before, after and difference', async ({ dario, nadie }) => {
  const { body, headers } = await dario.asks({ method: 'GET', url: `${releases}/2/cells.csv` })
  expect(headers['content-disposition']).toContain('demo-region-2-revised.csv')
  expect(body.split('\r\n')[0]).toContain('antes,ahora,diferencia,porcentaje,linea')
  expect(body.split('\r\n')[1]).toMatch(/2024-01-01,week,GT,GT-16,kidnapping,revised,3,5,2,66\.7,2$/)
  expect(await nadie.status('GET', `${releases}/2/cells.csv`)).toBe(401)
})

story('release.withdraw: the latest gives way to what stood before; nothing is lost, and it can be undone until something newer comes', async ({ carla, dario, node }) => {
  const before = { '2024-01-01': 3, '2024-01-08': 4 }
  const after = { '2024-01-01': 5, '2024-01-08': 4, '2024-01-15': 2 }
  expect(await standing(node, 'demo-region')).toEqual(after)
  expect(await carla.does<WithdrawalDone>('POST', withdrawals, { number: 2, reason })).toMatchObject({ number: 3, closed: 2, restored: 1 })
  expect(await standing(node, 'demo-region')).toEqual(before)
  const { items } = await dario.sees<ReleaseList>(releases)
  expect(items.map(({ withdrawnBy, withdraws, isLatest, reason: why }) => [withdrawnBy, withdraws, isLatest, why])).toEqual([
    [null, 2, false, reason], [3, null, false, reason], [null, null, true, null],
  ])
  expect((await node.remembers('release.withdraw')).at(-1)).toMatchObject({ outcome: 'done', subject: 'demo-region:3' })
  expect(await dario.isRefused('POST', withdrawals, { number: 2, reason })).toMatchObject({ code: 'release.alreadyWithdrawn' })
  await dario.does('POST', withdrawals, { number: 3, reason: 'Se retiró por error: el conteo era correcto.' })
  expect(await standing(node, 'demo-region')).toEqual(after)
  await dario.does('POST', withdrawals, { number: 4, reason })
  expect(await standing(node, 'demo-region')).toEqual(before)
})

story('release.withdraw: what came back is still walked back to the file and line that once brought it', async ({ dario, node }) => {
  const { rows: [cell] } = await sql<{ id: number }>`select id from collection.shared_observation where source_id = 'demo-region' and period_start = '2024-01-01'`.execute(node.database.db)
  const seen = await dario.sees<ObservationView>(`/api/observations/${String(cell?.id)}`)
  expect(seen).toMatchObject({ value: 3, line: 2, release: 1, fileName: 'marzo.csv', isCurrent: true })
  expect(seen.row).toContainEqual({ column: 'incidents', value: '3', isUsed: true })
  expect(seen.history.map(({ value }) => value)).toEqual([3, 5, 3, 5, 3])
})

story('release.withdraw: of an older release only its own figures end, and nothing earlier comes back', async ({ carla, dario, node }) => {
  const { release } = await delivers(carla, node, rows(`2024-W02,${gt},9`))
  expect(release).toBe(6)
  expect(await dario.isRefused('POST', withdrawals, { number: 5, reason })).toMatchObject({ code: 'release.tooLateToUndo' })
  expect(await dario.does<WithdrawalDone>('POST', withdrawals, { number: 1, reason })).toMatchObject({ closed: 1, restored: 0 })
  expect(await standing(node, 'demo-region')).toEqual({ '2024-01-08': 9 })
  await dario.does('POST', withdrawals, { number: 6, reason })
  expect(await standing(node, 'demo-region')).toEqual({})
})

story('release.withdraw: chosen places and months of a source end, by an institution only what it delivered itself', async ({ carla, dario, node }) => {
  await delivers(carla, node, rows(`2023-W02,${gt},1`, `2023-W10,${gt},2`, `2023-W20,${gt},3`))
  await importing(node, 'demo-region', rows('2023-W10,MX-CHP,robbery,male,18-29,HN,7'))
  expect(await carla.does<WithdrawalDone>('POST', withdrawals, { cells: { from: '2023-03', to: '2023-03' }, reason })).toMatchObject({ closed: 1 })
  expect(await standing(node, 'demo-region')).toEqual({ '2023-01-09': 1, '2023-03-06': 7, '2023-05-15': 3 })
  expect(await dario.does<WithdrawalDone>('POST', withdrawals, { cells: { places: ['MX'], from: '2023' }, reason })).toMatchObject({ closed: 1 })
  expect(await standing(node, 'demo-region')).toEqual({ '2023-01-09': 1, '2023-05-15': 3 })
  const { items } = await dario.sees<ReleaseList>(releases)
  expect(items[0]).toMatchObject({ kind: 'withdrawal', withdrawnCells: { places: ['MX'], from: '2023' }, counts: { withdrawn: 1 } })
})

story('release.withdraw, delivery.import: what came back stays its deliverer’s, and another institution’s file does not take it back', async ({ carla, dario, node }) => {
  const figure = (ages: string, count: number): string => `2022-W02,GT-16,kidnapping,female,${ages},HN,${count}`
  await delivers(carla, node, rows(figure('18-29', 3)))
  const { release } = await delivers(carla, node, rows(figure('18-29', 4)))
  await sql`update collection.delivery set institution_id = (select id from accounts.institution where name = 'Fiscalía de prueba')`.execute(node.database.owner)
  await dario.does<WithdrawalDone>('POST', withdrawals, { number: release, reason })
  const { counts } = await delivers(carla, node, rows(figure('30-44', 9)))
  expect(counts).toMatchObject({ cells: { added: 1, withdrawn: 0 } })
  expect(await standing(node, 'demo-region')).toMatchObject({ '2022-01-10': 12 })
})

const federalHeader = 'AÑO,INEGI,ENTIDAD,LEY,CONCEPTO,TIPO,ENERO,FEBRERO,MARZO,ABRIL,MAYO,JUNIO,JULIO,AGOSTO,SEPTIEMBRE,OCTUBRE,NOVIEMBRE,DICIEMBRE'
const federal = (...lines: string[]): Buffer => Buffer.from([federalHeader, ...lines, ''].join('\r\n'), 'latin1')
const smuggling = (year: number, state: number): string => `${year},${state},X,OTRAS LEYES,DELITOS,LEY DE MIGRACION,1,2,,,,,,,,,,`

world('release.read: a full file that lacks a whole year is said to have lost it, a much shorter one was taken as a part', async ({ dario, node }) => {
  const all = [2022, 2023, 2024].flatMap((year) => [1, 2].map((state) => smuggling(year, state)))
  await importing(node, 'sesnsp-ideff', federal(...all))
  await importing(node, 'sesnsp-ideff', federal(...all.filter((line) => !line.startsWith('2022'))))
  const full = await dario.sees<ReleaseDetail>('/api/sources/sesnsp-ideff/releases/2')
  expect(full).toMatchObject({ scope: 'full', understood: { es: expect.stringMatching(/Archivo completo/) as string } })
  expect(full.lostPeriods).toMatchObject([{ year: 2022, cells: 4, value: 6 }])
  await importing(node, 'sesnsp-ideff', federal(smuggling(2024, 1).replace(',1,2,', ',9,2,')))
  const short = await dario.sees<ReleaseDetail>('/api/sources/sesnsp-ideff/releases/3')
  expect(short).toMatchObject({ scope: 'partial', understood: { es: expect.stringMatching(/menos de la mitad/) as string }, lostPeriods: [] })
})

world('release.read: a state file of one year alone leaves the other years as they were', async ({ dario, node }) => {
  const months = 'Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
  const state = (year: number): Buffer => Buffer.from(`Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,${months}\r\n${year},1,X,x,Robo,Robo a negocio,Con violencia,1,2,,,,,,,,,,\r\n`, 'latin1')
  await importing(node, 'sesnsp-estatal', state(2024))
  await importing(node, 'sesnsp-estatal', state(2025))
  expect(await dario.sees<ReleaseDetail>('/api/sources/sesnsp-estatal/releases/2')).toMatchObject({ scope: 'territory-periods', lostPeriods: [] })
  expect(Object.keys(await standing(node, 'sesnsp-estatal'))).toEqual(['2024-01-01', '2024-02-01', '2025-01-01', '2025-02-01'])
})

world('release.list: which release of a source stood at a moment can be asked for', async ({ node }) => {
  const now = new Date(Date.now() + 86_400_000)
  expect(await releaseAt(node.database.db, 'sesnsp-ideff', now)).toMatchObject({ number: 3 })
  expect(await releaseAt(node.database.db, 'sesnsp-ideff', new Date('2020-01-01'))).toBeUndefined()
})

story('release.read: what a source withholds sums to nothing known, before or after; what was not there to nought', async ({ dario, node }) => {
  const row = (value: number | null, start: string): ObservedRow => ({ measure: 'victims', grain: 'year', start, value, words: { country: 'MX', territory: 'MX-CHP' } })
  const { owner } = node.database
  await observedSource(owner, 'reserved')
  await observedRelease(owner, 'reserved', [row(null, '2022-01-01'), row(null, '2023-01-01')])
  await observedRelease(owner, 'reserved', [row(6, '2022-01-01'), row(null, '2024-01-01')], 1)
  const { effects, lostPeriods } = await dario.sees<ReleaseDetail>('/api/sources/reserved/releases/2')
  expect(effects.map(({ year, before, after, difference }) => [year, before, after, difference]).sort()).toEqual([[2022, null, 6, null], [2023, null, 0, null], [2024, 0, null, null]])
  expect(lostPeriods).toMatchObject([{ year: 2023, cells: 1, value: null }])
})
