// Stories of delivering: a file in, a receipt out, and every figure walked back to its line.
import { createReadStream } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Client, type TestNode } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import type { DeliveryReceipt, ObservationView, SourceView } from './model/delivery.ts'
import { loadSources } from './actions/sources.ts'
import { collection, importFile, type ImportResult } from './index.ts'
import { bytesOf, realFile } from '../../../tests/collection-files.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection] })

const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const rows = (...lines: string[]): string => [header, ...lines, ''].join('\n')
const gt = 'GT-16,kidnapping,female,18-29,HN'

const delivers = async (client: Client, node: TestNode, text: string | Uint8Array, source = 'demo-region'): Promise<DeliveryReceipt> => {
  const { id } = await client.uploads<{ id: string }>(`/api/deliveries?source=${source}&name=marzo.csv`, text)
  await node.works()
  return client.sees<DeliveryReceipt>(`/api/deliveries/${id}`)
}

const figures = async (node: TestNode, source: string): Promise<{ cells: number; total: number }> => {
  const { rows: found } = await sql<{ cells: number; total: number }>`
    select count(*) as cells, coalesce(sum(value), 0) as total from collection.shared_observation where source_id = ${source}`.execute(node.database.db)
  return found[0] ?? { cells: 0, total: 0 }
}

const importing = (node: TestNode, sourceId: string, text: string | Uint8Array): Promise<ImportResult> =>
  importFile(node.system, { sourceId, body: bytesOf(text), name: 'archivo.csv' })

story('delivery.receive: strangers and unknown sources are refused before a byte is kept', async ({ nadie, bruno, carla }) => {
  const upload = { method: 'POST', url: '/api/deliveries?source=demo-region', headers: { 'content-type': 'text/csv' }, payload: rows() } as const
  expect((await nadie.asks(upload)).statusCode).toBe(401)
  expect((await bruno.asks(upload)).statusCode).toBe(404)
  const unknown = await carla.asks({ ...upload, url: '/api/deliveries?source=nada' })
  expect(unknown.json()).toMatchObject({ status: 400, code: 'delivery.unknownSource' })
})

story('delivery.read: the receipt counts rows, says why each refused one was, and shows what a newer file revised', async ({ carla, node }) => {
  const first = await delivers(carla, node, rows(`2024-W01,${gt},3`, `2024-W01,GT-01,robbery,male,18-29,HN,0`, `2024-W02,${gt},-1`, `2024-W02,MX-CHP,robbery,male,18-29,HN,1`))
  expect(first).toMatchObject({ state: 'done', release: 1, counts: { read: 4, accepted: 2, refused: 2, added: 2, revised: 0, unchanged: 0 } })
  expect(first.refusals.map(({ line }) => line)).toEqual([4, 5])
  expect(first.refusals[0]?.reason.es).toMatch(/negativa/)
  expect(first.refusals[1]?.reason.es).toMatch(/su cuenta entrega datos de GT/)
  const second = await delivers(carla, node, rows(`2024-W01,${gt},5`, `2024-W01,GT-01,robbery,male,18-29,HN,0`))
  expect(second).toMatchObject({ release: 2, counts: { added: 0, revised: 1, unchanged: 1, cells: { withdrawn: 0 } } })
  expect(second.revisions).toMatchObject([{ territory: 'GT-16', start: '2024-01-01', before: 3, after: 5, line: 2 }])
  expect(await figures(node, 'demo-region')).toEqual({ cells: 2, total: 5 })
})

story('delivery.receive: the same file twice changes nothing and makes no release', async ({ carla, node }) => {
  const file = rows(`2023-W10,${gt},3`, `2023-W11,${gt},4`)
  const [first, second] = [await delivers(carla, node, file), await delivers(carla, node, gzipSync(file))]
  expect(first.release).not.toBeNull()
  expect(second).toMatchObject({ release: null, standingRelease: first.release, counts: { read: 2, accepted: 2, revised: 0, unchanged: 2 } })
})

