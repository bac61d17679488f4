// A dataflow found by its name, with the codes that occur in each of its dimensions.
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import { readable, type Dimension } from '../../statistics/model.ts'
import { publicCells, publicSources } from '../../statistics/index.ts'
import type { Code, Flow, FlowSummary } from '../model.ts'
import { exchangeProblems } from '../problems.ts'
import { codesOf } from '../rules/codes.ts'
import { dimensionsOf, flowsOf } from '../rules/flows.ts'
import { valueOf } from '../rules/series.ts'

/** The dataflows of this node. */
export const allFlows = async (db: Db): Promise<FlowSummary[]> => flowsOf(await publicSources(db))

// `SIDMI,ID,1.0`, `SIDMI:ID(1.0)` or the identifier alone.
const bareId = (asked: string): string => {
  const text = asked.replace(/\(.*\)$/, '').replace(/^[^:]*:/, '')
  const parts = text.split(',')
  return (parts.length > 1 ? (parts[1] ?? '') : (parts[0] ?? '')).toUpperCase()
}

/** The dataflow of that name. Throws the list of those there are. */
export const summaryOf = async (db: Db, asked: string): Promise<FlowSummary> => {
  const flows = await allFlows(db)
  const found = flows.find(({ id }) => id === bareId(asked))
  if (!found) throw exchangeProblems.unknown({ asked, known: flows.map(({ id }) => id) })
  return found
}

const codesOfDimension = async (db: Db, { source, measure }: FlowSummary, from: readonly Dimension[]): Promise<Code[]> => {
  const { rows, names } = await publicCells(db, { source: source.id, measure: measure.id, by: [...from] })
  const nameOf = (value: string): Text => from.map((dimension) => names[dimension]?.[value]).find((name) => name !== undefined) ?? { es: readable(value), en: readable(value) }
  return codesOf([...new Set(rows.map((row) => valueOf(row, from)))], nameOf)
}

/** The dataflow with every code that occurs. */
export const flowOf = async (db: Db, summary: FlowSummary): Promise<Flow> => {
  const { id, name, source, measure, release, frequencies } = summary
  const sources = await publicSources(db)
  const coverage = sources.find((each) => each.id === source.id)?.measures.find((each) => each.id === measure.id)
  const dimensions = []
  for (const { id: dimension, name: dimensionName, from } of dimensionsOf(coverage ?? { dimensions: [] }, source.isPublic)) {
    dimensions.push({ id: dimension, name: dimensionName, from, codes: await codesOfDimension(db, summary, from) })
  }
  return { id, name, source, measure, release, isWhole: source.isPublic, frequencies, dimensions }
}
