// Threads that read files, on the node's side: how they begin, who answers what they ask the catalogues, and what it means when one runs out of memory.
import { MessageChannel, Worker } from 'node:worker_threads'
import { threadProgram } from '../../../platform/thread.ts'
import type { CodebookQuestion } from '../model/reading.ts'
import { faultError } from '../rules/fault.ts'
import type { Asked } from './asking.ts'

/** Rows live only until their block is written: a small nursery keeps the process small at no cost that could be measured. */
const youngMegabytes = 16
/** What a file may need at once (a workbook's shared words, say); told a limit, the thread also keeps tidier. */
export const mostMegabytes = 512

export type Answers = Readonly<Record<string, (...words: never[]) => unknown>>

/** What such a thread is given. */
export type Given<Task> = Asked & { task: Task }

/** Starts the thread of that program on its task; `answers` are what it may ask the node. */
export const startAnswered = <Task>(program: string, task: Task, answers: Answers, oldMegabytes: number = mostMegabytes): Worker => {
  const { port1, port2 } = new MessageChannel()
  const bell = new Int32Array(new SharedArrayBuffer(4))
  port1.on('message', ({ name, words }: CodebookQuestion) => {
    port1.postMessage({ answer: answers[name]?.(...(words as never[])) })
    Atomics.store(bell, 0, 1)
    Atomics.notify(bell, 0)
  })
  const workerData: Given<Task> = { task, questions: Object.keys(answers), catalogues: port2, bell }
  const thread = new Worker(threadProgram(program), { workerData, transferList: [port2], execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes, maxOldGenerationSizeMb: oldMegabytes } })
  thread.once('exit', () => port1.close())
  // Whoever listens to the thread is told of its error; one that comes when nobody does any more is nobody's.
  thread.on('error', () => undefined)
  return thread
}

/** An error of a thread: a fault of the file when that needs more memory than a thread may take. */
export const outOfMemory = (error: unknown): unknown =>
  (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? faultError({ kind: 'muchMemory' }) : error)
