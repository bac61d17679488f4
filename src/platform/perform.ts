// Performs acts: granted? parse, open the transaction, load the subject, ask its condition, run, strip, remember, commit.
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { isGranted, type Actor } from './access.ts'
import type { Action, ActName, Announcement, AnyAct, Context, Download, DownloadAction, Remembered, UploadAction } from './action.ts'
import { append } from './audit.ts'
import type { Db } from './db/database.ts'
import { standBehind, type ReceivedFile } from './node.ts'
import { Problem } from './problem.ts'
import { platformProblems } from './problems.ts'
import { parseInput } from './schema.ts'
import { openSnapshot, untilClosed } from './snapshot.ts'
import type { System } from './system.ts'
import { announceAll } from './work/live.ts'
import { enqueueAct, enqueueReaction } from './work/queue.ts'

/** Performs another act as the node itself. */
export type Perform = <I extends z.ZodType, O extends z.ZodType, S>(act: Action<I, O, S>, input: z.input<I>) => Promise<z.output<O>>

/** An act's output with the names of the acts the same person may do next on the same subject. */
export interface Performed<O> {
  output: O
  allowed: string[]
}

interface Attempt {
  actor: Actor
  input: unknown
  file?: ReceivedFile
}

const refuseUngranted = (act: AnyAct, actor: Actor): void => {
  if (isGranted(actor, act.name)) return
  throw actor.kind === 'anonymous' ? platformProblems.signInFirst() : platformProblems.notFound()
}

const admit = async (act: AnyAct, actor: Actor, input: unknown, db: Db): Promise<unknown> => {
  const subject = act.on ? await act.on(input as never, db, actor) : undefined
  if (act.on && subject === undefined) throw platformProblems.notFound()
  if (actor.kind !== 'system' && !act.may(actor, subject as never, input as never)) throw platformProblems.notFound()
  const notNow = act.ready?.(subject as never, actor)
  if (notNow) throw notNow
  return subject
}

const isAllowed = (act: AnyAct | undefined, actor: Actor, subject: unknown, input: unknown): boolean =>
  act !== undefined && isGranted(actor, act.name) && act.may(actor, subject as never, input as never) && !act.ready?.(subject as never, actor)

const allowedAfter = async (system: System, act: AnyAct, attempt: Attempt, db: Db): Promise<string[]> => {
  const names = act.offers?.() ?? []
  if (names.length === 0) return []
  const subject = act.on ? await act.on(attempt.input as never, db, attempt.actor) : undefined
  if (act.on && subject === undefined) return []
  return names.filter((name) => isAllowed(system.acts.get(name), attempt.actor, subject, attempt.input))
}

const remember = async (system: System, act: AnyAct, done: { memory: Remembered; actor: Actor }, db: Db): Promise<void> => {
  const { memory, actor } = done
  if ('nothing' in memory) return
  const { subject, changed = [] } = memory
  const seq = await append(db, { act: act.name, subject, changed, outcome: 'done', actor, now: system.now() })
  for (const reaction of system.reactions.get(act.name) ?? []) await enqueueReaction(db, reaction.name, { seq, act: act.name, subject })
}

/** Only ids the node made itself: whatever else was sent as one may be contents. */
const namedSubject = (input: unknown): string | null => {
  const parsed = z.object({ id: z.uuid() }).safeParse(input)
  return parsed.success ? parsed.data.id : null
}

/** Refusals of strangers that are remembered a day for each act: enough to notice, too few to fill the memory with. */
const mostRefusalsOfStrangers = 200
const refusalsOfStrangers = new WeakMap<System, { day: string; byAct: Map<string, number> }>()

const isFlood = (system: System, act: AnyAct, actor: Actor): boolean => {
  if (actor.kind !== 'anonymous') return false
  const day = system.now().toISOString().slice(0, 10)
  const kept = refusalsOfStrangers.get(system)
  const { byAct } = kept?.day === day ? kept : { byAct: new Map<string, number>() }
  refusalsOfStrangers.set(system, { day, byAct })
  const before = byAct.get(act.name) ?? 0
  byAct.set(act.name, before + 1)
  return before >= mostRefusalsOfStrangers
}

const rememberRefusal = async (system: System, act: AnyAct, attempt: Attempt, error: unknown): Promise<void> => {
  if (isFlood(system, act, attempt.actor)) return
  const outcome = error instanceof Problem && error.status < 500 ? 'refused' : 'failed'
  const memory = { act: act.name, subject: namedSubject(attempt.input), changed: [], outcome, actor: attempt.actor, now: system.now() } as const
  await system.database.db.transaction().execute((db) => append(db, memory))
}

interface Running {
  db: Db
  subject: unknown
  announcements: Announcement[]
}

