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

/** What `bunzip` gives, made in a thread of its own while the caller does something else. Fails with the same faults. */
export async function* bunzipBeside(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = packed[Symbol.asyncIterator]()
  const thread = startThread(source)
  try {
    for await (const [message] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[FromUnpacking]>) {
      if ('fault' in message) throw faultError(message.fault)
      if ('isDone' in message) return
      if (!('piece' in message)) continue
      yield message.piece
      thread.postMessage({ taken: null } satisfies ToUnpacking)
    }
    throw new Error('The thread that opens packed bytes ended before they did')
  } finally {
    thread.postMessage('stop' satisfies ToUnpacking)
    await ended(thread)
    await source.return?.()
  }
}
