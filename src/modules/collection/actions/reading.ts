// The node's side of the thread that reads a file: what it found is passed on block by block, and its questions are answered.
import { on } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { ended } from '../../../platform/thread.ts'
import type { Text } from '../../../platform/text.ts'
import type { Refusal } from '../model/coding.ts'
import { blockBytes, refusalsKept, type Block, type Opened, type ReadingMessage, type ReadingOrder, type ReadingTask, type Tally } from '../model/reading.ts'
import { faultError } from '../rules/fault.ts'
import { sentWhenAsked } from '../store/staging.ts'
import { mostMegabytes, outOfMemory, startAnswered } from './answering.ts'
import { codebook } from './codebook.ts'
import type { UnderWay } from './progress.ts'
import type { Told } from './sending.ts'

/** What was read of a file besides its rows. */
export interface Read {
  tally: Tally
  encoding: string
  notes: Text[]
  /** The first of those refused, in the order of the file. */
  refusals: Refusal[]
  /** Beginnings of keys that perhaps came before, in hexadecimal; undefined when they are too many to name. */
  suspects: string[] | undefined
}

export interface Reading {
  opened: Opened
  /** The rows as COPY takes them. Throws a fault when the file turns out unreadable on the way. */
  blocks: (landing: ReadingOrder) => AsyncGenerator<Uint8Array>
  /** Known once all blocks were taken. */
  read: () => Read
}

const mostSuspects = 50_000

async function* messagesOf(thread: Worker, signal: AbortSignal): AsyncGenerator<ReadingMessage> {
  try {
    yield* toldBy(thread, signal)
  } catch (error) {
    throw outOfMemory(error)
  }
}

async function* toldBy(thread: Worker, signal: AbortSignal): AsyncGenerator<ReadingMessage> {
  for await (const [message] of on(thread, 'message', { signal, close: ['exit'] }) as AsyncIterable<[ReadingMessage]>) {
    if ('fault' in message) throw faultError(message.fault)
    yield message
    if ('done' in message) return
  }
  throw new Error('The thread that reads the file ended before the file did')
}

const suspectsOf = (suspects: readonly string[]): string[] | undefined => (suspects.length > mostSuspects ? undefined : [...suspects])

const keep = (block: Block, { refusals, suspects }: { refusals: Refusal[]; suspects: string[] }): void => {
  refusals.push(...block.refusals.slice(0, refusalsKept - refusals.length))
  if (suspects.length <= mostSuspects) suspects.push(...block.suspects)
}

// Memory goes back and forth: what came anew with each block would have to be collected as rubbish, block after block.
const giveBack = (thread: Worker, { text: { length, buffer } }: Block): void => {
  if (length < sentWhenAsked || buffer.byteLength !== blockBytes) thread.postMessage({ taken: null } satisfies Told)
  else thread.postMessage({ taken: buffer } satisfies Told, [buffer])
}

const openReading = async (thread: Worker, messages: AsyncGenerator<ReadingMessage>, work: Pick<UnderWay, 'rows' | 'done'>): Promise<Reading> => {
  const first = await messages.next()
  if (first.done || !('opened' in first.value)) throw new Error('The thread that reads the file said nothing of it')
  const kept = { refusals: [] as Refusal[], suspects: [] as string[] }
  let end: Omit<Read, 'refusals' | 'suspects'> | undefined
  const blocks = async function* ({ before, sparesKeys }: ReadingOrder): AsyncGenerator<Uint8Array> {
    thread.postMessage({ before, sparesKeys })
    for await (const message of messages) {
      if ('done' in message) end = message.done
      if (!('block' in message)) continue
      const { block } = message
      keep(block, kept)
      Object.assign(work, { rows: block.rows, done: block.bytes })
      if (block.text.length > 0) yield block.text
      giveBack(thread, block)
    }
  }
  const read = (): Read => {
    if (!end) throw new Error('The file was not read to its end')
    return { ...end, refusals: kept.refusals, suspects: suspectsOf(kept.suspects) }
  }
  return { opened: first.value.opened, blocks, read }
}

/**
 * Reads a file in a thread of its own while `use` takes what it found; the thread ends with it, or when the work is stopped.
 * Throws a fault when the file needs more memory than the thread may take.
 */
export const reading = async <T>(task: ReadingTask, work: Pick<UnderWay, 'stop' | 'rows' | 'done'>, use: (reading: Reading) => Promise<T>, megabytes = mostMegabytes): Promise<T> => {
  const { signal } = work.stop
  signal.throwIfAborted()
  const thread = startAnswered('reading-thread', task, { ...codebook }, megabytes)
  try {
    return await use(await openReading(thread, messagesOf(thread, signal), work))
  } finally {
    thread.postMessage('stop' satisfies Told)
    await ended(thread)
  }
}
