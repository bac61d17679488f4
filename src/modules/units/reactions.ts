// When a person or an institution changes, whoever is of migration control by it loses every key, and what is of another kind is announced anew.
import type { Reaction } from '../../platform/module.ts'
import { announceAgain } from './actions/announcing.ts'
import { dropKeys } from './actions/recovery.ts'

const dropping = (on: Reaction['on']): Reaction => ({
  name: `units.dropAfter.${on}`,
  on,
  async react({ subject, perform }) {
    if (subject !== null) await perform(dropKeys, { id: subject })
  },
})

const announcing: Reaction = {
  name: 'units.announceAfter.institution.change',
  on: 'institution.change',
  async react({ subject, perform }) {
    if (subject !== null) await perform(announceAgain, { id: subject })
  },
}

export const reactions: readonly Reaction[] = [dropping('person.change'), dropping('institution.change'), announcing]
