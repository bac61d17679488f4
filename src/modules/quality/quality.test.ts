// Stories of quality: what an examination finds, whose it is, how it is explained or mended, and the score that follows.
import { createReadStream } from 'node:fs'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { bytesOf, realFile } from '../../../tests/collection-files.ts'
import { storiesOn, type Client, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from '../collection/index.ts'
import type { FindingDetail, FindingList, ScoreList, SourceScore } from './model.ts'
import { quality } from './index.ts'

const modules = [accounts, catalogues, collection, quality]
const story = storiesOn({ modules })
const withFiles = storiesOn({ modules })
const twoOffices = storiesOn({ modules })

const imports = async (node: TestNode, sourceId: string, text: string): Promise<void> => {
  await importFile(node.system, { sourceId, body: bytesOf(text), name: 'archivo.csv' })
  await node.works()
}

const found = async (client: Client, query = ''): Promise<FindingList> => client.sees<FindingList>(`/api/findings?${query}`)

const months = (from: number, count: number, value: (at: number) => number): string =>
  ['t,n', ...Array.from({ length: count }, (_, at) => `${String(from + Math.floor(at / 12))}-${String((at % 12) + 1).padStart(2, '0')},${String(value(at))}`), ''].join('\n')
const usual = (at: number): number => 100 + ((at * 7) % 11)

story('finding.list, finding.read: nobody sees findings of others, and a doubtful month is found after its delivery', async ({ dario, carla, nadie, node }) => {
  await imports(node, 'honduras-inm', months(2021, 36, (at) => (at === 20 ? 9000 : usual(at))))
  expect(await nadie.status('GET', '/api/findings')).toBe(401)
  const { items, counts, sources } = await found(dario)
  expect(items).toMatchObject([{ check: 'jump', diagnosis: 'spike', state: 'open', foundRelease: 1, source: { id: 'honduras-inm' } }])
  expect([counts, sources.map(({ id }) => id)]).toEqual([[{ check: 'jump', open: 1 }], ['honduras-inm']])
  const seen = await dario.sees<FindingDetail>(`/api/findings/${items[0]?.id ?? ''}`)
  expect(seen.explanation.es).toMatch(/sep 2022 tiene 9,000 donde los meses vecinos suelen tener 10\d/)
  expect(seen.lines).toMatchObject([{ line: 22, fileName: 'archivo.csv', value: 9000 }])
  expect(await carla.status('GET', `/api/findings/${seen.id}`)).toBe(404)
  expect((await found(carla)).items).toEqual([])
  expect((await found(dario, 'check=place')).items).toEqual([])
})

story('finding.note, finding.assign, finding.explain, finding.reopen: a finding has an owner, who answers it, and the thread stays', async ({ dario, carla, bruno, node }) => {
  const { items: [item] } = await found(dario)
  const path = `/api/findings/${item?.id ?? ''}`
  const reason = { words: 'En septiembre se contaron también los registros atrasados.' }
  expect(await carla.status('POST', `${path}/explanation`, reason)).toBe(404)
  expect(await dario.isRefused('PUT', `${path}/owner`, { person: '00000000-0000-4000-8000-000000000000' })).toMatchObject({ code: 'finding.unknownOwner' })
  expect(await dario.does('PUT', `${path}/owner`, { person: carla.id })).toMatchObject({ person: { id: carla.id }, institution: { name: 'Albergue de prueba' } })
  expect((await found(carla, 'mine=true')).total).toBe(1)
  await carla.does('POST', `${path}/notes`, { words: 'Lo pregunto a la oficina de registro.' })
  expect(await carla.does('POST', `${path}/explanation`, reason)).toMatchObject({ state: 'explained', answer: reason.words })
  expect(await dario.isRefused('POST', `${path}/explanation`, reason)).toMatchObject({ code: 'finding.notOpen' })
  expect(await bruno.status('POST', `${path}/reopening`, reason)).toBe(404)
  expect(await dario.does('POST', `${path}/reopening`, { words: 'Los atrasados son de agosto, no de septiembre.' })).toMatchObject({ state: 'open', answer: null })
  expect(await dario.isRefused('POST', `${path}/reopening`, reason)).toMatchObject({ code: 'finding.notExplained' })
  const { notes } = await dario.sees<FindingDetail>(path)
  expect(notes.map(({ what, person }) => [what, person])).toEqual([
    ['assigned', 'Darío Prueba'], ['noted', 'Carla Prueba'], ['explained', 'Carla Prueba'], ['reopened', 'Darío Prueba'],
  ])
  expect((await node.remembers('finding.explain')).map(({ outcome }) => outcome)).toEqual(['refused', 'done', 'refused'])
})

story('quality.examine: the same finding stays the same, is mended by the release that mends it, and opens again if it returns', async ({ dario, carla, node }) => {
  const { items: [before] } = await found(dario)
  expect(await carla.status('POST', '/api/quality/honduras-inm/examination')).toBe(404)
  expect(await dario.does('POST', '/api/quality/honduras-inm/examination')).toMatchObject({ found: 0, mended: 0, open: 1 })
  expect((await found(dario)).items.map(({ id }) => id)).toEqual([before?.id])
  await imports(node, 'honduras-inm', months(2021, 36, usual))
  expect((await found(dario)).items).toEqual([])
  const { items: [mended] } = await found(dario, 'state=mended')
  expect(mended).toMatchObject({ id: before?.id, mendedRelease: 2 })
  await dario.does('POST', '/api/sources/honduras-inm/withdrawals', { number: 2, reason: 'La corrección era de otro año, se retira.' })
  await node.works()
  expect((await found(dario)).items.map(({ id }) => id)).toEqual([before?.id])
  expect((await dario.sees<FindingDetail>(`/api/findings/${before?.id ?? ''}`)).notes.map(({ what }) => what).slice(-2)).toEqual(['mended', 'returned'])
})

story('quality.list, quality.score: every part of the score is a fraction said in words', async ({ dario, carla, nadie }) => {
  expect(await nadie.status('GET', '/api/quality')).toBe(401)
  const { items } = await carla.sees<ScoreList>('/api/quality')
  expect(items.map(({ source, open }) => [source.id, open])).toEqual([['honduras-inm', 1]])
  const score = await dario.sees<SourceScore>('/api/quality/honduras-inm')
  const parts = new Map(score.parts.map((part) => [part.id, part]))
  expect(parts.get('completeness')).toMatchObject({ value: 1, numerator: 36, denominator: 36 })
  expect(parts.get('soundness')).toMatchObject({ numerator: 35, denominator: 36, words: { es: expect.stringMatching(/1 de 36 cifras/) as string } })
  expect(score.score).toBe(Math.floor((100 * score.parts.flatMap(({ value }) => value ?? []).reduce((sum, value) => sum + value, 0)) / score.parts.filter(({ value }) => value !== null).length))
  expect(await dario.status('GET', '/api/quality/nada')).toBe(404)
})

twoOffices('quality.score: a source that is not public is seen by whoever delivers it and by analysts, and other units are said to be apart', async ({ carla, bruno, dario, node }) => {
  await carla.uploads('/api/deliveries?source=demo-region&name=marzo.csv', 'week,territory,offence,sex,age_band,nationality,incidents\n2024-W01,GT-16,robbery,female,18-29,HN,3\n')
  await node.works()
  const sesnsp = 'Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
  await imports(node, 'sesnsp-estatal', `${sesnsp}\n2024,1,X,x,Robo,Robo a negocio,Con violencia,1,2,,,,,,,,,,\n`)
  await node.database.owner.updateTable('collection.source').set({ is_public: false }).where('id', '=', 'demo-region').execute()
  const own = await carla.sees<SourceScore>('/api/quality/demo-region')
  expect(own.deliveries.map(({ fileName }) => fileName)).toEqual(['marzo.csv'])
  expect(own.apart).toMatchObject([{ source: 'sesnsp-estatal', unit: 'case-files', offences: ['robbery'] }])
  expect(await dario.status('GET', '/api/quality/demo-region')).toBe(200)
  expect(await bruno.status('GET', '/api/quality/demo-region')).toBe(404)
})

twoOffices('finding.read: of a source that is not public each reads the lines of their own institution and how many there are of others', async ({ carla, dario, elena, ana, node }) => {
  const { id: second } = await carla.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=abril.csv', 'week,territory,offence,sex,age_band,nationality,incidents\n2024-W10,GT-16,robbery,female,18-29,HN,4\n2024-W11,GT-16,robbery,female,18-29,HN,6\n')
  await node.works()
  const { owner } = node.database
  await sql`update collection.delivery set institution_id = (select institution_id from accounts.shared_person where id = ${dario.id}::uuid) where id = ${second}::uuid`.execute(owner)
  const { rows: [finding] } = await sql<{ id: string }>`
    insert into quality.finding (check_id, source_id, key, diagnosis, severity, score, facts, observations, cells, person_id, found_release, found_at, changed_at)
    select 'jump', 'demo-region', 'de dos', 'spike', 'minor', 1, '{"place":"GT-16","from":"2024-03","to":"2024-03","value":6,"usual":3,"times":2,"deviations":2,"whats":[],"series":1}',
      array_agg(id), count(*), ${carla.id}::uuid, 1, now(), now() from collection.shared_observation where source_id = 'demo-region' returning id`.execute(owner)
  const path = `/api/findings/${finding?.id ?? ''}`
  const linesOf = ({ lines, hiddenLines }: FindingDetail) => [lines.map(({ fileName }) => fileName), hiddenLines]
  expect(linesOf(await carla.sees<FindingDetail>(path))).toEqual([['marzo.csv'], 2])
  expect(linesOf(await carla.does<FindingDetail>('POST', `${path}/notes`, { words: 'Lo reviso con la otra oficina.' }))).toEqual([['marzo.csv'], 2])
  for (const all of [dario, ana]) expect(linesOf(await all.sees<FindingDetail>(path))).toEqual([['marzo.csv', 'abril.csv', 'abril.csv'], 0])
  expect(await elena.status('GET', path)).toBe(404)
  await owner.updateTable('collection.source').set({ is_public: true }).where('id', '=', 'demo-region').execute()
  expect(linesOf(await carla.sees<FindingDetail>(path))).toEqual([['marzo.csv', 'abril.csv', 'abril.csv'], 0])
})

const delivering = async (node: TestNode, sourceId: string, path: string): Promise<void> => {
  const file = realFile(path)
  if (!file) return
  await importFile(node.system, { sourceId, body: createReadStream(file), name: path.split('/').at(-1) ?? path })
  await node.works()
}

const absent = (path: string): string => (realFile(path) ? '' : ' (not checked: ../shared/data is absent)')
const incidents = 'iom_gdidata/iom_mmp.csv'

const allOf = async (client: Client, query: string): Promise<FindingDetail[]> => {
  const found: FindingDetail[] = []
  for (let page = 1; ; page += 1) {
    const { items, total } = await client.sees<FindingList>(`/api/findings?${query}&page=${String(page)}`)
    for (const { id } of items) found.push(await client.sees<FindingDetail>(`/api/findings/${id}`))
    if (found.length >= total) return found
  }
}

withFiles(`quality.examine: of 19,669 incidents the eight American ones with a wrong sign of longitude, and only they and two like them${absent(incidents)}`, async ({ dario, node }) => {
  if (!realFile(incidents)) return
  await delivering(node, 'iom-missing-migrants', incidents)
  const places = await allOf(dario, 'check=place&source=iom-missing-migrants')
  const linesOf = (diagnosis: string, countries?: string[]): number[] =>
    [...new Set(places.filter((each) => each.diagnosis === diagnosis && (!countries || countries.includes(String(each.facts['country'])))).flatMap(({ lines }) => lines.map(({ line }) => line)))].toSorted((a, b) => a - b)
  expect(linesOf('longitude-sign', ['US', 'MX'])).toEqual([4568, 6833, 12_310, 12_528, 12_644, 13_226, 13_477, 16_220])
  expect(linesOf('longitude-sign')).toHaveLength(10)
  expect(linesOf('latitude-sign')).toEqual([9876, 9971, 10_040, 10_045, 10_050, 10_059])
  expect(linesOf('merged-places')).toContain(8504)
  expect(linesOf('another-country', ['NL'])).toContain(4588)
})

withFiles(`quality.examine: Mexico 2024 differs by 1,194 between its two files; Darién agrees in every year${absent('iom_gdidata/irreg_mexico_nat.csv')}`, async ({ dario, node }) => {
  if (!realFile('iom_gdidata/irreg_mexico_nat.csv')) return
  for (const kind of ['nat', 'dmg']) {
    await delivering(node, 'mexico-upmrip', `iom_gdidata/irreg_mexico_${kind}.csv`)
    await delivering(node, 'panama-darien', `iom_gdidata/irreg_darien_${kind}.csv`)
    await delivering(node, 'honduras-inm', `iom_gdidata/irreg_honduras_${kind}.csv`)
  }
  await delivering(node, 'honduras-inm', 'iom_gdidata/irreg_honduras.csv')
  const totals = await allOf(dario, 'check=totals')
  expect(totals.map(({ facts }) => [facts['year'], facts['one'], facts['other'], facts['difference']])).toEqual([[2024, 1_231_320, 1_230_126, 1194]])
  expect(totals[0]?.explanation.es).toContain('1,231,320')
  expect((await dario.sees<SourceScore>('/api/quality/panama-darien')).parts.find(({ id }) => id === 'consistency')).toMatchObject({ value: 1 })
})
