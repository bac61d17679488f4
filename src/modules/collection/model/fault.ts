// Why a whole file cannot be read. Nothing of such a file is imported.
import type { Text } from '../../../platform/text.ts'

export type ForeignKind = 'pdf' | 'xls' | 'ods' | 'xz' | 'html' | 'binary' | 'packedTwice'

export type PackedKind = 'gz' | 'bz2' | 'zip'

export type Fault =
  | { kind: 'empty' }
  | { kind: 'headerOnly' }
  | { kind: 'foreign'; what: ForeignKind }
  | { kind: 'bomb'; megabytes: number }
  | { kind: 'tooLarge'; gigabytes: number }
  | { kind: 'manyWords'; megabytes: number }
  | { kind: 'cutPacked'; what: PackedKind }
  | { kind: 'damagedPacked'; what: PackedKind }
  | { kind: 'damagedWorkbook'; part: string }
  | { kind: 'lockedZip' }
  | { kind: 'severalTables'; names: readonly string[] }
  | { kind: 'badJson'; line: number }
  | { kind: 'nestedJson'; line: number; key: string }
  | { kind: 'cutRow'; line: number; expected: number; found: number }
  | { kind: 'openQuote'; line: number }
  | { kind: 'longLine'; line: number; megabytes: number }
  | { kind: 'longText'; part: string; megabytes: number }
  | { kind: 'muchMemory' }
  | { kind: 'notEncoded'; line: number; encoding: string }
  | { kind: 'damagedHeader'; found: string; expected: string }
  | { kind: 'duplicateColumns'; columns: readonly string[] }
  | { kind: 'missingColumns'; columns: readonly string[]; unknown: readonly string[]; profile: Text; found: readonly string[] }
  | { kind: 'untoldYear'; expected: string; profile: Text }
  | { kind: 'otherYear'; found: readonly string[]; expected: string; profile: Text }
  | { kind: 'otherColumns'; columns: readonly string[]; profile: Text }
  | { kind: 'otherSubject'; column: string; word: string; profile: Text }
  | { kind: 'otherSource'; source: string; name: Text }
  | { kind: 'unknownHeader'; found: readonly string[]; expected: readonly string[]; profile: Text }
