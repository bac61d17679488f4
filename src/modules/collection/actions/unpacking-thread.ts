// A worker thread that opens what is packed with bzip2, ahead of the thread that reads it.
import { parentPort } from 'node:worker_threads'
import { bunzip } from '../rules/bunzip.ts'
import { faultOf } from '../rules/fault.ts'
import { sending, stopped } from './sending.ts'
import type { FromUnpacking, ToUnpacking } from './unpacking.ts'

if (!parentPort) throw new Error('This is the program of a worker thread')
const port = parentPort

/** Two blocks’ worth of pieces: while one is being read, the next is opened. */
const mostUntaken = 28
/** Packed chunks asked for before they are needed. */
const ahead = 4

const tell = (message: FromUnpacking): void => port.postMessage(message)
const { told, goOn, send } = sending<FromUnpacking>(port, mostUntaken)

const chunks: (Uint8Array | null)[] = []
let wake = (): void => undefined

port.on('message', (message: ToUnpacking) => {
  if (typeof message === 'object' && 'packed' in message) chunks.push(message.packed)
  else told(message)
  wake()
})

async function* packed(): AsyncGenerator<Uint8Array> {
  for (let asked = 0; asked < ahead; asked += 1) tell({ isHungry: true })
  for (;;) {
    while (chunks.length === 0) {
      goOn()
      await new Promise<void>((resolve) => (wake = resolve))
    }
    const chunk = chunks.shift()
    if (!chunk) return
    tell({ isHungry: true })
    yield chunk
  }
}

try {
  for await (const piece of bunzip(packed())) await send({ piece }, [piece.buffer as ArrayBuffer])
  tell({ isDone: true })
} catch (error) {
  const fault = faultOf(error)
  if (!fault && error !== stopped) throw error
  if (fault) tell({ fault })
} finally {
  port.close()
}
