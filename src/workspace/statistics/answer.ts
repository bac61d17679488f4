// Asking the node for what is on screen: counts or rates, keeping the previous answer while a filter changes.
import { type Dimension, type FigureAnswer, type MeasureCoverage } from '../../modules/statistics/model.ts'
import type { RateAnswer } from '../../modules/statistics/model/rates.ts'
import { useRead, type Input, type Reading } from '../kit/kit.ts'
import { inputOf, type Question } from './question.ts'

/** Counts, or rates with what they were divided by. */
export type Answer = FigureAnswer & Partial<Pick<RateAnswer, 'rate'>>

// What is on its way and has nothing to show yet.
const notYet = (reading: Reading<Answer>): Reading<Answer> => Object.assign(Object.create(reading) as Reading<Answer>, { data: undefined })

type Span = Pick<MeasureCoverage, 'from' | 'to' | 'grain'>

/** From when to when an answer by month reaches. Of what is counted by days or weeks, whether its last month was whole cannot be seen: it is not. */
export const spanIn = ({ rows }: Pick<FigureAnswer, 'rows'>, grain: string | null): Span => {
  const months = rows.flatMap(({ month }) => (typeof month === 'string' ? [`${month}-01`] : [])).sort()
  return { from: months[0] ?? null, to: months.at(-1) ?? null, grain: grain === 'month' ? 'month' : 'day' }
}

const topics = ['figure', 'delivery']

/** Figures of the question by these dimensions. An answer to another measure or by other dimensions is never drawn under the new headings. */
export const useFigures = (question: Question, by: readonly Dimension[], more: Input = {}): Reading<Answer> => {
  const path = question.isRate ? '/api/figures/rates' : '/api/figures'
  const reading = useRead<Answer>(path, { ...inputOf(question, by), ...more }, { topics, keepsPrevious: true })
  const { data } = reading
  const isOther = data !== undefined && (data.by.join() !== by.join() || data.measure.id !== question.measure.id || data.source.id !== question.source.id)
  return isOther && reading.isPlaceholderData ? notYet(reading) : reading
}

/** From when to when the measure is counted, in the state asked for; undefined while that is being read. */
export const useSpan = ({ source, measure, asOf }: Question): Span | undefined => {
  const isEarlier = asOf !== undefined && measure.dimensions.includes('month')
  const then = useRead<FigureAnswer>('/api/figures', { source: source.id, measure: measure.id, asOf, by: 'month' }, { topics, enabled: isEarlier })
  if (!isEarlier) return measure
  return then.data && spanIn(then.data, measure.grain)
}
