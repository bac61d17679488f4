// The reading thread's side of the thread that opens packed bytes for it: both work at the same time.
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { ended, threadProgram } from '../../../platform/thread.ts'
import type { Fault } from '../model/fault.ts'
import { faultError } from '../rules/fault.ts'
import type { Told } from './sending.ts'

/** A packed chunk, or null after the last; or what is said of the pieces sent. */
export type ToUnpacking = { packed: Uint8Array | null } | Told

export type FromUnpacking = { isHungry: true } | { piece: Uint8Array } | { isDone: true } | { fault: Fault }

const startThread = (packed: AsyncIterator<Uint8Array>): Worker => {
  const thread = new Worker(threadProgram('unpacking-thread'), { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 } })
  const feed = async (): Promise<void> => {
    const { done, value } = await packed.next()
    thread.postMessage({ packed: done ? null : value } satisfies ToUnpacking)
  }
  thread.on('error', () => undefined)
  thread.on('message', (message: FromUnpacking) => {
    if ('isHungry' in message) feed().catch((error: unknown) => thread.emit('error', error))
  })
  return thread
}

interface Opening {
  /** The first pieces, for whoever begins again; undefined once they are too many. */
  kept: Uint8Array[] | undefined
  /** The piece after those that were asked for so far; undefined after the last. Fails with the same faults as `bunzip`. */
  next: () => Promise<Uint8Array | undefined>
  close: () => Promise<void>
}

/** Who only looks at a file's beginning takes fewer. */
const mostKept = 32

const openingOf = (packed: AsyncIterable<Uint8Array>): Opening => {
  const source = packed[Symbol.asyncIterator]()
  const thread = startThread(source)
  const messages = on(thread, 'message', { close: ['exit'] }) as AsyncIterator<[FromUnpacking]>
  const opening: Opening = {
    kept: [],
    next: async () => {
      for (;;) {
        const { done, value } = await messages.next()
        if (done) throw new Error('The thread that opens packed bytes ended before they did')
        const [message] = value
        if ('fault' in message) throw faultError(message.fault)
        if ('isDone' in message) return undefined
        if (!('piece' in message)) continue
        if (opening.kept && opening.kept.push(message.piece) > mostKept) opening.kept = undefined
        thread.postMessage({ taken: null } satisfies ToUnpacking)
        return message.piece
      }
    },
    close: async () => {
      thread.postMessage('stop' satisfies ToUnpacking)
      await messages.return?.()
      await ended(thread)
      await source.return?.()
    },
  }
  return opening
}

export interface BunzipBeside {
  /** What `bunzip` gives, made in a thread of its own while the caller does something else. Always of the same bytes: who left early is gone on with. */
  bunzip: (packed: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>
  /** Ends the thread that waits for somebody to go on with what was left early. */
  close: () => Promise<void>
}

/** A file's beginning is looked at more than once before it is read: the thread that opened it waits meanwhile, and is not started anew. */
export const bunzipBeside = (): BunzipBeside => {
  let waiting: Opening | undefined
  const bunzip = async function* (packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const opening = waiting ?? openingOf(packed)
    waiting = undefined
    let isLeft = true
    try {
      yield* opening.kept ?? []
      for (let piece = await opening.next(); piece; piece = await opening.next()) yield piece
      isLeft = false
    } catch (error) {
      isLeft = false
      throw error
    } finally {
      if (isLeft && opening.kept && !waiting) waiting = opening
      else await opening.close()
    }
  }
  const close = async (): Promise<void> => {
    const left = waiting
    waiting = undefined
    await left?.close()
  }
  return { bunzip, close }
}
