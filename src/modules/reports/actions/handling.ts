// The acts of working on a report: code it, assign it, answer, note, join a duplicate.
import { country, offence, territory } from '../../catalogues/index.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Problem } from '../../../platform/problem.ts'
import { Answer, Assign, Code, Join, Note, ReportById, ReportView, type Coding } from '../model/inbox.ts'
import { conversationProblems, reportProblems } from '../problems.ts'
import { dayOf, isOver } from '../rules/states.ts'
import { asPerson } from '../store/asking.ts'
import { changeDesk, deskById, forgetSame, keepSame, lockDesks, membersOfUnit, moveJoined, unended, type Desk } from '../store/desks.ts'
import { keepCoding, lastSaid, type LastSaid } from '../store/reading.ts'
import { insertMessage, isMessageKnown, lockReport, nameFiles } from '../store/sending.ts'
import { heldDesk, onDesk, rememberDesk, stepped, unlessEnded, unlessOver, unlessWithdrawn } from './desk.ts'
import { offers, viewOf } from './inbox.ts'

const showing = { ...onDesk, output: ReportView, offers }
const working = { ...showing, ready: unlessOver }

/** The report as it now stands. */
export const reread = async (db: Db, { id }: Desk, personId: string | null) => viewOf(db, (await deskById(db, id, personId))!)

/** Somebody has it in hand: no longer new, nor part of a flood. */
const inHand = (desk: Desk) => ({ isAside: false, ...(desk.state === 'new' && { state: 'open' as const }) })

const faultOf = ({ offence: code, territory: place, nationality, month }: Coding, today: string): Problem | undefined => {
  if (!offence(code)) return reportProblems.unknownCode({ field: 'offence' })
  if (!territory(place) && !country(place)) return reportProblems.unknownCode({ field: 'territory' })
  if (nationality !== null && !country(nationality)) return reportProblems.unknownCode({ field: 'nationality' })
  return month !== null && month > today.slice(0, 7) ? reportProblems.monthAhead() : undefined
}

export const codeReport = action({
  name: 'report.code',
  summary: { es: 'Poner la parte codificada de un reporte, la única que llega a las cifras', en: 'Set the coded part of a report, the only one that reaches figures' },
  input: Code,
  ...working,
  async run(context) {
    const { input, subject, actor, db, now } = context
    const fault = faultOf(input.coding, dayOf(now))
    if (fault) throw fault
    const desk = await heldDesk(context, unlessOver)
    await keepCoding(db, desk, input.coding, { personId: actor.id ?? '', now })
    await changeDesk(db, desk.id, inHand(desk))
    await stepped(context, 'report.code')
    return reread(db, subject, actor.id)
  },
  remember: rememberDesk('coding'),
})

export const assignReport = action({
  name: 'report.assign',
  summary: { es: 'Encargar un reporte a alguien de la unidad', en: 'Assign a report to somebody of the unit' },
  input: Assign,
  ...working,
  async run(context) {
    const { input, subject, actor, db } = context
    const members = await membersOfUnit(db, subject.unit.id)
    if (input.person !== null && !members.some(({ id }) => id === input.person)) throw reportProblems.notAMember()
    const desk = await heldDesk(context, unlessOver)
    await changeDesk(db, desk.id, { ...inHand(desk), assigneeId: input.person })
    await stepped(context, 'report.assign')
    return reread(db, subject, actor.id)
  },
  remember: rememberDesk('assignee'),
})

const speakerOf = (last: LastSaid | undefined, me: string | null): 'reporter' | 'colleague' | 'own' => {
  if (last?.kind !== 'unit') return 'reporter'
  return last.personId === me ? 'own' : 'colleague'
}

