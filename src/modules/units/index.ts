// The front door of receiving units: who they are, who belongs to them, and the public halves of their keys.
import { systemActor } from '../../platform/access.ts'
import { module, type Module } from '../../platform/module.ts'
import { perform } from '../../platform/perform.ts'
import type { System } from '../../platform/system.ts'
import { announceAgain } from './actions/announcing.ts'
import { loadUnits } from './actions/demonstration.ts'
import { dropKeys } from './actions/recovery.ts'
import type { DemonstrationUnits } from './model.ts'
import { whoCanReadPage } from './pages.tsx'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

export { keyById, keysOf, unitsOfPerson } from './store/front.ts'
export { openUnits as publicUnits } from './store/units.ts'

export const units: Module = module({ name: 'units', actions: [...routes.map(({ act }) => act), dropKeys, announceAgain, loadUnits], routes, pages: [whoCanReadPage], reactions })

/** Opens made-up units on a demonstration node, with keys anyone may open; again changes nothing. Refused on a real node. */
export const loadDemonstrationUnits = async (system: System, units: DemonstrationUnits): Promise<void> => {
  await perform(system, loadUnits, { actor: systemActor, input: units })
}
