// Stories of the explorer: rates, flows, revisions and saved views, over HTTP on a real PostgreSQL.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection } from '../collection/index.ts'
import { statistics } from './index.ts'
import type { FlowAnswer } from './model/flows.ts'
import type { RateAnswer } from './model/rates.ts'
import type { RevisionAnswer } from './model/revisions.ts'
import type { SavedView } from './model/views.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection, statistics] })

interface Row {
  start: string | null
  /** Null: withheld by the source. */
  value: number | null
  country?: string
  territory?: string
  offence?: string
  sex?: string
  nationality?: string
}

const isPublicSource = { victims: true, people: true, closed: false, withheld: true } as const
type SourceId = keyof typeof isPublicSource
const units: Record<SourceId, string> = { victims: 'victims', people: 'residents', closed: 'events', withheld: 'victims' }

const unsaid = { country: null, territory: null, offence: null, sex: null, nationality: null }

/** A release of a source as an import leaves it: what the release before said of a row it names is closed. */
const release = async ({ database: { owner } }: TestNode, source: SourceId, number: number, rows: readonly Row[]): Promise<void> => {
  await sql`insert into collection.source values (${source}, '{"es":"Fuente","en":"Source"}', 'P', 'CC0', '{"es":"De P","en":"By P"}', '{"es":"","en":""}',
    'https://example.org/', ${isPublicSource[source]}, false, 'yearly') on conflict do nothing`.execute(owner)
  await sql`insert into collection.measure values (${source}, 'all', ${units[source]}, '{"es":"Medida","en":"Measure"}', true, 1) on conflict do nothing`.execute(owner)
  await sql`insert into collection.profile values ('p', 'p', 1, ${source}, '{}') on conflict do nothing`.execute(owner)
  const { rows: [delivery] } = await sql<{ id: string }>`insert into collection.delivery (id, source_id, territories, file_sha256, file_name, file_bytes, state, received_at, counts)
    values (gen_random_uuid(), ${source}, '{}', 'x', ${`${source}.csv`}, 1, 'done', now(), '{}') returning id`.execute(owner)
  const { rows: [made] } = await sql<{ id: number }>`insert into collection.release (source_id, number, delivery_id, at, profile_sha256, scope)
    values (${source}, ${number}, ${delivery?.id}, now(), 'p', 'full') returning id`.execute(owner)
  for (const [index, { start, value, ...said }] of rows.entries()) {
    const { country, territory, offence, sex, nationality } = { ...unsaid, ...(said.territory && { country: said.territory.slice(0, 2) }), ...said }
    const key = sql`decode(md5(${[start, country, territory, offence, sex, nationality].join()}), 'hex')`
    await sql`update collection.observation set until_release = ${made?.id} where source_id = ${source} and key = ${key} and until_release is null`.execute(owner)
    await sql`insert into collection.observation (source_id, measure, key, since_release, line, grain, period_start, country, territory, offence, sex, nationality, value, withheld)
      values (${source}, 'all', ${key}, ${made?.id}, ${index + 2}, ${start === null ? 'undated' : 'year'}, ${start}, ${country}, ${territory},
        ${offence}, ${sex}, ${nationality}, ${value}, ${value === null ? '<5' : null})`.execute(owner)
  }
}

const tip = { offence: 'tip' }
const seeded = new WeakSet<TestNode['system']>()

const seed = async (node: TestNode): Promise<void> => {
  if (seeded.has(node.system)) return
  seeded.add(node.system)
  await release(node, 'people', 1, [
    { start: '2023-01-01', territory: 'GT-16', value: 17_000_000, sex: 'female' }, { start: '2023-01-01', territory: 'MX-CHP', value: 3_000_000, sex: 'female' },
    { start: '2023-01-01', territory: 'MX-CHP', value: 2_000_000, sex: 'male' }, { start: '2024-01-01', territory: 'MX-CHP', value: 5_100_000, sex: 'female' },
  ])
  await release(node, 'victims', 1, [
    { start: '2023-01-01', territory: 'GT-16', value: 30, nationality: 'HN', ...tip }, { start: '2023-01-01', territory: 'MX-CHP', value: 40, nationality: 'GT', ...tip },
    { start: '2023-01-01', territory: 'MX-CHP', value: 10, sex: 'female', ...tip }, { start: '2025-01-01', territory: 'MX-CHP', value: 9, ...tip },
    { start: '2023-01-01', country: 'MX', value: 6, ...tip },
  ])
  await release(node, 'victims', 2, [{ start: '2023-01-01', territory: 'MX-CHP', value: 55, nationality: 'GT', ...tip }, { start: '2024-01-01', territory: 'MX-CHP', value: 51, ...tip }])
  await release(node, 'closed', 1, [{ start: '2023-01-01', territory: 'GT-16', value: 8, nationality: 'HN' }, { start: '2023-01-01', territory: 'MX-CHP', value: 5, nationality: 'VE' }])
}

