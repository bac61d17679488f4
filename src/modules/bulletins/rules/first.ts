// The bulletin a period begins with, before anybody has written: its key figures, its alerts, and room for words.
import { isStock, type SourceCoverage } from '../../statistics/model.ts'
import type { Block, BulletinContent, FigureForm } from '../model.ts'
import { isWholeYears } from './life.ts'

const mostFigures = 4

type Span = { from: string; to: string }

const covers = ({ from, to }: { from: string | null; to: string | null }, span: Span): boolean =>
  from !== null && to !== null && from <= span.to && to.slice(0, 7) >= span.from.slice(0, 7)

// A map of a single country is one shade; what has neither territories nor points is told month by month.
const formOf = ({ dimensions, hasPoints }: SourceCoverage['measures'][number], isPublic: boolean): FigureForm =>
  isPublic && !hasPoints && !dimensions.includes('territory') && dimensions.includes('month') ? 'months' : 'map'

const figuresOf = (sources: readonly SourceCoverage[], span: Span): Block[] =>
  sources.filter(({ isPublic }) => isPublic || isWholeYears(span)).flatMap((source) => {
    const measure = source.measures.find((each) => each.isDefault && covers(each, span)) ?? source.measures.find((each) => covers(each, span))
    if (!measure || isStock(measure)) return []
    return [{
      kind: 'figure' as const, source: source.id, measure: measure.id, form: formOf(measure, source.isPublic), offence: measure.dimensions.includes('offence') && source.isPublic ? 'tip' : null,
      heading: { es: `${source.name.es}: ${measure.name.es}`, en: `${source.name.en}: ${measure.name.en}` }, note: { es: '', en: '' },
    }]
  }).slice(0, mostFigures)

const titles: readonly { isOf: (span: Span) => boolean; say: (span: Span) => { es: string; en: string } }[] = [
  { isOf: ({ from, to }) => isWholeYears({ from, to }) && from.slice(0, 4) === to.slice(0, 4), say: ({ from }) => ({ es: `Boletín ${from.slice(0, 4)}`, en: `Bulletin ${from.slice(0, 4)}` }) },
  { isOf: () => true, say: ({ from, to }) => ({ es: `Boletín del ${from} al ${to}`, en: `Bulletin, ${from} to ${to}` }) },
]

/** A first draft of the period. */
export const firstContent = (span: Span, sources: readonly SourceCoverage[]): BulletinContent => ({
  ...span,
  title: titles.find(({ isOf }) => isOf(span))?.say(span) ?? { es: '', en: '' },
  lead: { es: '', en: '' },
  blocks: [
    ...figuresOf(sources, span),
    { kind: 'signals', heading: { es: 'Aumentos que vigilamos', en: 'Rises we watch' }, note: { es: '', en: '' }, ids: [] },
    { kind: 'alerts', heading: { es: 'Alertas públicas del periodo', en: 'Public alerts of the period' }, note: { es: '', en: '' } },
  ],
})
