// What the demonstration region is made of: its size, its seed, and the rises in crime planted in it for the detector to find.
import { z } from 'zod'
import { Day } from '../../platform/schema.ts'

/** The collection's source that the region's incidents are delivered to. */
export const demonstrationSource = 'demo-region'

/** About how many rows the file shall have, and where its repeatable chance begins. The same size always makes the same region. */
export const RegionSize = z.object({
  records: z.coerce.number().int().min(1000).max(50_000_000).default(120_000),
  seed: z.coerce.number().int().min(0).max(2 ** 32 - 1).default(20_260_101),
})
export type RegionSize = z.output<typeof RegionSize>

/** A planted rise: for `lasts` weeks up to the last one, `times` the usual number of incidents. */
const PlantedRise = z.object({ territory: z.string(), offence: z.string(), lasts: z.number().int(), times: z.number() })
export type PlantedRise = z.infer<typeof PlantedRise>

/** The region as it is about to be made. Weeks are told by their Mondays. */
export const RegionPlan = RegionSize.extend({ firstWeek: Day, lastWeek: Day, planted: z.array(PlantedRise) })
export type RegionPlan = z.output<typeof RegionPlan>

/** Somewhere incidents happen, by ISO 3166-2 code. */
export interface Place {
  code: string
  country: string
}
