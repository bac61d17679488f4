// The trial of a whole file, on the node's side of the thread that reads it.
import { on } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { ended } from '../../../../platform/thread.ts'
import { turns } from '../../../../platform/turns.ts'
import type { Draft, Preview } from '../../model/draft.ts'
import type { Knowledge } from '../../rules/guessing/knowledge.ts'
import type { FileSeen } from '../../rules/guessing/sketch.ts'
import { outOfMemory, startAnswered } from '../answering.ts'

export interface PreviewTask {
  path: string
  draft: Draft
  seen: FileSeen
  /** What can be sent of what is known: the rest is asked. */
  known: Omit<Knowledge, 'book' | 'label'>
}

/** Rows read so far, and at last what the file becomes. */
export type PreviewMessage = { rows: number } | { preview: Preview }

const previewIn = async (thread: Worker, onRows: (rows: number) => void): Promise<Preview> => {
  for await (const [message] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[PreviewMessage]>) {
    if ('preview' in message) return message.preview
    onRows(message.rows)
  }
  throw new Error('The thread that tries the file ended before the file did')
}

/** Rows shown when a draft cannot read the file: the thread needs no more of those looked at. */
const mostShown = 100

/** One file at a time: each may take the memory of a whole import. Who waits holds a connection to the database, and all others need some too. */
const inTurn = turns({ atOnce: 1, mostWaiting: 3 })

const apart = async (path: string, { draft, seen }: { draft: Draft; seen: FileSeen }, knowledge: Knowledge, onRows: (rows: number) => void): Promise<Preview> => {
  const { book, label, ...known } = knowledge
  const shown = { ...seen, shape: { ...seen.shape, rows: seen.shape.rows.slice(0, mostShown) } }
  const thread = startAnswered<PreviewTask>('preview-thread', { path, draft, seen: shown, known }, { ...book, label })
  try {
    return await previewIn(thread, onRows)
  } catch (error) {
    throw outOfMemory(error)
  } finally {
    await ended(thread)
  }
}

/**
 * What the whole file becomes by a draft, read in a thread of its own; `onRows` is told of the rows read so far.
 * Throws a fault when that takes too much memory, and `request.tooMany` when too many wait for theirs.
 */
export const previewApart = (...given: Parameters<typeof apart>): Promise<Preview> => inTurn(() => apart(...given))
