// The node's side of the columns: starts their thread at the first question, and gives up on it rather than wait or fail.
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Node } from '../../../../platform/node.ts'
import type { System } from '../../../../platform/system.ts'
import { ended, threadProgram } from '../../../../platform/thread.ts'
import type { Answered, Asked, FromThread, ThreadData, ToThread } from './asked.ts'

export interface Columns {
  /** An answer of exactly the release asked for, or why there is none. */
  ask: (asked: Asked) => Promise<Answered>
  /** Ends the thread once it has written what it was writing. */
  close: () => Promise<void>
}

const byNode = new WeakMap<Node, Columns>()

/** The columns of a node that has opened them; a command has none and asks the database. */
export const columnsOf = (node: Node): Columns | undefined => byNode.get(node)

/** The folder of the data folder that columns are kept in; safe to delete. */
export const columnsFolder = (dataFolder: string): string => join(dataFolder, 'columns')

interface Running {
  worker: Worker
  waiting: Map<number, (answered: Answered) => void>
}

const start = ({ node, database }: System, patience: number, gone: () => void): Running => {
  const { host, port, database: name, user, password, ssl } = database.connection
  const data: ThreadData = {
    connection: { host, port, database: name, user, password, ssl }, folder: columnsFolder(node.config.dataFolder), budget: node.config.columnBytes, patience,
  }
  const worker = new Worker(threadProgram('columns-thread'), { workerData: data })
  const waiting: Running['waiting'] = new Map()
  worker.on('message', (message: FromThread) => {
    if ('event' in message) return node.log.info({ event: message.event, ...message.facts }, 'columns')
    waiting.get(message.id)?.(message.answered)
    waiting.delete(message.id)
  })
  worker.on('error', (error) => node.log.error({ event: 'columns.ended', reason: error.message }, 'columns'))
  worker.on('exit', () => {
    gone()
    for (const answer of waiting.values()) answer({ refused: 'busy' })
  })
  worker.unref()
  return { worker, waiting }
}

/** How long a question waits for columns that are being read, in milliseconds: by then the database would have answered. */
const usualPatience = 1500

/** Lets the node answer figures from columns in memory. Nothing is started before the first question; with no memory set aside, never. */
export const openColumns = (system: System, patience = usualPatience): Columns => {
  let running: Running | undefined
  let asked = 0
  const send = (message: ToThread): void => running?.worker.postMessage(message)
  const columns: Columns = {
    ask: (question) => {
      if (system.node.config.columnBytes === 0) return Promise.resolve({ refused: 'unfit' })
      running ??= start(system, patience, () => (running = undefined))
      const { waiting } = running
      const { promise, resolve } = Promise.withResolvers<Answered>()
      asked += 1
      waiting.set(asked, resolve)
      send({ id: asked, asked: question })
      return promise
    },
    close: async () => {
      byNode.delete(system.node)
      if (!running) return
      send({ close: true })
      await ended(running.worker)
    },
  }
  byNode.set(system.node, columns)
  return columns
}
