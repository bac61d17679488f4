// When nobody of an institution acknowledges in time: the next person of its order is told, at once.
import { randomUUID } from 'node:crypto'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { tell } from '../../notices/index.ts'
import { Escalated } from '../model/answers.ts'
import { nextInOrder } from '../rules/answers.ts'
import { insertEscalation, unanswered, type Unanswered } from '../store/escalations.ts'
import { mayDo } from './desk.ts'
import type { HandingOut } from './handing-out.ts'

/** They received it already; now they are told again, louder. */
const tellNext = async (run: HandingOut, silence: Unanswered): Promise<number> => {
  const people = silence.people.filter(({ roles }) => mayDo(roles, 'alert.acknowledge')).map(({ id }) => id)
  const person = nextInOrder({ ...silence, people })
  if (person === undefined || !(await insertEscalation(run.db, silence, person, run.now))) return 0
  await tell(run, {
    id: randomUUID(), subject: silence.alertId, address: `/alerts/${silence.alertId}`, severity: silence.severity, people: [person],
    isExercise: silence.isExercise || run.node.isDemonstration, isEscalation: true,
  })
  run.announce({ topic: 'alert', address: `/alerts/${silence.alertId}`, to: [person] })
  return 1
}

export const escalateAlerts = action({
  name: 'alert.escalate',
  summary: { es: 'Avisar a la siguiente persona cuando nadie acusa recibo', en: 'Tell the next person when nobody acknowledges' },
  input: NoInput,
  output: Escalated,
  may: () => false,
  condition: { es: 'solo el nodo', en: 'only the node itself' },
  async run(run) {
    let escalated = 0
    for (const silence of await unanswered(run.db, run.now)) escalated += await tellNext(run, silence)
    return { escalated }
  },
  remember: () => ({ nothing: 'each escalation is kept with whom it told and when' }),
})
