// How the titles of a file are compared with the columns of a profile.
import type { Profile } from '../model/profile.ts'

/** How titles are compared: without accents, capitals and doubled spaces. */
export const plain = (title: string): string => title.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/[\s\uFEFF]+/g, ' ').trim().toLowerCase()

/** The names a column of the profile may have in a file, as titles are compared. */
export const namesOf = (profile: Profile, column: string): string[] => [column, ...(profile.aliases[column] ?? [])].map(plain)

/** Where a column of the profile stands among titles made ready to compare; -1 when it is not there. */
export const placeIn = (titles: readonly string[], profile: Profile, column: string): number => {
  for (const name of namesOf(profile, column)) {
    const at = titles.indexOf(name)
    if (at !== -1) return at
  }
  return -1
}
