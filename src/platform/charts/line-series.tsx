// One or several counted series over time, each named at the end of its line.
import { line } from 'd3-shape'
import type { ScaleLinear, ScaleTime } from 'd3-scale'
import { cutText, numberText, periodText, type Grain } from './format.ts'
import { boxFor, ChartFrame, dateOf, longestTick, NumberAxis, numberScale, TimeAxis, timeScale, type Box, type ChartBasics, type ChartTable } from './frame.tsx'
import { spread } from './line-band.tsx'

/** `start` is the period's ISO date; a null value breaks the line instead of drawing a zero. */
export interface SeriesPoint {
  start: string
  value: number | null
}

export interface Series {
  key: string
  label: string
  points: readonly SeriesPoint[]
}

export interface LineSeriesProps extends ChartBasics {
  series: readonly Series[]
  grain: Grain
  unit: string
  /** Opens the observations behind a point. */
  onSelect?: (series: string, start: string) => void
}

interface Scales {
  x: ScaleTime<number, number>
  y: ScaleLinear<number, number>
}

const kinds = 6
const labelLength = 18

const lineOf = (points: readonly SeriesPoint[], { x, y }: Scales): string =>
  line<SeriesPoint>((point) => x(dateOf(point.start)), (point) => y(point.value ?? 0)).defined((point) => point.value !== null).digits(1)(points) ?? ''

const largestOf = (series: readonly Series[]): number => Math.max(0, ...series.flatMap((one) => one.points.map((point) => point.value ?? 0)))

const scalesFor = (props: LineSeriesProps): { box: Box; scales: Scales } => {
  const name = props.series.map((one) => cutText(one.label, labelLength)).reduce((a, b) => (b.length > a.length ? b : a), '')
  const tick = longestTick(numberScale(largestOf(props.series), boxFor(props, '', name)), props.lang)
  const box = boxFor(props, tick, name)
  const dates = props.series.flatMap((one) => one.points.map((point) => dateOf(point.start)))
  return { box, scales: { x: timeScale(dates, box), y: numberScale(largestOf(props.series), box) } }
}

const Points = ({ series, index, scales, props }: { series: Series; index: number; scales: Scales; props: LineSeriesProps }) => {
  const { onSelect } = props
  return (
    <>
      {series.points.filter((point) => point.value !== null).map((point) => (
        <circle
          key={point.start}
          className={`chart-point chart-fill-${(index % kinds) + 1}`}
          cx={scales.x(dateOf(point.start)).toFixed(1)}
          cy={scales.y(point.value ?? 0).toFixed(1)}
          r={3}
          onClick={onSelect && (() => onSelect(series.key, point.start))}
        >
          <title>{`${series.label}, ${periodText(point.start, props.grain, props.lang)}: ${numberText(point.value, props.lang)}`}</title>
        </circle>
      ))}
    </>
  )
}

const manyPoints = 60

/** Lines with dash patterns as well as colours; few points are drawn as dots that carry their number. */
export const LineSeries = (props: LineSeriesProps) => {
  const { box, scales } = scalesFor(props)
  const ends = props.series.flatMap((one, index) => {
    const last = one.points.findLast((point) => point.value !== null)
    return last ? [{ key: one.key, text: cutText(one.label, labelLength), y: scales.y(last.value ?? 0), index }] : []
  })
  return (
    <ChartFrame {...props} box={box} className="chart-line-series" interactive={props.onSelect !== undefined}>
      <NumberAxis scale={scales.y} box={box} lang={props.lang} unit={props.unit} />
      <TimeAxis scale={scales.x} box={box} lang={props.lang} yearly={props.grain === 'year'} />
      {props.series.map((one, index) => (
        <g key={one.key}>
          <path className={`chart-line chart-line-${(index % kinds) + 1}`} d={lineOf(one.points, scales)} />
          {one.points.length <= manyPoints && <Points series={one} index={index} scales={scales} props={props} />}
        </g>
      ))}
      {spread(ends, box.height - box.bottom).map((end) => (
        <text key={end.key} x={box.width - box.right + 6} y={end.y} dy="0.32em" className={`chart-label chart-fill-${(end.index % kinds) + 1}`}>{end.text}</text>
      ))}
    </ChartFrame>
  )
}

/** The same as a table: a row per period, a column per series. */
export const lineSeriesTable = (props: LineSeriesProps): ChartTable => {
  const starts = [...new Set(props.series.flatMap((one) => one.points.map((point) => point.start)))].sort()
  const lookups = props.series.map((one) => new Map(one.points.map((point) => [point.start, point.value])))
  return {
    caption: `${props.title} (${props.unit})`,
    header: [props.lang === 'es' ? 'periodo' : 'period', ...props.series.map((one) => one.label)],
    rows: starts.map((start) => [periodText(start, props.grain, props.lang), ...lookups.map((lookup) => lookup.get(start) ?? null)]),
  }
}
