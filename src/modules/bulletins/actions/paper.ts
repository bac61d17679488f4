// A bulletin on paper: the same words, charts and tables as on its page, as a PDF.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { periodText } from '../../../platform/charts/format.ts'
import { standaloneSvg } from '../../../platform/charts/standalone.ts'
import { writePdf } from '../../../platform/pdf.ts'
import { say, type Language } from '../../../platform/text.ts'
import { amountText } from '../../statistics/model/withheld.ts'
import type { FigureForm, FilledBlock, PublicBulletin } from '../model.ts'
import { bulletinWords, figureSentences, figureSource, figureTable, figureTitle, signalCells, signalHeader, spanText } from '../rules/words.ts'
import { FigureChart } from './charts.tsx'

// A4 with these margins, in points.
const margin = 48
const columnWidth = 595 - 2 * margin
const chartHeight = 330
const mostRows = 40

const paragraphs = (text: string): Content[] => text.split(/\n+/).filter((line) => line.trim() !== '').map((line) => ({ text: line, style: 'paragraph' }))

const table = (header: readonly string[], rows: readonly (readonly string[])[]): Content => ({
  table: { headerRows: 1, widths: header.map((_, index) => (index === 0 ? '*' : 'auto')), body: [header.map((text) => ({ text, style: 'head' })), ...rows.map((row) => [...row])] },
  layout: 'lightHorizontalLines', style: 'table',
})

// Paper reads no rule of a style sheet for letters inside a drawing. A map is printed at a third of its size.
const legible = (svg: string, form: FigureForm): string => svg.replaceAll('<text ', `<text font-size="${form === 'map' ? 30 : 11.5}" `)

const figureContent = (block: Extract<FilledBlock, { kind: 'figure' }>, span: PublicBulletin, lang: Language): { drawn: Content[]; told: Content[] } => {
  const { figure, form } = block
  if (!figure) return { drawn: paragraphs(say(bulletinWords.noFigure, lang)), told: [] }
  const svg = legible(standaloneSvg(renderToStaticMarkup(createElement(FigureChart, { id: 'chart', form, figure, lang }))), form)
  const { header, rows } = figureTable(figure, lang)
  const shown = rows.slice(0, mostRows)
  const rest = rows.length - shown.length
  const drawn: Content[] = [
    { text: figureTitle(figure, lang), style: 'caption' },
    ...figureSentences(figure, span, lang).map((text): Content => ({ text, style: 'paragraph' })),
    { svg, fit: [columnWidth, chartHeight], alignment: 'center', margin: [0, 4, 0, 8] },
  ]
  const told: Content[] = [
    table(header, shown.map(([name, value]) => [name, amountText(value, lang)])),
    ...(rest > 0 ? [{ text: lang === 'es' ? `Y ${rest} lugares más, en la página de este boletín.` : `And ${rest} more places, on this bulletin’s page.`, style: 'quiet' }] : []),
    { text: figureSource(figure, lang), style: 'quiet', ...(/^https?:\/\//i.test(figure.url) && { link: figure.url }) },
  ]
  return { drawn, told }
}

const alertsContent = ({ alerts }: Extract<FilledBlock, { kind: 'alerts' }>, lang: Language): Content[] =>
  alerts.length === 0 ? paragraphs(say(bulletinWords.noAlerts, lang)) : [table(
    [bulletinWords.alert, bulletinWords.place, bulletinWords.issued].map((word) => say(word, lang)),
    alerts.map(({ title, areas, issuedAt }) => [say(title, lang), areas.map((area) => say(area, lang)).join(', '), periodText(issuedAt, 'day', lang)]),
  )]

const signalsContent = ({ signals }: Extract<FilledBlock, { kind: 'signals' }>, lang: Language): Content[] =>
  signals.length === 0 ? paragraphs(say(bulletinWords.noSignals, lang)) : [
    table(signalHeader(lang), signals.map((signal) => signalCells(signal, lang))),
    { text: say(bulletinWords.signalNote, lang), style: 'quiet' },
  ]

// What fits on a page beside a chart; more than that may be broken anywhere.
const mostTogether = 900
const mostRowsTogether = 8

/** A heading goes with what it heads, a chart with its words. */
const together = (stack: Content[]): Content => ({ unbreakable: true, stack })

const blockContent = (block: FilledBlock, bulletin: PublicBulletin, lang: Language): Content[] => {
  const note = say(block.note, lang)
  const [first, ...others] = [{ text: say(block.heading, lang), style: 'heading' }, ...paragraphs(note)]
  if (block.kind === 'figure') {
    const { drawn, told } = figureContent(block, bulletin, lang)
    return note.length > mostTogether ? [first, ...others, together(drawn), ...told] : [together([first, ...others, ...drawn]), ...told]
  }
  if (block.kind === 'text') return note.length > mostTogether ? [first, ...others] : [together([first, ...others])]
  const list = block.kind === 'alerts' ? alertsContent(block, lang) : signalsContent(block, lang)
  const rows = block.kind === 'alerts' ? block.alerts.length : block.signals.length
  return note.length > mostTogether || rows > mostRowsTogether ? [first, ...others, ...list] : [together([first, ...others, ...list])]
}

const styles: NonNullable<TDocumentDefinitions['styles']> = {
  title: { fontSize: 22, bold: true, color: '#17324d', margin: [0, 0, 0, 4] },
  heading: { fontSize: 14, bold: true, color: '#17324d', margin: [0, 16, 0, 4] },
  caption: { fontSize: 10.5, bold: true, margin: [0, 4, 0, 2] },
  lead: { fontSize: 12, margin: [0, 6, 0, 6] },
  paragraph: { fontSize: 10, lineHeight: 1.25, margin: [0, 0, 0, 4] },
  head: { fontSize: 9, bold: true },
  table: { fontSize: 9, margin: [0, 4, 0, 6] },
  quiet: { fontSize: 8.5, color: '#555555', margin: [0, 2, 0, 4] },
}

/** The PDF of a bulletin; a draft says on every page that it is one. */
export const paper = (bulletin: PublicBulletin, { lang, isDraft }: { lang: Language; isDraft: boolean }): Promise<Buffer> => {
  const title = say(bulletin.title, lang)
  const standing = isDraft ? say(bulletinWords.draft, lang) : `${say(bulletinWords.published, lang)}: ${periodText(bulletin.publishedAt, 'day', lang)}`
  return writePdf({
    info: { title, author: bulletin.institution }, language: lang, pageSize: 'A4', pageMargins: [margin, margin, margin, margin + 8], styles,
    footer: (current, pages) => ({ text: `SIDMI · ${title} · ${standing} · ${current}/${pages}`, style: 'quiet', margin: [margin, 12, margin, 0] }),
    ...(isDraft && { watermark: { text: lang === 'es' ? 'BORRADOR' : 'DRAFT', opacity: 0.08 } }),
    content: [
      { text: title, style: 'title' },
      { text: `${spanText(bulletin, lang)} · ${bulletin.institution} · ${standing}`, style: 'quiet' },
      ...(bulletin.withdrawnReason === null ? [] : [{ text: bulletin.withdrawnReason, style: 'caption' }]),
      { text: say(bulletin.lead, lang), style: 'lead' },
      ...bulletin.blocks.flatMap((block) => blockContent(block, bulletin, lang)),
      { text: say(bulletinWords.frozen, lang), style: 'quiet' },
    ],
  })
}