story('delivery.receive: a file withdraws what it no longer says of its own territories and periods, and nothing else', async ({ carla, node }) => {
  await delivers(carla, node, rows(`2022-W10,${gt},3`, `2022-W10,GT-16,robbery,male,18-29,HN,2`, `2022-W11,${gt},4`))
  const shorter = await delivers(carla, node, rows(`2022-W10,${gt},3`))
  expect(shorter.counts).toMatchObject({ unchanged: 1, cells: { withdrawn: 1 } })
  const mistaken = await delivers(carla, node, rows(`2022-W10,${gt},x`))
  expect(mistaken).toMatchObject({ release: null, counts: { accepted: 0, refused: 1, cells: { withdrawn: 0 } } })
})

story('delivery.receive: a row that repeats another of its file is refused, the first stands', async ({ carla, node }) => {
  const { counts, refusals } = await delivers(carla, node, rows(`2021-W10,${gt},3`, `2021-W11,${gt},1`, `2021-W10,${gt},9`))
  expect(counts).toMatchObject({ read: 3, accepted: 2, refused: 1 })
  expect(refusals).toMatchObject([{ line: 4, reason: { es: expect.stringMatching(/Repite la línea 2/) as string } }])
})

story('delivery.refusals: the refused rows come back as a file that, mended, adds to what stands', async ({ carla, node }) => {
  const { id } = await delivers(carla, node, rows(`2020-W10,${gt},3`, `2020-W10,GT-16,robbery,male,"18-29, a",HN,-2`))
  const download = await carla.asks({ method: 'GET', url: `/api/deliveries/${id}/refusals` })
  expect(download.headers['content-disposition']).toContain('marzo-rechazadas.csv')
  expect(download.body).toContain('"18-29, a",HN,-2,"Columna «incidents»')
  const mended = await delivers(carla, node, download.body.replace(',-2,', ',2,'))
  expect(mended).toMatchObject({ reading: { isCorrection: true }, counts: { read: 1, added: 1, cells: { withdrawn: 0 } } })
  expect(await carla.isRefused('GET', `/api/deliveries/${mended.id}/refusals`)).toMatchObject({ code: 'delivery.nothingRefused' })
})

story('delivery.refusals: what a spreadsheet would run comes back as text, and mended it means what it did', async ({ carla, node }) => {
  const odd = '"=HYPERLINK(""http://x.example"")"'
  const { id } = await delivers(carla, node, rows(`2016-W10,GT-16,robbery,male,${odd},HN,-2`, `2016-W11,GT-16,robbery,male,'-x,HN,-3`))
  const { body } = await carla.asks({ method: 'GET', url: `/api/deliveries/${id}/refusals` })
  expect(body).toContain(`"'=HYPERLINK(""http://x.example"")",HN,-2,`)
  expect(body).toContain(`,''-x,HN,-3,`)
  expect((await delivers(carla, node, body.replace(',-2,', ',2,').replace(',-3,', ',3,'))).counts).toMatchObject({ added: 2 })
  const { rows: kept } = await sql<{ words: string }>`
    select age_band as words from collection.shared_observation where period_start between '2016-03-01' and '2016-03-31' order by period_start`.execute(node.database.db)
  expect(kept.map(({ words }) => words)).toEqual(['=HYPERLINK("http://x.example")', "'-x"])
})

story('delivery.receive: an account without territories delivers nothing by territory', async ({ carla, elena, node }) => {
  const person = await elena.sees<{ name: string; institution: { id: string } }>(`/api/people/${carla.id}`)
  const change = { name: person.name, institutionId: person.institution.id, roles: ['focal-point'] }
  await elena.does('PUT', `/api/people/${carla.id}`, { ...change, territories: [] })
  const answer = await carla.asks({ method: 'POST', url: '/api/deliveries?source=demo-region', headers: { 'content-type': 'text/csv' }, payload: rows(`2015-W10,${gt},3`) })
  expect(answer.json()).toMatchObject({ status: 409, code: 'delivery.noTerritory' })
  await elena.does('PUT', `/api/people/${carla.id}`, { ...change, territories: ['GT'] })
  expect(await delivers(carla, node, rows(`2015-W10,${gt},3`))).toMatchObject({ counts: { added: 1 } })
})

