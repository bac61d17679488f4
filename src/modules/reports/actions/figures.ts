// The act that tells everybody how long units take for their first answer.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { AnswerFigures, leastCases } from '../model/figures.ts'
import { inSteps } from '../rules/counting.ts'
import { dayOf, daysAfter } from '../rules/states.ts'
import { asNode } from '../store/asking.ts'
import { answerTimes } from '../store/figures.ts'

const yearDays = 365

export const readFigures = action({
  name: 'report.figures',
  summary: { es: 'Ver cuánto tardan las unidades en contestar por primera vez', en: 'See how long units take for their first answer' },
  input: NoInput,
  output: AnswerFigures,
  may: anyoneGranted,
  leavesNoTrace: true,
  async run({ db, now }) {
    await asNode(db)
    const today = dayOf(now)
    const since = daysAfter(today, -yearDays)
    const times = await answerTimes(db, { since, today })
    const kinds = times.filter(({ cases }) => cases >= leastCases).map(({ kind, promised, cases, medianDays, inTime }) =>
      ({ kind, promised, cases: inSteps(cases), medianDays, inTimePercent: inSteps((100 * inTime) / cases) }))
    return { since, leastCases, kinds }
  },
  remember: () => ({ nothing: 'Public figures.' }),
})
