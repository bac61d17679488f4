// Which profile a file's header belongs to; when none, the sentence that says what is missing or damaged.
import type { Fault } from '../model/fault.ts'
import { knownColumns, readColumns, requiredColumns, type Profile, type SourceDefinition } from '../model/profile.ts'
import { readDate } from './dates.ts'
import { faultError } from './fault.ts'
import type { Grid } from './grids.ts'
import { repaired } from './guessing/mojibake.ts'
import { headerBelow, keepMended, lackedColumns, noRemarks, sheetRead, unknownColumns, type Remarks } from './remarks.ts'
import { joinedTitles } from './two-rows.ts'
import { isUnread } from './unread.ts'
import { unshielded } from './written.ts'

/** A column the node adds to refused rows; a file that has it is a correction and never withdraws anything. */
export const reasonColumn = 'SIDMI_motivo_reason'

export interface MatchedHeader {
  profile: Profile
  delimiter: string
  header: readonly string[]
  isCorrection: boolean
  /** Where a column of the profile stands in a row; -1 when the file lacks it. */
  at: (column: string) => number
  remarks: Remarks
}

/** A header and the table it stands in. */
interface Candidate {
  grid: Grid
  line: number
  isFirst: boolean
  /** The titles as written, and as they are compared. */
  titles: readonly string[]
  plain: readonly string[]
  known: ReadonlySet<string>
}

/** How titles are compared: without accents, capitals and doubled spaces. */
const plain = (title: string): string => title.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/[\s\uFEFF]+/g, ' ').trim().toLowerCase()

const namesOf = (profile: Profile, column: string): string[] => [column, ...(profile.aliases[column] ?? [])].map(plain)

const placeIn = (titles: readonly string[], profile: Profile, column: string): number => {
  for (const name of namesOf(profile, column)) {
    const at = titles.indexOf(name)
    if (at !== -1) return at
  }
  return -1
}

const missingFrom = ({ known }: Candidate, profile: Profile): string[] =>
  requiredColumns(profile).filter((column) => !namesOf(profile, column).some((name) => known.has(name)))

const unknownIn = ({ titles, plain: compared }: Candidate, profile: Profile): string[] => {
  const known = new Set([...knownColumns(profile).flatMap((column) => namesOf(profile, column)), plain(reasonColumn), ''])
  return titles.filter((_, at) => !known.has(compared[at] ?? ''))
}

/** Whether a file of one column for each period, whatever periods they are, has any. */
const hasPeriods = (candidate: Candidate, profile: Profile): boolean => {
  const { period } = profile
  if (period.kind !== 'wide-periods' || !period.style) return true
  const { style, columns } = period
  return columns.some(({ column }) => placeIn(candidate.plain, profile, column) !== -1) || candidate.titles.some((title) => !isUnread(readDate(title, style)))
}

const periodTitles = ({ period }: Profile): string[] => (period.kind === 'wide-periods' ? period.columns.map(({ column }) => column) : [])

const fits = (candidate: Candidate, profile: Profile): boolean => {
  if (missingFrom(candidate, profile).length > 0) return false
  if (!hasPeriods(candidate, profile)) return false
  if (profile.absent.some((column) => placeIn(candidate.plain, profile, column) !== -1)) return false
  return !profile.isExact || unknownIn(candidate, profile).length === 0
}

const fitting = (candidate: Candidate, profiles: readonly Profile[]): Profile | undefined =>
  profiles
    .filter((profile) => fits(candidate, profile))
    .toSorted((a, b) => requiredColumns(b).length - requiredColumns(a).length)[0]

const isDamagedForm = (found: string, expected: string): boolean => {
  if (!/[\uFFFD?]/.test(found)) return false
  const pattern = found.trim().replace(/[.*+^${}()|[\]\\]/g, '\\$&').replace(/(?:\\?\?|\uFFFD)+/g, '[^\\x20-\\x7e]{1,2}')
  return new RegExp(`^${pattern}$`, 'i').test(expected)
}

