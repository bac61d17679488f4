// Precisions with their intervals: a dot for the share of signals that were true, a whisker for what so few verdicts leave open.
import { cutText } from '../../platform/charts/format.ts'
import { ChartFrame } from '../../platform/charts/frame.tsx'
import type { PrecisionRow } from '../../modules/warning/model/verdicts.ts'
import { useFormat, useLanguage, useText } from '../kit/kit.ts'

const rowHeight = 30
const top = 8
const foot = 26
const labelLength = 30

interface PrecisionChartProps {
  id: string
  title: string
  rows: readonly PrecisionRow[]
  width: number
}

export const PrecisionChart = ({ id, title, rows, width }: PrecisionChartProps) => {
  const t = useText()
  const lang = useLanguage()
  const { percent } = useFormat()
  const from = Math.min(labelLength * 7 + 12, width * 0.42)
  const x = (share: number): number => from + share * (width - from - 24)
  const height = top + rows.length * rowHeight + foot
  const told = rows.map(({ name, precision }) => `${t(name)}: ${precision ? percent(precision.share) : '—'}`).join('; ')
  return (
    <ChartFrame id={id} title={title} description={told} lang={lang} width={width} box={{ width, height }} className="chart-precision">
      {[0, 0.5, 1].map((share) => (
        <g key={share} className="chart-axis">
          <line className={share === 0 ? 'chart-base' : 'chart-rule'} x1={x(share)} x2={x(share)} y1={top} y2={height - foot} />
          <text x={x(share)} y={height - 8} textAnchor="middle">{percent(share)}</text>
        </g>
      ))}
      {rows.map(({ key, name, precision }, at) => {
        const y = top + at * rowHeight + rowHeight / 2
        return (
          <g key={key}>
            <text x={from - 10} y={y} dy="0.32em" textAnchor="end">{cutText(t(name), Math.floor((from - 12) / 7))}</text>
            {precision && (
              <>
                <line className="chart-observed" x1={x(precision.lower)} x2={x(precision.upper)} y1={y} y2={y} />
                <circle className="chart-point chart-fill-1" cx={x(precision.share)} cy={y} r={6}>
                  <title>{`${t(name)}: ${percent(precision.share)} (${percent(precision.lower)} – ${percent(precision.upper)})`}</title>
                </circle>
              </>
            )}
          </g>
        )
      })}
    </ChartFrame>
  )
}
