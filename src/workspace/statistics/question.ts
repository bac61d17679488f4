// The question on screen, as the address holds it: which measure, filtered how, shown how.
import { dimensions, isTime, notStated, type Dimension, type MeasureCoverage, type SourceCoverage, type TimeDimension } from '../../modules/statistics/model.ts'
import { addressOf, useFilters, type Filters, type Input } from '../kit/kit.ts'

export const views = ['map', 'series', 'table'] as const
export type View = (typeof views)[number]

export interface Question {
  source: SourceCoverage
  measure: MeasureCoverage
  view: View
  /** What each filtered dimension is limited to. */
  filters: Partial<Record<Dimension, string[]>>
  /** Of the series: the length of a period, and what it is told apart by. */
  step: TimeDimension
  split: Dimension | undefined
  /** Of the table. */
  rows: Dimension
  columns: Dimension | undefined
}

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())
const oneOf = <T extends string>(value: string | string[] | undefined, known: readonly T[]): T | undefined => known.find((each) => each === value)

const filtersIn = (said: Filters): Question['filters'] =>
  Object.fromEntries(dimensions.flatMap((dimension) => (listOf(said[dimension]).length > 0 ? [[dimension, listOf(said[dimension])]] : [])))

const timesOf = ({ dimensions: known }: MeasureCoverage): TimeDimension[] => known.filter(isTime)

/** Where a measure says it happened: the finer of territory and country. */
export const placeOf = ({ dimensions: known }: MeasureCoverage): Dimension | undefined =>
  (['territory', 'country'] as const).find((place) => known.includes(place))

const firstRows = (measure: MeasureCoverage): Dimension => placeOf(measure) ?? measure.dimensions.find((each) => !isTime(each)) ?? 'year'

const viewOf = (said: Filters, measure: MeasureCoverage): View => oneOf(said['view'], views) ?? (placeOf(measure) ? 'map' : 'series')

const measureOf = (source: SourceCoverage, said: Filters): MeasureCoverage | undefined => {
  const full = source.measures.filter(({ observations }) => observations > 0)
  return full.find(({ id }) => id === said['measure']) ?? full.find(({ isDefault }) => isDefault) ?? full[0]
}

const columnsOf = (said: Filters, { dimensions: known }: MeasureCoverage): Dimension | undefined =>
  said['columns'] === undefined ? known.find((each) => each === 'year') : oneOf(said['columns'], known)

/** The question of an address among these sources; undefined when none of them has figures. */
export const readQuestion = (said: Filters, sources: readonly SourceCoverage[]): Question | undefined => {
  const source = sources.find(({ id }) => id === said['source']) ?? sources[0]
  const measure = source && measureOf(source, said)
  if (!source || !measure) return undefined
  const times = timesOf(measure)
  return {
    source, measure,
    view: viewOf(said, measure),
    filters: filtersIn(said),
    step: oneOf(said['step'], times) ?? times.find((time) => time === 'month') ?? 'year',
    split: oneOf(said['split'], measure.dimensions),
    rows: oneOf(said['rows'], measure.dimensions) ?? firstRows(measure),
    columns: columnsOf(said, measure),
  }
}

/** The question and how to change what the address says. */
export const useQuestion = (sources: readonly SourceCoverage[]): [Question | undefined, (some: Filters) => void] => {
  const [said, change] = useFilters()
  return [readQuestion(said, sources), change]
}

/** What is asked of the node: the measure and the filters, by these dimensions. */
export const inputOf = ({ source, measure, filters }: Question, by: readonly Dimension[]): Input =>
  ({ source: source.id, measure: measure.id, ...filters, by: by.join(',') })

/** The screen that opens one number: the question's filters, narrowed to the number's own coordinates. */
export const openingOf = ({ source, measure, filters }: Question, cell: Partial<Record<Dimension, string | number | null>>): string => {
  const own = Object.fromEntries(Object.entries(cell).map(([dimension, code]) => [dimension, code === null ? notStated : String(code)]))
  return addressOf('/figures/observations', { source: source.id, measure: measure.id, ...filters, ...own })
}
