// Stories of figures as they stood and as they stand: earlier releases, withheld values, and the columns that follow each release.
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { observedRelease, observedSource, type ObservedRow } from '../../../tests/observed.ts'
import { storiesOn, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection } from '../collection/index.ts'
import { openColumns, statistics } from './index.ts'
import type { CellView, FigureAnswer, PublicFigures, SourceCoverage } from './model.ts'
import type { RevisionAnswer } from './model/revisions.ts'
import { keptBook } from './store/columns/kept.ts'
import type { Answered } from './store/columns/asked.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection, statistics] })

const row = (value: number | null, territory: string, start: string | null = '2024-01-01'): ObservedRow =>
  ({ measure: 'victims', grain: start === null ? 'undated' : 'month', start, value, words: { country: territory.slice(0, 2), territory } })

const seeded = new WeakSet<TestNode['system']>()

/** Release 1 of 10 March: 3 in Chiapas, 4 in Oaxaca, one withheld. Release 2 of 20 March: all of that withdrawn, 10 in Chiapas. */
const seed = async ({ system, database: { owner } }: TestNode): Promise<void> => {
  if (seeded.has(system)) return
  seeded.add(system)
  await observedSource(owner, 'revised')
  await observedRelease(owner, 'revised', [row(3, 'MX-CHP'), row(4, 'MX-OAX'), row(null, 'MX-OAX'), row(null, 'GT-16', null)])
  await observedRelease(owner, 'revised', [row(10, 'MX-CHP')], 1)
  await sql`update collection.release set at = case number when 1 then '2025-03-10T12:00Z'::timestamptz else '2025-03-20T12:00Z' end where source_id = 'revised'`.execute(owner)
}

const tell: typeof story = (title, run) => story(title, async (people) => {
  await seed(people.node)
  await run(people)
})

tell('figures.query: as published then: what had not been published, and what never was, is said with what there is', async ({ dario }) => {
  const cases = [
    ['asOf=2025-03-09', 404, 'figures.notYetPublished', '2025-03-10'],
    ['asOf=7', 404, 'figures.unknownRelease', '1 a la 2'],
    ['asOf=yesterday', 400, 'request.invalid', ''],
    ['asOf=2025-13-01', 400, 'request.invalid', ''],
  ] as const
  for (const [query, status, code, says] of cases) {
    const refusal = await dario.isRefused('GET', `/api/figures?source=revised&${query}`)
    expect(refusal).toMatchObject({ status, code })
    expect(refusal.title).toContain(says)
  }
})

tell('figures.query: as published on a day or at a release, saying which release that was', async ({ dario }) => {
  const asOf = async (moment: string) => dario.sees<FigureAnswer>(`/api/figures?source=revised&by=territory${moment}`)
  const now = await asOf('')
  expect(now).toMatchObject({ total: 10, release: { number: 2 }, latest: { number: 2 }, rows: [{ territory: 'MX-CHP', value: 10 }] })
  for (const moment of ['&asOf=1', '&asOf=2025-03-10', '&asOf=2025-03-19']) {
    expect(await asOf(moment)).toMatchObject({ total: 7, release: { number: 1, at: '2025-03-10T12:00:00.000Z' }, latest: { number: 2 } })
  }
  for (const moment of ['&asOf=2', '&asOf=2025-03-20', '&asOf=2031-01-01']) expect(await asOf(moment)).toEqual(now)
})

tell('figures.query: what a source withholds is counted apart, per cell and in all, and never as nought', async ({ dario }) => {
  const found = await dario.sees<FigureAnswer>('/api/figures?source=revised&by=territory&asOf=1')
  expect(found).toMatchObject({ total: 7, undated: 0, observations: 4, withheld: 2 })
  expect(found.rows).toEqual([
    { territory: 'GT-16', value: null, withheld: 1 }, { territory: 'MX-CHP', value: 3 }, { territory: 'MX-OAX', value: 4, withheld: 1 },
  ])
})

tell('figures.cell: opens a figure as it was published, with what the source wrote instead of a value', async ({ dario }) => {
  const cell = await dario.sees<CellView>('/api/figures/observations?source=revised&territory=MX-OAX&asOf=1')
  expect(cell).toMatchObject({ total: 4, count: 2 })
  expect(cell.items.map(({ value, withheld, release }) => [value, withheld, release])).toEqual([[4, null, 1], [null, '<5', 1]])
  expect(await dario.sees<CellView>('/api/figures/observations?source=revised&territory=MX-OAX')).toMatchObject({ total: 0, count: 0 })
})

tell('figures.download: of a source that is not public, no earlier state and no withheld figure leaves as nought', async ({ nadie, node }) => {
  await observedSource(node.database.owner, 'kept-back')
  await sql`update collection.source set is_public = false where id = 'kept-back'`.execute(node.database.owner)
  await observedRelease(node.database.owner, 'kept-back', [row(8, 'MX-CHP'), row(null, 'GT-16')])
  expect(await nadie.isRefused('GET', '/api/figures.csv?source=kept-back&by=year&asOf=1')).toMatchObject({ code: 'figures.notForPublic' })
  const { body } = await nadie.asks({ method: 'GET', url: '/api/figures.csv?source=kept-back&by=territory' })
  expect(body.split('\r\n').slice(1)).toEqual(['kept-back,1,victims,victims,GT-16,Alta Verapaz,', 'kept-back,1,victims,victims,MX-CHP,Chiapas,10', ''])
  expect((await nadie.asks({ method: 'GET', url: '/api/figures.csv?source=revised&by=territory&asOf=1' })).body).toContain('revised,1,victims,victims,MX-CHP,Chiapas,3')
})

