// Cells as series over time: a gap stays a gap, and what is kept back is no zero.
import { notStated, type Dimension, type TimeDimension } from '../../modules/statistics/model.ts'
import type { Series } from '../../platform/charts/line-series.tsx'
import type { Answer } from './answer.ts'
import { amountOf } from './crosstab.ts'
import { startOf, startsBetween } from './periods.ts'
import type { Say } from './words.ts'

interface Asked {
  step: TimeDimension
  split: Dimension | undefined
  most: number
}

/** The largest `most` series of an answer, and how many there are. */
export const seriesOf = (answer: Answer, { step, split, most }: Asked, say: Say): { series: Series[]; all: number } => {
  const dated = answer.rows.filter((row) => row[step] !== null && row[step] !== undefined)
  const groups = [...Map.groupBy(dated, (row) => (split ? String(row[split] ?? notStated) : ''))]
  const sized = groups.map(([key, rows]) => ({ key, rows, total: rows.reduce((sum, row) => sum + (amountOf(row).value ?? 0), 0) }))
  const starts = startsBetween(dated.map((row) => startOf(step, String(row[step]))).sort(), step)
  const series = sized.toSorted((a, b) => b.total - a.total).slice(0, most).map(({ key, rows }) => {
    const values = new Map(rows.map((row) => [startOf(step, String(row[step])), amountOf(row).value]))
    return { key, label: split ? say(split, key, answer.names) : '', points: starts.map((start) => ({ start, value: values.get(start) ?? null })) }
  })
  return { series, all: groups.length }
}
