// When: the measure by year, month or week, whole or told apart by one dimension, with the same as a table below.
import { Select } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import '../../platform/charts/charts.css'
import { LineSeries, lineSeriesTable, type LineSeriesProps, type Series } from '../../platform/charts/line-series.tsx'
import { dimensionNames, isTime, notStated, type Dimension } from '../../modules/statistics/model.ts'
import { AppLink, DataTable, Empty, Notice, Read, useFormat, useGo, useLanguage, useText, type Column } from '../kit/kit.ts'
import { useFigures, type Answer } from './answer.ts'
import type { ViewProps } from './explorer.tsx'
import { codeOfStart } from './periods.ts'
import { openingOf, timesOf, type Question } from './question.ts'
import { seriesOf } from './series.ts'
import { Shown } from './shown.tsx'
import { useSay, useTitle } from './words.ts'

const mostSeries = 6

const words = {
  step: { es: 'Periodo', en: 'Period' },
  split: { es: 'Una línea por', en: 'One line for each' },
  whole: { es: 'Todo junto', en: 'All together' },
  none: { es: 'Nada con fecha responde a esta pregunta. Quite algún filtro.', en: 'Nothing dated answers this question. Take out a filter.' },
  describe: { es: 'Toque un punto para abrir su cifra; las mismas cifras están en la tabla.', en: 'Touch a point to open its figure; the same figures are in the table.' },
  others: { es: 'Las demás caben en los paneles.', en: 'The others fit in the panels.' },
  all: { es: 'Total', en: 'Total' },
  per: { es: 'por 100,000 residentes', en: 'per 100,000 residents' },
}

interface Row {
  start: string
  values: ReadonlyMap<string, number | null>
}

const rowsOf = (series: readonly Series[]): Row[] => {
  const lookups = series.map(({ key, points }) => ({ key, values: new Map(points.map(({ start, value }) => [start, value])) }))
  const starts = (series[0]?.points ?? []).map(({ start }) => start)
  return starts.toReversed().map((start) => ({ start, values: new Map(lookups.map(({ key, values }) => [key, values.get(start) ?? null])) }))
}

/** The coordinates of one point of a series. */
export const cellOf = ({ step, split }: Question, key: string, start: string): Partial<Record<Dimension, string | null>> =>
  ({ [step]: codeOfStart(step, start), ...(split && { [split]: key === notStated ? null : key }) })

const Chart = (props: LineSeriesProps) => {
  const { ref, width } = useElementSize<HTMLDivElement>()
  return <div ref={ref}>{width > 0 && <LineSeries {...props} width={width} height={360} />}</div>
}

/** The same as a table: a row for each period, the newest first, every number open to its observations. */
export const Periods = ({ question, answer, series }: { question: Question; answer: Answer; series: readonly Series[] }) => {
  const t = useText()
  const title = useTitle()
  const { number, period } = useFormat()
  const precise = question.isRate ? { maximumSignificantDigits: 4 } : {}
  const columns = series.map(({ key, label }): Column<Row> => ({
    key: `of-${key}`, label: question.split ? { es: label, en: label } : answer.measure.unitName, value: ({ values }) => values.get(key) ?? null, isNumber: true,
    cell: ({ start, values }) => {
      const value = values.get(key)
      return typeof value === 'number' ? <AppLink to={openingOf(question, cellOf(question, key, start))}>{number(value, precise)}</AppLink> : number(null)
    },
  }))
  return (
    <DataTable
      caption={`${title(question, [question.step], answer.names)} (${t(answer.measure.unitName)})`} hidesCaption rows={rowsOf(series)} rowKey={({ start }) => start} step={24}
      columns={[{ key: 'start', label: words.step, value: ({ start }) => start, cell: ({ start }) => period(codeOfStart(question.step, start)), isShort: true }, ...columns]}
    />
  )
}

/** The length of a period, and what lines or panels are told apart by. */
export const SeriesChoices = ({ question, change, label, whole }: ViewProps & { label: typeof words.split; whole?: typeof words.whole }) => {
  const t = useText()
  const named = (dimension: Dimension) => ({ value: dimension, label: t(dimensionNames[dimension]) })
  const { measure: { dimensions }, isRate } = question
  return (
    <>
      <Select label={t(words.step)} data={(isRate ? ['year' as const] : timesOf(question.measure)).map(named)} value={question.step} onChange={(step) => change({ step: step ?? undefined })} allowDeselect={false} />
      <Select
        label={t(label)} data={dimensions.filter((each) => !isTime(each)).map(named)} value={question.split ?? null}
        onChange={(split) => change({ split: split ?? undefined })} clearable={whole !== undefined} placeholder={whole && t(whole)} allowDeselect={whole !== undefined}
      />
    </>
  )
}

/** The unit of what is drawn. */
export const useUnit = (question: Question): string => {
  const t = useText()
  const unit = t(question.measure.unitName)
  return question.isRate ? `${unit} ${t(words.per)}` : unit
}

const Drawn = ({ question, change, answer, by }: ViewProps & { answer: Answer; by: readonly Dimension[] }) => {
  const t = useText()
  const go = useGo()
  const say = useSay()
  const lang = useLanguage()
  const unit = useUnit(question)
  const title = useTitle()(question, by, answer.names)
  const { series, all } = seriesOf(answer, { step: question.step, split: question.split, most: mostSeries }, say)
  const chart: LineSeriesProps = {
    id: 'explorer-series', lang, title, description: t(words.describe), unit, grain: question.step,
    series: series.map((one) => (question.split ? one : { ...one, label: t(words.all) })),
    onSelect: (key, start) => go(openingOf(question, cellOf(question, key, start))),
  }
  const most = { es: `Se dibujan las ${mostSeries} mayores de ${all}.`, en: `The ${mostSeries} largest of ${all} are drawn.` }
  return (
    <Shown question={question} answer={answer} by={by} also={all > mostSeries ? [t(most)] : []} table={() => lineSeriesTable(chart)} choices={<SeriesChoices question={question} change={change} label={words.split} whole={words.whole} />}>
      {all > mostSeries && <Notice>{t(most)} {t(words.others)}</Notice>}
      {series.length === 0 ? <Empty title={words.none} /> : <><Chart {...chart} /><Periods question={question} answer={answer} series={series} /></>}
    </Shown>
  )
}

export const SeriesView = (props: ViewProps) => {
  const { step, split } = props.question
  const by = [step, ...(split ? [split] : [])]
  const answer = useFigures(props.question, by)
  return <Read of={answer}>{(found) => <Drawn {...props} answer={found} by={by} />}</Read>
}
