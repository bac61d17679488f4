// Which profile a file's header belongs to; when none, the sentence that says what is missing or damaged.
import type { Text } from '../../../platform/text.ts'
import type { Fault } from '../model/fault.ts'
import { knownColumns, readColumns, requiredColumns, type Profile, type SourceDefinition } from '../model/profile.ts'
import { namesOf, placeIn, plain } from './compared.ts'
import { readDate } from './dates.ts'
import { faultError } from './fault.ts'
import { mostSheets, type Grid } from './grids.ts'
import { repaired } from './guessing/mojibake.ts'
import { countedIn, headerBelow, keepMended, lackedColumns, noRemarks, sheetRead, sheetsBeyond, sheetsRead, unknownColumns, type Remarks } from './remarks.ts'
import { joinedOf, wholeHeader, type Joined } from './joining.ts'
import { sheetColumns, yearOfSheet } from './sheets.ts'
import { isLeadingName, withLeadingNamed } from './leading.ts'
import { monthsToCome } from './to-come.ts'
import { foreignTo } from './told.ts'
import { joinedTitles } from './two-rows.ts'
import { isUnread } from './unread.ts'
import { unshielded } from './written.ts'
import { inYearNamed, withoutCompared, yearsIn, yearTold } from './years.ts'

/** A column the node adds to refused rows; a file that has it is a correction and never withdraws anything. */
export const reasonColumn = 'SIDMI_motivo_reason'

