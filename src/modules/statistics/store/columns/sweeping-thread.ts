// The program of the second thread over the columns: sweeps what it is told and rings.
import { parentPort } from 'node:worker_threads'
import { openNumbering } from './grouping.ts'
import type { LaterHalf } from './helper.ts'
import { sweep } from './sweep.ts'

const ring = (bell: LaterHalf['bell'], outcome: 1 | 2): void => {
  Atomics.store(bell, 0, outcome)
  Atomics.notify(bell, 0)
}

parentPort?.on('message', (message: LaterHalf | 'stop') => {
  if (message === 'stop') return parentPort?.close()
  const { parts, work, bell } = message
  try {
    sweep(parts, { ...work, numbering: openNumbering() }, 'later')
    ring(bell, 1)
  } catch {
    ring(bell, 2)
  }
})
parentPort?.postMessage('ready')
