// Events at their coordinates as circles whose area is the amount, over the outlines of the countries.
import { scaleSqrt } from 'd3-scale'
import { numberText } from './format.ts'
import { ChartFrame, type ChartBasics, type ChartTable } from './frame.tsx'
import { areasOf, fitProjection, groundPaths, mapWidth, type Shapes } from './map-frame.ts'

export interface MapPoint {
  key: string
  label: string
  /** Degrees, WGS 84. */
  lon: number
  lat: number
  value: number
}

export interface PointMapProps extends Omit<ChartBasics, 'height'> {
  points: readonly MapPoint[]
  shapes: Shapes
  /** The lands around, drawn under the shapes. */
  ground?: Shapes
  /** The countries the view is fitted to; all when left out. */
  focus?: readonly string[]
  unit: string
  onSelect?: (key: string) => void
}

const largestRadius = 40

const legendAmounts = (largest: number): number[] => [...new Set([1, Math.max(1, Math.round(largest / 4)), largest])]

interface LegendProps {
  largest: number
  radius: (value: number) => number
  top: number
  props: PointMapProps
}

const Legend = ({ largest, radius, top, props }: LegendProps) => (
  <g className="chart-legend">
    <text x={8} y={top} className="chart-unit">{props.unit}</text>
    {legendAmounts(largest).map((amount, index) => (
      <g key={amount}>
        <circle className="chart-symbol" cx={60 + index * 240} cy={top + 56} r={radius(amount).toFixed(1)} />
        <text x={112 + index * 240} y={top + 56} dy="0.32em">{numberText(amount, props.lang)}</text>
      </g>
    ))}
  </g>
)

/** The largest circles are drawn first, so that small ones stay in sight. */
export const PointMap = (props: PointMapProps) => {
  const { onSelect } = props
  const features = areasOf(props.shapes)
  const focused = props.focus ? features.filter((shape) => props.focus?.includes(String(shape.id))) : features
  const { projection, height } = fitProjection(focused.length > 0 ? focused : features)
  const placed = props.points.flatMap((point) => {
    const at = projection([point.lon, point.lat])
    return at && at[0] >= 0 && at[0] <= mapWidth && at[1] >= 0 && at[1] <= height ? [{ point, x: at[0], y: at[1] }] : []
  })
  const largest = Math.max(1, ...placed.map(({ point }) => point.value))
  const scale = scaleSqrt([0, largest], [0, largestRadius])
  const radius = (value: number): number => Math.max(3, scale(value))
  return (
    <ChartFrame {...props} box={{ width: mapWidth, height: height + 130 }} className="chart-map" interactive={onSelect !== undefined}>
      {groundPaths(props.ground, projection).map((d) => <path key={d} className="chart-ground" d={d} />)}
      {groundPaths(props.shapes, projection).map((d) => <path key={d} className="chart-ground" d={d} />)}
      {placed.sort((a, b) => b.point.value - a.point.value).map(({ point, x, y }) => (
        <circle key={point.key} className={`chart-symbol${onSelect ? ' chart-selectable' : ''}`} cx={x.toFixed(0)} cy={y.toFixed(0)} r={radius(point.value).toFixed(1)} onClick={onSelect && (() => onSelect(point.key))}>
          <title>{`${point.label}: ${numberText(point.value, props.lang)} ${props.unit}`}</title>
        </circle>
      ))}
      <Legend largest={largest} radius={radius} top={height + 24} props={props} />
    </ChartFrame>
  )
}

/** The same as a table: a row per place, the largest first. */
export const pointMapTable = (props: Omit<PointMapProps, 'shapes'>): ChartTable => ({
  caption: props.title,
  header: [props.lang === 'es' ? 'lugar' : 'place', props.unit],
  rows: [...props.points].sort((a, b) => b.value - a.value).map((point) => [point.label, point.value]),
})
