// Where: the measure by place, as shades, as circles or at its coordinates, from countries down to municipalities.
import { Select } from '@mantine/core'
import '../../platform/charts/charts.css'
import type { ChartTable } from '../../platform/charts/frame.tsx'
import type { Text } from '../../platform/text.ts'
import { dimensionNames, type Cell, type Dimension } from '../../modules/statistics/model.ts'
import { addressOf, AppLink, DataTable, Empty, Read, useFormat, useLanguage, useText, type Column } from '../kit/kit.ts'
import { areaOf, dimensionsOf, levelsOf, type Level } from './areas.ts'
import { useFigures, type Answer } from './answer.ts'
import { amountOf } from './crosstab.ts'
import type { ViewProps } from './explorer.tsx'
import { AreasOf, useShapes } from './map-shapes.tsx'
import { hasOutlines, useMunicipalities } from './places.tsx'
import { hiddenPoints, PointsOf, pointWords } from './point-view.tsx'
import { addsUp, listOf, oneOf, openingOf, openingOfRow, placeOf, type Question } from './question.ts'
import { useUnit } from './series-view.tsx'
import { Shown } from './shown.tsx'
import styles from './statistics.module.css'
import { useSay, useTitle, withheldWord } from './words.ts'

const words = {
  nowhere: { es: 'Esta medida no dice dónde ocurrió. Vea la serie o la tabla.', en: 'This measure does not say where it happened. See the series or the table.' },
  level: { es: 'Lugares', en: 'Places' },
  marks: { es: 'Se dibuja con', en: 'Drawn with' },
  zoom: { es: 'Acercar a', en: 'Zoom to' },
  all: { es: 'Todo', en: 'All' },
  byPoint: { es: 'dónde, por coordenadas', en: 'where, by coordinates' },
  count: { es: 'Recuento', en: 'Count' },
  residents: { es: 'Residentes', en: 'Residents' },
  rate: { es: 'Por 100,000', en: 'Per 100,000' },
  quintiles: {
    es: 'Los tonos reparten los lugares con cifra en clases de igual número de lugares. El tono más claro es cero; lo rayado, sin datos.',
    en: 'Shades divide the places with figures into classes of an equal number of places. The palest is zero; hatched means no data.',
  },
  circles: { es: 'El área de cada círculo es la cifra. Donde no hay círculo no hay datos o la cifra es cero: vea la tabla.', en: 'The area of each circle is the figure. Where there is no circle there are no data or the figure is zero: see the table.' },
}

const marks = ['areas', 'circles', 'points'] as const
type Marks = (typeof marks)[number]
const markNames: Record<Marks, Text> = { areas: { es: 'Tonos', en: 'Shades' }, circles: { es: 'Círculos por lugar', en: 'Circles by place' }, points: { es: 'Coordenadas', en: 'Coordinates' } }

/** How a question is drawn on the map. */
interface Mapping {
  level: Level
  marks: Marks
  zoom: string | undefined
}

const possibleMarks = ({ isRate, measure }: Question, level: Level, country: string | undefined): Marks[] => {
  if (isRate) return ['areas']
  const areas: Marks[] = level !== 'municipality' || (country !== undefined && hasOutlines(country)) ? ['areas'] : []
  return [...areas, 'circles', ...(measure.hasPoints ? ['points' as const] : [])]
}

const useMapping = (question: Question): Mapping | undefined => {
  const known = useMunicipalities()
  const { said, measure } = question
  const levels = levelsOf(measure)
  const usual = placeOf(measure)
  const level = oneOf(said['level'], levels) ?? levels.find((each) => each === usual)
  if (level === undefined) return undefined
  const possible = possibleMarks(question, level, known?.country)
  const first = level === 'country' && possible.includes('points') ? 'points' : possible[0]
  return { level, marks: oneOf(said['marks'], possible) ?? first ?? 'areas', zoom: listOf(said['zoom'])[0] }
}

/** What can be zoomed to: countries that occur, or the territories of municipalities. */
const useZooms = (question: Question, { level }: Mapping, answer: Answer | undefined): { value: string; label: string }[] => {
  const lang = useLanguage()
  const say = useSay()
  if (!answer || level === 'country') return []
  const territories = [...new Set(answer.rows.flatMap(({ territory }) => (typeof territory === 'string' ? [territory] : [])))]
  const regions = new Intl.DisplayNames(lang, { type: 'region' })
  const options = level === 'municipality'
    ? territories.map((value) => ({ value, label: say('territory', value, answer.names) }))
    : [...new Set(territories.map((code) => code.slice(0, 2)))].map((value) => ({ value, label: regions.of(value) ?? value }))
  return options.length > 1 || question.said['zoom'] !== undefined ? options.toSorted((a, b) => a.label.localeCompare(b.label, lang)) : []
}

