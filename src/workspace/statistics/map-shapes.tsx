// The drawing of places: shades of their outlines, or circles at their middles over the lands around.
import { useElementSize } from '@mantine/hooks'
import type { Topology } from 'topojson-specification'
import { AreaMap } from '../../platform/charts/area-map.tsx'
import { PointMap, type MapPoint } from '../../platform/charts/point-map.tsx'
import { dimensionNames, type Cell } from '../../modules/statistics/model.ts'
import { Read, useGo, useLanguage, useRead, useText } from '../kit/kit.ts'
import type { Answer } from './answer.ts'
import { drawnAreas, middlesOf, sumsByArea, withinZoom, type Drawing, type Level } from './areas.ts'
import { hasOutlines, useMunicipalities, type KnownPlaces } from './places.tsx'
import { openingOf, type Question } from './question.ts'
import styles from './statistics.module.css'
import { useSay } from './words.ts'

const words = {
  drawing: { es: 'Dibujando el mapa…', en: 'Drawing the map…' },
  describe: { es: 'Toque un lugar para abrir su cifra; las mismas cifras están en la tabla.', en: 'Touch a place to open its figure; the same figures are in the table.' },
}

interface AreasProps {
  question: Question
  answer: Answer
  /** The cells in view. */
  rows: readonly Cell[]
  areaFor: (row: Cell) => string | undefined
  mapping: { level: Level; marks: 'areas' | 'circles' | 'points'; zoom: string | undefined }
  title: string
  unit: string
}

/** The file of outlines for a level: finer ones when zoomed in. */
const fileFor = ({ level, zoom }: AreasProps['mapping'], country: string | undefined): [file: string, object: string] => {
  if (level === 'country') return ['admin0', 'countries']
  if (level === 'municipality' && country !== undefined && hasOutlines(country)) return [country, 'municipalities']
  return [zoom === undefined && level === 'territory' ? 'region' : 'admin1', 'territories']
}

/** Circles of municipalities that have no outlines, at the middles their list gives. */
const listedMiddles = (known: KnownPlaces, { sums, within }: Pick<Drawing, 'sums' | 'within'>): MapPoint[] =>
  [...sums].flatMap(([id, value]) => {
    const place = known.byId.get(id)
    return place && value && within(id) ? [{ key: id, label: place.name, lon: place.lon, lat: place.lat, value }] : []
  })

/** The outlines of a level, read while the figures are still on their way. */
export const useShapes = (mapping: AreasProps['mapping']) => {
  const known = useMunicipalities()
  const [file, object] = fileFor(mapping, known?.country)
  return { known, object, shapes: useRead<Topology>(`/assets/boundaries/${file}.topo.json`) }
}

export const AreasOf = (props: AreasProps) => {
  const { known, object, shapes } = useShapes(props.mapping)
  const { ref, width } = useElementSize<HTMLDivElement>()
  return (
    <div ref={ref} className={styles.map}>
      <Read of={shapes} what={words.drawing}>{(topology) => width > 0 && <Drawn {...props} topology={topology} object={object} width={width} known={known} />}</Read>
    </div>
  )
}

type DrawnProps = AreasProps & { topology: Topology; object: string; width: number; known: KnownPlaces | undefined }

const Drawn = (props: DrawnProps) => {
  const { question, answer, rows, areaFor, mapping: { level, marks, zoom }, title, unit, topology, object, width, known } = props
  const t = useText()
  const lang = useLanguage()
  const say = useSay()
  const go = useGo()
  const cells = new Map(rows.flatMap((row) => {
    const area = areaFor(row)
    return area === undefined ? [] : [[area, row] as const]
  }))
  const nameOf = (area: string): string => say(level, cells.get(area)?.[level] ?? known?.byId.get(area)?.name ?? area, answer.names)
  const drawing: Drawing = { topology, object, sums: sumsByArea(rows, areaFor), within: withinZoom(zoom, level, [...cells.keys()]), nameOf }
  const open = (area: string): void => {
    const row = cells.get(area)
    if (row) go(openingOf(question, { [level]: row[level] ?? null }))
  }
  const ground = topology.objects['countries'] && object !== 'countries' ? { ground: { topology, object: 'countries' } } : {}
  const same = { lang, width, title, unit, description: t(words.describe), onSelect: open, ...ground }
  if (marks === 'areas') {
    return <AreaMap {...same} id="explorer-map" dimension={t(dimensionNames[level])} shapes={{ topology, object }} areas={drawnAreas(drawing)} />
  }
  const isListed = level === 'municipality' && known !== undefined && object === 'territories'
  const points = isListed ? listedMiddles(known, drawing) : middlesOf(drawing)
  return <PointMap {...same} id="explorer-map" points={points} shapes={{ topology, object }} focus={focusOf(props, points)} />
}

/** The shapes a map of circles is fitted to: the territory zoomed to, or every shape of the countries that have circles. */
const focusOf = ({ topology, object, mapping: { level, zoom }, known }: DrawnProps, points: readonly MapPoint[]): string[] => {
  const found = topology.objects[object]
  const codes = found?.type === 'GeometryCollection' ? found.geometries.map(({ id }) => String(id)) : []
  if (level === 'municipality' && object === 'municipalities') return codes.filter((code) => points.some(({ key }) => key.slice(0, 5) === code.slice(0, 5)))
  if (zoom !== undefined) return codes.filter((code) => code === zoom || code.startsWith(`${zoom}-`))
  const nations = new Set([...points.map(({ key }) => key.slice(0, 2)), ...(known ? [known.country] : [])])
  return codes.filter((code) => nations.has(code.slice(0, 2)))
}
