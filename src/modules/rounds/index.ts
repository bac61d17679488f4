// The front door of the round: who owes what by when, what is missing, reminders, the web grid, its forms for telephones, and the proof of a receipt.
import { systemActor } from '../../platform/access.ts'
import { module, type Module } from '../../platform/module.ts'
import { perform } from '../../platform/perform.ts'
import type { System } from '../../platform/system.ts'
import { setObligation } from './actions/obligations.ts'
import { notifyPerson, remindDue } from './actions/reminding.ts'
import type { ObligationTerms } from './model.ts'
import { receiptPage } from './pages.tsx'
import { routes } from './routes.ts'

export { deliverFigures, figureForms } from './actions/figure-forms.ts'

export const rounds: Module = module({
  name: 'rounds',
  actions: [...routes.map(({ act }) => act), remindDue, notifyPerson],
  routes,
  pages: [receiptPage],
  schedules: [{ name: 'rounds.remindDue', cron: '7 * * * *', act: 'round.remindDue', input: {} }],
})

/** Sets, as the node itself, what institutions owe; the same again changes nothing but the time it was set. */
export const oweToday = async (system: System, obligations: readonly ObligationTerms[]): Promise<void> => {
  for (const terms of obligations) await perform(system, setObligation, { actor: systemActor, input: terms })
}
