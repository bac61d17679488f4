// Asking the node for what is on screen: counts or rates, keeping the previous answer while a filter changes.
import type { Dimension, FigureAnswer } from '../../modules/statistics/model.ts'
import type { RateAnswer } from '../../modules/statistics/model/rates.ts'
import { useRead, type Input, type Reading } from '../kit/kit.ts'
import { inputOf, type Question } from './question.ts'

/** Counts, or rates with what they were divided by. */
export type Answer = FigureAnswer & Partial<Pick<RateAnswer, 'rate'>>

// What is on its way and has nothing to show yet.
const notYet = (reading: Reading<Answer>): Reading<Answer> => Object.assign(Object.create(reading) as Reading<Answer>, { data: undefined })

const topics = ['figure', 'delivery']

/** Figures of the question by these dimensions. An answer to another measure or by other dimensions is never drawn under the new headings. */
export const useFigures = (question: Question, by: readonly Dimension[], more: Input = {}): Reading<Answer> => {
  const path = question.isRate ? '/api/figures/rates' : '/api/figures'
  const reading = useRead<Answer>(path, { ...inputOf(question, by), ...more }, { topics, keepsPrevious: true })
  const { data } = reading
  const isOther = data !== undefined && (data.by.join() !== by.join() || data.measure.id !== question.measure.id || data.source.id !== question.source.id)
  return isOther && reading.isPlaceholderData ? notYet(reading) : reading
}
