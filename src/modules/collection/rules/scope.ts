// What a file's silence about a cell means: withdrawn, or simply not spoken of.
import type { Profile } from '../model/profile.ts'

interface Sizes {
  /** Cells in the file. */
  staged: number
  /** Cells of the source that stand now. */
  standing: number
  /** The profile that coded the newest release. */
  profileId: string | null
}

/**
 * Whether a file may hold rows that stand now and could not be told: then nothing is withdrawn for its sake. A source whose rows are known
 * by their whole content is apart: there a changed row must take the place of the one before, and the comparison spares what is like a refused
 * row. `unkeyed`: refused rows without a key.
 */
export const sparesAll = (profile: Profile, isCorrection: boolean, unkeyed: number): boolean =>
  unkeyed > 0 && !isCorrection && profile.scope !== 'partial' && profile.key !== 'content'

/**
 * The scope a file is merged with. Corrections only add and correct. A file of a whole-file source that holds less than half of what
 * stands, read by the same profile, is taken for a part and not for the whole: a shortened file must not empty the source.
 */
export const effectiveScope = (profile: Profile, isCorrection: boolean, { staged, standing, profileId }: Sizes): Profile['scope'] => {
  if (isCorrection) return 'partial'
  if (profile.scope !== 'full' || profile.key === 'content' || profileId !== profile.id) return profile.scope
  return staged < standing / 2 ? 'partial' : 'full'
}
