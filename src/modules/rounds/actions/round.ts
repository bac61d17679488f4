// The acts of the round itself: the matrix, as a screen and as a file; «nothing to report»; and excuses.
import { action, downloadAction } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import { Declaration, Excuse, RoundQuestion, RoundView, Cell } from '../model.ts'
import { dayAt, nextStart, periodStart } from '../model/periods.ts'
import { plusDays } from '../../../platform/weeks.ts'
import { roundProblems } from '../problems.ts'
import { matrixCsv } from '../rules/csv.ts'
import { declareNothing, keepExcuse, obligationById, takeBackDeclaration, takeBackExcuse, type Obligation } from '../store/obligations.ts'
import { filtered, isOwn, obligationsFor, readCell, readRounds, rowOf, seesAll, type Db } from './matrix.ts'

const ownOnly = { es: 'lo de su institución; análisis, coordinación y administración, lo de todas', en: 'their institution’s; analysts, coordinators and administrators, everyone’s' }

export const readRound = action({
  name: 'round.read',
  summary: { es: 'Ver qué se entregó, qué falta y para cuándo, por institución y periodo', en: 'See what was delivered, what is missing and by when, by institution and period' },
  input: RoundQuestion,
  output: RoundView,
  may: anyoneGranted,
  condition: ownOnly,
  async run({ input, actor, db, now }) {
    const visible = await obligationsFor(db, actor)
    const rounds = await readRounds(db, filtered(visible, input), input, now)
    const sources = new Map(visible.map(({ sourceId, sourceName }) => [sourceId, sourceName]))
    return {
      today: dayAt(now),
      rounds: rounds.map(({ cadence, periods, lines }) => ({ cadence, periods, rows: lines.map((line) => rowOf(line, actor)) })),
      countries: [...new Set(visible.map(({ country }) => country))].toSorted(),
      sources: [...sources].map(([id, name]) => ({ id, name })),
    }
  },
  remember: () => ({ nothing: 'Which periods were delivered, without any figure, of the reader’s own institution or remit.' }),
})

async function* inOne(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text)
}

export const downloadRound = downloadAction({
  name: 'round.download',
  summary: { es: 'Descargar la ronda como CSV', en: 'Download the round as CSV' },
  input: RoundQuestion,
  may: anyoneGranted,
  condition: ownOnly,
  async run({ input, actor, db, now }) {
    const rounds = await readRounds(db, filtered(await obligationsFor(db, actor), input), input, now)
    return { name: `ronda-${dayAt(now)}.csv`, mediaType: 'text/csv; charset=utf-8', body: inOne(matrixCsv(rounds, actor.language)) }
  },
  remember: () => ({ nothing: 'The same as on the screen, without any figure.' }),
})

/** The start of the period a day names; refused when the obligation does not ask for it. */
const owedPeriod = async (db: Db, subject: Obligation, day: string, now: Date): Promise<string> => {
  const period = periodStart(subject.cadence, day)
  if (await readCell(db, subject, period, now)) return period
  throw roundProblems.notOwed()
}

const cellAfter = async (db: Db, subject: Obligation, period: string, now: Date): Promise<Cell> => {
  const cell = await readCell(db, subject, period, now)
  if (!cell) throw roundProblems.notOwed()
  return cell
}

const visible = async ({ id }: { id: string }, db: Db): Promise<Obligation | undefined> => obligationById(db, id)

export const declareRound = action({
  name: 'round.declare',
  summary: { es: 'Declarar que de un periodo no hay nada (más) que informar, o retirarlo', en: 'Declare that there is nothing (else) to report of a period, or take it back' },
  input: Declaration,
  output: Cell,
  on: visible,
  may: (actor, subject: Obligation) => isOwn(actor, subject),
  condition: { es: 'de la misma institución', en: 'of the same institution' },
  async run({ input, subject, actor, db, now, announce }) {
    const period = await owedPeriod(db, subject, input.period, now)
    const ends = plusDays(nextStart(subject.cadence, period), -1)
    if (input.isNothing && dayAt(now) <= ends) throw roundProblems.notOverYet({ ends })
    if (input.isNothing) await declareNothing(db, subject.id, period, { id: actor.id!, now })
    else await takeBackDeclaration(db, subject.id, period)
    announce({ topic: 'round', to: 'all' })
    return cellAfter(db, subject, period, now)
  },
  remember: ({ subject, input }) => ({ subject: subject.id, changed: [input.isNothing ? 'declared' : 'declarationTakenBack'] }),
})

export const excuseRound = action({
  name: 'round.excuse',
  summary: { es: 'Dispensar un periodo, con su motivo, o retirar la dispensa', en: 'Excuse a period, with the reason, or take the excuse back' },
  input: Excuse,
  output: Cell,
  on: visible,
  may: (actor) => seesAll(actor),
  condition: { es: 'coordinación o administración', en: 'coordinators or administrators' },
  async run({ input, subject, actor, db, now, announce }) {
    const period = await owedPeriod(db, subject, input.period, now)
    if (input.reason === '') await takeBackExcuse(db, subject.id, period)
    else await keepExcuse(db, { id: subject.id, period, reason: input.reason }, { id: actor.id!, now })
    announce({ topic: 'round', to: 'all' })
    return cellAfter(db, subject, period, now)
  },
  remember: ({ subject, input }) => ({ subject: subject.id, changed: [input.reason === '' ? 'excuseTakenBack' : 'excused'] }),
})
