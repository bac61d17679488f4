// How cost grows with the number of records: the table and the plot of docs/performance.md.
import { seconds, times } from './finding.ts'

/** One question at one size, in seconds: by the columns alone, the whole act, DuckDB and bare SQL. */
export interface MeasuredQuestion {
  question: string
  cells: number
  columns: number
  act: number
  bare: number
  duck: number | null
}

/** All that was measured at one size. `fill`: columns read from the database; `reopen`: from their file; `fresh`: answer after a release. */
export interface Growth {
  records: number
  fill: number
  reopen: number
  fresh: number
  measured: MeasuredQuestion[]
}

export const growthHeads = ['records', 'question', 'cells', 'columns', 'DuckDB, 2 threads', 'ratio', 'the whole act', 'bare SQL']

const compared = (own: number, other: number | null): string[] => (other === null ? ['not compared', '—'] : [seconds(other), times(own / other)])

export const growthRows = (growth: readonly Growth[]): string[][] =>
  growth.flatMap(({ records, measured }) => measured.map(({ question, cells, columns, duck, act, bare }) =>
    [records.toLocaleString('en'), question, cells.toLocaleString('en'), seconds(columns), ...compared(columns, duck), seconds(act), seconds(bare)]))

export const upkeepHeads = ['records', 'columns read from the database, once', 'from their file, at a start', 'first right answer after a release of 10,000 rows']

export const upkeepRows = (growth: readonly Growth[]): string[][] =>
  growth.map(({ records, fill, reopen, fresh }) => [records.toLocaleString('en'), seconds(fill), seconds(reopen), seconds(fresh)])

const [width, height] = [760, 420]
const frame = { left: 70, right: 250, top: 40, bottom: 50 }
const slowest = 1.3

interface Line {
  name: string
  colour: string
  dash: string
  points: { records: number; taken: number }[]
}

const looks = [['columns', '#0b6e4f', ''], ['DuckDB, 2 threads', '#8a5a00', '6 3'], ['bare SQL', '#6b4ea0', '2 3']] as const

const linesOf = (growth: readonly Growth[]): Line[] => {
  const names = growth[0]?.measured.map(({ question }) => question) ?? []
  return names.flatMap((name, at) => looks.map(([engine, colour, dash]) => ({
    name: `${engine}, ${name}`, colour, dash: at === 0 ? '' : dash || '1 2',
    points: growth.flatMap(({ records, measured }) => {
      const found = measured[at]
      const taken = { columns: found?.columns, 'DuckDB, 2 threads': found?.duck, 'bare SQL': found?.bare }[engine]
      return taken ? [{ records, taken }] : []
    }),
  })).filter(({ points }) => points.length > 0))
}

const scaleFor = (values: readonly number[], from: number, to: number): ((value: number) => number) => {
  const [low, high] = [Math.log10(Math.min(...values) / slowest), Math.log10(Math.max(...values) * slowest)]
  return (value) => Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10
}

const ticks = (values: readonly number[]): number[] => {
  const [first, last] = [Math.ceil(Math.log10(Math.min(...values) / slowest)), Math.floor(Math.log10(Math.max(...values) * slowest))]
  return Array.from({ length: last - first + 1 }, (_, at) => 10 ** (first + at))
}

const text = (x: number, y: number, words: string, more = ''): string => `<text x="${x}" y="${y}" ${more}>${words}</text>`

const inWords = (records: number): string => `${Number((records / 1e6).toPrecision(1))} M`

/** Both axes by powers of ten: a straight line one step up for each step to the right grows as the records do. */
export const growthPlot = (growth: readonly Growth[]): string => {
  const lines = linesOf(growth).map((line) => ({ ...line, last: line.points.at(-1)?.taken ?? 0 })).sort((a, b) => b.last - a.last)
  const all = lines.flatMap(({ points }) => points)
  const x = scaleFor(all.map(({ records }) => records), frame.left, width - frame.right)
  const y = scaleFor(all.map(({ taken }) => taken), height - frame.bottom, frame.top)
  const ends = lines.reduce<number[]>((placed, { last }) => [...placed, Math.max(y(last) + 4, (placed.at(-1) ?? 0) + 15)], [])
  const grid = ticks(all.map(({ taken }) => taken)).map((tick) =>
    `<line x1="${frame.left}" x2="${width - frame.right}" y1="${y(tick)}" y2="${y(tick)}" stroke="#ddd"/>${text(frame.left - 8, y(tick) + 4, seconds(tick), 'text-anchor="end"')}`)
  const sizes = growth.map(({ records }) => text(x(records), height - frame.bottom + 20, inWords(records), 'text-anchor="middle"'))
  const drawn = lines.map(({ name, colour, dash, points }, at) => {
    const path = points.map(({ records, taken }) => `${x(records)},${y(taken)}`).join(' ')
    const dots = points.map(({ records, taken }) => `<circle cx="${x(records)}" cy="${y(taken)}" r="3" fill="${colour}"/>`).join('')
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>${dots}${text(width - frame.right + 12, ends[at] ?? 0, name, `fill="${colour}"`)}`
  })
  const title = 'Seconds for a crosstab by number of records (both axes by powers of ten)'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="sans-serif" font-size="12">
<title>${title}</title><rect width="${width}" height="${height}" fill="#fff"/>
${[text(frame.left, 20, title, 'font-weight="bold"'), ...grid, ...sizes, text((frame.left + width - frame.right) / 2, height - 12, 'records', 'text-anchor="middle"'), ...drawn].join('\n')}
</svg>
`
}
