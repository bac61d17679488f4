// A bulletin's blocks on its public page.
import { periodText } from '../../../platform/charts/format.ts'
import { Table } from '../../../platform/html/parts.tsx'
import { say, type Language } from '../../../platform/text.ts'
import { amountText } from '../../statistics/model/withheld.ts'
import type { FilledBlock, PublicBulletin } from '../model.ts'
import { bulletinWords, figureSentences, figureSource, figureTable, figureTitle, signalCells, signalHeader } from '../rules/words.ts'
import { FigureChart } from '../actions/charts.tsx'

export const Paragraphs = ({ text }: { text: string }) => text.split(/\n+/).filter((line) => line.trim() !== '').map((line, index) => <p key={index}>{line}</p>)

interface BlockProps<B> {
  block: B
  id: string
  span: Pick<PublicBulletin, 'from' | 'to'>
  lang: Language
}

const FigureBlock = ({ block, id, span, lang }: BlockProps<Extract<FilledBlock, { kind: 'figure' }>>) => {
  const { figure } = block
  if (!figure) return <p>{say(bulletinWords.noFigure, lang)}</p>
  const table = figureTable(figure, lang)
  return (
    <figure className="chart-figure">
      <figcaption>{figureTitle(figure, lang)}</figcaption>
      {figureSentences(figure, span, lang).map((sentence) => <p key={sentence}>{sentence}</p>)}
      <FigureChart id={id} form={block.form} figure={figure} lang={lang} />
      <Table folded caption={say(bulletinWords.asTable, lang)} header={table.header} rows={table.rows} say={(value) => amountText(value, lang)} />
      <p className="source"><a href={figure.url}>{figureSource(figure, lang)}</a></p>
    </figure>
  )
}

const AlertsBlock = ({ block, lang }: BlockProps<Extract<FilledBlock, { kind: 'alerts' }>>) => {
  if (block.alerts.length === 0) return <p>{say(bulletinWords.noAlerts, lang)}</p>
  return (
    <ul>
      {block.alerts.map(({ id, title, areas, issuedAt }) => (
        <li key={id}><a href={`/${lang}/alerts/${id}`}>{say(title, lang)}</a> · {areas.map((area) => say(area, lang)).join(', ')} · {periodText(issuedAt, 'day', lang)}</li>
      ))}
    </ul>
  )
}

const SignalsBlock = ({ block, lang }: BlockProps<Extract<FilledBlock, { kind: 'signals' }>>) => {
  if (block.signals.length === 0) return <p>{say(bulletinWords.noSignals, lang)}</p>
  return (
    <>
      <Table caption={say(block.heading, lang)} header={signalHeader(lang)} rows={block.signals.map((signal) => signalCells(signal, lang))} say={String} />
      <p className="quiet">{say(bulletinWords.signalNote, lang)}{block.signals.some(({ isDemonstration }) => isDemonstration) && ` ${say(bulletinWords.demonstration, lang)}`}</p>
    </>
  )
}

/** One block with its heading and words. */
export const BlockView = ({ block, ...rest }: BlockProps<FilledBlock>) => (
  <section>
    <h2>{say(block.heading, rest.lang)}</h2>
    <Paragraphs text={say(block.note, rest.lang)} />
    {block.kind === 'figure' && <FigureBlock block={block} {...rest} />}
    {block.kind === 'alerts' && <AlertsBlock block={block} {...rest} />}
    {block.kind === 'signals' && <SignalsBlock block={block} {...rest} />}
  </section>
)
