// Whether a row is of a place its deliverer speaks for.
import { covers } from '../../../platform/access.ts'
import type { CodedRow, Refusal } from '../model/coding.ts'
import { notTheirTerritory } from './refusal.ts'

/** The refusal of an accepted row of another's territory; `territories` empty means anywhere. */
export const outOfRemit = ({ line, dimensions }: Extract<CodedRow, { cells: unknown }>, territories: readonly string[]): Refusal | undefined => {
  const place = dimensions.territory ?? dimensions.country
  return territories.length === 0 || covers(territories, place ?? '') ? undefined : { line, ...notTheirTerritory(place, territories) }
}
