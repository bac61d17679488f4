// The same series for many places or kinds, side by side in small panels that share one scale unless told otherwise.
import { line } from 'd3-shape'
import { cutText, numberText, periodText, type Grain } from './format.ts'
import { ChartFrame, dateOf, numberScale, timeScale, type Box, type ChartBasics } from './frame.tsx'
import { lineSeriesTable, type Series, type SeriesPoint } from './line-series.tsx'

export interface SmallMultiplesProps extends Omit<ChartBasics, 'height'> {
  series: readonly Series[]
  grain: Grain
  unit: string
  /** Each panel from zero to its own largest value: shapes can be compared, sizes cannot. */
  hasOwnScales?: boolean
  onSelect?: (series: string) => void
}

const narrowest = 200
const panelHeight = 132
const box = (width: number): Box => ({ width, height: panelHeight, top: 34, right: 12, bottom: 22, left: 8 })

const largestIn = (series: readonly Series[]): number => Math.max(0, ...series.flatMap(({ points }) => points.map(({ value }) => value ?? 0)))

interface PanelProps {
  series: Series
  width: number
  largest: number
  span: readonly Date[]
  props: SmallMultiplesProps
}

const pathOf = (points: readonly SeriesPoint[], x: (date: Date) => number, y: (value: number) => number): string =>
  line<SeriesPoint>((point) => x(dateOf(point.start)), (point) => y(point.value ?? 0)).defined(({ value }) => value !== null).digits(1)(points) ?? ''

const Panel = ({ series, width, largest, span, props }: PanelProps) => {
  const room = box(width)
  const [x, y] = [timeScale(span, room), numberScale(largest, room)]
  const { onSelect, lang, grain } = props
  const last = series.points.findLast(({ value }) => value !== null)
  const [from, to] = [span[0], span.at(-1)].map((date) => (date ? periodText(date.toISOString(), grain === 'year' ? 'year' : 'month', lang) : ''))
  const base = y(0)
  return (
    <g className={onSelect && 'chart-selectable'} onClick={onSelect && (() => onSelect(series.key))}>
      <title>{`${series.label}: ${numberText(last?.value ?? null, lang)} ${props.unit}${last ? ` (${periodText(last.start, grain, lang)})` : ''}`}</title>
      <rect className="chart-panel" width={width} height={panelHeight} />
      <text className="chart-label" x={room.left} y={14}>{cutText(series.label, Math.floor(width / 8))}</text>
      <line className="chart-rule" x1={room.left} x2={width - room.right} y1={y(largest)} y2={y(largest)} />
      <text className="chart-unit" x={room.left} y={y(largest) - 3}>{numberText(largest, lang)}</text>
      <line className="chart-base" x1={room.left} x2={width - room.right} y1={base} y2={base} />
      <path className="chart-line chart-line-1" d={pathOf(series.points, x, y)} />
      {last && <circle className="chart-point chart-fill-1" cx={x(dateOf(last.start)).toFixed(1)} cy={y(last.value ?? 0).toFixed(1)} r={3} />}
      <text className="chart-unit" x={room.left} y={panelHeight - 6}>{from}</text>
      <text className="chart-unit" x={width - room.right} y={panelHeight - 6} textAnchor="end">{to}</text>
    </g>
  )
}

/** One panel for each series, in the order given; the largest value stands at the top of each. */
export const SmallMultiples = (props: SmallMultiplesProps) => {
  const { series, hasOwnScales = false, width: room = 560 } = props
  const columns = Math.max(1, Math.min(series.length, Math.floor(room / narrowest)))
  const width = room / columns
  const starts = [...new Set(series.flatMap(({ points }) => points.map(({ start }) => start)))].sort()
  const [first = '1970-01-01', last = first] = [starts[0], starts.at(-1)]
  const span = [dateOf(first), dateOf(last)]
  const largest = largestIn(series)
  return (
    <ChartFrame {...props} box={{ width: room, height: Math.max(1, Math.ceil(series.length / columns)) * (panelHeight + 12) }} className="chart-multiples" interactive={props.onSelect !== undefined}>
      {series.map((one, index) => (
        <g key={one.key} transform={`translate(${((index % columns) * width).toFixed(1)} ${Math.floor(index / columns) * (panelHeight + 12)})`}>
          <Panel series={one} width={width - 12} largest={hasOwnScales ? largestIn([one]) : largest} span={span} props={props} />
        </g>
      ))}
    </ChartFrame>
  )
}

/** The same as a table: a row per period, a column per panel. */
export const smallMultiplesTable = (props: SmallMultiplesProps) => lineSeriesTable(props)
