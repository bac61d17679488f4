// Rates and flows as tables of cases: what may be divided by what, and which bands are drawn.
import { describe, expect, test } from 'vitest'
import { real, realFile, readPath, sum } from '../../../tests/collection-files.ts'
import { dimensions, type Dimension, type Filters } from './model.ts'
import { flowsOf } from './rules/flows.ts'
import { indicatorOf, joinRates, matchedBy, rateOf, yearAsked, yearsWithout } from './rules/rates.ts'

const filters = (some: Partial<Filters> = {}): Filters =>
  ({ ...Object.fromEntries(dimensions.map((dimension) => [dimension, []])), from: undefined, to: undefined, ...some }) as Filters

describe('a rate', () => {
  test.each([
    [30, 17_000_000, 0.1765],
    [0, 17_000_000, 0],
    [5, 0, null],
    [5, null, null],
    [1, 100_000, 1],
    [936, 129_000_000, 0.7256],
  ])('%d among %s residents is %s', (count, residents, rate) => expect(rateOf(count, residents)).toBe(rate))
})

describe('the year of a rate', () => {
  const cases: [string, readonly Dimension[], Filters, ReturnType<typeof yearAsked>][] = [
    ['each row has its own', ['year', 'territory'], filters(), { year: null }],
    ['one is filtered', ['territory'], filters({ year: ['2024'] }), { year: 2024 }],
    ['from and to say one', ['territory'], filters({ from: '2024', to: '2024' }), { year: 2024 }],
    ['none is said', ['territory'], filters(), { fault: 'oneYear' }],
    ['two are filtered', [], filters({ year: ['2023', '2024'] }), { fault: 'oneYear' }],
    ['what has no date is asked too', [], filters({ year: ['2023', 'none'] }), { fault: 'oneYear' }],
    ['months are asked', ['month'], filters(), { fault: 'byYear' }],
    ['a part of a year is asked', ['year'], filters({ from: '2024-03' }), { fault: 'byYear' }],
    ['a month is filtered', ['year'], filters({ month: ['2024-03'] }), { fault: 'byYear' }],
  ]
  test.each(cases)('%s', (_, by, asked, expected) => expect(yearAsked(by, asked)).toEqual(expected))
})

describe('counts and residents are matched by', () => {
  const known: Dimension[] = ['year', 'country', 'territory', 'sex']
  test.each([
    [['year', 'territory'], [], { by: ['year', 'territory'], filtered: [], unmatched: [] }],
    [['territory', 'offence'], ['sex'], { by: ['territory'], filtered: ['sex'], unmatched: [] }],
    [['territory', 'age_band'], [], { by: ['territory'], filtered: [], unmatched: ['age_band'] }],
    [['municipality'], [], { fault: 'place' }],
    [[], ['municipality'], { fault: 'place' }],
  ] as [Dimension[], Dimension[], object][])('%j, filtered by %j', (asked, filtered, expected) => {
    expect(matchedBy(asked, filtered, known)).toEqual(expected)
  })
})

describe('counts joined to residents', () => {
  const residents = [{ year: 2023, territory: 'MX-CHP', value: 5_000_000 }, { year: 2024, territory: 'MX-CHP', value: 5_100_000 }]
  test('never take another year, and what is not stated has none', () => {
    const counts = [
      { year: 2023, territory: 'MX-CHP', value: 50 }, { year: 2025, territory: 'MX-CHP', value: 60 }, { year: 2023, territory: null, value: 3 },
      { year: 2024, territory: 'MX-CHP', value: null },
    ]
    expect(joinRates(counts, residents, ['year', 'territory'])).toEqual([
      { year: 2023, territory: 'MX-CHP', value: 1, count: 50, residents: 5_000_000 },
      { year: 2025, territory: 'MX-CHP', value: null, count: 60, residents: null },
      { year: 2023, territory: null, value: null, count: 3, residents: null },
      { year: 2024, territory: 'MX-CHP', value: null, count: null, residents: 5_100_000 },
    ])
    expect(yearsWithout(counts, residents)).toEqual([2025])
  })
})

test('residents that are withheld are not nobody', () => {
  expect(joinRates([{ territory: 'MX-CHP', value: 5 }], [{ territory: 'MX-CHP', value: null, withheld: 1 }], ['territory'])[0]).toMatchObject({ value: null, residents: null })
})

