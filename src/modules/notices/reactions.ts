// What happens here when something happened elsewhere: a closed account is told nothing more.
import type { Reaction } from '../../platform/module.ts'
import { forgetReader } from './actions/sending.ts'

export const reactions: readonly Reaction[] = [
  {
    name: 'notices.forget',
    on: 'person.deactivate',
    react: async ({ subject, perform }) => {
      if (subject) await perform(forgetReader, { id: subject })
    },
  },
]
