// Threads beside the node's own: where their programs are, and how they end.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Worker } from 'node:worker_threads'

const here = import.meta.dirname

// In the build this file is a part of what lies beside the programs; under test they are made before the tests run.
const folders = [here, join(here, '..'), join(here, '../../node_modules/.cache/sidmi-threads')]

/** The built program `<name>.js` of the source `<name>.ts`; threads never run their source, whose types would have to be stripped anew in each. */
export const threadProgram = (name: string): URL => {
  const found = folders.map((folder) => join(folder, `${name}.js`)).find((place) => existsSync(place))
  if (!found) throw new Error(`The program of the thread ${name} is not built`)
  return pathToFileURL(found)
}

const patience = 10_000

/**
 * Waits for the end of a thread that was told to stop, or has nothing left to do: it closes what it holds and ends by itself.
 * One that does not within `milliseconds` is terminated, which may catch it in the middle of anything.
 */
export const ended = async (thread: Worker, milliseconds = patience): Promise<void> => {
  if (thread.threadId === -1) return
  const { promise, resolve } = Promise.withResolvers<void>()
  thread.once('exit', () => resolve())
  const timer = setTimeout(() => void thread.terminate(), milliseconds)
  await promise
  clearTimeout(timer)
}