story('delivery.read, delivery.list: institutions see their own deliveries, analysts all', async ({ carla, dario, bruno, nadie, node }) => {
  const { id } = await delivers(carla, node, rows(`2019-W10,${gt},3`))
  const { delivery: operators } = await importing(node, 'demo-region', rows('2019-W10,MX-CHP,robbery,male,18-29,HN,1'))
  expect(await dario.status('GET', `/api/deliveries/${id}`)).toBe(200)
  expect(await carla.status('GET', `/api/deliveries/${operators}`)).toBe(404)
  expect(await bruno.status('GET', `/api/deliveries/${id}`)).toBe(404)
  expect(await nadie.status('GET', `/api/deliveries/${id}`)).toBe(401)
  expect(await nadie.status('GET', '/api/deliveries')).toBe(401)
  const listed = async (client: Client) => (await client.sees<{ items: { id: string }[] }>('/api/deliveries')).items.map((item) => item.id)
  expect([(await listed(carla)).includes(operators), (await listed(dario)).includes(id)]).toEqual([false, true])
})

story('delivery.import: two files of one source at the same moment wait for each other, and both stand', async ({ node }) => {
  const before = await figures(node, 'demo-region')
  const week = (number: number): string => rows(`2012-W${number},${gt},3`, `2012-W30,${gt},${number}`)
  const results = await Promise.all([10, 11, 12].map((number) => importing(node, 'demo-region', week(number))))
  expect(results.map(({ added, revised, unchanged }) => added + revised + unchanged)).toEqual([2, 2, 2])
  expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(4)
  expect((await figures(node, 'demo-region')).cells).toBe(before.cells + 4)
})

story('delivery.import: a file that cannot be read imports nothing and says why', async ({ carla, node }) => {
  const before = await figures(node, 'demo-region')
  const cut = await delivers(carla, node, gzipSync(rows(...Array.from({ length: 3000 }, (_, at) => `2018-W10,${gt.replace('18-29', String(at))},1`))).subarray(0, 4000))
  expect(cut).toMatchObject({ state: 'failed', counts: null, release: null, refusals: [], problem: { es: expect.stringMatching(/cortado.*No se importó nada/) as string } })
  const late = await delivers(carla, node, rows(`2018-W10,${gt},-1`, `2018-W11,${gt},1`, '2018-W12,"GT-16'))
  expect(late).toMatchObject({ state: 'failed', refusals: [] })
  expect(await figures(node, 'demo-region')).toEqual(before)
})

story('observation.read: what a file holds beyond the figures is told only to those who may see the delivery', async ({ carla, bruno, node }) => {
  const extra = (line: string, more: string): string => `${line},${more}`
  await delivers(carla, node, [extra(header, 'victim'), extra(`2013-W10,${gt},3`, 'Nombre Apellido'), ''].join('\n'))
  const { revisions } = await delivers(carla, node, [extra(header, 'victim'), extra(`2013-W10,${gt},4`, 'Nombre Apellido'), ''].join('\n'))
  const path = `/api/observations/${revisions[0]?.id ?? 0}`
  expect((await carla.sees<ObservationView>(path)).row).toContainEqual({ column: 'victim', value: 'Nombre Apellido', isUsed: false })
  const elsewhere = await bruno.asks({ method: 'GET', url: path })
  expect(elsewhere.json<ObservationView>().row.map(({ column }) => column)).toEqual(header.split(','))
  expect(elsewhere.body).not.toContain('Apellido')
})

