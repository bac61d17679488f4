// What guessing may know beyond the file: the catalogues with every spelling, and what words meant in profiles published before.
import type { Text } from '../../../../platform/text.ts'
import type { Codebook } from '../../model/coding.ts'
import type { MeaningKind } from '../../model/draft.ts'
import type { SourceDefinition } from '../../model/profile.ts'
import { folded, type Named } from './likeness.ts'

export interface Knowledge {
  book: Codebook
  /** ISO 3166-1 alpha-2 and every name. */
  countries: readonly (Named & { alpha3: string })[]
  /** ISO 3166-2 and every name; `nationalCode` of the statistics office. */
  territories: readonly (Named & { country: string; nationalCode: string | undefined })[]
  offences: readonly Named[]
  /** What places, offences and the rest are called. */
  label: (kind: MeaningKind, meaning: string) => Text
  /** Where the analyst's institution is: of two countries that fit alike, theirs is likelier. */
  ownCountry: string | null
  remembered: Remembered
  /** To offer years to choose from. */
  thisYear: number
}

/** By `kind word`, folded: what the word meant the last time. */
export type Remembered = ReadonlyMap<string, string | null>

const keyOf = (kind: MeaningKind, word: string): string => `${kind} ${folded(word)}`

type Codes = Readonly<Record<string, string | null>>

type OffenceRule = SourceDefinition['profiles'][number]['offence']

const offenceCodes = (offence: OffenceRule): Codes => {
  if (offence?.kind === 'codes') return offence.codes
  if (offence?.kind !== 'rules') return {}
  const plain = offence.rules.filter(({ when, ends }) => when.length === 1 && ends === undefined)
  return Object.fromEntries(plain.map(({ when: [word], offence: id }) => [word ?? '', id]))
}

const placeCodes = (profile: SourceDefinition['profiles'][number]): Codes => (profile.territory && 'codes' in profile.territory ? profile.territory.codes : undefined) ?? {}

const codesOf = (definition: SourceDefinition): (readonly [MeaningKind, Codes])[] =>
  definition.profiles.flatMap((profile) => [
    ['place', placeCodes(profile)] as const,
    ['nationality', profile.nationality?.codes ?? {}] as const,
    ['sex', profile.words.sex?.codes ?? {}] as const,
    ['offence', offenceCodes(profile.offence)] as const,
  ])

/** What the words of these profiles mean; of two meanings the later definition's stands. */
export const rememberedIn = (definitions: readonly SourceDefinition[]): Remembered =>
  new Map(definitions.flatMap(codesOf).flatMap(([kind, codes]) => Object.entries(codes).filter(([, meaning]) => meaning !== null).map(([word, meaning]) => [keyOf(kind, word), meaning] as const)))

/** The meaning a word had before; undefined when it never had one. */
export const recalled = (remembered: Remembered, kind: MeaningKind, word: string): string | null | undefined => remembered.get(keyOf(kind, word))
