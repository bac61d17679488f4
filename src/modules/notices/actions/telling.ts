// Telling people that there is something to read: kept in the act's own transaction, so that it is told to all of them or was never said.
import type { Context } from '../../../platform/action.ts'
import type { Severity } from '../model/channels.ts'
import { plannedFor } from '../rules/plan.ts'
import { dropAbout, dropSuperseded, insertDispatches, insertNotice, insertWebhookDispatches } from '../store/dispatches.ts'
import { readersAmong } from '../store/settings.ts'

export type Telling = Pick<Context<unknown, unknown>, 'db' | 'now' | 'node' | 'later'>

export interface Told {
  /** Its key: the same id, person and channel never arrives twice. */
  id: string
  /** What there is to read; what still waits of an earlier notice of it gives way to this one. */
  subject: string
  /** Where it is read, below /app: '/alerts/…'. */
  address: string
  severity: Severity
  people: readonly string[]
  /** A practice, which e-mail and push then say, and nothing else. */
  isExercise?: boolean
  /** Told because nobody answered: at once, whatever the hours. */
  isEscalation?: boolean
  /** Institutions' systems do not learn of it: not even that it exists is for others than the people. */
  withoutWebhook?: boolean
}

/** Queues what each person is told by the channels they chose, and their institutions' webhooks. Contents are not asked for, so none can leave. */
export const tell = async ({ db, now, node, later }: Telling, { people, isEscalation = false, isExercise = false, withoutWebhook = false, ...told }: Told): Promise<void> => {
  const notice = { ...told, isExercise, now }
  await insertNotice(db, notice)
  if (!isEscalation) await dropSuperseded(db, notice, people)
  const occasion = { severity: told.severity, now, hasMail: node.mail.isConfigured, isEscalation }
  const planned = (await readersAmong(db, people)).flatMap((reader) => plannedFor(reader, occasion))
  await insertDispatches(db, told.id, planned, now)
  if (!isEscalation && !withoutWebhook) await insertWebhookDispatches(db, told.id, people, now)
  await later('notice.sendDue', {})
}

/** The person has seen it: nothing that still waits about it is sent to them. */
export const settle = (db: Telling['db'], about: { subject: string; person: string }, now: Date): Promise<void> => dropAbout(db, about, now)
