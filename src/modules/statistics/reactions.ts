// After a delivery was imported, the first reader should not wait for the counting.
import type { Reaction } from '../../platform/module.ts'
import { prepareFigures } from './actions/public.ts'

export const reactions: readonly Reaction[] = [
  { name: 'statistics.prepare', on: 'delivery.import', react: async ({ perform }) => void (await perform(prepareFigures, {})) },
]
