// The node's own acts that send what waits: handed out by the clock and at once after each notice, one dispatch at a time.
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Node } from '../../../platform/node.ts'
import { NoInput } from '../../../platform/schema.ts'
import { enqueueAct, isWaiting } from '../../../platform/work/queue.ts'
import { neverWaits } from '../model/channels.ts'
import { ById, Dropped, HandedOut, Sent, Together } from '../model/sending.ts'
import { priorityOf, pushed, stateAfter, together, waitAfter, type Waking } from '../rules/attempts.ts'
import { dropFor, dropUnreachable, holdDigest, holdDispatches, insertInstead, peopleWithDigest, setOutcome, takeDue, type Held, type Outcome } from '../store/dispatches.ts'
import { devicesToWake, forgetDevice, forgetDevices, keepWoken, type Device } from '../store/settings.ts'
import { postDigest, postLetter, postPush, postWebhook } from './posting.ts'

const systemOnly = { may: () => false, condition: { es: 'solo el nodo', en: 'only the node itself' } }

const mostAtOnce = 500
/** Behind whatever is told at once. */
const digestPriority = 10

export const sendDue = action({
  name: 'notice.sendDue',
  summary: { es: 'Repartir los avisos que ya toca enviar', en: 'Hand out the notices that are due' },
  input: NoInput,
  output: HandedOut,
  ...systemOnly,
  async run({ db, now, later }) {
    await dropUnreachable(db, now)
    const due = await takeDue(db, { now, most: mostAtOnce, isBehind: await isWaiting(db, 'notice.send') })
    for (const { ids, severity } of together(due)) await enqueueAct(db, 'notice.send', { ids }, { priority: priorityOf(severity), key: ids[0]! })
    const readers = await peopleWithDigest(db, now)
    for (const id of readers) await enqueueAct(db, 'notice.digest', { id }, { priority: digestPriority, key: id })
    if (due.length === mostAtOnce) await later('notice.sendDue', {})
    return { handedOut: due.length + readers.length }
  },
  remember: () => ({ nothing: 'each dispatch keeps its own state; this only hands them out' }),
})

const outcomeOf = (error: string | null, before: number, now: Date): Outcome => {
  const attempts = before + 1
  return { state: stateAfter(error, attempts), error, waitMinutes: waitAfter(attempts), now }
}

interface Prepared {
  held: Held
  /** Browsers still to be woken, and how many earlier attempts woke; of other channels none. */
  devices: Device[]
  before: number
}

interface Posted extends Prepared {
  outcome: Outcome
  wakings: Waking[]
  isTold: boolean
}

/** The database is asked before and after, never while others are waited for. */
const post = async (node: Node, prepared: Prepared, now: Date): Promise<Posted> => {
  const { held, devices, before } = prepared
  if (held.channel === 'push') {
    const wakings = await postPush(node, devices, held)
    const { isTold, ...came } = pushed(wakings, before, held.attempts + 1)
    return { ...prepared, wakings, isTold, outcome: { ...outcomeOf(came.error, held.attempts, now), ...came } }
  }
  const error = await (held.channel === 'webhook' ? postWebhook(node, held) : postLetter(node, held))
  return { ...prepared, wakings: [], isTold: error === null, outcome: outcomeOf(error, held.attempts, now) }
}

/** Browsers that are gone are forgotten; those that were woken are not woken again while others are still tried. */
const settleDevices = async (db: Db, { held, devices, wakings, outcome }: Posted): Promise<void> => {
  const which = (waking: Waking): Device[] => devices.filter((_, at) => wakings[at] === waking)
  for (const { endpoint } of which('gone')) await forgetDevice(db, held.recipientId, endpoint)
  const woken = which(null)
  if (outcome.error !== null && woken.length > 0) await keepWoken(db, held.id, woken.map(({ id }) => id), outcome.now)
}

/** A push that came to an end unsent, or one of something grave that did not arrive at once: then a letter goes too. */
const needsLetter = ({ held: { channel, severity }, isTold, outcome: { state } }: Posted): boolean =>
  channel === 'push' && !isTold && (state !== 'queued' || neverWaits(severity))

/** At least once, and in practice once: a dispatch already sent, or held by another worker, is left alone. */
export const sendNotice = action({
  name: 'notice.send',
  summary: { es: 'Enviar avisos', en: 'Send notices' },
  input: Together,
  output: Sent,
  ...systemOnly,
  async run({ input, db, now, node, later }) {
    let isInstead = false
    const waiting: Prepared[] = []
    for (const held of await holdDispatches(db, input.ids)) {
      waiting.push({ held, ...(held.channel === 'push' ? await devicesToWake(db, held.id, held.recipientId) : { devices: [], before: 0 }) })
    }
    const posted = await Promise.all(waiting.map((each) => post(node, each, now)))
    for (const each of posted) {
      await settleDevices(db, each)
      await setOutcome(db, [each.held.id], each.outcome)
      if (needsLetter(each) && node.mail.isConfigured) isInstead = await insertInstead(db, each.held, now) || isInstead
    }
    if (isInstead) await later('notice.sendDue', {})
    return { states: posted.map(({ outcome }) => outcome.state) }
  },
  remember: () => ({ nothing: 'the dispatch keeps its own state; what is told is remembered by its own act' }),
})

/** One letter for all that waits for a person's hour. */
export const sendDigest = action({
  name: 'notice.digest',
  summary: { es: 'Enviar el resumen diario de una persona', en: 'Send a person’s daily digest' },
  input: ById,
  output: Sent,
  ...systemOnly,
  async run({ input, db, now, node }) {
    const held = await holdDigest(db, input.id, now)
    if (!held) return { states: [] }
    const error = await postDigest(node, input.id, held)
    const outcomes = held.rows.map(({ id, attempts }) => ({ id, ...outcomeOf(error, attempts, now) }))
    for (const { id, ...outcome } of outcomes) await setOutcome(db, [id], outcome)
    return { states: outcomes.map(({ state }) => state) }
  },
  remember: () => ({ nothing: 'each dispatch of the digest keeps its own state' }),
})

/** What happens when an account is closed: nothing that waits is sent any more, and none of its browsers is woken. */
export const forgetReader = action({
  name: 'notice.forget',
  summary: { es: 'Dejar de avisar a quien ya no tiene cuenta', en: 'Stop telling whoever no longer has an account' },
  input: ById,
  output: Dropped,
  ...systemOnly,
  async run({ input, db, now }) {
    await forgetDevices(db, input.id)
    return { dropped: await dropFor(db, input.id, 'inactive', now) }
  },
  remember: ({ input }) => ({ subject: input.id }),
})
