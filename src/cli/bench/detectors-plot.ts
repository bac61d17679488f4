// The curve of docs/detectors.md: rises found, and weeks until found, against false alarms per series and year.
import type { Detector, Yield } from './trial.ts'

/** What one detector did in one simulation, by false alarms per series and year. */
export interface Curve {
  kind: string
  detector: Detector
  points: (Yield & { rate: number; threshold: number })[]
}

const [width, height] = [1050, 560]
const panel = { width: 195, height: 190, left: 60, top: 70, across: 250, down: 245 }
const looks: Record<Detector, { colour: string; dash: string }> = {
  pooled: { colour: '#0b6e4f', dash: '' }, farringtonFlexible: { colour: '#8a5a00', dash: '6 3' }, 'farringtonFlexible, any count': { colour: '#6b4ea0', dash: '2 3' },
}
const ticks = [0.05, 0.2, 0.5, 1, 3]
const [fewest, most] = [0.05, 3]

const text = (x: number, y: number, words: string, more = ''): string => `<text x="${x}" y="${y}" ${more}>${words}</text>`
const round = (value: number): number => Math.round(value * 10) / 10

interface Row {
  name: string
  top: number
  highest: number
  valueOf: (each: Yield) => number
  nameOf: (value: number) => string
}

const rows: Row[] = [
  { name: 'rises found', top: panel.top, highest: 1, valueOf: ({ found }) => found, nameOf: (value) => `${Math.round(100 * value)} %` },
  { name: 'weeks until found, of those found', top: panel.top + panel.down, highest: 1, valueOf: ({ delay }) => delay, nameOf: (value) => String(value) },
]

const xOf = (left: number, rate: number): number => round(left + (panel.width * Math.log(rate / fewest)) / Math.log(most / fewest))
const yOf = ({ top, highest }: Row, value: number): number => round(top + panel.height * (1 - Math.min(1, value / highest)))

const frameOf = (row: Row, left: number): string[] => [
  ...[0, 0.25, 0.5, 0.75, 1].map((part) => part * row.highest).map((value) =>
    `<line x1="${left}" x2="${left + panel.width}" y1="${yOf(row, value)}" y2="${yOf(row, value)}" stroke="#ddd"/>${text(left - 6, yOf(row, value) + 4, row.nameOf(value), 'text-anchor="end"')}`),
  ...ticks.map((tick) => text(xOf(left, tick), row.top + panel.height + 16, String(tick), 'text-anchor="middle"')),
]

const lineOf = (row: Row, left: number, { detector, points }: Curve): string => {
  const { colour, dash } = looks[detector]
  const path = points.map((point) => `${xOf(left, point.rate)},${yOf(row, row.valueOf(point))}`).join(' ')
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`
}

const legend = (): string[] => Object.entries(looks).map(([detector, { colour, dash }], i) => {
  const x = panel.left + i * 250
  return `<line x1="${x}" x2="${x + 30}" y1="34" y2="34" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>${text(x + 36, 38, detector, `fill="${colour}"`)}`
})

/** One column for each simulation; false alarms by powers, from 0.05 to 3. */
export const detectorsPlot = (kinds: readonly (readonly Curve[])[]): string => {
  const title = 'Rises found, and weeks until found, by false alarms per series and year'
  const panels = kinds.flatMap((curves, column) => rows.flatMap((row) => {
    const left = panel.left + column * panel.across
    return [text(left, row.top - 8, row.top === panel.top ? curves[0]?.kind ?? '' : row.name, 'font-size="11"'), ...frameOf(row, left), ...curves.map((curve) => lineOf(row, left, curve))]
  }))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="sans-serif" font-size="12">
<title>${title}</title><rect width="${width}" height="${height}" fill="#fff"/>
${[text(panel.left, 18, title, 'font-weight="bold"'), ...legend(), ...panels, text(width / 2, height - 20, 'false alarms per series and year', 'text-anchor="middle"')].join('\n')}
</svg>
`
}
