// Amounts side by side as horizontal bars, each with its name and its number.
import { cutText, numberText } from './format.ts'
import { ChartFrame, type ChartBasics, type ChartTable } from './frame.tsx'

export interface Bar {
  key: string
  label: string
  value: number | null
}

export interface BarSeriesProps extends Omit<ChartBasics, 'height'> {
  bars: readonly Bar[]
  unit: string
  /** What the bars are: `entidad`. */
  dimension: string
  /** An address per bar, for pages without scripts. */
  hrefOf?: (key: string) => string
  onSelect?: (key: string) => void
}

const rowHeight = 26
const labelLength = 24

interface RowProps {
  bar: Bar
  y: number
  from: number
  length: number
  props: BarSeriesProps
}

const Row = ({ bar, y, from, length, props }: RowProps) => {
  const { onSelect } = props
  const marks = (
    <>
      <title>{`${bar.label}: ${numberText(bar.value, props.lang)} ${props.unit}`}</title>
      <text x={from - 8} y={y + 12} dy="0.32em" textAnchor="end">{cutText(bar.label, labelLength)}</text>
      <rect className="chart-bar" x={from} y={y + 3} width={Math.max(length, bar.value ? 1 : 0).toFixed(1)} height={rowHeight - 8} rx={2} />
      <text className="chart-value" x={from + length + 6} y={y + 12} dy="0.32em">{numberText(bar.value, props.lang)}</text>
    </>
  )
  if (props.hrefOf) return <a href={props.hrefOf(bar.key)}>{marks}</a>
  return <g className={onSelect && 'chart-selectable'} onClick={onSelect && (() => onSelect(bar.key))}>{marks}</g>
}

/** Bars in the order given; the scale starts at zero. */
export const BarSeries = (props: BarSeriesProps) => {
  const width = props.width ?? 560
  const letter = props.width === undefined ? 9 : 7
  const longest = Math.min(labelLength, Math.max(0, ...props.bars.map((bar) => bar.label.length)))
  const largest = Math.max(1, ...props.bars.map((bar) => bar.value ?? 0))
  const from = Math.min(16 + longest * letter, width * 0.45)
  const room = width - from - 16 - numberText(largest, props.lang).length * letter
  return (
    <ChartFrame {...props} box={{ width, height: Math.max(1, props.bars.length) * rowHeight + 4 }} className="chart-bars" interactive={Boolean(props.hrefOf ?? props.onSelect)}>
      {props.bars.map((bar, index) => (
        <Row key={bar.key} bar={bar} y={index * rowHeight} from={from} length={(room * (bar.value ?? 0)) / largest} props={props} />
      ))}
    </ChartFrame>
  )
}

/** The same as a table: a row per bar. */
export const barSeriesTable = (props: BarSeriesProps): ChartTable => ({
  caption: props.title,
  header: [props.dimension, props.unit],
  rows: props.bars.map((bar) => [bar.label, bar.value]),
})
