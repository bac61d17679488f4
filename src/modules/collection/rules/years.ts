// Years named by titles and file names: of a file whose columns say none, they tell whether it is of the year a profile reads.
import type { Fault } from '../model/fault.ts'
import type { Profile } from '../model/profile.ts'

/** Every year named in some words, once each. */
export const yearsIn = (words: readonly string[]): string[] => [...new Set(words.join(' ').match(/(?<!\d)(?:19|20)\d{2}(?!\d)/g))]

const yearRead = ({ period }: Profile): string | undefined => {
  if (period.kind !== 'fixed' && period.kind !== 'wide-periods') return undefined
  const start = period.kind === 'fixed' ? period.start : period.columns[0]?.start
  return period.inTitle ? start?.slice(0, 4) : undefined
}

/** The fault of a file that names other years than the one its profile reads, where the profile has it from a title. */
export const otherYear = (profile: Profile, words: readonly string[]): Fault | undefined => {
  const [expected, found] = [yearRead(profile), yearsIn(words)]
  return expected === undefined || found.length === 0 || found.includes(expected) ? undefined : { kind: 'otherYear', found, expected, profile: profile.name }
}
