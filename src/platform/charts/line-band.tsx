// A counted series against what was expected and the bound above which it is unusual; alarms are told by shape, not colour alone.
import { area, line } from 'd3-shape'
import type { ScaleLinear, ScaleTime } from 'd3-scale'
import type { Text } from '../text.ts'
import { numberText, periodText, type Grain } from './format.ts'
import { boxFor, ChartFrame, dateOf, longestTick, NumberAxis, numberScale, TimeAxis, timeScale, type Box, type ChartBasics, type ChartTable } from './frame.tsx'

/** One period; `start` is its ISO date. Expected and upper are null where the method gives none. */
export interface BandPoint {
  start: string
  observed: number | null
  expected: number | null
  upper: number | null
  alarm: boolean
  /** What a period not complete will have counted once late reports are in. */
  nowcast?: { estimate: number; lower: number; upper: number } | null
}

export interface LineBandProps extends ChartBasics {
  points: readonly BandPoint[]
  grain: Grain
  /** What is counted: `víctimas`. */
  unit: string
}

const words = {
  observed: { es: 'observado', en: 'observed' },
  expected: { es: 'esperado', en: 'expected' },
  upper: { es: 'límite', en: 'bound' },
  alarm: { es: 'alarma', en: 'alarm' },
  period: { es: 'periodo', en: 'period' },
  nowcast: { es: 'previsto con lo tardío', en: 'foreseen with late reports' },
} satisfies Record<string, Text>

interface Scales {
  x: ScaleTime<number, number>
  y: ScaleLinear<number, number>
}

const largestOf = (points: readonly BandPoint[]): number => Math.max(1, ...points.flatMap((one) => [one.observed ?? 0, one.upper ?? 0, one.expected ?? 0, one.nowcast?.upper ?? 0]))

const lineOf = (points: readonly BandPoint[], { x, y }: Scales, value: (point: BandPoint) => number | null): string =>
  line<BandPoint>(dateX(x), (point) => y(value(point) ?? 0)).defined((point) => value(point) !== null).digits(1)(points) ?? ''

const dateX = (x: Scales['x']) => (point: BandPoint) => x(dateOf(point.start))

const Band = ({ points, scales }: { points: readonly BandPoint[]; scales: Scales }) => {
  const shape = area<BandPoint>(dateX(scales.x), (point) => scales.y(point.expected ?? 0), (point) => scales.y(point.upper ?? 0))
    .defined((point) => point.upper !== null && point.expected !== null)
    .digits(1)
  return (
    <>
      <path className="chart-band" d={shape(points) ?? ''} />
      <path className="chart-upper" d={lineOf(points, scales, (point) => point.upper)} />
      <path className="chart-expected" d={lineOf(points, scales, (point) => point.expected)} />
    </>
  )
}

const Alarms = ({ points, scales, props }: { points: readonly BandPoint[]; scales: Scales; props: LineBandProps }) => (
  <>
    {points.filter((point) => point.alarm && point.observed !== null).map((point) => {
      const [x, y] = [scales.x(dateOf(point.start)), scales.y(point.observed ?? 0)]
      return (
        <path key={point.start} className="chart-alarm" d={`M${x.toFixed(1)} ${(y - 13).toFixed(1)}l6 10h-12z`}>
          <title>{`${words.alarm[props.lang]}: ${periodText(point.start, props.grain, props.lang)}, ${numberText(point.observed, props.lang)}`}</title>
        </path>
      )
    })}
  </>
)

