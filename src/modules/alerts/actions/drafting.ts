// Acts of whoever prepares an alert: draft it, revise it, find whom to name and how many it would reach, send it for review.
import { randomBytes, randomUUID } from 'node:crypto'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import type { z } from 'zod'
import { action, type Context } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { platformProblems } from '../../../platform/problems.ts'
import { openSignal } from '../../warning/index.ts'
import type { AlertContent } from '../model/content.ts'
import { templateOf, usualEnd } from '../model/templates.ts'
import { AlertView, DecideOnAlert, DraftAlert, FindRecipients, Reach, ReachOf, Recipients, ReviseAlert } from '../model/views.ts'
import { alertProblems } from '../problems.ts'
import { compareContents } from '../rules/compare.ts'
import { canRevise } from '../rules/life.ts'
import { contentFromSignal } from '../rules/signal.ts'
import { insertAlert, setStanding, type Alert } from '../store/alerts.ts'
import { attachmentsOf } from '../store/attachments.ts'
import { findPeople } from '../store/people.ts'
import { mayDo, tellDesk } from './desk.ts'
import { refuseLinks } from './links.ts'
import { refuseSecondDraft } from './raising.ts'
import { actsOnAnAlert, drafts, keepVersion, refuseGaps, refuseStale, toChange } from './subjects.ts'
import { viewOf } from './views.ts'
import { reachOf } from './workshop.ts'

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

type Drafting = Pick<Context<z.output<typeof DraftAlert>, undefined>, 'input' | 'actor' | 'db' | 'now'>

const proposed = async ({ input: { signalId, kind = 'other' }, actor, db, now }: Drafting): Promise<AlertContent> => {
  if (!signalId) return { ...templateOf(kind), expires: usualEnd(kind, now) }
  const suggested = await suggestion(db, actor, signalId, now)
  await refuseSecondDraft(db, actor, signalId)
  return suggested
}

const firstContent = async (drafting: Drafting): Promise<AlertContent> => {
  const usual = await proposed(drafting)
  const { content = usual, isClosed } = drafting.input
  return isClosed ? { ...content, desk: { ...content.desk, isClosed } } : content
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
    const content = await firstContent({ input, actor, db, now })
    if (content.attachments.length > 0) throw alertProblems.notLinkable()
    await refuseLinks(db, actor, content.links)
    const signalId = input.signalId ?? null
    await insertAlert(db, { id, reference: newReference(), authorId: actor.id!, institutionId: actor.institution!.id, signalId, content, now })
    return viewOf(db, actor, id, now)
  },
  remember: ({ output }) => ({ subject: output.id }),
})

/** What may not be written into this alert: files of others, links one may not see, an exercise that becomes real. */
const refuseForeign = async (db: Db, actor: Actor, alert: Alert, sent: AlertContent): Promise<void> => {
  if (alert.versionInForce !== null && sent.isExercise !== alert.content.isExercise) throw alertProblems.exerciseIsFixed()
  const own = new Set((await attachmentsOf(db, alert.id)).map(({ id }) => id))
  if (!sent.attachments.every((id) => own.has(id))) throw alertProblems.notLinkable()
  await refuseLinks(db, actor, sent.links, alert.content.links)
}

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
    await refuseForeign(db, actor, alert, input.content)
    if (compareContents(alert.content, input.content).length > 0) await keepVersion(db, alert, input.content, { by: actor.id!, now })
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
    await tellDesk(db, { ...alert, state: 'review' }, announce)
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

/** Names and institutions of people an alert may be for; nothing else about them. */
export const findRecipients = action({
  name: 'alert.findRecipients',
  summary: { es: 'Buscar a quién nombrar en una alerta', en: 'Find whom to name in an alert' },
  input: FindRecipients,
  output: Recipients,
  may: anyoneGranted,
  async run({ input, db }) {
    const people = await findPeople(db, input)
    return { items: people.map(({ id, name, institution, roles }) => ({ id, name, institution, mayPublish: mayDo(roles, 'alert.publish') })) }
  },
  remember: () => ({ nothing: 'names of colleagues, many times while a form is filled in' }),
})