story('observation.read: a figure is walked back to its file, line, row, coding and earlier values', async ({ carla, dario, node }) => {
  await delivers(carla, node, rows(`2017-W10,${gt},3`))
  const { revisions } = await delivers(carla, node, rows(`2017-W10,GT-16,robbery,male,18-29,HN,2`, `2017-W10,${gt},7`))
  const seen = await dario.sees<ObservationView>(`/api/observations/${revisions[0]?.id ?? 0}`)
  expect(seen).toMatchObject({ value: 7, line: 3, fileName: 'marzo.csv', territory: 'GT-16', unit: 'events', isCurrent: true, profile: { id: 'demo-weekly', version: 1 } })
  expect(seen.row).toContainEqual({ column: 'incidents', value: '7', isUsed: true })
  expect(seen.history.map(({ value, until }) => [value, until === null])).toEqual([[7, true], [3, false]])
})

const sesnspHeader = 'Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
const sesnsp = (...lines: string[]): Buffer => Buffer.from([sesnspHeader, ...lines, ''].join('\r\n'), 'latin1')
const federalHeader = 'AÑO,INEGI,ENTIDAD,LEY,CONCEPTO,TIPO,ENERO,FEBRERO,MARZO,ABRIL,MAYO,JUNIO,JULIO,AGOSTO,SEPTIEMBRE,OCTUBRE,NOVIEMBRE,DICIEMBRE'
const federal = (...lines: string[]): Buffer => Buffer.from([federalHeader, ...lines, ''].join('\r\n'), 'latin1')
const smuggling = (state: number, months: string): string => `2024,${state},X,OTRAS LEYES,DELITOS,LEY DE MIGRACION,${months}`

story('delivery.import: a whole-file source replaces what came before, a much shorter file does not empty it', async ({ node }) => {
  const year = '1,2,,,,,,,,,,'
  const first = await importing(node, 'sesnsp-ideff', federal(smuggling(1, year), smuggling(2, year), smuggling(3, year), smuggling(4, year)))
  expect(first).toMatchObject({ read: 4, accepted: 4, added: 4, release: 1, cells: { added: 8 } })
  const next = await importing(node, 'sesnsp-ideff', federal(smuggling(1, '1,2,3,,,,,,,,,'), smuggling(2, '1,5,3,,,,,,,,,'), smuggling(3, year)))
  expect(next).toMatchObject({ added: 1, revised: 1, unchanged: 1, release: 2, cells: { added: 2, revised: 1, withdrawn: 2 } })
  const shorter = await importing(node, 'sesnsp-ideff', federal(smuggling(1, '9,-2,,,,,,,,,,'), smuggling(2, '9,5,3,,,,,,,,,')))
  expect(shorter).toMatchObject({ refusedCount: 1, revised: 1, release: 3, cells: { withdrawn: 0 } })
  expect(await figures(node, 'sesnsp-ideff')).toEqual({ cells: 8, total: 1 + 2 + 3 + 9 + 5 + 3 + 1 + 2 })
})

story('delivery.refusals: a latin-1 file comes back in latin-1', async ({ node, dario }) => {
  const { delivery, refused } = await importing(node, 'sesnsp-estatal', sesnsp('2024,9,Ciudad de México,x,Extorsión,Extorsión,Extorsión,1,2,tres,,,,,,,,,'))
  expect(refused).toMatchObject([{ line: 2, reason: { es: expect.stringMatching(/Columna «Marzo», «tres»/) as string } }])
  const { rawPayload } = await dario.asks({ method: 'GET', url: `/api/deliveries/${delivery}/refusals` })
  expect(rawPayload.toString('latin1')).toContain('Ciudad de México,x,Extorsión')
})

