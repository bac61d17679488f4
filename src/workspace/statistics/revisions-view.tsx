// Revisions: each period as it was first published, and as it stands now.
import { Select } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import '../../platform/charts/charts.css'
import type { ChartTable } from '../../platform/charts/frame.tsx'
import { LineSeries, type LineSeriesProps } from '../../platform/charts/line-series.tsx'
import { dimensionNames } from '../../modules/statistics/model.ts'
import type { RevisionAnswer, Revised } from '../../modules/statistics/model/revisions.ts'
import { AppLink, DataTable, Empty, Notice, Read, useFormat, useLanguage, useRead, useText } from '../kit/kit.ts'
import { differenceOf } from './comparison.ts'
import type { ViewProps } from './explorer.tsx'
import { startOf } from './periods.ts'
import { inputOf, openingOf, timesOf, type Question } from './question.ts'
import { Frame } from './shown.tsx'
import { useTitle, withheldWord } from './words.ts'

const words = {
  step: { es: 'Periodo', en: 'Period' },
  first: { es: 'Publicado primero', en: 'First published' },
  release: { es: 'En la versión', en: 'In release' },
  now: { es: 'Ahora', en: 'Now' },
  difference: { es: 'Diferencia', en: 'Difference' },
  change: { es: 'Cambio', en: 'Change' },
  title: { es: 'publicado primero y ahora', en: 'first published and now' },
  one: { es: 'De esta fuente solo hay una versión: todavía no hay nada que comparar.', en: 'There is only one release of this source: nothing to compare yet.' },
  none: { es: 'Ningún periodo responde a esta pregunta. Quite algún filtro.', en: 'No period answers this question. Take out a filter.' },
  describe: { es: 'Dos líneas: lo que se publicó primero de cada periodo y lo que dice hoy. Las mismas cifras están en la tabla.', en: 'Two lines: what was first published of each period and what it says today. The same figures are in the table.' },
}

const Chart = (props: LineSeriesProps) => {
  const { ref, width } = useElementSize<HTMLDivElement>()
  return <div ref={ref}>{width > 0 && <LineSeries {...props} width={width} height={320} />}</div>
}

const Periods = ({ question, answer, title }: { question: Question; answer: RevisionAnswer; title: string }) => {
  const t = useText()
  const { number, period } = useFormat()
  const moved = ({ first, now }: Revised) => differenceOf(first, now)
  const amount = (value: number | null): string => (value === null ? t(withheldWord) : number(value))
  return (
    <DataTable
      caption={title} hidesCaption rows={answer.items.toReversed()} rowKey={(row) => row.period} step={24}
      columns={[
        { key: 'period', label: words.step, value: (row) => row.period, cell: (row) => period(row.period), isShort: true },
        { key: 'first', label: words.first, value: ({ first }) => first, isNumber: true, cell: ({ first }) => amount(first) },
        { key: 'release', label: words.release, value: ({ release }) => release, isNumber: true },
        { key: 'now', label: words.now, value: ({ now }) => now, isNumber: true, cell: (row) => <AppLink to={openingOf(question, { [answer.step]: row.period })}>{amount(row.now)}</AppLink> },
        { key: 'difference', label: words.difference, value: (row) => moved(row).difference, isNumber: true, cell: (row) => number(moved(row).difference, { signDisplay: 'exceptZero' }) },
        { key: 'change', label: words.change, value: (row) => moved(row).change, isNumber: true, cell: (row) => number(moved(row).change, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }) },
      ]}
    />
  )
}

const summary = (items: readonly Revised[], number: (value: number) => string) => {
  const revised = items.filter(({ first, now }) => first !== now)
  const net = revised.reduce((sum, { first, now }) => sum + (differenceOf(first, now).difference ?? 0), 0)
  return {
    es: `${number(revised.length)} de ${number(items.length)} periodos se revisaron desde que se publicaron; en conjunto, ${net >= 0 ? '+' : '−'}${number(Math.abs(net))}.`,
    en: `${number(revised.length)} of ${number(items.length)} periods were revised since they were published; together, ${net >= 0 ? '+' : '−'}${number(Math.abs(net))}.`,
  }
}

const tableOf = ({ items }: RevisionAnswer, caption: string, t: ReturnType<typeof useText>): ChartTable => ({
  caption,
  header: [words.step, words.first, words.release, words.now, words.difference].map((word) => t(word)),
  rows: items.map(({ period, first, release, now }) => [period, first, release, now, differenceOf(first, now).difference]),
})

const Drawn = ({ question, change, answer }: ViewProps & { answer: RevisionAnswer }) => {
  const t = useText()
  const lang = useLanguage()
  const { number } = useFormat()
  const { step, items } = answer
  const title = `${useTitle()(question, [step], answer.names)}: ${t(words.title)}`
  const line = (key: 'first' | 'now') => ({ key, label: t(words[key]), points: items.map((row) => ({ start: startOf(step, row.period), value: row[key] })) })
  const chart: LineSeriesProps = { id: 'explorer-revisions', lang, title, description: t(words.describe), unit: t(answer.measure.unitName), grain: step, series: [line('first'), line('now')] }
  const choices = (
    <Select label={t(words.step)} data={timesOf(question.measure).map((value) => ({ value, label: t(dimensionNames[value]) }))} value={step} onChange={(value) => change({ step: value ?? undefined })} allowDeselect={false} />
  )
  return (
    <Frame question={question} title={title} told={answer} also={[t(summary(items, number))]} head={<p>{t(summary(items, number))}</p>} by={[step]} choices={choices} table={() => tableOf(answer, title, t)}>
      {answer.releases.length < 2 && <Notice>{t(words.one)}</Notice>}
      {items.length === 0 ? <Empty title={words.none} /> : <><Chart {...chart} /><Periods question={question} answer={answer} title={title} /></>}
    </Frame>
  )
}

export const RevisionsView = ({ question: asked, change }: ViewProps) => {
  const times = timesOf(asked.measure)
  const said = asked.said['step']
  const question: Question = { ...asked, isRate: false, asOf: undefined, step: said === undefined ? (times[0] ?? 'year') : asked.step }
  const { by: _by, ...input } = inputOf(question, [])
  const answer = useRead<RevisionAnswer>('/api/figures/revisions', { ...input, step: question.step }, { topics: ['figure', 'delivery'], keepsPrevious: true })
  return <Read of={answer}>{(found) => <Drawn question={question} change={change} answer={found} />}</Read>
}
