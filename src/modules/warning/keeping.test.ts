// Rises kept over the nights: a signal's figures are those of the place it names, whatever place leads the next night, and no night is lost.
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/places.ts'
import type { Judgeable } from './store/series.ts'
import { decide, keepRises, keepRun, type Rise } from './store/signals.ts'

const database = await testDatabase()
const { db } = database
afterAll(database.drop)

const measure = (sourceId: string): Judgeable => ({
  sourceId, measure: 'cases', unit: 'events', grain: 'week', place: 'territory', dimension: 'offence', statesZeros: false, hasRoute: false, manner: null,
  first: '2020-01-06', last: '2026-01-26', release: 1,
})

/** Figures tell which place they are of: observed, the curve and the evidence all carry the number of the leading place. */
const riseOf = (places: readonly [string, ...string[]], observed: number, since: string, period: string): Rise => ({
  place: places[0], what: 'robbery', places, detectors: ['pooled'], evidence: [{ detector: 'pooled', pvalue: observed / 1e6 }],
  explained: { places: [], offences: [], groups: [], years: [], trend: null, season: null, reported: null },
  since, period, observed, expected: observed / 2, upperbound: observed - 1, score: 2, chance: 1e-6, adjusted: 1e-4,
  curve: [{ start: period, count: observed, expected: observed / 2, upperbound: observed - 1, alarm: true, nowcast: null }],
})

const night = async (source: string, rises: readonly Rise[]): Promise<number> => {
  const at = new Date()
  const runId = await keepRun(db, { at, series: 1, judged: 1, signals: rises.length, discovery: 'none', q: null, tested: {}, alpha: 0.05 })
  return keepRises(db, measure(source), rises, { runId, at })
}

interface Row {
  id: string
  told: string
}

/** Each signal as `place state since observed curve evidence`. */
const standing = async (source: string): Promise<Row[]> => (await sql<Row>`
  select id, concat_ws(' ', place, state, to_char(since, 'YYYY-MM-DD'), observed, curve -> 0 -> 'count', evidence -> 0 -> 'pvalue') as told
  from warning.signal where source_id = ${source} order by place, since`.execute(db)).rows

const tell = async (source: string): Promise<string[]> => (await standing(source)).map(({ told }) => told)

const judge = async (id: string): Promise<void> => {
  await sql`insert into warning.verdict (signal_id, verdict, note, person_id, at) values (${id}::uuid, 'true', 'visto', gen_random_uuid(), now())`.execute(db)
}

const [first, second, third] = ['2026-01-05', '2026-01-12', '2026-01-19']

test('warning.run: a rise led by another place takes the open signal over wholly, its name and its beginning too', async () => {
  await night('a', [riseOf(['A', 'B'], 10, first, first)])
  expect(await night('a', [riseOf(['B', 'A'], 20, second, second)])).toBe(0)
  expect(await tell('a')).toEqual(['B open 2026-01-12 20 20 0.00002'])
  expect(await night('a', [riseOf(['B', 'A'], 21, third, third)])).toBe(0)
  expect(await tell('a')).toEqual(['B open 2026-01-12 21 21 0.000021'])
})

test.each([[0, 1], [1, 0]])('warning.run: of two rises that share places, in the order %i %i, each keeps its own place and the night is kept, and the nights after', async (...order) => {
  const source = `b${order.join('')}`
  await night(source, [riseOf(['A', 'B'], 10, first, first)])
  const rises = [riseOf(['B', 'A'], 20, first, second), riseOf(['A', 'B'], 30, first, second)]
  const before = await standing(source)
  expect(await night(source, order.map((at) => rises[at]!))).toBe(1)
  expect(await tell(source)).toEqual(['A open 2026-01-05 30 30 0.00003', 'B open 2026-01-05 20 20 0.00002'])
  expect((await standing(source))[0]!.id).toBe(before[0]!.id)
  expect(await night(source, rises)).toBe(0)
  expect(await tell(source)).toHaveLength(2)
})

test('warning.run: two rises of one place since one day are one signal, the first told', async () => {
  expect(await night('c', [riseOf(['A'], 10, first, first), riseOf(['A', 'B'], 20, first, first)])).toBe(1)
  expect(await night('c', [riseOf(['A'], 11, first, second), riseOf(['A', 'B'], 20, first, second)])).toBe(0)
  expect(await tell('c')).toEqual(['A open 2026-01-05 11 11 0.000011'])
})

test('warning.run: what was dismissed is silent of its own leading place only', async () => {
  await night('d', [riseOf(['A', 'B'], 10, first, first)])
  const [{ id }] = await standing('d') as [Row]
  await decide(db, { id, state: 'dismissed', reason: 'Un operativo.', by: null, at: new Date() })
  expect(await night('d', [riseOf(['A', 'B'], 11, first, second), riseOf(['B', 'A'], 20, first, second)])).toBe(1)
  expect(await tell('d')).toEqual(['A dismissed 2026-01-05 10 10 0.00001', 'B open 2026-01-05 20 20 0.00002'])
})

test('signal.list: no table of warning says which alert a signal led to', async () => {
  const { rows } = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.columns where table_schema = 'warning' and column_name like '%alert%'`.execute(db)
  expect(rows).toEqual([])
})

test('warning.run: what somebody judged stays of the place they judged', async () => {
  await night('e', [riseOf(['A', 'B'], 10, first, first)])
  await judge((await standing('e'))[0]!.id)
  expect(await night('e', [riseOf(['B', 'A'], 20, second, second)])).toBe(1)
  expect(await tell('e')).toEqual(['A open 2026-01-05 10 10 0.00001', 'B open 2026-01-12 20 20 0.00002'])
})

test('warning.run: a takeover never claims the day of a signal that stands', async () => {
  await night('f', [riseOf(['A', 'C'], 10, first, first)])
  expect(await night('f', [riseOf(['B'], 20, first, first), riseOf(['B', 'A'], 30, first, second)])).toBe(1)
  expect(await tell('f')).toEqual(['A open 2026-01-05 10 10 0.00001', 'B open 2026-01-05 20 20 0.00002'])
})