const tell: typeof story = (title, run) => story(title, async (people) => {
  await seed(people.node)
  await run(people)
})

const asked = 'source=victims&offence=tip'

tell('figures.rates: refused without an account, without a year, by month, by a place nobody counted, for a year without residents', async ({ nadie, dario }) => {
  expect(await nadie.status('GET', `/api/figures/rates?${asked}&year=2023`)).toBe(401)
  const refused = async (query: string) => (await dario.isRefused('GET', `/api/figures/rates?${asked}&${query}`)).code
  expect(await refused('by=territory')).toBe('figures.rateOf')
  expect(await refused('by=territory&from=2023-02&to=2023-03')).toBe('figures.rateOf')
  expect(await refused('by=territory&year=2023&per=nothing')).toBe('figures.noResidents')
  const refusal = await dario.isRefused('GET', `/api/figures/rates?${asked}&by=territory&year=2025`)
  expect(refusal).toMatchObject({ status: 400, code: 'figures.noResidentsThatYear' })
  expect(refusal.title).toContain('2025')
  expect(refusal.title).toContain('2023, 2024')
})

tell('figures.rates: 30 victims among 17,000,000 residents are 0.1765; what states no place has no rate', async ({ dario }) => {
  const found = await dario.sees<RateAnswer>(`/api/figures/rates?${asked}&by=territory&year=2023`)
  expect(found.rows).toEqual([
    { territory: 'GT-16', value: 0.1765, count: 30, residents: 17_000_000 },
    { territory: 'MX-CHP', value: 1.3, count: 65, residents: 5_000_000 },
    { territory: null, value: null, count: 6, residents: null },
  ])
  expect(found.rate).toMatchObject({ per: 100_000, year: 2023, without: 6, unmatched: [], source: { id: 'people' }, total: { count: 95, residents: 22_000_000, value: 0.4318 } })
  expect(found.rate.indicator?.code).toContain('16.2.2')
})

tell('figures.rates: by year, a year without residents has no rate and is named; sex is matched where residents have it', async ({ dario }) => {
  const found = await dario.sees<RateAnswer>(`/api/figures/rates?${asked}&by=year,territory&territory=MX-CHP`)
  expect(found.rows.map(({ year, value }) => [year, value])).toEqual([[2023, 1.3], [2024, 1], [2025, null]])
  expect(found.rate.missingYears).toEqual([2025])
  const women = await dario.sees<RateAnswer>(`/api/figures/rates?${asked}&by=territory&year=2023&sex=female`)
  expect(women.rows).toEqual([{ territory: 'MX-CHP', value: 0.3333, count: 10, residents: 3_000_000 }])
})

tell('figures.rates: everything together is divided by the residents of the countries it was counted in', async ({ dario }) => {
  const found = await dario.sees<RateAnswer>(`/api/figures/rates?${asked}&year=2024`)
  expect(found.rows).toEqual([{ value: 1, count: 51, residents: 5_100_000 }])
})

tell('figures.rates, figures.flows: where the count is withheld its residents divide nothing, and it is said', async ({ dario, node }) => {
  await release(node, 'withheld', 1, [{ start: '2023-01-01', territory: 'GT-16', value: 34, nationality: 'HN' }, { start: '2023-01-01', territory: 'MX-CHP', value: null, nationality: 'GT' }])
  const found = await dario.sees<RateAnswer>('/api/figures/rates?source=withheld&by=territory&year=2023')
  expect(found.rate).toMatchObject({ total: { count: 34, residents: 17_000_000, value: 0.2 }, withheldResidents: 5_000_000 })
  for (const filter of ['', '&territory=GT-16&territory=MX-CHP']) {
    expect((await dario.sees<RateAnswer>(`/api/figures/rates?source=withheld&year=2023${filter}`)).rows).toMatchObject([{ value: 0.2, count: 34, residents: 17_000_000 }])
  }
  expect((await dario.sees<RateAnswer>('/api/figures/rates?source=withheld&year=2023&territory=MX-CHP')).rate.total).toBeNull()
  expect(await dario.sees<FlowAnswer>('/api/figures/flows?source=withheld&place=territory')).toMatchObject({ total: 34, withheld: 1, unplaced: 0 })
})

tell('figures.flows: nationality to the place that recorded it; of a source that is not public each sees their own', async ({ nadie, dario, ana }) => {
  expect(await nadie.status('GET', '/api/figures/flows?source=victims')).toBe(401)
  expect(await dario.isRefused('GET', '/api/figures/flows?source=people')).toMatchObject({ code: 'figures.noFlows' })
  const found = await dario.sees<FlowAnswer>('/api/figures/flows?source=victims&year=2023&place=territory')
  expect(found.stages).toEqual(['nationality', 'territory'])
  expect(found.links).toEqual([{ from: '0:GT', to: '1:MX-CHP', value: 55 }, { from: '0:HN', to: '1:GT-16', value: 30 }])
  expect(found.nodes.find(({ id }) => id === '0:GT')?.name).toEqual({ es: 'Guatemala', en: 'Guatemala' })
  expect(found).toMatchObject({ total: 85, unplaced: 16 })
  expect((await dario.sees<FlowAnswer>('/api/figures/flows?source=victims&year=2023')).stages).toEqual(['nationality', 'country'])
  expect((await dario.sees<FlowAnswer>('/api/figures/flows?source=closed')).total).toBe(5)
  expect((await ana.sees<FlowAnswer>('/api/figures/flows?source=closed')).total).toBe(13)
})

