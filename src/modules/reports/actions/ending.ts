// The acts of ending and passing on: transfer to another unit, reject with a reason, close, open again.
import { action } from '../../../platform/action.ts'
import type { Context } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Problem } from '../../../platform/problem.ts'
import { Close, Reject, ReportById, ReportView, Transfer, type RejectionReason } from '../model/inbox.ts'
import { reportProblems } from '../problems.ts'
import { dayOf, daysAfter, isOver } from '../rules/states.ts'
import { asPerson } from '../store/asking.ts'
import { changeDesk, membersOfUnit, moveJoined, unended, type Desk } from '../store/desks.ts'
import { nameAnew, openDesk, openTarget, type Target } from '../store/passing.ts'
import { besideReport, filesOf, lastSaid, unitsOfReport, wordsOf } from '../store/reading.ts'
import { heldDesk, onDesk, rememberDesk, stepped, unlessOver, unlessWithdrawn } from './desk.ts'
import { reread } from './handling.ts'
import { offers } from './inbox.ts'
import { newsFor } from './news.ts'

type Passing = Context<{ unit: string; key: string; messages: { id: string }[]; files: { replaces: string }[] }, Desk>

/** The other unit, if the reporter agreed to its kind, it can receive with that key, and it does not have the report yet. */
const targetOf = async ({ input, subject, db }: Pick<Passing, 'input' | 'subject' | 'db'>): Promise<Target> => {
  const target = await openTarget(db, input.unit)
  if (!target || target.keyId !== input.key) throw reportProblems.cannotReceive()
  const { consents } = await besideReport(db, subject.reportId)
  if (!consents.passOn.includes(target.kind)) throw reportProblems.notAgreed()
  if ((await unitsOfReport(db, subject.reportId)).some(({ id }) => id === target.id)) throw reportProblems.hasIt()
  return target
}

/** Whether everything the unit has, but its notes, was sealed anew. */
const isWhole = async (db: Db, desk: Desk, { messages, files }: Passing['input']): Promise<boolean> => {
  const said = (await wordsOf(db, desk)).filter(({ kind }) => kind === 'reporter' || kind === 'unit')
  const here = await filesOf(db, desk)
  return said.every(({ id }) => messages.some((given) => given.id === id)) && here.every(({ id }) => files.some(({ replaces }) => replaces === id))
}

export const transferReport = action({
  name: 'report.transfer',
  summary: { es: 'Pasar un reporte a otra unidad, sellado de nuevo para ella, si quien reportó lo permitió', en: 'Pass a report to another unit, sealed anew to it, if the reporter agreed' },
  input: Transfer,
  output: ReportView,
  ...onDesk,
  offers,
  ready: unlessOver,
  async run(context) {
    const { input, subject, actor, db, now, announce } = context
    await asPerson(db, actor.id, input.files.map(({ secret }) => secret))
    await heldDesk(context, unlessOver)
    const unit = await targetOf(context)
    if (!(await isWhole(db, subject, input))) throw reportProblems.incomplete()
    const today = dayOf(now)
    await openDesk(db, subject, { unit, body: input.body, messages: input.messages, day: today, answerBy: daysAfter(today, unit.promisedDays) })
    const named = await nameAnew(db, input.files, { reportId: subject.reportId, unitId: unit.id })
    if (named < input.files.length) throw reportProblems.filesMissing({ count: input.files.length - named })
    await stepped(context, 'report.transfer')
    announce(newsFor((await membersOfUnit(db, unit.id)).map(({ id }) => id)))
    return reread(db, subject, actor.id)
  },
  remember: ({ input, subject }) => ({ subject: subject.id, changed: [`unit:${input.unit}`] }),
})

/** Nothing is ended over what its reporter wrote, or a colleague answered, and whoever ends it has not read. */
const end = async (context: Context<{ seen: string | null }, Desk>, act: string, ending: { state: 'closed' | 'rejected'; reason: RejectionReason | null }) => {
  const { input, subject, actor, db, now } = context
  await heldDesk(context, unlessOver)
  const last = await lastSaid(db, subject)
  if ((last?.id ?? null) !== input.seen) throw reportProblems.unread({ by: last?.kind ?? 'reporter' })
  await changeDesk(db, subject.id, { state: ending.state, isAside: false, reason: ending.reason, endedBy: actor.id, endedAt: now })
  await moveJoined(db, subject.id, null)
  await stepped(context, act)
  return reread(db, subject, actor.id)
}

const ending = { ...onDesk, output: ReportView, offers, ready: unlessOver }

export const rejectReport = action({
  name: 'report.reject',
  summary: { es: 'Rechazar un reporte con una razón', en: 'Reject a report with a reason' },
  input: Reject,
  ...ending,
  run: (context) => end(context, 'report.reject', { state: 'rejected', reason: context.input.reason }),
  remember: rememberDesk('state'),
})

export const closeReport = action({
  name: 'report.close',
  summary: { es: 'Cerrar un reporte atendido', en: 'Close a report that was dealt with' },
  input: Close,
  ...ending,
  run: (context) => end(context, 'report.close', { state: 'closed', reason: null }),
  remember: rememberDesk('state'),
})

const unlessOpen = (desk: Desk): Problem | undefined => unlessWithdrawn(desk) ?? (isOver(desk.state) || desk.joinedTo !== null ? undefined : reportProblems.notOver())

export const reopenReport = action({
  name: 'report.reopen',
  summary: { es: 'Reabrir un reporte cerrado, rechazado o unido a otro', en: 'Reopen a report that was closed, rejected or joined to another' },
  input: ReportById,
  ...ending,
  ready: unlessOpen,
  async run(context) {
    const { subject, actor, db } = context
    await heldDesk(context, unlessOpen)
    await changeDesk(db, subject.id, { ...unended, state: 'open', joinedTo: null })
    await stepped(context, 'report.reopen')
    return reread(db, subject, actor.id)
  },
  remember: rememberDesk('state'),
})