const Choices = ({ question, change, mapping, answer }: ViewProps & { mapping: Mapping; answer: Answer | undefined }) => {
  const t = useText()
  const known = useMunicipalities()
  const zooms = useZooms(question, mapping, answer)
  const levels = levelsOf(question.measure)
  const possible = possibleMarks(question, mapping.level, known?.country)
  return (
    <>
      {levels.length > 1 && <Select label={t(words.level)} data={levels.map((value) => ({ value, label: t(dimensionNames[value]) }))} value={mapping.level} onChange={(level) => change({ level: level ?? undefined, zoom: undefined, marks: undefined })} allowDeselect={false} />}
      {possible.length > 1 && <Select label={t(words.marks)} data={possible.map((value) => ({ value, label: t(markNames[value]) }))} value={mapping.marks} onChange={(value) => change({ marks: value ?? undefined })} allowDeselect={false} />}
      {zooms.length > 0 && <Select label={t(words.zoom)} data={[{ value: '', label: t(words.all) }, ...zooms]} value={mapping.zoom ?? ''} onChange={(zoom) => change({ zoom: zoom ?? undefined })} searchable allowDeselect={false} />}
    </>
  )
}

const inZoom = (row: Cell, { level, zoom }: Mapping): boolean => {
  if (zoom === undefined) return true
  const { territory } = row
  return typeof territory === 'string' && (level === 'municipality' ? territory === zoom : territory.startsWith(`${zoom}-`))
}

interface DrawnProps extends ViewProps {
  mapping: Mapping
  answer: Answer
  by: readonly Dimension[]
}

/** Residents open to their own observations: of the same place, year and, where they are told apart, sex and age. */
const Residents = ({ question, mapping: { level }, answer: { rate }, row }: DrawnProps & { row: Cell }) => {
  const { number } = useFormat()
  const people = row['residents']
  if (!rate || typeof people !== 'number') return number(null)
  const { sex, age_band } = question.filters
  const told = { ...(sex && { sex }), ...(age_band && { age_band }) }
  const matched = Object.fromEntries(Object.entries(told).filter(([dimension]) => !rate.unmatched.some((each) => each === dimension)))
  return <AppLink to={addressOf('/figures/observations', { source: rate.source.id, measure: rate.measure.id, ...matched, [level]: row[level], year: rate.year ?? undefined })}>{number(people)}</AppLink>
}

const countOf = ({ isRate }: Question, row: Cell): number | null => (isRate ? (row['count'] as number | null) : amountOf(row).value)

const Places = (props: DrawnProps & { rows: readonly Cell[]; title: string }) => {
  const { question, mapping: { level }, answer, rows, title } = props
  const say = useSay()
  const { number } = useFormat()
  const t = useText()
  const count = (row: Cell): number | null => countOf(question, row)
  const columns: Column<Cell>[] = [
    { key: 'place', label: dimensionNames[level], value: (row) => say(level, row[level] ?? null, answer.names) },
    {
      key: 'count', label: question.isRate ? words.count : answer.measure.unitName, value: count, isNumber: true,
      cell: (row) => <AppLink to={openingOfRow(question, props.by, row)}>{count(row) === null ? t(withheldWord) : number(count(row))}</AppLink>,
    },
    ...(question.isRate ? [
      { key: 'residents', label: words.residents, value: (row: Cell) => row['residents'] as number | null, isNumber: true, cell: (row: Cell) => <Residents {...props} row={row} /> },
      { key: 'rate', label: words.rate, value: (row: Cell) => row['value'] as number | null, isNumber: true, cell: (row: Cell) => number(row['value'] as number | null, { maximumSignificantDigits: 4 }) },
    ] : []),
  ]
  return (
    <DataTable
      caption={title} hidesCaption rows={rows} rowKey={(row) => `${String(row['territory'])} ${String(row[level])}`} step={20}
      order={{ key: question.isRate ? 'rate' : 'count', isDescending: true }} columns={columns}
    />
  )
}

const tableOf = ({ question, mapping: { level }, answer }: DrawnProps, rows: readonly Cell[], say: ReturnType<typeof useSay>, t: ReturnType<typeof useText>): ChartTable => ({
  caption: question.measure.id,
  header: [t(dimensionNames[level]), ...(question.isRate ? [t(words.count), t(words.residents), t(words.rate)] : [t(answer.measure.unitName)])],
  rows: rows.map((row) => [
    say(level, row[level] ?? null, answer.names),
    countOf(question, row) ?? t(withheldWord), ...(question.isRate ? [row['residents'] ?? null, row['value'] ?? null] : []),
  ]),
})

