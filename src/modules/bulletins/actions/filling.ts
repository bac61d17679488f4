// Filling a bulletin's blocks with what stands now: figures in the form anyone may have, public alerts, signals that may be told.
import type { Db } from '../../../platform/db/database.ts'
import { publicAlertsOf } from '../../alerts/index.ts'
import { nameOf } from '../../catalogues/index.ts'
import { isStock, notStatedName, readable, type Cell, type FigureAnswer } from '../../statistics/model.ts'
import { publicCells, publicSources } from '../../statistics/index.ts'
import { publicSignals } from '../../warning/index.ts'
import type { Block, BulletinContent, FilledAlert, FilledBlock, FilledFigure, FilledSignal } from '../model.ts'
import { isWholeYears, reachOf, spanBefore } from '../rules/life.ts'

type Span = { from: string; to: string }
type FigureBlock = Extract<Block, { kind: 'figure' }>
type Coverage = Awaited<ReturnType<typeof publicSources>>[number]

// A source that is not public is asked by whole years.
const asked = (span: Span, isPublic: boolean): Span => (isPublic ? span : { from: span.from.slice(0, 4), to: span.to.slice(0, 4) })

const cells = (db: Db, { source, measure, offence }: FigureBlock, span: Span, by: readonly ('territory' | 'country' | 'month')[]): Promise<FigureAnswer> =>
  publicCells(db, { source, measure, by: [...by], ...span, ...(offence && { offence: [offence] }) })

// A nought beside withheld figures would say that there were none.
const known = (value: number, isWithheld: boolean): number | null => (value === 0 && isWithheld ? null : value)

const hasWithheld = ({ value, withheld }: Cell): boolean => value === null || Number(withheld ?? 0) > 0

const valueOf = (row: Cell): number | null => (typeof row.value === 'number' ? known(row.value, hasWithheld(row)) : null)

const placesOf = ({ rows, names }: Pick<FigureAnswer, 'rows' | 'names'>, by: 'territory' | 'country'): FilledFigure['places'] =>
  rows.map((row: Cell) => {
    const code = row[by] === null || row[by] === undefined ? null : String(row[by])
    return { code, name: code === null ? notStatedName : (names[by]?.[code] ?? { es: readable(code), en: readable(code) }), value: valueOf(row) }
  }).sort((a, b) => (b.value ?? -1) - (a.value ?? -1))

const monthsOf = ({ rows }: FigureAnswer): FilledFigure['months'] =>
  rows.flatMap((row) => (typeof row.month === 'string' ? [{ start: `${row.month}-01`, value: valueOf(row) }] : [])).sort((a, b) => a.start.localeCompare(b.start))

const bothNames = (offence: string) => ({ es: nameOf('offence', offence, 'es'), en: nameOf('offence', offence, 'en') })

type Measure = Coverage['measures'][number]

// Residents of several years are the same people: no sum of them says anything.
const isSum = (measure: Measure, { from, to }: Span): boolean => !isStock(measure) || from.slice(0, 4) === to.slice(0, 4)

// Of a source that is not public only whole years by place are given out.
const isGivenOut = ({ form, offence }: FigureBlock, span: Span, { isPublic }: Coverage): boolean =>
  isPublic || (isWholeYears(span) && form !== 'months' && offence === null)

const headOf = (source: Coverage, measure: Measure, { offence }: FigureBlock) => ({
  sourceName: source.name, measureName: measure.name, unitName: measure.unitName, attribution: source.attribution, note: source.note, licence: source.licence,
  url: source.url, isDemonstration: source.isDemonstration, isRounded: !source.isPublic, isMinimum: !isStock(measure), offenceName: offence === null ? null : bothNames(offence),
})

interface Reached {
  block: FigureBlock
  span: Span
  reaches: string | null
  source: Coverage
  measure: Measure
}

// Days the source does not reach are not compared; of whole years alone, no part can be told.
const totalBefore = async (db: Db, { block, span: { from, to }, reaches, source, measure }: Reached): Promise<number | null> => {
  const span = spanBefore({ from, to: reaches ?? to })
  if (measure.from === null || measure.from > span.from || (reaches !== null && !source.isPublic)) return null
  const { rows, total } = await cells(db, block, asked(span, source.isPublic), [])
  return rows.some(hasWithheld) ? null : total
}

const figureOf = async (db: Db, block: FigureBlock, span: Span, source: Coverage): Promise<FilledFigure | null> => {
  const measure = source.measures.find(({ id }) => id === block.measure)
  if (!measure || !isSum(measure, span) || !isGivenOut(block, span, source)) return null
  const by = measure.dimensions.includes('territory') ? 'territory' : 'country'
  const days = asked(span, source.isPublic)
  const { rows, names, release, total, withheld } = await cells(db, block, days, [by])
  if (rows.length === 0 || !release) return null
  const reaches = reachOf(measure, span)
  return {
    ...headOf(source, measure, block), release: release.number, releasedAt: release.at, total: known(total, rows.some(hasWithheld)), withheld, places: placesOf({ rows, names }, by),
    reaches, before: await totalBefore(db, { block, span, reaches, source, measure }), by: block.form === 'months' ? 'month' : by,
    months: block.form === 'months' ? monthsOf(await cells(db, block, days, ['month'])) : [],
  }
}

const alertsOf = async (db: Db, span: Span, now: Date): Promise<FilledAlert[]> =>
  (await publicAlertsOf(db, span, now)).map(({ id, title, offence, areas, issuedAt, state }) => ({ id, title, offence, areas: areas.map(({ name }) => name), issuedAt, state }))

/** The signals of a span that may be told. */
export const signalsOf = async (db: Db, span: Span): Promise<FilledSignal[]> =>
  (await publicSignals(db, span)).map(({ id, source, placeName, whatName, grain, period, observed, expected }) =>
    ({ id, sourceName: source.name, isDemonstration: source.isDemonstration, placeName, whatName, grain, period, observed, expected }))

/** Every block with what it shows now. */
export const fillBlocks = async (db: Db, { from, to, blocks }: BulletinContent, now: Date): Promise<FilledBlock[]> => {
  const span = { from, to }
  const sources = await publicSources(db)
  const filled: FilledBlock[] = []
  for (const block of blocks) {
    const { heading, note } = block
    if (block.kind === 'text') filled.push(block)
    else if (block.kind === 'alerts') filled.push({ kind: 'alerts', heading, note, alerts: await alertsOf(db, span, now) })
    else if (block.kind === 'signals') filled.push({ kind: 'signals', heading, note, signals: (await signalsOf(db, span)).filter(({ id }) => block.ids.includes(id)) })
    else {
      const source = sources.find(({ id }) => id === block.source)
      filled.push({ kind: 'figure', heading, note, form: block.form, figure: source ? await figureOf(db, block, span, source) : null })
    }
  }
  return filled
}
