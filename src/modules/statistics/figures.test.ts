// Stories of the figures: asking, opening, publishing and downloading them, over HTTP on a real PostgreSQL.
import { expect } from 'vitest'
import { sql } from 'kysely'
import { storiesOn, type TestNode } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection } from '../collection/index.ts'
import { prepareFigures } from './actions/public.ts'
import { publicCells, reportFigures, statistics } from './index.ts'
import type { CellView, FigureAnswer, PublicFigures, SourceCoverage } from './model.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection, statistics] })

const source = (id: string, isPublic: boolean) => sql`
  insert into collection.source values (${id}, '{"es":"Fuente","en":"Source"}', 'P', 'CC0', '{"es":"De P","en":"By P"}', '{"es":"","en":""}',
    'https://example.org/', ${isPublic}, false, 'monthly')`

const measure = (sourceId: string, id: string, unit: string, isDefault: boolean) => sql`
  insert into collection.measure values (${sourceId}, ${id}, ${unit}, '{"es":"Medida","en":"Measure"}', ${isDefault}, 1)`

type Row = [measure: string, grain: string, start: string | null, territory: string | null, offence: string | null, value: number]

const addRelease = async ({ database: { owner } }: TestNode, sourceId: string, number: number, rows: readonly Row[]) => {
  await sql`insert into collection.profile values ('p', 'p', 1, ${sourceId}, '{}') on conflict do nothing`.execute(owner)
  const delivery = await sql<{ id: string }>`insert into collection.delivery (id, source_id, territories, file_sha256, file_name, file_bytes, state, received_at, counts)
    values (gen_random_uuid(), ${sourceId}, '{}', 'x', ${`${sourceId}-${number}.csv`}, 1, 'done', now(), '{}') returning id`.execute(owner)
  const release = await sql<{ id: number }>`insert into collection.release (source_id, number, delivery_id, at, profile_sha256, scope)
    values (${sourceId}, ${number}, ${delivery.rows[0]?.id}, now(), 'p', 'full') returning id`.execute(owner)
  let line = 1
  for (const [id, grain, start, territory, offence, value] of rows) {
    line += 1
    await sql`insert into collection.observation (source_id, measure, key, since_release, line, grain, period_start, country, territory, offence, value)
      values (${sourceId}, ${id}, decode(md5(${`${id}${start}${territory}${offence}`}), 'hex'), ${release.rows[0]?.id}, ${line}, ${grain}, ${start},
        ${territory?.slice(0, 2) ?? null}, ${territory}, ${offence}, ${value})`.execute(owner)
  }
}

const seeded = new WeakSet<TestNode['system']>()

const seed = async (node: TestNode): Promise<void> => {
  if (seeded.has(node.system)) return
  seeded.add(node.system)
  const { owner } = node.database
  for (const [id, isPublic] of [['open', true], ['closed', false], ['empty', true]] as const) await source(id, isPublic).execute(owner)
  await measure('open', 'victims', 'victims', true).execute(owner)
  await measure('open', 'case-files', 'case-files', false).execute(owner)
  await measure('closed', 'events', 'events', true).execute(owner)
  await measure('empty', 'events', 'events', true).execute(owner)
  await addRelease(node, 'open', 1, [
    ['victims', 'month', '2023-01-01', 'MX-CHP', 'tip', 3],
    ['victims', 'month', '2023-12-01', 'MX-OAX', 'kidnapping', 4],
    ['victims', 'month', '2024-02-01', 'MX-CHP', 'tip', 5],
    ['victims', 'undated', null, 'MX-CHP', 'tip', 7],
    ['case-files', 'month', '2023-01-01', 'MX-CHP', 'tip', 1000],
  ])
  await addRelease(node, 'closed', 1, [
    ['events', 'week', '2024-12-30', 'GT-16', 'extortion', 3],
    ['events', 'week', '2024-12-23', 'MX-CHP', 'extortion', 4],
  ])
}

const tell: typeof story = (title, run) => story(title, async (people) => {
  await seed(people.node)
  await run(people)
})


tell('figures.query: refused without an account', async ({ nadie }) => {
  expect(await nadie.status('GET', '/api/figures?source=open')).toBe(401)
})

