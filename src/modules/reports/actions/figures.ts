// The act that tells everybody how long units take for their first answer; and working it out, once a day.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import { AnswerFigures, leastCases } from '../model/figures.ts'
import { toldOf } from '../rules/answer-times.ts'
import { dayOf, daysAfter } from '../rules/states.ts'
import { answerTimes, keepTimes, keptTimes } from '../store/figures.ts'

const yearDays = 365
const yearBefore = (day: string): string => daysAfter(day, -yearDays)

/** Works out what is told from today on. Told at once, it would say the minute in which somebody answered or withdrew a report. The transaction asks as the node. */
export const workOutTimes = async (db: Db, today: string): Promise<void> =>
  keepTimes(db, today, toldOf(await answerTimes(db, { since: yearBefore(today), today })))

export const readFigures = action({
  name: 'report.figures',
  summary: { es: 'Ver cuánto tardan las unidades en contestar por primera vez', en: 'See how long units take for their first answer' },
  input: NoInput,
  output: AnswerFigures,
  may: anyoneGranted,
  leavesNoTrace: true,
  async run({ db, now }) {
    const kept = await keptTimes(db)
    return { since: yearBefore(kept[0]?.day ?? dayOf(now)), leastCases, kinds: kept }
  },
  remember: () => ({ nothing: 'Public figures.' }),
})
