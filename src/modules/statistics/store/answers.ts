// Sums of the standing figures from the columns in memory; by SQL where there are none, or they cannot answer for that very release.
import type { Db } from '../../../platform/db/database.ts'
import { nodeBehind } from '../../../platform/node.ts'
import type { Cell, Dimension } from '../model.ts'
import type { Answered, Asked } from './columns/asked.ts'
import { columnsOf } from './columns/client.ts'
import type { Axis } from './columns/plan.ts'
import type { Cells } from './columns/scan.ts'
import type { Facts } from './facts.ts'
import { cellOf, sumCells, sumPoints, visibleIn, type Point, type Scope, type SummedCells } from './figures.ts'

const everyPoint = 1_000_000

const ask = async (db: Db, asked: Asked): Promise<Answered> => {
  const node = nodeBehind(db)
  const columns = node && columnsOf(node)
  return columns ? columns.ask(asked) : { refused: 'unfit' }
}

const cellsFor = async (db: Db, scope: Scope, by: readonly Axis[], limit: number): Promise<Cells | null> => {
  const { source, measure, filters, state } = scope
  if (!state?.isLatest) return null
  const question = { by, filters, visible: visibleIn(scope), limit }
  const answered = await ask(db, { kind: 'cells', source: source.id, release: state.id, measure, question })
  return 'cells' in answered ? answered.cells : null
}

const rowsOf = ({ levels, sums, counts, withheld }: Cells, by: readonly string[], limit: number): Cell[] =>
  Array.from({ length: Math.min(limit, sums.length) }, (_, cell) => {
    const words: Cell = {}
    for (let level = 0; level < levels.length; level += 1) words[by[level]!] = levels[level]!.values[levels[level]!.ranks[cell]!] ?? null
    return cellOf(words, counts[cell] === 0 ? null : sums[cell]!, withheld[cell]!)
  })

/** Sums by the dimensions, in their order, what is not stated last, and over all; at most `limit` cells. */
export const sumFigures = async (db: Db, scope: Scope, by: readonly Dimension[], limit: number): Promise<SummedCells> => {
  const cells = await cellsFor(db, scope, by, limit)
  if (!cells) return sumCells(db, scope, by, limit)
  const { total, undated, observations, withheldTotal, isCut } = cells
  return { rows: rowsOf(cells, by, limit), total, undated, observations, withheld: withheldTotal, isCut }
}

const pointOf = ({ square, value }: Cell): Point => {
  const [lat, lon] = square === null || square === undefined ? [null, null] : String(square).split(' ').map((half) => Number(half) / 2 + 0.25)
  return { lat: lat ?? null, lon: lon ?? null, value: Number(value) }
}

/** Sums over squares of half a degree, the largest first; one more row, without coordinates, for what states none. */
export const pointsOf = async (db: Db, scope: Scope): Promise<Point[]> => {
  const cells = await cellsFor(db, scope, ['square'], everyPoint)
  return cells ? rowsOf(cells, ['square'], everyPoint).map(pointOf).sort((a, b) => b.value - a.value) : sumPoints(db, scope)
}

/** What each measure covers at the release, from the columns; null when they cannot say. */
export const factsAt = async (db: Db, source: string, release: number): Promise<Record<string, Facts> | null> => {
  const answered = await ask(db, { kind: 'facts', source, release })
  return 'facts' in answered ? answered.facts : null
}