const keepBack = async ({ database: { owner } }: TestNode, id: string): Promise<void> => {
  await observedSource(owner, id)
  await observedRelease(owner, id, [row(null, 'MX-CHP', '2022-01-01'), row(7, 'MX-CHP', '2023-01-01'), row(3, 'MX-CHP'), row(null, 'MX-OAX'), row(0, 'GT-16'), row(null, 'GT-16')])
}

tell('figures.public: what a source withholds is said in words and counted, in a place, a year and a total, and never nought', async ({ nadie, node }) => {
  await keepBack(node, 'withholding')
  await sql`insert into statistics.cube (source_id, measure, place, release, form, cells)
    values ('withholding', 'victims', 'territory', 1, 1, '[{"year":2024,"place":"MX-OAX","kind":null,"value":0}]')`.execute(node.database.owner)
  const shownOf = async (year: string) => (await nadie.sees<PublicFigures>(`/api/figures/public?figure=withholding&year=${year}`)).shown
  const found = await shownOf('2024')
  expect(found).toMatchObject({ total: 3, withheld: 2, series: [{ year: 2022, value: null }, { year: 2023, value: 7 }, { year: 2024, value: 3 }] })
  expect(found?.places.map(({ code, value }) => [code, value])).toEqual([['MX-CHP', 3], ['GT-16', null], ['MX-OAX', null]])
  expect(await shownOf('2022')).toMatchObject({ total: null, withheld: 1, places: [{ value: null }] })
  const page = (await nadie.asks({ method: 'GET', url: '/es/figures?figure=withholding&year=2024' })).body
  expect(page).toContain('La fuente reserva 2 cifras, que no están sumadas.')
  expect(page).toMatch(/Oaxaca<\/th><td[^>]*>reservado por la fuente/)
  expect(page).toContain('Oaxaca: sin datos')
})

tell('figures.public: of a source whose default measure was never delivered, one that was is shown', async ({ nadie, node }) => {
  const { owner } = node.database
  await observedSource(owner, 'by-nationality', ['total', 'victims'])
  await observedRelease(owner, 'by-nationality', [row(12, 'MX-CHP')])
  const { shown } = await nadie.sees<PublicFigures>('/api/figures/public?figure=by-nationality')
  expect(shown).toMatchObject({ measure: { id: 'victims' }, total: 12 })
})

tell('figures.public: the residents of several years are no sum, nor the first thing shown; every count is said to be a minimum', async ({ nadie, node }) => {
  const { owner } = node.database
  await observedSource(owner, 'a-people')
  await sql`update collection.measure set unit = 'residents' where source_id = 'a-people'`.execute(owner)
  const people = (value: number, start: string): ObservedRow => ({ ...row(value, 'MX-CHP', start), grain: 'year' })
  await observedRelease(owner, 'a-people', [people(1000, '2022-01-01'), people(1010, '2023-01-01')])
  const { shown } = await nadie.sees<PublicFigures>('/api/figures/public?figure=a-people&year=all')
  expect(shown).toMatchObject({ year: 2023, total: 1010, places: [{ value: 1010 }] })
  const page = async (query: string) => (await nadie.asks({ method: 'GET', url: `/es/figures?${query}` })).body
  expect(await page('figure=a-people&year=all')).not.toMatch(/2,010|Todos los años|Cifras mínimas/)
  expect(await page('')).toMatch(/Todos los años[^]*Cifras mínimas/)
  expect((await nadie.sees<PublicFigures>('/api/figures/public')).shown?.measure.unit).toBe('victims')
})

tell('figures.public: of a source that is not public a withheld figure is no nought either, and how many are is not told', async ({ nadie, node }) => {
  await keepBack(node, 'closed-withholding')
  await sql`update collection.source set is_public = false where id = 'closed-withholding'`.execute(node.database.owner)
  const { shown } = await nadie.sees<PublicFigures>('/api/figures/public?figure=closed-withholding&year=2024')
  expect(shown).toMatchObject({ protection: 'rounded', total: 5, withheld: 0 })
  expect(shown?.places.map(({ value }) => value)).toEqual([5, null, null])
})

