// Who may deliver to which source: institutions of its country, a regional secretariat, and each only its own territories.
import type { Actor } from '../../../platform/access.ts'
import type { Problem } from '../../../platform/problem.ts'
import type { SourceDefinition } from '../model/profile.ts'
import { collectionProblems } from '../problems.ts'

type Source = SourceDefinition['source']

const isFromElsewhere = ({ deliveredFrom }: Source, { institution }: Actor): boolean =>
  deliveredFrom.length > 0 && institution?.kind !== 'secretariat' && !deliveredFrom.includes(institution?.country ?? '')

/** Why this person cannot deliver to the source; undefined when they can. The node itself always can. */
export const refusalToDeliver = (source: Source, actor: Actor): Problem | undefined => {
  if (actor.kind === 'system') return undefined
  if (source.isFromNode) return collectionProblems.onlyNode()
  if (isFromElsewhere(source, actor)) return collectionProblems.otherCountry({ countries: source.deliveredFrom.join(', ') })
  return source.isByTerritory && actor.territories.length === 0 ? collectionProblems.noTerritory() : undefined
}