export const answerReporter = action({
  name: 'conversation.answer',
  summary: { es: 'Contestar a quien reportó, sellado para esa persona y la unidad', en: 'Answer the reporter, sealed to that person and the unit' },
  input: Answer,
  ...showing,
  ready: unlessEnded,
  async run(context) {
    const { input, subject, actor, db, now } = context
    await asPerson(db, actor.id, input.files.map(({ secret }) => secret))
    await lockReport(db, subject.reportId)
    if (await isMessageKnown(db, input.message)) return reread(db, subject, actor.id)
    const { answered } = await heldDesk(context, unlessEnded)
    const last = await lastSaid(db, subject)
    if ((last?.id ?? null) !== input.seen) throw conversationProblems.moved({ cause: speakerOf(last, actor.id) })
    const today = dayOf(now)
    const message = { id: input.message, reportId: subject.reportId, kind: 'unit', unitId: subject.unit.id, personId: actor.id, day: today, at: null, body: input.body } as const
    if (!(await insertMessage(db, message))) throw reportProblems.taken()
    const named = await nameFiles(db, input.files, { reportId: subject.reportId, messageId: input.message, unitId: null })
    if (named < input.files.length) throw reportProblems.filesMissing({ count: input.files.length - named })
    await changeDesk(db, subject.id, { ...unended, state: 'waiting', isAside: false, answered: answered ?? today })
    await stepped(context, 'conversation.answer')
    return reread(db, subject, actor.id)
  },
  remember: rememberDesk('conversation'),
})

export const noteOnReport = action({
  name: 'conversation.note',
  summary: { es: 'Anotar algo para la unidad, sellado para ella', en: 'Note something for the unit, sealed to it' },
  input: Note,
  ...showing,
  ready: unlessWithdrawn,
  async run(context) {
    const { input, subject, actor, db, now } = context
    await heldDesk(context, unlessWithdrawn)
    if (!(await isMessageKnown(db, input.note))) {
      const note = { id: input.note, reportId: subject.reportId, kind: 'note', unitId: subject.unit.id, personId: actor.id, day: dayOf(now), at: now, body: input.body } as const
      if (!(await insertMessage(db, note))) throw reportProblems.taken()
      await stepped(context, 'conversation.note')
    }
    return reread(db, subject, actor.id)
  },
  remember: rememberDesk('notes'),
})

const isFree = ({ joinedTo, state }: Desk): boolean => joinedTo === null && !isOver(state)

/** Both are of one unit, at work, and joined to none: of two who join each to the other, the second finds it joined. */
const mayJoin = (own: Desk, target: Desk): boolean => own.id !== target.id && own.unit.id === target.unit.id && isFree(own) && isFree(target)

export const joinReports = action({
  name: 'report.join',
  summary: { es: 'Unir un reporte repetido a otro de la unidad', en: 'Join a duplicate to another report of the unit' },
  input: Join,
  ...working,
  async run(context) {
    const { input, subject, actor, db } = context
    await lockDesks(db, [subject.id, input.into])
    const [own, target] = [await deskById(db, subject.id, actor.id), await deskById(db, input.into, actor.id)]
    if (!own || !target || !mayJoin(own, target)) throw reportProblems.cannotJoin()
    await moveJoined(db, subject.id, target.id)
    await changeDesk(db, subject.id, { ...inHand(subject), joinedTo: target.id })
    await keepSame(db, own, target.id)
    await stepped(context, 'report.join')
    return reread(db, subject, actor.id)
  },
  remember: rememberDesk('joinedTo'),
})

const unlessAlone = (desk: Desk): Problem | undefined => unlessWithdrawn(desk) ?? (desk.isSame ? undefined : reportProblems.notJoined())

export const partReports = action({
  name: 'report.part',
  summary: { es: 'Decir que un reporte unido no cuenta lo mismo: vuelve a contarse aparte', en: 'Say that a joined report does not tell of the same: it is counted apart again' },
  input: ReportById,
  ...showing,
  ready: unlessAlone,
  async run(context) {
    const { subject, actor, db } = context
    await heldDesk(context, unlessAlone)
    await changeDesk(db, subject.id, { joinedTo: null })
    await forgetSame(db, subject.id)
    await stepped(context, 'report.part')
    return reread(db, subject, actor.id)
  },
  remember: rememberDesk('joinedTo'),
})