tell('figures.query: what does not exist is answered with what does', async ({ dario }) => {
  const cases = [
    ['source=nothing', 404, 'figures.unknownSource', 'sesnsp-estatal'],
    ['source=open&measure=ships', 400, 'figures.unknownMeasure', 'victims'],
    ['source=open&by=planet', 400, 'figures.unknownDimension', 'year, month, country, territory, offence'],
    ['source=open&by=route', 400, 'figures.unknownDimension', 'territory'],
    ['source=open&by=week', 400, 'figures.tooFine', 'year, month'],
  ] as const
  for (const [query, status, code, says] of cases) {
    const refusal = await dario.isRefused('GET', `/api/figures?${query}`)
    expect(refusal).toMatchObject({ status, code })
    expect(refusal.title).toContain(says)
  }
})

tell('figures.query: one measure at a time; what has no date is never added into a year', async ({ dario }) => {
  const found = await dario.sees<FigureAnswer>('/api/figures?source=open&by=year')
  expect(found).toMatchObject({ release: { number: 1 }, measure: { id: 'victims', unit: 'victims' }, total: 19, undated: 7, observations: 4 })
  expect(found.rows).toEqual([{ year: 2023, value: 7 }, { year: 2024, value: 5 }, { year: null, value: 7 }])
})

tell('figures.query: filters, periods and several dimensions', async ({ dario }) => {
  const rows = async (query: string) => (await dario.sees<FigureAnswer>(`/api/figures?source=open&${query}`)).rows
  expect(await rows('by=month,territory&year=2023')).toEqual([
    { month: '2023-01', territory: 'MX-CHP', value: 3 }, { month: '2023-12', territory: 'MX-OAX', value: 4 },
  ])
  expect(await rows('by=offence&from=2023-02&to=2024')).toEqual([{ offence: 'kidnapping', value: 4 }, { offence: 'tip', value: 5 }])
  expect(await rows('by=territory&month=2023-01&month=2023-12')).toHaveLength(2)
  expect(await rows('year=none')).toEqual([{ value: 7 }])
  expect(await rows('territory=MX-QQQ')).toEqual([])
})

tell('figures.query: codes come with their names in both languages', async ({ dario }) => {
  const { names } = await dario.sees<FigureAnswer>('/api/figures?source=open&by=territory')
  expect(names.territory).toEqual({ 'MX-CHP': { es: 'Chiapas', en: 'Chiapas' }, 'MX-OAX': { es: 'Oaxaca', en: 'Oaxaca' } })
})

tell('figures.query: of a source that is not public each sees their own territories', async ({ dario, bruno, ana }) => {
  const total = async (person: typeof dario) => (await person.sees<FigureAnswer>('/api/figures?source=closed')).total
  expect([await total(dario), await total(bruno), await total(ana)]).toEqual([4, 4, 7])
})

tell('figures.query: a week belongs to the year and month of its Thursday', async ({ ana }) => {
  const { rows } = await ana.sees<FigureAnswer>('/api/figures?source=closed&by=year,month,week')
  expect(rows).toEqual([{ year: 2024, month: '2024-12', week: '2024-W52', value: 4 }, { year: 2025, month: '2025-01', week: '2025-W01', value: 3 }])
  expect((await ana.sees<FigureAnswer>('/api/figures?source=closed&week=2025-W01')).total).toBe(3)
})

tell('figures.query: a source that has delivered nothing answers with nothing', async ({ dario }) => {
  expect(await dario.sees<FigureAnswer>('/api/figures?source=empty&by=year')).toMatchObject({ release: null, rows: [], total: 0 })
})

tell('figures.cell: opens a number to the file and the line of each observation', async ({ dario }) => {
  const cell = await dario.sees<CellView>('/api/figures/observations?source=open&year=2023&territory=MX-CHP')
  expect(cell).toMatchObject({ total: 3, count: 1, page: 1, pages: 1 })
  expect(cell.items).toMatchObject([{ start: '2023-01-01', value: 3, file: 'open-1.csv', line: 2, release: 1, words: { territory: 'MX-CHP', offence: 'tip' } }])
  expect((await dario.sees<CellView>('/api/figures/observations?source=open&year=none')).items).toMatchObject([{ start: null, line: 5 }])
})

tell('figures.query: points as squares of half a degree; what has no coordinates is counted apart', async ({ dario, node }) => {
  await sql`update collection.observation set lat = 14.9, lon = -92.3 where source_id = 'open' and line = 2`.execute(node.database.owner)
  expect(await dario.sees('/api/figures?source=open&points=true')).toMatchObject({ points: { items: [{ lat: 14.75, lon: -92.25, value: 3 }], hidden: 16 } })
})

