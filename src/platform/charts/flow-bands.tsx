// Counts from one stage to the next as bands whose width is the amount (a Sankey diagram).
import { sankey, sankeyLinkHorizontal, type SankeyLink, type SankeyNode } from 'd3-sankey'
import { cutText, numberText } from './format.ts'
import { ChartFrame, type ChartBasics, type ChartTable } from './frame.tsx'

export interface FlowStop {
  id: string
  stage: number
  label: string
  value: number
}

export interface FlowBand {
  from: string
  to: string
  value: number
}

export interface FlowBandsProps extends Omit<ChartBasics, 'height'> {
  stops: readonly FlowStop[]
  bands: readonly FlowBand[]
  /** What each stage is: `nacionalidad`, `territorio`. */
  stages: readonly string[]
  unit: string
  onSelect?: (band: FlowBand) => void
}

type Stop = SankeyNode<FlowStop, FlowBand>
type Band = SankeyLink<FlowStop, FlowBand>

const stopWidth = 12
const top = 28
const kinds = 6

const layOut = ({ stops, bands }: FlowBandsProps, width: number, height: number) => {
  const tallest = Math.max(1, ...[...Map.groupBy(stops, ({ stage }) => stage).values()].map((column) => column.length))
  const gap = Math.max(2, Math.min(16, (height - top) / tallest / 2))
  return sankey<FlowStop, FlowBand>().nodeId(({ id }) => id).nodeAlign(({ stage }) => stage).nodeSort(null).linkSort(null)
    .nodeWidth(stopWidth).nodePadding(gap).extent([[4, top], [width - 4, height - 12]])({
      nodes: stops.map((stop) => ({ ...stop })), links: bands.map((band) => ({ ...band, source: band.from, target: band.to })),
    })
}

const isStop = (end: Band['source']): end is Stop => typeof end === 'object'
const labelOf = (end: Band['source']): string => (isStop(end) ? end.label : String(end))

interface DrawnProps {
  props: FlowBandsProps
  letters: number
  width: number
}

const BandShape = ({ band, kind, props }: { band: Band; kind: number; props: FlowBandsProps }) => {
  const { onSelect } = props
  return (
    <path
      className={`chart-flow chart-line-${kind}${onSelect ? ' chart-flow-opens' : ''}`} d={sankeyLinkHorizontal<FlowStop, FlowBand>()(band) ?? ''}
      strokeWidth={Math.max(1, band.width ?? 1).toFixed(1)} onClick={onSelect && (() => onSelect({ from: band.from, to: band.to, value: band.value }))}
    >
      <title>{`${labelOf(band.source)} → ${labelOf(band.target)}: ${numberText(band.value, props.lang)} ${props.unit}`}</title>
    </path>
  )
}

const StopShape = ({ stop, props, letters, width }: DrawnProps & { stop: Stop }) => {
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [stop.x0, stop.x1, stop.y0, stop.y1]
  const isLast = stop.stage === props.stages.length - 1
  const isTall = y1 - y0 > 5 || stop.value > 0
  return (
    <g>
      <title>{`${stop.label}: ${numberText(stop.value, props.lang)} ${props.unit}`}</title>
      <rect className="chart-flow-stop" x={x0} y={y0} width={x1 - x0} height={Math.max(1, y1 - y0).toFixed(1)} />
      {isTall && (
        <text x={isLast ? x0 - 6 : x1 + 6} y={(y0 + y1) / 2} dy="0.35em" textAnchor={isLast ? 'end' : 'start'} className="chart-flow-label">
          {width < 480 ? cutText(stop.label, letters) : `${cutText(stop.label, letters)} ${numberText(stop.value, props.lang)}`}
        </text>
      )}
    </g>
  )
}

/** Bands from the first stage at the left to the last at the right; each colour is one of the largest beginnings. */
export const FlowBands = (props: FlowBandsProps) => {
  const { width = 560, stops, stages } = props
  const tallest = Math.max(1, ...[...Map.groupBy(stops, ({ stage }) => stage).values()].map((column) => column.length))
  const height = top + Math.max(240, tallest * 30)
  const { nodes, links } = layOut(props, width, height)
  const beginnings = new Map(stops.filter(({ stage }) => stage === 0).map(({ id }, index) => [id, (index % kinds) + 1]))
  const letters = Math.max(8, Math.floor(width / stages.length / 11))
  return (
    <ChartFrame {...props} box={{ width, height }} className="chart-flows" interactive={props.onSelect !== undefined}>
      {stages.map((stage, index) => (
        <text key={stage} className="chart-unit" x={index === 0 ? 4 : ((width - 8) * index) / (stages.length - 1)} y={14} textAnchor={index === 0 ? 'start' : 'end'}>{stage}</text>
      ))}
      {links.map((band) => <BandShape key={`${band.from} ${band.to}`} band={band} kind={beginnings.get(band.from) ?? kinds} props={props} />)}
      {nodes.map((stop) => <StopShape key={stop.id} stop={stop} props={props} letters={letters} width={width} />)}
    </ChartFrame>
  )
}

/** The same as a table: a row per band, the widest first. */
export const flowBandsTable = (props: FlowBandsProps): ChartTable => {
  const names = new Map(props.stops.map(({ id, label }) => [id, label]))
  const [from, to] = props.lang === 'es' ? ['de', 'a'] : ['from', 'to']
  return {
    caption: `${props.title} (${props.unit})`,
    header: [from, to, props.unit],
    rows: props.bands.toSorted((a, b) => b.value - a.value).map((band) => [names.get(band.from) ?? '', names.get(band.to) ?? '', band.value]),
  }
}