tell('figures.revisions: each period as first published and as it stands', async ({ nadie, dario }) => {
  expect(await nadie.status('GET', '/api/figures/revisions?source=victims')).toBe(401)
  expect(await dario.isRefused('GET', '/api/figures/revisions?source=victims&step=month')).toMatchObject({ code: 'figures.tooFine' })
  const found = await dario.sees<RevisionAnswer>('/api/figures/revisions?source=victims&territory=MX-CHP')
  expect(found.releases.map(({ number }) => number)).toEqual([1, 2])
  expect(found.items).toEqual([
    { period: '2023', release: 1, first: 50, now: 65 }, { period: '2024', release: 2, first: 51, now: 51 }, { period: '2025', release: 1, first: 9, now: 9 },
  ])
  expect((await dario.sees<RevisionAnswer>('/api/figures/revisions?source=closed')).items).toEqual([{ period: '2023', release: 1, first: 5, now: 5 }])
})

const question = { source: 'victims', measure: 'all', view: 'table', rows: ['territory', 'offence'], year: '2023' }
const save = { name: 'Trata por territorio', question }

tell('view.save: refused without an account, without a name or for a measure that is not there; then kept, with the release when pinned', async ({ nadie, dario, node }) => {
  expect(await nadie.status('POST', '/api/views', save)).toBe(401)
  expect((await dario.isRefused('POST', '/api/views', { name: ' ', question: { view: 'map' } })).fields).toHaveProperty('name')
  expect(await dario.isRefused('POST', '/api/views', { ...save, question: { ...question, source: 'nothing' } })).toMatchObject({ code: 'figures.unknownSource' })
  const latest = await dario.does<SavedView>('POST', '/api/views', save)
  expect(latest).toMatchObject({ name: 'Trata por territorio', question, isShared: false, isMine: true })
  const pinned = await dario.does<SavedView>('POST', '/api/views', { ...save, release: 'pinned' })
  expect(pinned.question).toEqual({ ...question, asOf: '2' })
  const [event] = await node.remembers('view.save')
  expect(event?.changed).not.toContain('Trata por territorio')
})

tell('view.list, view.read: one’s own and those shared; hidden and unknown look alike', async ({ nadie, dario, ana, elena }) => {
  expect(await nadie.status('GET', '/api/views')).toBe(401)
  expect(await elena.status('GET', '/api/views')).not.toBe(200)
  const own = await dario.does<SavedView>('POST', '/api/views', { ...save, name: 'Solo mía' })
  const shared = await dario.does<SavedView>('POST', '/api/views', { ...save, name: 'De todos', isShared: true })
  const names = async (person: typeof ana) => (await person.sees<{ items: SavedView[] }>('/api/views')).items.map(({ name }) => name)
  expect(await names(ana)).toContain('De todos')
  expect(await names(ana)).not.toContain('Solo mía')
  expect(await names(dario)).toContain('Solo mía')
  const [hidden, unknown] = [await ana.isRefused('GET', `/api/views/${own.id}`), await ana.isRefused('GET', '/api/views/aaaaaaaaaa')]
  expect([hidden.status, hidden.code, hidden.title]).toEqual([unknown.status, unknown.code, unknown.title])
  expect(await ana.sees(`/api/views/${shared.id}`)).toMatchObject({ question, isMine: false, ownerName: 'Darío Prueba', allowed: [] })
  expect((await dario.sees<SavedView & { allowed: string[] }>(`/api/views/${shared.id}`)).allowed).toEqual(['view.rename', 'view.delete'])
})

tell('view.rename, view.delete: only by whose view it is', async ({ dario, ana }) => {
  const { id } = await dario.does<SavedView>('POST', '/api/views', { ...save, isShared: true })
  const change = { name: 'Otro nombre', isShared: true }
  expect(await ana.status('PUT', `/api/views/${id}`, change)).toBeGreaterThanOrEqual(400)
  expect(await ana.status('DELETE', `/api/views/${id}`)).toBeGreaterThanOrEqual(400)
  await dario.does('PUT', `/api/views/${id}`, change)
  expect(await ana.sees(`/api/views/${id}`)).toMatchObject({ name: 'Otro nombre' })
  await dario.does('DELETE', `/api/views/${id}`)
  expect(await dario.status('GET', `/api/views/${id}`)).toBeGreaterThanOrEqual(400)
})
