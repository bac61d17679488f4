// A question in SDMX answered: the cells it asks for, as series.
import type { Db } from '../../../platform/db/database.ts'
import { notStated, type Dimension } from '../../statistics/model.ts'
import { isWholeYear, publicCells, publicSources } from '../../statistics/index.ts'
import { frequencies, type AskData, type Dataset, type Flow, type Frequency } from '../model.ts'
import { exchangeProblems } from '../problems.ts'
import { momentsOf } from '../rules/periods.ts'
import { seriesOf, trimmed, withPartialYears } from '../rules/series.ts'
import { flowOf, summaryOf } from './flow.ts'
import { readKey, type Asked, type Key } from './key.ts'

const moment = (period: string, side: 0 | 1): string | undefined => {
  if (period === '') return undefined
  const moments = momentsOf(period)
  if (!moments) throw exchangeProblems.badPeriod({ asked: period })
  return moments[side]
}

const refuseWhatIsNotOffered = ({ dimensionAtObservation, detail, updatedAfter, includeHistory }: AskData): void => {
  if (dimensionAtObservation !== 'TIME_PERIOD') throw exchangeProblems.notOffered({ asked: `dimensionAtObservation=${dimensionAtObservation}`, offered: 'TIME_PERIOD' })
  if (detail !== 'full') throw exchangeProblems.notOffered({ asked: `detail=${detail}`, offered: 'full' })
  if (updatedAfter !== '') throw exchangeProblems.notOffered({ asked: 'updatedAfter', offered: 'startPeriod, endPeriod' })
  if (!['', 'false'].includes(includeHistory)) throw exchangeProblems.notOffered({ asked: 'includeHistory', offered: 'includeHistory=false' })
}

// Of REF_AREA only territories can be filtered below; what has none is told apart afterwards.
const filterOf = ({ dimension, only }: Asked): [Dimension, string[]] | undefined => {
  if (!only) return undefined
  const values = dimension.codes.filter(({ id }) => only.has(id)).map(({ value }) => value)
  const [first] = dimension.from
  if (!first || (dimension.from.length > 1 && values.some((value) => !value?.includes('-')))) return undefined
  return [first, values.map((value) => value ?? notStated)]
}

const cellsOf = async (db: Db, flow: Flow, { asked }: Key, question: { frequency: Frequency; from: string | undefined; to: string | undefined }) => {
  const { frequency, from, to } = question
  const by: Dimension[] = [frequencies[frequency], ...asked.filter(({ isSummed }) => !isSummed).flatMap(({ dimension }) => dimension.from)]
  const filters = Object.fromEntries(asked.map(filterOf).filter((filter) => filter !== undefined))
  return publicCells(db, { source: flow.source.id, measure: flow.measure.id, by, ...filters, ...(from && { from }), ...(to && { to }) })
}

const wholeYears = async (db: Db, { source, measure }: Flow): Promise<(year: number) => boolean> => {
  const coverage = (await publicSources(db)).find(({ id }) => id === source.id)?.measures.find(({ id }) => id === measure.id)
  return (year) => coverage === undefined || isWholeYear(year, coverage)
}

/** The dataset a question asks for. Throws a sentence for what is unknown, not offered, or holds nothing. */
export const datasetOf = async (db: Db, question: AskData, now: Date): Promise<Dataset> => {
  refuseWhatIsNotOffered(question)
  const flow = await flowOf(db, await summaryOf(db, question.flow))
  const key = readKey(flow, question.key)
  const [from, to] = [moment(question.startPeriod, 0), moment(question.endPeriod, 1)]
  const found = []
  let undated: number | null = null
  for (const frequency of key.frequencies) {
    const answer = await cellsOf(db, flow, key, { frequency, from, to })
    undated = answer.undated
    found.push(...seriesOf(answer.rows, key.asked, { frequency, time: frequencies[frequency] }))
  }
  const series = trimmed(found, question.firstNObservations, question.lastNObservations)
  if (series.length === 0) throw exchangeProblems.nothing({ flow: flow.id })
  return { flow, series: withPartialYears(series, await wholeYears(db, flow)), prepared: now, undated: flow.isWhole ? undated : null }
}

