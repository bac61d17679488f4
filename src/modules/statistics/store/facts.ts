// What one measure of a source covers, however it was counted.
import type { Dimension, MeasureCoverage } from '../model.ts'
import { coarsest, timesOf } from '../rules.ts'

export type Facts = Pick<MeasureCoverage, 'grain' | 'from' | 'to' | 'observations' | 'dimensions' | 'hasPoints'>

export interface Counted extends Pick<Facts, 'from' | 'to' | 'observations' | 'hasPoints'> {
  grains: readonly string[]
  /** Dimensions, time apart, that some observation states. */
  stated: readonly Dimension[]
}

export const factsFrom = ({ grains, stated, from, to, observations, hasPoints }: Counted): Facts => {
  const grain = coarsest(grains)
  return { grain, from, to, observations, hasPoints, dimensions: [...(from === null ? [] : timesOf(grain)), ...stated] }
}
