// What the portal's own pages are drawn from.
import { z } from 'zod'
import { PublicFigures, SourceCoverage } from '../statistics/model.ts'

const Shown = PublicFigures.shape.shown.unwrap()

/** The newest whole year of each source's main measure, and the one drawn as a map. */
export const Home = z.object({ figures: z.array(Shown) })
export type Home = z.infer<typeof Home>

export const PublicSources = z.object({ items: z.array(SourceCoverage) })
export type PublicSources = z.infer<typeof PublicSources>

export const Nothing = z.object({})
