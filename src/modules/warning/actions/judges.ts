// The threads that judge: as many as there are cores, so that the node answers meanwhile.
import { threadProgram } from '../../../platform/thread.ts'
import { openPool, type Pool, type PoolOptions } from '../../../platform/work/pool.ts'
import type { Task, TaskName, Tasks } from '../rules/tasks.ts'

export interface Judges {
  ask: <Name extends TaskName>(name: Name, ask: Tasks[Name]['ask']) => Promise<Tasks[Name]['answer']>
  close: () => Promise<void>
}

/** Opens the threads; whoever does closes them. */
export const openJudges = (options: PoolOptions = {}): Judges => {
  const pool: Pool<Task, unknown> = openPool(threadProgram('judging-thread'), options)
  return {
    ask: <Name extends TaskName>(name: Name, ask: Tasks[Name]['ask']) => pool.run({ name, ask } as Task) as Promise<Tasks[Name]['answer']>,
    close: pool.close,
  }
}
