// Heavy work on all cores: tasks are handed one by one to worker threads, which end by themselves when the pool is closed.
import { availableParallelism } from 'node:os'
import { parentPort, Worker } from 'node:worker_threads'
import { ended } from '../thread.ts'

export interface PoolOptions {
  /** How many threads at most; as many as the machine has cores unless told. */
  threads?: number
  /** Memory each may take; beyond it the task fails and the node goes on. */
  megabytes?: number
}

export interface Pool<Task, Answer> {
  /** The answer of one task; tasks wait for a free thread in the order they came. */
  run: (task: Task) => Promise<Answer>
  /** Lets the threads finish what they are at and end; tasks still waiting are given up. */
  close: () => Promise<void>
}

type Told<Answer> = { answer: Answer } | { failed: string }

interface Waiting<Task, Answer> {
  task: Task
  settle: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }
}

interface Thread<Task, Answer> {
  worker: Worker
  at: Waiting<Task, Answer> | undefined
}

const defaultMegabytes = 1024

/** A task takes seconds; a thread that was given up waits for its last one no longer than this, in milliseconds. */
const lastTask = 300_000

const startThread = <Task, Answer>(program: URL, megabytes: number, changed: (thread: Thread<Task, Answer>, isOver: boolean) => void): Thread<Task, Answer> => {
  const worker = new Worker(program, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: megabytes } })
  const thread: Thread<Task, Answer> = { worker, at: undefined }
  const fail = (error: unknown): void => {
    thread.at?.settle.reject(error)
    thread.at = undefined
  }
  worker.on('message', (told: Told<Answer>) => {
    if ('failed' in told) fail(new Error(told.failed))
    else thread.at?.settle.resolve(told.answer)
    thread.at = undefined
    changed(thread, false)
  })
  worker.once('error', fail)
  worker.once('exit', () => {
    fail(new Error('A thread ended in the middle of its work'))
    changed(thread, true)
  })
  return thread
}

/** Threads of the program, started when there is work for them. Whoever opens a pool closes it. */
export const openPool = <Task, Answer>(program: URL, { threads = availableParallelism(), megabytes = defaultMegabytes }: PoolOptions = {}): Pool<Task, Answer> => {
  const waiting: Waiting<Task, Answer>[] = []
  const alive = new Set<Thread<Task, Answer>>()
  const give = (thread: Thread<Task, Answer>): void => {
    thread.at = waiting.shift()
    if (thread.at) thread.worker.postMessage({ task: thread.at.task })
  }
  const changed = (thread: Thread<Task, Answer>, isOver: boolean): void => {
    if (isOver) alive.delete(thread)
    else give(thread)
    if (isOver && waiting.length > 0) hire()
  }
  const hire = (): void => {
    const thread = [...alive].find(({ at }) => !at) ?? (alive.size < threads ? startThread<Task, Answer>(program, megabytes, changed) : undefined)
    if (!thread) return
    alive.add(thread)
    give(thread)
  }
  return {
    run: (task) => {
      const { promise, ...settle } = Promise.withResolvers<Answer>()
      waiting.push({ task, settle })
      hire()
      return promise
    },
    close: async () => {
      for (const { settle } of waiting.splice(0)) settle.reject(new Error('The pool was closed'))
      const all = [...alive]
      for (const { worker } of all) worker.postMessage(null)
      await Promise.all(all.map(({ worker }) => ended(worker, lastTask)))
    },
  }
}

/** The thread's side: answers each task until it is told that there are no more. */
export const answerTasks = <Task, Answer>(answer: (task: Task) => Answer): void => {
  const port = parentPort
  if (!port) throw new Error('This is the program of a worker thread')
  port.on('message', (given: { task: Task } | null) => {
    if (!given) return port.close()
    try {
      port.postMessage({ answer: answer(given.task) } satisfies Told<Answer>)
    } catch (error) {
      port.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Told<Answer>)
    }
  })
}
