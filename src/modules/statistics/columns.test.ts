// The columns against the database they are filled from: the same answers on random data, after every release, and from every file.
import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { observedRelease, observedSource, type ObservedRow } from '../../../tests/observed.ts'
import { testDatabase, type TestDatabase } from '../../../tests/places.ts'
import { systemActor, type Actor } from '../../platform/access.ts'
import { dimensions, type Dimension, type Filters } from './model.ts'
import { openHelper, type Helper } from './store/columns/helper.ts'
import { keptFile } from './store/columns/kept.ts'
import { cellsOf, type Cells } from './store/columns/scan.ts'
import { openShelf, type Shelf } from './store/columns/shelf.ts'
import { emptyTable } from './store/columns/table.ts'
import { factsIn } from './store/columns/facts.ts'
import { cellOf, sumCells, sumPoints, visibleIn, type Scope, type SummedCells } from './store/figures.ts'
import type { State } from './store/states.ts'

let opening: Promise<TestDatabase> | undefined
const openDatabase = (): Promise<TestDatabase> => (opening ??= testDatabase())
afterAll(async () => {
  await helper.close()
  await (await opening)?.drop()
})

const anySize = openHelper(0)
let timesHelped = 0
const helper: Helper = {
  begin: (parts, work) => {
    const begun = anySize.begin(parts, work)
    return begun && (() => {
      const sheet = begun()
      if (sheet) timesHelped += 1
      return sheet
    })
  },
  close: anySize.close,
}

const megabyte = 2 ** 20
const told: string[] = []

const shelfOn = (database: TestDatabase, budget = 64 * megabyte): Shelf =>
  openShelf({ connection: database.connection, folder: `${database.dataFolder}/columns`, budget, log: (event) => void told.push(event) })

const everything = Object.fromEntries(dimensions.map((dimension) => [dimension, []])) as unknown as Filters
const limit = 10_000

const asSums = ({ levels, sums, counts, withheld, withheldTotal, total, undated, observations, isCut }: Cells, by: readonly Dimension[]): SummedCells => ({
  rows: Array.from(sums, (sum, cell) => {
    const words = Object.fromEntries(levels.map(({ values, ranks }, at) => [by[at], values[ranks[cell]!]!]))
    return cellOf(words, counts[cell] === 0 ? null : sum, withheld[cell]!)
  }),
  total, undated, observations, withheld: withheldTotal, isCut,
})

interface Asking {
  by: Dimension[]
  filters: Filters
  actor: Actor
  measure: string
}

const scopeOf = (source: string, { filters, actor, measure }: Asking): Scope => ({ source: { id: source, isPublic: false }, measure, filters, actor })

const asColumns = async (shelf: Shelf, source: string, release: number, asking: Asking): Promise<SummedCells> => {
  const book = await shelf.bookAt(source, release)
  expect(book?.release).toBe(release)
  const table = book?.tables.get(asking.measure) ?? emptyTable()
  const question = { by: asking.by, filters: asking.filters, visible: visibleIn(scopeOf(source, asking)), limit }
  const [swept, lookedUp, helped] = [cellsOf(table, question), cellsOf(table, question, { dense: 4 }), cellsOf(table, question, { helper })]
  if (!swept || !lookedUp || !helped) throw new Error('too wide')
  expect(asSums(helped, asking.by)).toEqual(asSums(swept, asking.by))
  expect(asSums(lookedUp, asking.by)).toEqual(asSums(swept, asking.by))
  return asSums(swept, asking.by)
}

/** Decimal sums by SQL are added once more as binary fractions: equal to the last digits. */
const rounded = (sums: SummedCells): SummedCells => ({ ...sums, total: Number(sums.total.toPrecision(12)), undated: Number(sums.undated.toPrecision(12)) })

const maybe = <T extends string>(...words: T[]) => fc.option(fc.constantFrom(...words), { nil: undefined, freq: 4 })

const dayOf = fc.integer({ min: 0, max: 1500 }).map((days) => new Date(Date.UTC(2019, 11, 20) + days * 86_400_000).toISOString().slice(0, 10))

