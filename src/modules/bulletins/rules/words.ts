// The sentences of a bulletin that are the same on its page and on paper.
import { numberText, periodText } from '../../../platform/charts/format.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import { minimumNote } from '../../statistics/model/minimum.ts'
import { amountText, withheldSentence } from '../../statistics/model/withheld.ts'
import type { FilledFigure, FilledSignal } from '../model.ts'
import { changeOf, spanBefore } from './life.ts'

export const bulletinWords = {
  bulletins: { es: 'Boletines', en: 'Bulletins' },
  lead: {
    es: 'Cada boletín reúne las cifras, las señales y las alertas de un periodo, revisadas por una segunda persona antes de publicarse.',
    en: 'Each bulletin gathers the figures, signals and alerts of a period, reviewed by a second person before it is published.',
  },
  none: { es: 'Este nodo todavía no ha publicado boletines.', en: 'This node has not published any bulletin yet.' },
  published: { es: 'Publicado', en: 'Published' },
  by: { es: 'Publica', en: 'Publisher' },
  span: { es: 'Periodo', en: 'Period' },
  place: { es: 'Lugar', en: 'Place' },
  month: { es: 'Mes', en: 'Month' },
  pdf: { es: 'Descargar en PDF', en: 'Download as PDF' },
  asTable: { es: 'Como tabla', en: 'As a table' },
  noAlerts: { es: 'En el periodo no se publicó ninguna alerta.', en: 'No public alert was issued in the period.' },
  noSignals: { es: 'En el periodo no se eligió ninguna señal.', en: 'No signal was chosen for the period.' },
  noFigure: { es: 'La fuente no dice nada de este periodo.', en: 'The source says nothing of this period.' },
  frozen: {
    es: 'Las cifras son las que había al publicarse. Pueden haberse revisado después: cada una dice de qué versión de su fuente viene.',
    en: 'The figures are those that stood when it was published. They may have been revised since: each says which release of its source it comes from.',
  },
  observed: { es: 'Observado', en: 'Observed' },
  expected: { es: 'Esperado', en: 'Expected' },
  what: { es: 'Qué', en: 'What' },
  when: { es: 'Cuándo', en: 'When' },
  source: { es: 'Fuente', en: 'Source' },
  alert: { es: 'Alerta', en: 'Alert' },
  issued: { es: 'Emitida', en: 'Issued' },
  signalNote: {
    es: 'Una señal dice que hubo más de lo esperado; por sí sola no dice por qué.',
    en: 'A signal says there was more than expected; by itself it does not say why.',
  },
  rounded: {
    es: 'Cada número está redondeado por separado al múltiplo de cinco más cercano, para proteger a las personas.',
    en: 'Each number is rounded by itself to the nearest multiple of five, to protect people.',
  },
  demonstration: { es: 'Datos de demostración, inventados.', en: 'Demonstration data, made up.' },
  draft: { es: 'BORRADOR: no se ha publicado', en: 'DRAFT: not published' },
} satisfies Record<string, Text>

/** `1 ene 2024 – 31 dic 2024`. */
export const spanText = ({ from, to }: { from: string; to: string }, lang: Language): string =>
  `${periodText(from, 'day', lang)} – ${periodText(to, 'day', lang)}`

/** What a figure counts, in one line. */
export const figureTitle = ({ measureName, offenceName, sourceName }: FilledFigure, lang: Language): string =>
  `${say(measureName, lang)}${offenceName ? `: ${say(offenceName, lang).toLowerCase()}` : ''} (${say(sourceName, lang)})`

const comparedWith = (figure: FilledFigure, span: { from: string; to: string }): Text => {
  const earlier = spanBefore({ from: span.from, to: figure.reaches ?? span.to })
  const before = figure.before ?? 0
  const change = figure.total === null || figure.withheld ? null : changeOf(figure.total, figure.before)
  const [es, en] = [spanText(earlier, 'es'), spanText(earlier, 'en')]
  const percent = change === null ? { es: '', en: '' } : { es: ` (${change > 0 ? '+' : ''}${change} %)`, en: ` (${change > 0 ? '+' : ''}${change}%)` }
  return {
    es: `En los mismos días del año anterior (${es}): ${numberText(before, 'es')}${percent.es}.`,
    en: `On the same days a year earlier (${en}): ${numberText(before, 'en')}${percent.en}.`,
  }
}

const reachSentence = (reaches: string): Text => ({
  es: `La fuente llega hasta el ${periodText(reaches, 'day', 'es')}: del resto del periodo no dice nada todavía.`,
  en: `The source reaches ${periodText(reaches, 'day', 'en')}: it says nothing yet of the rest of the period.`,
})

/** How many, as far as the source reaches, and how many a year earlier. */
export const figureSentences = (figure: FilledFigure, span: { from: string; to: string }, lang: Language): string[] => [
  `${amountText(figure.total, lang)} ${say(figure.unitName, lang)}.`,
  ...(figure.reaches === null ? [] : [say(reachSentence(figure.reaches), lang)]),
  ...(figure.withheld ? [withheldSentence(figure.withheld, lang)] : []),
  ...(figure.before === null ? [] : [say(comparedWith(figure, span), lang)]),
  ...(say(figure.note, lang) === '' ? [] : [say(figure.note, lang)]),
  ...(figure.isMinimum ? [say(minimumNote, lang)] : []),
  ...(figure.isRounded ? [say(bulletinWords.rounded, lang)] : []),
  ...(figure.isDemonstration ? [say(bulletinWords.demonstration, lang)] : []),
]

/** Whose figure it is and of which release. */
export const figureSource = ({ attribution, release, releasedAt, licence }: FilledFigure, lang: Language): string =>
  `${say(attribution, lang)} · ${lang === 'es' ? 'versión' : 'release'} ${release}, ${periodText(releasedAt, 'day', lang)} · ${licence}`

/** A figure as a table. */
export const figureTable = (figure: FilledFigure, lang: Language): { header: string[]; rows: [string, number | null][] } => ({
  header: [say(figure.by === 'month' ? bulletinWords.month : bulletinWords.place, lang), say(figure.unitName, lang)],
  rows: figure.by === 'month'
    ? figure.months.map(({ start, value }): [string, number | null] => [periodText(start, 'month', lang), value])
    : figure.places.map(({ name, value }): [string, number | null] => [say(name, lang), value]),
})

/** A signal as the cells of a table: what, where, when, observed, expected, source. */
export const signalCells = ({ whatName, placeName, period, grain, observed, expected, sourceName }: FilledSignal, lang: Language): string[] => [
  say(whatName, lang), say(placeName, lang), periodText(period, grain, lang), numberText(observed, lang), numberText(Math.round(expected * 10) / 10, lang), say(sourceName, lang),
]

export const signalHeader = (lang: Language): string[] =>
  [bulletinWords.what, bulletinWords.place, bulletinWords.when, bulletinWords.observed, bulletinWords.expected, bulletinWords.source].map((word) => say(word, lang))