tell('figures.describe: says what each source covers, and follows a new release at once', async ({ dario, node }) => {
  const open = async () => (await dario.sees<{ items: SourceCoverage[] }>('/api/figures/sources')).items.find((each) => each.id === 'open')
  expect((await open())?.measures.find((each) => each.id === 'victims')).toMatchObject({
    grain: 'month', from: '2023-01-01', to: '2024-02-01', observations: 4, dimensions: ['year', 'month', 'country', 'territory', 'offence'],
  })
  await addRelease(node, 'open', 2, [['victims', 'month', '2024-03-01', 'MX-OAX', 'kidnapping', 2]])
  expect(await open()).toMatchObject({ release: { number: 2 }, measures: [{ to: '2024-03-01', observations: 5 }, {}] })
})

tell('figures.public: a public source as published, one offence, one year and one series', async ({ nadie }) => {
  const { shown, choices } = await nadie.sees<PublicFigures>('/api/figures/public?figure=open&kind=all')
  expect(choices.map((choice) => choice.id)).toEqual(['closed', 'open'])
  expect(shown).toMatchObject({ protection: 'as-published', kind: null, year: 2023, years: [2023, 2024], total: 7, undated: 7, by: 'territory' })
  expect(shown?.places.map(({ code, value }) => [code, value])).toEqual([['MX-OAX', 4], ['MX-CHP', 3]])
  expect(shown?.series.map(({ year, isWhole }) => [year, isWhole])).toEqual([[2023, true], [2024, false]])
  const first = (await nadie.sees<PublicFigures>('/api/figures/public?figure=open.victims&place=MX-OAX')).shown
  expect(first).toMatchObject({ kind: { code: 'tip', name: { es: 'Trata de personas' } }, total: 3, place: { code: 'MX-OAX' }, series: [] })
})

tell('figures.public: what is not public is rounded, totals by themselves', async ({ nadie }) => {
  const { shown } = await nadie.sees<PublicFigures>('/api/figures/public?figure=closed&year=all')
  expect(shown).toMatchObject({ protection: 'rounded', total: 5, series: [{ year: 2024, value: 5 }, { year: 2025, value: 5 }] })
  expect(shown?.places.map((place) => place.value)).toEqual([5, 5])
})

tell('figures.download: the public form for anyone, never finer than year and place; the publisher’s note goes with each figure', async ({ nadie, dario, node }) => {
  const refusal = await nadie.isRefused('GET', '/api/figures.csv?source=closed&by=offence')
  expect(refusal).toMatchObject({ code: 'figures.notForPublic' })
  expect(await nadie.status('GET', '/api/figures.csv?source=closed&by=year&month=2024-12')).toBe(400)
  const csv = await nadie.asks({ method: 'GET', url: '/api/figures.csv?source=closed&by=year,territory' })
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body.split('\r\n')).toEqual([
    'source,release,measure,unit,year,territory,territory_name,value',
    'closed,1,events,events,2024,MX-CHP,Chiapas,5', 'closed,1,events,events,2025,GT-16,Alta Verapaz,5', '',
  ])
  await sql`update collection.source set note = '{"es":"Estimación mínima.","en":"Minimum estimate."}' where id = 'open'`.execute(node.database.owner)
  const noted = (await nadie.asks({ method: 'GET', url: '/api/figures.csv?source=open&by=year' })).body.split('\r\n')
  expect([noted[0], noted[1]]).toEqual(['source,release,measure,unit,year,value,note', expect.stringMatching(/^open,\d,victims,victims,2023,7,Estimación mínima\.$/)])
  const whole = await dario.asks({ method: 'GET', url: '/api/figures.csv?source=closed&by=week' })
  expect(whole.body).toContain('closed,1,events,events,2024-W52,4')
})

