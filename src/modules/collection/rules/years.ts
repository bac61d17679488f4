// Years named by titles and file names: where the columns say none, they tell which year a profile counts a file in.
import type { Profile } from '../model/profile.ts'
import { faultError } from './fault.ts'

/** Every year named in some words, once each. */
export const yearsIn = (words: readonly string[]): string[] => [...new Set(words.join(' ').match(/(?<!\d)(?:19|20)\d{2}(?!\d)/g))]

const compared = /(comparad[oa]s? (con|a)|en comparaci[oó]n con|respecto (al?|del?)|frente a|contra|compared (with|to)|vs\.?|versus)( (el |del |al )?(año|the year|year))? (19|20)\d{2}(?!\d)/gi

/** A title without the years it only compares with. */
export const withoutCompared = (title: string): string => title.replace(compared, ' ')

/** The year a profile has from a title or a file's name; undefined when its columns say when, or an analyst did. */
export const yearTold = ({ period }: Profile): string | undefined => {
  if (period.kind !== 'fixed' && period.kind !== 'wide-periods') return undefined
  const start = period.kind === 'fixed' ? period.start : period.columns[0]?.start
  return period.inTitle ? start?.slice(0, 4) : undefined
}

// Weeks begin on other days in other years, and a month that a title names need not be the same.
const isMovable = ({ period }: Profile): boolean =>
  (period.kind === 'fixed' ? period.grain === 'year' || period.month !== undefined : period.kind === 'wide-periods' && period.columns.every(({ grain }) => grain !== 'week'))

const moved = (period: Profile['period'], year: string): Profile['period'] => {
  const inYear = (start: string): string => `${year}${start.slice(4)}`
  if (period.kind === 'fixed') return { ...period, start: inYear(period.start) }
  return period.kind === 'wide-periods' ? { ...period, columns: period.columns.map((column) => ({ ...column, start: inYear(column.start) })) } : period
}

/** The year of the file, when the profile can count it: its own where several are named, or the only one. Throws a fault otherwise. */
const yearOf = (profile: Profile, own: string, named: readonly string[]): string => {
  const [only, another] = named
  if (only === undefined) throw faultError({ kind: 'untoldYear', expected: own, profile: profile.name })
  if (named.includes(own)) return own
  if (another !== undefined || !isMovable(profile)) throw faultError({ kind: 'otherYear', found: named, expected: own, profile: profile.name })
  return only
}

/**
 * The profile as it reads a file that names such years. One that has its year from a title counts the file in the year named there; such a
 * file speaks of no other year, so it never takes the place of another's. Throws a fault when the file names no year, or several but not its own.
 */
export const inYearNamed = (profile: Profile, named: readonly string[]): Profile => {
  const own = yearTold(profile)
  if (own === undefined) return profile
  const period = moved(profile.period, yearOf(profile, own, named))
  return { ...profile, period, scope: profile.scope === 'full' ? 'territory-periods' : profile.scope }
}
