// Figures from ODK Collect and Kobo: forms made of the grids of what is owed, and filled ones delivered as the grid delivers.
// A phone does what the workspace does, by the same acts: round.read, grid.read, then delivery.receive with the file the grid becomes.
import type { Actor } from '../../../platform/access.ts'
import { perform } from '../../../platform/perform.ts'
import { Problem } from '../../../platform/problem.ts'
import type { System } from '../../../platform/system.ts'
import { deliverFile } from '../../collection/index.ts'
import type { Cell, RoundRow } from '../model.ts'
import { obligationOf, type DeliveredFigures, type FigureForm, type FilledFigures, type OfferedPeriod } from '../model/figure-form.ts'
import { csvOf, faultsOf, isFilled, type Grid, type GridView } from '../model/grid.ts'
import { roundProblems } from '../problems.ts'
import { figureForm } from '../rules/form/blank.ts'
import { deliveryIdOf, faultIn, inOrder, isDone, rowsOf } from '../rules/form/filled.ts'
import { isReceived } from '../store/standing.ts'
import { readGrid } from './grid.ts'
import { readRound } from './round.ts'

/** What is asked of the round: of one obligation alone, and its periods as round.read takes them. */
interface Asked {
  obligation?: string | undefined
  until?: string
  periods?: number
}

const ownRows = async (system: System, actor: Actor, { obligation, ...question }: Asked): Promise<RoundRow[]> => {
  const { rounds } = await perform(system, readRound, { actor, input: question })
  return rounds.flatMap(({ rows }) => rows).filter((row) => obligation === undefined || row.obligation === obligation)
}

interface Offer extends OfferedPeriod {
  grid: Grid
}

const offerOf = (cell: Cell, { grid, part, parts }: GridView): Offer[] =>
  (grid ? [{ grid, start: part, name: parts.find(({ start }) => start === part)?.name ?? { es: part, en: part }, isDone: isDone(cell, part) }] : [])

/** Years owed of a weekly source would be hundreds, each a grid to be opened while a telephone waits; those older go by file or grid. */
const mostOffers = 60

/** The grids of one period owed, one for each period of the source within it: of more than `most` the latest. */
const offersIn = async (system: System, actor: Actor, { obligation, cell, most }: { obligation: string; cell: Cell; most: number }): Promise<Offer[]> => {
  const opens = (part?: string): Promise<GridView> => perform(system, readGrid, { actor, input: { id: obligation, period: cell.period, part } })
  const first = await opens()
  const offers: Offer[] = []
  for (const { start } of first.parts.slice(-most)) offers.push(...offerOf(cell, start === first.part ? first : await opens(start)))
  return offers
}

const isOver = (cell: Cell | null): cell is Cell => cell !== null && cell.standing !== 'open'

const formOf = async (system: System, actor: Actor, row: RoundRow): Promise<FigureForm | undefined> => {
  const offers: Offer[] = []
  for (const cell of row.cells.filter(isOver).toReversed()) {
    if (offers.length === mostOffers) break
    offers.push(...(await offersIn(system, actor, { obligation: row.obligation, cell, most: mostOffers - offers.length })))
  }
  const [first, ...rest] = inOrder(offers)
  return first && figureForm({ obligation: row.obligation, source: row.source.name, institution: row.institution.name, grid: first.grid, periods: [first, ...rest] })
}

/**
 * The blank forms of what the person's institution owes and the grid can deliver, with the periods of the last twelve that are over,
 * or as many as `mostOffers` of the source's own.
 * `obligation` asks for one alone.
 */
export const figureForms = async (system: System, actor: Actor, obligation?: string): Promise<FigureForm[]> => {
  const forms: FigureForm[] = []
  for (const row of await ownRows(system, actor, { obligation })) {
    const form = await formOf(system, actor, row)
    if (form) forms.push(form)
  }
  return forms
}

const refuseEarly = async (system: System, actor: Actor, { obligation, period, name }: GridView): Promise<void> => {
  const rows = await ownRows(system, actor, { obligation, until: period, periods: 1 })
  if (rows.some(({ cells }) => cells.some((cell) => cell?.period === period && cell.standing === 'open'))) throw roundProblems.formTooEarly({ period: name })
}

const gridFor = async (system: System, actor: Actor, { formId, period }: FilledFigures): Promise<{ view: GridView; grid: Grid }> => {
  if (period === '') throw roundProblems.formPeriodMissing()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(period) || Number.isNaN(Date.parse(period))) throw roundProblems.formPeriodOther()
  const view = await perform(system, readGrid, { actor, input: { id: obligationOf(formId) ?? '', period, part: period } })
  if (!view.grid) throw roundProblems.formUnfit({ reason: view.unfit ?? { es: '', en: '' } })
  if (view.part !== period) throw roundProblems.formPeriodOther()
  await refuseEarly(system, actor, view)
  return { view, grid: view.grid }
}

const mostRows = 500

const checkedRows = (grid: Grid, filled: FilledFigures['rows']): string[][] => {
  if (filled.length > mostRows) throw roundProblems.formTooLong({ most: mostRows })
  const rows = rowsOf(grid, filled)
  if (!rows) throw roundProblems.formOutdated()
  const faults = faultsOf(grid, rows)
  if (faults[0]) throw roundProblems.formFault({ ...faultIn(grid, rows, faults[0]), more: faults.length - 1 })
  if (!rows.some((row) => isFilled(grid, row))) throw roundProblems.formEmpty()
  return rows
}

interface Made {
  sourceId: string
  part: string
  csv: string
}

const fileOf = async (system: System, actor: Actor, filled: FilledFigures): Promise<Made> => {
  const { view, grid } = await gridFor(system, actor, filled)
  return { sourceId: view.source.id, part: view.part, csv: csvOf(grid, checkedRows(grid, filled.rows)) }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text))
}

/**
 * Delivers a filled form in the person's name: the grid it is of must open to them, and every row must be one the grid would send.
 * `by` tells the device in the file's name. Throws what `grid.read` and `delivery.receive` refuse with, and the form's own problems.
 */
export const deliverFigures = async (system: System, { actor, by }: { actor: Actor; by: string }, filled: FilledFigures): Promise<DeliveredFigures> => {
  const id = deliveryIdOf(actor.id ?? '', filled.instanceId)
  const isNew = !(await isReceived(system.database.db, id))
  try {
    const { sourceId, part, csv } = await fileOf(system, actor, filled)
    await deliverFile(system, { actor, id, sourceId, body: bytesOf(csv), name: `${sourceId}-${part}-${by}.csv` })
  } catch (problem) {
    if (isNew || !isPassed(problem)) throw problem
  }
  return { id, isNew }
}

/** What was received stays received, though it might no longer be sent today; a form of the same id that says something else does not pass. */
const isPassed = (problem: unknown): boolean => problem instanceof Problem && problem.code.startsWith('round.')
