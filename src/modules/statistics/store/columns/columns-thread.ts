// The thread that holds the columns: questions come in, cells go out, and the rest of the node goes on meanwhile.
import { parentPort, workerData } from 'node:worker_threads'
import type { Answered, Asked, FromThread, ThreadData, ToThread } from './asked.ts'
import { factsIn } from './facts.ts'
import type { Book } from './feed.ts'
import { openHelper } from './helper.ts'
import { cellsOf, type Cells } from './scan.ts'
import { openShelf } from './shelf.ts'
import { emptyTable } from './table.ts'

const { connection, folder, budget, patience } = workerData as ThreadData

const tell = (message: FromThread, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)

const helper = openHelper()

const shelf = openShelf({ connection, folder, budget, log: (event, facts) => tell({ event, facts }) })

const patiently = async (asked: Asked): Promise<Book | null | 'busy'> => {
  const waited = Promise.withResolvers<'busy'>()
  const timer = setTimeout(() => waited.resolve('busy'), patience)
  try {
    return await Promise.race([shelf.bookAt(asked.source, asked.release), waited.promise])
  } finally {
    clearTimeout(timer)
  }
}

const answer = async (asked: Asked): Promise<Answered> => {
  const book = await patiently(asked)
  if (book === 'busy') return { refused: 'busy' }
  if (!book) return { refused: 'unfit' }
  if (book.release !== asked.release) return { refused: 'other' }
  if (asked.kind === 'facts') return { facts: factsIn(book) }
  const cells = cellsOf(book.tables.get(asked.measure) ?? emptyTable(), asked.question, { helper })
  return cells ? { cells } : { refused: 'unfit' }
}

const buffersOf = ({ levels, sums, counts, withheld }: Cells): ArrayBuffer[] =>
  [...levels.map(({ ranks }) => ranks), sums, counts, withheld].map(({ buffer }) => buffer as ArrayBuffer)

const reply = async ({ id, asked }: { id: number; asked: Asked }): Promise<void> => {
  try {
    const answered = await answer(asked)
    tell({ id, answered }, 'cells' in answered ? buffersOf(answered.cells) : [])
  } catch (error) {
    tell({ event: 'columns.failed', facts: { source: asked.source, reason: error instanceof Error ? error.message : String(error) } })
    tell({ id, answered: { refused: 'unfit' } })
  }
}

parentPort?.on('message', (message: ToThread) => {
  if (!('close' in message)) return void reply(message)
  shelf.giveUp()
  void Promise.all([helper.close(), shelf.settled()]).then(() => parentPort?.close())
})
