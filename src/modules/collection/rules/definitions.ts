// All the sources a node knows: those shipped with the program and what was published on the node itself.
import type { SourceDefinition } from '../model/profile.ts'
import { profileProblems } from '../problems.ts'
import { sources } from './sources.ts'

type About = SourceDefinition['source']

/** What is settled of a source once it is here: who may see it and deliver to it, and the unit of each measure. */
export interface Standing {
  source: Partial<Pick<About, 'isPublic' | 'isDemonstration' | 'isByTerritory' | 'deliveredFrom' | 'isFromNode'>>
  units: Readonly<Record<string, SourceDefinition['measures'][number]['unit']>>
}

const settledOf = ({ source: { isPublic, isDemonstration, isByTerritory, deliveredFrom, isFromNode } }: SourceDefinition): Standing['source'] =>
  ({ isPublic, isDemonstration, isByTerritory, deliveredFrom, ...(isFromNode && { isFromNode }) })

const unitsOf = ({ measures }: SourceDefinition): Standing['units'] => Object.fromEntries(measures.map(({ id, unit }) => [id, unit]))

const unitIn = (units: Standing['units'], id: string): Standing['units'][string] | undefined => (Object.hasOwn(units, id) ? units[id] : undefined)

const settledAs = (definition: SourceDefinition, { source, units }: Standing): SourceDefinition => ({
  ...definition,
  source: { ...definition.source, ...source },
  measures: definition.measures.map((measure) => ({ ...measure, unit: unitIn(units, measure.id) ?? measure.unit })),
})

/** A definition as it may be published over what stands: nobody sees more of a source for another reading of it. Throws a Problem when a measure counts something else. */
export const asStands = (definition: SourceDefinition, standing: Standing | undefined): SourceDefinition => {
  if (!standing) return definition
  for (const { id, unit } of definition.measures) {
    const stands = unitIn(standing.units, id)
    if (stands !== undefined && stands !== unit) throw profileProblems.otherUnit({ measure: id, stands, unit })
  }
  return settledAs(definition, standing)
}

export interface Published {
  definition: SourceDefinition
  isRetired: boolean
}

const merged = (known: SourceDefinition, { definition, isRetired }: Published): SourceDefinition => {
  const replaced = new Set(definition.profiles.map(({ id }) => id))
  const measures = [...known.measures, ...definition.measures.filter(({ id }) => !known.measures.some((each) => each.id === id))]
  const others = known.profiles.filter(({ id }) => !replaced.has(id))
  return { ...known, measures, profiles: isRetired ? others : [...others, ...definition.profiles] }
}

const isShipped = (id: string): boolean => sources.some(({ source }) => source.id === id)

const own = (before: SourceDefinition, newer: SourceDefinition): SourceDefinition => {
  const { source, measures } = settledAs(newer, { source: settledOf(before), units: unitsOf(before) })
  return { ...before, source, measures: [...measures, ...before.measures.filter(({ id }) => !measures.some((each) => each.id === id))] }
}

/** Every source that ever was, those included whose profiles are all retired, in the order they came. */
const everWith = (published: readonly Published[]): SourceDefinition[] => {
  const all = new Map(sources.map((definition) => [definition.source.id, definition]))
  for (const each of published) {
    const { source, measures } = each.definition
    const before = all.get(source.id)
    const known = before && !isShipped(source.id) ? own(before, each.definition) : before
    all.set(source.id, merged(known ?? { source, measures, profiles: [] }, each))
  }
  return [...all.values()]
}

/** What is settled of a source by what was ever shipped or published of it. */
export const standingIn = (published: readonly Published[], id: string): Standing | undefined => {
  const ever = everWith(published).find(({ source }) => source.id === id)
  return ever && { source: settledOf(ever), units: unitsOf(ever) }
}

/**
 * Shipped sources with the profiles published for them, then the node's own, the newest of each version standing. `published` in the
 * order of publication. A source whose profiles are all retired is left out: nothing can be delivered to it.
 */
export const definitionsWith = (published: readonly Published[]): SourceDefinition[] =>
  everWith(published).filter(({ profiles }) => profiles.length > 0)
