// Whoever joins a circle, or moves into it, receives what is still in force.
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Reaction } from '../../../platform/module.ts'
import { WelcomedTo } from '../model/files-and-watches.ts'
import { ById } from '../model/views.ts'
import type { AudiencePerson } from '../rules/audience.ts'
import { isExercise } from '../rules/exercise.ts'
import { holdCircle, messagesInForce, type MessageInForce } from '../store/messages.ts'
import { activePerson, peopleOfInstitution } from '../store/people.ts'
import { isNamed } from './circles.ts'
import { handOut } from './handing-out.ts'

/** The last messages of alerts in force that name the person and have not reached them. */
const missedBy = async (db: Db, person: AudiencePerson, now: Date): Promise<MessageInForce[]> =>
  (await messagesInForce(db, { without: person.id, now })).filter(({ content }) => isNamed(content.audience, person))

/** Repeating it hands out nothing twice. */
export const welcome = action({
  name: 'alert.welcome',
  summary: { es: 'Entregar a quien llega las alertas que siguen en vigor', en: 'Hand a newcomer the alerts still in force' },
  input: ById,
  output: WelcomedTo,
  may: () => false,
  condition: { es: 'solo el nodo', en: 'only the node itself' },
  async run({ input, ...run }) {
    await holdCircle(run.db, 'welcome')
    const person = await activePerson(run.db, input.id)
    const missed = person ? await missedBy(run.db, person, run.now) : []
    for (const { id, alertId, content } of missed) {
      await handOut(run, { message: id, alert: alertId, severity: content.severity, isExercise: isExercise(content, run.node), people: [input.id] })
    }
    return { alerts: missed.length }
  },
  remember: () => ({ nothing: 'each delivery is kept; what made the person a newcomer is remembered' }),
})

const joinings = ['person.invite', 'person.change', 'person.activate'] as const

const ofAPerson = joinings.map((on): Reaction => ({
  name: `alerts.welcomeAfter.${on}`,
  on,
  react: async ({ subject, perform }) => {
    if (subject) await perform(welcome, { id: subject })
  },
}))

/** An institution that becomes of another kind takes all its people into other circles. */
const ofAnInstitution: Reaction = {
  name: 'alerts.welcomeAfter.institution.change',
  on: 'institution.change',
  react: async ({ subject, perform, system }) => {
    for (const id of subject ? await peopleOfInstitution(system.database.db, subject) : []) await perform(welcome, { id })
  },
}

export const newcomerReactions: readonly Reaction[] = [...ofAPerson, ofAnInstitution]
