// Amounts by territory as shades of one colour; what is not known is hatched, never left looking like zero.
import type { ReactNode } from 'react'
import type { Text } from '../text.ts'
import { levelOf, quantileClasses, type ValueClass } from './classes.ts'
import { compactPath } from './compact-path.ts'
import { numberText } from './format.ts'
import { ChartFrame, type ChartBasics, type ChartTable } from './frame.tsx'
import { areasOf, fitProjection, groundPaths, mapWidth, type Shapes } from './map-frame.ts'

export interface AreaValue {
  /** ISO 3166-1 or -2 code: the `id` of the shape. */
  code: string
  name: string
  value: number | null
}

export interface AreaMapProps extends Omit<ChartBasics, 'height'> {
  areas: readonly AreaValue[]
  shapes: Shapes
  /** The lands around, drawn plain so that the areas are recognised. */
  ground?: Shapes
  /** The codes the view is fitted to; every area when left out. */
  view?: readonly string[]
  unit: string
  /** What an area is: `entidad`. */
  dimension: string
  selected?: string
  hrefOf?: (code: string) => string
  onSelect?: (code: string) => void
}

const words = {
  noData: { es: 'sin datos', en: 'no data' },
  to: { es: 'a', en: 'to' },
} satisfies Record<string, Text>

interface AreaProps {
  area: AreaValue
  d: string
  level: 'none' | 'zero' | number
  props: AreaMapProps
}

const classOf = (level: AreaProps['level']): string => (typeof level === 'number' ? `chart-amount-${level}` : `chart-amount-${level === 'zero' ? '0' : 'none'}`)

const AreaShape = ({ area, d, level, props }: AreaProps) => {
  const isOpen = area.value !== null
  const onSelect = isOpen ? props.onSelect : undefined
  const shape = (
    <path
      className={`chart-area ${classOf(level)}${onSelect ? ' chart-selectable' : ''}`}
      d={d}
      fill={level === 'none' ? `url(#${props.id}-hatch)` : undefined}
      onClick={onSelect && (() => onSelect(area.code))}
    >
      <title>{`${area.name}: ${area.value === null ? words.noData[props.lang] : `${numberText(area.value, props.lang)} ${props.unit}`}`}</title>
    </path>
  )
  return props.hrefOf && isOpen ? <a href={props.hrefOf(area.code)}>{shape}</a> : shape
}

/** The pattern of what is not known; referred to as `<id>-hatch`. */
const Hatch = ({ id }: { id: string }) => (
  <defs>
    <pattern id={`${id}-hatch`} width={10} height={10} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={10} height={10} className="chart-hatch-ground" />
      <line x1={0} y1={0} x2={0} y2={10} className="chart-hatch-line" />
    </pattern>
  </defs>
)

interface Entry {
  key: string
  className: string
  hatched?: boolean
  label: string
}

const entriesFor = (props: AreaMapProps, classes: readonly ValueClass[]): Entry[] => {
  const number = (value: number) => numberText(value, props.lang)
  const range = (one: ValueClass) => (one.from === one.to ? number(one.from) : `${number(one.from)} ${words.to[props.lang]} ${number(one.to)}`)
  return [
    ...classes.toReversed().map((one) => ({ key: String(one.level), className: `chart-amount-${one.level}`, label: range(one) })),
    ...(props.areas.some((area) => area.value === 0) ? [{ key: 'zero', className: 'chart-amount-0', label: '0' }] : []),
    ...(props.areas.some((area) => area.value === null) ? [{ key: 'none', className: 'chart-amount-none', hatched: true, label: words.noData[props.lang] }] : []),
  ]
}

const entryHeight = 38

/** Long ranges need the room of two. */
const columnsFor = (entries: readonly Entry[]): number => (entries.some(({ label }) => label.length > 20) ? 2 : 3)

// Under the map, the same on a phone and on paper.
const Legend = ({ entries, columns, top, props }: { entries: readonly Entry[]; columns: number; top: number; props: AreaMapProps }) => (
  <g className="chart-legend">
    <text x={8} y={top} className="chart-unit">{props.unit}</text>
    {entries.map((entry, index) => {
      const [x, y] = [8 + ((index % columns) * 990) / columns, top + 16 + Math.floor(index / columns) * entryHeight]
      return (
        <g key={entry.key}>
          <rect x={x} y={y} width={36} height={24} className={`chart-area ${entry.className}`} fill={entry.hatched ? `url(#${props.id}-hatch)` : undefined} />
          <text x={x + 46} y={y + 13} dy="0.32em">{entry.label}</text>
        </g>
      )
    })}
  </g>
)

/** The shapes named in `areas`, in the shade of their value. */
export const AreaMap = (props: AreaMapProps) => {
  const values = new Map(props.areas.map((area) => [area.code, area]))
  const features = areasOf(props.shapes)
  const known = features.filter((shape) => values.has(String(shape.id)))
  const inView = features.filter((shape) => (props.view ? props.view.includes(String(shape.id)) : values.has(String(shape.id))))
  const { projection, height } = fitProjection(inView.length > 0 ? inView : features)
  const classes = quantileClasses(props.areas.map((area) => area.value))
  const entries = entriesFor(props, classes)
  const columns = columnsFor(entries)
  const selected = features.find((shape) => shape.id === props.selected)
  const drawn = known.map((shape): ReactNode => {
    const area = values.get(String(shape.id))
    const d = compactPath(shape, projection)
    return area && d !== '' && <AreaShape key={area.code} area={area} d={d} level={levelOf(area.value, classes)} props={props} />
  })
  const total = height + 40 + Math.ceil(entries.length / columns) * entryHeight
  return (
    <ChartFrame {...props} box={{ width: mapWidth, height: total }} className="chart-map" interactive={Boolean(props.hrefOf ?? props.onSelect)}>
      <Hatch id={props.id} />
      {groundPaths(props.ground, projection).map((d) => <path key={d} className="chart-ground" d={d} />)}
      {drawn}
      {selected && <path className="chart-area-selected" d={compactPath(selected, projection)} />}
      <Legend entries={entries} columns={columns} top={height + 24} props={props} />
    </ChartFrame>
  )
}

/** The same as a table: a row per area, the largest first. */
export const areaMapTable = (props: Omit<AreaMapProps, 'shapes'>): ChartTable => ({
  caption: props.title,
  header: [props.dimension, props.unit],
  rows: [...props.areas].sort((a, b) => (b.value ?? -1) - (a.value ?? -1)).map((area) => [area.name, area.value]),
})
