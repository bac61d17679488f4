// What a bulletin shows, block by block, as it stands.
import { BarSeries } from '../../platform/charts/bar-series.tsx'
import { periodText } from '../../platform/charts/format.ts'
import { LineSeries } from '../../platform/charts/line-series.tsx'
import type { BulletinView, FilledBlock, FilledFigure } from '../../modules/bulletins/model.ts'
import { amountText, withheldSentence } from '../../modules/statistics/model/withheld.ts'
import { ChartWithTable, DataTable, Notice, useFormat, useLanguage, useText } from '../kit/kit.ts'

export const Shown = ({ bulletin }: { bulletin: BulletinView }) => {
  const t = useText()
  return bulletin.filled.map((block, index) => (
    <section key={index}>
      <h3>{t(block.heading) || `${index + 1}`}</h3>
      {t(block.note).split(/\n+/).map((line, at) => <p key={at}>{line}</p>)}
      <Content block={block} id={`shown-${index}`} />
    </section>
  ))
}

const Content = ({ block, id }: { block: FilledBlock; id: string }) => {
  const t = useText()
  const lang = useLanguage()
  const { number } = useFormat()
  if (block.kind === 'figure') return block.figure ? <FigureShown figure={block.figure} id={id} /> : (
    <Notice title={{ es: 'Sin cifras', en: 'No figures' }}><p>{t({ es: 'La fuente no dice nada de este periodo, o solo da años enteros. Cambie el bloque o quítelo antes de publicar.', en: 'The source says nothing of this period, or only gives whole years. Change the block or remove it before publishing.' })}</p></Notice>
  )
  if (block.kind === 'alerts') return block.alerts.length === 0 ? <p>{t({ es: 'Ninguna en el periodo.', en: 'None in the period.' })}</p> : <ul>{block.alerts.map(({ id: alert, title }) => <li key={alert}>{t(title)}</li>)}</ul>
  if (block.kind === 'text') return null
  return block.signals.length === 0 ? <p>{t({ es: 'Ninguna elegida.', en: 'None chosen.' })}</p> : (
    <ul>{block.signals.map((signal) => <li key={signal.id}>{t(signal.whatName)}, {t(signal.placeName)}, {periodText(signal.period, signal.grain, lang)}: {number(signal.observed)}</li>)}</ul>
  )
}

const mostBars = 12

const FigureShown = ({ figure, id }: { figure: FilledFigure; id: string }) => {
  const t = useText()
  const lang = useLanguage()
  const { date } = useFormat()
  const basics = { id, lang, title: t(figure.measureName), description: t(figure.sourceName), unit: t(figure.unitName), dimension: t({ es: 'Lugar', en: 'Place' }) }
  const rows = figure.by === 'month' ? figure.months.map(({ start, value }) => ({ key: start, label: periodText(start, 'month', lang), value })) : figure.places.map(({ code, name, value }) => ({ key: code ?? '', label: t(name), value }))
  const bars = rows.filter(({ value }) => value !== null && value > 0).slice(0, mostBars)
  return (
    <>
      <p><strong>{amountText(figure.total, lang)}</strong> {t(figure.unitName)} · {t(figure.attribution)}, {t({ es: 'versión', en: 'release' })} {figure.release} ({date(figure.releasedAt)})</p>
      {figure.withheld > 0 && <p>{withheldSentence(figure.withheld, lang)}</p>}
      <ChartWithTable
        title={figure.measureName}
        charts={[{
          name: { es: 'Gráfica', en: 'Chart' },
          draw: (width) => (figure.by === 'month'
            ? <LineSeries {...basics} width={width} grain="month" height={240} series={[{ key: 'all', label: basics.unit, points: figure.months.map(({ start, value }) => ({ start, value })) }]} />
            : <BarSeries {...basics} width={width} bars={bars} />),
        }]}
        table={<DataTable caption={basics.title} hidesCaption rows={rows} rowKey={({ key }) => key} columns={[
          { key: 'label', label: { es: 'Lugar o mes', en: 'Place or month' }, value: ({ label }) => label },
          { key: 'value', label: figure.unitName, value: ({ value }) => value, isNumber: true, cell: ({ value }) => amountText(value, lang) },
        ]} />}
      />
    </>
  )
}
