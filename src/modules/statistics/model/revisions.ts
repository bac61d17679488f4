// Revisions: each period as the first release that had it said it, and as it stands.
import { z } from 'zod'
import { FigureAnswer, FigureMeasure, FigureSource, QueryFigures, Release } from '../model.ts'

export const QueryRevisions = QueryFigures.omit({ points: true, by: true }).extend({
  step: z.enum(['year', 'month', 'week']).default('year'),
})
export type QueryRevisions = z.infer<typeof QueryRevisions>

export const Revised = z.object({
  period: z.string(),
  /** The release the period was first in. */
  release: z.number(),
  /** Null when the source withholds all of it; nought when nothing stands any more. */
  first: z.number().nullable(),
  now: z.number().nullable(),
})
export type Revised = z.infer<typeof Revised>

export const RevisionAnswer = z.object({
  source: FigureSource,
  measure: FigureMeasure,
  release: Release.nullable(),
  step: z.enum(['year', 'month', 'week']),
  /** Every release of the source, oldest first. */
  releases: z.array(Release),
  items: z.array(Revised),
  names: FigureAnswer.shape.names,
})
export type RevisionAnswer = z.infer<typeof RevisionAnswer>