const observed: fc.Arbitrary<ObservedRow> = fc.record({
  measure: fc.constantFrom('victims', 'victims', 'cases'),
  grain: fc.constantFrom('day', 'week', 'month', 'year', 'undated'), day: dayOf,
  value: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 70_000 }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 4000 }).map((n) => n / 8) }, { weight: 1, arbitrary: fc.constant(null) }),
  place: fc.option(fc.tuple(fc.double({ min: -60, max: 60, noNaN: true }), fc.double({ min: -120, max: 20, noNaN: true })), { nil: null }),
  words: fc.record({
    country: maybe('MX', 'GT', 'HN'), territory: maybe('MX-CHP', 'MX-OAX', 'GT-16'), municipality: maybe('07001', '07002'), offence: maybe('tip', 'kidnapping'),
    category: maybe('Ahogamiento', 'ahogamiento', 'Ñandú', 'Zeta', 'Árbol'), sex: maybe('female', 'male'), nationality: maybe('HND', 'SLV', 'VEN'),
  }),
}).map(({ day, place, grain, words, ...row }) => ({
  ...row, grain, start: grain === 'undated' ? null : day, lat: place?.[0] ?? null, lon: place?.[1] ?? null,
  words: Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined)),
}))

const some = (...values: string[]): fc.Arbitrary<string[]> => fc.oneof({ weight: 12, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: fc.subarray([...values, 'none', 'unheard-of'], { minLength: 1 }) })
const moment = fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom('2020', '2021-02', '2020-12-31', '2022') })

const asking: fc.Arbitrary<Asking> = fc.record({
  by: fc.subarray(['year', 'month', 'week', 'country', 'territory', 'category', 'sex', 'nationality', 'offence'] as Dimension[], { maxLength: 9 }).chain((by) => fc.shuffledSubarray(by, { minLength: by.length })),
  actor: fc.oneof({ weight: 3, arbitrary: fc.constant(systemActor) }, { weight: 1, arbitrary: fc.constantFrom(['MX'], ['GT-16', 'MX-CHP'], []).map((territories): Actor => ({ ...systemActor, kind: 'person', territories })) }),
  measure: fc.constantFrom('victims', 'victims', 'victims', 'cases', 'nothing'),
  filters: fc.record({
    year: some('2020', '2021'), month: some('2020-01', '2021-06', '2021-13'), week: some('2020-W53', '2021-W01', '2021-W99'), country: some('MX', 'GT'), territory: some('MX-CHP'),
    category: some('Ahogamiento', 'Zeta'), sex: some('female'), nationality: some('HND', 'VEN'), from: moment, to: moment,
  }).map(({ from, to, ...values }): Filters => ({ ...everything, ...values, ...(from && { from }), ...(to && { to }) })),
})

const standing = (id: number): State => ({ id, number: 1, at: '', isLatest: true })

test('figures.query: columns and database say the same, release after release, and of the release before', async () => {
  const database = await openDatabase()
  const shelf = shelfOn(database)
  let sources = 0
  let compared = 0
  const rows = fc.array(observed, { maxLength: 60, size: 'max' })
  await fc.assert(fc.asyncProperty(rows, rows, fc.integer({ min: 0, max: 3 }), fc.array(asking, { minLength: 3, maxLength: 6 }), async (first, second, withdrawEvery, asked) => {
    sources += 1
    const source = `random-${sources}`
    await observedSource(database.owner, source, ['victims', 'cases'])
    const one = await observedRelease(database.owner, source, first)
    const before = await Promise.all(asked.map((each) => asColumns(shelf, source, one, each)))
    for (const [at, each] of asked.entries()) expect(rounded(before[at]!)).toEqual(rounded(await sumCells(database.db, { ...scopeOf(source, each), state: standing(one) }, each.by, limit)))
    compared += before.reduce((sum, answer) => sum + answer.rows.length, 0)
    const two = await observedRelease(database.owner, source, second, withdrawEvery)
    for (const [at, each] of asked.entries()) {
      expect(rounded(await asColumns(shelf, source, two, each))).toEqual(rounded(await sumCells(database.db, scopeOf(source, each), each.by, limit)))
      const earlier = { id: one, number: 1, at: '', isLatest: false }
      expect(rounded(await sumCells(database.db, { ...scopeOf(source, each), state: earlier }, each.by, limit))).toEqual(rounded(before[at]!))
    }
  }), { numRuns: 40 })
  expect(compared).toBeGreaterThan(300)
  expect(timesHelped).toBeGreaterThan(100)
  await shelf.settled()
})