tell('figures.revisions: a period whose figures are withheld was and is unknown; one with nothing left is nought', async ({ dario, node }) => {
  const { owner } = node.database
  await observedSource(owner, 'reconsidered')
  await observedRelease(owner, 'reconsidered', [row(null, 'MX-CHP', '2022-01-01'), row(4, 'MX-CHP', '2023-01-01')])
  await observedRelease(owner, 'reconsidered', [row(null, 'MX-CHP', '2023-01-01'), row(6, 'MX-CHP', '2022-01-01'), row(null, 'MX-CHP')], 1)
  await observedRelease(owner, 'reconsidered', [row(6, 'MX-CHP', '2022-01-01'), row(null, 'MX-CHP', '2023-01-01')], 1)
  const { items } = await dario.sees<RevisionAnswer>('/api/figures/revisions?source=reconsidered&step=year')
  expect(items.map(({ period, first, now }) => [period, first, now])).toEqual([['2022', null, 6], ['2023', 4, null], ['2024', null, 0]])
})

/** Columns opened on the node, and how each question to them went. */
const watched = ({ system }: TestNode) => {
  const columns = openColumns(system, 600_000)
  const went: string[] = []
  const { ask } = columns
  columns.ask = async (asked) => {
    const answered: Answered = await ask(asked)
    went.push('refused' in answered ? answered.refused : asked.kind)
    return answered
  }
  return { columns, went }
}

tell('figures.query: the columns answer as the database does, and the first answer after a release is right', async ({ dario, bruno, node }) => {
  const questions = ['by=territory', 'by=year,territory&territory=MX-CHP', 'year=none', 'by=territory&points=true', 'by=month&from=2024-02']
  const answers = async () => Promise.all(questions.map((query) => dario.sees<FigureAnswer>(`/api/figures?source=revised&${query}`)))
  const bySql = await answers()
  const { columns, went } = watched(node)
  try {
    expect(await answers()).toEqual(bySql)
    expect(went).toEqual(Array.from({ length: 6 }, () => 'cells'))
    await observedRelease(node.database.owner, 'revised', [row(20, 'MX-CHP'), row(1, 'GT-16'), row(null, 'MX-OAX')])
    expect(await dario.sees('/api/figures?source=revised&by=territory')).toMatchObject({
      total: 31, withheld: 1, release: { number: 3 }, rows: [{ territory: 'GT-16', value: 1 }, { territory: 'MX-CHP', value: 30 }, { territory: 'MX-OAX', value: null, withheld: 1 }],
    })
    expect(await bruno.sees('/api/figures?source=revised&asOf=2')).toMatchObject({ total: 10, latest: { number: 3 } })
    expect(went.slice(6)).toEqual(['facts', 'cells'])
  } finally {
    await columns.close()
  }
  expect(await dario.sees('/api/figures?source=revised')).toMatchObject({ total: 31 })
})

tell('figures.query: of a source that is not public the columns too give each their own territories', async ({ dario, bruno, ana, node }) => {
  await observedSource(node.database.owner, 'guarded')
  await sql`update collection.source set is_public = false where id = 'guarded'`.execute(node.database.owner)
  await observedRelease(node.database.owner, 'guarded', [row(3, 'GT-16'), row(4, 'MX-CHP'), row(5, 'MX-OAX')])
  const { columns, went } = watched(node)
  const totals = await Promise.all([dario, bruno, ana].map(async (person) => (await person.sees<FigureAnswer>('/api/figures?source=guarded')).total))
  await columns.close()
  expect(totals).toEqual([9, 4, 12])
  expect(new Set(went)).toEqual(new Set(['facts', 'cells']))
})

tell('figures.describe: what a new release covers comes from the columns, as the database would say', async ({ dario, node }) => {
  const described = async () => (await dario.sees<{ items: SourceCoverage[] }>('/api/figures/sources')).items.find(({ id }) => id === 'covered')
  await observedSource(node.database.owner, 'covered')
  await observedRelease(node.database.owner, 'covered', [row(3, 'GT-16'), row(4, 'MX-CHP', '2023-05-01'), row(5, 'MX-OAX', null)])
  const { columns, went } = watched(node)
  const byColumns = await described()
  await columns.close()
  expect(went).toContain('facts')
  await sql`delete from statistics.coverage where source_id = 'covered'`.execute(node.database.owner)
  expect(await described()).toEqual(byColumns)
  expect(byColumns?.measures).toMatchObject([{ from: '2023-05-01', to: '2024-01-01', observations: 3, dimensions: ['year', 'month', 'country', 'territory'] }])
})

const writer = `
import { layOut, writeKept } from './store/columns/kept.ts'
import { append, columns, emptyTable } from './store/columns/table.ts'
const table = emptyTable()
const codes = new Int32Array(columns.length)
for (let value = 0; value < 400_000; value += 1) append(table, { sign: 1, value, codes })
for (let release = 1; ; release += 1) {
  await writeKept(process.argv[1], layOut({ source: 'killed', release, delivery: 'd', tables: new Map([['victims', table]]) }))
  if (release === 1) process.stdout.write('written')
}`

test('columns: a process that is killed while it writes leaves the file whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sidmi-killed-'))
  for (const delay of [0, 3, 7, 12, 18]) {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', writer, folder], { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    await pause(delay)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect((await keptBook(folder, 'killed'))?.tables.get('victims')).toMatchObject({ observations: 400_000 })
  }
  expect((await readdir(folder)).every((name) => /\.columns(\.part)?$/.test(name))).toBe(true)
  await rm(folder, { recursive: true })
})