const nameOfZoom = ({ mapping: { level, zoom }, answer }: DrawnProps, say: ReturnType<typeof useSay>, lang: 'es' | 'en'): string | undefined => {
  if (zoom === undefined || level === 'municipality') return zoom && say('territory', zoom, answer.names)
  return new Intl.DisplayNames(lang, { type: 'region' }).of(zoom) ?? zoom
}

/** Of a zoomed map, what the places in view add up to. Rates are of each place: they make no sum. */
const InView = ({ question, answer, rows, name }: Pick<DrawnProps, 'question' | 'answer'> & { rows: readonly Cell[]; name: string }) => {
  const t = useText()
  const { number } = useFormat()
  if (question.isRate || !addsUp(question)) return null
  const territory = [...new Set(rows.flatMap((row) => (typeof row['territory'] === 'string' ? [row['territory']] : [])))]
  const sum = rows.reduce((total, row) => total + (amountOf(row).value ?? 0), 0)
  return (
    <p>
      {name}: <AppLink to={openingOf({ ...question, filters: { ...question.filters, territory } }, {})}><strong>{number(sum)}</strong></AppLink>{' '}
      {t({ es: `de ${number(answer.total)}`, en: `of ${number(answer.total)}` })} {t(answer.measure.unitName)}
    </p>
  )
}

interface Said {
  title: string
  /** How the marks are read. */
  also: string[]
  /** The place zoomed to. */
  zoomed: string | undefined
}

const useSaid = (props: DrawnProps): Said => {
  const { question, mapping: { marks }, answer, by } = props
  const t = useText()
  const say = useSay()
  const lang = useLanguage()
  const asked = useTitle()
  const { number } = useFormat()
  const zoomed = nameOfZoom(props, say, lang)
  const whole = marks === 'points' ? `${asked(question, [], answer.names)}: ${t(words.byPoint)}` : asked(question, by.slice(-1), answer.names)
  const title = zoomed === undefined ? whole : `${whole}. ${zoomed}`
  if (marks !== 'points') return { title, zoomed, also: [t(marks === 'areas' ? words.quintiles : words.circles)] }
  const hidden = answer.points ? t(hiddenPoints(answer.points, number)) : ''
  return { title, zoomed, also: [t(pointWords.describe), ...(hidden === '' ? [] : [hidden])] }
}

const Drawn = (props: DrawnProps) => {
  const { question, change, mapping, answer, by } = props
  const t = useText()
  const say = useSay()
  const unit = useUnit(question)
  const known = useMunicipalities()
  const { title, also, zoomed } = useSaid(props)
  const rows = answer.rows.filter((row) => inZoom(row, mapping))
  const areaFor = (row: Cell) => areaOf(row, mapping.level, answer, known)
  return (
    <Shown
      question={question} answer={answer} by={by} title={title} also={also}
      {...(zoomed !== undefined && { head: <InView question={question} answer={answer} rows={rows} name={zoomed} /> })} table={() => tableOf(props, rows, say, t)} choices={<Choices question={question} change={change} mapping={mapping} answer={answer} />}
    >
      <div className={question.isRate ? styles.shown : styles.beside}>
        {mapping.marks === 'points' && answer.points
          ? <PointsOf answer={answer} points={answer.points} title={title} zoom={mapping.zoom} />
          : (
            <div>
              <AreasOf question={question} answer={answer} rows={rows} areaFor={areaFor} mapping={mapping} title={title} unit={unit} />
              <p className={styles.source}>{also.join(' ')}{mapping.level === 'municipality' && known && ` ${t(dimensionNames.municipality)}: ${known.source}.`}</p>
            </div>
          )}
        <Places {...props} rows={rows} title={title} />
      </div>
    </Shown>
  )
}

const ByPlace = ({ question, change, mapping }: ViewProps & { mapping: Mapping }) => {
  const by = dimensionsOf(mapping.level, question.measure)
  useShapes(mapping)
  const answer = useFigures(question, by, mapping.marks === 'points' ? { points: true } : {})
  return (
    <Read of={answer}>
      {(found) => <Drawn question={question} change={change} mapping={mapping} answer={found} by={by} />}
    </Read>
  )
}

export const MapView = (props: ViewProps) => {
  const mapping = useMapping(props.question)
  return mapping ? <ByPlace {...props} mapping={mapping} /> : <Empty title={words.nowhere} />
}
