// Acts of the second person: return an alert, publish it, cancel or close it.
import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../platform/access.ts'
import { action, type Context } from '../../../platform/action.ts'
import type { Problem } from '../../../platform/problem.ts'
import { AlertView, DecideOnAlert, EndAlert, ReturnAlert } from '../model/views.ts'
import { alertProblems } from '../problems.ts'
import { isExercise } from '../rules/exercise.ts'
import { canApprove, stateOncePublished } from '../rules/life.ts'
import { isBehind } from '../rules/visibility.ts'
import { setStanding, type Alert, type MessageKind } from '../store/alerts.ts'
import { holdersInForce } from '../store/deliveries.ts'
import { holdCircle, insertMessage, messagesOf } from '../store/messages.ts'
import { recipientsOf } from './circles.ts'
import { tellDesk } from './desk.ts'
import { handOut } from './handing-out.ts'
import { raiseSignalOf } from './raising.ts'
import { actsOnAnAlert, refuseGaps, refuseStale, toChange } from './subjects.ts'
import { viewOf } from './views.ts'

const answersForIt = { es: 'responde por sus territorios o es de su institución', en: 'answers for its territories or is of its institution' }

const decides = {
  on: toChange,
  may: isBehind,
  condition: {
    es: 'responde por sus territorios o es de su institución, y no escribió lo que se revisa',
    en: 'answers for its territories or is of its institution, and did not write what is reviewed',
  },
  offers: actsOnAnAlert,
}

const awaitsThisPerson = (alert: Alert, actor: Actor): Problem | undefined => {
  if (alert.state !== 'review') return alertProblems.notInReview({ state: alert.state })
  return canApprove(alert, actor.id ?? '') ? undefined : alertProblems.fourEyes()
}

export const returnAlert = action({
  name: 'alert.return',
  summary: { es: 'Devolver una alerta a quien la redactó', en: 'Return an alert to whoever drafted it' },
  input: ReturnAlert,
  output: AlertView,
  ...decides,
  ready: (alert: Alert) => (alert.state === 'review' ? undefined : alertProblems.notInReview({ state: alert.state })),
  async run({ input, subject: alert, actor, db, now, announce }) {
    await refuseStale(db, alert, { actor, basedOn: input.basedOn })
    await setStanding(db, alert.id, { state: 'draft', returnReason: input.reason }, now)
    await tellDesk(db, alert, announce)
    return viewOf(db, actor, alert.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state', 'returnReason'] }),
})

type Run = Pick<Context<unknown, Alert>, 'subject' | 'actor' | 'db' | 'now' | 'node' | 'later' | 'announce'>

interface Issue {
  kind: MessageKind
  version: number
  isPublic: boolean
  note: string | null
  people: string[]
}

/** The message and every delivery are written in the act's own transaction: after a crash all of it is there, or none. */
const issue = async (run: Run, { people, ...message }: Issue): Promise<void> => {
  const { subject: alert, actor, db, now, node, later, announce } = run
  const id = randomUUID()
  await insertMessage(db, { id, alertId: alert.id, by: actor.id!, now, ...message })
  const { severity } = alert.content
  await handOut({ db, now, node, later, announce }, { message: id, alert: alert.id, severity, isExercise: isExercise(alert.content, node), people })
  await tellDesk(db, alert, announce)
}

export const publishAlert = action({
  name: 'alert.publish',
  summary: { es: 'Aprobar y publicar una alerta', en: 'Approve and publish an alert' },
  input: DecideOnAlert,
  output: AlertView,
  ...decides,
  ready: awaitsThisPerson,
  async run({ input, ...run }) {
    const { subject: alert, actor, db, now } = run
    await refuseStale(db, alert, { actor, basedOn: input.basedOn })
    refuseGaps(alert, now)
    await holdCircle(db, 'publication')
    const people = (await recipientsOf(db, alert.content)).map(({ id }) => id)
    const state = stateOncePublished(alert.versionInForce !== null)
    const kind = state === 'updated' ? 'Update' : 'Alert'
    await setStanding(db, alert.id, { state, versionInForce: alert.version }, now)
    await issue(run, { kind, version: alert.version, isPublic: alert.content.audience.isPublic, note: null, people })
    await raiseSignalOf(db, alert, { by: actor.id!, at: now })
    return viewOf(db, actor, alert.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state'] }),
})

const hasEnded = ({ state }: Alert): boolean => state === 'cancelled' || state === 'closed'

export const cancelAlert = action({
  name: 'alert.cancel',
  summary: { es: 'Cancelar una alerta en vigor y avisar a quienes la recibieron', en: 'Cancel an alert in force and tell those who received it' },
  input: EndAlert,
  output: AlertView,
  ...decides,
  condition: answersForIt,
  ready: (alert: Alert) => {
    if (hasEnded(alert)) return alertProblems.alreadyEnded({ state: alert.state })
    return alert.versionInForce === null ? alertProblems.notInForce() : undefined
  },
  async run({ input, ...run }) {
    const { subject: alert, actor, db, now } = run
    const version = alert.versionInForce!
    const people = await holdersInForce(db, alert.id)
    const messages = await messagesOf(db, alert.id, actor.id)
    await setStanding(db, alert.id, { state: 'cancelled', version, endNote: input.reason }, now)
    await issue(run, { kind: 'Cancel', version, isPublic: messages.at(-1)!.isPublic, note: input.reason, people })
    return viewOf(db, actor, alert.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state', 'endNote'] }),
})

export const closeAlert = action({
  name: 'alert.close',
  summary: { es: 'Cerrar una alerta', en: 'Close an alert' },
  input: EndAlert,
  output: AlertView,
  ...decides,
  condition: answersForIt,
  ready: (alert: Alert) => (hasEnded(alert) ? alertProblems.alreadyEnded({ state: alert.state }) : undefined),
  async run({ input, subject: alert, actor, db, now, announce }) {
    const version = alert.versionInForce ?? alert.version
    await setStanding(db, alert.id, { state: 'closed', version, endNote: input.reason }, now)
    announce({ topic: 'alert', brings: alert.id, to: await holdersInForce(db, alert.id) })
    await tellDesk(db, alert, announce)
    return viewOf(db, actor, alert.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state', 'endNote'] }),
})