/** A whisker from the least to the most that is likely, with a hollow mark at the estimate: what is drawn below it is not all there is. */
const Foreseen = ({ points, scales: { x, y }, props }: { points: readonly BandPoint[]; scales: Scales; props: LineBandProps }) => (
  <>
    {points.map(({ start, nowcast }) => nowcast && (
      <g key={start} className="chart-foreseen">
        <line x1={x(dateOf(start))} x2={x(dateOf(start))} y1={y(nowcast.lower)} y2={y(nowcast.upper)} />
        <circle cx={x(dateOf(start))} cy={y(nowcast.estimate)} r={3.5}>
          <title>{`${words.nowcast[props.lang]}: ${periodText(start, props.grain, props.lang)}, ${numberText(nowcast.estimate, props.lang)} (${numberText(nowcast.lower, props.lang)}–${numberText(nowcast.upper, props.lang)})`}</title>
        </circle>
      </g>
    ))}
  </>
)

interface EndLabel {
  text: string
  y: number
  className: string
}

// Labels at the end of the lines, pushed apart where they would overlap.
const endLabels = (points: readonly BandPoint[], { y }: Scales, props: LineBandProps): EndLabel[] => {
  const last = (value: (point: BandPoint) => number | null) => points.map(value).findLast((one) => one !== null)
  const ends = [
    { text: words.upper[props.lang], value: last((point) => point.upper), className: 'chart-label-upper' },
    { text: words.expected[props.lang], value: last((point) => point.expected), className: 'chart-label-expected' },
    { text: words.observed[props.lang], value: last((point) => point.observed), className: 'chart-label-observed' },
  ]
  const known = ends.flatMap((end) => (typeof end.value === 'number' ? [{ text: end.text, className: end.className, y: y(end.value) }] : []))
  return spread(known, y.range()[0] ?? 0)
}

const gap = 15

/** Labels in the order of their height, none nearer than a line to the next and none below the bottom. */
export const spread = <L extends { y: number }>(labels: readonly L[], bottom: number): L[] => {
  const ordered = [...labels].sort((a, b) => a.y - b.y)
  const down: number[] = []
  for (const { y } of ordered) down.push(Math.max(y, (down.at(-1) ?? -gap) + gap))
  const up: number[] = []
  for (const y of down.toReversed()) up.push(Math.min(y, (up.at(-1) ?? bottom + gap) - gap))
  return ordered.map((label, index) => ({ ...label, y: up[up.length - 1 - index] ?? label.y }))
}

const scalesFor = (props: LineBandProps): { box: Box; scales: Scales } => {
  const sketch = boxFor(props, '', words.observed[props.lang])
  const box = boxFor(props, longestTick(numberScale(largestOf(props.points), sketch), props.lang), words.observed[props.lang])
  return { box, scales: { x: timeScale(props.points.map((point) => dateOf(point.start)), box), y: numberScale(largestOf(props.points), box) } }
}

/** The early-warning chart: observed line, expected line, band up to the bound, a triangle on each alarm. */
export const LineBand = (props: LineBandProps) => {
  const { box, scales } = scalesFor(props)
  return (
    <ChartFrame {...props} box={box} className="chart-line-band">
      <NumberAxis scale={scales.y} box={box} lang={props.lang} unit={props.unit} />
      <TimeAxis scale={scales.x} box={box} lang={props.lang} />
      <Band points={props.points} scales={scales} />
      <path className="chart-observed" d={lineOf(props.points, scales, (point) => point.observed)} />
      <Foreseen points={props.points} scales={scales} props={props} />
      <Alarms points={props.points} scales={scales} props={props} />
      {endLabels(props.points, scales, props).map((label) => (
        <text key={label.text} x={box.width - box.right + 6} y={label.y} dy="0.32em" className={label.className}>{label.text}</text>
      ))}
    </ChartFrame>
  )
}

/** The same as a table: period, observed, expected, bound, alarm. */
export const lineBandTable = (props: LineBandProps): ChartTable => ({
  caption: `${props.title} (${props.unit})`,
  header: (['period', 'observed', 'expected', 'upper', 'alarm'] as const).map((word) => words[word][props.lang]),
  rows: props.points.map((point) => [
    periodText(point.start, props.grain, props.lang),
    point.observed,
    point.expected,
    point.upper,
    point.alarm ? `▲ ${words.alarm[props.lang]}` : '',
  ]),
})
