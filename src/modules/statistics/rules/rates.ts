// Rates as decisions: what may be divided by what, and what must be said beside the quotient.
import { dimensions, isTime, notStated, type Cell, type Dimension, type Filters, type MeasureCoverage } from '../model.ts'
import { ratePer, type Indicator } from '../model/rates.ts'

const decimals = 10_000

/** Cases for each 100,000 residents, to four decimals; null without residents. */
export const rateOf = (count: number, residents: number | null): number | null =>
  residents === null || residents <= 0 ? null : Math.round((count / residents) * ratePer * decimals) / decimals

const places = ['country', 'territory', 'municipality'] as const
const people = ['sex', 'age_band'] as const

export type RateFault = 'byYear' | 'oneYear' | 'place'

const wholeYear = /^\d{4}$/

const asksForParts = (by: readonly Dimension[], { from, to, month, week }: Filters): boolean =>
  [from, to].some((moment) => moment !== undefined && !wholeYear.test(moment)) || by.includes('month') || by.includes('week') || month.length + week.length > 0

/** The one year a question is of; null when each row has its own, a fault when it has several or asks for parts of one. */
export const yearAsked = (by: readonly Dimension[], filters: Filters): { year: number | null } | { fault: RateFault } => {
  if (asksForParts(by, filters)) return { fault: 'byYear' }
  if (by.includes('year')) return { year: null }
  const said = filters.year.filter((year) => year !== notStated)
  if (said.length === 1 && filters.year.length === 1) return { year: Number(said[0]) }
  return filters.from !== undefined && filters.from === filters.to ? { year: Number(filters.from) } : { fault: 'oneYear' }
}

/** The dimensions a count and its residents are matched by, and those the residents do not tell apart. */
export const matchedBy = (asked: readonly Dimension[], filtered: readonly Dimension[], known: readonly Dimension[]): { by: Dimension[]; filtered: Dimension[]; unmatched: Dimension[] } | { fault: RateFault } => {
  const shared = ['year', ...places, ...people] as readonly Dimension[]
  const wanted = (list: readonly Dimension[]): Dimension[] => list.filter((dimension) => shared.includes(dimension))
  const all = [...new Set([...wanted(asked), ...wanted(filtered)])]
  if (all.some((dimension) => places.some((place) => place === dimension) && !known.includes(dimension))) return { fault: 'place' }
  const has = (dimension: Dimension): boolean => known.includes(dimension)
  return { by: wanted(asked).filter(has), filtered: wanted(filtered).filter(has), unmatched: all.filter((dimension) => !has(dimension)) }
}

const keyOf = (row: Cell, by: readonly Dimension[]): string => JSON.stringify(by.map((dimension) => row[dimension] ?? null))

/** Each count with its residents and its rate; a count of what is not stated has no residents, and what is withheld has no rate. */
export const joinRates = (counts: readonly Cell[], residents: readonly Cell[], by: readonly Dimension[]): Cell[] => {
  const known = new Map(residents.map((row) => [keyOf(row, by), typeof row['value'] === 'number' ? row['value'] : null]))
  return counts.map((row) => {
    const count = row['value'] === null || row['value'] === undefined ? null : Number(row['value'])
    const isStated = by.every((dimension) => row[dimension] !== null && row[dimension] !== undefined)
    const people = isStated ? (known.get(keyOf(row, by)) ?? null) : null
    return { ...row, value: count === null ? null : rateOf(count, people), count, residents: people }
  })
}

/** Years with counts and no residents, whatever the place. */
export const yearsWithout = (counts: readonly Cell[], residents: readonly Cell[]): number[] => {
  const known = new Set(residents.map((row) => row['year']))
  return [...new Set(counts.flatMap(({ year }) => (typeof year === 'number' && !known.has(year) ? [year] : [])))].toSorted((a, b) => a - b)
}

const trafficking: Indicator = {
  code: 'ODS 16.2.2 / SDG 16.2.2',
  name: {
    es: 'Víctimas de la trata de personas por cada 100,000 habitantes (indicador 16.2.2 de los ODS)',
    en: 'Victims of human trafficking per 100,000 population (SDG indicator 16.2.2)',
  },
  note: {
    es: 'Solo víctimas detectadas: no mide cuántas hay. La custodia del indicador es de la UNODC; aquí se calcula con los datos de este nodo y no sustituye la cifra oficial.',
    en: 'Detected victims only: it does not measure how many there are. UNODC is the custodian of the indicator; here it is worked out from this node’s data and does not replace the official figure.',
  },
}

/** The published indicator a rate is: detected victims of trafficking, told apart by place, year, sex or age alone. */
export const indicatorOf = ({ unit }: Pick<MeasureCoverage, 'unit'>, by: readonly Dimension[], filters: Filters): Indicator | null => {
  const told = dimensions.filter((dimension) => filters[dimension].length > 0)
  const isPlain = (dimension: Dimension): boolean => isTime(dimension) || dimension === 'offence' || [...places, ...people].some((known) => known === dimension)
  const isTrafficking = filters.offence.length === 1 && filters.offence[0] === 'tip'
  return unit === 'victims' && isTrafficking && [...by, ...told].every(isPlain) ? trafficking : null
}
