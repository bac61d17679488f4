// When a person or an institution changes, whoever is of migration control by it loses every key.
import type { Reaction } from '../../platform/module.ts'
import { dropKeys } from './actions/recovery.ts'

const dropping = (on: Reaction['on']): Reaction => ({
  name: `units.dropAfter.${on}`,
  on,
  async react({ subject, perform }) {
    if (subject !== null) await perform(dropKeys, { id: subject })
  },
})

export const reactions: readonly Reaction[] = [dropping('person.change'), dropping('institution.change')]
