// When: the measure by year, month or week, whole or told apart by one dimension, with the same as a table below.
import { Select } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import '../../platform/charts/charts.css'
import { LineSeries, type Series } from '../../platform/charts/line-series.tsx'
import { dimensionNames, isTime, notStated, type Dimension, type FigureAnswer, type TimeDimension } from '../../modules/statistics/model.ts'
import { AppLink, DataTable, Empty, Read, useFormat, useGo, useLanguage, useRead, useText, type Column } from '../kit/kit.ts'
import type { ViewProps } from './explorer.tsx'
import { codeOfStart, startOf, startsBetween } from './periods.ts'
import { inputOf, openingOf, type Question } from './question.ts'
import { Shown } from './shown.tsx'
import { useSay, useTitle, type Say } from './words.ts'

const mostSeries = 6

const words = {
  step: { es: 'Periodo', en: 'Period' },
  split: { es: 'Una línea por', en: 'One line for each' },
  whole: { es: 'Todo junto', en: 'All together' },
  none: { es: 'Nada con fecha responde a esta pregunta. Quite algún filtro.', en: 'Nothing dated answers this question. Take out a filter.' },
  describe: { es: 'Toque un punto para abrir su cifra; las mismas cifras están en la tabla.', en: 'Touch a point to open its figure; the same figures are in the table.' },
  all: { es: 'Total', en: 'Total' },
}

const seriesOf = (answer: FigureAnswer, { step, split }: Question, say: Say): Series[] => {
  const dated = answer.rows.filter((row) => row[step] !== null && row[step] !== undefined)
  const groups = [...Map.groupBy(dated, (row) => (split ? String(row[split] ?? notStated) : ''))]
  const sized = groups.map(([key, rows]) => ({ key, rows, total: rows.reduce((sum, row) => sum + Number(row['value']), 0) }))
  const starts = startsBetween(dated.map((row) => startOf(step, String(row[step]))).sort(), step)
  return sized.toSorted((a, b) => b.total - a.total).slice(0, mostSeries).map(({ key, rows }) => {
    const values = new Map(rows.map((row) => [startOf(step, String(row[step])), Number(row['value'])]))
    return { key, label: split ? say(split, key, answer.names) : '', points: starts.map((start) => ({ start, value: values.get(start) ?? null })) }
  })
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

interface DrawnProps {
  question: Question
  answer: FigureAnswer
  series: readonly Series[]
}

const cellOf = ({ step, split }: Question, key: string, start: string): Partial<Record<Dimension, string | null>> =>
  ({ [step]: codeOfStart(step, start), ...(split && { [split]: key === notStated ? null : key }) })

const Chart = ({ question, answer, series }: DrawnProps) => {
  const t = useText()
  const go = useGo()
  const lang = useLanguage()
  const title = useTitle()
  const { ref, width } = useElementSize<HTMLDivElement>()
  return (
    <div ref={ref}>
      {width > 0 && (
        <LineSeries
          id="explorer-series" lang={lang} width={width} height={360} title={title(question, [question.step], answer.names)} description={t(words.describe)}
          unit={t(answer.measure.unitName)} grain={question.step} series={series.map((one) => (question.split ? one : { ...one, label: t(words.all) }))}
          onSelect={(key, start) => go(openingOf(question, cellOf(question, key, start)))}
        />
      )}
    </div>
  )
}

const Periods = ({ question, answer, series }: DrawnProps) => {
  const t = useText()
  const title = useTitle()
  const { number, period } = useFormat()
  const columns = series.map(({ key, label }): Column<Row> => ({
    key: `of-${key}`, label: question.split ? { es: label, en: label } : answer.measure.unitName, value: ({ values }) => values.get(key) ?? null, isNumber: true,
    cell: ({ start, values }) => {
      const value = values.get(key)
      return typeof value === 'number' ? <AppLink to={openingOf(question, cellOf(question, key, start))}>{number(value)}</AppLink> : number(null)
    },
  }))
  return (
    <DataTable
      caption={`${title(question, [question.step], answer.names)} (${t(answer.measure.unitName)})`} hidesCaption rows={rowsOf(series)} rowKey={({ start }) => start} step={24}
      columns={[{ key: 'start', label: words.step, value: ({ start }) => start, cell: ({ start }) => period(codeOfStart(question.step, start)), isShort: true }, ...columns]}
    />
  )
}

const Choices = ({ question, change }: ViewProps) => {
  const t = useText()
  const named = (dimension: Dimension) => ({ value: dimension, label: t(dimensionNames[dimension]) })
  const { dimensions } = question.measure
  return (
    <>
      <Select label={t(words.step)} data={dimensions.filter(isTime).map(named)} value={question.step} onChange={(step) => change({ step: step ?? undefined })} allowDeselect={false} />
      <Select
        label={t(words.split)} data={dimensions.filter((each) => !isTime(each)).map(named)} value={question.split ?? null}
        onChange={(split) => change({ split: split ?? undefined })} clearable placeholder={t(words.whole)}
      />
    </>
  )
}

export const SeriesView = (props: ViewProps) => {
  const say = useSay()
  const { question } = props
  const by: (Dimension | TimeDimension)[] = [question.step, ...(question.split ? [question.split] : [])]
  const answer = useRead<FigureAnswer>('/api/figures', inputOf(question, by), { topics: ['figure', 'delivery'], keepsPrevious: true })
  return (
    <Read of={answer}>
      {(found) => {
        const series = seriesOf(found, question, say)
        return (
          <Shown question={question} answer={found} by={by} choices={<Choices {...props} />}>
            {series.length === 0 ? <Empty title={words.none} /> : <><Chart question={question} answer={found} series={series} /><Periods question={question} answer={found} series={series} /></>}
          </Shown>
        )
      }}
    </Read>
  )
}
