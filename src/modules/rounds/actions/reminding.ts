// Reminding: by hand, by the clock, and the letters that say so. Nobody is told the same twice, and no letter says what is owed.
import { action, type Announcement } from '../../../platform/action.ts'
import type { Node } from '../../../platform/node.ts'
import { NoInput } from '../../../platform/schema.ts'
import { say, type Text } from '../../../platform/text.ts'
import { ById, OfPeriod, owed, Posted, Reminded, Tally, type Cell } from '../model.ts'
import { dayAt, periodStart } from '../model/periods.ts'
import { roundProblems } from '../problems.ts'
import { isEscalated, occasionOf } from '../rules/reminders.ts'
import { obligationById, visibleObligations, type Obligation } from '../store/obligations.ts'
import { contactsOf, coordinatorsOf } from '../store/people.ts'
import { dropUnreachable, holdReminder, keepReminders, setPosted, takeDueReminders, type Posting } from '../store/reminders.ts'
import { readCell, readRounds, seesAll, type Db } from './matrix.ts'

interface Telling {
  db: Db
  node: Node
  now: Date
  announce: (announcement: Announcement) => void
}

/** Tells people of a period, once for each occasion; gives how many were told now. */
const tell = async ({ db, node, now, announce }: Telling, { obligation, period, occasion, people }: { obligation: string; period: string; occasion: string; people: readonly string[] }): Promise<number> => {
  const told = await keepReminders(db, { obligation, period, occasion, people, hasMail: node.mail.isConfigured, now })
  if (told.length > 0) announce({ topic: 'round', to: told })
  return told.length
}

const handOut = async (db: Db, now: Date, later: (act: 'round.notify', input: { id: string }) => Promise<void>): Promise<number> => {
  await dropUnreachable(db, now)
  const due = await takeDueReminders(db, now)
  for (const id of due) await later('round.notify', { id })
  return due.length
}

export const remindByHand = action({
  name: 'round.remind',
  summary: { es: 'Recordar a una institución un periodo que falta', en: 'Remind an institution of a period that is missing' },
  input: OfPeriod,
  output: Reminded,
  on: ({ id }, db) => obligationById(db, id),
  may: (actor) => seesAll(actor),
  condition: { es: 'coordinación o administración', en: 'coordinators or administrators' },
  async run({ input, subject, db, node, now, later, announce }) {
    const period = periodStart(subject.cadence, input.period)
    const cell = await readCell(db, subject, period, now)
    if (!cell) throw roundProblems.notOwed()
    if (!owed.has(cell.standing)) throw roundProblems.nothingMissing()
    const people = await contactsOf(db, subject)
    if (people.length === 0) throw roundProblems.nobodyToRemind()
    const told = await tell({ db, node, now, announce }, { obligation: subject.id, period, occasion: `manual-${dayAt(now)}`, people })
    if (told === 0) throw roundProblems.alreadyReminded()
    await handOut(db, now, later)
    return { people: told }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['reminded'] }),
})

const remindOf = async (telling: Telling, obligation: Obligation, cell: Cell): Promise<number> => {
  const base = { obligation: obligation.id, period: cell.period }
  const occasion = occasionOf(cell, obligation)
  const told = occasion ? await tell(telling, { ...base, occasion, people: await contactsOf(telling.db, obligation) }) : 0
  if (!isEscalated(cell, obligation)) return told
  return told + await tell(telling, { ...base, occasion: 'escalation', people: await coordinatorsOf(telling.db, obligation.country) })
}

const systemOnly = { may: () => false, condition: { es: 'solo el nodo', en: 'only the node itself' } }

/** Periods looked back at: later ones have fallen silent. */
const periodsLookedAt = 16

export const remindDue = action({
  name: 'round.remindDue',
  summary: { es: 'Recordar lo que vence o falta, y avisar a coordinación de lo que sigue faltando', en: 'Remind of what is due or missing, and tell coordinators of what stays so' },
  input: NoInput,
  output: Tally,
  ...systemOnly,
  async run({ db, node, now, later, announce, actor }) {
    const rounds = await readRounds(db, await visibleObligations(db, actor, true), { periods: periodsLookedAt }, now)
    let reminded = 0
    for (const { obligation, cells } of rounds.flatMap(({ lines }) => lines)) {
      for (const cell of cells) if (cell) reminded += await remindOf({ db, node, now, announce }, obligation, cell)
    }
    return { reminded, queued: await handOut(db, now, later) }
  },
  remember: () => ({ nothing: 'each reminder is kept with whom it told and when' }),
})

// The letters never tell which figures, of what, nor of whom: mail is read by others.
const reminder: { subject: Text; text: (address: string) => Text } = {
  subject: { es: 'SIDMI: tiene una entrega pendiente', en: 'SIDMI: you have a delivery to make' },
  text: (address) => ({
    es: `Su institución tiene una entrega pendiente en SIDMI.\n\nVea cuál, entréguela o diga que no hay nada que informar:\n${address}\n\nPor seguridad, este correo no dice de qué se trata. No responda a este mensaje.`,
    en: `Your institution has a delivery to make in SIDMI.\n\nSee which, deliver it or say that there is nothing to report:\n${address}\n\nFor safety this e-mail does not tell what it is about. Do not reply to this message.`,
  }),
}

const escalation: typeof reminder = {
  subject: { es: 'SIDMI: una entrega sigue faltando', en: 'SIDMI: a delivery is still missing' },
  text: (address) => ({
    es: `Una institución lleva varios días de atraso en una entrega a SIDMI.\n\nVea cuál en la ronda:\n${address}\n\nPor seguridad, este correo no dice de qué se trata. No responda a este mensaje.`,
    en: `An institution is several days late with a delivery to SIDMI.\n\nSee which in the round:\n${address}\n\nFor safety this e-mail does not tell what it is about. Do not reply to this message.`,
  }),
}

/** A code for what went wrong, never the server's words: they may repeat addresses. */
const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

const post = async ({ mail, publicUrl }: Node, { id, email, language, isEscalation }: Posting): Promise<string | null> => {
  const { subject, text } = isEscalation ? escalation : reminder
  try {
    await mail.send({ id, to: email, subject: say(subject, language), text: say(text(`${publicUrl}/app/round`), language) })
    return null
  } catch (error) {
    return errorCode(error)
  }
}

const mostAttempts = 10

const stateAfter = (error: string | null, attempts: number): 'sent' | 'queued' | 'failed' => {
  if (error === null) return 'sent'
  return attempts >= mostAttempts ? 'failed' : 'queued'
}

/** At least once, and in practice once: a letter already sent, or held by another worker, is left alone. */
export const notifyPerson = action({
  name: 'round.notify',
  summary: { es: 'Enviar por correo un recordatorio de la ronda', en: 'Send a reminder of the round by e-mail' },
  input: ById,
  output: Posted,
  ...systemOnly,
  async run({ input, db, now, node }) {
    const posting = await holdReminder(db, input.id)
    if (!posting) return { state: 'nothingToDo' as const }
    const error = await post(node, posting)
    const state = stateAfter(error, posting.attempts + 1)
    await setPosted(db, posting.id, { state, error, now })
    return { state }
  },
  remember: () => ({ nothing: 'the reminder keeps what became of it' }),
})
