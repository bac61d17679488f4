// The changes an analyst makes to a draft in the studio, one word or answer at a time.
import type { Draft, DraftProfile, Finding, MeaningKind } from './draft.ts'

const withProfile = (draft: Draft, profile: DraftProfile): Draft => ({ ...draft, profile })

/** The draft with an answer's parts in place. */
export const withAnswer = (draft: Draft, { profile, without }: Finding['answers'][number]): Draft => {
  const kept = Object.fromEntries(Object.entries(draft.profile).filter(([part]) => !without.includes(part))) as DraftProfile
  return withProfile(draft, { ...kept, ...profile })
}

type Codes = Record<string, string | null>

const withPlace = (profile: DraftProfile, word: string, meaning: string | null): DraftProfile => {
  const { territory } = profile
  if (!territory || !('unspecified' in territory)) return profile
  if (meaning === null) return { ...profile, territory: { ...territory, unspecified: [...territory.unspecified, word] } }
  return { ...profile, territory: { ...territory, codes: { ...territory.codes, [word]: meaning } } }
}

const withNationality = (profile: DraftProfile, word: string, meaning: string | null): DraftProfile => {
  const { nationality } = profile
  if (!nationality) return profile
  if (meaning === null) return { ...profile, nationality: { ...nationality, unspecified: [...nationality.unspecified, word] } }
  return { ...profile, nationality: { ...nationality, codes: { ...nationality.codes, [word]: meaning } } }
}

const withSex = (profile: DraftProfile, added: Codes): DraftProfile =>
  (profile.words.sex ? { ...profile, words: { ...profile.words, sex: { ...profile.words.sex, codes: { ...profile.words.sex.codes, ...added } } } } : profile)

const withOffence = (profile: DraftProfile, added: Codes): DraftProfile =>
  (profile.offence?.kind === 'codes' ? { ...profile, offence: { ...profile.offence, codes: { ...profile.offence.codes, ...added } } } : profile)

/** The draft with a word's meaning; `null` means «not stated» or, of offences, none of ours. */
export const withMeaning = (draft: Draft, kind: MeaningKind, word: string, meaning: string | null): Draft => {
  const { profile } = draft
  switch (kind) {
    case 'place': return withProfile(draft, withPlace(profile, word, meaning))
    case 'nationality': return withProfile(draft, withNationality(profile, word, meaning))
    case 'sex': return withProfile(draft, withSex(profile, { [word]: meaning }))
    case 'offence': return withProfile(draft, withOffence(profile, { [word]: meaning }))
  }
}

/** The draft with rows of that word set aside: totals of others, or not wanted. */
export const withSetAside = (draft: Draft, column: string, word: string, why: 'total' | 'not-wanted'): Draft => {
  const { leftOut } = draft.profile
  const known = leftOut.find((rule) => rule.column === column && rule.why === why)
  const rule = { column, values: [...(known?.values ?? []), word], why }
  return withProfile(draft, { ...draft.profile, leftOut: [...leftOut.filter((each) => each !== known), rule] })
}

/** The draft with something said about the source. */
export const withSource = (draft: Draft, some: Partial<Draft['source']>): Draft => ({ ...draft, source: { ...draft.source, ...some } })

/** The draft with something said about one of its figures. */
export const withMeasure = (draft: Draft, id: string, some: Partial<Draft['measures'][number]>): Draft =>
  ({ ...draft, measures: draft.measures.map((measure) => (measure.id === id ? { ...measure, ...some } : measure)) })

/** The draft with another part of its profile. */
export const withPart = (draft: Draft, some: Partial<DraftProfile>): Draft => withProfile(draft, { ...draft.profile, ...some })
