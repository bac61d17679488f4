// What early warning does when something happened elsewhere: new figures are judged as soon as they stand.
import type { Reaction } from '../../platform/module.ts'
import { runWarning } from './actions/run.ts'
import { sourceOfDelivery } from './store/series.ts'

export const reactions: readonly Reaction[] = [{
  name: 'warning.afterImport',
  on: 'delivery.import',
  react: async ({ subject, perform, system }) => {
    const source = subject ? await sourceOfDelivery(system.database.db, subject) : undefined
    if (source) await perform(runWarning, { source })
  },
}]