tell('figures.download: of a source that is not public no chosen places or years are summed, for rounding would be undone by subtraction', async ({ nadie, dario, node }) => {
  const summed = ['by=year&territory=MX-CHP&territory=GT-16', 'territory=MX-CHP', 'by=territory&year=2024', 'by=territory&from=2024', 'by=territory&from=2024&to=2025', 'by=territory&to=2024']
  for (const query of summed) {
    const refusal = await nadie.isRefused('GET', `/api/figures.csv?source=closed&${query}`)
    expect(refusal, query).toMatchObject({ status: 400, code: 'figures.notSummedForPublic' })
    expect(refusal.title).toContain('no se suman por trozos elegidos')
  }
  for (const query of ['by=year&from=2024-06', 'by=week&from=2024']) expect(await nadie.isRefused('GET', `/api/figures.csv?source=closed&${query}`), query).toMatchObject({ code: 'figures.notForPublic' })
  const rows = async (query: string) => (await nadie.asks({ method: 'GET', url: `/api/figures.csv?source=closed&${query}` })).body.trim().split('\r\n').slice(1).map((line) => line.split(',').at(-1))
  expect(await rows('by=territory&territory=MX-CHP')).toEqual(['5'])
  expect(await rows('by=year&from=2025')).toEqual(['5'])
  expect((await dario.asks({ method: 'GET', url: '/api/figures.csv?source=closed&by=territory&year=2024' })).statusCode).toBe(200)
  const cells = (asked: Partial<Parameters<typeof publicCells>[1]>) => publicCells(node.database.db, { source: 'closed', ...asked })
  const refused: Parameters<typeof cells>[0][] = [{ by: ['year'], territory: ['MX-CHP', 'GT-16'] }, { territory: ['MX-CHP'] }, { by: ['territory'], from: '2024' }, { by: ['territory'], year: ['2024'] }]
  for (const asked of refused) await expect(cells(asked)).rejects.toMatchObject({ code: 'figures.notSummedForPublic' })
  await expect(cells({ from: '2024-06', to: '2025' })).rejects.toMatchObject({ code: 'figures.notForPublic' })
  expect(await cells({ by: ['territory'], from: '2024', to: '2025' })).toMatchObject({ total: 5 })
})

tell('figures.download: strangers are refused before anything is counted, and get no larger table than a person', async ({ nadie, dario, node }) => {
  const { owner } = node.database
  await source('vast', true).execute(owner)
  await measure('vast', 'events', 'events', true).execute(owner)
  await addRelease(node, 'vast', 1, [['events', 'day', '2024-01-01', 'MX-CHP', 'tip', 1]])
  await sql`insert into collection.observation (source_id, measure, key, since_release, line, grain, period_start, category, value)
    select source_id, measure, decode(md5(n::text), 'hex'), since_release, 2 + n, grain, period_start, 'category ' || n, 1
    from collection.observation cross join generate_series(1, 100001) as n where source_id = 'vast'`.execute(owner)
  for (const person of [nadie, dario]) {
    const refusal = await person.isRefused('GET', '/api/figures.csv?source=vast&by=category')
    expect(refusal).toMatchObject({ status: 400, code: 'figures.tooManyCells' })
    expect(refusal.title).toContain('en SDMX, ponga en la clave _T')
  }
  await expect(publicCells(node.database.db, { source: 'vast', by: ['category'] })).rejects.toMatchObject({ code: 'figures.tooManyCells' })
  await sql`update collection.source set is_public = false where id = 'vast'`.execute(owner)
  expect(await nadie.isRefused('GET', '/api/figures.csv?source=vast&by=category')).toMatchObject({ code: 'figures.notForPublic' })
  for (let asked = 0; asked < 30; asked += 1) await nadie.asks({ method: 'GET', url: '/api/figures.csv?source=none' })
  expect(await nadie.status('GET', '/api/figures.csv?source=none')).toBe(429)
})

tell('figures.query: a day that does not exist is refused, in the public form too', async ({ dario, node }) => {
  for (const query of ['from=2024-02-31', 'to=2023-02-29', 'from=0000', 'asOf=2025-02-31']) expect(await dario.isRefused('GET', `/api/figures?source=open&${query}`), query).toMatchObject({ status: 400, code: 'request.invalid' })
  expect(await dario.status('GET', '/api/figures/rates?source=open&by=year&from=2024-02-31')).toBe(400)
  expect(await dario.status('GET', '/api/figures?source=open&from=2024-02-29')).toBe(200)
  await expect(publicCells(node.database.db, { source: 'open', from: '2024-02-31' })).rejects.toMatchObject({ code: 'figures.notUnderstood' })
})

tell('figures: the terminal gets source, release, unit and rows', async ({ node }) => {
  expect(await reportFigures(node.system, { source: 'open', measure: 'case-files', by: ['year', 'territory'] })).toMatchObject({
    source: 'open', unit: 'case-files', rows: [{ year: 2023, territory: 'MX-CHP', value: 1000 }],
  })
})

tell('figures.prepare: only the node itself counts ahead', async ({ node }) => {
  expect(await perform(node.system, prepareFigures, { actor: systemActor, input: {} })).toEqual({})
  const kept = await sql<{ n: number }>`select count(*) as n from statistics.cube where source_id = 'closed'`.execute(node.database.db)
  expect(kept.rows).toEqual([{ n: 1 }])
})
