// Two amounts for each thing, one bar under the other: a place against a place, a period against a period.
import { cutText, numberText } from './format.ts'
import { ChartFrame, type ChartBasics, type ChartTable } from './frame.tsx'

export interface Pair {
  key: string
  label: string
  first: number | null
  second: number | null
}

export interface PairBarsProps extends Omit<ChartBasics, 'height'> {
  pairs: readonly Pair[]
  /** What the two are: `2023`, `2024`. */
  names: readonly [string, string]
  unit: string
  /** What the rows are: `territorio`. */
  dimension: string
  onSelect?: (key: string, which: 0 | 1) => void
}

const rowHeight = 46
const barHeight = 15
const labelLength = 24
const top = 34

interface BarProps {
  value: number | null
  at: { x: number; y: number; length: number }
  which: 0 | 1
  pair: Pair
  props: PairBarsProps
}

const Bar = ({ value, at: { x, y, length }, which, pair, props }: BarProps) => {
  const { onSelect } = props
  return (
    <g className={onSelect && value !== null ? 'chart-selectable' : undefined} onClick={onSelect && (() => onSelect(pair.key, which))}>
      <title>{`${pair.label}, ${props.names[which]}: ${numberText(value, props.lang)} ${props.unit}`}</title>
      <rect className={`chart-fill-${which + 1}`} x={x} y={y} width={Math.max(length, value ? 1 : 0).toFixed(1)} height={barHeight} rx={2} />
      <text className="chart-value" x={x + length + 6} y={y + barHeight / 2} dy="0.35em">{numberText(value, props.lang)}</text>
    </g>
  )
}

const Names = ({ names, from }: { names: PairBarsProps['names']; from: number }) => (
  <g className="chart-legend">
    {names.map((name, index) => (
      <g key={name} transform={`translate(${from + index * 150} 4)`}>
        <rect className={`chart-fill-${index + 1}`} width={14} height={14} rx={2} />
        <text x={20} y={11}>{cutText(name, 16)}</text>
      </g>
    ))}
  </g>
)

/** Pairs in the order given; both bars on one scale from zero. */
export const PairBars = (props: PairBarsProps) => {
  const { pairs, width = 560 } = props
  const longest = Math.min(labelLength, Math.max(0, ...pairs.map(({ label }) => label.length)))
  const from = Math.min(16 + longest * 7, width * 0.42)
  const largest = Math.max(0, ...pairs.flatMap(({ first, second }) => [first ?? 0, second ?? 0])) || 1
  const room = width - from - 24 - numberText(largest, props.lang).length * 8
  return (
    <ChartFrame {...props} box={{ width, height: top + Math.max(1, pairs.length) * rowHeight }} className="chart-pairs" interactive={props.onSelect !== undefined}>
      <Names names={props.names} from={Math.min(from, 8)} />
      {pairs.map((pair, index) => (
        <g key={pair.key}>
          <text x={from - 8} y={top + index * rowHeight + barHeight} dy="0.35em" textAnchor="end">{cutText(pair.label, Math.floor(from / 7))}</text>
          {([pair.first, pair.second] as const).map((value, which) => (
            <Bar
              key={props.names[which]} value={value} which={which as 0 | 1} pair={pair} props={props}
              at={{ x: from, y: top + index * rowHeight + which * (barHeight + 1), length: (room * (value ?? 0)) / largest }}
            />
          ))}
        </g>
      ))}
    </ChartFrame>
  )
}

/** The same as a table: a row per pair. */
export const pairBarsTable = (props: PairBarsProps): ChartTable => ({
  caption: `${props.title} (${props.unit})`,
  header: [props.dimension, ...props.names],
  rows: props.pairs.map(({ label, first, second }) => [label, first, second]),
})