story('source.list: what there is to deliver to, and the columns each expects', async ({ carla, nadie }) => {
  const { items } = await carla.sees<{ items: SourceView[] }>('/api/sources')
  expect(items.map(({ id }) => id)).toEqual([
    'sesnsp-estatal', 'sesnsp-municipal', 'sesnsp-victimas', 'sesnsp-ideff', 'rnpdno', 'iom-missing-migrants', 'iom-graphic-points', 'unodc-glotip', 'mexico-upmrip', 'cbp-encounters',
    'panama-darien', 'honduras-inm', 'guatemala-returns', 'conapo-poblacion', 'demo-region', 'sidmi-reports',
  ])
  expect(items[0]?.columns[0]).toContain('Clave_Ent')
  expect(await nadie.status('GET', '/api/sources')).toBe(401)
})

story('source.load: only the node itself; again, it brings a source up to date and adds none', async ({ elena, node }) => {
  const { acts } = await elena.sees<{ acts: string[] }>('/api/session')
  expect(acts).not.toContain('source.load')
  const known = () => node.database.owner.selectFrom('collection.source').select(['id', 'licence']).orderBy('id').execute()
  const before = await known()
  await node.database.owner.updateTable('collection.source').set({ licence: 'stale' }).execute()
  expect(await perform(node.system, loadSources, { actor: systemActor, input: {} })).toEqual({ sources: before.length })
  expect(await known()).toEqual(before)
})

story('delivery.import: what the node does by itself nobody can ask for', async ({ elena, node }) => {
  expect((await node.remembers('delivery.import')).every((event) => event.outcome === 'done' && event.actorId === null)).toBe(true)
  expect(await elena.status('POST', '/api/deliveries/import')).toBe(404)
})

story('delivery.import: rows of a source without ids that say the same are kept apart', async ({ node }) => {
  const row = '2014-01-12,Incident,Central American Route,USA,1,Mixed or unknown,,UNK,"Arizona, USA",-111.7,31.5'
  const file = `t,type,route,geo,dead,cause,surv,nat,location,lon,lat\n${row}\n${row}\n${row}\n`
  expect(await importing(node, 'iom-missing-migrants', file)).toMatchObject({ accepted: 3, cells: { added: 6 } })
  expect(await importing(node, 'iom-missing-migrants', file)).toMatchObject({ unchanged: 3, cells: { added: 0, unchanged: 6 } })
  expect(await importing(node, 'iom-missing-migrants', file.slice(0, -row.length - 1))).toMatchObject({ cells: { withdrawn: 2 } })
})

story('delivery.import: files that count the same people in two ways stand side by side, each replaced by its own kind alone', async ({ node }) => {
  const nationalities = (first: number): string => `t,nat,n\n2024-01,FRA,${first}\n2024-01,FRA,3\n2024-01,HND,7\n`
  const groups = 't,demog,n\n2024-01,men,12\n2024-01,girls,8\n'
  expect(await importing(node, 'panama-darien', nationalities(10))).toMatchObject({ accepted: 3, refusedCount: 0, cells: { added: 3 } })
  expect(await importing(node, 'panama-darien', groups)).toMatchObject({ cells: { added: 2, withdrawn: 0 } })
  expect(await importing(node, 'panama-darien', nationalities(11))).toMatchObject({ revised: 1, unchanged: 2, cells: { added: 0, revised: 1, withdrawn: 0 } })
  expect(await importing(node, 'panama-darien', 't,nat,n\n2024-01,FRA,11\n')).toMatchObject({ cells: { withdrawn: 2 } })
  const { rows: sums } = await sql<{ measure: string; total: number }>`
    select measure, sum(value) as total from collection.shared_observation where source_id = 'panama-darien' group by 1 order by 1`.execute(node.database.db)
  expect(sums).toEqual([{ measure: 'entries-by-nationality', total: 11 }, { measure: 'entries-by-sex-and-age', total: 20 }])
})

