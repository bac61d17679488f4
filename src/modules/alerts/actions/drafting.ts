// Acts of whoever prepares an alert: draft it, revise it, see how many it would reach, send it for review.
import { randomBytes, randomUUID } from 'node:crypto'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { platformProblems } from '../../../platform/problems.ts'
import { markRaised, openSignal } from '../../warning/index.ts'
import type { AlertContent } from '../model/content.ts'
import { templateOf } from '../model/templates.ts'
import { AlertView, DecideOnAlert, DraftAlert, Reach, ReachOf, ReviseAlert } from '../model/views.ts'
import { alertProblems } from '../problems.ts'
import { compareContents } from '../rules/compare.ts'
import { canRevise } from '../rules/life.ts'
import { contentFromSignal } from '../rules/signal.ts'
import { insertAlert, insertVersion, setStanding, versionsOf } from '../store/alerts.ts'
import { tellDesk } from './desk.ts'
import { actsOnAnAlert, drafts, refuseGaps, refuseStale, toChange } from './subjects.ts'
import { reachOf, viewOf } from './views.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight random letters without I, L, O, U: says nothing of how many alerts there are. */
const newReference = (): string => {
  const code = [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('')
  return `A-${code.slice(0, 4)}-${code.slice(4)}`
}

/** What an open signal suggests; a signal the person may not read is answered as one that does not exist. */
const suggestion = async (db: Db, actor: Actor, signalId: string, now: Date): Promise<AlertContent> => {
  const signal = actor.acts.has('signal.read') ? await openSignal(db, signalId) : undefined
  if (!signal) throw platformProblems.notFound()
  return contentFromSignal(signal, now)
}

export const draftAlert = action({
  name: 'alert.draft',
  summary: { es: 'Redactar una alerta', en: 'Draft an alert' },
  input: DraftAlert,
  output: AlertView,
  may: (actor) => actor.institution !== null,
  condition: { es: 'pertenece a una institución', en: 'belongs to an institution' },
  async run({ input, actor, db, now }) {
    const id = randomUUID()
    const content = input.signalId ? await suggestion(db, actor, input.signalId, now) : (input.content ?? templateOf(input.kind ?? 'other'))
    const signalId = input.signalId ?? null
    await insertAlert(db, { id, reference: newReference(), authorId: actor.id!, institutionId: actor.institution!.id, signalId, content, now })
    if (signalId !== null) await markRaised(db, { id: signalId, alertId: id, by: actor.id, at: now })
    return viewOf(db, actor, id, now)
  },
  remember: ({ output }) => ({ subject: output.id }),
})

export const reviseAlert = action({
  name: 'alert.revise',
  summary: { es: 'Guardar una versión nueva de una alerta', en: 'Save a new version of an alert' },
  input: ReviseAlert,
  output: AlertView,
  on: toChange,
  ...drafts,
  ready: ({ state }) => (canRevise(state) ? undefined : alertProblems.notEditable({ state })),
  offers: actsOnAnAlert,
  async run({ input, subject: alert, actor, db, now }) {
    await refuseStale(db, alert, { actor, basedOn: input.basedOn, sent: input.content })
    if (compareContents(alert.content, input.content).length > 0) {
      const number = Math.max(...(await versionsOf(db, alert.id)).map((version) => version.number)) + 1
      await insertVersion(db, { alertId: alert.id, number, content: input.content, by: actor.id!, now })
      await setStanding(db, alert.id, { state: 'draft', version: number }, now)
    }
    return viewOf(db, actor, alert.id, now)
  },
  remember: ({ subject, input }) => ({ subject: subject.id, changed: compareContents(subject.content, input.content).map(({ field }) => field) }),
})

export const submitAlert = action({
  name: 'alert.submit',
  summary: { es: 'Enviar una alerta a revisión', en: 'Send an alert for review' },
  input: DecideOnAlert,
  output: AlertView,
  on: toChange,
  ...drafts,
  ready: ({ state }) => (state === 'draft' ? undefined : alertProblems.notADraft({ state })),
  offers: actsOnAnAlert,
  async run({ input, subject: alert, actor, db, now, announce }) {
    await refuseStale(db, alert, { actor, basedOn: input.basedOn })
    refuseGaps(alert, now)
    await setStanding(db, alert.id, { state: 'review', returnReason: null }, now)
    await tellDesk(db, alert, announce)
    return viewOf(db, actor, alert.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state'] }),
})

/** How many people an audience names today; for whoever is choosing it. */
export const measureReach = action({
  name: 'alert.measureReach',
  summary: { es: 'Contar a cuántas personas llegaría una alerta', en: 'Count how many people an alert would reach' },
  input: ReachOf,
  output: Reach,
  may: anyoneGranted,
  run: ({ input, db }) => reachOf(db, { ...input, isPublic: false }),
  remember: () => ({ nothing: 'counts people without naming them, many times while a form is filled in' }),
})
