// Which profile a file's header belongs to; when none, the sentence that says what is missing or damaged.
import { parse } from 'csv-parse/sync'
import type { Fault } from '../model/fault.ts'
import { requiredColumns, type Profile, type SourceDefinition } from '../model/profile.ts'
import { faultError } from './fault.ts'
import { unshielded } from './written.ts'

/** A column the node adds to refused rows; a file that has it is a correction and never withdraws anything. */
export const reasonColumn = 'SIDMI_motivo_reason'

export interface MatchedHeader {
  profile: Profile
  delimiter: string
  header: readonly string[]
  isCorrection: boolean
  /** Where a column of the profile stands in a row. */
  at: (column: string) => number
}

const plain = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()

const split = (line: string, delimiter: string): string[] => {
  const rows: string[][] = parse(line, { delimiter, relax_quotes: true, relax_column_count: true })
  return rows[0]?.map((name) => name.trim()) ?? []
}

const delimiters = [',', ';', '\t', '|'] as const

const splitHeader = (line: string): { delimiter: string; header: string[] } => {
  const tries = delimiters.map((delimiter) => ({ delimiter, header: split(line, delimiter) }))
  return tries.reduce((best, next) => (next.header.length > best.header.length ? next : best))
}

const missingFrom = (header: readonly string[], profile: Profile): string[] => {
  const found = new Set(header.map(plain))
  return requiredColumns(profile).filter((column) => !found.has(plain(column)))
}

const fits = (header: readonly string[], profile: Profile): boolean => {
  if (missingFrom(header, profile).length > 0) return false
  if (!profile.isExact) return true
  const known = new Set([...requiredColumns(profile), ...profile.unused, reasonColumn].map(plain))
  return header.every((name) => known.has(plain(name)))
}

const fitting = (header: readonly string[], profiles: readonly Profile[]): Profile | undefined =>
  profiles
    .filter((profile) => fits(header, profile))
    .toSorted((a, b) => requiredColumns(b).length - requiredColumns(a).length)[0]

const repeatedIn = (header: readonly string[]): string[] => {
  const seen = new Set<string>()
  const isAgain = (name: string): boolean => seen.size === seen.add(plain(name)).size
  return [...new Set(header.filter((name) => name !== '' && isAgain(name)))]
}

const repaired = (name: string): string => Buffer.from(name, 'latin1').toString('utf8')

const isDamagedForm = (found: string, expected: string): boolean => {
  if (plain(found) === plain(expected)) return false
  if (plain(repaired(found)) === plain(expected)) return true
  if (!/[\uFFFD?]/.test(found)) return false
  const pattern = found.replace(/[.*+^${}()|[\]\\]/g, '\\$&').replace(/[\uFFFD?]+/g, '[^\\x20-\\x7e]{1,2}')
  return new RegExp(`^${pattern}$`, 'i').test(expected)
}

const damageIn = (header: readonly string[], missing: readonly string[]): Fault | undefined => {
  for (const expected of missing) {
    const found = header.find((name) => isDamagedForm(name, expected))
    if (found) return { kind: 'damagedHeader', found, expected }
  }
  return undefined
}

const nearestProfile = (header: readonly string[], profiles: readonly Profile[]): { profile: Profile; missing: string[] } | undefined =>
  profiles
    .map((profile) => ({ profile, missing: missingFrom(header, profile) }))
    .toSorted((a, b) => a.missing.length / requiredColumns(a.profile).length - b.missing.length / requiredColumns(b.profile).length)[0]

const misfit = (header: readonly string[], source: SourceDefinition, others: readonly SourceDefinition[]): Fault => {
  const [other, another] = others.filter((candidate) => fitting(header, candidate.profiles))
  if (other && !another) return { kind: 'otherSource', source: other.source.id, name: other.source.name }
  const nearest = nearestProfile(header, source.profiles)
  if (!nearest) return { kind: 'unknownHeader', found: header, expected: [] }
  const damage = damageIn(header, nearest.missing)
  if (damage) return damage
  const needed = requiredColumns(nearest.profile)
  if (nearest.missing.length === 0 || nearest.missing.length > needed.length / 2) return { kind: 'unknownHeader', found: header, expected: needed }
  return { kind: 'missingColumns', columns: nearest.missing, profile: nearest.profile.name, found: header }
}

/** The profile of the source that reads a file with this header line. Throws a fault when none does. */
export const matchHeader = (line: string, source: SourceDefinition, others: readonly SourceDefinition[]): MatchedHeader => {
  const { delimiter, header: written } = splitHeader(line)
  const isCorrection = written.some((name) => plain(name) === plain(reasonColumn))
  const header = isCorrection ? written.map(unshielded) : written
  const profile = fitting(header, source.profiles)
  if (!profile) throw faultError(misfit(header, source, others))
  const repeated = repeatedIn(header)
  if (repeated.length > 0) throw faultError({ kind: 'duplicateColumns', columns: repeated })
  const places = new Map(header.map((name, at) => [plain(name), at]))
  return {
    profile,
    delimiter,
    header,
    isCorrection,
    at: (column) => places.get(plain(column)) ?? -1,
  }
}
