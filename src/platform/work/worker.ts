// The worker of the node: performs queued acts, carries out reactions, and keeps the schedules.
import { Logger as WorkerLogger, parseCronItems, run, runOnce, type Runner, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { z } from 'zod'
import { systemActor } from '../access.ts'
import type { ActName } from '../action.ts'
import { placesOf } from '../log.ts'
import type { Event } from '../module.ts'
import { perform, performAny, type Perform } from '../perform.ts'
import type { System } from '../system.ts'
import { lettersAtOnce } from './mail.ts'
import { taskOf } from './queue.ts'

const QueuedAct = z.object({ name: z.string(), input: z.record(z.string(), z.unknown()) })
const QueuedReaction = z.object({ name: z.string(), event: z.object({ seq: z.string(), act: z.string(), subject: z.string().nullable() }) })

const performByName = async (system: System, name: string, input: unknown): Promise<void> => {
  const act = system.acts.get(name as ActName)
  if (!act) throw new Error(`No act is called ${name}`)
  await performAny(system, act, { actor: systemActor, input })
}

const react = async (system: System, name: string, event: Event): Promise<void> => {
  const reaction = [...system.reactions.values()].flat().find((candidate) => candidate.name === name)
  if (!reaction) throw new Error(`No reaction is called ${name}`)
  const asNode: Perform = (act, input) => perform(system, act, { actor: systemActor, input })
  await reaction.react({ ...event, perform: asNode, system })
}

/** The queue keeps an error's words and the log tells them, and they may repeat contents or addresses: only its code and place go on. */
const withoutWords = (error: unknown): Error => {
  const known = error instanceof Error ? error : new Error('unknown')
  const bare = new Error('code' in known ? String(known.code) : known.name)
  bare.stack = [bare.message, ...placesOf(known)].join('\n')
  return bare
}

const wordless = (work: (payload: unknown) => Promise<void>) => (payload: unknown): Promise<void> =>
  work(payload).catch((error: unknown) => {
    throw withoutWords(error)
  })

const performing = (system: System) => wordless(async (payload) => {
  const job = QueuedAct.parse(payload)
  await performByName(system, job.name, job.input)
})

const urgentTasks = (system: System): TaskList => ({ urgent: performing(system) })

const otherTasks = (system: System): TaskList => ({
  perform: performing(system),
  react: wordless(async (payload) => {
    const job = QueuedReaction.parse(payload)
    await react(system, job.name, job.event)
  }),
})

const quietLogger = (system: System): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error') system.node.log.error({ work: message.split('\n')[0] }, 'work failed')
  })

const workerPool = (system: System): pg.Pool => {
  const lost = (): void => system.node.log.warn('worker connection lost')
  const pool = new pg.Pool({ ...system.database.connection, max: 8 })
  pool.on('error', lost)
  pool.on('connect', (client) => void client.on('error', lost))
  return pool
}

const schedules = (system: System, task: 'urgent' | 'perform') =>
  parseCronItems(system.modules.flatMap((module) => module.schedules ?? []).filter(({ act }) => taskOf(act) === task).map((schedule) => ({
    task,
    match: schedule.cron,
    identifier: schedule.name,
    payload: { name: schedule.act, input: schedule.input },
  })))

/** A node is alone with its queue: whatever is still locked at its start was held by one that was killed. */
const releaseAbandoned = (pool: pg.Pool): Promise<unknown> =>
  pool.query('select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs where locked_by is not null having count(*) > 0')

/** Starts working, what is urgent beside the rest; `stop` lets the jobs at hand finish. */
export const startWorker = async (system: System): Promise<{ stop: () => Promise<void> }> => {
  const pool = workerPool(system)
  await releaseAbandoned(pool)
  const common = { pgPool: pool, noHandleSignals: true, pollInterval: 2000, logger: quietLogger(system), noPreparedStatements: true }
  const runners: Runner[] = [
    await run({ ...common, concurrency: lettersAtOnce, taskList: urgentTasks(system), parsedCronItems: schedules(system, 'urgent') }),
    await run({ ...common, concurrency: 2, taskList: otherTasks(system), parsedCronItems: schedules(system, 'perform') }),
  ]
  return {
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()))
      await pool.end()
    },
  }
}

/** Carries out everything now due and returns; used by commands and tests. */
export const workUntilIdle = async (system: System): Promise<void> => {
  const pool = workerPool(system)
  try {
    await runOnce({ pgPool: pool, taskList: { ...urgentTasks(system), ...otherTasks(system) }, noHandleSignals: true, logger: quietLogger(system), noPreparedStatements: true })
  } finally {
    await pool.end()
  }
}