const row = (value: number | null, words: ObservedRow['words'] = {}, start = '2024-01-01'): ObservedRow => ({ measure: 'victims', grain: 'month', start, value, words })

const plain: Asking = { by: ['territory'], filters: everything, actor: systemActor, measure: 'victims' }

test('columns: a source’s squares are those the database finds', async () => {
  const database = await openDatabase()
  await observedSource(database.owner, 'squares')
  const release = await observedRelease(database.owner, 'squares', [{ ...row(3), lat: 14.9, lon: -92.3 }, { ...row(4), lat: -0.1, lon: 0.2 }, row(5)])
  const book = await shelfOn(database).bookAt('squares', release)
  const cells = cellsOf(book!.tables.get('victims')!, { by: ['square'], filters: everything, visible: null, limit })
  expect(cells?.levels[0]?.values).toEqual(['-1 0', '29 -185', null])
  expect(await sumPoints(database.db, { ...scopeOf('squares', plain) })).toEqual([
    { lat: null, lon: null, value: 5 }, { lat: -0.25, lon: 0.25, value: 4 }, { lat: 14.75, lon: -92.25, value: 3 },
  ])
})

test('columns: what they say a measure covers follows what was withdrawn', async () => {
  const database = await openDatabase()
  await observedSource(database.owner, 'covered')
  const shelf = shelfOn(database)
  const first = await observedRelease(database.owner, 'covered', [row(1, { territory: 'MX-CHP' }), row(2, { sex: 'female' }, '2025-06-01')])
  expect(factsIn((await shelf.bookAt('covered', first))!)).toEqual({
    victims: { grain: 'month', from: '2024-01-01', to: '2025-06-01', observations: 2, hasPoints: false, dimensions: ['year', 'month', 'territory', 'sex'] },
  })
  const second = await observedRelease(database.owner, 'covered', [row(3, { territory: 'MX-OAX' })], 1)
  expect(factsIn((await shelf.bookAt('covered', second))!)).toMatchObject({ victims: { to: '2024-01-01', observations: 1, dimensions: ['year', 'month', 'territory'] } })
  const third = await observedRelease(database.owner, 'covered', [], 1)
  expect(factsIn((await shelf.bookAt('covered', third))!)).toEqual({})
})

const kept = async (name: string): Promise<{ database: TestDatabase; file: string; release: number }> => {
  const database = await openDatabase()
  await observedSource(database.owner, name)
  const release = await observedRelease(database.owner, name, Array.from({ length: 300 }, (_, at) => row(at, { territory: at % 2 ? 'MX-CHP' : 'GT-16', nationality: `N${at}` })))
  const shelf = shelfOn(database)
  await shelf.bookAt(name, release)
  await shelf.settled()
  return { database, release, file: keptFile(`${database.dataFolder}/columns`, name) }
}

const total = async (shelf: Shelf, source: string, release: number): Promise<number> => (await asColumns(shelf, source, release, plain)).total

test('columns: kept in a file that only the node reads, with coded data and nothing else', async () => {
  const { database, file, release } = await kept('kept')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const content = (await readFile(file)).toString('latin1')
  expect(content).toContain('MX-CHP')
  for (const identifying of ['quien-entrego', 'file_name', 'lat', '"line"', 'person']) expect(content).not.toContain(identifying)
  await sql`update collection.observation set value = 0 where source_id = 'kept'`.execute(database.owner)
  expect(await total(shelfOn(database), 'kept', release)).toBe((299 * 300) / 2)
})

test('columns: a file that is damaged, cut short, of another form or empty is noticed, and all is read anew', async () => {
  const { database, file, release } = await kept('damaged')
  const whole = await readFile(file)
  const flipped = Buffer.from(whole)
  flipped[whole.length >> 1]! ^= 1
  const otherForm = Buffer.from(whole.toString('latin1').replace('"form":1', '"form":0'), 'latin1')
  await sql`update collection.observation set value = 1 where source_id = 'damaged'`.execute(database.owner)
  for (const content of [flipped, otherForm, Buffer.alloc(0), Buffer.from('{}'), whole.subarray(0, 500)]) {
    await writeFile(file, content)
    const shelf = shelfOn(database)
    expect(await total(shelf, 'damaged', release)).toBe(300)
    await shelf.settled()
  }
  await truncate(file, 100)
  expect(await total(shelfOn(database), 'damaged', release)).toBe(300)
})

