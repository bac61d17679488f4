// How many signals turned out to be true: by detector, by source and over time, with the doubt that few verdicts leave.
import type { PrecisionReport, PrecisionRow } from '../../modules/warning/model/verdicts.ts'
import type { Text } from '../../platform/text.ts'
import { ChartWithTable, DataTable, Empty, Figure, Figures, PageFrame, Read, Section, useFormat, useRead, useText, type Column } from '../kit/kit.ts'
import { PrecisionChart } from './precision-chart.tsx'

export const Precision = () => {
  const t = useText()
  const report = useRead<PrecisionReport>('/api/signals/precision', {}, { topics: ['signal'] })
  return (
    <PageFrame
      title={{ es: 'Cuántas señales acertaron', en: 'How many signals were right' }} up={{ to: '/signals', label: { es: 'Señales', en: 'Signals' } }}
      lead={t({
        es: 'De las señales que alguien juzgó ciertas o falsas, qué parte eran ciertas. Con pocas, la raya es larga: aún se sabe poco.',
        en: 'Of the signals somebody found true or false, which part were true. With few, the whisker is long: little is known yet.',
      })}
    >
      <Read of={report} what={{ es: 'Contando los veredictos…', en: 'Counting the verdicts…' }}>{(found) => <Found report={found} />}</Read>
    </PageFrame>
  )
}

const Found = ({ report: { all, detectors, sources, months } }: { report: PrecisionReport }) => {
  const { percent } = useFormat()
  const t = useText()
  const { precision } = all
  const interval = precision && t({ es: `entre ${percent(precision.lower)} y ${percent(precision.upper)} (95 %)`, en: `between ${percent(precision.lower)} and ${percent(precision.upper)} (95 %)` })
  return (
    <>
      <Figures>
        <Figure label={{ es: 'Eran ciertas', en: 'Were true' }} value={precision ? percent(precision.share) : null} source={interval} />
        <Figure label={{ es: 'Juzgadas', en: 'Judged' }} value={all.true + all.false + all.unclear} unit={{ es: 'señales', en: 'signals' }} />
        <Figure label={{ es: 'Sin juzgar', en: 'Not judged yet' }} value={all.waiting} unit={{ es: 'señales', en: 'signals' }} />
      </Figures>
      <Section title={{ es: 'Por método', en: 'By method' }}>
        <Breakdown
          id="precision-detectors" rows={detectors} title={{ es: 'Parte de señales ciertas, por método', en: 'Share of true signals, by method' }}
          label={{ es: 'Método', en: 'Method' }} lead={{ es: 'Una señal que vieron varios métodos cuenta para cada uno.', en: 'A signal seen by several methods counts for each.' }}
        />
      </Section>
      <Section title={{ es: 'Por fuente', en: 'By source' }}>
        <Breakdown id="precision-sources" rows={sources} title={{ es: 'Parte de señales ciertas, por fuente', en: 'Share of true signals, by source' }} label={{ es: 'Fuente', en: 'Source' }} />
      </Section>
      <Section title={{ es: 'A lo largo del tiempo', en: 'Over time' }}>
        <Months months={months} />
      </Section>
    </>
  )
}

const useColumns = (): Column<Pick<PrecisionRow, 'true' | 'false' | 'unclear' | 'waiting' | 'precision'>>[] => {
  const { percent } = useFormat()
  return [
    { key: 'precision', label: { es: 'Eran ciertas', en: 'Were true' }, value: ({ precision }) => precision?.share ?? null, cell: ({ precision }) => (precision ? percent(precision.share) : '—'), isNumber: true },
    {
      key: 'interval', label: { es: 'Intervalo (95 %)', en: 'Interval (95 %)' }, value: ({ precision }) => precision?.lower ?? null, isNumber: true,
      cell: ({ precision }) => (precision ? `${percent(precision.lower)} – ${percent(precision.upper)}` : '—'),
    },
    { key: 'true', label: { es: 'Ciertas', en: 'True' }, value: (row) => row.true, isNumber: true },
    { key: 'false', label: { es: 'Falsas', en: 'False' }, value: (row) => row.false, isNumber: true },
    { key: 'unclear', label: { es: 'No se sabe', en: 'Unclear' }, value: (row) => row.unclear, isNumber: true },
    { key: 'waiting', label: { es: 'Sin juzgar', en: 'Not judged' }, value: (row) => row.waiting, isNumber: true },
  ]
}

const Breakdown = ({ id, rows, title, label, lead }: { id: string; rows: readonly PrecisionRow[]; title: Text; label: Text; lead?: Text }) => {
  const t = useText()
  const columns = useColumns()
  if (rows.length === 0) return <NoSignals />
  if (rows.every(({ precision }) => !precision)) return <NoVerdicts />
  return (
    <ChartWithTable
      title={title} {...(lead && { lead: t(lead) })}
      charts={[{ name: { es: 'Gráfico', en: 'Chart' }, draw: (width) => <PrecisionChart id={id} title={t(title)} rows={rows} width={width} /> }]}
      table={<DataTable<PrecisionRow> caption={title} hidesCaption rows={rows} rowKey={({ key }) => key} columns={[{ key: 'name', label, value: ({ name }) => t(name) }, ...columns]} />}
    />
  )
}

type Month = PrecisionReport['months'][number]

const Months = ({ months }: { months: readonly Month[] }) => {
  const { period } = useFormat()
  const columns = useColumns()
  if (months.length === 0) return <NoSignals />
  const month: Column<Month> = { key: 'month', label: { es: 'Hasta', en: 'Until' }, value: (row) => row.month, cell: (row) => period(row.month) }
  return (
    <DataTable<Month>
      caption={{ es: 'Todas las señales encontradas hasta el fin de cada mes', en: 'All signals found until the end of each month' }}
      rows={months} rowKey={(row) => row.month} step={24} order={{ key: 'month', isDescending: true }} columns={[month, ...columns]}
    />
  )
}

const NoVerdicts = () => {
  const t = useText()
  return (
    <Empty title={{ es: 'Nadie ha juzgado todavía una señal cierta o falsa', en: 'Nobody has found a signal true or false yet' }}>
      {t({ es: 'Abra una señal y diga qué resultó ser: con la primera empieza esta cuenta.', en: 'Open a signal and say what it turned out to be: this count begins with the first.' })}
    </Empty>
  )
}

const NoSignals = () => <Empty title={{ es: 'Todavía no hay señales', en: 'There are no signals yet' }} />
