// What is told to everybody of how long answers take: in steps, and of nothing that too few reports stand behind.
import type { UnitKind } from '../../units/model.ts'
import { leastCases } from '../model/figures.ts'
import { inSteps } from './counting.ts'

/** How long units of one kind took. */
export interface AnswerTime {
  kind: UnitKind
  /** Reports that were answered, or whose promised day has passed. */
  cases: number
  /** Days until half of them were answered; null when fewer than half were. */
  medianDays: number | null
  /** How many were answered by the promised day. */
  inTime: number
}

/** The same as it may be told. */
export interface ToldTime extends Omit<AnswerTime, 'inTime'> {
  inTimePercent: number
}

/** Kinds with enough reports, their counts and percentages in steps. */
export const toldOf = (times: readonly AnswerTime[]): ToldTime[] =>
  times.filter(({ cases }) => cases >= leastCases).map(({ kind, cases, medianDays, inTime }) =>
    ({ kind, cases: inSteps(cases), medianDays, inTimePercent: inSteps((100 * inTime) / cases) }))
