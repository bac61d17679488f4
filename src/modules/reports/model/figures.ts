// The words of what is told to everybody about answers: by kind of unit, from enough reports that no one of them shows.
import { z } from 'zod'
import { Day } from '../../../platform/schema.ts'
import { unitKinds } from '../../units/model.ts'

/** Fewer reports than this are not spoken of; counts are told in steps of as many. */
export const leastCases = 5

export const AnswerFigures = z.object({
  since: Day,
  leastCases: z.int(),
  kinds: z.array(z.object({
    kind: z.enum(unitKinds),
    /** What the units of this kind that receive promise today: least and most days. Null when none receives. */
    promised: z.object({ least: z.int(), most: z.int() }).nullable(),
    /** «At least so many» reports. */
    cases: z.int(),
    /** Days until half of them had a first answer; null when fewer than half have one. */
    medianDays: z.int().nullable(),
    /** Per cent answered by the promised day, in steps of 5. */
    inTimePercent: z.int(),
  })),
})
export type AnswerFigures = z.infer<typeof AnswerFigures>
