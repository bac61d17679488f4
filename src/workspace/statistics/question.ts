// The question on screen, as the address holds it: which measure, filtered how, shown how.
import { dimensions, isStock, isTime, notStated, type Cell, type Dimension, type MeasureCoverage, type SourceCoverage, type TimeDimension } from '../../modules/statistics/model.ts'
import { addressOf, type Filters, type Input } from '../kit/kit.ts'

export const views = ['map', 'series', 'table', 'panels', 'compare', 'flows', 'revisions'] as const
export type View = (typeof views)[number]

export interface Question {
  source: SourceCoverage
  measure: MeasureCoverage
  view: View
  /** What each filtered dimension is limited to. */
  filters: Partial<Record<Dimension, string[]>>
  /** Everything the address says: each view reads its own choices from it. */
  said: Filters
  /** The release a view is kept at; the current one without. */
  asOf: string | undefined
  /** Rates for each 100,000 residents instead of counts. */
  isRate: boolean
  /** Of the series: the length of a period, and what it is told apart by. */
  step: TimeDimension
  split: Dimension | undefined
  /** Of the table: at least one dimension down, at most two across. */
  rows: Dimension[]
  columns: Dimension[]
}

export const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())
/** The value of a choice among those known; undefined when it says another. */
export const oneOf = <T extends string>(value: string | string[] | undefined, known: readonly T[]): T | undefined => known.find((each) => each === value)
const someOf = (value: string | string[] | undefined, known: readonly Dimension[]): Dimension[] =>
  listOf(value).flatMap((word) => known.find((each) => each === word) ?? [])

const filtersIn = (said: Filters): Question['filters'] =>
  Object.fromEntries(dimensions.flatMap((dimension) => (listOf(said[dimension]).length > 0 ? [[dimension, listOf(said[dimension])]] : [])))

export const timesOf = ({ dimensions: known }: MeasureCoverage): TimeDimension[] => known.filter(isTime)

/** Where a measure says it happened: the finer of territory and country. */
export const placeOf = ({ dimensions: known }: MeasureCoverage): Dimension | undefined =>
  (['territory', 'country'] as const).find((place) => known.includes(place))

const firstRows = (measure: MeasureCoverage): Dimension => placeOf(measure) ?? measure.dimensions.find((each) => !isTime(each)) ?? 'year'

const viewOf = (said: Filters, measure: MeasureCoverage): View => oneOf(said['view'], views) ?? (placeOf(measure) ? 'map' : 'series')

const measureOf = (source: SourceCoverage, said: Filters): MeasureCoverage | undefined => {
  const full = source.measures.filter(({ observations }) => observations > 0)
  return full.find(({ id }) => id === said['measure']) ?? full.find(({ isDefault }) => isDefault) ?? full[0]
}

const mostAcross = 2

const tableOf = (said: Filters, measure: MeasureCoverage): Table => {
  const known = measure.dimensions
  const down = someOf(said['rows'], known)
  const rows = down.length > 0 ? down : [firstRows(measure)]
  const across = said['columns'] === undefined ? known.filter((each) => each === 'year') : someOf(said['columns'], known)
  return { rows, columns: across.filter((each) => !rows.includes(each)).slice(0, mostAcross) }
}

/** Whether the node has residents to divide by; a rate of residents would be none. */
export const canRate = (measure: MeasureCoverage, sources: readonly SourceCoverage[]): boolean =>
  !isStock(measure) && placeOf(measure) !== undefined && measure.dimensions.includes('year') &&
  sources.some(({ measures }) => measures.some((each) => isStock(each) && each.observations > 0))

/** Whether everything the question asks for may be added into one number. */
export const addsUp = ({ measure, filters }: Question): boolean => !isStock(measure) || filters.year?.length === 1

const thisYear = (): number => new Date().getFullYear()

type Table = Pick<Question, 'rows' | 'columns'>

/** Whether a view adds up years, not being told to keep them apart. */
const addsYears = (view: View, { over, along }: Filters, { rows, columns }: Table): boolean => {
  if (view === 'table') return ![...rows, ...columns].includes('year')
  return view === 'map' || (view === 'compare' && over !== undefined && over !== 'year' && along !== 'year')
}

// Where years are added, residents are of one: of those chosen, or of all that are no forecast, the newest.
const filtersOf = (said: Filters, { to, unit }: MeasureCoverage, isAdded: boolean): Question['filters'] => {
  const filters = filtersIn(said)
  if (!isAdded || !isStock({ unit })) return filters
  const newest = filters.year?.filter((year) => year !== notStated).toSorted().at(-1)
  if (newest === undefined && to === null) return filters
  return { ...filters, year: [newest ?? String(Math.min(thisYear(), Number(to?.slice(0, 4))))] }
}

const firstSource = (sources: readonly SourceCoverage[]): SourceCoverage | undefined =>
  sources.find(({ measures }) => measures.some((measure) => measure.observations > 0 && !isStock(measure))) ?? sources[0]

/** The question of an address among these sources; undefined when none of them has figures. */
export const readQuestion = (said: Filters, sources: readonly SourceCoverage[]): Question | undefined => {
  const source = sources.find(({ id }) => id === said['source']) ?? firstSource(sources)
  const measure = source && measureOf(source, said)
  if (!source || !measure) return undefined
  const times = timesOf(measure)
  const view = viewOf(said, measure)
  const table = tableOf(said, measure)
  const isRate = said['show'] === 'rate' && canRate(measure, sources)
  return {
    source, measure, said, isRate,
    view,
    filters: filtersOf(said, measure, addsYears(view, said, table)),
    asOf: listOf(said['asOf'])[0],
    step: isRate ? 'year' : (oneOf(said['step'], times) ?? times.find((time) => time === 'month') ?? 'year'),
    split: oneOf(said['split'], measure.dimensions),
    ...table,
  }
}

/** What is asked of the node: the measure and the filters, by these dimensions. */
export const inputOf = ({ source, measure, filters, asOf, said: { from, to } }: Question, by: readonly Dimension[]): Input =>
  ({ source: source.id, measure: measure.id, ...filters, from, to, asOf, by: by.join(',') })

/** The screen that opens one number: the question's filters, narrowed to the number's own coordinates. */
export const openingOf = (question: Question, cell: Partial<Record<Dimension, string | number | null>>): string => {
  const own = Object.fromEntries(Object.entries(cell).map(([dimension, code]) => [dimension, code === null ? notStated : String(code)]))
  const { by: _by, ...input } = inputOf(question, [])
  return addressOf('/figures/observations', { ...input, ...own })
}

/** The screen that opens a row's number: a municipality that is not stated is of its territory alone, so that all of `by` is asked for. */
export const openingOfRow = (question: Question, by: readonly Dimension[], row: Cell): string =>
  openingOf(question, Object.fromEntries(by.map((dimension) => [dimension, row[dimension] ?? null])))