const damageIn = (titles: readonly string[], missing: readonly string[]): Fault | undefined => {
  for (const expected of missing) {
    const found = titles.find((title) => isDamagedForm(title, expected))
    if (found !== undefined) return { kind: 'damagedHeader', found, expected }
  }
  return undefined
}

interface Near {
  candidate: Candidate
  profile: Profile
  missing: string[]
  share: number
}

const nearness = (candidate: Candidate, profile: Profile): Near => {
  const missing = missingFrom(candidate, profile)
  return { candidate, profile, missing, share: missing.length / Math.max(1, requiredColumns(profile).length) }
}

const nearestOf = (candidates: readonly Candidate[], profiles: readonly Profile[]): Near | undefined =>
  candidates
    .flatMap((candidate) => profiles.map((profile) => nearness(candidate, profile)))
    .reduce<Near | undefined>((best, near) => (!best || near.share < best.share || (near.share === best.share && near.candidate.titles.length > best.candidate.titles.length) ? near : best), undefined)

/** The columns for which a file that has all it needs is still not of the profile. */
const unwanted = (candidate: Candidate, profile: Profile): string[] => {
  const places = profile.absent.map((column) => placeIn(candidate.plain, profile, column)).filter((at) => at !== -1)
  return places.length > 0 ? places.map((at) => candidate.titles[at] ?? '') : unknownIn(candidate, profile)
}

const misfit = (candidates: readonly Candidate[], source: SourceDefinition, others: readonly SourceDefinition[]): Fault => {
  const [other, another] = others.filter(({ profiles }) => candidates.some((candidate) => fitting(candidate, profiles)))
  if (other && !another) return { kind: 'otherSource', source: other.source.id, name: other.source.name }
  const nearest = nearestOf(candidates, source.profiles)
  if (!nearest) return { kind: 'empty' }
  const { candidate, profile, missing, share } = nearest
  const damage = damageIn(candidate.titles, missing)
  if (damage) return damage
  const found = candidate.titles.filter((title) => title !== '')
  if (!hasPeriods(candidate, profile)) return { kind: 'missingColumns', columns: periodTitles(profile), unknown: unknownIn(candidate, profile), profile: profile.name, found }
  if (missing.length === 0) return { kind: 'otherColumns', columns: unwanted(candidate, profile), profile: profile.name }
  if (share > 1 / 2) return { kind: 'unknownHeader', found, expected: requiredColumns(profile), profile: profile.name }
  return { kind: 'missingColumns', columns: missing, unknown: unknownIn(candidate, profile), profile: profile.name, found }
}

const writtenIn = (cells: readonly string[] = []): string[] => cells.map((title) => title.replaceAll('\uFEFF', '').trim())

const candidateOf = (grid: Grid, { line, isFirst, written }: { line: number; isFirst: boolean; written: readonly string[] }): Candidate => {
  const isCorrection = written.some((title) => plain(title) === plain(reasonColumn))
  const titles = isCorrection ? written.map(unshielded) : written
  const compared = toldApart(titles.map((title) => repaired(title) ?? title)).map(plain)
  return { grid, line, isFirst, titles, plain: compared, known: new Set(compared) }
}

/** The rows of a table that may be its header, and then the pairs of rows that may. */
const candidatesIn = (grid: Grid): Candidate[] => {
  const singles = grid.head.map(({ line, cells }, at) => candidateOf(grid, { line, isFirst: at === 0, written: writtenIn(cells) }))
  const pairs = grid.head.slice(1).flatMap(({ line, cells }, at) => {
    const joined = joinedTitles(writtenIn(grid.head[at]?.cells), writtenIn(cells))
    return joined ? [candidateOf(grid, { line, isFirst: at === 0, written: joined })] : []
  })
  return [...singles, ...pairs]
}

