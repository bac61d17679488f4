// A draft begun from a source this node already knows: its publisher, its measures, and whatever of its nearest profile still fits.
import { withPeriod, type Draft, type DraftProfile } from '../../model/draft.ts'
import { requiredColumns, type Profile, type SourceDefinition } from '../../model/profile.ts'
import { yearTold } from '../years.ts'
import { idOf } from './counting.ts'
import { folded } from './likeness.ts'

const share = (profile: Profile, header: ReadonlySet<string>): number => {
  const needed = requiredColumns(profile)
  return needed.filter((column) => header.has(folded(column))).length / Math.max(1, needed.length)
}

const nearestOf = ({ profiles }: SourceDefinition, header: ReadonlySet<string>): Profile | undefined =>
  profiles.toSorted((a, b) => share(b, header) - share(a, header))[0]

const parts = ['period', 'territory', 'nationality', 'coordinates', 'offence', 'municipality'] as const

/** The parts of a profile whose columns the file has. */
const fitting = (near: Profile, header: ReadonlySet<string>): Partial<DraftProfile> => {
  const alone = (some: Partial<Profile>): Profile => ({ ...withPeriod({ ...bareOf(near), ...some }) })
  const isThere = (some: Partial<Profile>): boolean => requiredColumns(alone(some)).every((column) => header.has(folded(column)))
  const kept = parts.filter((part) => near[part] !== undefined && (part !== 'period' || yearTold(near) === undefined) && isThere({ [part]: near[part] }))
  const words = Object.fromEntries(Object.entries(near.words).filter(([, { column }]) => header.has(folded(column))))
  return { ...Object.fromEntries(kept.map((part) => [part, near[part]])), words }
}

const bareOf = (near: Profile): DraftProfile => {
  const { period: _, territory: __, nationality: ___, coordinates: ____, offence: _____, municipality: ______, ...rest } = near
  return { ...rest, words: {}, measures: {}, leftOut: [], key: 'content' }
}

const measureIdFor = (guessed: Draft['measures'][number], source: SourceDefinition, column: string | undefined): string => {
  const byColumn = source.profiles.flatMap(({ measures }) => Object.entries(measures)).find(([, figure]) => figure.from === 'column' && column !== undefined && folded(figure.column) === folded(column))?.[0]
  const byUnit = source.measures.filter(({ unit }) => unit === guessed.unit)
  return byColumn ?? (byUnit.length === 1 ? byUnit[0]?.id : undefined) ?? (source.measures.length === 1 ? source.measures[0]?.id : undefined) ?? guessed.id
}

const renamed = (draft: Draft, source: SourceDefinition): { measures: Draft['measures']; figures: DraftProfile['measures'] } => {
  const pairs = draft.measures.map((measure) => {
    const figure = draft.profile.measures[measure.id]
    return { measure, figure, id: measureIdFor(measure, source, figure?.from === 'column' ? figure.column : undefined) }
  })
  const taken = new Set<string>()
  const settled = pairs.map(({ id, ...pair }) => {
    const own = taken.has(id) ? pair.measure.id : id
    taken.add(own)
    return { ...pair, id: own, known: source.measures.find((each) => each.id === own) }
  })
  return {
    measures: settled.map(({ id, measure, known }) => known ?? { ...measure, id, isDefault: false }),
    figures: Object.fromEntries(settled.flatMap(({ id, figure }) => (figure ? [[id, figure]] : []))),
  }
}

/** The guessed draft as one more profile of a known source. `taken`: ids of its other profiles, drafts among them. */
export const startedFrom = (guessed: Draft, source: SourceDefinition, { header, taken }: { header: readonly string[]; taken: readonly string[] }): Draft => {
  const titles = new Set(header.map(folded))
  const near = nearestOf(source, titles)
  const { measures, figures } = renamed(guessed, source)
  const fit = near && share(near, titles) > 0.4 ? fitting(near, titles) : {}
  const words = { ...guessed.profile.words, ...fit.words }
  const id = idOf(`${source.source.id.slice(0, 44)} otra`, taken, 'lectura')
  return { source: source.source, measures, profile: { ...guessed.profile, ...fit, words, measures: figures, id, name: near?.name ?? source.source.name, ...(near && { scope: near.scope }) } }
}