test('columns: a file of an earlier release is brought to the present; one of another database is not believed', async () => {
  const { database } = await kept('outdated')
  const next = await observedRelease(database.owner, 'outdated', [row(1000)], 1)
  expect(await total(shelfOn(database), 'outdated', next)).toBe(1000)
  const again = await kept('elsewhere')
  await sql`update collection.observation set value = 2 where source_id = 'elsewhere'`.execute(database.owner)
  await sql`insert into collection.delivery (id, source_id, territories, file_sha256, file_name, file_bytes, state, received_at, counts)
    values ('00000000-0000-4000-8000-000000000001', 'elsewhere', '{}', 'x', 'x', 1, 'done', now(), '{}')`.execute(database.owner)
  await sql`update collection.release set delivery_id = '00000000-0000-4000-8000-000000000001' where id = ${again.release}`.execute(database.owner)
  expect(await total(shelfOn(database), 'elsewhere', again.release)).toBe(600)
})

/** Takes back every `every`-th standing figure, as release.withdraw leaves it: a release without a delivery. Gives its id. */
const withdrawn = (database: TestDatabase, source: string, every: number): Promise<number> =>
  database.owner.transaction().execute(async (db) => {
    const { rows } = await sql<{ id: number }>`insert into collection.release (source_id, number, at, scope, kind, withdrawn_cells, reason)
      select ${source}, max(number) + 1, now(), 'full', 'withdrawal', '[]', 'Se contaron dos veces.' from collection.release where source_id = ${source} returning id`.execute(db)
    const id = rows[0]?.id ?? 0
    await sql`update collection.observation set until_release = ${id} where source_id = ${source} and until_release is null and id % ${every} = 0`.execute(db)
    return id
  })

test('columns: after a withdrawal, and after a restart upon one, only what newer releases changed is read', async () => {
  const { database } = await kept('taken-back')
  const shelf = shelfOn(database)
  const first = await withdrawn(database, 'taken-back', 2)
  const left = await total(shelf, 'taken-back', first)
  expect(left).toBeLessThan((299 * 300) / 2)
  await shelf.settled()
  await rm(keptFile(`${database.dataFolder}/columns`, 'taken-back'))
  const fresh = shelfOn(database)
  expect(await total(fresh, 'taken-back', first)).toBe(left)
  await fresh.settled()
  await sql`update collection.observation set value = 0 where source_id = 'taken-back'`.execute(database.owner)
  const next = await observedRelease(database.owner, 'taken-back', [row(1000)])
  for (const each of [fresh, shelfOn(database)]) expect(await total(each, 'taken-back', next)).toBe(left + 1000)
})

test('columns: memory is bounded: what was asked for longest ago is put away, and what never fits is left to the database', async () => {
  const database = await openDatabase()
  const releases = new Map<string, number>()
  for (const name of ['first', 'second', 'third']) {
    await observedSource(database.owner, name)
    releases.set(name, await observedRelease(database.owner, name, Array.from({ length: 2000 }, (_, at) => row(1, { nationality: `N${at % 900}`, territory: 'MX-CHP' }))))
  }
  const shelf = shelfOn(database, 26_000)
  told.length = 0
  for (const name of ['first', 'second', 'first', 'third', 'first']) expect(await total(shelf, name, releases.get(name)!)).toBe(2000)
  expect(told).toEqual(['columns.evicted'])
  const small = shelfOn(database, 2000)
  expect(await small.bookAt('first', releases.get('first')!)).toBeNull()
  expect(told).toContain('columns.unfit')
  await Promise.all([shelf.settled(), small.settled()])
})

test('columns: sums that could not be exact are left to the database', async () => {
  const database = await openDatabase()
  await observedSource(database.owner, 'fine')
  const release = await observedRelease(database.owner, 'fine', [row(0.1), row(0.2), row(12_345.678)])
  expect(await total(shelfOn(database), 'fine', release)).toBe(12_345.978)
  const finer = await observedRelease(database.owner, 'fine', [row(0.123_456_789)])
  expect(await shelfOn(database).bookAt('fine', finer)).toBeNull()
})
