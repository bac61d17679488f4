// Rules of reports as tables of cases: how hard the work is, what is a flood, where a report stands, how reports are counted.
import { describe, expect, it } from 'vitest'
import type { ReportState } from '../model.ts'
import { cellsOf, inSteps, isTakenForWhole, type Counted } from './counting.ts'
import { attemptsAt, blurred, coversFile, fileWaitAt, isOfFlood, levelAt, levelForFile, mostUnnamed, rateAfter, waitAt, type Arrival } from './pace.ts'
import { daysAfter, isOver, stateFor } from './states.ts'

describe('pace', () => {
  it.each([[0, 1], [30, 1], [31, 2], [60, 2], [61, 4], [900, 32], [1920, 64], [1e9, 64]])('at %d a minute the work is %d times as hard', (perMinute, level) => {
    expect(levelAt(perMinute)).toBe(level)
  })

  it('asks for more attempts the harder it is, and never for none', () => {
    expect(attemptsAt(1).least).toBeGreaterThan(0)
    for (let level = 1; level <= 32; level *= 2) expect(attemptsAt(level * 2).least).toBeGreaterThan(attemptsAt(level).least)
  })

  it('a file costs in proportion to its size and to how many come, and never more than the hardest text', () => {
    const [quiet, flood] = [{ perMinute: 0, megabytesPerMinute: 0 }, { perMinute: 0, megabytesPerMinute: 2048 * 8 }]
    const size = (megabytes: number): number => megabytes * 1024 ** 2
    expect([1, 32, 64, 512].map((megabytes) => levelForFile(quiet, size(megabytes)))).toEqual([1, 1, 2, 16])
    expect([1, 32, 64, 512].map((megabytes) => levelForFile(flood, size(megabytes)))).toEqual([1, 8, 16, 64])
    expect(levelForFile({ perMinute: 1e9, megabytesPerMinute: 1e9 }, size(600))).toBe(levelAt(1e9))
    expect([coversFile(0, size(1)), coversFile(0, size(1) + 1), coversFile(size(9), size(9)), coversFile(size(9), size(10))]).toEqual([true, false, true, false])
  })

  it('files without a report may take a fifth of what is free without them and without a gigabyte for words, never more than 20 GB; without work the large wait', () => {
    const gigabyte = 1024 ** 3
    expect([mostUnnamed(11 * gigabyte, 0), mostUnnamed(9 * gigabyte, 2 * gigabyte), mostUnnamed(1000 * gigabyte, 0)]).toEqual([2 * gigabyte, 2 * gigabyte, 20 * gigabyte])
    expect(mostUnnamed(gigabyte / 2, 0)).toBe(0)
    expect(fileWaitAt(0, 0)).toBe(waitAt(0))
    expect(fileWaitAt(0, 600 * 1024 ** 2)).toBeGreaterThan(fileWaitAt(0, 1024 ** 2))
    expect(fileWaitAt(1e9, 600 * 1024 ** 2)).toBeLessThanOrEqual(60_000)
  })

  it('lets what comes without work wait, longer when many come, never for ever', () => {
    expect(waitAt(0)).toBeGreaterThan(0)
    expect(waitAt(50)).toBeGreaterThan(waitAt(1))
    expect(waitAt(1e9)).toBeLessThanOrEqual(12_000)
  })

  it('tells nobody by their own wait whether somebody else came: a few wait no longer than one, and with more it goes by chance', () => {
    expect(new Set([0, 1, 2, 5, 10].map(waitAt)).size).toBe(1)
    for (const perMinute of [12, 100, 1000]) expect([blurred(perMinute, 0), blurred(perMinute, 0.5), blurred(perMinute, 1)]).toEqual([perMinute / 2, perMinute, perMinute * 1.5])
    const waits = (perMinute: number): Set<number> => new Set(Array.from({ length: 101 }, (_, at) => waitAt(blurred(perMinute, at / 100))))
    for (let others = 1; others <= 100; others += 1) expect([...waits(others)].some((each) => waits(others + 1).has(each)), String(others)).toBe(true)
  })

  it('whoever did the blurred work asked for stays with the others, however great the flood', () => {
    for (const perMinute of [1, 50, 500, 1e9]) expect(isOfFlood({ perMinute, withoutWorkPerMinute: 0, level: levelAt(blurred(perMinute, 0)) })).toBe(false)
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

  it('without units stands as a report would: new until a unit answers, then by who spoke last', () => {
    expect(stateFor(false, [], ['reporter'])).toBe(stateFor(false, ['new'], ['reporter']))
    expect([['reporter', 'unit'], ['reporter', 'unit', 'reporter'], ['reporter', 'reporter'], []].map((said) => stateFor(false, [], said as ('unit' | 'reporter')[]))).toEqual(['waiting', 'open', 'new', 'new'])
    expect(stateFor(true, [], ['unit'])).toBe('withdrawn')
  })

  it('knows what is over, and reckons days across months', () => {
    expect((['new', 'open', 'waiting', 'closed', 'rejected', 'withdrawn'] as const).filter(isOver)).toEqual(['closed', 'rejected', 'withdrawn'])
    expect(daysAfter('2024-02-27', 3)).toBe('2024-03-01')
  })
})

const one: Counted = { month: '2026-01', territory: 'GT-01', offence: 'robbery', sex: 'female', ageBand: '18--20', nationality: 'HN' }
const times = (count: number, more: Partial<Counted> = {}): Counted[] => Array.from({ length: count }, () => ({ ...one, ...more }))

describe('counting', () => {
  it.each<[string, Counted[], Partial<Counted & { reports: number }>[]]>([
    ['nothing', [], []],
    ['five alike', times(5), [{ ...one, reports: 5 }]],
    ['six alike, as five', times(6), [{ ...one, reports: 5 }]],
    ['nine alike, as five', times(9), [{ ...one, reports: 5 }]],
    ['ten alike', times(10), [{ ...one, reports: 10 }]],
    ['four alike, not at all', times(4), []],
    ['nine of three nationalities', [...times(3), ...times(3, { nationality: 'SV' }), ...times(3, { nationality: 'GT' })], [{ ...one, nationality: null, reports: 5 }]],
    ['five and one of another age', [...times(5), ...times(1, { ageBand: '48+' })], [{ ...one, reports: 5 }]],
    ['five in two months', [...times(3), ...times(2, { month: '2026-02', sex: 'male' })], [{ month: null, territory: 'GT-01', offence: 'robbery', sex: null, ageBand: null, nationality: null, reports: 5 }]],
    ['two places of three', [...times(3), ...times(3, { territory: 'GT-02' })], []],
  ])('no cell tells of fewer than five, nor of one more: %s', (_what, reports, expected) => {
    expect(cellsOf(reports)).toEqual(expected)
  })

  it.each([[0, 0, true], [3, 0, true], [3, 3, true], [3, 6, true], [3, 7, false], [0, 1, false]])('a count of %i cells takes the place of %i by itself: %s', (cells, standing, expected) => {
    expect(isTakenForWhole(cells, standing)).toBe(expected)
  })

  it('tells counts in steps of five', () => {
    expect([0, 4, 5, 9, 12.7].map(inSteps)).toEqual([0, 0, 5, 5, 10])
  })
})
