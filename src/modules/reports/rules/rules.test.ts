// Rules of reports as tables of cases: how hard the work is, what is a flood, where a report stands, how reports are counted.
import { describe, expect, it } from 'vitest'
import type { ReportState } from '../model.ts'
import { cellsOf, inSteps, type Counted } from './counting.ts'
import { attemptsAt, fileWaitAt, isOfFlood, levelAt, mostUnnamed, rateAfter, waitAt, type Arrival } from './pace.ts'
import { daysAfter, isOver, stateFor } from './states.ts'

describe('pace', () => {
  it.each([[0, 1], [30, 1], [31, 2], [60, 2], [61, 4], [900, 32], [1920, 64], [1e9, 64]])('at %d a minute the work is %d times as hard', (perMinute, level) => {
    expect(levelAt(perMinute)).toBe(level)
  })

  it('asks for more attempts the harder it is, and never for none', () => {
    expect(attemptsAt(1).least).toBeGreaterThan(0)
    for (let level = 1; level <= 32; level *= 2) expect(attemptsAt(level * 2).least).toBeGreaterThan(attemptsAt(level).least)
  })

  it('files without a report may take a fifth of what is free without them, never more than 20 GB; without work the large wait', () => {
    const gigabyte = 1024 ** 3
    expect([mostUnnamed(10 * gigabyte, 0), mostUnnamed(8 * gigabyte, 2 * gigabyte), mostUnnamed(1000 * gigabyte, 0)]).toEqual([2 * gigabyte, 2 * gigabyte, 20 * gigabyte])
    expect(fileWaitAt(0, 0)).toBe(waitAt(0))
    expect(fileWaitAt(0, 600 * 1024 ** 2)).toBeGreaterThan(fileWaitAt(0, 1024 ** 2))
    expect(fileWaitAt(1e9, 600 * 1024 ** 2)).toBeLessThanOrEqual(60_000)
  })

  it('lets what comes without work wait, longer when many come, never for ever', () => {
    expect(waitAt(0)).toBeGreaterThan(0)
    expect(waitAt(50)).toBeGreaterThan(waitAt(1))
    expect(waitAt(1e9)).toBeLessThanOrEqual(12_000)
  })

  it.each<[string, Arrival, boolean]>([
    ['one without work', { perMinute: 1, withoutWorkPerMinute: 1, level: null }, false],
    ['one of many without work', { perMinute: 100, withoutWorkPerMinute: 100, level: null }, true],
    ['work done, all quiet', { perMinute: 1, withoutWorkPerMinute: 0, level: 1 }, false],
    ['the work asked for, in the greatest flood', { perMinute: 1e9, withoutWorkPerMinute: 1e9, level: 64 }, false],
    ['cheap work, in a great flood', { perMinute: 1e9, withoutWorkPerMinute: 0, level: 1 }, true],
  ])('says whether it belongs to a flood: %s', (_what, arrival, expected) => {
    expect(isOfFlood(arrival)).toBe(expected)
  })

  it('forgets what came some minutes ago', () => {
    const busy = rateAfter({ perMinute: 0, at: 0 }, 0, 100)
    expect(rateAfter(busy, 60_000, 0).perMinute).toBeCloseTo(100 / Math.E)
    expect(rateAfter(busy, 1_800_000, 1).perMinute).toBeCloseTo(1)
  })
})

describe('states', () => {
  it.each<[boolean, ReportState[], ReportState]>([
    [false, [], 'new'], [false, ['new', 'new'], 'new'], [false, ['closed', 'new'], 'new'], [false, ['open', 'waiting'], 'waiting'],
    [false, ['rejected', 'closed'], 'closed'], [false, ['rejected'], 'rejected'], [true, ['open'], 'withdrawn'],
  ])('a receipt shows: withdrawn %s, before units %j → %s', (isWithdrawn, desks, expected) => {
    expect(stateFor(isWithdrawn, desks)).toBe(expected)
  })

  it('without units goes by who spoke last', () => {
    expect([stateFor(false, [], 'unit'), stateFor(false, [], 'reporter'), stateFor(false, ['new'], 'reporter'), stateFor(true, [], 'unit')]).toEqual(['waiting', 'open', 'new', 'withdrawn'])
  })

  it('knows what is over, and reckons days across months', () => {
    expect((['new', 'open', 'waiting', 'closed', 'rejected', 'withdrawn'] as const).filter(isOver)).toEqual(['closed', 'rejected', 'withdrawn'])
    expect(daysAfter('2024-02-27', 3)).toBe('2024-03-01')
  })
})

const one: Counted = { month: '2026-01', territory: 'GT-01', offence: 'robbery', sex: 'female', ageBand: '18--20', nationality: 'HN' }
const times = (count: number, more: Partial<Counted> = {}): Counted[] => Array.from({ length: count }, () => ({ ...one, ...more }))

describe('counting', () => {
  it.each<[string, Counted[], (number | null)[]]>([
    ['nothing', [], []],
    ['five alike', times(5), [5]],
    ['four alike', times(4), [null]],
    ['nine of three nationalities', [...times(3), ...times(3, { nationality: 'SV' }), ...times(3, { nationality: 'GT' })], [9]],
    ['five and one of another age', [...times(5), ...times(1, { ageBand: '48+' })], [5, null]],
    ['two places of three', [...times(3), ...times(3, { territory: 'GT-02' })], [null, null]],
  ])('no cell shows fewer than five: %s', (_what, reports, expected) => {
    const cells = cellsOf(reports)
    expect(cells.map((cell) => cell.reports)).toEqual(expected)
    for (const cell of cells) if (cell.reports === null) expect([cell.sex, cell.ageBand, cell.nationality]).toEqual([null, null, null])
  })

  it('tells counts in steps of five', () => {
    expect([0, 4, 5, 9, 12.7].map(inSteps)).toEqual([0, 0, 5, 5, 10])
  })
})
