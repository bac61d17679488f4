// Why a whole file cannot be read. Nothing of such a file is imported.
import type { Text } from '../../../platform/text.ts'

export type ForeignKind = 'zip' | 'xlsx' | 'pdf' | 'xls' | 'bz2' | 'xz' | 'utf-16' | 'html' | 'json' | 'binary'

export type Fault =
  | { kind: 'empty' }
  | { kind: 'headerOnly' }
  | { kind: 'foreign'; what: ForeignKind }
  | { kind: 'bomb'; megabytes: number }
  | { kind: 'tooLarge'; gigabytes: number }
  | { kind: 'cutGzip' }
  | { kind: 'damagedGzip' }
  | { kind: 'cutRow'; line: number; expected: number; found: number }
  | { kind: 'openQuote'; line: number }
  | { kind: 'longLine'; line: number; megabytes: number }
  | { kind: 'notUtf8'; line: number }
  | { kind: 'damagedHeader'; found: string; expected: string }
  | { kind: 'duplicateColumns'; columns: readonly string[] }
  | { kind: 'missingColumns'; columns: readonly string[]; profile: Text; found: readonly string[] }
  | { kind: 'otherSource'; source: string; name: Text }
  | { kind: 'unknownHeader'; found: readonly string[]; expected: readonly string[] }
