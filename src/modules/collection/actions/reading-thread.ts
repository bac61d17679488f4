// A worker thread that reads one delivered file: unpacked, parsed, coded, and written as COPY takes it, block by block.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { CodedRow, Codebook, Refusal } from '../model/coding.ts'
import { blockBytes, blockLetters, refusalsKept, suspectBytes, type Block, type ReadingMessage, type ReadingOrder, type ReadingTask, type Tally } from '../model/reading.ts'
import { bytesAt } from '../rules/bytes.ts'
import { rowCoder } from '../rules/coding.ts'
import { faultOf } from '../rules/fault.ts'
import { outOfRemit } from '../rules/remit.ts'
import { seenBefore } from '../rules/repeats.ts'
import { openTable } from '../rules/table.ts'
import { likeRow, rowWriter, sparingRow, type CopiedRow } from '../store/columns.ts'
import type { Given } from './answering.ts'
import { asking } from './asking.ts'
import { sending, stopped, type Told } from './sending.ts'
import { bunzipBeside } from './unpacking.ts'

const { task, ...asked } = workerData as Given<ReadingTask>

const codebook = asking<Codebook>(asked)

const mostUntaken = 6

const unpacking = bunzipBeside()

const encoder = new TextEncoder()

const encoded = (text: string, spare: () => ArrayBuffer | undefined): Uint8Array<ArrayBuffer> => {
  if (text.length * 3 > blockBytes) return encoder.encode(text)
  const room = new Uint8Array(spare() ?? new ArrayBuffer(blockBytes))
  const { read: taken, written } = encoder.encodeInto(text, room)
  if (taken !== text.length) throw new Error('The rows did not fit the memory they were written to')
  return room.subarray(0, written)
}

/** What goes to the node and what it says: at most `mostUntaken` blocks are on their way to the database. */
const outlet = (port: MessagePort) => {
  const ordered = Promise.withResolvers<ReadingOrder>()
  ordered.promise.catch(() => undefined)
  const { told, goOn, spare, send } = sending<ReadingMessage>(port, mostUntaken)
  port.on('message', (message: ReadingOrder | Told) => {
    if (typeof message === 'object' && 'before' in message) return ordered.resolve(message)
    told(message)
    if (message === 'stop') ordered.reject(stopped)
  })
  return {
    goOn,
    spare,
    tell: (message: ReadingMessage): void => port.postMessage(message),
    order: (): Promise<ReadingOrder> => ordered.promise,
    send: (block: Block): Promise<void> => send({ block }, [block.text.buffer]),
    close: () => port.close(),
  }
}

/** Gathers coded rows into the text of a block. */
const gathering = ({ before, sparesKeys }: ReadingOrder, spare: () => ArrayBuffer | undefined) => {
  const tally: Tally = { read: 0, refused: 0, unkeyed: 0, leftOut: 0, withheld: 0, written: 0, cells: 0 }
  const textOf = rowWriter(before)
  const isSeen = seenBefore(task.fileBytes)
  const parts = { text: '', refusals: [] as Refusal[], suspects: [] as string[] }
  const refuse = ({ refusal, keys, like }: Omit<Extract<CodedRow, { refusal: unknown }>, 'line'>): void => {
    tally.refused += 1
    if (tally.refused <= refusalsKept) parts.refusals.push(refusal)
    if (!sparesKeys) return
    for (const key of keys) parts.text += sparingRow(key)
    if (like) parts.text += likeRow(like)
  }
  const accept = (row: CopiedRow): void => {
    const [first] = row.cells
    if (!first) return
    if (isSeen(first.key)) parts.suspects.push(first.key.slice(0, suspectBytes * 2))
    tally.written += 1
    tally.cells += row.cells.length
    for (const { withheld } of row.cells) if (withheld !== null) tally.withheld += 1
    parts.text += textOf(row)
  }
  const take = (row: CodedRow): void => {
    tally.read += 1
    if ('leftOut' in row) tally.leftOut += 1
    else if ('refusal' in row) {
      if (row.keys.length === 0) tally.unkeyed += 1
      refuse(row)
    } else {
      const refusal = outOfRemit(row, task.territories)
      if (refusal) refuse({ refusal, keys: row.cells })
      else accept(row)
    }
  }
  const empty = () => {
    const text = encoded(parts.text, spare)
    parts.text = ''
    return { text, rows: tally.read, refusals: parts.refusals.splice(0), suspects: parts.suspects.splice(0) }
  }
  return { tally, take, empty, isFull: () => parts.text.length >= blockLetters }
}

const read = async ({ tell, order, send, goOn, spare }: ReturnType<typeof outlet>): Promise<void> => {
  let bytes = 0
  const table = await openTable({ ...bytesAt(task.path, (more) => (bytes += more)), bunzip: unpacking.bunzip }, { source: task.source, others: task.others, ...(task.fileName !== undefined && { fileName: task.fileName }) })
  const { profile, header, delimiter, isCorrection } = table
  tell({ opened: { profile, header, delimiter, isCorrection } })
  const code = rowCoder(table, codebook)
  const gathered = gathering(await order(), spare)
  for await (const batch of table.rows) {
    goOn()
    for (const row of batch) {
      gathered.take(code(row))
      if (gathered.isFull()) await send({ ...gathered.empty(), bytes })
    }
  }
  await send({ ...gathered.empty(), bytes })
  tell({ done: { tally: gathered.tally, encoding: table.encoding(), notes: table.notes() } })
}

if (!parentPort) throw new Error('This is the program of a worker thread')
const out = outlet(parentPort)
try {
  await read(out)
} catch (error) {
  const fault = faultOf(error)
  if (!fault && error !== stopped) throw error
  if (fault) out.tell({ fault })
} finally {
  await unpacking.close()
  out.close()
  asked.catalogues.close()
}