export interface MatchedHeader {
  profile: Profile
  delimiter: string
  header: readonly string[]
  isCorrection: boolean
  /** Where a column of the profile stands in a row; -1 when the file lacks it. */
  at: (column: string) => number
  /** Whether a month, by its first day, is still to come: a zero there is no figure. */
  isToCome: (start: string) => boolean
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

const missingFrom = ({ known }: Candidate, profile: Profile): string[] =>
  requiredColumns(profile).filter((column) => !namesOf(profile, column).some((name) => known.has(name)))

const unknownIn = ({ titles, plain: compared }: Candidate, profile: Profile): string[] => {
  const known = new Set([...knownColumns(profile).flatMap((column) => namesOf(profile, column)), plain(reasonColumn), ''])
  return titles.filter((title, at) => !known.has(compared[at] ?? '') && !isLeadingName(title))
}

/** Whether a file of one column for each period, whatever periods they are, has any. */
const hasPeriods = (candidate: Candidate, profile: Profile): boolean => {
  const { period } = profile
  if (period.kind !== 'wide-periods' || !period.style) return true
  const { style, columns } = period
  return columns.some(({ column }) => placeIn(candidate.plain, profile, column) !== -1) || candidate.titles.some((title) => !isUnread(readDate(title, style)))
}

const periodTitles = ({ period }: Profile): string[] => (period.kind === 'wide-periods' ? period.columns.map(({ column }) => column) : [])

/** The header with the columns that the name of its sheet fills, where the profile reads it. */
const asSeenBy = (candidate: Candidate, { sheets }: Profile): Candidate => {
  const { grid: { sheet }, titles, plain: compared, known } = candidate
  const more = sheet === null ? [] : sheetColumns(sheets).filter((column) => !known.has(plain(column)))
  if (more.length === 0) return candidate
  return { ...candidate, titles: [...titles, ...more], plain: [...compared, ...more.map(plain)], known: new Set([...known, ...more.map(plain)]) }
}

/** What the rows below the header say that no file of the profile does. */
const foreignWord = ({ grid, line, plain: compared }: Candidate, profile: Profile): ReturnType<typeof foreignTo> =>
  foreignTo(profile, grid.head.filter((row) => row.line > line), (column) => placeIn(compared, profile, column))

const fits = (found: Candidate, profile: Profile): boolean => {
  const candidate = asSeenBy(found, profile)
  if (missingFrom(candidate, profile).length > 0) return false
  if (!hasPeriods(candidate, profile)) return false
  if (profile.absent.some((column) => placeIn(candidate.plain, profile, column) !== -1) || foreignWord(candidate, profile)) return false
  return !profile.isExact || unknownIn(candidate, profile).length === 0
}

/** The profile that reads most of the header. Of a file that names years, one of the first year named goes before, when it knows every column. */
const fitting = (candidate: Candidate, profiles: readonly Profile[], years: readonly string[] = []): Profile | undefined => {
  const rank = (profile: Profile): number => {
    const at = years.indexOf(yearTold(profile) ?? '')
    return at === -1 ? years.length : at
  }
  const isOfYear = (profile: Profile): boolean => rank(profile) < years.length && unknownIn(asSeenBy(candidate, profile), profile).length === 0
  return profiles
    .filter((profile) => fits(candidate, profile))
    .toSorted((a, b) => Number(isOfYear(b)) - Number(isOfYear(a)) || requiredColumns(b).length - requiredColumns(a).length || rank(a) - rank(b))[0]
}

const readersIn = (candidates: readonly Candidate[], sources: readonly SourceDefinition[]): SourceDefinition[] =>
  sources.filter(({ profiles }) => candidates.some((candidate) => fitting(candidate, profiles)))

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

/** What the profile needs of a header: its columns, and the periods of which a file has at least one. */
const neededBy = (profile: Profile): string[] => [...new Set([...requiredColumns(profile), ...periodTitles(profile)])]

const nearness = (found: Candidate, profile: Profile): Near => {
  const candidate = asSeenBy(found, profile)
  const missing = missingFrom(candidate, profile)
  const periods = hasPeriods(candidate, profile) ? [] : periodTitles(profile)
  const needed = requiredColumns(profile).length + Math.min(1, periods.length)
  return { candidate, profile, missing: [...missing, ...periods], share: (missing.length + Math.min(1, periods.length)) / Math.max(1, needed) }
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
  const [other, another] = readersIn(candidates, others)
  if (other && !another) return { kind: 'otherSource', source: other.source.id, name: other.source.name }
  const nearest = nearestOf(candidates, source.profiles)
  if (!nearest) return { kind: 'empty' }
  const { candidate, profile, missing, share } = nearest
  const damage = damageIn(candidate.titles, missing)
  if (damage) return damage
  const found = candidate.titles.filter((title) => title !== '')
  const foreign = missing.length === 0 ? foreignWord(candidate, profile) : undefined
  if (foreign) return { kind: 'otherSubject', ...foreign, profile: profile.name }
  if (missing.length === 0) return { kind: 'otherColumns', columns: unwanted(candidate, profile), profile: profile.name }
  if (share > 1 / 2) return { kind: 'unknownHeader', found, expected: neededBy(profile), profile: profile.name }
  return { kind: 'missingColumns', columns: missing, unknown: unknownIn(candidate, profile), profile: profile.name, found }
}

const writtenIn = (cells: readonly string[] = []): string[] => cells.map((title) => title.replaceAll('\uFEFF', '').trim())

const candidateOf = (grid: Grid, { line, isFirst, written }: { line: number; isFirst: boolean; written: readonly string[] }): Candidate => {
  const isCorrection = written.some((title) => plain(title) === plain(reasonColumn))
  const titles = withLeadingNamed(isCorrection ? written.map(unshielded) : written)
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

/** Says which sheets were read and which were not. */
const onSheets = ({ grid }: Candidate, read: readonly Candidate[], grids: readonly Grid[]): Text[] => {
  const names = read.length > 0 ? read.flatMap(({ grid: { sheet } }) => sheet ?? []) : [grid.sheet].filter((sheet) => sheet !== null)
  const others = grids.flatMap(({ sheet }) => (sheet === null || names.includes(sheet) ? [] : [sheet]))
  const [only = ''] = names
  const further = grid.beyond ? [sheetsBeyond(grid.beyond, mostSheets)] : []
  if (names.length > 1) return [sheetsRead(names, others), ...further]
  return names.length === 1 && others.length > 0 ? [sheetRead(only, others), ...further] : further
}

const onYear = (profile: Profile): Text[] => {
  const year = yearTold(profile)
  return year === undefined ? [] : [countedIn(year)]
}

const remarksOn = (candidate: Candidate, profile: Profile, about: readonly Text[]): Remarks => {
  const remarks = noRemarks()
  const { line, isFirst, titles } = candidate
  const lacked = readColumns(profile).filter((column) => profile.optional.includes(column) && placeIn(candidate.plain, profile, column) === -1)
  const unknown = unknownIn(candidate, profile)
  remarks.opening.push(...about)
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
  /** The sheets read as one table, and what its columns are called in each; none when one alone is read. */
  joined: readonly Joined[]
  keys: readonly string[]
}

const matched = (candidate: Candidate, profile: Profile, sheets: readonly Candidate[], grids: readonly Grid[]): Omit<Match, 'isToCome'> => {
  const repeated = [...new Set([candidate, ...sheets].flatMap((each) => repeatedUsed(each, profile)))]
  if (repeated.length > 0) throw faultError({ kind: 'duplicateColumns', columns: repeated })
  const { grid, line } = candidate
  const whole = sheets.length > 0 ? wholeHeader(sheets, profile) : { keys: [], titles: candidate.titles }
  const header = toldApart(whole.titles.map((title) => repaired(title) ?? title))
  const compared = header.map(plain)
  const places = new Map(knownColumns(profile).map((column) => [column, placeIn(compared, profile, column)]))
  const seen = asSeenBy({ ...candidate, titles: header, plain: compared, known: new Set(compared) }, profile)
  return {
    profile, grid, line, delimiter: grid.delimiter, header, keys: whole.keys, joined: joinedOf(sheets, profile, grids),
    isCorrection: candidate.plain.includes(plain(reasonColumn)),
    at: (column) => places.get(column) ?? placeIn(compared, profile, column),
    remarks: remarksOn(sheets.length > 0 ? seen : candidate, profile, [...onSheets(candidate, sheets, grids), ...onYear(profile)]),
  }
}

/** A year each: sheets of which one alone would be a part of the file, where the profile does not take its year from their names. */
const areYears = (sheets: readonly Candidate[], profile: Profile): boolean => {
  const years = sheets.map(({ grid }) => yearOfSheet(grid.sheet ?? ''))
  return profile.sheets === undefined && yearTold(profile) === undefined && !years.includes(undefined) && new Set(years).size === years.length
}

/** The sheets a profile reads as one table: of each, the first header that fits. Sheets hidden in the workbook are not read. */
const sheetsOf = (candidates: readonly Candidate[], profile: Profile): Candidate[] => {
  const found = candidates.filter((candidate) => candidate.grid.sheet !== null && !candidate.grid.isHidden && fits(candidate, profile))
  const sheets = found.filter(({ grid }, at) => found.findIndex((other) => other.grid === grid) === at)
  if (sheetColumns(profile.sheets).length > 0) return sheets
  return sheets.length > 1 && areYears(sheets, profile) ? sheets : []
}

const preferred = (candidates: readonly Candidate[], first: Candidate, profile: Profile): Candidate => {
  const { sheets } = profile
  if (!sheets || !('only' in sheets)) return first
  return candidates.find((candidate) => candidate.grid.sheet === sheets.only && fits(candidate, profile)) ?? first
}

/** The sources that have a profile for one of the tables: publishers of one kind often send the same columns. */
export const readersAmong = (grids: readonly Grid[], sources: readonly SourceDefinition[]): SourceDefinition[] => readersIn(grids.flatMap(candidatesIn), sources)

/** Every year that the file's name, its sheets or the titles above its headers name as their own. */
const yearsNamed = (headers: readonly Candidate[], fileName = ''): string[] =>
  yearsIn([fileName, ...headers.flatMap(({ grid: { head, sheet }, line: own }) => [sheet ?? '', ...head.filter(({ line }) => line < own).flatMap(({ cells }) => cells.map(withoutCompared))])])

/**
 * The table of the file, its header and the profile of the source that reads it. The header is the first row that has every column a
 * profile needs, be it under titles or on another sheet. Without the file's name, as a kept file is read again, the profile's own year
 * is not asked. Throws a fault when there is none.
 */
export const matchGrids = (grids: readonly Grid[], { source, others, fileName }: { source: SourceDefinition; others: readonly SourceDefinition[]; fileName?: string }): Match => {
  const candidates = grids.flatMap(candidatesIn)
  for (const candidate of candidates) {
    const profile = fitting(candidate, source.profiles, yearsNamed([candidate], fileName))
    if (!profile) continue
    const [first, sheets] = [preferred(candidates, candidate, profile), sheetsOf(candidates, profile)]
    const inYear = fileName === undefined ? profile : inYearNamed(profile, yearsNamed(sheets.length > 0 ? sheets : [first], fileName))
    return { ...matched(first, inYear, sheets, grids), isToCome: monthsToCome(fileName) }
  }
  throw faultError(misfit(candidates, source, others))
}
