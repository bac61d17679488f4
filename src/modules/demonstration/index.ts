// The front door of the demonstration region: a synthetic one, made here at any size and always marked as such.
import { systemActor } from '../../platform/access.ts'
import { module, type Module } from '../../platform/module.ts'
import { perform } from '../../platform/perform.ts'
import type { System } from '../../platform/system.ts'
import { loadDemonstrationPeople } from '../accounts/index.ts'
import { territoriesOf } from '../catalogues/index.ts'
import { importFile, type ImportResult } from '../collection/index.ts'
import { oweToday } from '../rounds/index.ts'
import { loadDemonstrationUnits } from '../units/index.ts'
import { downloadSample, prepareDemonstration } from './actions.ts'
import { demonstrationSource, RegionSize, type Place, type RegionPlan } from './model.ts'
import { planRegion, writeIncidents } from './rules/incidents.ts'
import { obligationsIn } from './rules/owing.ts'
import { demonstrationPeople, signIns, type SignIn } from './rules/people.ts'
import { demonstrationCountries } from './rules/region.ts'
import { unitsOf } from './rules/units.ts'

export const demonstration: Module = module({
  name: 'demonstration',
  actions: [prepareDemonstration, downloadSample],
  routes: [{ method: 'GET', path: '/api/demonstration/sample', act: downloadSample }],
})

const places = (): Place[] => demonstrationCountries.flatMap((country) => territoriesOf(country).map(({ code }) => ({ code, country })))

async function* encoded(plan: RegionPlan): AsyncGenerator<Uint8Array> {
  for (const chunk of writeIncidents(plan, places())) yield Buffer.from(chunk)
}

/** The region's incidents as the CSV file that is imported, in chunks; flat in memory at any size. */
export const demonstrationCsv = (size: RegionSize, now: Date): Iterable<string> => writeIncidents(planRegion(size, now), places())

/** Who can sign in to a demonstration node. */
export const demonstrationSignIns = (): readonly SignIn[] => signIns

/** Loads institutions, people and incidents into a demonstration node; the same size again changes nothing. Refused on a real node. */
export const loadDemonstration = async (system: System, size: RegionSize = RegionSize.parse({})): Promise<ImportResult> => {
  const plan = await perform(system, prepareDemonstration, { actor: systemActor, input: size })
  const { institutions, people } = await loadDemonstrationPeople(system, demonstrationPeople)
  await loadDemonstrationUnits(system, unitsOf(institutions, people))
  await oweToday(system, obligationsIn(institutions, system.now()))
  return importFile(system, { sourceId: demonstrationSource, body: encoded(plan), name: `demo-region-${plan.records}-${plan.seed}.csv` })
}