story('delivery.import: a figure the source keeps back stands without a value, a total is left out and counted apart', async ({ node }) => {
  const titles = 'Iso3_code,Country,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,txtVALUE'
  const line = (country: string, value: string): string => `${country},Central America,Detected trafficking victims,Total,Total,Total,Total,2020,Counts,${value}`
  const file = (mexico: string): string => [titles, line('MEX,Mexico', mexico), line('GTM,Guatemala', '"1,022"'), line('MCA,', '3000'), ''].join('\n')
  expect(await importing(node, 'unodc-glotip', file('<5'))).toMatchObject({ read: 3, accepted: 2, leftOut: 1, withheld: 1, cells: { added: 2 } })
  expect(await importing(node, 'unodc-glotip', file('<5'))).toMatchObject({ release: 1, unchanged: 2 })
  const { rows: kept } = await sql<{ country: string; value: number | null; withheld: string | null }>`
    select country, value, withheld from collection.shared_observation where source_id = 'unodc-glotip' order by country`.execute(node.database.db)
  expect(kept).toEqual([{ country: 'GT', value: 1022, withheld: null }, { country: 'MX', value: null, withheld: '<5' }])
  expect(await importing(node, 'unodc-glotip', file('7'))).toMatchObject({ withheld: 0, revised: 1, cells: { revised: 1 } })
})

const rnpdno = ['2023', '2024'].map((year) => realFile(`mexico_rnpdno/rnpdno_agg_${year}.csv.gz`)).filter((file) => file !== undefined)

story(`delivery.import: the undated bucket that every RNPDNO file repeats is counted once${rnpdno.length === 2 ? '' : ' (not checked: ../shared/data is absent)'}`, async ({ node }) => {
  if (rnpdno.length < 2) return
  for (const path of rnpdno) await importFile(node.system, { sourceId: 'rnpdno', body: createReadStream(path), name: 'rnpdno.csv.gz' })
  const { rows: sums } = await sql<{ grain: string; category: string; total: number }>`
    select extract(year from period_start)::int as year, category, sum(value) as total from collection.shared_observation
    where source_id = 'rnpdno' group by 1, 2 order by 1 nulls last, 2`.execute(node.database.db)
  expect(sums.map((row) => row.total)).toEqual([10_342, 20_026, 1917, 12_619, 21_372, 1993, 10_387, 26_402, 2276])
})

story('delivery.receive: a source of one country is delivered by its institutions, not by those of another', async ({ carla }) => {
  const refused = await carla.asks({ method: 'POST', url: '/api/deliveries?source=honduras-inm', headers: { 'content-type': 'text/csv' }, payload: 't,n\n' })
  expect(refused.json()).toMatchObject({ code: 'delivery.otherCountry', status: 409 })
  const { items } = await carla.sees<{ items: { id: string; mayDeliver: boolean }[] }>('/api/sources')
  const open = new Map(items.map(({ id, mayDeliver }) => [id, mayDeliver]))
  expect([open.get('guatemala-returns'), open.get('iom-missing-migrants'), open.get('sesnsp-estatal')]).toEqual([true, true, false])
})

story('delivery.receive: what the node makes itself nobody delivers', async ({ carla, ana }) => {
  for (const person of [carla, ana]) {
    const refused = await person.asks({ method: 'POST', url: '/api/deliveries?source=sidmi-reports', headers: { 'content-type': 'text/csv' }, payload: 'report_month,territory\n' })
    expect(refused.statusCode).toBeGreaterThanOrEqual(400)
  }
  expect((await carla.asks({ method: 'POST', url: '/api/deliveries?source=sidmi-reports', headers: { 'content-type': 'text/csv' }, payload: 'a\n' })).json()).toMatchObject({ status: 409, code: 'delivery.onlyNode' })
  const { items } = await carla.sees<{ items: { id: string; mayDeliver: boolean }[] }>('/api/sources')
  expect(items.find(({ id }) => id === 'sidmi-reports')?.mayDeliver).toBe(false)
})
