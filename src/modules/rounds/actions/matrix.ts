// The matrix of the round: obligations × periods, each cell worked out from what stands in collection at this moment.
import type { Actor } from '../../../platform/access.ts'
import type { Action } from '../../../platform/action.ts'
import type { Cell, RoundQuestion, RoundRow } from '../model.ts'
import { cadences, dayAt, lastPeriods, nextStart, type Cadence } from '../model/periods.ts'
import { cellOf, isOwed, type Appearance, type Said } from '../rules/standing.ts'
import { saidSince, visibleObligations, type Obligation } from '../store/obligations.ts'
import { appearancesOf } from '../store/standing.ts'

// The type of a transaction, told by the act itself: only stores know the database.
export type Db = Parameters<NonNullable<Action['on']>>[1]

/** Whether the person sees what every institution owes. */
export const seesAll = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.some((role) => ['analyst', 'coordinator', 'administrator'].includes(role))

export const isOwn = (actor: Actor, { institutionId }: Pick<Obligation, 'institutionId'>): boolean => actor.institution?.id === institutionId

export const obligationsFor = (db: Db, actor: Actor): Promise<Obligation[]> => visibleObligations(db, actor, seesAll(actor))

interface Known {
  figures: ReadonlyMap<string, readonly Appearance[]>
  said: (obligation: string, period: string) => Said
}

const knowing = async (db: Db, obligations: readonly Obligation[], range: { from: string; until: string }): Promise<Known> => ({
  figures: await appearancesOf(db, [...new Set(obligations.map(({ sourceId }) => sourceId))], range),
  said: await saidSince(db, range.from),
})

const cellIn = ({ figures, said }: Known, obligation: Obligation, period: string, now: Date): Cell | null =>
  isOwed(obligation, period) ? cellOf(obligation, period, figures.get(obligation.sourceId) ?? [], { said: said(obligation.id, period), now }) : null

/** The cell of one obligation and period; null when the period is not owed. */
export const readCell = async (db: Db, obligation: Obligation, period: string, now: Date): Promise<Cell | null> =>
  cellIn(await knowing(db, [obligation], { from: period, until: nextStart(obligation.cadence, period) }), obligation, period, now)

/** An obligation with its cells, one for each period of its round. */
export interface Line {
  obligation: Obligation
  cells: (Cell | null)[]
}

export interface Round {
  cadence: Cadence
  periods: string[]
  lines: Line[]
}

const roundOf = async (db: Db, cadence: Cadence, obligations: readonly Obligation[], { until, periods, now }: { until: string; periods: number; now: Date }): Promise<Round> => {
  const starts = lastPeriods(cadence, until, periods)
  const known = await knowing(db, obligations, { from: starts[0] ?? until, until: nextStart(cadence, starts.at(-1) ?? until) })
  const lines = obligations.map((obligation) => ({ obligation, cells: starts.map((start) => cellIn(known, obligation, start, now)) }))
  return { cadence, periods: starts, lines: lines.filter(({ cells }) => cells.some((cell) => cell !== null)) }
}

/** One round for each cadence that is owed, the last periods of each. */
export const readRounds = async (db: Db, obligations: readonly Obligation[], question: Pick<RoundQuestion, 'until' | 'periods'>, now: Date): Promise<Round[]> => {
  const rounds: Round[] = []
  for (const cadence of cadences) {
    const owing = obligations.filter((obligation) => obligation.cadence === cadence)
    if (owing.length > 0) rounds.push(await roundOf(db, cadence, owing, { until: question.until ?? dayAt(now), periods: question.periods, now }))
  }
  return rounds.filter(({ lines }) => lines.length > 0)
}

/** What was asked for, of what the person may see. */
export const filtered = (obligations: readonly Obligation[], { cadence, country, source }: RoundQuestion): Obligation[] =>
  obligations.filter((obligation) =>
    (cadence === undefined || obligation.cadence === cadence) && (country === undefined || obligation.country === country) && (source === undefined || obligation.sourceId === source))

export const rowOf = ({ obligation, cells }: Line, actor: Actor): RoundRow => ({
  obligation: obligation.id,
  institution: { id: obligation.institutionId, name: obligation.institution, country: obligation.country },
  source: { id: obligation.sourceId, name: obligation.sourceName },
  territories: [...obligation.territories],
  isOwn: isOwn(actor, obligation),
  cells,
})