describe('SDG indicator 16.2.2', () => {
  const tip = { offence: ['tip'] }
  test.each([
    ['victims of trafficking by territory', 'victims', ['territory'], filters(tip), true],
    ['and by sex in one year', 'victims', ['sex'], filters({ ...tip, year: ['2024'] }), true],
    ['case files are not victims', 'case-files', ['territory'], filters(tip), false],
    ['two offences are not trafficking', 'victims', ['territory'], filters({ offence: ['tip', 'kidnapping'] }), false],
    ['a part by modality is not the whole', 'victims', ['territory'], filters({ ...tip, modality: ['x'] }), false],
    ['nor is one told apart by cause', 'victims', ['cause'], filters(tip), false],
  ] as [string, string, Dimension[], Filters, boolean][])('%s', (...[, unit, by, asked, isIt]) => {
    expect(indicatorOf({ unit }, by, asked) !== null).toBe(isIt)
  })
})

describe('flows', () => {
  const rows = [
    { nationality: 'VE', country: 'PA', value: 50 }, { nationality: 'EC', country: 'PA', value: 30 }, { nationality: 'PA', country: 'PA', value: 2 },
    { nationality: 'HT', country: 'MX', value: 20 }, { nationality: 'CU', country: 'MX', value: 5 }, { nationality: null, country: 'MX', value: 7 },
    { nationality: 'VE', country: null, value: 4 }, { nationality: 'CN', country: 'PA', value: 0 },
  ]
  const flows = flowsOf(rows, ['nationality', 'country'], 2)
  test('the largest stand by name, the others together, in their own stage', () => {
    expect(flows.nodes).toEqual([
      { id: '0:VE', stage: 0, code: 'VE', value: 50 }, { id: '0:EC', stage: 0, code: 'EC', value: 30 }, { id: '0', stage: 0, code: null, value: 27 },
      { id: '1:PA', stage: 1, code: 'PA', value: 82 }, { id: '1:MX', stage: 1, code: 'MX', value: 25 },
    ])
    expect(flows.links).toContainEqual({ from: '0', to: '1:MX', value: 25 })
  })
  test('what is not stated is in no band and is counted apart', () => expect([flows.total, flows.unplaced]).toEqual([107, 11]))
  test('what is withheld is in no band, and how many are is said', () => {
    const withheld = flowsOf([...rows, { nationality: 'BR', country: 'PA', value: null, withheld: 3 }, { nationality: 'VE', country: 'PA', value: 50, withheld: 1 }], ['nationality', 'country'], 9)
    expect(withheld).toMatchObject({ total: 157, unplaced: 11, withheld: 4 })
    expect(withheld.nodes.map(({ code }) => code)).not.toContain('BR')
  })
  test('one alone is never called “others”', () => {
    expect(flowsOf(rows.slice(0, 3), ['nationality', 'country'], 2).nodes.filter(({ code }) => code === null)).toEqual([])
  })
  test('what goes into a stage comes out of it', () => {
    const three = flowsOf([{ nationality: 'VE', route: 'a', country: 'PA', value: 3 }, { nationality: 'EC', route: 'a', country: 'MX', value: 4 }], ['nationality', 'route', 'country'], 5)
    expect(three.links).toEqual(expect.arrayContaining([{ from: '0:VE', to: '1:a', value: 3 }, { from: '1:a', to: '2:MX', value: 4 }]))
  })
})

real('Mexico 2024: 12,619 persons disappeared or unlocated among 132,274,416 residents are 9.54', 'mexico_rnpdno/rnpdno_agg_2024.csv.gz', async (file) => {
  const population = realFile('mexico_rnpdno/poblacion_entidades_conapo.csv')
  if (!population) throw new Error('the population beside it is absent')
  const [people, residents] = [await readPath(file, 'rnpdno'), await readPath(population, 'conapo-poblacion')]
  const isOf2024 = ({ start }: { start: string | null }): boolean => start?.startsWith('2024') ?? false
  const missing = sum(people.cells, (cell) => cell.category === 'DESAPARECIDA_O_NO_LOCALIZADA' && isOf2024(cell))
  const all = sum(residents.cells, isOf2024)
  expect([missing, all, rateOf(missing, all)]).toEqual([12_619, 132_274_416, 9.54])
})