export const toldApart = (titles: readonly string[]): string[] => {
  const seen = new Map<string, number>()
  return titles.map((title) => {
    const nth = (seen.get(title) ?? 0) + 1
    seen.set(title, nth)
    return nth === 1 || title === '' ? title : `${title} (${nth})`
  })
}

// A title that stands twice is told apart by its number: a fault only where the profile does not know the second by that.
const repeatedUsed = ({ titles, plain: compared }: Candidate, profile: Profile): string[] => {
  const used = new Set(requiredColumns(profile).flatMap((column) => namesOf(profile, column)))
  const known = new Set(knownColumns(profile).flatMap((column) => namesOf(profile, column)))
  const written = titles.map((title) => plain(repaired(title) ?? title))
  const isKnown = (at: number): boolean => compared[at] !== written[at] && known.has(compared[at] ?? '')
  return [...new Set(titles.filter((_, at) => used.has(written[at] ?? '') && written.indexOf(written[at] ?? '') !== at && !isKnown(at)))]
}

const remarksOn = (candidate: Candidate, profile: Profile, grids: readonly Grid[]): Remarks => {
  const remarks = noRemarks()
  const { grid, line, isFirst, titles } = candidate
  const lacked = readColumns(profile).filter((column) => profile.optional.includes(column) && placeIn(candidate.plain, profile, column) === -1)
  const unknown = unknownIn(candidate, profile)
  const otherSheets = grids.flatMap(({ sheet }) => (sheet === null || sheet === grid.sheet ? [] : [sheet]))
  if (grid.sheet !== null && otherSheets.length > 0) remarks.opening.push(sheetRead(grid.sheet, otherSheets))
  if (!isFirst) remarks.opening.push(headerBelow(line))
  if (unknown.length > 0) remarks.opening.push(unknownColumns(unknown))
  if (lacked.length > 0) remarks.opening.push(lackedColumns(lacked))
  for (const title of titles) {
    const mended = repaired(title)
    if (mended !== undefined) keepMended(remarks, title, mended)
  }
  return remarks
}

/** Where a header was found, and what it says. */
export interface Match extends MatchedHeader {
  grid: Grid
  /** The line the header stands on: rows come after it. */
  line: number
}

const matched = (candidate: Candidate, profile: Profile, grids: readonly Grid[]): Match => {
  const repeated = repeatedUsed(candidate, profile)
  if (repeated.length > 0) throw faultError({ kind: 'duplicateColumns', columns: repeated })
  const { grid, line } = candidate
  const header = toldApart(candidate.titles.map((title) => repaired(title) ?? title))
  const compared = header.map(plain)
  const places = new Map(knownColumns(profile).map((column) => [column, placeIn(compared, profile, column)]))
  return {
    profile, grid, line, delimiter: grid.delimiter, header,
    isCorrection: candidate.plain.includes(plain(reasonColumn)),
    at: (column) => places.get(column) ?? placeIn(compared, profile, column),
    remarks: remarksOn(candidate, profile, grids),
  }
}

/** The sources that have a profile for one of the tables: publishers of one kind often send the same columns. */
export const readersAmong = (grids: readonly Grid[], sources: readonly SourceDefinition[]): SourceDefinition[] => {
  const candidates = grids.flatMap(candidatesIn)
  return sources.filter(({ profiles }) => candidates.some((candidate) => fitting(candidate, profiles)))
}

/**
 * The table of the file, its header and the profile of the source that reads it. The header is the first row that has every column a
 * profile needs, be it under titles or on another sheet. Throws a fault when there is none.
 */
export const matchGrids = (grids: readonly Grid[], source: SourceDefinition, others: readonly SourceDefinition[]): Match => {
  const candidates = grids.flatMap(candidatesIn)
  for (const candidate of candidates) {
    const profile = fitting(candidate, source.profiles)
    if (profile) return matched(candidate, profile, grids)
  }
  throw faultError(misfit(candidates, source, others))
}
