// What every chart shares: the titled drawing, the number axis and the time axis.
import type { ScaleLinear, ScaleTime } from 'd3-scale'
import { scaleLinear, scaleUtc } from 'd3-scale'
import type { ReactNode } from 'react'
import type { Language } from '../text.ts'
import { numberText, tickText } from './format.ts'

/**
 * `id` must be unique in the page. Without a `width` the drawing fills its column and its letters grow on phones;
 * with one (a measured container) a unit is a pixel.
 */
export interface ChartBasics {
  id: string
  title: string
  description: string
  lang: Language
  width?: number
  height?: number
}

/** A chart said as a table: what a screen reader, a printer or a spreadsheet gets. */
export interface ChartTable {
  caption: string
  header: string[]
  rows: (string | number | null)[][]
}

export interface Box {
  width: number
  height: number
  top: number
  right: number
  bottom: number
  left: number
}

const fluidWidth = 560

/** The room for the marks, given the labels at the left and at the right. */
export const boxFor = (chart: ChartBasics, leftLabel: string, rightLabel: string): Box => {
  const letter = chart.width === undefined ? 9 : 7
  return {
    width: chart.width ?? fluidWidth,
    height: chart.height ?? 280,
    top: 30,
    right: 14 + rightLabel.length * letter,
    bottom: 30,
    left: 14 + leftLabel.length * letter,
  }
}

interface FrameProps extends ChartBasics {
  box: { width: number; height: number }
  className: string
  interactive?: boolean
  children: ReactNode
}

/** The drawing itself, named and described for those who do not see it. */
export const ChartFrame = (props: FrameProps) => (
  <svg
    className={`chart ${props.className}${props.width === undefined ? ' chart-fluid' : ''}`}
    viewBox={`0 0 ${props.box.width} ${props.box.height}`}
    width={props.width}
    role={props.interactive ? 'group' : 'img'}
    aria-labelledby={`${props.id}-title ${props.id}-desc`}
  >
    <title id={`${props.id}-title`}>{props.title}</title>
    <desc id={`${props.id}-desc`}>{props.description}</desc>
    {props.children}
  </svg>
)

/** From zero to a round number above the largest value. */
export const numberScale = (largest: number, box: Box): ScaleLinear<number, number> =>
  scaleLinear([0, largest > 0 ? largest : 1], [box.height - box.bottom, box.top]).nice(4)

/** Time from the first to the last ISO date. */
export const timeScale = (dates: readonly Date[], box: Box): ScaleTime<number, number> => {
  const times = dates.map((date) => date.getTime())
  return scaleUtc([Math.min(...times), Math.max(...times)], [box.left, box.width - box.right])
}

export const dateOf = (start: string): Date => new Date(`${start.slice(0, 10)}T00:00:00Z`)

// Counts are marked at whole numbers; only rates below two need the steps between.
const ticksOf = (scale: ScaleLinear<number, number>): number[] => {
  const ticks = scale.ticks(4)
  const whole = ticks.filter((tick) => Number.isInteger(tick))
  return whole.length >= 2 ? whole : ticks
}

/** The longest label the number axis will carry. */
export const longestTick = (scale: ScaleLinear<number, number>, lang: Language): string =>
  ticksOf(scale).map((tick) => numberText(tick, lang)).reduce((a, b) => (b.length > a.length ? b : a), '')

interface NumberAxisProps {
  scale: ScaleLinear<number, number>
  box: Box
  lang: Language
  unit: string
}

/** Horizontal rules with their numbers; the unit stands above them. */
export const NumberAxis = ({ scale, box, lang, unit }: NumberAxisProps) => (
  <g className="chart-axis">
    <text x={2} y={12} className="chart-unit">{unit}</text>
    {ticksOf(scale).map((tick) => (
      <g key={tick}>
        <line x1={box.left} x2={box.width - box.right} y1={scale(tick)} y2={scale(tick)} className={tick === 0 ? 'chart-base' : 'chart-rule'} />
        <text x={box.left - 6} y={scale(tick)} dy="0.32em" textAnchor="end">{numberText(tick, lang)}</text>
      </g>
    ))}
  </g>
)

interface TimeAxisProps {
  scale: ScaleTime<number, number>
  box: Box
  lang: Language
  /** Years alone, when nothing finer is shown. */
  yearly?: boolean
}

/** Years, or months of a short span, under the drawing; every second one gives way on phones. */
export const TimeAxis = ({ scale, box, lang, yearly }: TimeAxisProps) => {
  const room = Math.max(2, Math.min(8, Math.floor((box.width - box.left - box.right) / 60)))
  const ticks = scale.ticks(room).filter((tick) => !yearly || tick.getUTCMonth() === 0)
  return (
    <g className="chart-axis">
      {ticks.map((tick, index) => (
        <g key={tick.getTime()} className={index % 2 === 1 ? 'chart-minor' : undefined}>
          <line x1={scale(tick)} x2={scale(tick)} y1={box.height - box.bottom} y2={box.height - box.bottom + 4} className="chart-base" />
          <text x={scale(tick)} y={box.height - box.bottom + 18} textAnchor="middle">{tickText(tick, lang)}</text>
        </g>
      ))}
    </g>
  )
}
