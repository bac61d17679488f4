// All the sources a node knows: those shipped with the program and what was published on the node itself.
import type { SourceDefinition } from '../model/profile.ts'
import { sources } from './sources.ts'

export interface Published {
  definition: SourceDefinition
  isRetired: boolean
}

const merged = (known: SourceDefinition, { definition, isRetired }: Published): SourceDefinition => {
  const own = new Set(definition.profiles.map(({ id }) => id))
  const measures = [...known.measures, ...definition.measures.filter(({ id }) => !known.measures.some((each) => each.id === id))]
  const others = known.profiles.filter(({ id }) => !own.has(id))
  return { ...known, measures, profiles: isRetired ? others : [...others, ...definition.profiles] }
}

const isShipped = (id: string): boolean => sources.some(({ source }) => source.id === id)

/**
 * Shipped sources with the profiles published for them, then the node's own, the newest of each version standing. `published` in the
 * order of publication. A source whose profiles are all retired is left out: nothing can be delivered to it.
 */
export const definitionsWith = (published: readonly Published[]): SourceDefinition[] => {
  const all = new Map(sources.map((definition) => [definition.source.id, definition]))
  for (const each of published) {
    const { source, measures } = each.definition
    const before = all.get(source.id)
    const known = before && !isShipped(source.id) ? { ...before, source, measures: [...measures, ...before.measures.filter(({ id }) => !measures.some((own) => own.id === id))] } : before
    all.set(source.id, merged(known ?? { source, measures, profiles: [] }, each))
  }
  return [...all.values()].filter(({ profiles }) => profiles.length > 0)
}
