// A second thread that sweeps the later half of many rows while the thread that holds the columns sweeps the earlier half.
import { Worker } from 'node:worker_threads'
import { ended, threadProgram } from '../../../../platform/thread.ts'
import type { Sheet, Work } from './sweep.ts'
import type { Part } from './table.ts'

/** The rows and what to do with them, in memory that both threads see. The bell rings with 1 when it is done, with 2 when it failed. */
export interface LaterHalf {
  parts: readonly Part[]
  work: Omit<Work, 'numbering'>
  bell: Int32Array<SharedArrayBuffer>
}

export interface Helper {
  /**
   * Begins with the later half. The function given waits for its end, and gives its sheet or null when it was not done.
   * Undefined when the rows are too few to be worth it, or nobody is there to help.
   */
  begin: (parts: readonly Part[], work: Work) => (() => Sheet | null) | undefined
  /** Waits until the thread, told to stop, has ended. */
  close: () => Promise<void>
}

const patience = 10_000

const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes)

const sheetLike = ({ cells, withheld }: Sheet): Sheet => ({
  cells: cells instanceof Int32Array ? new Int32Array(shared(cells.byteLength)) : new Float64Array(shared(cells.byteLength)),
  withheld: new Int32Array(shared(withheld.byteLength)),
})

/** Helps with tables of at least so many rows; the thread is started for the first of them, which does not wait for it. */
export const openHelper = (leastRows = 500_000): Helper => {
  let thread: Worker | undefined
  let isReady = false
  let isGone = false
  const start = (): void => {
    thread = new Worker(threadProgram('sweeping-thread'), { execArgv: [] })
    thread.once('message', () => (isReady = true))
    const leave = (): void => {
      isReady = false
      isGone = true
    }
    thread.on('error', leave).on('exit', leave)
    thread.unref()
  }
  return {
    begin: (parts, { plan, grouping, sheet: like }) => {
      if (isGone || parts.reduce((sum, { length }) => sum + length, 0) < leastRows) return undefined
      if (!thread) start()
      if (!isReady) return undefined
      const bell = new Int32Array(shared(Int32Array.BYTES_PER_ELEMENT))
      const sheet = sheetLike(like)
      thread?.postMessage({ parts, work: { plan: { ...plan, levels: [] }, grouping, sheet }, bell } satisfies LaterHalf)
      return () => {
        if (Atomics.wait(bell, 0, 0, patience) === 'timed-out') isGone = true
        return Atomics.load(bell, 0) === 1 ? sheet : null
      }
    },
    close: async () => {
      isGone = true
      thread?.postMessage('stop')
      if (thread) await ended(thread)
    },
  }
}