const contextOf = (system: System, attempt: Attempt, { db, subject, announcements }: Running): Context<unknown, unknown> => ({
  input: attempt.input,
  subject,
  actor: attempt.actor,
  db,
  now: system.now(),
  node: system.node,
  later: (name: ActName, input) => enqueueAct(db, name, input),
  announce: (announcement) => void announcements.push(announcement),
})

const runInside = async (system: System, act: AnyAct, attempt: Attempt, db: Db): Promise<Performed<unknown>> => {
  standBehind(db, system.node)
  const subject = await admit(act, attempt.actor, attempt.input, db)
  const announcements: Announcement[] = []
  const context = { ...contextOf(system, attempt, { db, subject, announcements }), ...(attempt.file && { file: attempt.file }) }
  const output = act.output!.parse(await act.run(context as never))
  const memory = act.remember({ input: attempt.input, subject, output, actor: attempt.actor } as never)
  const allowed = await allowedAfter(system, act, attempt, db)
  await announceAll(db, announcements)
  await remember(system, act, { memory, actor: attempt.actor }, db)
  return { output, allowed }
}

/** A form that does not fit its schema is corrected, not remembered. */
const isMistyped = (error: unknown): boolean => error instanceof Problem && error.code === 'request.invalid'

/** Waits until a multiple of the act's step has passed since `began`. */
const keepPace = async ({ pace }: AnyAct, began: number): Promise<void> => {
  if (!pace?.step) return
  const took = performance.now() - began
  await pause(Math.max(1, Math.ceil(took / pace.step)) * pace.step - took)
}

const attempting = async <R>(system: System, act: AnyAct, raw: Attempt, run: (attempt: Attempt) => Promise<R>): Promise<R> => {
  const began = performance.now()
  try {
    refuseUngranted(act, raw.actor)
    const input = parseInput(act.input, raw.input)
    await act.pace?.before?.(input as never)
    return await run({ ...raw, input })
  } catch (error) {
    if (!act.leavesNoTrace && !isMistyped(error)) await rememberRefusal(system, act, raw, error)
    throw error
  } finally {
    await keepPace(act, began)
  }
}

/**
 * Performs an act whole, in one transaction, and says what may be done next.
 * Refusals are remembered outside the rolled-back transaction.
 */
export const performAny = (system: System, act: AnyAct, attempt: Attempt): Promise<Performed<unknown>> =>
  attempting(system, act, attempt, (parsed) => system.database.db.transaction().execute((db) => runInside(system, act, parsed, db)))

/** Performs an act with its own types; the caller is a person, the anonymous actor or the node. */
export const perform = async <I extends z.ZodType, O extends z.ZodType, S>(
  system: System, act: Action<I, O, S> | UploadAction<I, O, S>, attempt: { actor: Actor; input: z.input<I>; file?: ReceivedFile },
): Promise<z.output<O>> => (await performAny(system, act, attempt)).output as z.output<O>

/** Checks the grant before a body is received, so that strangers cannot fill the disk. */
export const admitUpload = (system: System, act: AnyAct, attempt: Attempt): Promise<unknown> =>
  attempting(system, act, attempt, (parsed) => admit(act, parsed.actor, parsed.input, system.database.db))

const fromFiles = (system: System, act: AnyAct, attempt: Attempt): Promise<Download> =>
  system.database.db.transaction().execute(async (db) => {
    standBehind(db, system.node)
    const subject = await admit(act, attempt.actor, attempt.input, db)
    const memory = act.remember({ input: attempt.input, subject, output: undefined, actor: attempt.actor } as never)
    await remember(system, act, { memory, actor: attempt.actor }, db)
    return (await act.run(contextOf(system, attempt, { db, subject, announcements: [] }) as never)) as Download
  })

/** Performs a download: admitted and remembered first, then read from one read-only snapshot until the last byte. */
export const performDownload = <I extends z.ZodType, S>(system: System, act: DownloadAction<I, S> | AnyAct, attempt: Attempt): Promise<Download> =>
  attempting(system, act as AnyAct, attempt, async (parsed) => {
    const any = act as AnyAct
    if (any.isFromFiles) return await fromFiles(system, any, parsed)
    const begin = () => system.database.db.transaction().execute(async (db) => {
      const subject = await admit(any, parsed.actor, parsed.input, db)
      const memory = any.remember({ input: parsed.input, subject, output: undefined, actor: parsed.actor } as never)
      await remember(system, any, { memory, actor: parsed.actor }, db)
    })
    const { db: snapshot, close } = await openSnapshot(system, begin)
    standBehind(snapshot, system.node)
    try {
      const subject = await admit(any, parsed.actor, parsed.input, snapshot)
      const download = (await any.run(contextOf(system, parsed, { db: snapshot, subject, announcements: [] }) as never)) as Download
      return { ...download, body: untilClosed(download.body, close) }
    } catch (error) {
      await close()
      throw error
    }
  })
