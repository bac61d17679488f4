// A node of its own that receives reports, as a process: started, told what to do, killed, its log read.
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { UnitKey } from './reports.ts'

export interface ReportsNode {
  url: string
  key: UnitKey
  /** Has it do `snapshot PATH`, `memory PATH` or `stop`, and waits until it is done. */
  does: (order: string) => Promise<void>
  kill: () => Promise<void>
}

const lineOf = (child: ChildProcess, begins: string): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error(`The node ended before it said «${begins}»`)))
    createInterface({ input: child.stdout! }).on('line', (line) => line.startsWith(begins) && resolve(line))
  })

/** Starts the node on an embedded database in that folder; its log goes to `log`. */
export const startReportsNode = async (place: { dataFolder: string; recipient: string; unitName: string; log: string }): Promise<ReportsNode> => {
  const words = [join(import.meta.dirname, '../tools/run.mjs'), 'tests/crash/serve-reports.ts', place.dataFolder, place.recipient, place.unitName]
  const child = spawn(process.execPath, words, { cwd: join(import.meta.dirname, '..'), stdio: ['pipe', 'pipe', 'pipe'] })
  child.stderr.pipe(createWriteStream(place.log, { flags: 'a' }))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const [, port = '', id = ''] = (await lineOf(child, 'listening')).split(' ')
  return {
    url: `http://127.0.0.1:${port}`,
    key: { id, recipient: place.recipient },
    does: async (order) => {
      const said = lineOf(child, `done ${order.split(' ')[0]}`)
      child.stdin.write(`${order}\n`)
      await said
      if (order === 'stop') await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
