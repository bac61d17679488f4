// What is asked of the columns and what comes back, between the node and the thread that holds them.
import type { Facts } from '../facts.ts'
import type { CellQuestion } from './plan.ts'
import type { Cells } from './scan.ts'

/** The state the answer must be of. */
interface Standing {
  source: string
  release: number
}

export type Asked = (Standing & { kind: 'cells'; measure: string; question: CellQuestion }) | (Standing & { kind: 'facts' })

/**
 * `other`: the columns are of another release, newer than the asker sees or not yet committed; `busy`: they are being read;
 * `unfit`: the source cannot be held as columns.
 */
export type Refused = 'other' | 'busy' | 'unfit'

export type Answered = { cells: Cells } | { facts: Record<string, Facts> } | { refused: Refused }

export interface ThreadData {
  connection: Record<string, unknown>
  folder: string
  budget: number
  /** Milliseconds a question waits for columns that are being read. */
  patience: number
}

export type ToThread = { id: number; asked: Asked } | { close: true }
export type FromThread = { id: number; answered: Answered } | { event: string; facts: Record<string, unknown> }
