// From a draft to a definition that institutions can deliver to: ids made, blanks filled, validated like the shipped ones.
import { SourceFile, type SourceDefinition } from '../model/profile.ts'
import type { Text } from '../../../platform/text.ts'
import type { Codebook } from '../model/coding.ts'
import { withPeriod, type Draft } from '../model/draft.ts'
import { profileProblems } from '../problems.ts'
import { idOf } from './guessing/counting.ts'
import { missingFrom } from './guessing/missing.ts'

const inBoth = ({ es, en }: Text): Text => ({ es: es.trim() === '' ? en.trim() : es.trim(), en: en.trim() === '' ? es.trim() : en.trim() })

/** The source the draft adds to, when it is one this node knows. */
const sourceKnown = ({ source }: Draft, known: readonly SourceDefinition[]): SourceDefinition | undefined => known.find((each) => each.source.id === source.id)

const profileIdOf = (draft: Draft, sourceId: string): string => (draft.source.id === sourceId && draft.profile.id !== '' ? draft.profile.id : `${sourceId.slice(0, 50)}-lectura`)

const nextVersion = (profileId: string, published: readonly SourceDefinition[]): number =>
  1 + Math.max(0, ...published.flatMap(({ profiles }) => profiles.filter(({ id }) => id === profileId).map(({ version }) => version)))

export interface Known {
  /** Sources that can be delivered to now. */
  known: readonly SourceDefinition[]
  /** Every version ever published here. */
  published: readonly SourceDefinition[]
}

/** The draft with the ids it will be published under. */
export const named = (draft: Draft, { known, published }: Known): Draft => {
  const taken = [...known, ...published].map(({ source }) => source.id)
  const id = draft.source.id === '' ? idOf(inBoth(draft.source.name).es, taken, 'fuente') : draft.source.id
  return { ...draft, source: { ...draft.source, id }, profile: { ...draft.profile, id: profileIdOf(draft, id) } }
}

const whole = (draft: Draft, sourceKnownAs: SourceDefinition | undefined, version: number): unknown => {
  const { source, measures, profile } = draft
  const attribution = inBoth(source.attribution)
  const about = { ...source, name: inBoth(source.name), note: inBoth(source.note), attribution: attribution.es === '' ? { es: source.publisher, en: source.publisher } : attribution }
  const used = measures.filter(({ id }) => profile.measures[id] !== undefined)
  const first = used.some(({ isDefault }) => isDefault) ? -1 : 0
  return {
    source: sourceKnownAs?.source ?? about,
    measures: used.map((measure, at) => ({ ...measure, name: inBoth(measure.name), isDefault: measure.isDefault || (at === first && !sourceKnownAs) })),
    profiles: [{ ...withPeriod(profile), version, name: inBoth(profile.name).es === '' ? about.name : inBoth(profile.name) }],
  }
}

/** The definition a draft publishes. Throws a Problem that says what is missing. `isOwn`: the source was made on this node. */
export const definitionOf = (draft: Draft, { known, published }: Known, isOwn: (id: string) => boolean): SourceDefinition => {
  const missing = missingFrom(draft)
  if (missing.length > 0) throw profileProblems.incomplete({ missing })
  const shipped = isOwn(draft.source.id) ? undefined : sourceKnown(draft, known)
  const parsed = SourceFile.safeParse(whole(draft, shipped, nextVersion(draft.profile.id, [...known, ...published])))
  if (parsed.success) return parsed.data
  throw profileProblems.notValid({ where: parsed.error.issues.slice(0, 3).map(({ path }) => path.join('.')).join(', ') })
}

const offencesNamed = ({ profiles }: SourceDefinition): string[] =>
  profiles.flatMap(({ offence }) => {
    if (offence?.kind === 'fixed') return [offence.offence]
    if (offence?.kind === 'codes') return Object.values(offence.codes).filter((code) => code !== null)
    return offence?.kind === 'rules' ? offence.rules.map((rule) => rule.offence) : []
  })

const placesNamed = ({ profiles }: SourceDefinition): string[] =>
  profiles.flatMap(({ territory }) => (territory && 'codes' in territory ? Object.values(territory.codes ?? {}).filter((code) => code !== null) : []))

/** Codes a definition names that the catalogues do not have: another node may have others. */
export const strangeCodes = (definition: SourceDefinition, book: Codebook): string[] => [
  ...offencesNamed(definition).filter((id) => !book.hasOffence(id)),
  ...placesNamed(definition).filter((code) => book.territoryCode(code) === undefined && book.countryCode(code) === undefined),
]
