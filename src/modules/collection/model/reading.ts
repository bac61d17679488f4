// What the thread that reads a file is told, and what it tells: plain data, as threads exchange them.
import type { Text } from '../../../platform/text.ts'
import type { Refusal } from './coding.ts'
import type { Fault } from './fault.ts'
import type { Profile, SourceDefinition } from './profile.ts'

export interface ReadingTask {
  path: string
  /** What the file is called. */
  fileName?: string
  fileBytes: number
  source: SourceDefinition
  /** Every other source, to recognise a file delivered under the wrong one. */
  others: readonly SourceDefinition[]
  /** Where the deliverer may speak for; empty means anywhere. */
  territories: readonly string[]
}

/** How the rows are to be written, told once it is known how the file was opened. */
export interface ReadingOrder {
  /** Values of the columns before those of the row. */
  before: readonly (string | number)[]
  /** Whether keys of refused rows are written too, so that what stands under them stays. */
  sparesKeys: boolean
}

/** How the file was opened. */
export interface Opened {
  profile: Profile
  header: readonly string[]
  delimiter: string
  isCorrection: boolean
}

/** Counts of rows and cells read. `unkeyed`: refused rows of which nobody can tell what they would have been; `written`: accepted rows with at least one cell. */
export interface Tally {
  read: number
  refused: number
  unkeyed: number
  leftOut: number
  withheld: number
  written: number
  cells: number
}

/** Rows as COPY takes them, and what was found in them. `suspects`: the first `suspectBytes` of keys that perhaps came before, in hexadecimal. */
export interface Block {
  text: Uint8Array<ArrayBuffer>
  rows: number
  bytes: number
  refusals: readonly Refusal[]
  suspects: readonly string[]
}

/** Enough of a key to find its like. */
export const suspectBytes = 12

export type ReadingMessage =
  | { opened: Opened }
  | { block: Block }
  | { done: { tally: Tally; encoding: string; notes: Text[] } }
  | { fault: Fault }

/** A question to the catalogues, which the thread does not hold. */
export interface CodebookQuestion {
  name: string
  words: readonly string[]
}

/** Refusals kept with their reasons for each delivery; of more, only how many there are. */
export const refusalsKept = 10_000

/** A block is sent once it has this many letters. */
export const blockLetters = 2 ** 17
/** Room for a block's letters and those of the row that fills it, whatever they are; only memory of this size goes back and forth. */
export const blockBytes = 3 * (blockLetters + 2 ** 14)
